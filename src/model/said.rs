//! The texts of a paper beside each other: what more than a hundred rules read, one after another.
//!
//! A record is a tree, and most of its nodes say nothing in words. Walking it for each rule, and
//! searching each text for words none of whose characters are in it, cost more than all the rules
//! together; so the texts are gathered once, each with a note of the characters it holds.

use std::ops::Range;
use std::sync::OnceLock;

use super::field::{Field, Leaf, Value};
use super::number::{self, DocumentNumber};
use super::quoting::{self, Quote};
use crate::text::{Cell, cells, first_cell};

/// The codes of the first and the last digit.
const ZERO: u32 = '0' as u32;
const NINE: u32 = '9' as u32;

/// One text of a paper.
#[derive(Debug)]
pub struct Said {
    /// The field that holds it.
    pub field: Field,
    /// The places in it that its drafter has not worded, once somebody has looked for them.
    pub others: OnceLock<Vec<Range<usize>>>,
    quotes: OnceLock<Vec<Quote>>,
    numbers: OnceLock<Vec<DocumentNumber>>,
    worded: bool,
    timed: bool,
    length: usize,
    digits: usize,
    chars: Chars,
}

impl Said {
    /// The text that a field holds, when it holds one. `timed` says whether a time may stand in it.
    pub(super) fn of(field: &Field, timed: bool) -> Option<Self> {
        let Value::Text(text, _) = &field.value else { return None };
        let (mut chars, mut length, mut digits) = (Chars::NONE, 0, 0);
        for (_, cell) in cells(text) {
            chars.add(cell);
            length += 1;
            digits += usize::from((ZERO..=NINE).contains(&cell.code()));
        }
        Some(Self {
            field: field.clone(),
            others: OnceLock::new(),
            quotes: OnceLock::new(),
            numbers: OnceLock::new(),
            // A character of ASCII is one byte.
            worded: matches!(field.leaf, Leaf::Prose | Leaf::Text) && text.len() > length,
            timed,
            length,
            digits,
            chars,
        })
    }

    /// Whether it is words of a drafter in Chinese, and no date, number or id.
    pub fn is_worded(&self) -> bool {
        self.worded
    }

    /// Whether a time may stand in it. False is certain, whatever year a bare month belongs to.
    pub fn may_tell_time(&self) -> bool {
        self.timed
    }

    /// Its text.
    pub fn text(&self) -> &str {
        self.field.text().unwrap_or_default()
    }

    /// How many characters it has.
    pub fn length(&self) -> usize {
        self.length
    }

    /// How many digits it has, wherever they stand.
    pub fn digits(&self) -> usize {
        self.digits
    }

    /// The titles it quotes in 《》, which are looked for once.
    pub fn quotes(&self) -> &[Quote] {
        if !self.may_have('《') {
            return &[];
        }
        self.quotes.get_or_init(|| quoting::find(self.text()))
    }

    /// The document numbers (文号) in it, which are looked for once.
    pub fn numbers(&self) -> &[DocumentNumber] {
        // Running text has a number only where brackets stand, which few texts have.
        let none = self.field.leaf != Leaf::DocumentNumber && !self.may_have_any(number::OPENING);
        if none {
            return &[];
        }
        self.numbers.get_or_init(|| number::within(&self.field))
    }

    /// The characters that may stand in it.
    pub fn chars(&self) -> &Chars {
        &self.chars
    }

    /// Whether one of some characters may stand in it. False is certain.
    pub fn may_have_any(&self, chars: &str) -> bool {
        chars.chars().any(|c| self.may_have(c))
    }

    /// Whether a word may stand in it. False is certain; true asks for a closer look.
    pub fn may_hold(&self, word: &str) -> bool {
        word.chars().all(|c| self.may_have(c))
    }

    /// Whether a character may stand in it. False is certain.
    pub fn may_have(&self, c: char) -> bool {
        self.chars.may_have(c)
    }
}

/// Which characters may stand in texts: what is not among them is in none of these.
#[derive(Debug, Clone, Copy)]
pub struct Chars([u64; 13]);

impl Chars {
    /// Those of no text.
    pub const NONE: Self = Self([0; 13]);

    /// The characters of a text.
    pub const fn of(text: &str) -> Self {
        let (mut rest, mut all) = (text.as_bytes(), Self::NONE);
        while let Some((cell, after)) = first_cell(rest) {
            all.add(cell);
            rest = after;
        }
        all
    }

    /// Adds a character.
    const fn add(&mut self, cell: Cell) {
        let (word, bit) = place(cell);
        self.0[word] |= 1 << bit;
    }

    /// Adds those of another text.
    pub fn join(&mut self, other: &Self) {
        for (word, other) in self.0.iter_mut().zip(other.0) {
            *word |= other;
        }
    }

    /// Whether a character may be among them. False is certain, and so is true for a character
    /// that is [surely known](Self::knows).
    pub fn may_have(&self, c: char) -> bool {
        let (word, bit) = place(Cell::of(c.into()));
        self.0[word] >> bit & 1 == 1
    }

    /// Whether one character may be among them and among others. False is certain.
    pub fn meets(&self, other: &Self) -> bool {
        self.0.iter().zip(&other.0).any(|(one, other)| one & other != 0)
    }

    /// Whether a character shares its bit with no other.
    pub fn knows(c: char) -> bool {
        own(Cell::of(c.into())).is_some()
    }
}

/// The bit that stands for a character. Marks, digits and letters have bits of their own, for many
/// rules are about one of them; the others share theirs, spread so that the common ones do not.
const fn place(cell: Cell) -> (usize, u32) {
    // Nearly every character is a Chinese one, and asked about first.
    if (cell.page < FIRST_CHINESE || cell.page > LAST_CHINESE)
        && let Some(word) = own(cell)
    {
        return (word, cell.bit);
    }
    let spread = cell.code().wrapping_mul(0x9E37_79B1) >> 23;
    (5 + (spread >> 6) as usize, spread & 63)
}

/// Where the Chinese characters of everyday begin and end.
const FIRST_CHINESE: u32 = Cell::of(0x4E00).page;
const LAST_CHINESE: u32 = Cell::of(0x9FFF).page;

/// The word with the bit of a character that shares it with no other.
const fn own(cell: Cell) -> Option<usize> {
    match cell.page {
        0 => Some(0),
        1 => Some(1),
        0x80 => Some(2),
        0xC0 => Some(3),
        0x3FC => Some(4),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_text_holds_is_never_denied_and_what_it_lacks_mostly_is() {
        let text = "各级医疗保障部门要把检查列入重要日程，主要负责同志亲自部署";
        let chars = Chars::of(text);
        let has = |c: char| chars.may_have(c);
        assert!(text.chars().all(has));
        let lacking = ('\u{4e00}'..'\u{9fa5}').filter(|c| !text.contains(*c));
        let (denied, all) =
            lacking.fold((0, 0), |(denied, all), c| (denied + u32::from(!has(c)), all + 1));
        assert!(denied * 100 > all * 90, "{denied} of {all}");
        let marks = ('\0'..='\u{7f}').chain('\u{2000}'..='\u{203f}').chain('、'..='〿');
        assert!(marks.chain('！'..='？').all(|c| has(c) == text.contains(c)));
    }
}
