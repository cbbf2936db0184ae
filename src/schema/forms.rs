//! A kind's schema as plain lists of fields, worked out once for whoever makes values of records.

use std::collections::HashMap;

use rustc_hash::FxHashMap;
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
    by_key: FxHashMap<String, usize>,
    /// The place of a list's items.
    pub items: Option<usize>,
    /// Whether it holds a list, or may: then a single value is a list of one.
    pub may_be_list: bool,
    /// Whether a value there is a list, or a text that stands for a list of one, and nothing else.
    pub is_list: bool,
    /// Whether a value there is an object and nothing else.
    pub is_object: bool,
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

    /// How many there are.
    pub fn count(&self) -> usize {
        self.0.len()
    }

    /// One of the forms.
    pub fn get(&self, at: usize) -> &Form {
        &self.0[at]
    }
}

impl Form {
    /// The field of this English key.
    pub fn field(&self, key: &str) -> Option<&FormField> {
        self.place(key).map(|at| &self.fields[at])
    }

    /// The place in the list of the field of this English key.
    pub fn place(&self, key: &str) -> Option<usize> {
        self.by_key.get(key).copied()
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
        let types = types(shape);
        let has = |wanted: &str| types.contains(&wanted);
        Form {
            fields,
            by_key,
            items,
            may_be_list: has("array"),
            is_list: has("array") && types.iter().all(|own| ["array", "string"].contains(own)),
            is_object: types == ["object"],
        }
    }
}

/// The types that a value may have, where the schema says.
fn types(shape: Shape<'_>) -> Vec<&str> {
    match shape.keyword("type") {
        Some(Json::Array(kinds)) => kinds.iter().filter_map(Json::as_str).collect(),
        Some(kind) => kind.as_str().into_iter().collect(),
        None => Vec::new(),
    }
}
