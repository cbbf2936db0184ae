//! What is known of the places of schemas, worked out once: thousands of papers walk the same few.

use std::rc::Rc;

use ecow::EcoString;
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
    /// Its fields by both names; an English name comes before another field's Chinese one.
    fields: FxHashMap<&'a str, Named<'a>>,
    /// The shape of the fields that are not named.
    pub others: Option<Shape<'a>>,
    /// The shape of a list's items.
    pub items: Option<Shape<'a>>,
    /// What a leaf means (`x-type`).
    pub leaf: Option<&'a str>,
    /// What an object is to the rules (`x-fact`).
    pub fact: Option<EcoString>,
    /// What a reference points to (`x-to`).
    pub to: Option<EcoString>,
    /// Who may read it (`x-sensitivity`).
    pub sensitivity: Option<&'a str>,
    /// The keys that must be written.
    required: Vec<&'a str>,
    /// The values that have Chinese names, by these.
    meant: FxHashMap<&'a str, &'a str>,
}

/// A field that a schema names.
#[derive(Debug, Clone)]
pub struct Named<'a> {
    /// Its English key.
    pub key: &'a str,
    /// The same, for records that keep it: made once, copied in no time.
    pub name: EcoString,
    /// Its shape.
    pub shape: Shape<'a>,
    /// Whether it must be written.
    pub required: bool,
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
        let required: Vec<&str> = required.into_iter().flatten().filter_map(Json::as_str).collect();
        Self {
            fields: fields(shape, &required),
            others: shape.values(),
            items: shape.items(),
            leaf: shape.text("x-type"),
            fact: shape.text("x-fact").map(Into::into),
            to: shape.text("x-to").map(Into::into),
            sensitivity: shape.text("x-sensitivity"),
            required,
            meant,
        }
    }

    /// The English key of a field as it is written, and its shape.
    pub fn field<'w>(&self, written: &'w str) -> (&'w str, Option<Shape<'a>>)
    where
        'a: 'w,
    {
        self.named(written).map_or((written, self.others), |own| (own.key, Some(own.shape)))
    }

    /// The field of this name, when the schema names it.
    pub fn named(&self, written: &str) -> Option<&Named<'a>> {
        self.fields.get(written)
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

fn fields<'a>(shape: Shape<'a>, required: &[&str]) -> FxHashMap<&'a str, Named<'a>> {
    let named = |(key, shape): (&'a str, Shape<'a>)| Named {
        key,
        name: key.into(),
        shape,
        required: required.contains(&key),
    };
    let all: Vec<Named<'_>> = shape.properties().map(named).collect();
    let mut found: FxHashMap<_, _> = all.iter().map(|own| (own.key, own.clone())).collect();
    for own in all {
        if let Some(chinese) = own.shape.text("x-zh") {
            found.entry(chinese).or_insert(own);
        }
    }
    found
}
