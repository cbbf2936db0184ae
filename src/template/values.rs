//! A record as values of a template: under English and Chinese names, prose as opaque tokens.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use tera::Value;
use tera::value::{Key, Map};

use super::env::Env;
use super::hole::encode;
use super::token::{Token, plain};
use crate::model::{self, Field, Leaf, Paper};
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

/// The end that a name means.
fn end_called(name: &str) -> Option<End> {
    ENDS.into_iter().find(|(own, _)| *own == name).map(|(_, end)| end)
}

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
        let (name, form, empty) = (field.key.clone(), field.form, empty(forms.get(field.form)));
        (!keys.is_empty()).then_some(Picked { name, form, keys, empty })
    }
}

/// What a field is where nobody has written it.
fn empty(form: &Form) -> Value {
    if form.may_be_list { Value::from(Vec::<Value>::new()) } else { Value::none() }
}

/// The fields of an object, or the items of a list.
pub(super) fn children(field: &Field) -> &[Field] {
    let list = matches!(field.value, model::Value::List(_));
    if list { field.items() } else { field.fields() }
}

/// One paper, read by the names that its schema knows.
#[derive(Clone, Copy)]
pub(super) struct Record<'a> {
    paper: &'a Paper,
    /// The paper's place in the set.
    place: usize,
    /// What its schema knows.
    forms: Option<&'a Forms>,
}

/// What stands under a name of an object.
enum Named<'a> {
    /// A field, at this place of the object, of this form.
    Written(usize, &'a Field, Option<usize>),
    /// What is there although nobody has written it.
    Unwritten(Value),
}

impl<'a> Record<'a> {
    /// The paper that asks.
    pub(super) fn new(env: &Env<'a>) -> Self {
        Self { paper: env.own(), place: env.paper, forms: env.forms() }
    }

    /// The whole of it, and its form.
    pub(super) fn root(&self) -> (&'a Field, Option<usize>) {
        (&self.paper.root, self.forms.and_then(Forms::root))
    }

    /// The field at a place in it, and its form.
    pub(super) fn at(&self, path: &[usize]) -> (&'a Field, Option<usize>) {
        path.iter().fold(self.root(), |(field, form), at| {
            let child = &children(field)[*at];
            let form = self.form(form).and_then(|form| match field.value {
                model::Value::List(_) => form.items,
                _ => form.field(&child.name).map(|own| own.form),
            });
            (child, form)
        })
    }

    /// What stands under some names in the object at a place: `start`, `size.poster`. That alone
    /// is made a value, and the path goes on to it.
    pub(super) fn part(&self, path: &mut Vec<usize>, names: &str) -> Option<Value> {
        let (mut field, mut form) = self.at(path);
        let mut left = names.split('.');
        while let Some(name) = left.next() {
            match self.named(field, form, name)? {
                Named::Written(at, child, of) => {
                    path.push(at);
                    (field, form) = (child, of);
                }
                Named::Unwritten(value) => return left.next().is_none().then_some(value),
            }
        }
        self.leaf(field, form, path).or_else(|| {
            let asked = names.split('.').map(str::to_owned).collect();
            let asked = Asked::new(Some(asked), self.forms);
            Some(Values::new(*self, &asked).of(field, form, path))
        })
    }

    /// What `Values::object` has under a name.
    fn named(&self, object: &'a Field, form: Option<usize>, name: &str) -> Option<Named<'a>> {
        let model::Value::Map(fields) = &object.value else { return None };
        let known = self.form(form);
        let own = known.and_then(|known| {
            let called = |own: &&FormField| own.key == name || own.chinese.as_deref() == Some(name);
            known.fields.iter().find(called)
        });
        // What the schema does not know has no Chinese name that a template could spell.
        let key = own.map(|own| own.key.as_str()).or(name.is_ascii().then_some(name))?;
        if let Some(at) = fields.iter().position(|field| field.name == key) {
            return Some(Named::Written(at, &fields[at], own.map(|own| own.form)));
        }
        let value = match own {
            Some(own) => empty(self.forms?.get(own.form)),
            None => self.end(fields, known, end_called(name)?)?,
        };
        Some(Named::Unwritten(value))
    }

    fn form(&self, at: Option<usize>) -> Option<&'a Form> {
        Some(self.forms?.get(at?))
    }

    /// The value of what is neither a list nor an object; `path` is its place in the record.
    fn leaf(&self, field: &Field, form: Option<usize>, path: &[usize]) -> Option<Value> {
        Some(match &field.value {
            model::Value::Null => Value::none(),
            model::Value::Bool(value) => Value::from(*value),
            model::Value::Number(number) => Value::from_serializable(number),
            model::Value::Text(..) if field.leaf == Leaf::Prose => {
                Value::safe_string(&Token::Prose(self.place, path.to_vec()).written())
            }
            model::Value::Text(text, _) if self.form(form).is_some_and(|form| form.may_be_list) => {
                Value::from(vec![Value::from(&*plain(text))])
            }
            model::Value::Text(text, _) => Value::from(&*plain(text)),
            model::Value::List(_) | model::Value::Map(_) => return None,
        })
    }

    /// An end of the period of an object, which has it beside its fields, as a day.
    fn end(&self, fields: &[Field], known: Option<&Form>, end: End) -> Option<Value> {
        let period = fields.iter().find(|field| field.name == "period");
        // That it is missing has been said where it should stand, and is not said again wherever
        // somebody asks for it.
        let required = || known.and_then(|known| known.field("period")).is_some_and(|f| f.required);
        let ended = |period: &Field| period.leaf == Leaf::Period && period.text().is_some();
        if !period.map_or_else(required, ended) {
            return None;
        }
        let Some(days) = period.and_then(|own| self.paper.facts.time_of(own)?.interval()) else {
            return Some(Value::from(UNREAD));
        };
        let day = match end {
            End::First => days.start,
            End::Last => days.end,
        };
        Some(day.map_or_else(Value::none, |day| Value::from(day.to_string())))
    }
}

/// Makes the values of a record that a template asks for.
pub(super) struct Values<'a> {
    record: Record<'a>,
    asked: &'a Asked,
}

impl<'a> Values<'a> {
    /// Of this record, and for this template.
    pub(super) fn new(record: Record<'a>, asked: &'a Asked) -> Self {
        Self { record, asked }
    }

    /// The value of a field; `path` is its place in the record.
    pub(super) fn of(&self, field: &Field, form: Option<usize>, path: &mut Vec<usize>) -> Value {
        if let Some(leaf) = self.record.leaf(field, form, path) {
            return leaf;
        }
        let model::Value::List(items) = &field.value else {
            return Value::from(self.object(field.fields(), form, path));
        };
        let form = self.record.form(form).and_then(|form| form.items);
        let values = items.iter().enumerate().map(|(at, item)| self.inside(at, item, form, path));
        Value::from(values.collect::<Vec<_>>())
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

    /// The fields of an object by their names. What the schema knows and the drafter left out is
    /// there too, and empty.
    pub(super) fn object(
        &self,
        fields: &[Field],
        form: Option<usize>,
        path: &mut Vec<usize>,
    ) -> Map {
        let (known, forms) = (self.record.form(form), self.record.forms);
        let picked = form.zip(forms).map_or(&[][..], |(at, forms)| self.asked.of(at, forms));
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
        for (key, end) in &self.asked.ends {
            if let Some(value) = self.record.end(fields, known, *end) {
                map.entry(key.clone()).or_insert(value);
            }
        }
        map
    }
}

/// The end of a period that nobody can read, which its own finding tells of; a draft shows a blank.
pub(super) const UNREAD: &str = "＿＿＿＿";
