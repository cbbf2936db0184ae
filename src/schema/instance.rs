//! A value as it is judged, whoever holds it: the validator copies nothing.

use serde_json::{Number, Value as Json};

/// What a value is; English words, where Chinese ones stand for a value.
#[derive(Debug, Clone, Copy)]
pub enum Kind<'a> {
    /// Nothing.
    Null,
    /// Yes or no.
    Bool(bool),
    /// A number.
    Number(&'a Number),
    /// Words.
    Text(&'a str),
    /// A list of so many items.
    List(usize),
    /// An object of so many fields.
    Map(usize),
}

/// A value that a schema can judge.
pub trait Instance {
    /// What it is.
    fn kind(&self) -> Kind<'_>;

    /// The item of a list, or the value of an object's field, at a place.
    fn at(&self, place: usize) -> &dyn Instance;

    /// The English key of an object's field at a place.
    fn key(&self, place: usize) -> &str;

    /// The value of an object's field under an English key.
    fn get(&self, key: &str) -> Option<&dyn Instance>;

    /// The value with English keys and values.
    fn to_json(&self) -> Json {
        match self.kind() {
            Kind::Null => Json::Null,
            Kind::Bool(truth) => Json::Bool(truth),
            Kind::Number(number) => Json::Number(number.clone()),
            Kind::Text(text) => Json::from(text),
            Kind::List(items) => (0..items).map(|place| self.at(place).to_json()).collect(),
            Kind::Map(fields) => {
                (0..fields).map(|place| (self.key(place), self.at(place).to_json())).collect()
            }
        }
    }
}
