//! What is known of the places of schemas, worked out once: thousands of papers walk the same few.

use std::rc::Rc;
use std::sync::Arc;

use ecow::EcoString;
use rustc_hash::FxHashMap;
use serde_json::Value as Json;

use super::Shape;
use super::shape::Reach;

/// The places that one walker has met so far, each with a number. It belongs to one thread; each
/// has its own.
#[derive(Debug, Default)]
pub struct Shapes<'a> {
    numbers: FxHashMap<*const Json, usize>,
    /// The places by their numbers, and what is known of those where somebody has been.
    met: Vec<(Shape<'a>, Option<Rc<Known<'a>>>)>,
}

/// What a place in a schema says.
#[derive(Debug)]
pub struct Known<'a> {
    /// The place itself.
    pub shape: Shape<'a>,
    /// Its fields by both names; an English name comes before another field's Chinese one.
    fields: FxHashMap<&'a str, Named<'a>>,
    /// The number of the place of fields that are not named.
    pub others: Option<usize>,
    /// The number of the place of a list's items.
    pub items: Option<usize>,
    /// What a leaf means (`x-type`).
    pub leaf: Option<&'a str>,
    /// What it is to the rules, when it is anything.
    pub role: Option<Arc<Role>>,
    /// Who may read it (`x-sensitivity`).
    pub sensitivity: Option<&'a str>,
    /// The keys that must be written.
    required: Vec<&'a str>,
    /// The values that have Chinese names, by these.
    meant: FxHashMap<&'a str, &'a str>,
}

/// What a value is to the rules. All values at one place of a schema share it.
#[derive(Debug)]
pub struct Role {
    /// What an object is (`x-fact`).
    pub fact: Option<EcoString>,
    /// What a reference points to (`x-to`).
    pub to: Option<EcoString>,
}

impl Role {
    /// Nothing where the schema says nothing: few places are anything to the rules.
    fn of(fact: Option<&str>, to: Option<&str>) -> Option<Arc<Self>> {
        let role = Self { fact: fact.map(Into::into), to: to.map(Into::into) };
        (fact.is_some() || to.is_some()).then(|| Arc::new(role))
    }
}

/// A field that a schema names.
#[derive(Debug, Clone)]
pub struct Named<'a> {
    /// Its English key.
    pub key: &'a str,
    /// The same, for records that keep it: made once, copied in no time.
    pub name: EcoString,
    /// The number of its place.
    pub place: usize,
    /// Whether it must be written.
    pub required: bool,
}

impl<'a> Shapes<'a> {
    /// The number of a place.
    pub fn number(&mut self, shape: Shape<'a>) -> usize {
        let next = self.met.len();
        let number = *self.numbers.entry(shape.address()).or_insert(next);
        if number == next {
            self.met.push((shape, None));
        }
        number
    }

    /// What is known of the place of a number.
    pub fn of(&mut self, number: usize) -> Rc<Known<'a>> {
        let (shape, known) = &self.met[number];
        if let Some(known) = known {
            return known.clone();
        }
        let known = Rc::new(Known::of(*shape, self));
        self.met[number].1 = Some(known.clone());
        known
    }
}

impl<'a> Known<'a> {
    fn of(shape: Shape<'a>, shapes: &mut Shapes<'a>) -> Self {
        let mut meant = FxHashMap::default();
        for (value, chinese) in shape.value_names() {
            meant.entry(chinese).or_insert(value);
        }
        let chain: Vec<Shape<'a>> = shape.chain().collect();
        let keyword = |name| chain.iter().find_map(|shape| shape.own(name));
        let text = |name| keyword(name).and_then(Json::as_str);
        let required = keyword("required").and_then(Json::as_array);
        let required: Vec<&str> = required.into_iter().flatten().filter_map(Json::as_str).collect();
        let reach = shape.reach();
        Self {
            shape,
            others: reach.values().map(|shape| shapes.number(shape)),
            items: reach.items().map(|shape| shapes.number(shape)),
            fields: fields(reach, &required, shapes),
            leaf: text("x-type"),
            role: Role::of(text("x-fact"), text("x-to")),
            sensitivity: text("x-sensitivity"),
            required,
            meant,
        }
    }

    /// The English key of a field as it is written, and the number of its place.
    pub fn field<'w>(&self, written: &'w str) -> (&'w str, Option<usize>)
    where
        'a: 'w,
    {
        self.named(written).map_or((written, self.others), |own| (own.key, Some(own.place)))
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

fn fields<'a>(
    reach: Reach<'a>,
    required: &[&str],
    shapes: &mut Shapes<'a>,
) -> FxHashMap<&'a str, Named<'a>> {
    let mut found = FxHashMap::default();
    let mut chinese = Vec::new();
    for (key, shape) in reach.properties() {
        let (place, required) = (shapes.number(shape), required.contains(&key));
        let own = Named { key, name: key.into(), place, required };
        chinese.extend(shape.text("x-zh").map(|name| (name, own.clone())));
        found.insert(key, own);
    }
    for (name, own) in chinese {
        found.entry(name).or_insert(own);
    }
    found
}
