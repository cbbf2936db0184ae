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

/// Walks nodes and shapes together.
pub(super) struct Walk<'a> {
    /// The names of the fields of each shape met so far: lists repeat the same shape.
    names: BTreeMap<*const Json, Rc<Names<'a>>>,
    /// Fields that are given under both their names.
    pub(super) findings: Vec<Finding>,
}

/// What a shape says about the fields of a map.
struct Fields<'a> {
    names: Option<Rc<Names<'a>>>,
    others: Option<Shape<'a>>,
}

impl<'a> Fields<'a> {
    /// The English key of a field, and its shape.
    fn get(&self, written: &'a str) -> (&'a str, Option<Shape<'a>>) {
        let named = self.names.as_ref().and_then(|names| names.get(written));
        named.map_or((written, self.others), |(key, shape)| (*key, Some(*shape)))
    }
}

impl<'a> Walk<'a> {
    pub(super) fn new() -> Self {
        Self { names: BTreeMap::new(), findings: Vec::new() }
    }

    /// The value that the validator sees.
    pub(super) fn json(&mut self, node: &'a Node, shape: Option<Shape<'a>>) -> Json {
        match &node.value {
            Value::List(items) => {
                let shape = shape.and_then(|shape| shape.items());
                items.iter().map(|item| self.json(item, shape)).collect()
            }
            Value::Map(entries) => self.object(entries, shape),
            Value::Text(text) => {
                let meant = shape.and_then(|shape| shape.meant(text));
                Json::from(meant.unwrap_or(text))
            }
            Value::Null | Value::Bool(_) | Value::Number(_) => node.to_json(),
        }
    }

    fn object(&mut self, entries: &'a [Entry], shape: Option<Shape<'a>>) -> Json {
        let fields = self.fields(shape);
        let mut json = Map::new();
        for entry in entries {
            let (key, shape) = fields.get(&entry.key.value);
            if json.contains_key(key) {
                let same = |first: &&Entry| fields.get(&first.key.value).0 == key;
                let first = entries.iter().find(same).unwrap_or(entry);
                self.findings.push(twice(&first.key, &entry.key));
            } else {
                json.insert(key.to_owned(), self.json(&entry.value, shape));
            }
        }
        Json::Object(json)
    }

    /// The tree in which errors find their places.
    pub(super) fn twin(&mut self, node: &'a Node, shape: Option<Shape<'a>>) -> Twin<'a> {
        let inside = match &node.value {
            Value::List(items) => {
                let shape = shape.and_then(|shape| shape.items());
                Inside::Items(items.iter().map(|item| self.twin(item, shape)).collect())
            }
            Value::Map(entries) => {
                let fields = self.fields(shape);
                let mut twins = BTreeMap::new();
                for entry in entries {
                    let (key, shape) = fields.get(&entry.key.value);
                    let twin = self.twin(&entry.value, shape);
                    twins.entry(key).or_insert((&entry.key, twin));
                }
                Inside::Fields(twins)
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::Text(_) => Inside::Nothing,
        };
        Twin { node, shape, inside }
    }

    fn fields(&mut self, shape: Option<Shape<'a>>) -> Fields<'a> {
        Fields {
            names: shape.map(|shape| self.names(shape)),
            others: shape.and_then(|shape| shape.values()),
        }
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
pub(super) fn twice(first: &Spanned<String>, second: &Spanned<String>) -> Finding {
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
