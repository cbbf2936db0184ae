//! A node beside its shape, with English keys: what the validator judges and where it stands.

use std::collections::BTreeMap;
use std::rc::Rc;

use serde_json::{Map, Value as Json};

use super::Shape;
use crate::diag::{Finding, Level, words};
use crate::text::Spanned;
use crate::yaml::{Entry, Node, Value};

/// A node and the shape it should have.
pub(super) struct Twin<'a> {
    pub(super) node: &'a Node,
    pub(super) shape: Option<Shape<'a>>,
    pub(super) inside: Inside<'a>,
}

/// What a node holds.
pub(super) enum Inside<'a> {
    /// No other node.
    Nothing,
    /// Items.
    Items(Vec<Twin<'a>>),
    /// Values by their English keys, with the keys as they are written.
    Fields(BTreeMap<&'a str, (&'a Spanned<String>, Twin<'a>)>),
}

/// The fields of a shape by both names.
type Names<'a> = BTreeMap<&'a str, (&'a str, Shape<'a>)>;

/// Pairs a tree with its shape, and makes the value the validator sees.
pub(super) fn pair<'a>(node: &'a Node, shape: Shape<'a>) -> (Twin<'a>, Json, Vec<Finding>) {
    let mut walk = Walk { names: BTreeMap::new(), findings: Vec::new() };
    let (twin, json) = walk.node(node, Some(shape));
    (twin, json, walk.findings)
}

struct Walk<'a> {
    /// The names of the fields of each shape met so far: lists repeat the same shape.
    names: BTreeMap<*const Json, Rc<Names<'a>>>,
    findings: Vec<Finding>,
}

impl<'a> Walk<'a> {
    fn node(&mut self, node: &'a Node, shape: Option<Shape<'a>>) -> (Twin<'a>, Json) {
        let (inside, json) = match &node.value {
            Value::List(items) => self.list(items, shape),
            Value::Map(entries) => self.map(entries, shape),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::Text(_) => {
                (Inside::Nothing, node.to_json())
            }
        };
        (Twin { node, shape, inside }, json)
    }

    fn list(&mut self, items: &'a [Node], shape: Option<Shape<'a>>) -> (Inside<'a>, Json) {
        let shape = shape.and_then(|shape| shape.items());
        let (twins, json) = items.iter().map(|item| self.node(item, shape)).unzip();
        (Inside::Items(twins), Json::Array(json))
    }

    fn map(&mut self, entries: &'a [Entry], shape: Option<Shape<'a>>) -> (Inside<'a>, Json) {
        let known = shape.map(|shape| self.names(shape));
        let values = shape.and_then(|shape| shape.values());
        let mut fields: BTreeMap<&str, (&Spanned<String>, Twin)> = BTreeMap::new();
        let mut json = Map::new();
        for entry in entries {
            let written = entry.key.value.as_str();
            let named = known.as_ref().and_then(|names| names.get(written));
            let (key, shape) = match named {
                Some((key, shape)) => (*key, Some(*shape)),
                None => (written, values),
            };
            if let Some((first, _)) = fields.get(key) {
                self.findings.push(twice(first, &entry.key));
                continue;
            }
            let (twin, value) = self.node(&entry.value, shape);
            fields.insert(key, (&entry.key, twin));
            json.insert(key.to_owned(), value);
        }
        (Inside::Fields(fields), Json::Object(json))
    }

    fn names(&mut self, shape: Shape<'a>) -> Rc<Names<'a>> {
        self.names.entry(shape.address()).or_insert_with(|| Rc::new(names(shape))).clone()
    }
}

/// The fields of a shape by both names; an English name comes before another field's Chinese one.
fn names(shape: Shape<'_>) -> Names<'_> {
    let mut names: Names = shape.properties().map(|(key, shape)| (key, (key, shape))).collect();
    for (key, shape) in shape.properties() {
        if let Some(chinese) = shape.text("x-zh") {
            names.entry(chinese).or_insert((key, shape));
        }
    }
    names
}

/// The same field under its Chinese and its English name.
fn twice(first: &Spanned<String>, second: &Spanned<String>) -> Finding {
    let (one, two) = (&first.value, &second.value);
    Finding::new(
        "schema-duplicate-key",
        Level::Error,
        second.span,
        words!("“{one}”和“{two}”是同一个字段", "`{one}` and `{two}` are the same field"),
    )
    .also(first.span, words!("第一次在这里", "first here"))
    .help(words!("删去其中一个", "remove one of them"))
}
