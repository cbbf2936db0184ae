//! Many words looked for at once, in one pass over a text.

use aho_corasick::Anchored;
use aho_corasick::automaton::{Automaton, StateID};
use aho_corasick::nfa::contiguous::NFA;

use crate::text::{Cell, cells};

/// Words to look for. The digit 0 in a word stands for any ASCII digit.
#[derive(Debug)]
pub struct Needles {
    words: NFA,
    /// Where the reading of words begins.
    start: StateID,
    /// For each word that is looked for, its place in the list it came from.
    places: Vec<usize>,
    heads: Heads,
}

impl Needles {
    /// Words, which are told by their places in this list when they are found; an empty one never
    /// is.
    pub fn new(words: impl IntoIterator<Item = String>) -> Self {
        let words = words.into_iter().enumerate().filter(|(_, word)| !word.is_empty());
        let (places, words): (Vec<usize>, Vec<String>) = words.unzip();
        let heads = Heads::of(&words);
        let words = NFA::new(words).expect("lists of words are short");
        let start = words.start_state(Anchored::Yes).expect("a search may begin anywhere");
        Self { words, start, places, heads }
    }

    /// Tells every place of every word, in the order in which they begin, the shorter first.
    pub fn find(&self, text: &str, mut found: impl FnMut(usize, usize)) {
        self.heads.find(text, |at| self.read(text, at, &mut found));
    }

    /// Tells the words that begin at a place.
    ///
    /// They are read byte by byte, because the library's own loop would have to be given a copy of
    /// each text with its digits made zeros.
    fn read(&self, text: &str, start: usize, found: &mut impl FnMut(usize, usize)) {
        let mut state = self.start;
        for (length, byte) in (1..).zip(text[start..].bytes()) {
            state = self.words.next_state(Anchored::Yes, state, written(byte));
            if self.words.is_dead(state) {
                return;
            }
            if !self.words.is_match(state) {
                continue;
            }
            let ending =
                (0..self.words.match_len(state)).map(|nth| self.words.match_pattern(state, nth));
            // Words that end here and begin later are told where they begin.
            for word in ending.filter(|word| self.words.pattern_len(*word) == length) {
                found(start, self.places[word]);
            }
        }
    }
}

/// How words begin: in most places of a text none does, and a look at two tables of bits says so.
#[derive(Debug)]
struct Heads {
    /// The characters that are words by themselves, by their last sixteen bits.
    alone: Box<[u64; ROWS]>,
    /// For the last ten bits of the first character of longer words, the last six of the second.
    seconds: Box<[u64; ROWS]>,
}

const ROWS: usize = 1 << 10;

impl Heads {
    fn of(words: &[String]) -> Self {
        let mut heads = Self { alone: Box::new([0; ROWS]), seconds: Box::new([0; ROWS]) };
        for word in words {
            let mut chars = word.chars();
            let firsts = chars.next().into_iter().flat_map(meant);
            match chars.next() {
                None => firsts.for_each(|only| heads.alone[row(only.page)] |= 1 << only.bit),
                Some(second) => {
                    let bits = meant(second).fold(0, |bits, second| bits | 1 << second.bit);
                    firsts.for_each(|first| heads.seconds[row(first.code())] |= bits);
                }
            }
        }
        heads
    }

    /// Tells every place where a word may begin.
    fn find(&self, text: &str, mut found: impl FnMut(usize)) {
        let (mut before, mut seconds) = (0, 0_u64);
        for (at, cell) in cells(text) {
            if seconds >> cell.bit & 1 == 1 {
                found(before);
            }
            if self.alone[row(cell.page)] >> cell.bit & 1 == 1 {
                found(at);
                seconds = 0;
            } else {
                seconds = self.seconds[row(cell.code())];
            }
            before = at;
        }
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

/// How a byte is written in a word.
fn written(byte: u8) -> u8 {
    if byte.is_ascii_digit() { b'0' } else { byte }
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
