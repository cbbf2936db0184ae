//! Many words looked for at once, in one pass over a text.

use aho_corasick::Anchored;
use aho_corasick::automaton::{Automaton, StateID};
use aho_corasick::nfa::contiguous::NFA;

/// Words to look for. The digit 0 in a word stands for any ASCII digit.
#[derive(Debug)]
pub struct Needles {
    words: NFA,
    /// Where the search begins.
    start: StateID,
    /// For each word that is looked for, its place in the list it came from.
    places: Vec<usize>,
}

impl Needles {
    /// Words, which are told by their places in this list when they are found; an empty one never
    /// is.
    pub fn new(words: impl IntoIterator<Item = String>) -> Self {
        let words = words.into_iter().enumerate().filter(|(_, word)| !word.is_empty());
        let (places, words): (Vec<usize>, Vec<String>) = words.unzip();
        let words = NFA::new(words).expect("lists of words are short");
        let start = words.start_state(Anchored::No).expect("a search may begin anywhere");
        Self { words, start, places }
    }

    /// Tells every place of every word, in the order in which they end.
    ///
    /// The search is fed byte by byte, because the library's own loop would have to be given a copy
    /// of each text with its digits made zeros.
    pub fn find(&self, text: &str, mut found: impl FnMut(usize, usize)) {
        let mut state = self.start;
        for (at, byte) in text.bytes().enumerate() {
            state = self.words.next_state(Anchored::No, state, written(byte));
            if !self.words.is_match(state) {
                continue;
            }
            for nth in 0..self.words.match_len(state) {
                let word = self.words.match_pattern(state, nth);
                found(at + 1 - self.words.pattern_len(word), self.places[word]);
            }
        }
    }
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
        assert_eq!(find(&["0月00号", "00"], "5月12号"), [(4, 1), (0, 0)]);
        assert_eq!(find(&["0年"], "０年、七年、年"), []);
    }
}
