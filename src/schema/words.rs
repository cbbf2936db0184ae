//! What people call types and keywords, and how lists of choices are said.

use jsonschema::{JsonType, JsonTypeSet};
use serde_json::Value as Json;

use super::Shape;
use super::place::Place;
use crate::diag::{Words, nearest, words};
use crate::yaml::Value;

/// The most choices a message lists.
const CHOICES: usize = 8;

/// A type that is wanted.
pub(super) fn type_name(wanted: JsonType) -> Words {
    match wanted {
        JsonType::Null => words!("空", "nothing"),
        JsonType::Boolean => words!("true 或 false", "true or false"),
        JsonType::Integer => words!("整数", "a whole number"),
        JsonType::Number => words!("数字", "a number"),
        JsonType::String => words!("文字", "text"),
        JsonType::Array => words!("列表", "a list"),
        JsonType::Object => words!("一组字段", "a group of fields"),
    }
}

/// All types of a set, as alternatives. A value that is empty is never what people want to hear.
pub(super) fn type_names(wanted: JsonTypeSet) -> Words {
    let told = wanted.into_iter().filter(|one| *one != JsonType::Null || wanted == (*one).into());
    let names: Vec<Words> = told.map(type_name).collect();
    let zh: Vec<&str> = names.iter().map(|name| name.zh.as_str()).collect();
    let en: Vec<&str> = names.iter().map(|name| name.en.as_str()).collect();
    Words::new(zh.join("或"), en.join(" or "))
}

/// What a value is instead.
pub(super) fn value_name(value: &Value) -> Words {
    match value {
        Value::Null => type_name(JsonType::Null),
        Value::Bool(truth) => words!("{truth}", "{truth}"),
        Value::Number(_) => type_name(JsonType::Number),
        Value::Text(_) => type_name(JsonType::String),
        Value::List(_) => type_name(JsonType::Array),
        Value::Map(_) => type_name(JsonType::Object),
    }
}

/// A field that is not there, by both its names.
pub(super) fn field_name(english: &str, shape: Option<Shape>) -> Words {
    match shape.and_then(|shape| shape.text("x-zh")) {
        Some(chinese) => words!("“{chinese}”（{english}）", "`{english}` ({chinese})"),
        None => words!("“{english}”", "`{english}`"),
    }
}

/// A name with its other name, as it is offered.
fn offered(name: &str, shape: Shape) -> Words {
    let (_, found) = shape.property(name).map_or((name, None), |(key, found)| (key, Some(found)));
    match found.and_then(|found| found.text("x-zh")) {
        Some(chinese) if chinese != name => words!("“{name}”（{chinese}）", "`{name}`"),
        _ => words!("“{name}”", "`{name}`"),
    }
}

/// What to write for a key that the schema does not know.
pub(super) fn key_help(unknown: &str, place: &Place) -> Option<Words> {
    let shape = place.twin.shape()?;
    let all: Vec<(&str, Option<&str>)> =
        shape.properties().map(|(key, shape)| (key, shape.text("x-zh"))).collect();
    let free = |key: &str| place.key_of(key).is_none();
    let both = all.iter().filter(|(key, _)| free(key)).flat_map(|(key, zh)| [Some(*key), *zh]);
    if let Some(name) = nearest(unknown, both.flatten()) {
        let Words { zh, en } = offered(name, shape);
        return Some(words!("是不是{zh}？", "did you mean {en}?"));
    }
    let left: Vec<_> = all.iter().filter(|(key, _)| free(key)).collect();
    let zh = join(left.iter().map(|(key, zh)| zh.unwrap_or(key)), "、");
    let en = join(left.iter().map(|(key, _)| *key), ", ");
    (!left.is_empty()).then(|| words!("还可以写：{zh}", "what may be written: {en}"))
}

/// What to write for a value that is not among the choices; `shape` may know their other names.
pub(super) fn choice_help(value: &Value, choices: &Json, shape: Option<Shape>) -> Words {
    let all: Vec<String> = choices.as_array().into_iter().flatten().map(plain).collect();
    let chinese = |name: &str| shape.and_then(|shape| shape.value_name(name));
    let written = if let Value::Text(text) = value { text.as_str() } else { "" };
    let both = all.iter().flat_map(|name| [Some(name.as_str()), chinese(name)]);
    if let Some(name) = nearest(written, both.flatten()) {
        return words!("是不是“{name}”？", "did you mean `{name}`?");
    }
    let zh: Vec<String> = all.iter().map(|name| with_other_name(name, chinese(name))).collect();
    let zh = join(zh.iter().map(String::as_str), "、");
    let en = join(all.iter().map(String::as_str), ", ");
    words!("可以写：{zh}", "one of: {en}")
}

/// A value as it is offered in Chinese: by its Chinese name, with the other behind it.
fn with_other_name(value: &str, chinese: Option<&str>) -> String {
    chinese.map_or_else(|| value.to_owned(), |chinese| format!("{chinese}（{value}）"))
}

/// The only value that may stand somewhere, by both its names.
pub(super) fn constant_name(value: &str, shape: Option<Shape>) -> Words {
    match shape.and_then(|shape| shape.value_name(value)) {
        Some(chinese) => words!("“{chinese}”（{value}）", "`{value}` ({chinese})"),
        None => words!("“{value}”", "`{value}`"),
    }
}

/// A value without the quotes of JSON.
pub(super) fn plain(json: &Json) -> String {
    json.as_str().map_or_else(|| json.to_string(), str::to_owned)
}

fn join<'a>(names: impl ExactSizeIterator<Item = &'a str>, between: &str) -> String {
    let more = if names.len() > CHOICES { "…" } else { "" };
    names.take(CHOICES).collect::<Vec<_>>().join(between) + more
}
