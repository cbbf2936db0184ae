//! One sentence for each keyword that a value can fail.

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "the validator has forty kinds of error; each function names the ones it explains"
)]

use std::collections::BTreeSet;

use jsonschema::ValidationError;
use jsonschema::error::ValidationErrorKind as Kind;
use serde_json::Value as Json;

use super::place::Place;
use super::words::{choice_help, constant_name, field_name, plain};
use crate::diag::{Finding, Words, words};
use crate::text::Span;
use crate::yaml::{Node, Value};

/// The finding for an error that is about one value and one keyword.
pub(super) fn say(kind: &Kind, place: &Place) -> Finding {
    let rule = rule(kind);
    let (span, message, help) = match kind {
        Kind::Required { property } => missing(property, place),
        Kind::PropertyNames { error } => bad_key(error, place),
        Kind::UniqueItems => repeated(place),
        Kind::FalseSchema => (
            place.owner(),
            join(place, "不能写在这里", "does not belong here"),
            words!("删去它", "remove it"),
        ),
        _ => {
            let (message, help) = text(kind, place)
                .or_else(|| count(kind, place))
                .or_else(|| size(kind, place))
                .unwrap_or_else(|| (other(kind, place), words!("对照说明改写", "rewrite it")));
            (place.value(), message, help)
        }
    };
    place.finding(&rule, span, message).help(help)
}

/// The name of the rule: the keyword in kebab case.
fn rule(kind: &Kind) -> String {
    if let Kind::FalseSchema = kind {
        return "schema-not-allowed".to_owned();
    }
    let mut rule = String::from("schema-");
    for c in kind.keyword().chars().filter(char::is_ascii_alphabetic) {
        if c.is_ascii_uppercase() {
            rule.push('-');
        }
        rule.push(c.to_ascii_lowercase());
    }
    rule
}

type Said = (Words, Words);

/// The name of a place and what is said about it.
fn join(place: &Place, zh: &str, en: &str) -> Words {
    let name = place.name();
    Words::new(format!("{}{zh}", name.zh), format!("{} {en}", name.en))
}

fn missing(property: &Json, place: &Place) -> (Span, Words, Words) {
    let english = plain(property);
    let shape = place.field(&english);
    let Words { zh, en } = field_name(&english, shape);
    let message = words!("缺少{zh}", "{en} is missing");
    let written = shape.and_then(|shape| shape.text("x-zh")).unwrap_or(&english);
    let about = shape.and_then(|shape| shape.text("description"));
    let zh = match about {
        Some(about) => format!("补上“{written}: …”——{about}"),
        None => format!("补上“{written}: …”"),
    };
    (place.owner(), message, Words::new(zh, format!("add `{english}: …`")))
}

fn bad_key(error: &ValidationError, place: &Place) -> (Span, Words, Words) {
    let english = plain(error.instance());
    let key = place.key_of(&english);
    let (span, shown) = key.map_or((place.owner(), &english), |key| (key.span, &key.value));
    let message = words!("字段名“{shown}”不合要求", "the key `{shown}` is not allowed");
    let help = match error.kind() {
        Kind::Pattern { pattern } => words!("应符合 {pattern}", "it must match `{pattern}`"),
        Kind::Enum { options } => choice_help(&Value::Text(shown.clone()), options, None),
        _ => words!("改名", "rename it"),
    };
    (span, message, help)
}

/// A list with the same item twice: the second one is pointed at.
fn repeated(place: &Place) -> (Span, Words, Words) {
    let mut known = BTreeSet::new();
    let items = place.twin.node.items();
    let second = items.iter().find(|item| !known.insert(item.to_json().to_string()));
    let span = second.map_or(place.value(), Node::place);
    let message = join(place, "有重复的项", "has an item twice");
    (span, message, words!("删去重复的一项", "remove one of them"))
}

/// What is said about the form of a value.
fn text(kind: &Kind, place: &Place) -> Option<Said> {
    let v = place.shown();
    Some(match kind {
        Kind::Constant { expected_value } => {
            let Words { zh, en } = constant_name(&plain(expected_value), place.twin.shape());
            (
                join(place, &format!("只能是{zh}"), &format!("must be {en}")),
                words!("改成{zh}", "write {en}"),
            )
        }
        Kind::Enum { options } => (
            join(place, &format!("不能是“{v}”"), &format!("cannot be `{v}`")),
            choice_help(&place.twin.node.value, options, place.twin.shape()),
        ),
        Kind::Pattern { pattern } => (
            join(place, &format!("写成“{v}”，格式不对"), &format!("has the wrong form: `{v}`")),
            pattern_help(pattern, place),
        ),
        Kind::Format { format } => {
            let Words { zh, en } = format_name(format);
            (
                join(
                    place,
                    &format!("写成“{v}”，不是有效的{zh}"),
                    &format!("is no valid {en}: `{v}`"),
                ),
                words!("改成有效的{zh}", "write a valid {en}"),
            )
        }
        Kind::ContentEncoding { content_encoding: wanted }
        | Kind::ContentMediaType { content_media_type: wanted } => (
            join(place, &format!("不是有效的 {wanted}"), &format!("is no valid {wanted}")),
            words!("改成 {wanted}", "write it as {wanted}"),
        ),
        _ => return None,
    })
}

