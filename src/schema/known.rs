//! What is known of the places of schemas, worked out once: thousands of papers walk the same few.

use std::rc::Rc;

use rustc_hash::FxHashMap;
use serde_json::Value as Json;

use super::Shape;

/// The places that one walker has met so far. It belongs to one thread; each has its own.
#[derive(Debug, Default)]
pub struct Shapes<'a> {
    known: FxHashMap<*const Json, Rc<Known<'a>>>,
}

/// What a place in a schema says.
#[derive(Debug)]
pub struct Known<'a> {
    /// Its fields by both names, each with its English key; an English name comes before another
    /// field's Chinese one.
    fields: FxHashMap<&'a str, (&'a str, Shape<'a>)>,
    /// The shape of the fields that are not named.
    others: Option<Shape<'a>>,
    /// The shape of a list's items.
    pub items: Option<Shape<'a>>,
    /// What a leaf means (`x-type`).
    pub leaf: Option<&'a str>,
    /// What an object is to the rules (`x-fact`).
    pub fact: Option<&'a str>,
    /// What a reference points to (`x-to`).
    pub to: Option<&'a str>,
    /// Who may read it (`x-sensitivity`).
    pub sensitivity: Option<&'a str>,
    /// The keys that must be written.
    required: Vec<&'a str>,
    /// The values that have Chinese names, by these.
    meant: FxHashMap<&'a str, &'a str>,
}

impl<'a> Shapes<'a> {
    /// What is known of a place.
    pub fn of(&mut self, shape: Shape<'a>) -> Rc<Known<'a>> {
        let known = self.known.entry(shape.address());
        known.or_insert_with(|| Rc::new(Known::of(shape))).clone()
    }
}

impl<'a> Known<'a> {
    fn of(shape: Shape<'a>) -> Self {
        let mut meant = FxHashMap::default();
        for (value, chinese) in shape.value_names() {
            meant.entry(chinese).or_insert(value);
        }
        let required = shape.keyword("required").and_then(Json::as_array);
        Self {
            fields: fields(shape),
            others: shape.values(),
            items: shape.items(),
            leaf: shape.text("x-type"),
            fact: shape.text("x-fact"),
            to: shape.text("x-to"),
            sensitivity: shape.text("x-sensitivity"),
            required: required.into_iter().flatten().filter_map(Json::as_str).collect(),
            meant,
        }
    }

    /// The English key of a field as it is written, and its shape.
    pub fn field<'w>(&self, written: &'w str) -> (&'w str, Option<Shape<'a>>)
    where
        'a: 'w,
    {
        let named = self.fields.get(written);
        named.map_or((written, self.others), |(key, shape)| (*key, Some(*shape)))
    }

    /// Whether a key must be written.
    pub fn requires(&self, key: &str) -> bool {
        self.required.contains(&key)
    }

    /// The value that is meant where its Chinese name is written.
    pub fn meant(&self, written: &str) -> Option<&'a str> {
        self.meant.get(written).copied()
    }
}

fn fields(shape: Shape<'_>) -> FxHashMap<&str, (&str, Shape<'_>)> {
    let mut names: FxHashMap<_, _> =
        shape.properties().map(|(key, shape)| (key, (key, shape))).collect();
    for (key, shape) in shape.properties() {
        if let Some(chinese) = shape.text("x-zh") {
            names.entry(chinese).or_insert((key, shape));
        }
    }
    names
}
