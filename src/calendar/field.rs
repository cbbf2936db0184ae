//! Reads fields that must hold one expression of time and nothing else.

use std::ops::Range;

use jiff::civil::Date;

use super::error::{ErrorKind, TimeError};
use super::interval::{Answer, Interval, Precision};
use super::lex::is_blank;
use super::parse::{Context, Reader};
use super::relative;
use super::spelling::{Spelling, Written};
use super::term::{By, Deadline, Time};

/// Reads a field that holds one expression of time and nothing else.
///
/// # Errors
/// When it holds no such expression, one that cannot be, or more than one.
pub fn parse(text: &str, context: Context) -> Result<Written<Time>, TimeError> {
    let text = text.trim_end();
    let start = text.len() - text.trim_start().len();
    if let Some(relative) = relative::whole(text) {
        let spelling = Spelling::default();
        return Ok(Written { value: Time::Relative(relative), spelling, weekdays: Vec::new() });
    }
    let mut reader = Reader::new(text, start, true, context);
    let time = if reader.cursor.peek() == Some('每') {
        reader.recurrence()?.map(Time::Recurring)
    } else {
        reader.expression()?
    };
    let Some(value) = time else {
        return Err(TimeError::new(start..text.len(), ErrorKind::NoTime));
    };
    reader.cursor.blanks();
    let rest = reader.cursor.rest();
    if !rest.is_empty() {
        let shown = if rest.chars().count() > 12 {
            rest.chars().take(11).chain(['…']).collect()
        } else {
            rest.to_owned()
        };
        return Err(TimeError::new(reader.cursor.at..text.len(), ErrorKind::Trailing(shown)));
    }
    let mut spelling = reader.spelling;
    spelling.spaced = text[start..].contains(is_blank);
    Ok(Written { value, spelling, weekdays: reader.weekdays })
}

/// Reads a field that holds one day.
///
/// # Errors
/// When it holds no day, a day that does not exist, or anything beside it.
pub fn parse_date(text: &str, context: Context) -> Result<Written<Date>, TimeError> {
    let written = parse(text, context)?;
    match written.value {
        Time::Span(Interval {
            start: Some(start), end, start_precision: Precision::Day, ..
        }) if end == Some(start) => {
            Ok(Written { value: start, spelling: written.spelling, weekdays: written.weekdays })
        }
        Time::Span(_) | Time::By(_) | Time::Recurring(_) | Time::Relative(_) => {
            Err(TimeError::new(trimmed(text), ErrorKind::NotADay))
        }
    }
}

/// Reads a field that holds a stretch of days; a deadline is a stretch without a start.
///
/// # Errors
/// When it holds no time, one that cannot be, or a recurring or relative term.
pub fn parse_period(text: &str, context: Context) -> Result<Written<Interval>, TimeError> {
    let written = parse(text, context)?;
    let value = match written.value {
        Time::Span(interval) => interval,
        Time::By(by) => by.interval(),
        Time::Recurring(_) | Time::Relative(_) => {
            return Err(TimeError::new(trimmed(text), ErrorKind::NotAStretch));
        }
    };
    Ok(Written { value, spelling: written.spelling, weekdays: written.weekdays })
}

/// Reads a field that says when something is due; the end of a period is its last day.
///
/// # Errors
/// When it holds no time, one that cannot be, or one without an end.
pub fn parse_deadline(text: &str, context: Context) -> Result<Written<Deadline>, TimeError> {
    let written = parse(text, context)?;
    let value = match written.value {
        Time::By(by) => Deadline::By(by),
        Time::Recurring(recurrence) => Deadline::Recurring(recurrence),
        Time::Relative(relative) if relative.length.is_some() => Deadline::Relative(relative),
        Time::Span(Interval { start, end: Some(last), end_precision: precision, .. }) => {
            Deadline::By(By { start, last, safe: last, precision, included: Answer::Yes })
        }
        Time::Span(_) | Time::Relative(_) => {
            return Err(TimeError::new(trimmed(text), ErrorKind::NoEnd));
        }
    };
    Ok(Written { value, spelling: written.spelling, weekdays: written.weekdays })
}

fn trimmed(text: &str) -> Range<usize> {
    let text = text.trim_end();
    text.len() - text.trim_start().len()..text.len()
}
