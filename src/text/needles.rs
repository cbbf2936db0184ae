//! Many words looked for at once, in one pass over a text.
//!
//! Nearly every place of a text is where no word begins, and two looks at tables of bits say so for
//! its next two characters. An automaton over all words would have to be led through every byte.

use rustc_hash::FxHashMap;

use super::{Cell, cells, first_cell};

/// Words to look for. The digit 0 in a word stands for any ASCII digit.
#[derive(Debug)]
pub struct Needles {
    /// The characters that are words by themselves, by their last sixteen bits.
    alone: Bits,
    /// For the last ten bits of the first character of longer words, the last six of the second.
    seconds: Bits,
    /// The words of each head.
    words: FxHashMap<Head, Words>,
}

/// Words that begin alike.
#[derive(Debug, Default)]
struct Words {
    /// The last six bits of the characters that may come next; all where a word ends here.
    next: u64,
    /// What follows their heads, the shorter before the longer, and the places of the words in the
    /// list they came from. Whoever looks for several may name one more than once.
    all: Vec<(String, Vec<usize>)>,
}

impl Words {
    fn add(&mut self, rest: &str, place: usize) {
        let next = rest.chars().next();
        self.next |=
            next.map_or(u64::MAX, |next| meant(next).fold(0, |all, one| all | 1 << one.bit));
        match self.all.iter_mut().find(|(own, _)| own == rest) {
            Some((_, places)) => places.push(place),
            None => self.all.push((rest.to_owned(), vec![place])),
        }
    }
}

/// A table of 1024 words of 64 bits.
type Bits = Box<[u64; ROWS]>;

const ROWS: usize = 1 << 10;

/// The codes of the first two characters of a word; that of [`NONE`] where it has one only.
type Head = u64;

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
        self.words.entry(joined(head)).or_default().add(chars.as_str(), place);
    }

    /// Tells every place of every word, in the order in which they begin, the shorter first.
    pub fn find(&self, text: &str, mut found: impl FnMut(usize, usize)) {
        let mut seconds = 0;
        for (at, cell) in cells(text) {
            if seconds >> cell.bit & 1 == 1 || self.is_alone(cell) {
                self.found_at(text, at, &mut found);
            }
            seconds = self.seconds(cell);
        }
    }

    /// Whether a character may be a word by itself. False is certain.
    pub fn is_alone(&self, cell: Cell) -> bool {
        self.alone[row(cell.page)] >> cell.bit & 1 == 1
    }

    /// The last six bits of the characters of which one is second in every longer word that begins
    /// with a character.
    pub fn seconds(&self, first: Cell) -> u64 {
        self.seconds[row(first.code())]
    }

    /// Tells the words in a text whose second character, or the only one, stands at a place.
    pub fn found_at(&self, text: &str, at: usize, mut found: impl FnMut(usize, usize)) {
        let cell = |c: char| Cell::of(c.into());
        let Some(here) = text[at..].chars().next() else { return };
        if let Some(first) = text[..at].chars().next_back() {
            let head = [cell(first), cell(here)];
            self.tell(head, &text[at..], |place| found(at - first.len_utf8(), place));
        }
        if self.is_alone(cell(here)) {
            self.tell([cell(here), NONE], &text[at..], |place| found(at, place));
        }
    }

    /// Tells the words with a head in whose last character a text begins.
    fn tell(&self, head: [Cell; 2], text: &str, found: impl FnMut(usize)) {
        let Some(words) = self.words.get(&joined(head.map(written))) else { return };
        let Some((_, rest)) = first_cell(text.as_bytes()) else { return };
        let next = first_cell(rest).map_or(u64::MAX, |(next, _)| 1 << next.bit);
        if words.next & next != 0 {
            let after = &text[text.len() - rest.len()..];
            let begun = words.all.iter().filter(|(rest, _)| begins(after, rest));
            begun.flat_map(|(_, places)| places).copied().for_each(found);
        }
    }
}

/// Whether a text begins with what stands in a word.
fn begins(text: &str, written: &str) -> bool {
    let stands_for = |c: char, own: char| own == c || (c == '0' && own.is_ascii_digit());
    let mut text = text.chars();
    written.chars().all(|c| text.next().is_some_and(|own| stands_for(c, own)))
}

fn joined([first, second]: [u32; 2]) -> Head {
    u64::from(first) << u32::BITS | u64::from(second)
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
