//! Walks a schema and a node together and makes the record.

use std::sync::Arc;

use ecow::EcoString;
use rustc_hash::FxHashSet;

use super::field::{Field, Leaf, Sensitivity, Value};
use super::writing::Writing;
use crate::schema::{Known, Shape, Shapes};
use crate::text::{Source, Span};
use crate::yaml::{self, Entry, Node, Style};

/// A record, and what was met in making it.
pub(super) struct Lowered {
    pub(super) root: Field,
    /// How many texts are in it.
    pub(super) texts: usize,
    /// Whether a field is given under both its names.
    pub(super) twice: bool,
}

/// Makes a record of a node. Unknown keys are kept under the names they were written with, so that
/// nothing is lost when the schema complains.
pub(super) fn lower<'s>(
    node: &Node,
    shape: Option<Shape<'s>>,
    source: &Source,
    shapes: &mut Shapes<'s>,
) -> Lowered {
    let place = shape.map(|shape| shapes.number(shape));
    let mut lower = Lower { source, shapes, texts: 0, twice: false };
    let root = lower.field(Head::default(), node, place);
    Lowered { root, texts: lower.texts, twice: lower.twice }
}

struct Lower<'t, 's, 'm> {
    source: &'t Source,
    shapes: &'m mut Shapes<'s>,
    texts: usize,
    twice: bool,
}

/// What is known of a field before its value is looked at.
#[derive(Default)]
struct Head {
    name: EcoString,
    key: Option<Span>,
    required: bool,
}

impl<'s> Lower<'_, 's, '_> {
    fn field(&mut self, head: Head, node: &Node, place: Option<usize>) -> Field {
        let known = place.map(|place| self.shapes.of(place));
        let known = known.as_deref();
        let value = self.value(&head.name, node, known);
        Field {
            name: head.name,
            key: head.key,
            span: node.span,
            leaf: known.and_then(|known| known.leaf).and_then(Leaf::named).unwrap_or_default(),
            role: known.and_then(|known| known.role.clone()),
            sensitivity: known
                .and_then(|known| known.sensitivity)
                .and_then(Sensitivity::named)
                .unwrap_or_default(),
            required: head.required,
            value,
        }
    }

    fn value(&mut self, name: &EcoString, node: &Node, known: Option<&Known<'s>>) -> Value {
        match &node.value {
            yaml::Value::Null => Value::Null,
            yaml::Value::Bool(value) => Value::Bool(*value),
            yaml::Value::Number(number) => Value::Number(number.clone()),
            yaml::Value::Text(text) => {
                self.texts += 1;
                // Rules and templates know one name of each value; its place is the written one.
                let meant = known.and_then(|known| known.meant(text));
                let plain = node.style == Style::Plain && node.span.bytes().len() == text.len();
                let one_for_one = plain && meant.is_none();
                let writing = (!one_for_one).then(|| Writing::of(self.source, node));
                Value::Text(copy(meant.unwrap_or(text)), writing.map(Arc::new))
            }
            yaml::Value::List(items) => {
                let place = known.and_then(|known| known.items);
                let head = || Head { name: name.clone(), ..Head::default() };
                Value::List(items.iter().map(|item| self.field(head(), item, place)).collect())
            }
            yaml::Value::Map(entries) => {
                let fields: Vec<Field> =
                    entries.iter().map(|entry| self.entry(entry, known)).collect();
                self.twice |= is_given_twice(entries, &fields);
                Value::Map(fields)
            }
        }
    }

    fn entry(&mut self, entry: &Entry, known: Option<&Known<'s>>) -> Field {
        let (written, key) = (entry.key.value.as_str(), Some(entry.key.span));
        let (head, place) = if let Some(own) = known.and_then(|known| known.named(written)) {
            let head = Head { name: own.name.clone(), key, required: own.required };
            (head, Some(own.place))
        } else {
            let required = known.is_some_and(|known| known.requires(written));
            let head = Head { name: copy(written), key, required };
            (head, known.and_then(|known| known.others))
        };
        self.field(head, &entry.value, place)
    }
}

/// Whether a field of an object is given under both its names: the keys as they are written are all
/// different.
fn is_given_twice(entries: &[Entry], fields: &[Field]) -> bool {
    let as_written = |(entry, field): (&Entry, &Field)| entry.key.value == field.name.as_str();
    let mut names = FxHashSet::default();
    !entries.iter().zip(fields).all(as_written)
        && !fields.iter().all(|field| names.insert(field.name.as_str()))
}

/// A copy of a text. Made by the usual conversion, a long one is copied byte by byte.
fn copy(text: &str) -> EcoString {
    let mut copy = EcoString::with_capacity(text.len());
    copy.push_str(text);
    copy
}
