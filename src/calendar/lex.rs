//! A cursor over text and the words that expressions of time are made of.

use std::ops::Range;

use super::numerals;

/// Words of which one may stand somewhere, the longer before those it begins with; each may come
/// with what it means. In most places none stands, and one look at a word of bits says so.
#[derive(Debug, Clone, Copy)]
pub(super) struct Words<T: 'static = ()> {
    /// The last six bits of each word's first character.
    firsts: u64,
    all: &'static [(&'static str, T)],
}

impl<T> Words<T> {
    pub(super) const fn of(all: &'static [(&'static str, T)]) -> Self {
        let (mut firsts, mut word) = (0, 0);
        while word < all.len() {
            let (bytes, mut last) = (all[word].0.as_bytes(), 0);
            while last + 1 < bytes.len() && bytes[last + 1] & 0xC0 == 0x80 {
                last += 1;
            }
            firsts |= 1 << (bytes[last] & 63);
            word += 1;
        }
        Self { firsts, all }
    }

    /// Whether a text is one of them.
    pub(super) fn has(&self, text: &str) -> bool {
        self.all.iter().any(|(word, _)| *word == text)
    }

    /// Whether one of them may begin with a character. False is certain.
    #[inline]
    fn may_begin_with(&self, first: char) -> bool {
        self.firsts >> (u32::from(first) & 63) & 1 == 1
    }

    /// The first of them that a text begins with, and what it means.
    #[inline]
    pub(super) fn at(&self, text: &str) -> Option<&'static (&'static str, T)> {
        let may = self.may_begin_with(text.chars().next()?);
        if may { self.all.iter().find(|(word, _)| text.starts_with(word)) } else { None }
    }
}

/// Words that mean nothing but themselves.
macro_rules! any {
    ($($word:literal),+ $(,)?) => {
        const { &$crate::calendar::lex::Words::of(&[$(($word, ())),+]) }
    };
}
pub(super) use any;

/// The signs and words between the two ends of a range.
pub(super) const JOINERS: &Words =
    any!["至", "到", "——", "—", "–", "--", "-", "～", "~", "－", "―", "〜"];
/// The signs and words between the items of an enumeration.
pub(super) const LISTERS: &Words = any!["、", "和", "及", "与"];

/// The script a number was written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Script {
    Ascii,
    FullWidth,
    Hanzi,
}

/// A number as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Number {
    /// Its value; the largest there is when it has more than nine digits.
    pub(super) value: u32,
    /// How many characters it has.
    pub(super) length: usize,
    /// Its script.
    pub(super) script: Script,
    /// Whether it begins with a zero that it does not need.
    pub(super) padded: bool,
    /// Whether its zero is not the 〇 of U+3007.
    pub(super) odd_zero: bool,
    /// Its first byte.
    pub(super) start: usize,
    /// One past its last byte.
    pub(super) end: usize,
}

impl Number {
    /// Its bytes.
    pub(super) fn range(&self) -> Range<usize> {
        self.start..self.end
    }
}

/// A place in a text, moving to the right.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cursor<'a> {
    /// The whole text.
    pub(super) text: &'a str,
    /// The next byte.
    pub(super) at: usize,
}

impl<'a> Cursor<'a> {
    /// What is left.
    #[inline]
    pub(super) fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    /// The next character.
    #[inline]
    pub(super) fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// Steps over a word when it stands here.
    pub(super) fn eat(&mut self, word: &str) -> bool {
        let here = self.rest().starts_with(word);
        if here {
            self.at += word.len();
        }
        here
    }

