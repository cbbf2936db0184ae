//! Errors of the validator as findings: one sentence for each keyword, at the user's own words.

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "the validator has forty kinds of error; each function names the ones it explains"
)]

use std::collections::{BTreeMap, BTreeSet};

use jsonschema::error::{TypeKind, ValidationErrorKind as Kind};
use jsonschema::{JsonType, JsonTypeSet, ValidationError};
use serde_json::Value as Json;

use super::Shape;
use super::place::Place;
use super::sentence::say;
use super::twin::Twin;
use super::words::{key_help, type_names, value_name};
use crate::diag::{Finding, Words, nearest, words};
use crate::yaml::{Style, Value};

/// The unknown keys of one map for which a slip is looked for; more are no slips.
const GUESSES: usize = 20;

/// The findings that a validator's errors mean.
pub(super) fn judge(errors: &[ValidationError], root: &Twin) -> Vec<Finding> {
    let is_left_over =
        |error: &ValidationError| matches!(error.kind(), Kind::UnevaluatedProperties { .. });
    let others = errors.iter().filter(|error| !is_left_over(error));
    let paths = others.map(|error| error.instance_path().as_str().to_owned()).collect();
    let mut unknown: BTreeMap<String, &[String]> = BTreeMap::new();
    for error in errors {
        if let Kind::AdditionalProperties { unexpected }
        | Kind::UnevaluatedProperties { unexpected } = error.kind()
        {
            unknown.insert(error.instance_path().as_str().to_owned(), unexpected);
        }
    }
    let mut judge = Judge { root, paths, unknown, findings: Vec::new() };
    for error in errors {
        judge.error(error);
    }
    judge.findings
}

struct Judge<'a, 't> {
    root: &'t Twin<'a>,
    /// Where there are errors other than fields left over.
    paths: BTreeSet<String>,
    /// The keys that no schema knows, by the path of the map they stand in.
    unknown: BTreeMap<String, &'a [String]>,
    findings: Vec<Finding>,
}

impl Judge<'_, '_> {
    fn error(&mut self, error: &ValidationError) {
        let path = error.instance_path().as_str();
        let place = Place::find(self.root, path);
        match error.kind() {
            Kind::AnyOf { context } | Kind::OneOfNotValid { context } => {
                self.branches(error, context, &place);
            }
            Kind::AdditionalProperties { unexpected }
            | Kind::UnevaluatedProperties { unexpected } => self.unknown(&place, unexpected, path),
            Kind::Type { .. } => {
                let wanted = types(error).unwrap_or_default();
                self.findings.push(wrong_type(wanted, &place));
            }
            Kind::Required { property } if self.misspelt(property, &place, path) => {}
            kind => {
                let finding = say(kind, &place);
                self.findings.push(finding);
            }
        }
    }

    /// Whether a key that is missing stands there with a slip in it: what is wrong with that key
    /// is said already, and what was meant with it.
    fn misspelt(&self, property: &Json, place: &Place, path: &str) -> bool {
        let Some(name) = property.as_str() else { return false };
        let chinese = place.field(name).and_then(|shape| shape.text("x-zh"));
        let names = || [Some(name), chinese].into_iter().flatten();
        let unknown = self.unknown.get(path).copied().unwrap_or_default();
        unknown.iter().take(GUESSES).any(|key| nearest(key, names()).is_some())
    }

