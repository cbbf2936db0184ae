//! A Code Quality report of GitLab: a JSON array whose fingerprints survive a move of lines.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::Input;
use crate::diag::{Finding, Level};
use crate::policy::baseline::fingerprint;

/// Writes the array.
pub(super) fn render(input: &Input<'_>) -> String {
    let mut seen = BTreeMap::new();
    let new = input.findings.iter().filter(|finding| !finding.known);
    let all: Vec<Value> = new.map(|finding| one(finding, input, &mut seen)).collect();
    let mut text = serde_json::to_string_pretty(&all).unwrap_or_default();
    text.push('\n');
    text
}

fn one(finding: &Finding, input: &Input<'_>, seen: &mut BTreeMap<String, usize>) -> Value {
    let source = input.sources.get(finding.span.source);
    let bytes = finding.span.bytes();
    let (start, end) = (source.line_column(bytes.start), source.line_column(bytes.end));
    // A fingerprint is asked to be unique: the second of the same kind says that it is one.
    let print = format!("{}-{}", finding.rule, fingerprint(finding, input.sources));
    let count = seen.entry(print.clone()).or_insert(0);
    *count += 1;
    let print = if *count == 1 { print } else { format!("{print}-{count}") };
    json!({
        "description": super::sentence(finding, input.lang),
        "check_name": finding.rule,
        "fingerprint": print,
        "severity": match finding.level {
            Level::Error => "critical",
            Level::Warning => "minor",
            Level::Hint => "info",
        },
        "location": {
            "path": source.path,
            "lines": { "begin": start.line, "end": end.line },
        },
    })
}
