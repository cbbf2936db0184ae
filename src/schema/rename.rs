//! The keys of a file in the other language: only their bytes change, so that comments, layout,
//! quotes and anchors stay as they are.

use std::collections::BTreeMap;

use super::Shape;
use super::twin::twice;
use crate::diag::{Finding, Lang, Level, words};
use crate::text::Span;
use crate::yaml::{Entry, Node, Value};

/// New text for the bytes of one key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// The key.
    pub span: Span,
    /// What to write there.
    pub text: String,
}

/// The text with its edits, which are in the order of the text and do not overlap.
pub fn apply(text: &str, edits: &[Edit]) -> String {
    let mut made = String::with_capacity(text.len());
    let mut at = 0;
    for edit in edits {
        let bytes = edit.span.bytes();
        made.push_str(&text[at..bytes.start]);
        made.push_str(&edit.text);
        at = bytes.end;
    }
    made + &text[at..]
}

pub(super) fn rename(
    root: Shape<'_>,
    node: &Node,
    text: &str,
    to: Lang,
) -> Result<Vec<Edit>, Vec<Finding>> {
    let mut rename = Rename { text, to, names: BTreeMap::new(), findings: Vec::new() };
    rename.node(node, Some(root));
    let Rename { names, findings, .. } = rename;
    if !findings.is_empty() {
        return Err(findings);
    }
    let changed = names.into_iter().filter(|(span, name)| text[span.bytes()] != *name);
    Ok(changed.map(|(span, text)| Edit { span, text }).collect())
}

struct Rename<'t> {
    text: &'t str,
    to: Lang,
    /// What each key that was met is to be, as it will stand in the file.
    names: BTreeMap<Span, String>,
    findings: Vec<Finding>,
}

impl Rename<'_> {
    fn node(&mut self, node: &Node, shape: Option<Shape<'_>>) {
        match &node.value {
            Value::List(items) => {
                let shape = shape.and_then(|shape| shape.items());
                for item in items {
                    self.node(item, shape);
                }
            }
            Value::Map(entries) => self.map(entries, shape),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::Text(_) => {}
        }
    }

    fn map(&mut self, entries: &[Entry], shape: Option<Shape<'_>>) {
        let mut met: BTreeMap<String, &Entry> = BTreeMap::new();
        for entry in entries {
            let written = entry.key.value.as_str();
            let found = shape.and_then(|shape| shape.property(written));
            let name = match found {
                Some((english, shape)) if self.to == Lang::Zh => {
                    shape.text("x-zh").unwrap_or(english)
                }
                Some((english, _)) => english,
                None => written,
            };
            if let Some(first) = met.insert(name.to_owned(), entry) {
                self.findings.push(twice(&first.key, &entry.key));
            }
            self.key(entry, name);
            let free = || shape.and_then(|shape| shape.values());
            self.node(&entry.value, found.map_or_else(free, |(_, shape)| Some(shape)));
        }
    }

    /// Keeps what a key becomes. A key in a map that stands in several places, by an anchor or by
    /// `<<`, is met several times and must become the same each time.
    fn key(&mut self, entry: &Entry, name: &str) {
        let written = &self.text[entry.key.span.bytes()];
        let is_same = entry.key.value == name;
        let made = if is_same || written.starts_with('*') {
            written.to_owned()
        } else {
            dressed(written, name)
        };
        let first = self.names.entry(entry.key.span).or_insert_with(|| made.clone());
        if *first != made {
            self.findings.push(torn(entry, first, &made));
        }
    }
}

/// A name in the quotes that the key had, or in new ones where it cannot do without.
fn dressed(written: &str, name: &str) -> String {
    let bare =
        name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '（' | '）' | '、'))
            && name.starts_with(char::is_alphabetic);
    match written.chars().next() {
        Some('\'') => format!("'{}'", name.replace('\'', "''")),
        Some('"') => quoted(name),
        _ if bare => name.to_owned(),
        _ => quoted(name),
    }
}

fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('\\', "\\\\").replace('"', "\\\""))
}

/// A key that would need two names, because what holds it is used in two places.
fn torn(entry: &Entry, one: &str, two: &str) -> Finding {
    let written = &entry.key.value;
    let message = words!(
        "“{written}”随引用用在两处，分别要改成“{one}”和“{two}”",
        "`{written}` is used in two places and would become `{one}` and `{two}`"
    );
    Finding::new("fmt-key-torn", Level::Error, entry.key.span, message)
        .help(words!("两处各写一遍，不用锚点", "write both out, without the anchor"))
}
