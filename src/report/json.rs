//! One JSON document: an array of findings, in order. Both languages are in it, so that it does
//! not depend on who reads it.

use serde_json::{Value, json};

use super::Input;
use crate::diag::{Finding, Trust};
use crate::policy;
use crate::text::{Sources, Span};

/// Writes the array.
pub(super) fn render(input: &Input<'_>) -> String {
    let all: Vec<Value> =
        input.findings.iter().map(|finding| one(finding, input.sources)).collect();
    let mut text = serde_json::to_string_pretty(&all).unwrap_or_default();
    text.push('\n');
    text
}

fn one(finding: &Finding, sources: &Sources) -> Value {
    let mut object = place(finding.span, sources);
    let also: Vec<Value> = finding
        .also
        .iter()
        .map(|(span, words)| {
            let mut end = place(*span, sources);
            end["message"] = json!(words.zh);
            end["message_en"] = json!(words.en);
            end
        })
        .collect();
    object["rule"] = json!(finding.rule);
    object["level"] = json!(finding.level.name());
    if let Some(rule) = policy::find(&finding.rule) {
        object["authority"] = json!(rule.authority);
        object["strength"] = json!(rule.strength.zh());
    }
    object["known"] = json!(finding.known);
    object["message"] = json!(finding.message.zh);
    object["message_en"] = json!(finding.message.en);
    object["also"] = json!(also);
    object["help"] = json!(finding.help.as_ref().map(|help| &help.zh));
    object["help_en"] = json!(finding.help.as_ref().map(|help| &help.en));
    object["fix"] = finding.fix.as_ref().map_or(Value::Null, |fix| {
        let mut place = place(fix.span, sources);
        place["text"] = json!(fix.text);
        place["trust"] = json!(match fix.trust {
            Trust::Safe => "safe",
            Trust::Suggested => "suggested",
        });
        place
    });
    object
}

fn place(span: Span, sources: &Sources) -> Value {
    let source = sources.get(span.source);
    let bytes = span.bytes();
    let (start, end) = (source.line_column(bytes.start), source.line_column(bytes.end));
    json!({
        "path": source.path,
        "line": start.line,
        "column": start.column,
        "end_line": end.line,
        "end_column": end.column,
        "bytes": [bytes.start, bytes.end],
    })
}
