//! Single faults, injected into the five campaigns wherever they fit: each is found by its rule, at
//! its place.
//!
//! The places are enumerated and not picked by hand: every line of every paper that a fault fits is
//! a candidate, and a fixed stride through them takes the same ones on every run.

use std::collections::BTreeMap;

use hongtou::build::{self, Checked, Request};
use hongtou::diag::Finding;
use hongtou::text::{Disk, Files};
use rayon::prelude::*;

use crate::shown::{Shown, doubled};
use crate::support::root;

/// How many places of one kind of fault are tried.
const EACH: usize = 18;

/// A kind of fault.
struct Fault {
    name: &'static str,
    /// The rules one of which must find it; one that ends in `-` stands for all that begin so.
    rules: &'static [&'static str],
    /// Where in a line it fits, and what the line becomes there.
    inject: fn(&str) -> Option<String>,
    /// Where it fits.
    place: Fits,
}

/// The lines that a fault fits in.
#[derive(PartialEq)]
enum Fits {
    /// Lines of block scalars: running text.
    Prose,
    /// Lines with a field.
    Field,
    /// Lines with an id that something else in the campaign names.
    Id,
}

fn replaced(line: &str, from: &str, to: &str) -> Option<String> {
    line.contains(from).then(|| line.replacen(from, to, 1))
}

/// The digits before a place.
fn digits_before(line: &str, at: usize) -> usize {
    line[..at].bytes().rev().take_while(u8::is_ascii_digit).count()
}

/// Where the number of a document number stands: behind 〕, before 号.
fn serial(line: &str) -> Option<(usize, usize)> {
    let start = line.find('〕')? + '〕'.len_utf8();
    let count = line[start..].bytes().take_while(u8::is_ascii_digit).count();
    (count > 0 && line[start + count..].starts_with('号')).then_some((start, start + count))
}

fn insert(line: &str, at: usize, text: &str) -> String {
    format!("{}{text}{}", &line[..at], &line[at..])
}

/// A comma between two Chinese characters.
fn comma(line: &str) -> Option<usize> {
    let han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    line.match_indices('，').map(|(at, _)| at).find(|at| {
        let before = line[..*at].chars().next_back().is_some_and(han);
        let after = line[at + 3..].chars().next().is_some_and(han);
        let quoted = line[..*at].matches('《').count() > line[..*at].matches('》').count();
        before && after && !quoted && !line[..*at].contains("{{")
    })
}

/// The value of one of some keys, on the line of the key.
fn value<'l>(line: &'l str, keys: &[&str]) -> Option<(usize, &'l str)> {
    let key = line.trim_start().trim_start_matches("- ");
    let (name, rest) = key.split_once(": ")?;
    let rest = rest.split(" #").next()?.trim_end();
    (keys.contains(&name) && !rest.is_empty()).then(|| (line.find(rest).unwrap(), rest))
}

fn day(line: &str) -> Option<String> {
    let month = line.find('月')?;
    let count = digits_before(line, month);
    let rest = &line[month + 3..];
    let day = rest.bytes().take_while(u8::is_ascii_digit).count();
    let whole = count > 0 && day > 0 && rest[day..].starts_with('日');
    let dated = line[..month - count].ends_with('年');
    (whole && dated).then(|| format!("{}2月30{}", &line[..month - count], &line[month + 3 + day..]))
}

fn padded(line: &str) -> Option<String> {
    let month = line.find('月')?;
    let count = digits_before(line, month);
    let dated = line[..month - count].ends_with('年');
    let day = line[month + 3..].starts_with(|c: char| c.is_ascii_digit());
    (count == 1 && dated && day).then(|| insert(line, month - 1, "0"))
}

fn unit(line: &str) -> Option<String> {
    let (at, value) = value(line, &["lead", "issuer", "printer", "inspector", "inspected"])?;
    let first = value.trim_start_matches('[').split([',', ']', '，']).next()?;
    let middle = first.char_indices().nth(3)?.0;
    let start = at + (value.len() - value.trim_start_matches('[').len());
    (!first.is_ascii()).then(|| insert(line, start + middle, "鑫"))
}

fn key(line: &str) -> Option<String> {
    let (at, _) = value(line, &["title", "name", "period", "deadline", "phone", "text", "date"])?;
    let colon = line[..at].rfind(':')?;
    Some(insert(line, colon, "x"))
}

