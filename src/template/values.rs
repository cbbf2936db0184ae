//! A record as values of a template: under English and Chinese names, prose as opaque tokens.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap};
use std::rc::Rc;
use std::sync::{Arc, Mutex};

use tera::Value;
use tera::value::Map;

use super::functions::Env;
use super::hole::encode;
use super::markdown::STRONG;
use crate::calendar::Context;
use crate::doc::Inline;
use crate::model::{self, Facts, Field, Leaf};
use crate::schema::{Form, Forms, Schema};

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
pub(super) enum Piece<'t> {
    /// Plain text.
    Text(&'t str),
    /// What a token stands for.
    Token(Token),
}

/// Takes rendered text apart at its tokens.
pub(super) fn pieces<'t>(text: &'t str, tokens: &Tokens) -> Vec<Piece<'t>> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some(open) = rest.find(OPEN) {
        let after = &rest[open + OPEN.len_utf8()..];
        let found = after
            .split_once(CLOSE)
            .and_then(|(number, after)| Some((tokens.get(number.parse().ok()?)?, after)));
        if open > 0 {
            pieces.push(Piece::Text(&rest[..open]));
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
        pieces.push(Piece::Text(rest));
    }
    pieces
}

/// The characters that mark tokens and emphasis.
const MARKS: [char; 4] = [OPEN, CLOSE, STRONG[0], STRONG[1]];

/// Text without the characters that mark tokens.
pub(super) fn plain(text: &str) -> Cow<'_, str> {
    if is_plain(text) { text.into() } else { text.replace(MARKS, "\u{fffd}").into() }
}

/// Whether a text holds none of them.
pub(super) fn is_plain(text: &str) -> bool {
    // They all begin with this byte, which hardly anything else does.
    !text.as_bytes().contains(&0xf3) || !text.contains(MARKS)
}

/// The names that a template uses; none for one that may use any.
pub(super) type Wanted = Option<BTreeSet<String>>;

/// Makes the values of one paper that a template asks for. Most ask for few of its fields, and
/// making values of a whole plan for each hole in its prose would cost more than everything else.
pub(super) struct Values<'a> {
    /// The paper's place in the set.
    pub(super) paper: usize,
    /// The year that bare months belong to.
    pub(super) context: Context,
    /// The paper's facts: a bare month inside a phase belongs to the phase's year.
    pub(super) facts: &'a Facts,
    /// Where prose goes.
    pub(super) tokens: &'a Tokens,
    /// What its schema knows.
    pub(super) forms: Option<&'a Forms>,
    /// What is asked for.
    pub(super) wanted: &'a Wanted,
    /// The fields of each form that are asked for, once somebody has looked.
    pub(super) picked: RefCell<HashMap<usize, Rc<[usize]>>>,
}

impl<'a> Values<'a> {
    /// The values of a paper of a set.
    pub(super) fn new(env: &'a Env, paper: usize, wanted: &'a Wanted) -> Self {
        let own = &env.set.papers[paper];
        Self {
            paper,
            context: own.context,
            facts: &own.facts,
            tokens: &env.tokens,
            forms: env.schemas.get(&own.kind.value).map(Schema::forms),
            wanted,
            picked: RefCell::default(),
        }
    }

    /// The form of the whole record.
    pub(super) fn root(&self) -> Option<usize> {
        self.forms.and_then(Forms::root)
    }

    /// The value of a field; `path` is its place in the record.
    pub(super) fn of(&self, field: &Field, form: Option<usize>, path: &mut Vec<usize>) -> Value {
        match &field.value {
            model::Value::Null => Value::none(),
            model::Value::Bool(value) => Value::from(*value),
            model::Value::Number(number) => Value::from_serializable(number),
            model::Value::Text(..) if field.leaf == Leaf::Prose => {
                Value::safe_string(&self.tokens.keep(Token::Prose(self.paper, path.clone())))
            }
            model::Value::Text(text, _) if self.form(form).is_some_and(|form| form.may_be_list) => {
                Value::from(vec![Value::from(&*plain(text))])
            }
            model::Value::Text(text, _) => Value::from(&*plain(text)),
            model::Value::List(items) => {
                let form = self.form(form).and_then(|form| form.items);
                let values = items.iter().enumerate();
                Value::from(
                    values.map(|(at, item)| self.inside(at, item, form, path)).collect::<Vec<_>>(),
                )
            }
            model::Value::Map(fields) => Value::from(self.object(fields, form, path)),
        }
    }

