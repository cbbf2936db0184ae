//! Reads one end of a period: year, half, quarter, month, 旬 or day, with parts left out.

use std::ops::Range;

use super::error::{ErrorKind, TimeError};
use super::interval::Xun;
use super::lex::{JOINERS, LISTERS, Number, Script, number_run};
use super::parse::Reader;

/// Where a point stands in its expression; on the right it may lean on the point to its left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Left,
    Right,
}

/// A year as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum YearWord {
    Written(Number),
    /// Counted from the year at hand: 明年 is 1.
    Offset(i16),
}

/// What follows the year or month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fine {
    Whole,
    Half(i8),
    Quarter(Number),
    YearStart,
    YearEnd,
    MonthStart,
    MonthEnd,
    Xun(Xun),
    Day(Number),
}

/// A point of time as written.
#[derive(Debug, Clone)]
pub(super) struct Point {
    pub(super) year: Option<YearWord>,
    pub(super) month: Option<Number>,
    pub(super) fine: Fine,
    pub(super) range: Range<usize>,
}

const YEAR_WORDS: [(&str, i16); 10] = [
    ("今年", 0),
    ("本年", 0),
    ("当年", 0),
    ("同年", 0),
    ("明年", 1),
    ("次年", 1),
    ("翌年", 1),
    ("来年", 1),
    ("去年", -1),
    ("上年", -1),
];
const XUNS: [(&str, Xun); 3] = [("上旬", Xun::First), ("中旬", Xun::Middle), ("下旬", Xun::Last)];
/// What may follow a month or day whose 月 or 日 was forgotten.
const AFTER_BARE: [&str; 9] = ["前", "之前", "以前", "起", "止", "后", "之后", "（", "("];

