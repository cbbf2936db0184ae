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
    /// The words with their places in the list they were made of, by their first characters.
    words: Vec<(String, usize)>,
}

/// One bit for each of 65,536 numbers.
#[derive(Debug)]
struct Bits(Vec<u64>);

impl Needles {
    /// Words, which are told by their places in this list when they are found.
    pub fn new(words: impl IntoIterator<Item = String>) -> Self {
        let mut needles =
            Self { alone: Bits::none(), begins: Bits::none(), pairs: Bits::none(), words: vec![] };
        needles.words.extend(words.into_iter().enumerate().map(|(at, word)| (word, at)));
        needles.words.sort();
        for (word, _) in &needles.words {
            let mut chars = word.chars();
            let (Some(first), second) = (chars.next(), chars.next()) else { continue };
            for first in meant(first) {
                let Some(second) = second else {
                    needles.alone.add(number(first));
                    continue;
                };
                needles.begins.add(number(first));
                meant(second).for_each(|second| needles.pairs.add(pair(first, second)));
            }
        }
        needles
    }

    /// Tells every place of every word, one place after another.
    pub fn find(&self, text: &str, mut found: impl FnMut(usize, usize)) {
        let mut chars = text.char_indices();
        let mut here = chars.next();
        while let Some((at, c)) = here {
            here = chars.next();
            let begun = || {
                let next = here.filter(|_| self.begins.has(number(c)));
                next.is_some_and(|(_, next)| self.pairs.has(pair(c, next)))
            };
            if self.alone.has(number(c)) || begun() {
                self.compare(&text[at..], |word| found(at, word));
            }
        }
    }

    /// The words that a text begins with.
    fn compare(&self, text: &str, mut found: impl FnMut(usize)) {
        let Some(first) = text.chars().next().map(written) else { return };
        let from = self.words.partition_point(|(word, _)| !word.starts_with(|c| c >= first));
        for (word, at) in &self.words[from..] {
            if !word.starts_with(first) {
                return;
            }
            let mut chars = text.chars().map(written);
            if word.chars().all(|c| chars.next() == Some(c)) {
                found(*at);
            }
        }
    }
}

impl Bits {
    fn none() -> Self {
        Self(vec![0; 1 << 10])
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
    if c == '0' { '0'..='9' } else { c..=c }.into_iter()
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
