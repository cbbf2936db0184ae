//! A phase (阶段) of a campaign.

use super::{TimeUse, Times};
use crate::calendar::{Context, Interval};
use crate::model::field::Field;
use crate::text::{Span, Spanned};

/// A phase of a campaign.
#[derive(Debug, Clone)]
pub struct Phase {
    /// Its id, when it has one.
    pub id: Option<Spanned<String>>,
    /// Its name: 自查自纠.
    pub name: Option<Spanned<String>>,
    /// When it lasts (起止时间).
    pub period: Option<TimeUse>,
    /// Whether it may share days with its neighbours.
    pub may_overlap: bool,
    /// Whether it may begin some time after its neighbour ends.
    pub may_gap: bool,
    /// Where to point when the phase itself is meant.
    pub head: Span,
    /// All of it.
    pub whole: Span,
}

impl Phase {
    /// Lifts a phase from its object.
    pub(super) fn lift<'a>(field: &'a Field, context: Context, times: &mut Times<'a>) -> Self {
        let says = |key: &str| {
            matches!(
                field.get(key).map(|field| &field.value),
                Some(crate::model::Value::Bool(true))
            )
        };
        Self {
            id: field.words_of("id"),
            name: field.words_of("name"),
            period: field.get("period").and_then(|field| times.of_object(field, context)),
            may_overlap: says("overlap"),
            may_gap: says("gap"),
            head: field.head(),
            whole: field.span,
        }
    }

    /// What to call it: its name, else its id, else 阶段.
    pub fn shown(&self) -> &str {
        let named = self.name.as_ref().or(self.id.as_ref());
        named.map_or("阶段", |name| name.value.as_str())
    }

    /// Its name without 阶段 at the end, when it has a name.
    pub fn stem(&self) -> Option<&str> {
        let mut stem = self.name.as_ref()?.value.as_str();
        while let Some(rest) = stem.strip_suffix("阶段") {
            stem = rest;
        }
        Some(stem)
    }

    /// The days it covers, when that is written and can be read.
    pub fn interval(&self) -> Option<Interval> {
        self.period.as_ref().and_then(TimeUse::interval)
    }

    /// Whether a place lies inside it.
    pub fn holds(&self, span: Span) -> bool {
        let whole = self.whole;
        whole.source == span.source && whole.start <= span.start && span.end <= whole.end
    }

    /// Where its period is written, else where the phase begins.
    pub fn place(&self) -> Span {
        self.period.as_ref().map_or(self.head, |period| period.span)
    }
}
