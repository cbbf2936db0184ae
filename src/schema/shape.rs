//! A place in a schema with its references followed, for walking schema and nodes together.

use std::collections::BTreeSet;

use serde_json::{Map, Value as Json};

use super::set::Set;

/// How many references are followed one after another; more is a circle.
const MAX_HOPS: usize = 32;
/// The keywords whose schemas all may describe the same value.
const BRANCHES: [&str; 5] = ["allOf", "anyOf", "oneOf", "then", "else"];

/// A place in a schema.
#[derive(Debug, Clone, Copy)]
pub struct Shape<'a> {
    set: &'a Set,
    file: usize,
    json: &'a Json,
}

impl<'a> Shape<'a> {
    pub(super) fn new(set: &'a Set, file: usize) -> Self {
        Self { set, file, json: set.json(file) }
    }

    /// A place inside a file.
    pub(super) fn at(set: &'a Set, file: usize, json: &'a Json) -> Self {
        Self { set, file, json }
    }

    /// What tells this place from every other.
    pub(super) fn address(&self) -> *const Json {
        std::ptr::from_ref(self.json)
    }

    /// A keyword such as `x-type` or `description`: first where a reference is written, then
    /// where it leads.
    pub fn keyword(&self, name: &str) -> Option<&'a Json> {
        self.chain().find_map(|shape| shape.own(name))
    }

    /// A keyword that is written here, and not where a reference leads.
    pub(super) fn own(&self, name: &str) -> Option<&'a Json> {
        self.json.get(name)
    }

    /// A keyword whose value is text.
    pub fn text(&self, name: &str) -> Option<&'a str> {
        self.keyword(name)?.as_str()
    }

    /// The value that is meant where its Chinese name (`x-zh-values`) is written. The name of the
    /// schema's own kind is the `x-zh` at its top and need not be given twice.
    pub fn meant(&self, written: &str) -> Option<&'a str> {
        let named = self.value_names().find(|(_, chinese)| *chinese == written);
        named.map(|(value, _)| value)
    }

    /// The Chinese name of a value.
    pub fn value_name(&self, value: &str) -> Option<&'a str> {
        let named = self.value_names().find(|(own, _)| *own == value);
        named.map(|(_, chinese)| chinese)
    }

    /// The values that have Chinese names, with these.
    pub(super) fn value_names(&self) -> impl Iterator<Item = (&'a str, &'a str)> + use<'a> {
        let names = self.keyword("x-zh-values").and_then(Json::as_object);
        let names = names.into_iter().flatten();
        let names = names.filter_map(|(value, name)| Some((value.as_str(), name.as_str()?)));
        names.chain(self.own_kind())
    }

    /// The kind of paper that a constant names, where it is the schema's own.
    fn own_kind(&self) -> Option<(&'a str, &'a str)> {
        let stem = self.set.stem(self.file);
        let kind = self.json.get("const")?.as_str().filter(|kind| *kind == stem)?;
        Some((kind, self.set.json(self.file).get("x-zh")?.as_str()?))
    }

    /// The field that a key names in English or by its `x-zh`: its English key and its shape.
    pub fn property(&self, key: &str) -> Option<(&'a str, Self)> {
        let english = self.reach().0.into_iter().find_map(|shape| {
            let fields = shape.json.get("properties").and_then(Json::as_object)?;
            let (name, json) = fields.get_key_value(key)?;
            Some((name.as_str(), Self { json, ..shape }))
        });
        let chinese = || self.properties().find(|(_, shape)| shape.text("x-zh") == Some(key));
        english.or_else(chinese)
    }

    /// Every field by its English key, through references and all branches.
    pub fn properties(&self) -> impl Iterator<Item = (&'a str, Self)> + use<'a> {
        self.reach().properties()
    }

    /// Whether a field must be written, whatever else is.
    pub fn requires(&self, key: &str) -> bool {
        let parts = |shape: Self| {
            let all = shape.json.get("allOf").and_then(Json::as_array);
            all.into_iter().flatten().flat_map(move |json| Self { json, ..shape }.chain())
        };
        let named = |shape: Self| {
            let names = shape.json.get("required").and_then(Json::as_array);
            names.into_iter().flatten().any(|name| name == key)
        };
        self.chain().any(|shape| named(shape) || parts(shape).any(named))
    }

    /// The shape of a list's items.
    pub fn items(&self) -> Option<Self> {
        self.reach().items()
    }

    /// The shape of the fields that are not named, where any may be written.
    pub fn values(&self) -> Option<Self> {
        self.reach().values()
    }

    /// Where the reference written here leads.
    fn target(&self) -> Option<Self> {
        let reference = self.json.get("$ref")?.as_str()?;
        let (file, json) = self.set.follow(self.file, reference)?;
        Some(Self { file, json, ..*self })
    }

    /// This place, the one it refers to, and so on.
    pub(super) fn chain(&self) -> impl Iterator<Item = Self> + use<'a> {
        std::iter::successors(Some(*self), Self::target).take(MAX_HOPS)
    }

    /// The keywords written here whose schemas describe the same value.
    fn branches(&self) -> impl Iterator<Item = &'static str> + use<'a> {
        // Hardly any schema has one, which its keywords tell sooner than five searches.
        let mut keywords = self.json.as_object().into_iter().flat_map(Map::keys);
        let any = keywords.any(|keyword| BRANCHES.contains(&keyword.as_str()));
        BRANCHES.into_iter().filter(move |_| any)
    }

    /// Every schema that may describe the same value, each once.
    pub(super) fn reach(&self) -> Reach<'a> {
        let mut reached: Vec<Self> = Vec::new();
        let mut waiting = vec![*self];
        while let Some(shape) = waiting.pop() {
            // They are a handful: looking through them all is faster than any index.
            if reached.iter().any(|seen| seen.address() == shape.address()) {
                continue;
            }
            reached.push(shape);
            let mut next: Vec<Self> = shape.target().into_iter().collect();
            for keyword in shape.branches() {
                match shape.json.get(keyword) {
                    Some(Json::Array(all)) => {
                        next.extend(all.iter().map(|json| Self { json, ..shape }));
                    }
                    Some(json @ Json::Object(_)) => next.push(Self { json, ..shape }),
                    Some(Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_)) | None => {
                    }
                }
            }
            waiting.extend(next.into_iter().rev());
        }
        Reach(reached)
    }
}

/// The schemas that may describe one value.
pub(super) struct Reach<'a>(Vec<Shape<'a>>);

impl<'a> Reach<'a> {
    pub(super) fn properties(self) -> impl Iterator<Item = (&'a str, Shape<'a>)> + use<'a> {
        let mut known = BTreeSet::new();
        let reached = self.0.into_iter().flat_map(|shape| {
            let fields = shape.json.get("properties").and_then(Json::as_object);
            let inside = move |(name, json): (&'a String, &'a Json)| {
                (name.as_str(), Shape { json, ..shape })
            };
            fields.into_iter().flatten().map(inside)
        });
        reached.filter(move |(name, _)| known.insert(*name))
    }

    pub(super) fn items(&self) -> Option<Shape<'a>> {
        self.inside("items")
    }

    pub(super) fn values(&self) -> Option<Shape<'a>> {
        self.inside("additionalProperties")
    }

    /// The first schema that a keyword holds, in whatever branch.
    fn inside(&self, keyword: &str) -> Option<Shape<'a>> {
        let mut found = self
            .0
            .iter()
            .filter_map(|shape| Some(Shape { json: shape.json.get(keyword)?, ..*shape }));
        found.find(|shape| shape.json.is_object())
    }
}
