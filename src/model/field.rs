//! A record: the values of one source as its schema understands them, each with its place.

use std::sync::Arc;

use ecow::EcoString;

use super::writing::Writing;
use crate::schema::Role;
use crate::text::{Span, Spanned};

/// What a leaf means (`x-type`). Rules ask for these and never for a kind of paper.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Leaf {
    /// Words without further meaning.
    #[default]
    Text,
    /// A day (日期).
    Date,
    /// A stretch of time (起止时间).
    Period,
    /// A time limit (期限).
    Deadline,
    /// A document number (发文字号).
    DocumentNumber,
    /// A law or paper that is cited (引文), by its id or its number.
    Citation,
    /// A body (机关、单位), or a group of them.
    Unit,
    /// A person (人员).
    Person,
    /// A telephone number (电话).
    Phone,
    /// An amount of money (金额).
    Money,
    /// A number of things (数量).
    Count,
    /// A share (百分比).
    Percent,
    /// Running text in Markdown, with holes (正文).
    Prose,
    /// The id of something else (引用).
    Reference,
    /// An administrative region (行政区划).
    Region,
    /// A unified social credit code (统一社会信用代码).
    CreditCode,
}

impl Leaf {
    /// The leaf type that a schema's `x-type` names.
    pub fn named(name: &str) -> Option<Self> {
        Some(match name {
            "text" => Self::Text,
            "date" => Self::Date,
            "period" => Self::Period,
            "deadline" => Self::Deadline,
            "document-number" => Self::DocumentNumber,
            "citation" => Self::Citation,
            "unit" | "units" => Self::Unit,
            "person" => Self::Person,
            "phone" => Self::Phone,
            "money" => Self::Money,
            "count" => Self::Count,
            "percent" => Self::Percent,
            "prose" => Self::Prose,
            "reference" => Self::Reference,
            "region" => Self::Region,
            "credit-code" => Self::CreditCode,
            _ => return None,
        })
    }
}

/// Who may read a field (`x-sensitivity`).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sensitivity {
    /// Everybody (公开).
    #[default]
    Public,
    /// Whoever works with the paper (内部).
    Internal,
    /// Whoever must handle somebody's personal data (个人信息).
    Personal,
}

impl Sensitivity {
    /// The sensitivity that a schema's `x-sensitivity` names.
    pub fn named(name: &str) -> Option<Self> {
        Some(match name {
            "public" => Self::Public,
            "internal" => Self::Internal,
            "personal" => Self::Personal,
            _ => return None,
        })
    }

    /// Its Chinese and its English name.
    pub fn names(self) -> (&'static str, &'static str) {
        match self {
            Self::Public => ("公开", "public"),
            Self::Internal => ("内部", "internal"),
            Self::Personal => ("个人信息", "personal"),
        }
    }
}

/// A value and everything known about its place and meaning.
#[derive(Debug, Clone)]
pub struct Field {
    /// Its English key; items of a list carry their list's key.
    pub name: EcoString,
    /// Where its key is written.
    pub key: Option<Span>,
    /// Where its value is written.
    pub span: Span,
    /// What it means.
    pub leaf: Leaf,
    /// What it is to the rules, where its schema says so: few fields are anything.
    pub role: Option<Arc<Role>>,
    /// Who may read it.
    pub sensitivity: Sensitivity,
    /// Whether the object it stands in cannot do without it.
    pub required: bool,
    /// Its value.
    pub value: Value,
}

/// A value with its structure.
#[derive(Debug, Clone)]
pub enum Value {
    /// Nothing.
    Null,
    /// Yes or no.
    Bool(bool),
    /// A number.
    Number(serde_json::Number),
    /// Words, and how they are written, where that is not simply one for one.
    Text(EcoString, Option<Arc<Writing>>),
    /// A list.
    List(Vec<Field>),
    /// An object; its fields in the order they were written.
    Map(Vec<Field>),
}

impl Field {
    /// What the object is to the rules (`x-fact`).
    pub fn fact(&self) -> Option<&str> {
        self.role.as_ref()?.fact.as_deref()
    }

    /// What the reference points to (`x-to`).
    pub fn to(&self) -> Option<&str> {
        self.role.as_ref()?.to.as_deref()
    }

    /// The field under a key, or under several: `filing.deadline`.
    pub fn get(&self, path: &str) -> Option<&Self> {
        // Nearly every path is one key.
        if path.bytes().all(|byte| byte != b'.') {
            return self.field(path);
        }
        path.split('.').try_fold(self, Self::field)
    }

    /// The field under a key.
    pub(super) fn field(&self, key: &str) -> Option<&Self> {
        self.fields().iter().find(|field| field.name.as_str() == key)
    }

    /// Its words; a number is no words.
    pub fn text(&self) -> Option<&str> {
        if let Value::Text(text, _) = &self.value { Some(text) } else { None }
    }

    /// Its words with their place.
    pub fn words(&self) -> Option<Spanned<String>> {
        self.text().map(|text| Spanned::new(text.to_owned(), self.span))
    }

    /// The words under a key, with their place.
    pub fn words_of(&self, path: &str) -> Option<Spanned<String>> {
        self.get(path).and_then(Self::words)
    }

    /// The items of a list; a single value counts as a list of one, nothing as an empty one.
    pub fn items(&self) -> &[Self] {
        match &self.value {
            Value::List(items) => items,
            Value::Null => &[],
            _ => std::slice::from_ref(self),
        }
    }

    /// The items under a key.
    pub fn items_of(&self, path: &str) -> &[Self] {
        self.get(path).map_or(&[], Self::items)
    }

    /// The fields of an object.
    pub fn fields(&self) -> &[Self] {
        if let Value::Map(fields) = &self.value { fields } else { &[] }
    }

    /// The whole number it holds, also when it was written in quotes.
    pub fn integer(&self) -> Option<i64> {
        match &self.value {
            Value::Number(number) => number.as_i64(),
            Value::Text(text, _) => text.trim().parse().ok(),
            _ => None,
        }
    }

    /// The number it holds, also when it was written in quotes: 20, 0.5, "20".
    pub fn number(&self) -> Option<f64> {
        match &self.value {
            Value::Number(number) => number.as_f64(),
            Value::Text(text, _) => {
                text.trim().parse().ok().filter(|number: &f64| number.is_finite())
            }
            _ => None,
        }
    }

    /// The place of some bytes of its text, exact through quotes, escapes and block scalars.
    pub fn at(&self, bytes: std::ops::Range<usize>) -> Span {
        match &self.value {
            Value::Text(text, Some(writing)) => writing.at(text, bytes),
            Value::Text(_, None) => self.span.part(bytes),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::List(_) | Value::Map(_) => {
                self.span
            }
        }
    }

    /// The place of its whole text, without the quotes around it.
    pub fn inside(&self) -> Span {
        self.text().map_or(self.span, |text| self.at(0..text.len()))
    }

    /// Where to point when the object itself is meant: its key, else its first field's key.
    pub fn head(&self) -> Span {
        self.key.or_else(|| self.fields().first().and_then(|field| field.key)).unwrap_or(self.span)
    }

    /// Visits this field and everything in it, in the order it was written.
    pub fn walk<'a>(&'a self, visit: &mut dyn FnMut(&'a Self)) {
        visit(self);
        if let Value::List(fields) | Value::Map(fields) = &self.value {
            for field in fields {
                field.walk(visit);
            }
        }
    }
}
