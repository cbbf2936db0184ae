//! Reads dates without 年月日: 2022-05-31, 2022.5.31, 2022/5/31.

use super::lex::{Number, Script, number_run};
use super::parse::Reader;
use super::point::Side;

impl Reader<'_> {
    /// Reads `2022-05-31`, `2022.5.31`, `2022/5/31`; in a field `2022.5`, and after such a left
    /// end `5.31`.
    pub(super) fn numeric(
        &mut self,
        side: Side,
    ) -> Option<(Option<Number>, Number, Option<Number>)> {
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
        // Most numbers are followed by 年 or 月, which is seen before they are read.
        let rest = self.cursor.rest();
        if !rest[number_run(rest)..].starts_with(['-', '.', '/']) {
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

    pub(super) fn note_numbers(
        &mut self,
        year: Option<Number>,
        month: Option<Number>,
        day: Option<Number>,
    ) {
        for number in [year, month, day].iter().flatten() {
            self.spelling.note(number);
        }
        for number in [month, day].iter().flatten() {
            self.spelling.padded |= number.padded;
        }
    }
}
