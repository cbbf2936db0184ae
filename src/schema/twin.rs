//! A node beside its shape, with English keys: what the validator judges and where it stands.

use std::collections::BTreeMap;
use std::rc::Rc;

use serde_json::{Map, Value as Json};

use super::{Known, Shape, Shapes};
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

/// Walks nodes and shapes together.
pub(super) struct Walk<'a, 'w> {
    shapes: &'w mut Shapes<'a>,
    /// Fields that are given under both their names.
    pub(super) findings: Vec<Finding>,
}

impl<'a, 'w> Walk<'a, 'w> {
    pub(super) fn new(shapes: &'w mut Shapes<'a>) -> Self {
        Self { shapes, findings: Vec::new() }
    }

    /// The value that the validator sees.
    pub(super) fn json(&mut self, node: &'a Node, shape: Option<Shape<'a>>) -> Json {
        match &node.value {
            Value::List(items) => {
                let shape = self.known(shape).and_then(|known| known.items);
                items.iter().map(|item| self.json(item, shape)).collect()
            }
            Value::Map(entries) => self.object(entries, shape),
            Value::Text(text) => {
                let known = self.known(shape);
                let meant = known.and_then(|known| known.meant(text));
                Json::from(meant.unwrap_or(text))
            }
            Value::Null | Value::Bool(_) | Value::Number(_) => node.to_json(),
        }
    }

    fn object(&mut self, entries: &'a [Entry], shape: Option<Shape<'a>>) -> Json {
        let fields = self.known(shape);
        let mut json = Map::new();
        for entry in entries {
            let (key, shape) = named(fields.as_deref(), &entry.key.value);
            if json.contains_key(key) {
                let same = |first: &&Entry| named(fields.as_deref(), &first.key.value).0 == key;
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
                let shape = self.known(shape).and_then(|known| known.items);
                Inside::Items(items.iter().map(|item| self.twin(item, shape)).collect())
            }
            Value::Map(entries) => {
                let fields = self.known(shape);
                let mut twins = BTreeMap::new();
                for entry in entries {
                    let (key, shape) = named(fields.as_deref(), &entry.key.value);
                    let twin = self.twin(&entry.value, shape);
                    twins.entry(key).or_insert((&entry.key, twin));
                }
                Inside::Fields(twins)
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::Text(_) => Inside::Nothing,
        };
        Twin { node, shape, inside }
    }

    fn known(&mut self, shape: Option<Shape<'a>>) -> Option<Rc<Known<'a>>> {
        shape.map(|shape| self.shapes.of(shape))
    }
}

/// The English key of a field, and its shape.
fn named<'a>(known: Option<&Known<'a>>, written: &'a str) -> (&'a str, Option<Shape<'a>>) {
    known.map_or((written, None), |known| known.field(written))
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
