//! A task (任务) of a plan: what is to be done, by whom, by when.

use super::{TimeUse, Times};
use crate::calendar::Context;
use crate::model::field::Field;
use crate::text::{Span, Spanned};

/// A task.
#[derive(Debug, Clone)]
pub struct Task {
    /// Its id, when it has one.
    pub id: Option<Spanned<String>>,
    /// Its title.
    pub title: Option<Spanned<String>>,
    /// When it is done (时间安排).
    pub period: Option<TimeUse>,
    /// Until when (完成时限).
    pub deadline: Option<TimeUse>,
    /// Who leads (牵头单位).
    pub lead: Vec<Spanned<String>>,
    /// Where the leaders are written, when the field is there at all.
    pub lead_field: Option<Span>,
    /// Whether several may lead together (共同牵头).
    pub co_lead: bool,
    /// Who helps (配合单位).
    pub support: Vec<Spanned<String>>,
    /// Who shares it, each for its own part (按职责分工负责).
    pub shared: Vec<Spanned<String>>,
    /// Who answers for it alone or side by side (责任单位).
    pub responsible: Vec<Spanned<String>>,
    /// Its phase, as a place in `Facts::phases`.
    pub phase: Option<usize>,
    /// Where to point when the task itself is meant.
    pub head: Span,
    /// All of it.
    pub whole: Span,
}

impl Task {
    /// Lifts a task from its object.
    pub(super) fn lift<'a>(field: &'a Field, context: Context, times: &mut Times<'a>) -> Self {
        let bodies =
            |key: &str| field.items_of(key).iter().filter_map(Field::words).collect::<Vec<_>>();
        let sole = field.get("role").and_then(Field::text) == Some("sole");
        let (responsible, shared) =
            if sole { (bodies("units"), Vec::new()) } else { (Vec::new(), bodies("units")) };
        let mut time = |key: &str| field.get(key).and_then(|field| times.of_object(field, context));
        Self {
            id: field.words_of("id"),
            title: field.words_of("title"),
            period: time("period"),
            deadline: time("deadline"),
            lead: bodies("lead"),
            lead_field: field.get("lead").map(|field| field.key.unwrap_or(field.span)),
            co_lead: matches!(
                field.get("co_lead").map(|field| &field.value),
                Some(crate::model::Value::Bool(true))
            ),
            support: bodies("support"),
            shared,
            responsible,
            phase: None,
            head: field.head(),
            whole: field.span,
        }
    }

    /// What to call it: its title, else its id, else 任务.
    pub fn shown(&self) -> &str {
        let named = self.title.as_ref().or(self.id.as_ref());
        named.map_or("任务", |name| name.value.as_str())
    }

    /// Where its title stands, else where the task begins.
    pub fn named_at(&self) -> Span {
        self.title.as_ref().map_or(self.head, |title| title.span)
    }
}
