//! Holds every rule to its own handbook page.

use hongtou::build;
use hongtou::diag::{Finding, Level};
use hongtou::policy::held;
use hongtou::policy::rules::ALL;
use hongtou::policy::{Check, Example, Expected, Part, Rule, Strength};

use hongtou::text::Sources;
use rayon::prelude::*;

use crate::shown::{Shown, doubled};

/// Everything found in an example, short of laying it out.
fn checked(example: &Example) -> (Vec<Finding>, Sources) {
    let files = Shown::of(example.files.iter().map(|(name, text)| (name.as_str(), text.as_str())));
    let request = build::Request { release: true, ..build::Request::default() };
    let checked = build::check(&files, &request).expect("an example can be checked");
    (checked.findings, checked.sources)
}

/// Everything found in an example and on its pages.
fn built(example: &Example) -> (Vec<Finding>, Sources) {
    let files = Shown::of(example.files.iter().map(|(name, text)| (name.as_str(), text.as_str())));
    let request = build::Request { release: true, draft: true, ..build::Request::default() };
    let built = build::build(&files, &request, &|_, _| {}).expect("an example can be built");
    (built.checked.findings, built.checked.sources)
}

/// What one rule finds in an example. Everything else that is wrong with so short a paper is
/// beside the point.
fn found(rule: &Rule, example: &Example) -> Vec<(Finding, Expected)> {
    let paged = matches!(rule.check, Check::Pages(_));
    let (findings, sources) = if paged { built(example) } else { checked(example) };
    let own = findings.into_iter().filter(|finding| finding.rule == rule.name());
    own.map(|finding| {
        let source = sources.get(finding.span.source);
        let bytes = finding.span.bytes();
        let expected = Expected {
            file: source.path.trim_start_matches("policies/").to_owned(),
            line: source.line_column(bytes.start).line,
            level: finding.level,
            marked: source.slice(bytes).lines().next().unwrap_or_default().to_owned(),
            message: finding.message.zh.clone(),
        };
        (finding, expected)
    })
    .collect()
}

fn met(rule: &Rule, example: &Example) -> Vec<Expected> {
    let mut met: Vec<Expected> = found(rule, example).into_iter().map(|(_, met)| met).collect();
    met.sort_by_key(|met| (met.file.clone(), met.line, met.message.clone()));
    met
}

fn promised(example: &Example) -> Vec<Expected> {
    let mut promised = example.expected();
    promised.sort_by_key(|met| (met.file.clone(), met.line, met.message.clone()));
    promised
}

fn each(part: Part, mut check: impl FnMut(&Rule, &Example, Option<&Example>)) {
    for rule in ALL {
        let examples = rule.examples();
        for (at, example) in examples.iter().enumerate().filter(|(_, e)| e.part == part) {
            let next = examples.get(at + 1).filter(|next| next.part == Part::Fixed);
            check(rule, example, next);
        }
    }
}

#[test]
fn a_rule_finds_nothing_in_good_examples() {
    each(Part::Good, |rule, good, _| assert_eq!(met(rule, good), [], "{}", rule.name()));
}

#[test]
fn a_rule_finds_what_bad_examples_promise_at_the_marked_characters() {
    each(Part::Bad, |rule, bad, _| {
        let promised = promised(bad);
        assert!(!promised.is_empty(), "{}: a bad example that promises nothing", rule.name());
        assert_eq!(met(rule, bad), promised, "{}", rule.name());
    });
}

#[test]
fn no_two_errors_in_a_bad_example_mark_the_same_characters() {
    let bad = |rule: &&Rule| -> Vec<Example> {
        rule.examples().into_iter().filter(|example| example.part == Part::Bad).collect()
    };
    let examples: Vec<(String, Example)> = ALL
        .iter()
        .flat_map(|rule| bad(rule).into_iter().map(|example| (rule.name(), example)))
        .collect();
    let twice: Vec<String> = examples
        .par_iter()
        .flat_map(|(name, example)| {
            let (findings, sources) = checked(example);
            let tell = |(one, other): (&Finding, &Finding)| {
                let marked = sources.text(one.span);
                format!("{name}: 「{marked}」 {} / {}", told(one), told(other))
            };
            doubled(&findings).map(tell).collect::<Vec<_>>()
        })
        .collect();
    assert!(twice.is_empty(), "{}:\n{}", twice.len(), twice.join("\n"));
}

