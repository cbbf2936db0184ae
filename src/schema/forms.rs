//! A kind's schema as plain lists of fields, worked out once for whoever makes values of records.

use std::collections::HashMap;

use serde_json::Value as Json;

use super::Shape;

/// Every place of a kind's schema that a record can reach; the first is the record itself.
#[derive(Debug, Default)]
pub struct Forms(Vec<Form>);

/// One place: what a value there may be.
#[derive(Debug, Default)]
pub struct Form {
    /// Its fields, in the order the schema lists them.
    pub fields: Vec<FormField>,
    /// Their places in that list, by their English keys.
    by_key: HashMap<String, usize>,
    /// The place of a list's items.
    pub items: Option<usize>,
    /// Whether it holds a list, or may: then a single value is a list of one.
    pub may_be_list: bool,
}

/// A field of a form.
#[derive(Debug)]
pub struct FormField {
    /// Its English key.
    pub key: String,
    /// Its Chinese name (`x-zh`).
    pub chinese: Option<String>,
    /// The place of its value.
    pub form: usize,
    /// Whether it must be written, whatever else is.
    pub required: bool,
}

impl Forms {
    /// The forms of everything that a schema reaches. A place that holds itself, as sections hold
    /// sections, is there once.
    pub(super) fn of(root: Shape<'_>) -> Self {
        let mut places = Places { known: HashMap::from([(root.address(), 0)]), all: vec![root] };
        let mut forms = Vec::new();
        while let Some(shape) = places.all.get(forms.len()).copied() {
            forms.push(places.form(shape));
        }
        Self(forms)
    }

    /// The form of the record itself.
    pub fn root(&self) -> Option<usize> {
        (!self.0.is_empty()).then_some(0)
    }

    /// One of the forms.
    pub fn get(&self, at: usize) -> &Form {
        &self.0[at]
    }
}

impl Form {
    /// The field of this English key.
    pub fn field(&self, key: &str) -> Option<&FormField> {
        self.by_key.get(key).map(|at| &self.fields[*at])
    }
}

/// The places met so far, each with its number.
struct Places<'a> {
    known: HashMap<*const Json, usize>,
    all: Vec<Shape<'a>>,
}

impl<'a> Places<'a> {
    fn number(&mut self, shape: Shape<'a>) -> usize {
        let next = self.all.len();
        let number = *self.known.entry(shape.address()).or_insert(next);
        if number == next {
            self.all.push(shape);
        }
        number
    }

    fn form(&mut self, shape: Shape<'a>) -> Form {
        let fields: Vec<FormField> = shape
            .properties()
            .map(|(key, inner)| FormField {
                key: key.to_owned(),
                chinese: inner.text("x-zh").map(str::to_owned),
                form: self.number(inner),
                required: shape.requires(key),
            })
            .collect();
        let by_key = fields.iter().enumerate().map(|(at, field)| (field.key.clone(), at)).collect();
        let items = shape.items().map(|shape| self.number(shape));
        Form { fields, by_key, items, may_be_list: may_be_list(shape) }
    }
}

fn may_be_list(shape: Shape<'_>) -> bool {
    shape.keyword("type").is_some_and(|kind| match kind {
        Json::Array(kinds) => kinds.iter().any(|kind| kind == "array"),
        kind => kind == "array",
    })
}
