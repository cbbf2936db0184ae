//! A record as values of a template: under English and Chinese names, prose as opaque tokens.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use tera::Value;
use tera::value::{Key, Map};

use super::env::Env;
use super::hole::encode;
use super::token::{Token, plain};
use crate::model::{self, Facts, Field, Leaf};
use crate::schema::{Form, FormField, Forms};

/// What a template asks of the records of one kind. Most ask for few fields, and making values of
/// a whole plan for each hole in its prose would cost more than everything else.
#[derive(Debug)]
pub(super) struct Asked {
    /// The names that it uses; none for one that may use any.
    names: Option<BTreeSet<String>>,
    /// The names by which it asks for the ends of a period.
    ends: Vec<(Key<'static>, End)>,
    /// What it asks for of each form of the kind, once somebody has looked.
    forms: Vec<OnceLock<Vec<Picked>>>,
}

/// An end of a period.
#[derive(Debug, Clone, Copy)]
enum End {
    First,
    Last,
}

/// What the ends of the period of an object are called.
const ENDS: [(&str, End); 4] =
    [("start", End::First), ("起", End::First), ("end", End::Last), ("止", End::Last)];

/// A field that is asked for.
#[derive(Debug)]
struct Picked {
    /// Its English key.
    name: String,
    /// The form of its value.
    form: usize,
    /// The names it is asked for by.
    keys: Vec<Key<'static>>,
    /// What it is where nobody has written it.
    empty: Value,
}

impl Asked {
    /// What a template with these names asks of a kind.
    pub(super) fn new(names: Option<BTreeSet<String>>, kind: Option<&Forms>) -> Self {
        let asks = |name: &str| names.as_ref().is_none_or(|names| names.contains(name));
        let ends = ENDS.into_iter().filter(|(name, _)| asks(name));
        let ends = ends.map(|(name, end)| (Key::from(encode(name)), end)).collect();
        let mut forms = Vec::new();
        forms.resize_with(kind.map_or(0, Forms::count), OnceLock::new);
        Self { names, ends, forms }
    }

    fn asks(&self, name: &str) -> bool {
        self.names.as_ref().is_none_or(|names| names.contains(name))
    }

    fn of(&self, at: usize, forms: &Forms) -> &[Picked] {
        self.forms[at].get_or_init(|| {
            forms.get(at).fields.iter().filter_map(|field| self.pick(field, forms)).collect()
        })
    }

    fn pick(&self, field: &FormField, forms: &Forms) -> Option<Picked> {
        let names = std::iter::once(&field.key).chain(&field.chinese);
        let asked = names.filter(|name| self.asks(name));
        let keys: Vec<_> = asked.map(|name| Key::from(encode(name))).collect();
        let list = forms.get(field.form).may_be_list;
        let empty = if list { Value::from(Vec::<Value>::new()) } else { Value::none() };
        let (name, form) = (field.key.clone(), field.form);
        (!keys.is_empty()).then_some(Picked { name, form, keys, empty })
    }
}

/// Makes the values of one paper that a template asks for.
pub(super) struct Values<'a> {
    /// The paper's place in the set.
    paper: usize,
    /// The paper's facts: what its periods mean.
    facts: &'a Facts,
    /// What its schema knows.
    forms: Option<&'a Forms>,
    asked: &'a Asked,
}

impl<'a> Values<'a> {
    /// The values of the paper that is filled.
    pub(super) fn new(env: &Env<'a>, asked: &'a Asked) -> Self {
        let own = env.own();
        Self { paper: env.paper, facts: &own.facts, forms: env.forms(), asked }
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
                Value::safe_string(&Token::Prose(self.paper, path.clone()).written())
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
        let known = self.form(form);
        let picked = form.zip(self.forms).map_or(&[][..], |(at, forms)| self.asked.of(at, forms));
        let mut map = Map::with_capacity(picked.iter().map(|picked| picked.keys.len()).sum());
        for picked in picked {
            let value = match fields.iter().position(|own| own.name == picked.name) {
                Some(at) => self.inside(at, &fields[at], Some(picked.form), path),
                None => picked.empty.clone(),
            };
            map.extend(picked.keys.iter().map(|key| (key.clone(), value.clone())));
        }
        for (at, field) in fields.iter().enumerate() {
            let strange = known.is_none_or(|known| known.place(&field.name).is_none());
            if strange && self.asked.asks(&field.name) {
                map.insert(Key::from(field.name.to_string()), self.inside(at, field, None, path));
            }
        }
        if !self.asked.ends.is_empty() {
            self.ends_of_period(fields, known, &mut map);
        }
        map
    }

    /// An object with a period also has its `start` and `end`, as days.
    fn ends_of_period(&self, fields: &[Field], known: Option<&Form>, map: &mut Map) {
        let period = fields.iter().find(|field| field.name == "period");
        // That it is missing has been said where it should stand, and is not said again wherever
        // somebody asks for it.
        let required = || known.and_then(|known| known.field("period")).is_some_and(|f| f.required);
        let ended = |period: &Field| period.leaf == Leaf::Period && period.text().is_some();
        if !period.map_or_else(required, ended) {
            return;
        }
        let days = period.and_then(|period| self.facts.time_of(period)?.interval());
        for (name, end) in &self.asked.ends {
            let day = days.map(|days| match end {
                End::First => days.start,
                End::Last => days.end,
            });
            let shown = || match day {
                Some(day) => day.map_or_else(Value::none, |day| Value::from(day.to_string())),
                None => Value::from(UNREAD),
            };
            map.entry(name.clone()).or_insert_with(shown);
        }
    }
}

/// The end of a period that nobody can read, which its own finding tells of; a draft shows a blank.
pub(super) const UNREAD: &str = "＿＿＿＿";