fn told(finding: &Finding) -> String {
    format!("{} {}", finding.rule, finding.message.zh)
}

#[test]
fn fixes_make_the_fixed_example_and_the_rule_is_then_content() {
    each(Part::Bad, |rule, bad, fixed| {
        let after = apply(rule, bad);
        match fixed {
            Some(fixed) => {
                assert_eq!(bare(&after), bare(fixed), "{}", rule.name());
                assert_eq!(met(rule, &after), [], "{}", rule.name());
            }
            None => assert_eq!(after.files, bad.files, "{}: a fix nobody sees", rule.name()),
        }
    });
}

/// The example with every fix applied, from the last to the first.
fn apply(rule: &Rule, example: &Example) -> Example {
    let mut after = example.clone();
    let mut fixes: Vec<_> = found(rule, example)
        .into_iter()
        .filter_map(|(finding, met)| Some((met.file, finding.fix?)))
        .collect();
    fixes.sort_by_key(|(_, fix)| std::cmp::Reverse(fix.span.start));
    for (file, fix) in fixes {
        let (_, text) = after.files.iter_mut().find(|(name, _)| *name == file).unwrap();
        text.replace_range(fix.span.bytes(), &fix.text);
    }
    after
}

/// The files without their promises.
fn bare(example: &Example) -> Vec<(String, String)> {
    let line = |line: &str| {
        let cut =
            ["# error", "# warning", "# hint"].iter().filter_map(|word| line.find(word)).min();
        line[..cut.unwrap_or(line.len())].trim_end().to_owned()
    };
    let text = |text: &str| {
        text.lines().map(line).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
    };
    example.files.iter().map(|(file, content)| (file.clone(), text(content))).collect()
}

#[test]
fn a_page_has_both_names_a_reason_and_both_kinds_of_example() {
    for rule in ALL {
        let (name, page, examples) = (rule.name(), rule.page(), rule.examples());
        let (zh, en) = rule.title();
        assert!(!zh.is_ascii() && en.is_ascii(), "{name}: the first line is `# 中文 · English`");
        assert!(page.contains("\n## 为什么\n"), "{name}: no reason");
        for part in [Part::Good, Part::Bad] {
            assert!(examples.iter().any(|e| e.part == part), "{name}: no {part:?} example");
        }
    }
}

#[test]
fn no_rule_is_stricter_than_its_authority() {
    for rule in ALL {
        let name = rule.name();
        assert!(!rule.authority.is_empty(), "{name}: no authority");
        assert!(rule.level >= rule.strength.cap(), "{name}: {:?} {:?}", rule.level, rule.strength);
        let standard = rule.authority.contains("GB/T") || rule.authority.contains("条例");
        let own = matches!(rule.strength, Strength::Practice | Strength::Internal);
        assert!(!(standard && own), "{name}: practice that calls itself a standard");
    }
}

#[test]
fn what_is_mandatory_names_its_text_and_what_is_practice_says_so() {
    for rule in ALL {
        let (name, authority) = (rule.name(), rule.authority);
        let cited = authority.contains('《') || authority.contains("GB");
        let says = |word: &str| authority.starts_with(&format!("{word}："));
        match rule.strength {
            Strength::Mandatory | Strength::General | Strength::Recommended => {
                assert!(cited, "{name}: asked for by no text: {authority}");
            }
            Strength::Practice => assert!(says("实务") && !cited, "{name}: {authority}"),
            Strength::Internal => assert!(says("内部一致性") && !cited, "{name}: {authority}"),
        }
    }
}

