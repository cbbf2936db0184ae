//! SARIF 2.1.0: findings with rules, both ends, fixes and fingerprints, for code scanning.
//!
//! Columns count UTF-16 units, which is what the readers of this format assume whatever a file
//! declares.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::Input;
use crate::diag::{Finding, Lang, Level};
use crate::policy::{self, baseline::fingerprint};
use crate::text::{BOM, Source, Sources, Span};

/// Writes the log of one run.
pub(super) fn render(input: &Input<'_>) -> String {
    let mut names: Vec<&str> = input.findings.iter().map(|finding| finding.rule.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    let places: BTreeMap<&str, usize> =
        names.iter().enumerate().map(|(at, name)| (*name, at)).collect();
    let rules: Vec<Value> = names.iter().map(|name| rule(name, input.lang)).collect();
    let results: Vec<Value> = input
        .findings
        .iter()
        .map(|finding| result(finding, places[finding.rule.as_str()], input))
        .collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "hongtou",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            }},
            "columnKind": "utf16CodeUnits",
            "results": results,
        }],
    });
    let mut text = serde_json::to_string_pretty(&log).unwrap_or_default();
    text.push('\n');
    text
}

/// What is known of a rule; the engine's own findings have a name only.
fn rule(name: &str, lang: Lang) -> Value {
    let Some(rule) = policy::find(name) else { return json!({ "id": name }) };
    let (zh, en) = rule.title();
    let (title, strength) =
        if lang == Lang::Zh { (zh, rule.strength.zh()) } else { (en, rule.strength.en()) };
    json!({
        "id": name,
        "shortDescription": { "text": title },
        "fullDescription": { "text": format!("{title}：{}（{strength}）", rule.authority) },
        "defaultConfiguration": { "level": level(rule.level) },
        "help": { "text": rule.page(), "markdown": rule.page() },
        "properties": { "authority": rule.authority, "strength": rule.strength.zh(), "ids": rule.ids },
    })
}

fn result(finding: &Finding, rule: usize, input: &Input<'_>) -> Value {
    let mut value = json!({
        "ruleId": finding.rule,
        "ruleIndex": rule,
        "level": level(finding.level),
        "message": { "text": super::sentence(finding, input.lang) },
        "locations": [{ "physicalLocation": physical(finding.span, input.sources) }],
        "partialFingerprints": { "hongtou/1": fingerprint(finding, input.sources) },
        "baselineState": if finding.known { "unchanged" } else { "new" },
    });
    let related: Vec<Value> = finding
        .also
        .iter()
        .zip(1..)
        .map(|((span, words), id)| {
            json!({
                "id": id,
                "physicalLocation": physical(*span, input.sources),
                "message": { "text": words.get(input.lang) },
            })
        })
        .collect();
    if !related.is_empty() {
        value["relatedLocations"] = json!(related);
    }
    if let Some(fix) = &finding.fix {
        let said = finding.help.as_ref().map_or("", |help| help.get(input.lang));
        value["fixes"] = json!([{
            "description": { "text": if said.is_empty() { &fix.text } else { said } },
            "artifactChanges": [{
                "artifactLocation": location(&input.sources.get(fix.span.source).path),
                "replacements": [{
                    "deletedRegion": region(fix.span, input.sources),
                    "insertedContent": { "text": fix.text },
                }],
            }],
        }]);
    }
    value
}

fn level(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Hint => "note",
    }
}

fn physical(span: Span, sources: &Sources) -> Value {
    json!({
        "artifactLocation": location(&sources.get(span.source).path),
        "region": region(span, sources),
    })
}

/// A path as a URI: what is not plain ASCII is escaped byte by byte.
fn location(path: &str) -> Value {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte);
    let uri: String = path
        .bytes()
        .map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect();
    json!({ "uri": uri })
}

fn region(span: Span, sources: &Sources) -> Value {
    let source = sources.get(span.source);
    let bytes = span.bytes();
    let ((line, column), (end_line, end_column)) = (at(source, bytes.start), at(source, bytes.end));
    json!({ "startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column })
}

/// Line and column from 1, the column in UTF-16 units.
fn at(source: &Source, byte: usize) -> (usize, usize) {
    let line = source.line_column(byte).line;
    let start = source.text[..byte.min(source.text.len())].rfind('\n').map_or(0, |end| end + 1);
    let before = source.slice(start..byte.min(source.text.len()));
    (line, before.chars().filter(|c| *c != BOM).map(char::len_utf16).sum::<usize>() + 1)
}
