//! Records as a schema judges them: they have its English keys and values already.

use super::field::{Field, Value};
use crate::schema::{Instance, Kind};

impl Instance for Field {
    fn kind(&self) -> Kind<'_> {
        match &self.value {
            Value::Null => Kind::Null,
            Value::Bool(truth) => Kind::Bool(*truth),
            Value::Number(number) => Kind::Number(number),
            Value::Text(text, _) => Kind::Text(text),
            Value::List(items) => Kind::List(items.len()),
            Value::Map(fields) => Kind::Map(fields.len()),
        }
    }

    fn at(&self, place: usize) -> &dyn Instance {
        if let Value::List(inside) | Value::Map(inside) = &self.value {
            &inside[place]
        } else {
            self
        }
    }

    fn key(&self, place: usize) -> &str {
        &self.fields()[place].name
    }

    fn get(&self, key: &str) -> Option<&dyn Instance> {
        self.field(key).map(|field| field as &dyn Instance)
    }
}
