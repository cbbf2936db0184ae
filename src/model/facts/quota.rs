//! A quota (数量要求): how many there must or may be.

use crate::model::field::Field;
use crate::text::Span;

/// A quota of a plan.
#[derive(Debug, Clone)]
pub struct Quota {
    /// What is counted (事项): 二级以上医疗机构覆盖率.
    pub subject: String,
    /// The lower bound (不少于), with its place.
    pub at_least: Option<(f64, Span)>,
    /// The upper bound (不超过), with its place.
    pub at_most: Option<(f64, Span)>,
    /// The unit (计量单位): 家, 次, %.
    pub unit: String,
    /// Where to point when the quota itself is meant.
    pub head: Span,
}

impl Quota {
    /// Lifts a quota from its object.
    pub(super) fn lift(field: &Field) -> Self {
        let bound = |key: &str| field.get(key).and_then(|own| Some((own.number()?, own.span)));
        let text = |key: &str| field.words_of(key).map_or_else(String::new, |words| words.value);
        Self {
            subject: text("subject"),
            at_least: bound("at_least"),
            at_most: bound("at_most"),
            unit: text("unit"),
            head: field.head(),
        }
    }
}