fn hole(line: &str, function: &str) -> Option<String> {
    let open = format!("{function}(\"");
    let at = line.find(&open)? + open.len();
    Some(insert(line, at, "no-"))
}

fn number(line: &str, text: &str) -> Option<String> {
    serial(line).map(|(start, _)| insert(line, start, text))
}

/// The two ends of a stretch of time that is written out, in the wrong order.
fn reversed(line: &str) -> Option<String> {
    let (at, value) = value(line, &["period"])?;
    let (first, last) = value.split_once('至')?;
    let whole = |day: &str| day.contains('年') && day.contains('月');
    let year = first.split('年').next()?;
    let last = if last.contains('年') { last.to_owned() } else { format!("{year}年{last}") };
    let both = whole(first) && whole(&last);
    both.then(|| format!("{}{last}至{first}{}", &line[..at], &line[at + value.len()..]))
}

/// The first body of a list, twice.
fn twice(line: &str) -> Option<String> {
    let (at, value) = value(line, &["support", "to", "cc", "lead"])?;
    let first = value.strip_prefix('[')?.split([',', ']']).next()?;
    let plain = value.contains(", ") && !first.contains(['{', '"']);
    plain.then(|| insert(line, at + 1, &format!("{first}, ")))
}

const FAULTS: [Fault; 22] = [
    Fault {
        name: "an id that nothing knows any more",
        rules: &["reference-unknown", "prose-hole", "sup-answer-unknown", "form-unknown"],
        place: Fits::Id,
        inject: |line| {
            let (at, id) = value(line, &["id"])?;
            Some(insert(line, at + id.len(), "-x"))
        },
    },
    Fault {
        name: "a period that ends before it begins",
        rules: &["date-range-reversed", "date-invalid"],
        place: Fits::Field,
        inject: reversed,
    },
    Fault { name: "a body twice", rules: &["unit-duplicate"], place: Fits::Field, inject: twice },
    Fault {
        name: "square brackets",
        rules: &["docno-bracket"],
        place: Fits::Field,
        inject: |line| {
            value(line, &["number"])?;
            replaced(&replaced(line, "〔", "[")?, "〕", "]")
        },
    },
    Fault {
        name: "a number without 号",
        rules: &["docno-missing-hao"],
        place: Fits::Field,
        inject: |line| {
            value(line, &["number"])?;
            let (_, end) = serial(line)?;
            Some(format!("{}{}", &line[..end], &line[end + 3..]))
        },
    },
    Fault {
        name: "第 in a number",
        rules: &["docno-di"],
        place: Fits::Field,
        inject: |line| {
            value(line, &["number"])?;
            number(line, "第")
        },
    },
    Fault {
        name: "a padded number",
        rules: &["docno-zero-pad"],
        place: Fits::Field,
        inject: |line| {
            value(line, &["number"])?;
            number(line, "0")
        },
    },
    Fault {
        name: "a short year",
        rules: &["docno-year-short"],
        place: Fits::Field,
        inject: |line| {
            value(line, &["number"])?;
            replaced(line, "〔20", "〔")
        },
    },
    Fault { name: "a day there is not", rules: &["date-invalid"], place: Fits::Field, inject: day },
    Fault {
        name: "a day there is not, in text",
        rules: &["date-invalid"],
        place: Fits::Prose,
        inject: day,
    },
    Fault { name: "a padded month", rules: &["date-zero-pad"], place: Fits::Field, inject: padded },
    Fault {
        name: "a body nobody knows",
        rules: &["unit-unknown", "unit-ambiguous", "reference-unknown"],
        place: Fits::Field,
        inject: unit,
    },
    Fault { name: "a key there is not", rules: &["schema-"], place: Fits::Field, inject: key },
    Fault {
        name: "a citation of nothing",
        rules: &["prose-hole", "reference-unknown", "cite-unregistered"],
        place: Fits::Prose,
        inject: |line| hole(line, "cite"),
    },
    Fault {
        name: "a reference to nothing",
        rules: &["prose-hole", "reference-unknown"],
        place: Fits::Prose,
        inject: |line| hole(line, "ref"),
    },
    Fault {
        name: "a paper there is not",
        rules: &["prose-hole", "reference-unknown"],
        place: Fits::Prose,
        inject: |line| hole(line, "paper"),
    },
    Fault {
        name: "a comma twice",
        rules: &["punct-dup"],
        place: Fits::Prose,
        inject: |line| comma(line).map(|at| insert(line, at, "，")),
    },
    Fault {
        name: "an English comma",
        rules: &["punct-half"],
        place: Fits::Prose,
        inject: |line| comma(line).map(|at| format!("{},{}", &line[..at], &line[at + 3..])),
    },
    Fault {
        name: "a blank in a date",
        rules: &["cjk-space"],
        place: Fits::Prose,
        inject: |line| replaced(line, "日前", " 日前").or_else(|| replaced(line, "月底", " 月底")),
    },
    Fault {
        name: "straight quotes",
        rules: &["quote-straight"],
        place: Fits::Prose,
        inject: |line| replaced(&replaced(line, "“", "\"")?, "”", "\""),
    },
    Fault {
        name: "a miswritten word",
        rules: &["typo"],
        place: Fits::Prose,
        inject: |line| {
            replaced(line, "部署", "布署")
                .or_else(|| replaced(line, "其他", "其它"))
                .or_else(|| replaced(line, "账", "帐"))
        },
    },
    Fault {
        name: "a name left open",
        rules: &["placeholder"],
        place: Fits::Prose,
        inject: |line| comma(line).map(|at| insert(line, at, "×××")),
    },
];

