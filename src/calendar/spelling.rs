//! How an expression of time was spelled, for rules about style.

use std::ops::Range;

use jiff::civil::{Date, Weekday};

use super::lex::{Number, Script};

/// How an expression was spelled. What it means does not depend on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[expect(clippy::struct_excessive_bools, reason = "habits of writing, each alone or with others")]
pub struct Spelling {
    /// A month or day has a needless zero (虚位): 03月05日.
    pub padded: bool,
    /// 号 stands for 日.
    pub hao: bool,
    /// Some number is in Arabic digits.
    pub arabic: bool,
    /// Some number is in Chinese numerals; with `arabic` the two are mixed.
    pub hanzi: bool,
    /// Some digit is full width.
    pub full_width: bool,
    /// A Chinese numeral has 零, ○ or 0 where 〇 (U+3007) belongs.
    pub odd_zero: bool,
    /// Blanks stand between the parts.
    pub spaced: bool,
    /// No year is written; the one of the context was taken.
    pub year_assumed: bool,
    /// The separator of a date without 年月日: `-`, `.` or `/`.
    pub separator: Option<char>,
    /// What stands between the two ends: 至, —, ～ and so on.
    pub joiner: Option<&'static str>,
}

impl Spelling {
    /// Whether a date or period is written as GB/T 9704-2012, 7.3.5.4 and GB/T 15835 want it.
    pub fn is_plain(&self) -> bool {
        let odd = self.padded || self.hao || self.hanzi || self.full_width || self.spaced;
        !odd && self.separator.is_none()
    }

    pub(super) fn note(&mut self, number: &Number) {
        match number.script {
            Script::Ascii => self.arabic = true,
            Script::FullWidth => (self.arabic, self.full_width) = (true, true),
            Script::Hanzi => self.hanzi = true,
        }
        self.odd_zero |= number.odd_zero;
    }
}

/// A weekday that was written beside a date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatedWeekday {
    /// The date it stands beside.
    pub date: Date,
    /// The weekday written.
    pub stated: Weekday,
    /// Where it is written: 星期五 without its brackets.
    pub range: Range<usize>,
}

impl StatedWeekday {
    /// Whether the date falls on it.
    pub fn is_right(&self) -> bool {
        weekday(self.date) == self.stated
    }
}

/// What an expression means, and how it was spelled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written<T> {
    /// What it means.
    pub value: T,
    /// How it was spelled.
    pub spelling: Spelling,
    /// The weekdays written beside its dates.
    pub weekdays: Vec<StatedWeekday>,
}

/// The weekday of a date.
pub fn weekday(date: Date) -> Weekday {
    date.weekday()
}

/// The Chinese name of a weekday: 星期五.
pub fn weekday_name(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Monday => "星期一",
        Weekday::Tuesday => "星期二",
        Weekday::Wednesday => "星期三",
        Weekday::Thursday => "星期四",
        Weekday::Friday => "星期五",
        Weekday::Saturday => "星期六",
        Weekday::Sunday => "星期日",
    }
}

/// The weekday that the character after 星期 or 周 names.
pub(super) fn weekday_of(c: char) -> Option<Weekday> {
    let at = if c == '天' { 6 } else { "一二三四五六日".chars().position(|day| day == c)? };
    Weekday::from_monday_zero_offset(i8::try_from(at).ok()?).ok()
}
