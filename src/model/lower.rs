//! Walks a schema and a node together and makes the record.

use std::sync::Arc;

use super::field::{Field, Leaf, Sensitivity, Value};
use super::writing::Writing;
use crate::schema::{Known, Shape, Shapes};
use crate::text::{Source, Span};
use crate::yaml::{self, Entry, Node, Style};

/// Makes a record of a node. Unknown keys are kept under the names they were written with, so
/// that nothing is lost when the schema has already complained about them.
pub(super) fn lower<'s>(
    node: &Node,
    shape: Option<Shape<'s>>,
    source: &Source,
    shapes: &mut Shapes<'s>,
) -> Field {
    Lower { source, shapes }.field(Head::default(), node, shape)
}

struct Lower<'t, 's, 'm> {
    source: &'t Source,
    shapes: &'m mut Shapes<'s>,
}

/// What is known of a field before its value is looked at.
#[derive(Clone, Copy, Default)]
struct Head<'n> {
    name: &'n str,
    key: Option<Span>,
    required: bool,
}

impl<'s> Lower<'_, 's, '_> {
    fn field(&mut self, head: Head<'_>, node: &Node, shape: Option<Shape<'s>>) -> Field {
        let known = shape.map(|shape| self.shapes.of(shape));
        let word = |of: fn(&Known<'s>) -> Option<&'s str>| known.as_deref().and_then(of);
        Field {
            name: head.name.into(),
            key: head.key,
            span: node.span,
            leaf: word(|known| known.leaf).and_then(Leaf::named).unwrap_or_default(),
            fact: word(|known| known.fact).map(Into::into),
            to: word(|known| known.to).map(Into::into),
            sensitivity: word(|known| known.sensitivity)
                .and_then(Sensitivity::named)
                .unwrap_or_default(),
            required: head.required,
            value: self.value(head.name, node, known.as_deref()),
        }
    }

    fn value(&mut self, name: &str, node: &Node, known: Option<&Known<'s>>) -> Value {
        match &node.value {
            yaml::Value::Null => Value::Null,
            yaml::Value::Bool(value) => Value::Bool(*value),
            yaml::Value::Number(number) => Value::Number(number.clone()),
            yaml::Value::Text(text) => {
                // Rules and templates know one name of each value; its place is the written one.
                let meant = known.and_then(|known| known.meant(text));
                let plain = node.style == Style::Plain && node.span.bytes().len() == text.len();
                let one_for_one = plain && meant.is_none();
                let writing = (!one_for_one).then(|| Writing::of(self.source, node));
                Value::Text(meant.unwrap_or(text).into(), writing.map(Arc::new))
            }
            yaml::Value::List(items) => {
                let shape = known.and_then(|known| known.items);
                let head = Head { name, ..Head::default() };
                Value::List(items.iter().map(|item| self.field(head, item, shape)).collect())
            }
            yaml::Value::Map(entries) => {
                Value::Map(entries.iter().map(|entry| self.entry(entry, known)).collect())
            }
        }
    }

    fn entry(&mut self, entry: &Entry, known: Option<&Known<'s>>) -> Field {
        let written = entry.key.value.as_str();
        let (name, shape) = known.map_or((written, None), |known| known.field(written));
        let required = known.is_some_and(|known| known.requires(name));
        self.field(Head { name, key: Some(entry.key.span), required }, &entry.value, shape)
    }
}
