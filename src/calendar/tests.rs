//! What the tests of time share.

mod meaning;
mod prose;
mod questions;
mod refusal;

use super::{Context, Date, Precision, Time};

const YEAR: Context = Context { year: Some(2022) };
const NONE: Context = Context { year: None };

fn iso(date: Option<Date>) -> String {
    date.map_or_else(|| "…".to_owned(), |date| date.to_string())
}

/// A meaning in few characters: `start..end` with `~` behind a coarse end, `<` before a deadline.
fn show(time: &Time) -> String {
    let coarse = |precision| if precision == Precision::Day { "" } else { "~" };
    match time {
        Time::Span(span) => format!(
            "{}{}..{}{}",
            iso(span.start),
            coarse(span.start_precision),
            iso(span.end),
            coarse(span.end_precision)
        ),
        Time::By(by) if by.start.is_some() => {
            format!("{}..<{} {:?}", iso(by.start), by.last, by.included)
        }
        Time::By(by) => format!("<{} {:?}", by.last, by.included),
        Time::Recurring(turn) => {
            let by = if turn.by { "<" } else { "" };
            format!("{by}{}×{:?} {:?}", turn.every, turn.cycle, turn.spots)
        }
        Time::Relative(term) => {
            let anchor = term.anchor.as_deref().unwrap_or("-");
            let length = term.length.map(|length| (length.count, length.unit));
            format!("{anchor} {:?} {length:?}", term.direction)
        }
    }
}