impl Reader<'_> {
    /// Reads a point, or nothing and stays where it is.
    pub(super) fn point(&mut self, side: Side) -> Result<Option<Point>, TimeError> {
        let save = self.save();
        self.cursor.blanks();
        let start = self.cursor.at;
        if let Some((year, month, day)) = self.numeric(side) {
            let fine = day.map_or(Fine::Whole, Fine::Day);
            let year = year.map(YearWord::Written);
            let range = start..self.cursor.at;
            return Ok(Some(Point { year, month: Some(month), fine, range }));
        }
        let year = self.year()?;
        let mut month = None;
        let mut fine = self.part_of_year(year.is_some());
        if fine.is_none() {
            month = self.month(start, year.is_some())?;
            fine = match month {
                Some(_) => self.part_of_month(start)?,
                None if self.strict || (year.is_none() && side == Side::Right) => self.alone(),
                None => None,
            };
        }
        let bare = matches!(year, Some(YearWord::Offset(_))) && !self.strict;
        if month.is_none() && fine.is_none() && (year.is_none() || bare) {
            self.restore(save);
            return Ok(None);
        }
        let range = start..self.cursor.at;
        Ok(Some(Point { year, month, fine: fine.unwrap_or(Fine::Whole), range }))
    }

    /// Reads `2022-05-31`, `2022.5.31`, `2022/5/31`; in a field `2022.5`, and after such a left
    /// end `5.31`.
    fn numeric(&mut self, side: Side) -> Option<(Option<Number>, Number, Option<Number>)> {
        let save = self.save();
        let read = self.numeric_parts(side);
        if read.is_none() {
            self.restore(save);
        }
        read
    }

    fn numeric_parts(&mut self, side: Side) -> Option<(Option<Number>, Number, Option<Number>)> {
        let before = self.cursor.text[..self.cursor.at].chars().next_back();
        let glued = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '/');
        if !self.strict && side == Side::Left && before.is_some_and(glued) {
            return None;
        }
        let first = self.plain_number()?;
        let separator = self.cursor.peek().filter(|c| matches!(c, '-' | '.' | '/'))?;
        self.cursor.at += 1;
        let second = self.plain_number().filter(|n| n.length <= 2)?;
        let followed = self.cursor.rest().starts_with(['年', '月', '日', '号', '季']);
        let parts = if first.length == 4 && self.cursor.peek() == Some(separator) {
            self.cursor.at += 1;
            let third = self.plain_number().filter(|n| n.length <= 2)?;
            (Some(first), second, Some(third))
        } else if first.length == 4 && self.strict && !followed {
            (Some(first), second, None)
        } else if side == Side::Right && self.spelling.separator == Some(separator) && !followed {
            (None, first, Some(second))
        } else {
            return None;
        };
        if !self.strict && !self.looks_like_a_date(parts.1, parts.2, separator) {
            return None;
        }
        self.spelling.separator = Some(separator);
        self.note_numbers(parts.0, Some(parts.1), parts.2);
        Some(parts)
    }

    /// In prose a version or an address is no date: its numbers are too large or it goes on.
    fn looks_like_a_date(&self, month: Number, day: Option<Number>, separator: char) -> bool {
        let mut rest = self.cursor.rest().chars();
        let goes_on = match rest.next() {
            Some(c) if c == separator => rest.next().is_some_and(|c| c.is_ascii_alphanumeric()),
            Some(c) => c.is_ascii_alphanumeric(),
            None => false,
        };
        let day_fits = day.is_none_or(|day| (1..=31).contains(&day.value));
        !goes_on && day_fits && (1..=12).contains(&month.value)
    }

    /// Reads an Arabic number that stands right here.
    fn plain_number(&mut self) -> Option<Number> {
        let at = self.cursor.at;
        self.cursor.number().filter(|n| n.start == at && n.script != Script::Hanzi)
    }

    fn note_numbers(&mut self, year: Option<Number>, month: Option<Number>, day: Option<Number>) {
        for number in [year, month, day].iter().flatten() {
            self.spelling.note(number);
        }
        for number in [month, day].iter().flatten() {
            self.spelling.padded |= number.padded;
        }
    }

    fn year(&mut self) -> Result<Option<YearWord>, TimeError> {
        let save = self.save();
        for (word, offset) in YEAR_WORDS {
            if self.cursor.eat(word) {
                return Ok(Some(YearWord::Offset(offset)));
            }
        }
        let Some(number) = self.cursor.number() else { return Ok(None) };
        let marked = self.cursor.eat_any(&["年"]).is_some();
        let range = number.start..self.cursor.at;
        let goes_on = self.month_follows();
        if marked && number.length == 2 && number.script != Script::Hanzi && goes_on {
            return Err(TimeError::new(range, ErrorKind::ShortYear(number.value)));
        }
        let fits = number.length == 4 && (1900..=2199).contains(&number.value);
        if marked && !fits && (self.strict || (goes_on && number.length >= 4)) {
            return Err(TimeError::new(range, ErrorKind::NoSuchYear(number.value)));
        }
        if fits && (marked || self.shares(&["年"], true)) {
            self.note_numbers(Some(number), None, None);
            return Ok(Some(YearWord::Written(number)));
        }
        self.restore(save);
        Ok(None)
    }

    fn month_follows(&self) -> bool {
        let mut ahead = self.cursor;
        ahead.number().is_some() && ahead.eat_any(&["月"]).is_some()
    }

    /// Whether a bare number here takes its unit from the other end: 3—5月, 第一、二季度.
    ///
    /// `list` allows an enumeration too. In prose `3、5月底前` is item 3 of a list and no month 3.
    fn shares(&self, units: &[&'static str], list: bool) -> bool {
        let mut ahead = self.cursor;
        // A dozen is as many months as a year has; without a limit this would be quadratic.
        for _ in 0..12 {
            let linked =
                ahead.eat_any(&JOINERS).is_some() || (list && ahead.eat_any(&LISTERS).is_some());
            if !linked {
                return false;
            }
            ahead.eat("第");
            if ahead.number().is_none() {
                return false;
            }
            if ahead.eat_any(units).is_some() {
                return true;
            }
        }
        false
    }

    fn part_of_year(&mut self, after_year: bool) -> Option<Fine> {
        let save = self.save();
        for (word, fine) in [
            ("上半年", Fine::Half(1)),
            ("下半年", Fine::Half(2)),
            ("年初", Fine::YearStart),
            ("年底", Fine::YearEnd),
            ("年末", Fine::YearEnd),
        ] {
            if self.word(&[word]).is_some() {
                return Some(fine);
            }
        }
        if after_year {
            for (words, fine) in [
                (&["全年", "年度", "度"][..], Fine::Whole),
                (&["初"], Fine::YearStart),
                (&["底", "末"], Fine::YearEnd),
            ] {
                if self.word(words).is_some() {
                    return Some(fine);
                }
            }
        }
        self.cursor.blanks();
        let ordinal = self.cursor.eat("第");
        if let Some(number) = self.cursor.number().filter(|number| number.length <= 2) {
            let list = after_year || ordinal || self.strict;
            if self.cursor.eat_any(&["季度"]).is_some() || self.shares(&["季度"], list) {
                self.spelling.note(&number);
                return Some(Fine::Quarter(number));
            }
        }
        self.restore(save);
        None
    }

    fn month(&mut self, start: usize, after_year: bool) -> Result<Option<Number>, TimeError> {
        let save = self.save();
        let Some(number) = self.cursor.number() else { return Ok(None) };
        // In prose 一月一次 counts and 1234月 is no month.
        let counts = number.script == Script::Hanzi && self.cursor.rest().starts_with("月一");
        let fits = self.strict || (number.length <= 2 && !counts);
        if fits && self.cursor.eat_any(&["月"]).is_some() {
            self.cursor.eat("份");
        } else if fits && self.shares(&["月"], after_year || self.strict) {
        } else if after_year && fits && self.month_mark_is_missing() {
            return Err(self.missing(start, number, "月", ErrorKind::MonthMark));
        } else {
            self.restore(save);
            return Ok(None);
        }
        self.note_numbers(None, Some(number), None);
        Ok(Some(number))
    }

    fn month_mark_is_missing(&self) -> bool {
        let mut ahead = self.cursor;
        if ahead.eat_any(&["上旬", "中旬", "下旬", "底前", "末前", "初前"]).is_some() {
            return true;
        }
        ahead.blanks();
        self.strict && !ahead.rest().starts_with(['日', '号', '个', '季'])
    }

    /// The error for a forgotten 月 or 日, with the text as it should be.
    fn missing(
        &mut self,
        start: usize,
        number: Number,
        mark: &str,
        kind: fn(String) -> ErrorKind,
    ) -> TimeError {
        let text = self.cursor.text;
        let rest: String = if self.strict {
            text[number.end..].chars().take(12).collect()
        } else {
            let known = XUNS.iter().find(|(word, _)| text[number.end..].starts_with(word));
            let word = known.map_or("", |(word, _)| word);
            self.cursor.at = number.end + word.len();
            word.to_owned()
        };
        let fixed = format!("{}{mark}{rest}", &text[start..number.end]);
        TimeError::new(number.range(), kind(fixed))
    }

    /// What follows 月; `start` is where the whole point begins.
    pub(super) fn part_of_month(&mut self, start: usize) -> Result<Option<Fine>, TimeError> {
        if let Some(fine) = self.edge_of_month() {
            return Ok(Some(fine));
        }
        let save = self.save();
        let Some(number) = self.cursor.number() else { return Ok(None) };
        let fits = self.strict || number.length <= 2;
        if fits && self.day_mark() {
            self.note_numbers(None, None, Some(number));
            return Ok(Some(Fine::Day(number)));
        }
        if fits && self.day_mark_is_missing() {
            return Err(self.missing(start, number, "日", ErrorKind::DayMark));
        }
        self.restore(save);
        Ok(None)
    }

    fn edge_of_month(&mut self) -> Option<Fine> {
        for (word, xun) in XUNS {
            if self.cursor.eat_any(&[word]).is_some() {
                return Some(Fine::Xun(xun));
            }
        }
        if self.word(&["月初", "初"]).is_some() {
            return Some(Fine::MonthStart);
        }
        self.word(&["月底", "月末", "底", "末"]).map(|_| Fine::MonthEnd)
    }

    /// Steps over 日 or 号; also stays before the joiner in 3月1—20日.
    fn day_mark(&mut self) -> bool {
        if self.cursor.eat_any(&["日"]).is_some() {
            return true;
        }
        if self.cursor.eat_any(&["号"]).is_some() {
            self.spelling.hao = true;
            return true;
        }
        self.shares(&["日", "号"], true)
    }

    fn day_mark_is_missing(&self) -> bool {
        let mut ahead = self.cursor;
        if ahead.eat_any(&AFTER_BARE).is_some() {
            return !ahead.rest().starts_with(['次', '期', '往', '后']);
        }
        ahead.blanks();
        ahead.rest().is_empty() || (self.strict && ahead.eat_any(&JOINERS).is_some())
    }

    /// A day, 旬 or edge without its month, which the left end may supply.
    fn alone(&mut self) -> Option<Fine> {
        let save = self.save();
        for (word, xun) in XUNS {
            if self.cursor.eat_any(&[word]).is_some() {
                return Some(Fine::Xun(xun));
            }
        }
        if self.word(&["月初"]).is_some() {
            return Some(Fine::MonthStart);
        }
        if self.word(&["月底", "月末"]).is_some() {
            return Some(Fine::MonthEnd);
        }
        if let Some(number) = self.cursor.number().filter(|number| number.length <= 2)
            && self.day_mark()
        {
            self.note_numbers(None, None, Some(number));
            return Some(Fine::Day(number));
        }
        self.restore(save);
        None
    }

    /// Steps over what cannot begin a time: a run of digits, or one character.
    pub(super) fn skip(text: &str, at: usize) -> usize {
        let rest = &text[at..];
        let ordinal =
            rest.strip_prefix('第').map_or(0, |after| '第'.len_utf8() + number_run(after));
        let one = rest.chars().next().map_or(0, char::len_utf8);
        at + ordinal.max(number_run(rest)).max(one)
    }
}