    /// None of several ways to write a value fits: the one that fits best is explained.
    fn branches(
        &mut self,
        error: &ValidationError,
        context: &[Vec<ValidationError<'static>>],
        place: &Place,
    ) {
        let path = error.instance_path();
        let wanted = context.iter().map(|branch| {
            branch.iter().filter(|inner| inner.instance_path() == path).find_map(types)
        });
        let wanted: Vec<Option<JsonTypeSet>> = wanted.collect();
        let fitting = context.iter().zip(&wanted).filter(|(_, wanted)| wanted.is_none());
        let best = fitting.map(|(branch, _)| branch).min_by_key(|branch| {
            let told_apart = |inner: &&ValidationError| {
                matches!(inner.kind(), Kind::Constant { .. } | Kind::Enum { .. })
            };
            (branch.iter().filter(told_apart).count(), branch.len())
        });
        if let Some(branch) = best {
            for inner in branch {
                self.error(inner);
            }
            return;
        }
        let all = wanted.into_iter().flatten().flat_map(IntoIterator::into_iter);
        let all = all.fold(JsonTypeSet::empty(), JsonTypeSet::insert);
        self.findings.push(wrong_type(all, place));
    }

    /// Keys that the schema does not know.
    fn unknown(&mut self, place: &Place, keys: &[String], path: &str) {
        let known: BTreeSet<&str> =
            place.twin.shape().iter().flat_map(Shape::properties).map(|(key, _)| key).collect();
        let failed = self.failed_under(path);
        for (at, english) in keys.iter().enumerate() {
            let is_known = known.contains(english.as_str());
            // A branch that failed counts none of its fields: its own error is enough.
            if is_known && failed {
                continue;
            }
            let key = place.key_of(english);
            let (span, shown) = key.map_or((place.owner(), english), |key| (key.span, &key.value));
            let message = if is_known {
                words!("这里不能写“{shown}”", "`{shown}` does not belong here")
            } else {
                words!("没有“{shown}”这个字段", "there is no field `{shown}`")
            };
            let finding = place.finding("schema-unknown-key", span, message);
            let help = (!is_known && at < GUESSES).then(|| key_help(shown, place)).flatten();
            let help = help.unwrap_or_else(|| words!("删去它", "remove it"));
            self.findings.push(finding.help(help));
        }
    }

    /// Whether something else is wrong at or below a place.
    fn failed_under(&self, path: &str) -> bool {
        let below = format!("{path}/");
        let mut after = self.paths.range(below.clone()..);
        self.paths.contains(path) || after.next().is_some_and(|first| first.starts_with(&below))
    }
}

/// The types an error asks for, if it is about the type.
fn types(error: &ValidationError) -> Option<JsonTypeSet> {
    let Kind::Type { kind } = error.kind() else { return None };
    Some(match kind {
        TypeKind::Single(one) => (*one).into(),
        TypeKind::Multiple(all) => *all,
    })
}

fn wrong_type(wanted: JsonTypeSet, place: &Place) -> Finding {
    let Words { zh, en } = place.name();
    let value = &place.twin.node.value;
    if *value == Value::Null {
        let message = words!("{zh}是空的", "{en} is empty");
        let finding = place.finding("schema-type", place.value(), message);
        return finding.help(words!("写上内容，或者删去它", "write something, or remove it"));
    }
    let (must, is) = (type_names(wanted), value_name(value));
    let message = Words::new(
        format!("{zh}应是{}，这里是{}", must.zh, is.zh),
        format!("{en} must be {}, here it is {}", must.en, is.en),
    );
    place.finding("schema-type", place.value(), message).help(type_help(wanted, place))
}

/// What to do about a wrong type.
fn type_help(wanted: JsonTypeSet, place: &Place) -> Words {
    let node = place.twin.node;
    let quoted = matches!(node.style, Style::SingleQuoted | Style::DoubleQuoted);
    let wants = |one: JsonType| wanted.contains(one);
    match &node.value {
        Value::Number(_) | Value::Bool(_) if wants(JsonType::String) => {
            words!("加引号，它就是文字", "put it into quotes to make it text")
        }
        Value::Text(text) if wants(JsonType::Object) && text.contains(['：', ':']) => {
            words!("冒号用半角，后面加空格：“字段: 值”", "write `field: value`, with a blank")
        }
        Value::Text(_) if quoted && (wants(JsonType::Integer) || wants(JsonType::Number)) => {
            words!("去掉引号，只写数字", "remove the quotes, write digits only")
        }
        Value::Text(_) if wants(JsonType::Boolean) => {
            words!("写 true（是）或 false（否）", "write `true` or `false`")
        }
        Value::Text(_) if wants(JsonType::Integer) || wants(JsonType::Number) => {
            words!("只写数字，不写单位", "write digits only, without a unit")
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Text(_) | Value::Map(_)
            if wants(JsonType::Array) =>
        {
            words!("写成列表，每项一行，以“- ”开头", "write a list, each item on a line after `- `")
        }
        _ if wants(JsonType::Object) => {
            words!("在下一行缩进写“字段: 值”", "write `field: value` indented on the next lines")
        }
        _ => words!("按要求的类型改写", "write it as that type"),
    }
}
