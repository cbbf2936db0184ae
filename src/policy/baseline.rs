//! The baseline (基线): findings that were there before somebody began to look, listed in a file so
//! that only new ones count.
//!
//! A finding is known again by what it says of which words, and not by its line: text that moves
//! keeps its old findings, and one more of the same kind is new. Secrets are never old.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::diag::{Fault, Finding, words};
use crate::text::{Sources, Span};

/// What a baseline file says it is.
const FORMAT: &str = "hongtou-baseline-1";

/// Old findings, and how often each was there.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Baseline {
    counts: BTreeMap<Entry, usize>,
}

/// What identifies a finding.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    path: String,
    rule: String,
    fingerprint: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    format: String,
    findings: Vec<Listed>,
}

#[derive(Serialize, Deserialize)]
struct Listed {
    #[serde(flatten)]
    entry: Entry,
    count: usize,
}

impl Baseline {
    /// A baseline of these findings.
    pub fn of(findings: &[Finding], sources: &Sources) -> Self {
        let mut counts = BTreeMap::new();
        for finding in findings.iter().filter(|finding| listable(finding)) {
            *counts.entry(entry(finding, sources)).or_default() += 1;
        }
        Self { counts }
    }

    /// Reads a baseline file.
    ///
    /// # Errors
    /// When it is none.
    pub fn read(text: &str) -> Result<Self, Fault> {
        let document: Document = serde_json::from_str(text).map_err(|error| not_one(&error))?;
        if document.format != FORMAT {
            return Err(not_one(&document.format));
        }
        let counts = document.findings.into_iter().map(|listed| (listed.entry, listed.count));
        Ok(Self { counts: counts.collect() })
    }

    /// The text of a baseline file.
    pub fn render(&self) -> String {
        let listed =
            |(entry, count): (&Entry, &usize)| Listed { entry: entry.clone(), count: *count };
        let findings = self.counts.iter().map(listed).collect();
        let document = Document { format: FORMAT.to_owned(), findings };
        let mut text = serde_json::to_string_pretty(&document).unwrap_or_default();
        text.push('\n');
        text
    }

    /// How many findings it lists.
    pub fn len(&self) -> usize {
        self.counts.values().sum()
    }

    /// Whether it lists none.
    pub fn is_empty(&self) -> bool {
        self.counts.is_empty()
    }

    /// Marks the findings it lists as known; of the same ones, as many as it counts. Says how many
    /// that it lists are gone.
    pub fn mark(&self, findings: &mut [Finding], sources: &Sources) -> usize {
        let mut left = self.counts.clone();
        for finding in findings.iter_mut().filter(|finding| listable(finding)) {
            if let Some(count) = left.get_mut(&entry(finding, sources)).filter(|count| **count > 0)
            {
                *count -= 1;
                finding.known = true;
            }
        }
        left.values().sum()
    }
}

fn listable(finding: &Finding) -> bool {
    finding.rule != "secrecy-in-repo"
}

fn entry(finding: &Finding, sources: &Sources) -> Entry {
    let path = sources.get(finding.span.source).path.clone();
    Entry { path, rule: finding.rule.clone(), fingerprint: fingerprint(finding, sources) }
}

/// A digest of what is marked at all ends, each with its line: lines may move, words may not.
pub fn fingerprint(finding: &Finding, sources: &Sources) -> String {
    let mut digest = Sha256::new();
    let ends = std::iter::once(finding.span).chain(finding.also.iter().map(|end| end.0));
    for end in ends {
        let source = sources.get(end.source);
        for part in [source.path.as_str(), sources.text(end), line(end, sources)] {
            digest.update(part.trim().as_bytes());
            digest.update([0]);
        }
    }
    digest.finalize().iter().take(8).fold(String::new(), |text, byte| format!("{text}{byte:02x}"))
}

/// The line a place begins on.
fn line(span: Span, sources: &Sources) -> &str {
    let text = &sources.get(span.source).text;
    let at = span.bytes().start.min(text.len());
    let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let end = text[at..].find('\n').map_or(text.len(), |end| at + end);
    &text[start..end]
}

fn not_one(cause: &dyn std::fmt::Display) -> Fault {
    let fault = words!("这不是基线文件：{cause}", "this is no baseline: {cause}");
    Fault::new(fault).help(words!(
        "用 hongtou check --write-baseline 文件名 重新写一份",
        "write one with `hongtou check --write-baseline FILE`"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Level;
    use crate::text::Source;

    fn found(sources: &mut Sources, text: &str, marks: &[&str]) -> Vec<Finding> {
        let id = sources.add(Source::new("policies/a.yaml", text));
        let find = |mark: &&str| {
            let at = text.find(*mark).unwrap();
            let span = Span::new(id, at..at + mark.len());
            Finding::new("date-invalid", Level::Error, span, words!("不对", "wrong"))
        };
        marks.iter().map(find).collect()
    }

    #[test]
    fn text_that_moves_keeps_its_old_findings_and_one_more_is_new() {
        let mut sources = Sources::default();
        let old = found(&mut sources, "a: 2月30日\n", &["2月30日"]);
        let baseline = Baseline::of(&old, &sources);
        let baseline = Baseline::read(&baseline.render()).unwrap();
        let mut now =
            found(&mut sources, "x: 1\ny: 2\na: 2月30日\nb: 2月31日\n", &["2月30日", "2月31日"]);
        assert_eq!(baseline.mark(&mut now, &sources), 0);
        assert_eq!(now.iter().map(|one| one.known).collect::<Vec<_>>(), [true, false]);
    }

    #[test]
    fn a_second_of_the_same_is_new_and_a_mended_one_is_counted_as_gone() {
        let mut sources = Sources::default();
        let old = found(&mut sources, "a: 2月30日\n", &["2月30日"]);
        let baseline = Baseline::of(&old, &sources);
        let mut twice = [old.clone(), old].concat();
        baseline.mark(&mut twice, &sources);
        assert_eq!(twice.iter().filter(|one| one.known).count(), 1);
        assert_eq!(baseline.mark(&mut [], &sources), 1);
    }

    #[test]
    fn secrets_never_grow_old() {
        let mut sources = Sources::default();
        let mut old = found(&mut sources, "a: 机密\n", &["机密"]);
        old[0].rule = "secrecy-in-repo".to_owned();
        assert!(Baseline::of(&old, &sources).is_empty());
    }

    #[test]
    fn another_file_is_no_baseline() {
        assert!(Baseline::read("{}").is_err());
        assert!(Baseline::read("{\"format\":\"other\",\"findings\":[]}").is_err());
    }
}