/// The sources of the repository's campaigns: each folder with all registries.
fn campaigns() -> BTreeMap<String, Vec<(String, String)>> {
    let disk = Disk::new(root()).unwrap();
    let mut folders: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
    let mut shared = Vec::new();
    for path in disk.list("policies").unwrap() {
        let text = String::from_utf8(disk.read(&path).unwrap()).unwrap();
        let inside = path.trim_start_matches("policies/").to_owned();
        let folder = inside.split('/').next().unwrap().to_owned();
        if folder == "registry" {
            shared.push((inside, text));
        } else {
            folders.entry(folder).or_default().push((inside, text));
        }
    }
    for files in folders.values_mut() {
        files.extend(shared.clone());
    }
    folders
}

fn checked(files: &[(String, String)]) -> Checked {
    let shown = Shown::of(files.iter().map(|(path, text)| (path.as_str(), text.as_str())));
    build::check(&shown, &Request::default()).unwrap()
}

/// One fault at one place.
struct Case<'f> {
    fault: &'f Fault,
    folder: String,
    path: String,
    line: usize,
    text: String,
}

/// Whether one thing alone in a campaign has this id, and others name it.
fn is_named(files: &[(String, String)], id: &str) -> bool {
    let word = |c: char| !c.is_ascii_alphanumeric() && c != '-' && c != '_';
    let lines = || files.iter().flat_map(|(_, text)| text.lines());
    let owns = |line: &&str| line.contains(&format!("id: {id}"));
    let names = |line: &str| line.split(word).any(|word| word == id);
    lines().filter(|line| owns(line) && names(line)).count() == 1
        && lines().any(|line| !owns(&line) && names(line))
}

/// Every place that a fault fits, in order.
fn places<'f>(fault: &'f Fault, all: &BTreeMap<String, Vec<(String, String)>>) -> Vec<Case<'f>> {
    let mut cases = Vec::new();
    for (folder, files) in all {
        for (path, text) in files.iter().filter(|(path, _)| path.starts_with(folder.as_str())) {
            let mut block = None;
            for (at, line) in text.lines().enumerate() {
                let indent = line.len() - line.trim_start().len();
                if block.is_some_and(|deep| indent <= deep && !line.trim().is_empty()) {
                    block = None;
                }
                let place = if block.is_some() { Fits::Prose } else { Fits::Field };
                if line.trim_end().ends_with(": |") {
                    block = Some(indent);
                    continue;
                }
                let comment = line.trim_start().starts_with('#');
                let fits = match fault.place {
                    Fits::Id => value(line, &["id"]).is_some_and(|(_, id)| is_named(files, id)),
                    Fits::Prose | Fits::Field => place == fault.place,
                };
                if !fits || comment || path.rsplit('.').next() != Some("yaml") {
                    continue;
                }
                if let Some(new) = (fault.inject)(line) {
                    let (folder, path, text) = (folder.clone(), path.clone(), new);
                    cases.push(Case { fault, folder, path, line: at + 1, text });
                }
            }
        }
    }
    cases
}

