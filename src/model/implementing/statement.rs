//! What one task or clause says, as far as a superior and an implementing paper can be compared.

use serde_json::Number;

use super::Times;
use crate::calendar::Date;
use crate::model::TimeUse;
use crate::model::field::{Field, Leaf, Value};
use crate::text::{Span, Spanned};

/// How strongly something is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Obligation {
    /// 应当, 必须, 不得.
    Must,
    /// 可以, 鼓励.
    May,
}

/// A quantity that is aimed at (目标值).
#[derive(Debug, Clone)]
pub struct Target {
    /// What is counted.
    pub subject: String,
    /// The lower bound (不少于).
    pub at_least: Option<f64>,
    /// The upper bound (不超过).
    pub at_most: Option<f64>,
    /// The unit of measure.
    pub unit: String,
    /// Where it is written.
    pub span: Span,
}

/// What a task or clause says.
#[derive(Debug)]
pub struct Statement<'a> {
    /// The object.
    pub field: &'a Field,
    /// What to call it.
    pub title: Option<Spanned<String>>,
    /// Until when, or when it is done.
    pub due: Option<&'a TimeUse>,
    /// The quantities it aims at.
    pub targets: Vec<Target>,
    /// How strongly it asks, and the word that says so, when that is certain.
    pub obligation: Option<Spanned<Obligation>>,
    /// The exception or condition it makes: 确有困难的除外.
    pub condition: Option<Spanned<String>>,
    /// Its running text.
    pub texts: Vec<&'a Field>,
}

/// Words that bind.
const STRONG: [&str; 7] = ["应当", "必须", "不得", "务必", "严禁", "一律", "应于"];
/// Words that leave a choice.
const WEAK: [&str; 6] = ["可以", "鼓励", "倡导", "提倡", "视情", "酌情"];
/// Words that make an exception.
const EXCEPTIONS: [&str; 4] = ["除外", "不在此限", "可以适当延长", "经批准可以"];

impl<'a> Statement<'a> {
    /// Reads what an object says.
    pub(super) fn read(field: &'a Field, times: &Times<'a>) -> Self {
        let time = |key: &str| times.get(&field.get(key)?.inside().bytes().start).copied();
        let texts = texts(field);
        let title = ["title", "name", "heading", "what"];
        Self {
            field,
            title: title.into_iter().find_map(|key| field.words_of(key)),
            due: time("deadline").or_else(|| time("period")),
            targets: ["targets", "quotas"]
                .into_iter()
                .flat_map(|key| field.items_of(key))
                .filter_map(target)
                .collect(),
            obligation: stated(field).or_else(|| obligation(&texts)),
            condition: field.words_of("condition").or_else(|| exception(&texts)),
            texts,
        }
    }

    /// What to call it.
    pub fn shown(&self) -> String {
        let named = self.title.clone().or_else(|| self.field.words_of("id"));
        named.map_or_else(|| "报送".to_owned(), |words| words.value)
    }

    /// The last day on which it is in time, when it is due once.
    pub fn last_day(&self) -> Option<Date> {
        self.due?.interval()?.end
    }

    /// Where its time is written, else where it begins.
    pub fn place(&self) -> Span {
        self.due.map_or_else(|| self.head(), |due| due.span)
    }

    /// Where to point when it is meant as a whole.
    pub fn head(&self) -> Span {
        self.title.as_ref().map_or_else(|| self.field.head(), |title| title.span)
    }

    /// Whether its running text holds a word.
    pub fn says(&self, word: &str) -> bool {
        self.texts.iter().filter_map(|field| field.text()).any(|text| text.contains(word))
    }
}

/// The fields of words that belong to an object itself and not to an object inside it.
fn texts(field: &Field) -> Vec<&Field> {
    let own = field.fields().iter().filter(|inner| inner.name != "answers" && inner.name != "id");
    let words = own.flat_map(|inner| match &inner.value {
        Value::List(items) => items.iter().collect(),
        _ => vec![inner],
    });
    words
        .filter(|inner| matches!(inner.leaf, Leaf::Prose | Leaf::Text))
        .filter(|inner| inner.text().is_some())
        .collect()
}

/// The obligation that a field states.
fn stated(field: &Field) -> Option<Spanned<Obligation>> {
    let stated = field.get("obligation")?;
    let value = match stated.text()? {
        "must" => Obligation::Must,
        "may" => Obligation::May,
        _ => return None,
    };
    Some(Spanned::new(value, stated.inside()))
}

/// The obligation that running text expresses; none when it speaks of both.
fn obligation(texts: &[&Field]) -> Option<Spanned<Obligation>> {
    let (strong, weak) = (first(texts, &STRONG), first(texts, &WEAK));
    match (strong, weak) {
        (Some(span), None) => Some(Spanned::new(Obligation::Must, span)),
        (None, Some(span)) => Some(Spanned::new(Obligation::May, span)),
        _ => None,
    }
}

fn first(texts: &[&Field], words: &[&str]) -> Option<Span> {
    let of = |field: &&Field| {
        let text = field.text()?;
        let found = words.iter().filter_map(|word| Some((text.find(word)?, word.len())));
        found.min().map(|(at, length)| field.at(at..at + length))
    };
    texts.iter().find_map(of)
}

/// The clause of running text that makes an exception.
fn exception(texts: &[&Field]) -> Option<Spanned<String>> {
    const ENDS: [char; 5] = ['。', '；', '，', '（', '\n'];
    let of = |field: &&Field| {
        let text = field.text()?;
        let (at, word) =
            EXCEPTIONS.iter().filter_map(|word| Some((text.find(word)?, word))).min()?;
        let start = text[..at].rfind(ENDS).map_or(0, |end| text.ceil_char_boundary(end + 1));
        let range = start..at + word.len();
        Some(Spanned::new(text[range.clone()].trim().to_owned(), field.at(range)))
    };
    texts.iter().find_map(of)
}

fn target(field: &Field) -> Option<Target> {
    Some(Target {
        subject: field.words_of("subject")?.value.split_whitespace().collect(),
        at_least: field.get("at_least").and_then(quantity),
        at_most: field.get("at_most").and_then(quantity),
        unit: field.words_of("unit").map_or_else(String::new, |unit| unit.value),
        span: field.span,
    })
}

fn quantity(field: &Field) -> Option<f64> {
    match &field.value {
        Value::Number(number) => Number::as_f64(number),
        Value::Text(text, _) => text.trim().trim_end_matches(['%', '％']).parse().ok(),
        _ => None,
    }
}