/// The hint of the schema's author, else the pattern itself.
fn pattern_help(pattern: &str, place: &Place) -> Words {
    let hint = |name| place.twin.shape().and_then(|shape| shape.text(name));
    let bare = words!("应符合 {pattern}", "it must match `{pattern}`");
    let zh = hint("x-pattern-zh").map_or(bare.zh, str::to_owned);
    let en = hint("x-pattern-en").map_or(bare.en, str::to_owned);
    Words::new(zh, en)
}

fn format_name(format: &str) -> Words {
    match format {
        "date" => words!("日期", "date"),
        "time" => words!("时间", "time"),
        "date-time" => words!("日期时间", "date and time"),
        "email" => words!("邮箱地址", "mail address"),
        "uri" => words!("网址", "address"),
        _ => words!(" {format}", "{format}"),
    }
}

/// What is said about how many parts there are of something.
fn count(kind: &Kind, place: &Place) -> Option<Said> {
    let count = match &place.twin.node.value {
        Value::Text(text) => text.chars().count(),
        Value::List(items) => items.len(),
        Value::Map(entries) => entries.len(),
        Value::Null | Value::Bool(_) | Value::Number(_) => 0,
    };
    let (characters, items, fields) =
        (("个字", "characters"), ("项", "items"), ("个字段", "fields"));
    let (limit, (zh, en), is_least) = match kind {
        Kind::MinLength { limit } => (*limit, characters, true),
        Kind::MaxLength { limit } => (*limit, characters, false),
        Kind::MinItems { limit } => (*limit, items, true),
        Kind::MaxItems { limit } => (*limit, items, false),
        Kind::AdditionalItems { limit } => (*limit as u64, items, false),
        Kind::MinProperties { limit } => (*limit, fields, true),
        Kind::MaxProperties { limit } => (*limit, fields, false),
        _ => return None,
    };
    Some(match (count, is_least) {
        (0, true) => (join(place, "是空的", "is empty"), words!("写上内容", "write something")),
        (_, true) => (
            join(
                place,
                &format!("有 {count} {zh}，至少要 {limit} {zh}"),
                &format!("has {count} {en}, at least {limit} are needed"),
            ),
            words!("补足", "add what is missing"),
        ),
        (_, false) => (
            join(
                place,
                &format!("有 {count} {zh}，最多 {limit} {zh}"),
                &format!("has {count} {en}, at most {limit} are allowed"),
            ),
            words!("精简", "shorten it"),
        ),
    })
}

/// What is said about the size of a number.
fn size(kind: &Kind, place: &Place) -> Option<Said> {
    let Words { zh, en } = match kind {
        Kind::Minimum { limit } => words!("不能小于 {limit}", "at least {limit}"),
        Kind::Maximum { limit } => words!("不能大于 {limit}", "at most {limit}"),
        Kind::ExclusiveMinimum { limit } => words!("必须大于 {limit}", "above {limit}"),
        Kind::ExclusiveMaximum { limit } => words!("必须小于 {limit}", "below {limit}"),
        Kind::MultipleOf { multiple_of } => {
            words!("必须是 {multiple_of} 的倍数", "a multiple of {multiple_of}")
        }
        _ => return None,
    };
    let v = place.shown();
    let message = join(place, &format!("是 {v}，{zh}"), &format!("is {v}, it must be {en}"));
    Some((message, words!("改正数字", "correct the number")))
}

/// What is said about the rest.
fn other(kind: &Kind, place: &Place) -> Words {
    match kind {
        Kind::Contains => join(place, "里没有必需的项", "lacks an item that it needs"),
        Kind::UnevaluatedItems { .. } => join(place, "有多余的项", "has too many items"),
        Kind::Not { .. } => join(place, "不能这样写", "cannot be written like this"),
        Kind::OneOfMultipleValid { .. } => {
            join(place, "符合几种写法，无法区分", "fits several ways to write it")
        }
        Kind::BacktrackLimitExceeded { .. } | Kind::RegexEngineFailure { .. } => {
            join(place, "太复杂，无法核对格式", "is too complex to be matched")
        }
        Kind::Custom { message, .. } => join(place, &format!("有误：{message}"), message),
        _ => join(place, "不合要求", "is not what is expected"),
    }
}
