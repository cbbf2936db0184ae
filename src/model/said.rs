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

/// One text of a paper.
#[derive(Debug)]
pub struct Said {
    /// The field that holds it.
    pub field: Field,
    /// The places in it that its drafter has not worded, once somebody has looked for them.
    pub others: OnceLock<Vec<Range<usize>>>,
    quotes: OnceLock<Vec<Quote>>,
    numbers: OnceLock<Vec<DocumentNumber>>,
    chars: [u64; 8],
}

impl Said {
    /// Every text of a record, in the order it was written.
    pub(super) fn all(root: &Field) -> Vec<Self> {
        let mut found = Vec::new();
        root.walk(&mut |field| {
            if let Value::Text(text, _) = &field.value {
                let chars = chars(text);
                found.push(Self {
                    field: field.clone(),
                    others: OnceLock::new(),
                    quotes: OnceLock::new(),
                    numbers: OnceLock::new(),
                    chars,
                });
            }
        });
        found
    }

    /// Its text.
    pub fn text(&self) -> &str {
        self.field.text().unwrap_or_default()
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
        let (word, bit) = place(c);
        self.chars[word] >> bit & 1 == 1
    }
}

fn chars(text: &str) -> [u64; 8] {
    let mut chars = [0; 8];
    for c in text.chars() {
        let (word, bit) = place(c);
        chars[word] |= 1 << bit;
    }
    chars
}

/// The bit that stands for a character, spread so that the common ones do not share theirs.
fn place(c: char) -> (usize, u32) {
    let spread = u32::from(c).wrapping_mul(0x9E37_79B1) >> 23;
    ((spread >> 6) as usize, spread & 63)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_text_holds_is_never_denied_and_what_it_lacks_mostly_is() {
        let text = "各级医疗保障部门要把检查列入重要日程，主要负责同志亲自部署";
        let chars = chars(text);
        let has = |c: char| chars[place(c).0] >> place(c).1 & 1 == 1;
        assert!(text.chars().all(has));
        let lacking = ('\u{4e00}'..'\u{9fa5}').filter(|c| !text.contains(*c));
        let (denied, all) =
            lacking.fold((0, 0), |(denied, all), c| (denied + u32::from(!has(c)), all + 1));
        assert!(denied * 100 > all * 90, "{denied} of {all}");
    }
}
