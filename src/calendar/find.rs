//! Finds expressions of time in running prose.

use crate::text::Marks;
use std::ops::Range;

use super::error::TimeError;
use super::lex::{LISTERS, is_blank, number_run};
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

/// The characters that a time may begin with: those of numbers, and the first ones of words.
const FIRST: Marks = Marks::of(
    "0123456789０１２３４５６７８９〇○零一二三四五六七八九十两第上下每自从截不最至之年半今本当同明次翌来去",
);
/// What may follow the number that a time begins with: the first characters of units, and what
/// leads to another number.
const UNIT: Marks = Marks::of("年季月日个工自天小周星至到—–-～~－―〜、和及与./");

/// Finds every expression of time in prose, in order; they do not overlap.
///
/// The time it takes grows with the length of the text and no faster.
pub fn find(text: &str, context: Context) -> Vec<Found> {
    find_where(may_begin, text, context)
}

/// Finds the times that begin where one may.
fn find_where(may_begin: fn(&str, usize) -> bool, text: &str, context: Context) -> Vec<Found> {
    let mut all: Vec<Found> = Vec::new();
    let mut at = 0;
    while let Some(next) = FIRST.find(&text[at..]) {
        at += next;
        let floor = all.last().map_or(0, |found| found.range.end);
        let run = number_run(&text[at..]);
        let found = if may_begin(&text[at..], run) {
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
            None => at += skip(&text[at..], run),
        }
    }
    all
}

/// How long what cannot begin a time is: a run of digits, or one character.
fn skip(rest: &str, run: usize) -> usize {
    let ordinal = rest.strip_prefix('第').map_or(0, |after| '第'.len_utf8() + number_run(after));
    let one = rest.chars().next().map_or(0, char::len_utf8);
    ordinal.max(run).max(one)
}

/// Whether a time may begin here, perhaps with a run of digits: in most places one look ahead says
/// that none does.
fn may_begin(rest: &str, run: usize) -> bool {
    let Some(first) = rest.chars().next() else { return false };
    let after = &rest[if run > 0 { run } else { first.len_utf8() }..];
    let begins = |words: &[&str]| words.iter().any(|word| after.starts_with(word));
    match first {
        _ if run > 0 => unit_follows(after),
        '第' => {
            let number = after.trim_start_matches(is_blank);
            unit_follows(&number[number_run(number)..])
        }
        '自' | '从' => after.trim_start_matches(is_blank).starts_with(|c| FIRST.has(c)),
        '今' | '本' | '当' | '同' | '明' | '次' | '翌' | '来' | '去' => begins(&["年"]),
        '上' => begins(&["半年", "年"]),
        '下' => begins(&["半年"]),
        '年' => begins(&["初", "底", "末"]),
        '半' => begins(&["年", "月", "个月"]),
        '截' => begins(&["至", "止"]),
        '不' => begins(&["迟于", "晚于"]),
        '最' | '至' => begins(&["迟"]),
        '之' => begins(&["日起"]),
        _ => first == '每',
    }
}

/// Whether a unit may stand here, or what leads to another number.
fn unit_follows(after: &str) -> bool {
    after.trim_start_matches(is_blank).starts_with(|c| UNIT.has(c))
}

/// The year of the expression to whose enumeration this place belongs: 2022年3月、5月.
fn carried(text: &str, at: usize, last: Option<&Found>) -> Option<i16> {
    let last = last?;
    let between = &text[last.range.end..at];
    if !LISTERS.has(between) {
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
    spelling.spaced = text[at..end].contains(is_blank);
    Some(Found { range: at..end, time, spelling, weekdays: reader.weekdays })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Texts of words that times are made of, thrown together.
    fn jumbled() -> impl Iterator<Item = String> {
        const WORDS: [&str; 64] = [
            "2022",
            "2022年",
            "3月",
            "5",
            "１０",
            "十",
            "二十",
            "二〇二二年",
            "31日",
            "号",
            "日",
            "月",
            "年",
            "至",
            "—",
            "、",
            "和",
            "-",
            ".",
            "/",
            " ",
            "\u{3000}",
            "前",
            "后",
            "起",
            "止",
            "底",
            "末",
            "初",
            "内",
            "以内",
            "之日起",
            "自",
            "从",
            "截至",
            "不迟于",
            "最迟",
            "至迟",
            "每",
            "逢",
            "第",
            "季度",
            "上半年",
            "下半年",
            "上旬",
            "下旬",
            "半年",
            "半月",
            "周",
            "星期",
            "五",
            "个工作日",
            "个月",
            "天",
            "今年",
            "去年",
            "上年",
            "度",
            "批准",
            "完成",
            "，",
            "提前",
            "今",
            "一",
        ];
        let mut seed = 7_u32;
        let mut next = move || {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (seed >> 16) as usize
        };
        (0..20_000).map(move |_| (0..2 + next() % 5).map(|_| WORDS[next() % WORDS.len()]).collect())
    }

    #[test]
    fn looking_ahead_misses_no_time() {
        let context = Context { year: Some(2022) };
        for text in jumbled() {
            let everywhere = find_where(|_, _| true, &text, context);
            assert_eq!(find(&text, context), everywhere, "{text}");
        }
    }
}