    /// Steps over the first of these words that stands here, blanks before it allowed.
    #[inline]
    pub(super) fn eat_any<T>(&mut self, words: &Words<T>) -> Option<&'static (&'static str, T)> {
        let next = self.peek()?;
        if is_blank(next) || words.may_begin_with(next) { self.eat_behind(words) } else { None }
    }

    /// What is rarely reached stands apart, so that the look at the next character stays small.
    #[inline(never)]
    fn eat_behind<T>(&mut self, words: &Words<T>) -> Option<&'static (&'static str, T)> {
        let rest = self.rest();
        let bare = rest.trim_start_matches(is_blank);
        let found = words.at(bare)?;
        self.at += rest.len() - bare.len() + found.0.len();
        Some(found)
    }

    /// Steps over the first of these words that stands right here, and tells what it means.
    pub(super) fn eat_one<T>(&mut self, words: &Words<T>) -> Option<&'static T> {
        let (word, meaning) = words.at(self.rest())?;
        self.at += word.len();
        Some(meaning)
    }

    /// Steps over blanks inside a line; true when there were any.
    #[inline]
    pub(super) fn blanks(&mut self) -> bool {
        let rest = self.rest();
        let blanks = rest.len() - rest.trim_start_matches(is_blank).len();
        self.at += blanks;
        blanks > 0
    }

    /// Reads a number, blanks before it allowed.
    ///
    /// The whole run of digits is read or nothing: no number begins inside another.
    pub(super) fn number(&mut self) -> Option<Number> {
        let bare = self.rest().trim_start_matches(is_blank);
        let run = number_run(bare);
        if run == 0 {
            return None;
        }
        let number = number_of(&bare[..run], self.text.len() - bare.len())?;
        self.at = number.end;
        Some(number)
    }
}

/// What may part the words of a time.
pub(super) fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{3000}')
}

/// The value of an Arabic digit, half or full width.
fn arabic(c: char) -> Option<u32> {
    match c {
        '0'..='9' => Some(u32::from(c) - u32::from('0')),
        '０'..='９' => Some(u32::from(c) - u32::from('０')),
        _ => None,
    }
}

/// Whether a character can begin a number.
pub(super) fn begins_number(c: char) -> bool {
    arabic(c).is_some() || numerals::begins(c)
}

/// How many bytes at the start of a text are one run of digits.
pub(super) fn number_run(text: &str) -> usize {
    let plain = text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = &text[plain..];
    let inside = match rest.chars().next() {
        Some(next) if arabic(next).is_some() => |c: &char| arabic(*c).is_some(),
        Some(next) if plain == 0 && numerals::begins(next) => |c: &char| numerals::continues(*c),
        _ => return plain,
    };
    plain + rest.chars().take_while(inside).map(char::len_utf8).sum::<usize>()
}

/// The number a run of digits stands for.
fn number_of(run: &str, start: usize) -> Option<Number> {
    let length = if run.is_ascii() { run.len() } else { run.chars().count() };
    let first = run.chars().next()?;
    let script = match first {
        '0'..='9' => Script::Ascii,
        '０'..='９' => Script::FullWidth,
        _ => Script::Hanzi,
    };
    let value = if script == Script::Hanzi {
        numerals::from_hanzi(run)?
    } else if length > 9 {
        u32::MAX
    } else {
        run.chars().fold(0, |value, c| value * 10 + arabic(c).unwrap_or(0))
    };
    let padded = length > 1 && arabic(first) == Some(0);
    let odd_zero = script == Script::Hanzi && run.contains(['零', '○', '0']);
    let end = start + run.len();
    Some(Number { value, length, script, padded, odd_zero, start, end })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<u32> {
        Cursor { text, at: 0 }.number().map(|number| number.value)
    }

    #[test]
    fn a_number_is_read_in_three_scripts() {
        assert_eq!(read("2022年"), Some(2022));
        assert_eq!(read("２０２２年"), Some(2022));
        assert_eq!(read(" 二〇二二年"), Some(2022));
        assert_eq!(read("年"), None);
    }

    #[test]
    fn a_number_too_long_for_any_date_does_not_overflow() {
        assert_eq!(read("99999999999999999999"), Some(u32::MAX));
    }
}
