//! What is listened for while texts are read, so that nobody goes through them again for it.
//!
//! A set of thousands of papers is far more than a processor keeps at hand: to come back to every
//! text only to find that a word does not stand in it, or that its characters can all be printed,
//! takes longer than the looking.

use std::sync::atomic::{AtomicBool, Ordering};

use super::said::Chars;
use crate::text::{Cell, Needles, Plane, first_cell};

/// Words that somebody waits for. The digit 0 in a word stands for any digit.
#[derive(Debug)]
pub struct Awaited {
    needles: Needles,
    /// For each word, the number of whoever waits for it.
    by: Vec<usize>,
}

impl Awaited {
    /// Words, each with the number of whoever waits for it.
    pub fn new(words: impl IntoIterator<Item = (String, usize)>) -> Self {
        let (words, by): (Vec<String>, Vec<usize>) = words.into_iter().unzip();
        Self { needles: Needles::new(words), by }
    }
}

/// Whose words stand in the texts of a paper.
#[derive(Debug, Clone, Default)]
pub struct Heard(Vec<u64>);

impl Heard {
    /// Whether a word that this number waits for was heard.
    pub fn any_of(&self, by: usize) -> bool {
        self.0.get(by / BITS).is_some_and(|bits| bits >> (by % BITS) & 1 == 1)
    }

    fn add(&mut self, by: usize) {
        if self.0.len() <= by / BITS {
            self.0.resize(by / BITS + 1, 0);
        }
        self.0[by / BITS] |= 1 << (by % BITS);
    }
}

const BITS: usize = u64::BITS as usize;

/// Listens to the texts of all papers while they are read, on all cores at once.
#[derive(Debug)]
pub struct Ear<'a> {
    awaited: &'a Awaited,
    /// The characters met so far.
    met: Plane,
    /// Those of them that are no word by themselves: most of all text is none but these, and has
    /// only to be looked at where two characters may begin a word.
    plain: Plane,
    /// Whether one above the basic plane was met: those are too many to be kept apart.
    above: AtomicBool,
}

impl<'a> Ear<'a> {
    /// One that has heard nothing yet.
    pub fn new(awaited: &'a Awaited) -> Self {
        let (met, plain) = (Plane::default(), Plane::default());
        Self { awaited, met, plain, above: AtomicBool::new(false) }
    }

    /// Whether something is true of every character met. True is certain.
    pub fn all(&self, is_true: impl FnMut(Cell) -> bool) -> bool {
        !self.above.load(Ordering::Relaxed) && self.met.cells().all(is_true)
    }

    fn meet(&self, cell: Cell) {
        self.met.add(cell);
        if !self.awaited.needles.is_alone(cell) {
            self.plain.add(cell);
        }
        if !Plane::spans(cell) {
            self.above.store(true, Ordering::Relaxed);
        }
    }
}

/// Listens to the texts of one paper.
pub(super) struct Listener<'a> {
    ear: &'a Ear<'a>,
    /// Whose words were heard.
    pub(super) heard: Heard,
    /// The characters that may stand in its texts.
    pub(super) chars: Chars,
}

impl<'a> Listener<'a> {
    /// One who has heard nothing yet.
    pub(super) fn new(ear: &'a Ear<'a>) -> Self {
        Self { ear, heard: Heard::default(), chars: Chars::NONE }
    }

    /// Goes through a text, and tells the characters that may stand in it.
    pub(super) fn hear(&mut self, text: &str) -> Chars {
        let Ear { awaited, plain, .. } = self.ear;
        let (mut chars, mut seconds) = (Chars::NONE, 0);
        let mut rest = text.as_bytes();
        while let Some((cell, after)) = first_cell(rest) {
            chars.add(cell);
            if seconds >> cell.bit & 1 == 1 || !plain.holds(cell) {
                self.attend(text, text.len() - rest.len(), cell);
            }
            (seconds, rest) = (awaited.needles.seconds(cell), after);
        }
        self.chars.join(&chars);
        chars
    }

    /// Looks closely at a place in a text.
    #[cold]
    fn attend(&mut self, text: &str, at: usize, cell: Cell) {
        if !self.ear.plain.holds(cell) {
            self.ear.meet(cell);
        }
        let Awaited { needles, by } = self.ear.awaited;
        needles.found_at(text, at, |_, word| self.heard.add(by[word]));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_heard_is_known_of_each_paper_and_what_was_met_of_all() {
        let awaited = Awaited::new([("附件".to_owned(), 3), ("每".to_owned(), 70)]);
        let ear = Ear::new(&awaited);
        let hears = |text: &str| {
            let mut listener = Listener::new(&ear);
            let chars = listener.hear(text);
            assert!(text.chars().all(|c| chars.may_have(c) && listener.chars.may_have(c)));
            [3, 70].map(|by| listener.heard.any_of(by))
        };
        assert_eq!(hears("见附件"), [true, false]);
        assert_eq!(hears("每附每件"), [false, true]);
        assert_eq!(hears("见件附"), [false, false]);
        let mut met = String::new();
        assert!(ear.all(|cell| {
            met.extend(char::from_u32(cell.code()));
            true
        }));
        assert_eq!(met, "件每见附");
        assert!(!ear.all(|cell| cell != Cell::of('每'.into())));
        assert_eq!(hears("𠮷"), [false, false]);
        assert!(!ear.all(|_| true), "of what was not kept apart nothing is claimed");
    }
}
