//! A time in a paper: a date, a period or a deadline, as written and as meant.

use crate::calendar::{self, Context, Interval, Time, TimeError};
use crate::diag::Words;
use crate::model::field::{Field, Leaf};
use crate::text::Span;

/// A time as it was written, and what it means.
#[derive(Debug, Clone)]
pub struct TimeUse {
    /// What was written.
    pub text: String,
    /// Where.
    pub span: Span,
    /// The key it stands under.
    pub name: String,
    /// What its field says it is; `Prose` when it was found in running text.
    pub leaf: Leaf,
    /// What it means, or why it means nothing.
    pub parsed: Result<Time, TimeTrouble>,
    /// Everything found in the text, for the rules about spelling.
    pub found: Vec<(Span, calendar::Found)>,
}

/// Why a time means nothing, at its exact place.
#[derive(Debug, Clone)]
pub struct TimeTrouble {
    /// The characters at fault.
    pub span: Span,
    /// Why.
    pub message: Words,
    /// What to do.
    pub help: Option<Words>,
    /// Which class of fault it is.
    pub kind: calendar::ErrorKind,
}

impl TimeUse {
    /// The time that a field holds.
    pub(super) fn of_field(field: &Field, context: Context) -> Option<Self> {
        let text = field.text()?;
        let parsed = match field.leaf {
            Leaf::Deadline => calendar::parse_deadline(text, context),
            _ => calendar::parse_period(text, context).map(Time::Span),
        };
        Some(Self {
            text: text.to_owned(),
            span: field.span,
            name: field.name.clone(),
            leaf: field.leaf,
            parsed: parsed.map_err(|error| trouble(field, error)),
            found: Vec::new(),
        })
    }

    /// The times that running text mentions.
    pub(super) fn in_prose(field: &Field, context: Context) -> Vec<Self> {
        let Some(text) = field.text() else { return Vec::new() };
        let one = |found: calendar::Found| Self {
            text: text[found.range.clone()].to_owned(),
            span: field.at(found.range.clone()),
            name: field.name.clone(),
            leaf: Leaf::Prose,
            parsed: found.result.clone().map_err(|error| trouble(field, error)),
            found: Vec::new(),
        };
        calendar::find(text, context).into_iter().map(one).collect()
    }

    /// The days it covers, when it is a plain stretch of time.
    pub fn interval(&self) -> Option<&Interval> {
        match &self.parsed {
            Ok(Time::Span(interval)) => Some(interval),
            Ok(Time::Recurring(_) | Time::Relative(_)) | Err(_) => None,
        }
    }
}

fn trouble(field: &Field, error: TimeError) -> TimeTrouble {
    TimeTrouble {
        span: field.at(error.range),
        message: error.message,
        help: error.help,
        kind: error.kind,
    }
}
