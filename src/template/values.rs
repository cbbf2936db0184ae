//! A record as values of a template: under English and Chinese names, prose as opaque tokens.

use std::sync::{Arc, Mutex};

use tera::Value;
use tera::value::Map;

use super::hole::encode;
use super::markdown::STRONG;
use crate::calendar::Context;
use crate::doc::Inline;
use crate::model::{self, Facts, Field, Leaf};
use crate::schema::Shape;

/// What stands behind a token in rendered text.
#[derive(Debug, Clone)]
pub(super) enum Token {
    /// A prose field: the paper's place in the set, and the path of the field in its record.
    Prose(usize, Vec<usize>),
    /// A table of a paper, by name; the first when none is named.
    Table(usize, Option<String>),
    /// Finished running text.
    Inline(Inline),
}

/// The tokens of one fill. Functions of the template add to it while it is rendered.
#[derive(Debug, Clone, Default)]
pub(super) struct Tokens(Arc<Mutex<Vec<Token>>>);

/// Private-use characters around a token's number. They cannot come from a user: `plain` takes
/// them out of every value.
pub(super) const OPEN: char = '\u{F0000}';
pub(super) const CLOSE: char = '\u{F0001}';

impl Tokens {
    /// Keeps what a token stands for and gives the text that stands for it.
    pub(super) fn keep(&self, token: Token) -> String {
        let mut all = self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        all.push(token);
        format!("{OPEN}{}{CLOSE}", all.len() - 1)
    }

    /// What the token of this number stands for.
    pub(super) fn get(&self, number: usize) -> Option<Token> {
        let all = self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        all.get(number).cloned()
    }
}

/// A piece of rendered text.
#[derive(Debug, Clone)]
pub(super) enum Piece {
    /// Plain text.
    Text(String),
    /// What a token stands for.
    Token(Token),
}

/// Takes rendered text apart at its tokens.
pub(super) fn pieces(text: &str, tokens: &Tokens) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some(open) = rest.find(OPEN) {
        let after = &rest[open + OPEN.len_utf8()..];
        let found = after
            .split_once(CLOSE)
            .and_then(|(number, after)| Some((tokens.get(number.parse().ok()?)?, after)));
        if open > 0 {
            pieces.push(Piece::Text(rest[..open].to_owned()));
        }
        match found {
            Some((token, after)) => {
                pieces.push(Piece::Token(token));
                rest = after;
            }
            None => rest = after,
        }
    }
    if !rest.is_empty() {
        pieces.push(Piece::Text(rest.to_owned()));
    }
    pieces
}

/// Text without the characters that mark tokens.
pub(super) fn plain(text: &str) -> String {
    const MARKS: [char; 4] = [OPEN, CLOSE, STRONG[0], STRONG[1]];
    if text.contains(MARKS) { text.replace(MARKS, "\u{fffd}") } else { text.to_owned() }
}

/// Makes the values of one paper.
pub(super) struct Values<'a> {
    /// The paper's place in the set.
    pub(super) paper: usize,
    /// The year that bare months belong to.
    pub(super) context: Context,
    /// The paper's facts: a bare month inside a phase belongs to the phase's year.
    pub(super) facts: &'a Facts,
    /// Where prose goes.
    pub(super) tokens: &'a Tokens,
}

