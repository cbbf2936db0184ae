//! A pair that an arrangement must avoid (回避).

use crate::model::field::Field;
use crate::text::{Span, Spanned};

/// What must not be arranged, and why.
#[derive(Debug, Clone)]
pub struct Avoid {
    /// What.
    pub what: Avoided,
    /// Why (理由): neighbours, last year's arrangement, a conflict of interest.
    pub reason: Option<Spanned<String>>,
    /// All of it.
    pub whole: Span,
}

/// What an arrangement must avoid.
#[derive(Debug, Clone)]
pub enum Avoided {
    /// Neither of the two inspects the other.
    Between(Spanned<String>, Spanned<String>),
    /// The first does not inspect the second.
    OneWay(Spanned<String>, Spanned<String>),
    /// No pair of another arrangement, by its id.
    Paper(Spanned<String>),
}

impl Avoid {
    /// Lifts an entry; one that names no pair is the schema's business.
    pub(super) fn lift(field: &Field) -> Option<Self> {
        let ends = field.items_of("between").iter().filter_map(Field::words);
        let between = match &ends.collect::<Vec<_>>()[..] {
            [one, other] => Some(Avoided::Between(one.clone(), other.clone())),
            _ => None,
        };
        let one_way = || {
            let inspected = field.words_of("inspected")?;
            Some(Avoided::OneWay(field.words_of("inspector")?, inspected))
        };
        let what =
            between.or_else(one_way).or_else(|| field.words_of("paper").map(Avoided::Paper))?;
        Some(Self { what, reason: field.words_of("reason"), whole: field.span })
    }
}