impl Case<'_> {
    /// The sources of the campaign with the fault in them.
    fn injected(&self, clean: &[(String, String)]) -> Vec<(String, String)> {
        let mut files = clean.to_vec();
        let (_, text) = files.iter_mut().find(|(path, _)| *path == self.path).unwrap();
        let lines = text.lines().enumerate();
        let lines =
            lines.map(|(at, line)| if at + 1 == self.line { self.text.as_str() } else { line });
        *text = lines.collect::<Vec<_>>().join("\n") + "\n";
        files
    }

    /// Whether a finding is of a rule that should find this.
    fn expects(&self, finding: &Finding) -> bool {
        let mut rules = self.fault.rules.iter();
        rules.any(|rule| {
            finding.rule == *rule || (rule.ends_with('-') && finding.rule.starts_with(rule))
        })
    }

    /// Whether one end of a finding lies on the line of the fault.
    fn touches(&self, finding: &Finding, checked: &Checked) -> bool {
        let mut ends = std::iter::once(finding.span).chain(finding.also.iter().map(|end| end.0));
        ends.any(|end| {
            let source = checked.sources.get(end.source);
            let line = |at: usize| source.line_column(at).line;
            let lines = line(end.bytes().start)..=line(end.bytes().end);
            source.path == format!("policies/{}", self.path) && lines.contains(&self.line)
        })
    }

    /// What is wrong with what was found: nothing of the right rule, something that lies elsewhere,
    /// or two errors that say the same of the same characters.
    fn complaints(&self, checked: &Checked) -> Vec<String> {
        let mut complaints = Vec::new();
        let touching = |finding: &&Finding| self.touches(finding, checked);
        if !checked.findings.iter().filter(touching).any(|finding| self.expects(finding)) {
            complaints.push("is not found".to_owned());
        }
        let strays = checked.findings.iter().filter(|finding| !touching(finding));
        complaints.extend(strays.map(|stray| format!("stray: {}", told(stray, checked))));
        let twice = doubled(&checked.findings);
        complaints.extend(twice.map(|(one, other)| {
            format!("told twice: {} / {}", told(one, checked), told(other, checked))
        }));
        complaints
    }
}

/// A finding in one line.
fn told(finding: &Finding, checked: &Checked) -> String {
    let source = checked.sources.get(finding.span.source);
    let line = source.line_column(finding.span.bytes().start).line;
    let marked = source.slice(finding.span.bytes()).lines().next().unwrap_or_default();
    format!("{} {}:{line}「{marked}」{}", finding.rule, source.path, finding.message.zh)
}

/// Every fault at one of its places: its name, and the sources of the campaign with it.
pub(crate) fn broken() -> Vec<(&'static str, Vec<(String, String)>)> {
    let all = campaigns();
    let first = |fault: &'static Fault| {
        let case = places(fault, &all).swap_remove(0);
        (fault.name, case.injected(&all[&case.folder]))
    };
    FAULTS.iter().map(first).collect()
}

#[test]
fn every_injected_fault_is_found_by_its_rule_and_nothing_is_found_elsewhere() {
    let all = campaigns();
    let mut cases = Vec::new();
    for fault in &FAULTS {
        let places = places(fault, &all);
        assert!(!places.is_empty(), "{} fits nowhere", fault.name);
        let stride = places.len().div_ceil(EACH);
        cases.extend(places.into_iter().step_by(stride));
    }
    assert!(cases.len() >= 200, "only {} faults", cases.len());
    let judged: Vec<(usize, Vec<String>)> = cases
        .par_iter()
        .map(|case| {
            let checked = checked(&case.injected(&all[&case.folder]));
            let head = format!(
                "{} in {}:{}: {}\n    ",
                case.fault.name,
                case.path,
                case.line,
                case.text.trim()
            );
            let complaints =
                case.complaints(&checked).into_iter().map(|one| format!("{head}{one}"));
            (checked.findings.len(), complaints.collect())
        })
        .collect();
    let findings: usize = judged.iter().map(|(found, _)| found).sum();
    let complaints: Vec<String> = judged.into_iter().flat_map(|(_, own)| own).collect();
    assert!(complaints.is_empty(), "{}:\n{}", complaints.len(), complaints.join("\n"));
    // A fault that several rules tell of is told too often: nearly all are told once.
    let count = cases.len();
    assert!(findings * 10 <= count * 13, "{findings} findings of {count} faults");
}

#[test]
fn the_campaigns_alone_give_no_finding() {
    for (folder, files) in campaigns() {
        let findings = checked(&files).findings;
        assert_eq!(findings, [], "{folder}");
    }
}