/// The sixty-five of the catalogue that a first release must have.
const FIRST: &str = "A01 A03 A10 A13 A18 B09 C02 C04 C15 D09 D14 E01 E02 E12 E13 E14 E21 F01 F03 \
    F05 F07 F10 G01 G04 G11 G12 G17 G18 G24 G26 G27 H04 H05 H07 H18 I02 I03 I04 I08 I09 I13 J01 \
    J04 J06 J08 J24 K01 K11 K17 K18 K31 K32 L06 L10 M07 M11 M15 M21 M22 N01 N02 N15 O01 O04 O10";

#[test]
fn the_first_sixty_five_are_rules_or_held_by_construction() {
    let wanted: Vec<&str> = FIRST.split_whitespace().collect();
    assert_eq!(wanted.len(), 65);
    let held: Vec<&str> = held::all().map(|one| one.id).collect();
    let (ruled, others): (Vec<&str>, Vec<&str>) =
        wanted.into_iter().partition(|id| ALL.iter().any(|rule| rule.ids.contains(id)));
    let missing: Vec<&&str> = others.iter().filter(|id| !held.contains(*id)).collect();
    assert!(missing.is_empty(), "{missing:?}");
    // Only what is laid out can be held: everything else is a rule.
    assert_eq!((ruled.len(), others), (62, vec!["M11", "M15", "M21"]));
    for one in held {
        assert!(ALL.iter().all(|rule| !rule.ids.contains(&one)), "{one} is a rule as well");
    }
}

#[test]
fn what_is_held_by_construction_is_measured_by_tests_there_are() {
    let folder = crate::support::root().join("tests/suite");
    let files = walkdir::WalkDir::new(folder).into_iter().map(Result::unwrap);
    let files = files.filter(|file| file.file_type().is_file());
    let texts: String = files.map(|file| std::fs::read_to_string(file.path()).unwrap()).collect();
    for one in held::all() {
        assert!(!one.tests.is_empty() && !one.authority.is_empty(), "{}", one.id);
        for test in one.tests {
            assert!(texts.contains(&format!("#[test]\nfn {test}()")), "{}: {test}", one.id);
        }
    }
}

#[test]
fn what_two_rules_could_tell_is_told_by_one() {
    let units =
        "kind: units\nunits:\n  - {id: gaj, name: 市公安局}\n  - {id: jyj, name: 市教育局}\n";
    let superior = "kind: campaign\nid: up\nperiod: 2024年1月至4月\n\
        reporting: {deadline: 2024年4月30日前, to: 市公安局}\n";
    let later = "kind: campaign\nid: own\nimplements: up\nperiod: 2024年1月至4月\n\
        reporting: {deadline: 2024年5月10日前, to: 市公安局}\n";
    let texts = [
        (["implements-outside", "sup-deadline"], later.to_owned()),
        (
            ["glyph-missing", "invisible-char"],
            "kind: guide\ntext: \"医疗\\u200b保障\"\n".to_owned(),
        ),
        (["range-percent", "range-tilde"], "kind: guide\ntext: 抽查5-10%。\n".to_owned()),
        (["unit-unknown", "unit-separator"], "kind: notice\nto: 市公安局、市教育局\n".to_owned()),
        (
            ["seq-single", "seq-skip"],
            "kind: notice\nbody: |\n  # 甲\n\n  ### 乙\n\n  # 丙\n".to_owned(),
        ),
    ];
    for (pair, text) in texts {
        let sources =
            [("registry/units.yaml", units), ("up.yaml", superior), ("a.yaml", text.as_str())];
        let checked = build::check(&Shown::of(sources), &build::Request::default()).unwrap();
        let found = checked.findings.iter().map(|finding| finding.rule.as_str());
        let found: Vec<&str> = found.filter(|rule| pair.contains(rule)).collect();
        assert_eq!(found.len(), 1, "{pair:?}: {found:?}");
    }
}

