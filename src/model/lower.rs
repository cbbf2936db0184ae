//! Walks a schema and a node together and makes the record.

use std::sync::Arc;

use super::field::{Field, Leaf, Sensitivity, Value};
use crate::schema::{Known, Shape, Shapes};
use crate::yaml::{self, Entry, Node, Style, TextMap};

/// Makes a record of a node. Unknown keys are kept under the names they were written with, so
/// that nothing is lost when the schema has already complained about them.
pub(super) fn lower<'s>(
    node: &Node,
    shape: Option<Shape<'s>>,
    text: &str,
    shapes: &mut Shapes<'s>,
) -> Field {
    Lower { text, shapes }.field("", None, node, shape)
}

struct Lower<'t, 's, 'm> {
    /// The whole source, for the maps of block scalars.
    text: &'t str,
    shapes: &'m mut Shapes<'s>,
}

impl<'s> Lower<'_, 's, '_> {
    fn field(
        &mut self,
        name: &str,
        key: Option<crate::text::Span>,
        node: &Node,
        shape: Option<Shape<'s>>,
    ) -> Field {
        let known = shape.map(|shape| self.shapes.of(shape));
        let word = |of: fn(&Known<'s>) -> Option<&'s str>| known.as_deref().and_then(of);
        Field {
            name: name.to_owned(),
            key,
            span: node.span,
            leaf: word(|known| known.leaf).and_then(Leaf::named).unwrap_or_default(),
            fact: word(|known| known.fact).map(str::to_owned),
            to: word(|known| known.to).map(str::to_owned),
            sensitivity: word(|known| known.sensitivity)
                .and_then(Sensitivity::named)
                .unwrap_or_default(),
            required: false,
            value: self.value(name, node, known.as_deref()),
        }
    }

    fn value(&mut self, name: &str, node: &Node, known: Option<&Known<'s>>) -> Value {
        match &node.value {
            yaml::Value::Null => Value::Null,
            yaml::Value::Bool(value) => Value::Bool(*value),
            yaml::Value::Number(number) => Value::Number(number.clone()),
            yaml::Value::Text(text) => match known.and_then(|known| known.meant(text)) {
                // Rules and templates know one name of each value; its place is the written one.
                Some(meant) => {
                    let value = yaml::Value::Text(meant.to_owned());
                    let named = Node { value, ..node.clone() };
                    let map = TextMap::of(self.text, &named);
                    Value::Text(meant.to_owned(), Some(Arc::new(map)))
                }
                None => Value::Text(text.clone(), self.map(node)),
            },
            yaml::Value::List(items) => {
                let shape = known.and_then(|known| known.items);
                Value::List(items.iter().map(|item| self.field(name, None, item, shape)).collect())
            }
            yaml::Value::Map(entries) => {
                Value::Map(entries.iter().map(|entry| self.entry(entry, known)).collect())
            }
        }
    }

    fn entry(&mut self, entry: &Entry, known: Option<&Known<'s>>) -> Field {
        let written = entry.key.value.as_str();
        let (name, shape) = known.map_or((written, None), |known| known.field(written));
        let field = self.field(name, Some(entry.key.span), &entry.value, shape);
        Field { required: known.is_some_and(|known| known.requires(name)), ..field }
    }

    fn map(&self, node: &Node) -> Option<Arc<TextMap>> {
        let one_for_one = node.style == Style::Plain
            && node.span.bytes().len() == node.as_text().map_or(0, str::len);
        (!one_for_one).then(|| Arc::new(TextMap::of(self.text, node)))
    }
}
