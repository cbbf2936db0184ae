//! Papers as the validator sees them: it reads the twins as they stand, and nothing is copied.

use std::borrow::Cow;
use std::slice;

use jsonschema::JsonType;
use jsonschema::json::{Array, Json, Node, NodeIdentity, Object, cmp, unique};
use serde_json::{Number, Value};

use super::twin::{self, Fields, Inside, Twin};
use crate::yaml;

/// The representation that validators are compiled for.
pub(super) struct Twins;

/// What the validator looks at.
#[derive(Clone, Copy)]
pub(super) enum Seen<'a> {
    /// A value.
    Twin(&'a Twin<'a>),
    /// The name of a field (`propertyNames`).
    Name(&'a str),
}

impl Json for Twins {
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
    fn inside(&self) -> Option<&'a Inside<'a>> {
        if let Self::Twin(twin) = self { Some(&twin.inside) } else { None }
    }

    fn words(&self) -> Option<&'a str> {
        match self {
            Self::Name(name) | Self::Twin(Twin { inside: Inside::Text(name), .. }) => Some(name),
            Self::Twin(_) => None,
        }
    }

    /// What a plain value is.
    fn plain(&self) -> Option<&'a yaml::Value> {
        if let Self::Twin(twin) = self { Some(&twin.node.value) } else { None }
    }
}

impl<'a> Node<'a, Twins> for Seen<'a> {
    type Object = &'a Fields<'a>;
    type Array = &'a [Twin<'a>];
    type Number = &'a Number;

    fn as_object(&self) -> Option<&'a Fields<'a>> {
        if let Some(Inside::Fields(fields)) = self.inside() { Some(fields) } else { None }
    }

    fn as_array(&self) -> Option<&'a [Twin<'a>]> {
        if let Some(Inside::Items(items)) = self.inside() { Some(items) } else { None }
    }

    fn as_string(&self) -> Option<Cow<'a, str>> {
        self.words().map(Cow::Borrowed)
    }

    fn as_number(&self) -> Option<&'a Number> {
        if let Some(yaml::Value::Number(number)) = self.plain() { Some(number) } else { None }
    }

    fn as_boolean(&self) -> Option<bool> {
        if let Some(yaml::Value::Bool(truth)) = self.plain() { Some(*truth) } else { None }
    }

    fn is_null(&self) -> bool {
        matches!(self.plain(), Some(yaml::Value::Null))
    }

    fn json_type(&self) -> JsonType {
        match self.plain() {
            Some(yaml::Value::Null) => JsonType::Null,
            Some(yaml::Value::Bool(_)) => JsonType::Boolean,
            Some(yaml::Value::Number(_)) => JsonType::Number,
            Some(yaml::Value::Text(_)) | None => JsonType::String,
            Some(yaml::Value::List(_)) => JsonType::Array,
            Some(yaml::Value::Map(_)) => JsonType::Object,
        }
    }

    fn equals_value(&self, expected: &Value) -> bool {
        match (self, self.words()) {
            (_, Some(words)) => expected.as_str() == Some(words),
            (Self::Twin(twin), None) => cmp::equal(&twin.to_json(), expected),
            (Self::Name(_), None) => false,
        }
    }

    /// What an error carries. Findings show a value in its place, and one paper may bring as many
    /// errors as its whole has fields: of lists and objects there is no copy.
    fn to_value(&self) -> Cow<'a, Value> {
        Cow::Owned(match self {
            Self::Name(name) => Value::from(*name),
            Self::Twin(Twin { inside: Inside::Items(_) | Inside::Fields(_), .. }) => Value::Null,
            Self::Twin(twin) => twin.to_json(),
        })
    }

    fn identity(&self) -> Option<NodeIdentity> {
        match self {
            Self::Twin(twin) => Some(NodeIdentity::new(std::ptr::from_ref(*twin).addr())),
            Self::Name(_) => None,
        }
    }
}

impl<'a> Object<'a, Twins> for &'a Fields<'a> {
    type Node = Seen<'a>;
    type MemberName = &'a str;
    type MembersIter = Members<'a>;

    fn len(&self) -> usize {
        self.all().len()
    }

    fn get(&self, key: &String) -> Option<Seen<'a>> {
        Fields::get(self, key).map(|(_, _, twin)| Seen::Twin(twin))
    }

    fn members(&self) -> Members<'a> {
        Members(self.all().iter())
    }
}

/// The fields of an object.
pub(super) struct Members<'a>(slice::Iter<'a, twin::Field<'a>>);

impl<'a> Iterator for Members<'a> {
    type Item = (&'a str, Seen<'a>);

    fn next(&mut self) -> Option<Self::Item> {
        self.0.next().map(|(key, _, twin)| (*key, Seen::Twin(twin)))
    }
}

impl<'a> Array<'a, Twins> for &'a [Twin<'a>] {
    type Node = Seen<'a>;
    type ElementsIter = Elements<'a>;

    fn len(&self) -> usize {
        <[Twin]>::len(self)
    }

    fn elements(&self) -> Elements<'a> {
        Elements(self.iter())
    }

    fn is_unique(&self) -> bool {
        let words = self.iter().map(|twin| Seen::Twin(twin).words());
        let Some(mut words) = words.collect::<Option<Vec<&str>>>() else {
            let values: Vec<Value> = self.iter().map(Twin::to_json).collect();
            return unique::is_unique(&values);
        };
        words.sort_unstable();
        words.windows(2).all(|two| two[0] != two[1])
    }
}

/// The items of a list.
pub(super) struct Elements<'a>(slice::Iter<'a, Twin<'a>>);

impl<'a> Iterator for Elements<'a> {
    type Item = Seen<'a>;

    fn next(&mut self) -> Option<Seen<'a>> {
        self.0.next().map(Seen::Twin)
    }
}
