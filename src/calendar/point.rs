//! Reads one end of a period: year, half, quarter, month, 旬 or day, with parts left out.

use std::ops::Range;

use super::error::{ErrorKind, TimeError, YEARS};
use super::interval::Xun;
use super::lex::{JOINERS, LISTERS, Number, Script, Words, any};
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
    QuarterEnd(Number),
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

const YEAR_WORDS: &Words<i16> = &Words::of(&[
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
]);

/// The parts of a year that need no year before them.
const YEAR_PARTS: &Words<Fine> = &Words::of(&[
    ("上半年", Fine::Half(1)),
    ("下半年", Fine::Half(2)),
    ("年初", Fine::YearStart),
    ("年底", Fine::YearEnd),
    ("年末", Fine::YearEnd),
]);
/// Those that a year stands before: 2022年度, 2022年底.
const YEAR_ENDINGS: &Words<Fine> = &Words::of(&[
    ("全年", Fine::Whole),
    ("年度", Fine::Whole),
    ("度", Fine::Whole),
    ("初", Fine::YearStart),
    ("底", Fine::YearEnd),
    ("末", Fine::YearEnd),
]);

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

    /// Reads a year: 2022年, 二〇二二年, 明年, or the bare 2022 of 2022—2024年.
    fn year(&mut self) -> Result<Option<YearWord>, TimeError> {
        let save = self.save();
        if let Some((_, offset)) = self.cursor.eat_any(YEAR_WORDS) {
            return Ok(Some(YearWord::Offset(*offset)));
        }
        let Some(number) = self.cursor.number() else { return Ok(None) };
        let marked = self.cursor.eat_any(any!["年"]).is_some();
        let range = number.start..self.cursor.at;
        // Looked for only behind a 年, for nearly every number is that of a month.
        let goes_on = marked && self.month_follows();
        if marked && number.length == 2 && number.script != Script::Hanzi && goes_on {
            return Err(TimeError::new(range, ErrorKind::ShortYear(number.value)));
        }
        let fits = number.length == 4
            && i16::try_from(number.value).is_ok_and(|year| YEARS.contains(&year));
        if marked && !fits && (self.strict || (goes_on && number.length >= 4)) {
            return Err(TimeError::new(range, ErrorKind::NoSuchYear(number.value)));
        }
        if fits && (marked || self.shares(any!["年"], true)) {
            self.note_numbers(Some(number), None, None);
            return Ok(Some(YearWord::Written(number)));
        }
        self.restore(save);
        Ok(None)
    }

    fn month_follows(&self) -> bool {
        let mut ahead = self.cursor;
        ahead.number().is_some() && ahead.eat_any(any!["月"]).is_some()
    }

    /// Whether a bare number here takes its unit from the other end: 3—5月, 第一、二季度.
    ///
    /// `list` allows an enumeration too. In prose `3、5月底前` is item 3 of a list and no month 3.
    pub(super) fn shares(&self, units: &Words, list: bool) -> bool {
        let mut ahead = self.cursor;
        let mut other = |links: &Words| {
            ahead.eat_any(links)?;
            ahead.eat("第");
            ahead.number()?;
            Some(ahead.eat_any(units).is_some())
        };
        if let Some(marked) = other(JOINERS) {
            return marked;
        }
        // A dozen is as many months as a year has; without a limit this would be quadratic.
        list && (0..12).map_while(|_| other(LISTERS)).any(|marked| marked)
    }

    /// Reads a half, a quarter, or the edge of a year.
    fn part_of_year(&mut self, after_year: bool) -> Option<Fine> {
        let save = self.save();
        let part = self.word(YEAR_PARTS);
        let part = if after_year { part.or_else(|| self.word(YEAR_ENDINGS)) } else { part };
        if let Some(fine) = part {
            return Some(*fine);
        }
        self.cursor.blanks();
        let ordinal = self.cursor.eat("第");
        if let Some(number) = self.cursor.number().filter(|number| number.length <= 2) {
            let list = after_year || ordinal || self.strict;
            if self.cursor.eat_any(any!["季度"]).is_some() || self.shares(any!["季度"], list) {
                self.spelling.note(&number);
                let end = self.word(any!["末", "底"]).is_some();
                return Some(if end { Fine::QuarterEnd(number) } else { Fine::Quarter(number) });
            }
        }
        self.restore(save);
        None
    }
}
