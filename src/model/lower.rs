//! Walks a schema and a node together and makes the record.

use std::sync::Arc;

use super::field::{Field, Leaf, Sensitivity, Value};
use crate::schema::Shape;
use crate::yaml::{self, Node, Style, TextMap};

/// Makes a record of a node. Unknown keys are kept under the names they were written with, so
/// that nothing is lost when the schema has already complained about them.
pub(super) fn lower(node: &Node, shape: Option<Shape<'_>>, text: &str) -> Field {
    Lower { text }.field("", None, node, shape)
}

struct Lower<'t> {
    /// The whole source, for the maps of block scalars.
    text: &'t str,
}

impl Lower<'_> {
    fn field(
        &self,
        name: &str,
        key: Option<crate::text::Span>,
        node: &Node,
        shape: Option<Shape<'_>>,
    ) -> Field {
        let word = |keyword: &str| {
            shape.and_then(|shape| shape.keyword(keyword)).and_then(serde_json::Value::as_str)
        };
        Field {
            name: name.to_owned(),
            key,
            span: node.span,
            leaf: word("x-type").and_then(Leaf::named).unwrap_or_default(),
            fact: word("x-fact").map(str::to_owned),
            to: word("x-to").map(str::to_owned),
            sensitivity: word("x-sensitivity").and_then(Sensitivity::named).unwrap_or_default(),
            required: false,
            value: self.value(name, node, shape),
        }
    }

    fn value(&self, name: &str, node: &Node, shape: Option<Shape<'_>>) -> Value {
        match &node.value {
            yaml::Value::Null => Value::Null,
            yaml::Value::Bool(value) => Value::Bool(*value),
            yaml::Value::Number(number) => Value::Number(number.clone()),
            yaml::Value::Text(text) => match shape.and_then(|shape| shape.meant(text)) {
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
                let shape = shape.and_then(|shape| shape.items());
                Value::List(items.iter().map(|item| self.field(name, None, item, shape)).collect())
            }
            yaml::Value::Map(entries) => {
                let required = shape.and_then(|shape| shape.keyword("required"));
                let required = required.and_then(serde_json::Value::as_array);
                let needs =
                    |name: &str| required.is_some_and(|all| all.iter().any(|own| own == name));
                Value::Map(
                    entries
                        .iter()
                        .map(|entry| {
                            let written = entry.key.value.as_str();
                            let found = shape.and_then(|shape| shape.property(written));
                            let free = || (written, shape.and_then(|shape| shape.values()));
                            let (name, shape) =
                                found.map_or_else(free, |(name, shape)| (name, Some(shape)));
                            let field = self.field(name, Some(entry.key.span), &entry.value, shape);
                            Field { required: needs(name), ..field }
                        })
                        .collect(),
                )
            }
        }
    }

    fn map(&self, node: &Node) -> Option<Arc<TextMap>> {
        let one_for_one = node.style == Style::Plain
            && node.span.bytes().len() == node.as_text().map_or(0, str::len);
        (!one_for_one).then(|| Arc::new(TextMap::of(self.text, node)))
    }
}
