//! Finds expressions of time in running prose.

use crate::text::Marks;
use std::ops::Range;

use super::error::TimeError;
use super::lex::{LISTERS, number_run};
use super::parse::{Context, Reader};
use super::relative;
use super::spelling::{Spelling, StatedWeekday};
use super::term::Time;

/// An expression of time in prose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Where it stands.
    pub range: Range<usize>,
    /// What it means, or why it means nothing.
    pub time: Result<Time, TimeError>,
    /// How it was spelled.
    pub spelling: Spelling,
    /// The weekdays written beside its dates.
    pub weekdays: Vec<StatedWeekday>,
}

/// Finds every expression of time in prose, in order; they do not overlap.
///
/// The time it takes grows with the length of the text and no faster.
pub fn find(text: &str, context: Context) -> Vec<Found> {
    let mut all: Vec<Found> = Vec::new();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let floor = all.last().map_or(0, |found| found.range.end);
        let found = if may_begin(c, &text[at..]) {
            let context = Context { year: carried(text, at, all.last()).or(context.year) };
            attempt(text, at, floor, context)
        } else {
            None
        };
        match found {
            Some(found) => {
                at = found.range.end;
                all.push(found);
            }
            None => at = skip(text, at),
        }
    }
    all
}

/// Steps over what cannot begin a time: a run of digits, or one character.
fn skip(text: &str, at: usize) -> usize {
    let rest = &text[at..];
    let ordinal = rest.strip_prefix('第').map_or(0, |after| '第'.len_utf8() + number_run(after));
    let one = rest.chars().next().map_or(0, char::len_utf8);
    at + ordinal.max(number_run(rest)).max(one)
}

fn may_begin(c: char, rest: &str) -> bool {
    number_run(c.encode_utf8(&mut [0; 4])) > 0
        || const { Marks::of("第上下每自从截不最至之年半今本当同明次翌来去") }.has(c)
            && !rest.starts_with("上下")
}

/// The year of the expression to whose enumeration this place belongs: 2022年3月、5月.
fn carried(text: &str, at: usize, last: Option<&Found>) -> Option<i16> {
    let last = last?;
    let between = &text[last.range.end..at];
    if !LISTERS.contains(&between) {
        return None;
    }
    match &last.time {
        Ok(Time::Span(interval)) => interval.end.map(jiff::civil::Date::year),
        Ok(Time::By(by)) => Some(by.last.year()),
        _ => None,
    }
}

fn attempt(text: &str, at: usize, floor: usize, context: Context) -> Option<Found> {
    if let Some((range, relative)) = relative::in_prose(text, at, floor) {
        let time = Ok(Time::Relative(relative));
        return Some(Found { range, time, spelling: Spelling::default(), weekdays: Vec::new() });
    }
    // 去年底 and 青年底 are no bottom of the year at hand, and 之 only begins 之日起.
    let before = text[..at].chars().next_back();
    if text[at..].starts_with('之')
        || (text[at..].starts_with('年')
            && before.is_some_and(|c| const { Marks::of("往历前常多青少老成每近") }.has(c)))
    {
        return None;
    }
    let mut reader = Reader::new(text, at, false, context);
    let read = if text[at..].starts_with('每') {
        reader.recurrence().map(|read| read.map(Time::Recurring))
    } else {
        reader.expression()
    };
    let (time, end) = match read {
        Ok(None) => return None,
        Ok(Some(time)) => (Ok(time), reader.cursor.at),
        Err(error) => {
            let end = reader.cursor.at.max(error.range.end);
            (Err(error), end)
        }
    };
    let mut spelling = reader.spelling;
    spelling.spaced = text[at..end].contains([' ', '\u{a0}', '\u{3000}']);
    Some(Found { range: at..end, time, spelling, weekdays: reader.weekdays })
}
