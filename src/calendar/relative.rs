//! Reads terms counted from an event: 自批准之日起30个工作日内, 收到通知后5日内, 提前3个工作日.

use super::lex::{Cursor, Words, any, begins_number};
use super::term::{Direction, Length, Relative, Unit};
use crate::text::Marks;

/// The units of a length; those that may stand without 内 come with `true`.
const UNITS: &Words<(Unit, bool)> = &Words::of(&[
    ("个工作日", (Unit::Workday, true)),
    ("工作日", (Unit::Workday, true)),
    ("个自然日", (Unit::Day, true)),
    ("自然日", (Unit::Day, true)),
    ("日历日", (Unit::Day, true)),
    ("个小时", (Unit::Hour, false)),
    ("小时", (Unit::Hour, false)),
    ("日", (Unit::Day, false)),
    ("天", (Unit::Day, false)),
    ("个星期", (Unit::Week, false)),
    ("星期", (Unit::Week, false)),
    ("周", (Unit::Week, false)),
    ("个月", (Unit::Month, false)),
    ("月", (Unit::Month, false)),
    ("年", (Unit::Year, false)),
]);
const SINCE: &str = "之日起";
/// The characters an event may have; a longer clause is cut, so that the search stays linear.
const REACH: usize = 40;

/// Reads a length. `anchored` says that an event stands before it, so that 内 may be missing.
fn length(cursor: &mut Cursor<'_>, anchored: bool) -> Option<Length> {
    let save = *cursor;
    let read = half(cursor).or_else(|| {
        let number = cursor.number().filter(|number| number.value <= 9999)?;
        cursor.blanks();
        let start = cursor.at;
        let (unit, free) = *cursor.eat_one(UNITS)?;
        let word = &cursor.text[start..cursor.at];
        // 2022年内 and 5月内 name a year and a month.
        let named = (unit == Unit::Year && number.value > 99) || word == "月";
        (!named).then_some((Length { count: number.value, unit }, free))
    });
    let Some((length, free)) = read else {
        *cursor = save;
        return None;
    };
    if cursor.eat_any(any!["以内", "之内", "内"]).is_none() && !free && !anchored {
        *cursor = save;
        return None;
    }
    Some(length)
}

/// Reads 半年, 半个月, 半月.
fn half(cursor: &mut Cursor<'_>) -> Option<(Length, bool)> {
    if cursor.eat_any(any!["半年"]).is_some() {
        return Some((Length { count: 6, unit: Unit::Month }, false));
    }
    cursor.eat_any(any!["半个月", "半月"])?;
    Some((Length { count: 15, unit: Unit::Day }, false))
}

/// Reads a term at a 之日起, or at the number of a length; the range's start may lie before `at`,
/// at the beginning of the event's words, but not before `floor`.
pub(super) fn at(
    text: &str,
    at: usize,
    floor: usize,
    reach: usize,
) -> Option<(std::ops::Range<usize>, Relative)> {
    let mut cursor = Cursor { text, at };
    if cursor.eat(SINCE) {
        let (start, anchor) = event(text, floor, at, reach);
        let after = cursor;
        cursor.eat_any(any!["，", ",", "的", "计算"]);
        let length = length(&mut cursor, true);
        if length.is_none() {
            cursor = after;
        }
        let relative = Relative { anchor, length, direction: Direction::After };
        return Some((start..cursor.at, relative));
    }
    let before = text[floor..at].trim_end_matches([' ', '\u{3000}']);
    let stem = |words: &[&str]| words.iter().find_map(|word| before.strip_suffix(word));
    let (length, start, anchor, direction) = if let Some(stem) = stem(&["之后", "以后", "后"])
    {
        let (start, anchor) = event(text, floor, floor + stem.len(), reach);
        (length(&mut cursor, true)?, start, anchor, Direction::After)
    } else if let Some(stem) = stem(&["提前"]) {
        (length(&mut cursor, true)?, floor + stem.len(), None, Direction::Before)
    } else if let Some(stem) = stem(&["之前", "以前", "前"]) {
        let (start, anchor) = event(text, floor, floor + stem.len(), reach);
        (length(&mut cursor, false)?, start, anchor, Direction::Before)
    } else {
        (length(&mut cursor, false)?, at, None, Direction::After)
    };
    Some((start..cursor.at, Relative { anchor, length: Some(length), direction }))
}

/// The words of the event that end at `end`, and where they begin, a preposition included.
fn event(text: &str, floor: usize, end: usize, reach: usize) -> (usize, Option<String>) {
    let stops = |c: &char| const { Marks::of("，。；：！？,;:!?\n（）()“”") }.has(*c);
    let clause: usize = text[floor..end]
        .chars()
        .rev()
        .take(reach)
        .take_while(|c| !stops(c))
        .map(char::len_utf8)
        .sum();
    let clause = &text[end - clause..end];
    let preposition = clause.char_indices().find(|(at, c)| {
        let next = clause[at + c.len_utf8()..].chars().next();
        *c == '从' || (*c == '自' && !next.is_some_and(|next| "查评行纠治主愿己身".contains(next)))
    });
    let place = preposition.or_else(|| clause.char_indices().rev().find(|(_, c)| *c == '在'));
    let words = place.map_or(clause, |(at, c)| &clause[at + c.len_utf8()..]).trim();
    let start = end - clause.len() + place.map_or(0, |(at, _)| at);
    let blank = clause.len() - clause.trim_start().len();
    let start = if place.is_none() { start + blank } else { start };
    (start, (!words.is_empty()).then(|| words.to_owned()))
}

/// Reads a term in prose.
pub(super) fn in_prose(
    text: &str,
    place: usize,
    floor: usize,
) -> Option<(std::ops::Range<usize>, Relative)> {
    at(text, place, floor, REACH)
}

/// Reads a field that is one term and nothing else.
pub(super) fn whole(text: &str) -> Option<Relative> {
    // 9月 is a month; only 9个月 and 半月 are lengths, and most fields end in a month.
    if text.ends_with('月') && !text.ends_with("个月") && !text.ends_with("半月") {
        return None;
    }
    let start = text.len() - text.trim_start().len();
    let all = |place: usize| {
        let (range, relative) = at(text, place, start, usize::MAX)?;
        (range == (start..text.len())).then_some(relative)
    };
    if let Some(place) = text.find('之').and_then(|_| text.find(SINCE)) {
        return all(place);
    }
    // Only the last number can be a length that reaches the end of the text.
    let digit = |c: char| begins_number(c) || c == '半';
    let last = text[start..].char_indices().rev().find(|(_, c)| digit(*c)).map(|(at, _)| at)?;
    let run = text[start..start + last]
        .chars()
        .rev()
        .take_while(|c| digit(*c))
        .map(char::len_utf8)
        .sum::<usize>();
    all(start + last - run)
}
