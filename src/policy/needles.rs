//! Many words looked for at once, in one pass over a text.
//!
//! A word has at least one character, and nearly every place of a text begins none. Two looks at
//! small sets of bits say so: whether the character begins a word at all, and whether it does with
//! the next one. Only what is left is compared with the words themselves.

/// Words to look for. The digit 0 in a word stands for any ASCII digit.
#[derive(Debug)]
pub struct Needles {
    /// Characters that are words by themselves.
    alone: Bits,
    /// Characters that begin a longer word.
    begins: Bits,
    /// The first two characters of longer words, mixed into one number.
    pairs: Bits,
    /// The words, by their first two characters.
    words: Vec<Needle>,
}

/// One of the words.
#[derive(Debug)]
struct Needle {
    /// The first two characters; a word of one has none second.
    begin: (char, Option<char>),
    /// What follows them.
    rest: String,
    /// Its place in the list it came from.
    word: usize,
}

/// One bit for each of 65,536 numbers.
#[derive(Debug)]
struct Bits(Box<[u64; 1 << 10]>);

impl Needles {
    /// Words, which are told by their places in this list when they are found.
    pub fn new(words: impl IntoIterator<Item = String>) -> Self {
        let mut needles =
            Self { alone: Bits::none(), begins: Bits::none(), pairs: Bits::none(), words: vec![] };
        for (at, word) in words.into_iter().enumerate() {
            let mut chars = word.chars();
            let Some(first) = chars.next() else { continue };
            let begin = (first, chars.next());
            needles.note(begin);
            needles.words.push(Needle { begin, rest: chars.collect(), word: at });
        }
        needles.words.sort_by_key(|needle| needle.begin);
        needles
    }

    fn note(&mut self, (first, second): (char, Option<char>)) {
        for first in meant(first) {
            let Some(second) = second else {
                self.alone.add(number(first));
                continue;
            };
            self.begins.add(number(first));
            meant(second).for_each(|second| self.pairs.add(pair(first, second)));
        }
    }

    /// Tells every place of every word, one place after another.
    pub fn find(&self, text: &str, mut found: impl FnMut(usize, usize)) {
        let mut chars = text.char_indices();
        let mut here = chars.next();
        while let Some((at, c)) = here {
            here = chars.next();
            if self.alone.has(number(c)) {
                self.compare((c, None), "", |word| found(at, word));
            }
            let Some((_, next)) = here.filter(|_| self.begins.has(number(c))) else { continue };
            if self.pairs.has(pair(c, next)) {
                self.compare((c, Some(next)), chars.as_str(), |word| found(at, word));
            }
        }
    }

    /// The words that begin so and go on as a text does.
    fn compare(&self, begin: (char, Option<char>), text: &str, mut found: impl FnMut(usize)) {
        let begin = (written(begin.0), begin.1.map(written));
        let from = self.words.partition_point(|needle| needle.begin < begin);
        for needle in self.words[from..].iter().take_while(|needle| needle.begin == begin) {
            let mut chars = text.chars().map(written);
            if needle.rest.chars().all(|c| chars.next() == Some(c)) {
                found(needle.word);
            }
        }
    }
}

impl Bits {
    fn none() -> Self {
        Self(Box::new([0; 1 << 10]))
    }

    fn add(&mut self, number: u16) {
        self.0[usize::from(number >> 6)] |= 1 << (number & 63);
    }

    fn has(&self, number: u16) -> bool {
        self.0[usize::from(number >> 6)] >> (number & 63) & 1 == 1
    }
}

/// How a character is written in a word.
fn written(c: char) -> char {
    if c.is_ascii_digit() { '0' } else { c }
}

/// The characters that one of a word stands for.
fn meant(c: char) -> impl Iterator<Item = char> {
    if c == '0' { '0'..='9' } else { c..=c }
}

/// Characters beyond the first plane share the numbers of others, which the comparison parts.
fn number(c: char) -> u16 {
    (u32::from(c) & 0xffff) as u16
}

fn pair(first: char, second: char) -> u16 {
    let mixed =
        u32::from(first).wrapping_mul(0x9E37_79B1) ^ u32::from(second).wrapping_mul(0x85EB_CA6B);
    (mixed >> 16) as u16
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
        assert_eq!(find(&words, "\u{d11e}"), [], "it shares its number with 𝄞");
    }

    #[test]
    fn a_zero_stands_for_any_digit_and_nothing_else() {
        assert_eq!(find(&["0月00号", "00"], "5月12号"), [(0, 0), (4, 1)]);
        assert_eq!(find(&["0年"], "０年、七年、年"), []);
    }
}
