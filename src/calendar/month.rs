//! Reads a month and what follows it: a day, a 旬, 初, 底 or 末; and tells of a forgotten 月 or 日.

use super::error::{ErrorKind, TimeError};
use super::interval::Xun;
use super::lex::{JOINERS, Number, Script, Words, any};
use super::parse::Reader;
use super::point::Fine;

const XUNS: &Words<Xun> =
    &Words::of(&[("上旬", Xun::First), ("中旬", Xun::Middle), ("下旬", Xun::Last)]);
/// What may follow a month or day whose 月 or 日 was forgotten.
const AFTER_BARE: &Words = any!["前", "之前", "以前", "起", "止", "后", "之后", "（", "("];

impl Reader<'_> {
    /// Reads a month; `start` is where the whole point begins.
    pub(super) fn month(
        &mut self,
        start: usize,
        after_year: bool,
    ) -> Result<Option<Number>, TimeError> {
        let save = self.save();
        let Some(number) = self.cursor.number() else { return Ok(None) };
        // In prose 一月一次 counts and 1234月 is no month.
        let counts = number.script == Script::Hanzi && self.cursor.rest().starts_with("月一");
        let fits = self.strict || (number.length <= 2 && !counts);
        if fits && self.cursor.eat_any(any!["月"]).is_some() {
            self.cursor.eat("份");
        } else if fits && self.shares(any!["月"], after_year || self.strict) {
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
        if ahead.eat_any(any!["上旬", "中旬", "下旬", "底前", "末前", "初前"]).is_some()
        {
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
            let word = XUNS.at(&text[number.end..]).map_or("", |(word, _)| *word);
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
        if let Some((_, xun)) = self.cursor.eat_any(XUNS) {
            return Some(Fine::Xun(*xun));
        }
        if self.word(any!["月初", "初"]).is_some() {
            return Some(Fine::MonthStart);
        }
        self.word(any!["月底", "月末", "底", "末"]).map(|()| Fine::MonthEnd)
    }

    /// Steps over 日 or 号; also stays before the joiner in 3月1—20日.
    fn day_mark(&mut self) -> bool {
        if self.cursor.eat_any(any!["日"]).is_some() {
            return true;
        }
        if self.cursor.eat_any(any!["号"]).is_some() {
            self.spelling.hao = true;
            return true;
        }
        self.shares(any!["日", "号"], true)
    }

    fn day_mark_is_missing(&self) -> bool {
        let mut ahead = self.cursor;
        if ahead.eat_any(AFTER_BARE).is_some() {
            return !ahead.rest().starts_with(['次', '期', '往', '后']);
        }
        ahead.blanks();
        ahead.rest().is_empty() || (self.strict && ahead.eat_any(JOINERS).is_some())
    }

    /// A day, 旬 or edge without its month, which the left end may supply.
    pub(super) fn alone(&mut self) -> Option<Fine> {
        let save = self.save();
        if let Some((_, xun)) = self.cursor.eat_any(XUNS) {
            return Some(Fine::Xun(*xun));
        }
        if self.word(any!["月初"]).is_some() {
            return Some(Fine::MonthStart);
        }
        if self.word(any!["月底", "月末"]).is_some() {
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
}
