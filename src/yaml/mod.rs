//! YAML with the place of every key and value, and strict about what counts as a number.
//!
//! The parser underneath is young; nothing of it leaves this module, so that it can be replaced.

mod alias;
mod budget;
pub mod encoding;
mod keys;
mod map;
mod scalar;
mod syntax;
mod tree;

use crate::diag::Finding;
use crate::text::{SourceId, Span, Spanned};

pub use encoding::{NotUtf8, decode};
pub use map::TextMap;

/// The longest source that is read, in bytes.
pub const MAX_BYTES: usize = 8 << 20;
/// How deep lists and maps may nest, aliases counted as what they stand for.
pub const MAX_DEPTH: usize = 64;
/// How many keys, values and comments a source may hold, aliases counted as what they stand for.
pub const MAX_NODES: usize = 400_000;

/// A value and its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// Where it is written: a scalar with its quotes, a block scalar's lines of content, a
    /// container from its first to its last child or with its brackets.
    pub span: Span,
    /// What it means.
    pub value: Value,
    /// How it is written.
    pub style: Style,
    /// The `*name` through which it stands here; `span` is then the place of the definition.
    pub alias: Option<Span>,
}

/// What a node means. Only what is surely a number or a truth value is one.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Nothing, `~` or `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A decimal number without leading zero, of at most 15 digits.
    Number(serde_json::Number),
    /// Everything else: dates, telephone numbers, `no`, `010`.
    Text(String),
    /// A list.
    List(Vec<Node>),
    /// A map, in the order it was written; each key once.
    Map(Vec<Entry>),
}

/// A key and its value.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// The key; always text.
    pub key: Spanned<String>,
    /// The value.
    pub value: Node,
}

/// How a scalar is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// Without quotes.
    Plain,
    /// `'…'`
    SingleQuoted,
    /// `"…"`
    DoubleQuoted,
    /// `|`
    Literal,
    /// `>`
    Folded,
    /// Not a scalar.
    None,
}

/// A comment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comment {
    /// From the `#` to the end of the line.
    pub span: Span,
    /// What follows the `#`, untrimmed.
    pub text: String,
}

/// What a source holds, as far as it could be read.
#[derive(Debug, Clone, Default)]
pub struct Parsed {
    /// The first document. Absent when the source is empty, and when its syntax is broken: half
    /// a tree would only bring findings about what is missing.
    pub root: Option<Node>,
    /// Every comment, in the order of the source.
    pub comments: Vec<Comment>,
    /// What is wrong, in all documents.
    pub findings: Vec<Finding>,
}

/// Reads a source. Never fails: what is wrong is among the findings.
pub fn parse(source: SourceId, text: &str) -> Parsed {
    let mut parsed = tree::read(source, text);
    crate::diag::sort(&mut parsed.findings);
    parsed
}

impl Node {
    /// The value of a key, when this is a map that has it.
    pub fn get(&self, key: &str) -> Option<&Self> {
        self.entry(key).map(|entry| &entry.value)
    }

    /// A key with its value, when this is a map that has it.
    pub fn entry(&self, key: &str) -> Option<&Entry> {
        self.entries().iter().find(|entry| entry.key.value == key)
    }

    /// The text, when this is text.
    pub fn as_text(&self) -> Option<&str> {
        if let Value::Text(text) = &self.value { Some(text) } else { None }
    }

    /// The items, when this is a list; else none.
    pub fn items(&self) -> &[Self] {
        if let Value::List(items) = &self.value { items } else { &[] }
    }

    /// The entries, when this is a map; else none.
    pub fn entries(&self) -> &[Entry] {
        if let Value::Map(entries) = &self.value { entries } else { &[] }
    }

    /// Where a finding about this value points: the alias if it came through one.
    pub fn place(&self) -> Span {
        self.alias.unwrap_or(self.span)
    }

    /// The value without its places.
    pub fn to_json(&self) -> serde_json::Value {
        match &self.value {
            Value::Null => serde_json::Value::Null,
            Value::Bool(truth) => serde_json::Value::Bool(*truth),
            Value::Number(number) => serde_json::Value::Number(number.clone()),
            Value::Text(text) => serde_json::Value::String(text.clone()),
            Value::List(items) => items.iter().map(Self::to_json).collect(),
            Value::Map(entries) => entries
                .iter()
                .map(|entry| (entry.key.value.clone(), entry.value.to_json()))
                .collect(),
        }
    }

    /// The node a JSON pointer leads to: `/phases/0/title`.
    pub fn at_pointer(&self, pointer: &str) -> Option<&Self> {
        pointer.split('/').skip(1).try_fold(self, |node, step| match &node.value {
            Value::List(items) => items.get(step.parse::<usize>().ok()?),
            Value::Map(_) => node.get(&step.replace("~1", "/").replace("~0", "~")),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::Text(_) => None,
        })
    }

    /// Says through which alias the whole subtree stands where it stands.
    fn used_at(&mut self, alias: Span) {
        self.alias = Some(alias);
        match &mut self.value {
            Value::List(items) => {
                for item in items {
                    item.used_at(alias);
                }
            }
            Value::Map(entries) => {
                for entry in entries {
                    entry.value.used_at(alias);
                }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::Text(_) => {}
        }
    }
}

#[cfg(test)]
mod tests;