impl Values<'_> {
    /// The value of a field; `path` is its place in the record.
    pub(super) fn of(
        &self,
        field: &Field,
        shape: Option<Shape<'_>>,
        path: &mut Vec<usize>,
    ) -> Value {
        match &field.value {
            model::Value::Null => Value::none(),
            model::Value::Bool(value) => Value::from(*value),
            model::Value::Number(number) => Value::from_serializable(number),
            model::Value::Text(..) if field.leaf == Leaf::Prose => {
                Value::safe_string(&self.tokens.keep(Token::Prose(self.paper, path.clone())))
            }
            model::Value::Text(text, _) if may_be_list(shape) => {
                Value::from(vec![Value::from(plain(text))])
            }
            model::Value::Text(text, _) => Value::from(plain(text)),
            model::Value::List(items) => {
                let shape = shape.and_then(|shape| shape.items());
                Value::from(self.children(items, |_| shape, path))
            }
            model::Value::Map(fields) => self.object(fields, shape, path),
        }
    }

    fn children<'s>(
        &self,
        fields: &[Field],
        shape: impl Fn(&Field) -> Option<Shape<'s>>,
        path: &mut Vec<usize>,
    ) -> Vec<Value> {
        let one = |(at, field): (usize, &Field)| {
            path.push(at);
            let value = self.of(field, shape(field), path);
            path.pop();
            value
        };
        fields.iter().enumerate().map(one).collect()
    }

    fn object(&self, fields: &[Field], shape: Option<Shape<'_>>, path: &mut Vec<usize>) -> Value {
        let inner =
            |name: &str| shape.and_then(|shape| shape.property(name)).map(|(_, shape)| shape);
        let values = self.children(fields, |field| inner(&field.name), path);
        let mut map = Map::default();
        // What the schema knows and the drafter left out is there, and empty.
        for (name, shape) in shape.iter().flat_map(Shape::properties) {
            let empty = if may_be_list(Some(shape)) {
                Value::from(Vec::<Value>::new())
            } else {
                Value::none()
            };
            insert(&mut map, name, Some(shape), &empty);
        }
        for (field, value) in fields.iter().zip(values) {
            insert(&mut map, &field.name, inner(&field.name), &value);
            self.ends_of_period(field, &mut map);
        }
        // That it is missing has been said where it should stand, and is not said again wherever
        // somebody asks for it.
        let missing = fields.iter().all(|field| field.name != "period");
        if missing && shape.is_some_and(|shape| shape.requires("period")) {
            insert_ends(&mut map, &Value::from(UNREAD), &Value::from(UNREAD));
        }
        Value::from(map)
    }

    /// An object with a period also has its `start` and `end`, as days.
    fn ends_of_period(&self, field: &Field, map: &mut Map) {
        if field.leaf != Leaf::Period || field.name != "period" {
            return;
        }
        let Some(text) = field.text() else { return };
        let context = self.facts.context_of(field, self.context);
        let ends = match crate::calendar::parse_period(text, context) {
            Ok(written) => [written.value.start, written.value.end]
                .map(|day| day.map_or_else(Value::none, |day| Value::from(day.to_string()))),
            Err(_) => [Value::from(UNREAD), Value::from(UNREAD)],
        };
        insert_ends(map, &ends[0], &ends[1]);
    }
}

/// The end of a period that nobody can read, which its own finding tells of; a draft shows a blank.
pub(super) const UNREAD: &str = "＿＿＿＿";

fn insert_ends(map: &mut Map, start: &Value, end: &Value) {
    for (name, zh, value) in [("start", "起", start), ("end", "止", end)] {
        map.entry(name.into()).or_insert_with(|| value.clone());
        map.entry(encode(zh).into()).or_insert_with(|| value.clone());
    }
}

/// Whether a field holds a list, or may: then a single value is a list of one to the template.
fn may_be_list(shape: Option<Shape<'_>>) -> bool {
    let kind = shape.and_then(|shape| shape.keyword("type"));
    kind.is_some_and(|kind| match kind {
        serde_json::Value::Array(kinds) => kinds.iter().any(|kind| kind == "array"),
        kind => kind == "array",
    })
}

fn insert(map: &mut Map, name: &str, shape: Option<Shape<'_>>, value: &Value) {
    let zh = shape.and_then(|shape| shape.keyword("x-zh")).and_then(serde_json::Value::as_str);
    if let Some(zh) = zh {
        map.insert(encode(zh).into(), value.clone());
    }
    map.insert(name.to_owned().into(), value.clone());
}