    fn inside(
        &self,
        at: usize,
        field: &Field,
        form: Option<usize>,
        path: &mut Vec<usize>,
    ) -> Value {
        path.push(at);
        let value = self.of(field, form, path);
        path.pop();
        value
    }

    /// The form of a child of a field.
    pub(super) fn step(&self, field: &Field, child: &Field, form: Option<usize>) -> Option<usize> {
        let form = self.form(form)?;
        match field.value {
            model::Value::List(_) => form.items,
            _ => form.field(&child.name).map(|own| own.form),
        }
    }

    fn form(&self, at: Option<usize>) -> Option<&'a Form> {
        Some(self.forms?.get(at?))
    }

    /// The fields of an object by their names. What the schema knows and the drafter left out is
    /// there too, and empty.
    pub(super) fn object(
        &self,
        fields: &[Field],
        form: Option<usize>,
        path: &mut Vec<usize>,
    ) -> Map {
        let mut map = Map::default();
        let known = self.form(form);
        if let (Some(known), Some(at), Some(forms)) = (known, form, self.forms) {
            for field in self.picked(known, at).iter().map(|at| &known.fields[*at]) {
                let list = forms.get(field.form).may_be_list;
                let empty = if list { Value::from(Vec::<Value>::new()) } else { Value::none() };
                insert(&mut map, &field.key, field.chinese.as_deref(), &empty);
            }
        }
        for (at, field) in fields.iter().enumerate() {
            let own = known.and_then(|known| known.field(&field.name));
            let chinese = own.and_then(|own| own.chinese.as_deref());
            if self.asks(&field.name, chinese) {
                let value = self.inside(at, field, own.map(|own| own.form), path);
                insert(&mut map, &field.name, chinese, &value);
            }
            self.ends_of_period(field, &mut map);
        }
        // That it is missing has been said where it should stand, and is not said again wherever
        // somebody asks for it.
        let missing = fields.iter().all(|field| field.name != "period");
        let period = known.and_then(|known| known.field("period"));
        if missing && period.is_some_and(|period| period.required) && self.asks_ends() {
            insert_ends(&mut map, &Value::from(UNREAD), &Value::from(UNREAD));
        }
        map
    }

    /// Whether the ends of a period are asked for.
    fn asks_ends(&self) -> bool {
        [("start", "起"), ("end", "止")].iter().any(|(key, chinese)| self.asks(key, Some(chinese)))
    }

    fn asks(&self, key: &str, chinese: Option<&str>) -> bool {
        let Some(wanted) = self.wanted else { return true };
        wanted.contains(key) || chinese.is_some_and(|chinese| wanted.contains(chinese))
    }

    fn picked(&self, form: &Form, at: usize) -> Rc<[usize]> {
        let mut picked = self.picked.borrow_mut();
        let pick = || {
            let all = form.fields.iter().enumerate();
            let asked = all.filter(|(_, field)| self.asks(&field.key, field.chinese.as_deref()));
            asked.map(|(at, _)| at).collect()
        };
        Rc::clone(picked.entry(at).or_insert_with(pick))
    }

    /// An object with a period also has its `start` and `end`, as days.
    fn ends_of_period(&self, field: &Field, map: &mut Map) {
        if field.leaf != Leaf::Period || field.name != "period" || !self.asks_ends() {
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

fn insert(map: &mut Map, key: &str, chinese: Option<&str>, value: &Value) {
    if let Some(chinese) = chinese {
        map.insert(encode(chinese).into(), value.clone());
    }
    map.insert(key.to_owned().into(), value.clone());
}
