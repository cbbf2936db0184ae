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
use crate::text::{Cell, first_cell};

/// What of a text its drafter has worded.
#[derive(Debug)]
pub struct Worded {
    /// The places that others have worded, in order.
    pub others: Vec<Range<usize>>,
    /// The characters that may stand between them.
    pub chars: Chars,
}

/// What is worked out of the few texts that hold more than words.
#[derive(Debug, Default)]
struct Closely {
    wording: OnceLock<Worded>,
    holes: OnceLock<Vec<Range<usize>>>,
    quotes: OnceLock<Vec<Quote>>,
    numbers: OnceLock<Vec<DocumentNumber>>,
}

/// One text of a paper.
#[derive(Debug)]
pub struct Said {
    /// The field that holds it.
    pub field: Field,
    closely: OnceLock<Box<Closely>>,
    worded: bool,
    timed: bool,
    digits: u32,
    chars: Chars,
}

impl Said {
    /// The text that a field holds, when it holds one. `timed` says whether a time may stand in it,
    /// and `read` which characters do.
    pub(super) fn of(field: &Field, timed: bool, read: impl FnOnce(&str) -> Chars) -> Option<Self> {
        let Value::Text(text, _) = &field.value else { return None };
        Some(Self {
            field: field.clone(),
            closely: OnceLock::new(),
            worded: matches!(field.leaf, Leaf::Prose | Leaf::Text) && !text.is_ascii(),
            timed,
            digits: digits(text),
            chars: read(text),
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

    /// How many digits it has, wherever they stand.
    pub fn digits(&self) -> usize {
        self.digits as usize
    }

    fn closely(&self) -> &Closely {
        self.closely.get_or_init(Box::default)
    }

    /// What of it its drafter has worded, which is looked for once.
    pub fn wording(&self, look: impl FnOnce() -> Worded) -> &Worded {
        self.closely().wording.get_or_init(look)
    }

    /// The holes `{{ … }}` in it, which are looked for once.
    pub fn holes(&self) -> &[Range<usize>] {
        if !self.may_have('{') {
            return &[];
        }
        self.closely().holes.get_or_init(|| quoting::holes(self.text()))
    }

    /// The titles it quotes in 《》, which are looked for once.
    pub fn quotes(&self) -> &[Quote] {
        if !self.may_have('《') {
            return &[];
        }
        self.closely().quotes.get_or_init(|| quoting::find(self.text()))
    }

    /// The document numbers (文号) in it, which are looked for once.
    pub fn numbers(&self) -> &[DocumentNumber] {
        // Running text has a number only where brackets stand, which few texts have.
        let none = self.field.leaf != Leaf::DocumentNumber && !self.may_have_any(number::OPENING);
        if none {
            return &[];
        }
        self.closely().numbers.get_or_init(|| number::within(&self.field))
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

/// How many digits a text has. Few enough bytes at once are counted in bytes, many of which the
/// processor takes together.
fn digits(text: &str) -> u32 {
    let few = text.as_bytes().chunks(u8::MAX.into());
    few.map(|few| u32::from(few.iter().map(|byte| u8::from(byte.is_ascii_digit())).sum::<u8>()))
        .sum()
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

    /// The characters of a text but for some places in it, which are in order.
    pub fn but(text: &str, places: &[Range<usize>]) -> Self {
        let (mut all, mut at) = (Self::NONE, 0);
        for place in places {
            all.join(&Self::of(&text[at..place.start]));
            at = place.end;
        }
        all.join(&Self::of(&text[at..]));
        all
    }

    /// Adds a character.
    pub(super) const fn add(&mut self, cell: Cell) {
        self.0[word(cell)] |= 1 << cell.bit;
    }

    /// Adds those of another text.
    pub fn join(&mut self, other: &Self) {
        for (word, other) in self.0.iter_mut().zip(other.0) {
            *word |= other;
        }
    }

    /// Whether a character may be among them. False is certain, and so is true for a character
    /// that is [surely known](Self::knows).
    #[inline]
    pub fn may_have(&self, c: char) -> bool {
        let cell = Cell::of(c.into());
        self.0[word(cell)] >> cell.bit & 1 == 1
    }

    /// Whether one character may be among them and among others. False is certain.
    #[inline]
    pub fn meets(&self, other: &Self) -> bool {
        // All words at once: most of one side are known to be empty when this is compiled.
        self.0.iter().zip(&other.0).fold(0, |met, (one, other)| met | one & other) != 0
    }

    /// Whether a character shares its bit with no other.
    pub fn knows(c: char) -> bool {
        own(Cell::of(c.into()).page as usize).is_some()
    }
}

/// The word that has the bit of a character. Marks, digits and letters have words of their own, for
/// many rules are about one of them; the others share a bit with those whose last nine are alike.
const fn word(cell: Cell) -> usize {
    const PAGES: usize = 1 << 10;
    const WORDS: [u8; PAGES] = {
        let (mut words, mut page) = ([0; PAGES], 0);
        while page < PAGES {
            words[page] = word_of(page);
            page += 1;
        }
        words
    };
    let page = cell.page as usize;
    if page < PAGES { WORDS[page] as usize } else { rare_word(page) }
}

/// What is hardly ever asked stands apart, so that the look at the table stays small.
#[cold]
const fn rare_word(page: usize) -> usize {
    word_of(page) as usize
}

/// The word for 64 characters that lie beside each other.
const fn word_of(page: usize) -> u8 {
    const SHARED: [u8; 8] = [5, 6, 7, 8, 9, 10, 11, 12];
    match own(page) {
        Some(word) => word,
        None => SHARED[page % SHARED.len()],
    }
}

/// The word that 64 characters share with no others.
const fn own(page: usize) -> Option<u8> {
    match page {
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