#[test]
fn names_and_numbers_of_rules_are_unique() {
    let mut names: Vec<String> = ALL.iter().map(|rule| rule.name()).collect();
    names.extend(ALL.iter().flat_map(|rule| rule.ids).map(|id| (*id).to_owned()));
    let count = names.len();
    names.sort();
    names.dedup();
    assert_eq!(names.len(), count);
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

#[test]
fn a_message_is_one_short_sentence_without_a_full_stop() {
    each(Part::Bad, |rule, bad, _| {
        for (finding, _) in found(rule, bad) {
            let (zh, en, name) = (&finding.message.zh, &finding.message.en, rule.name());
            assert!(zh.chars().count() <= 60, "{name}: too long: {zh}");
            assert!(en.chars().count() <= 110, "{name}: too long: {en}");
            assert!(!zh.ends_with('。') && !en.ends_with('.'), "{name}: ends in a full stop: {zh}");
            let capital = en.starts_with(|c: char| c.is_ascii_uppercase());
            let month = MONTHS.iter().any(|month| en.starts_with(month));
            assert!(!capital || month, "{name}: begins with a capital: {en}");
        }
    });
}

#[test]
fn a_placeholder_warns_while_drafting_and_stops_a_release() {
    let paper = |status: &str| format!("kind: notice\nstatus: {status}\ntitle: ×××局的通知\n");
    let level = |status: &str, release: bool| {
        let files = Shown::of([("a.yaml", paper(status).as_str())]);
        let request = build::Request { release, ..build::Request::default() };
        let checked = build::check(&files, &request).expect("it can be checked");
        let found = checked.findings.into_iter().find(|finding| finding.rule == "placeholder");
        found.map(|finding| finding.level)
    };
    assert_eq!(level("draft", false), Some(Level::Warning));
    assert_eq!(level("draft", true), Some(Level::Error));
    assert_eq!(level("issued", false), Some(Level::Error));
}

/// What may not change when a paper is respelt: its times, and the bodies it names.
fn meaning(checked: &build::Checked) -> Vec<String> {
    let mut meant = Vec::new();
    for paper in checked.set.all() {
        let names = checked.set.names(paper);
        let times = paper.facts.times.iter().filter_map(|time| time.parsed.as_ref().ok());
        meant.extend(times.map(|time| format!("{}: {time:?}", paper.id.value)));
        let bodies = paper.leaves(hongtou::model::Leaf::Unit);
        let bodies = bodies.filter_map(hongtou::model::Field::text);
        // A mark behind a name is no part of it.
        let bodies = bodies.map(|name| names.identity(name.trim_end_matches(['，', '：', '。'])));
        meant.extend(bodies.map(|name| format!("{}: {name}", paper.id.value)));
    }
    meant
}

#[test]
fn safe_fixes_end_and_never_change_what_is_meant() {
    each(Part::Bad, |rule, bad, _| {
        let files = Shown::of(bad.files.iter().map(|(name, text)| (name.as_str(), text.as_str())));
        let request = build::Request::default();
        let safe = |_: &Finding, fix: &hongtou::diag::Fix, _: &hongtou::text::Sources| {
            fix.trust == hongtou::diag::Trust::Safe
        };
        let before = build::check(&files, &request).expect("an example can be checked");
        let once = build::fix(&files, &request, &mut { safe }).expect("it can be fixed");
        assert_eq!(meaning(&before), meaning(&once.checked), "{}: {:?}", rule.name(), once.files);
        let changed = once.files.iter();
        let mut after: Vec<(String, String)> = bad.files.clone();
        for (path, _, new) in changed {
            let own = path.trim_start_matches("policies/");
            after.iter_mut().find(|(name, _)| name == own).unwrap().1.clone_from(new);
        }
        let files = Shown::of(after.iter().map(|(name, text)| (name.as_str(), text.as_str())));
        let twice = build::fix(&files, &request, &mut { safe }).expect("it can be fixed again");
        assert_eq!(twice.made, 0, "{}: {:?}", rule.name(), twice.files);
    });
}
