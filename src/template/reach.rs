//! What a name of a template leads to in a record, found without making values of the record.
//!
//! Where Tera would answer in any way that is not plain (a name that nobody knows or that means
//! two things, a period that cannot be read) there is no answer here, and Tera is asked.

use jiff::civil::Date;
use tera::Value;

use super::functions::Env;
use super::values::{Values, Wanted};
use crate::calendar;
use crate::model::{self, Field, Leaf, Paper};
use crate::schema::{Form, FormField, Forms, Schema};

/// What stands at a place of a record.
#[derive(Clone, Copy)]
pub(super) enum Place<'a> {
    /// A field, its form, and the way to it.
    Field(&'a Field, Option<usize>, Way),
    /// What the schema knows and the drafter left out: an empty list, or nothing.
    Empty { list: bool },
    /// The first or the last day of a period.
    Day(Option<Date>),
}

/// The way to a field of a record: the place to take at each step. What lies deeper is left to Tera.
#[derive(Clone, Copy, Default)]
pub(super) struct Way {
    steps: [u32; 10],
    length: usize,
}

impl Way {
    pub(super) fn and(mut self, step: usize) -> Option<Self> {
        *self.steps.get_mut(self.length)? = u32::try_from(step).ok()?;
        self.length += 1;
        Some(self)
    }

    pub(super) fn path(self) -> Vec<usize> {
        self.steps[..self.length].iter().map(|step| *step as usize).collect()
    }
}

/// Finds places in the record of one paper.
pub(super) struct Reach<'a> {
    env: &'a Env,
    at: usize,
    paper: &'a Paper,
    forms: &'a Forms,
}

impl<'a> Reach<'a> {
    /// The record of a paper of the set; none where its kind has no schema.
    pub(super) fn new(env: &'a Env, at: usize) -> Option<Self> {
        let paper = &env.set.papers[at];
        let forms = env.schemas.get(&paper.kind.value).map(Schema::forms)?;
        Some(Self { env, at, paper, forms })
    }

    /// The record itself.
    pub(super) fn root(&self) -> Place<'a> {
        Place::Field(&self.paper.root, self.forms.root(), Way::default())
    }

    /// The form of a place.
    pub(super) fn form(&self, at: Option<usize>) -> Option<&'a Form> {
        Some(self.forms.get(at?))
    }

    /// What a name of either language means in an object.
    pub(super) fn child(&self, of: Place<'a>, name: &str) -> Option<Place<'a>> {
        let Place::Field(field, form, way) = of else { return None };
        let model::Value::Map(fields) = &field.value else { return None };
        let is_meant = |own: &&FormField| own.key == name || own.chinese.as_deref() == Some(name);
        let mut known = self.form(form)?.fields.iter().filter(is_meant);
        let own = known.next();
        if known.next().is_some() {
            return None;
        }
        let key = own.map_or(name, |own| &own.key);
        // A Chinese key that the schema does not know is out of the reach of templates.
        let in_reach = own.is_some() || name.is_ascii();
        let written = fields.iter().rposition(|field| field.name == key).filter(|_| in_reach);
        match (written, own) {
            (Some(at), own) => {
                Some(Place::Field(&fields[at], own.map(|own| own.form), way.and(at)?))
            }
            (None, Some(own)) => Some(Place::Empty { list: self.forms.get(own.form).may_be_list }),
            (None, None) => self.end(fields, name),
        }
    }

    /// What the step at a place of an object or a list leads to.
    pub(super) fn step(&self, of: Place<'a>, at: usize) -> Option<Place<'a>> {
        let Place::Field(field, form, way) = of else { return None };
        let form = self.form(form);
        match &field.value {
            model::Value::List(items) => {
                let inner = form.and_then(|form| form.items);
                Some(Place::Field(items.get(at)?, inner, way.and(at)?))
            }
            model::Value::Map(fields) => {
                let child = fields.get(at)?;
                let inner = form.and_then(|form| form.field(&child.name)).map(|own| own.form);
                Some(Place::Field(child, inner, way.and(at)?))
            }
            _ => None,
        }
    }

    /// An object with a period also has its first and its last day.
    fn end(&self, fields: &[Field], name: &str) -> Option<Place<'a>> {
        let first = matches!(name, "start" | "起");
        let last = matches!(name, "end" | "止");
        let is_period = |field: &&Field| field.leaf == Leaf::Period && field.name == "period";
        let period = fields.iter().find(is_period).filter(|_| first || last)?;
        let context = self.paper.facts.context_of(period, self.paper.context);
        let read = calendar::parse_period(period.text()?, context).ok()?.value;
        Some(Place::Day(if first { read.start } else { read.end }))
    }

    /// The value of a place, made of what is wanted and nothing else.
    pub(super) fn value(&self, place: Place<'_>, wanted: &Wanted) -> Value {
        match place {
            Place::Field(field, form, way) => {
                Values::new(self.env, self.at, wanted).of(field, form, &mut way.path())
            }
            Place::Empty { list: true } => Value::from(Vec::<Value>::new()),
            Place::Empty { list: false } | Place::Day(None) => Value::none(),
            Place::Day(Some(day)) => Value::from(day.to_string()),
        }
    }
}
