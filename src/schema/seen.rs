//! Papers as the validator sees them: it reads values as they stand, and nothing is copied.

use std::borrow::Cow;
use std::ops::Range;

use jsonschema::JsonType;
use jsonschema::json::{Array, Json, Node, NodeIdentity, Object, cmp, unique};
use serde_json::{Number, Value};

use super::instance::{Instance, Kind};

/// The representation that validators are compiled for.
pub(super) struct Instances;

/// What the validator looks at.
#[derive(Clone, Copy)]
pub(super) enum Seen<'a> {
    /// A value.
    Value(&'a dyn Instance),
    /// The name of a field (`propertyNames`).
    Name(&'a str),
}

impl Json for Instances {
    type Node<'a> = Seen<'a>;
    type PreparedKey = String;
    type StringBuffer = ();

    fn prepare_key(key: &str) -> String {
        key.to_owned()
    }

    fn with_string_node<T>((): &mut (), string: &str, judge: impl FnOnce(Seen<'_>) -> T) -> T {
        judge(Seen::Name(string))
    }
}

impl<'a> Seen<'a> {
    fn kind(&self) -> Kind<'a> {
        match self {
            Self::Value(value) => value.kind(),
            Self::Name(name) => Kind::Text(name),
        }
    }

    fn words(&self) -> Option<&'a str> {
        if let Kind::Text(words) = self.kind() { Some(words) } else { None }
    }

    /// The value, and how many fields or items it has, when it has what is wanted.
    fn holding(&self, wanted: fn(Kind<'a>) -> Option<usize>) -> Option<Inside<'a>> {
        let Self::Value(value) = self else { return None };
        wanted(value.kind()).map(|len| Inside { value: *value, len })
    }
}

impl<'a> Node<'a, Instances> for Seen<'a> {
    type Object = Inside<'a>;
    type Array = Inside<'a>;
    type Number = &'a Number;

    fn as_object(&self) -> Option<Inside<'a>> {
        self.holding(|kind| if let Kind::Map(fields) = kind { Some(fields) } else { None })
    }

    fn as_array(&self) -> Option<Inside<'a>> {
        self.holding(|kind| if let Kind::List(items) = kind { Some(items) } else { None })
    }

    fn as_string(&self) -> Option<Cow<'a, str>> {
        self.words().map(Cow::Borrowed)
    }

    fn as_number(&self) -> Option<&'a Number> {
        if let Kind::Number(number) = self.kind() { Some(number) } else { None }
    }

    fn as_boolean(&self) -> Option<bool> {
        if let Kind::Bool(truth) = self.kind() { Some(truth) } else { None }
    }

    fn is_null(&self) -> bool {
        matches!(self.kind(), Kind::Null)
    }

    fn json_type(&self) -> JsonType {
        match self.kind() {
            Kind::Null => JsonType::Null,
            Kind::Bool(_) => JsonType::Boolean,
            Kind::Number(_) => JsonType::Number,
            Kind::Text(_) => JsonType::String,
            Kind::List(_) => JsonType::Array,
            Kind::Map(_) => JsonType::Object,
        }
    }

    fn equals_value(&self, expected: &Value) -> bool {
        match (self, self.words()) {
            (_, Some(words)) => expected.as_str() == Some(words),
            (Self::Value(value), None) => cmp::equal(&value.to_json(), expected),
            (Self::Name(_), None) => false,
        }
    }

    /// What an error carries. Findings show a value in its place, and one paper may bring as many
    /// errors as its whole has fields: of lists and objects there is no copy.
    fn to_value(&self) -> Cow<'a, Value> {
        Cow::Owned(match (self, self.kind()) {
            (Self::Name(name), _) => Value::from(*name),
            (Self::Value(_), Kind::List(_) | Kind::Map(_)) => Value::Null,
            (Self::Value(value), _) => value.to_json(),
        })
    }

    fn identity(&self) -> Option<NodeIdentity> {
        match self {
            Self::Value(value) => {
                Some(NodeIdentity::new(std::ptr::from_ref(*value).cast::<()>().addr()))
            }
            Self::Name(_) => None,
        }
    }
}

/// A list or an object, and how much it holds.
#[derive(Clone, Copy)]
pub(super) struct Inside<'a> {
    value: &'a dyn Instance,
    len: usize,
}

impl<'a> Object<'a, Instances> for Inside<'a> {
    type Node = Seen<'a>;
    type MemberName = &'a str;
    type MembersIter = Members<'a>;

    fn len(&self) -> usize {
        self.len
    }

    fn get(&self, key: &String) -> Option<Seen<'a>> {
        self.value.get(key).map(Seen::Value)
    }

    fn members(&self) -> Members<'a> {
        Members(self.value, 0..self.len)
    }
}

/// The fields of an object.
pub(super) struct Members<'a>(&'a dyn Instance, Range<usize>);

impl<'a> Iterator for Members<'a> {
    type Item = (&'a str, Seen<'a>);

    fn next(&mut self) -> Option<Self::Item> {
        self.1.next().map(|place| (self.0.key(place), Seen::Value(self.0.at(place))))
    }
}

impl<'a> Array<'a, Instances> for Inside<'a> {
    type Node = Seen<'a>;
    type ElementsIter = Elements<'a>;

    fn len(&self) -> usize {
        self.len
    }

    fn elements(&self) -> Elements<'a> {
        Elements(self.value, 0..self.len)
    }

    fn is_unique(&self) -> bool {
        let words = self.elements().map(|item| item.words());
        let Some(mut words) = words.collect::<Option<Vec<&str>>>() else {
            let values = (0..self.len).map(|place| self.value.at(place).to_json());
            return unique::is_unique(&values.collect::<Vec<Value>>());
        };
        words.sort_unstable();
        words.windows(2).all(|two| two[0] != two[1])
    }
}

/// The items of a list.
pub(super) struct Elements<'a>(&'a dyn Instance, Range<usize>);

impl<'a> Iterator for Elements<'a> {
    type Item = Seen<'a>;

    fn next(&mut self) -> Option<Seen<'a>> {
        self.1.next().map(|place| Seen::Value(self.0.at(place)))
    }
}
