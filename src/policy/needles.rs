//! Many words looked for at once, in one pass over a text.
//!
//! Nearly every place of a text is where no word begins, and two looks at tables of bits say so for
//! its next two characters. An automaton over all words would have to be led through every byte.

use rustc_hash::FxHashMap;

use crate::text::{Cell, cells};

/// Words to look for. The digit 0 in a word stands for any ASCII digit.
#[derive(Debug)]
pub struct Needles {
    /// The characters that are words by themselves, by their last sixteen bits.
    alone: Bits,
    /// For the last ten bits of the first character of longer words, the last six of the second.
    seconds: Bits,
    /// What follows their heads in the words of each, the shorter before the longer; and the places
    /// of the words in the list they came from.
    words: FxHashMap<Head, Vec<(String, usize)>>,
}

/// A table of 1024 words of 64 bits.
type Bits = Box<[u64; ROWS]>;

const ROWS: usize = 1 << 10;

/// The codes of the first two characters of a word; that of [`NONE`] where it has one only.
type Head = [u32; 2];

const NONE: Cell = Cell::of(0);

impl Needles {
    /// Words, which are told by their places in this list when they are found; an empty one never
    /// is.
    pub fn new(words: impl IntoIterator<Item = String>) -> Self {
        let none = || Box::new([0; ROWS]);
        let mut needles = Self { alone: none(), seconds: none(), words: FxHashMap::default() };
        let mut words: Vec<(usize, String)> = words.into_iter().enumerate().collect();
        words.sort_by_key(|(_, word)| word.len());
        for (place, word) in words {
            needles.add(&word, place);
        }
        needles
    }

    fn add(&mut self, word: &str, place: usize) {
        let mut chars = word.chars();
        let (Some(first), second) = (chars.next(), chars.next()) else { return };
        match second {
            None => meant(first).for_each(|only| self.alone[row(only.page)] |= 1 << only.bit),
            Some(second) => {
                let bits = meant(second).fold(0, |bits, second| bits | 1 << second.bit);
                meant(first).for_each(|first| self.seconds[row(first.code())] |= bits);
            }
        }
        let head = [first.into(), second.map_or(NONE.code(), u32::from)];
        self.words.entry(head).or_default().push((chars.as_str().to_owned(), place));
    }

    /// Tells every place of every word, in the order in which they begin, the shorter first.
    pub fn find(&self, text: &str, mut found: impl FnMut(usize, usize)) {
        let (mut before, mut last, mut seconds) = (0, NONE, 0_u64);
        for (at, cell) in cells(text) {
            if seconds >> cell.bit & 1 == 1 {
                self.tell([last, cell], &text[at..], |place| found(before, place));
            }
            if self.alone[row(cell.page)] >> cell.bit & 1 == 1 {
                self.tell([cell, NONE], &text[at..], |place| found(at, place));
            }
            (before, last, seconds) = (at, cell, self.seconds[row(cell.code())]);
        }
    }

    /// Tells the words with a head in whose last character a text begins.
    fn tell(&self, head: [Cell; 2], text: &str, found: impl FnMut(usize)) {
        let Some(words) = self.words.get(&head.map(written)) else { return };
        let mut chars = text.chars();
        chars.next();
        let stands_for = |c: char, own: char| own == c || (c == '0' && own.is_ascii_digit());
        let begins = |rest: &str| {
            let mut chars = chars.clone();
            rest.chars().all(|c| chars.next().is_some_and(|own| stands_for(c, own)))
        };
        words.iter().filter(|(rest, _)| begins(rest)).map(|(_, place)| *place).for_each(found);
    }
}

fn row(number: u32) -> usize {
    number as usize % ROWS
}

/// The characters that a character of a word stands for.
fn meant(c: char) -> impl Iterator<Item = Cell> {
    let last = if c == '0' { '9' } else { c };
    (c..=last).map(|c| Cell::of(c.into()))
}

/// The code of a character of a text as it is written in a word.
fn written(cell: Cell) -> u32 {
    const ZERO: u32 = '0' as u32;
    const NINE: u32 = '9' as u32;
    let code = cell.code();
    if (ZERO..=NINE).contains(&code) { ZERO } else { code }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(words: &[&str], text: &str) -> Vec<(usize, usize)> {
        let mut all = Vec::new();
        let needles = Needles::new(words.iter().map(|word| (*word).to_owned()));
        needles.find(text, |at, word| all.push((at, word)));
        all
    }

    #[test]
    fn every_place_of_every_word_is_found() {
        let words = ["附件", "附", "件", "件四", "𝄞"];
        assert_eq!(find(&words, "附件附"), [(0, 1), (0, 0), (3, 2), (6, 1)]);
        assert_eq!(find(&words, "四件"), [(3, 2)]);
        assert_eq!(find(&words, "𝄞件四"), [(0, 4), (4, 2), (4, 3)]);
        assert_eq!(find(&words, ""), []);
    }

    #[test]
    fn a_word_is_told_by_each_of_its_places_in_the_list_and_an_empty_one_never() {
        assert_eq!(find(&["附", "", "附"], "件附"), [(3, 0), (3, 2)]);
    }

    #[test]
    fn a_zero_stands_for_any_digit_and_nothing_else() {
        assert_eq!(find(&["0月00号", "00"], "5月12号"), [(0, 0), (4, 1)]);
        assert_eq!(find(&["0年"], "０年、七年、年"), []);
    }
}
