//! Remembers which characters the fonts have: the same few thousand come again and again.

/// Characters that were found in some font.
pub(super) struct Drawn<'a> {
    covered: &'a dyn Fn(&str) -> Option<char>,
    /// One bit for each character of the basic plane.
    known: Vec<u64>,
}

impl<'a> Drawn<'a> {
    pub(super) fn new(covered: &'a dyn Fn(&str) -> Option<char>) -> Self {
        const PLANE: usize = 0x1_0000;
        Self { covered, known: vec![0; PLANE / u64::BITS as usize] }
    }

    /// The first character of a text that no font has.
    pub(super) fn missing(&mut self, text: &str) -> Option<char> {
        if text.chars().all(|c| self.knows(c)) {
            return None;
        }
        let missing = (self.covered)(text);
        if missing.is_none() {
            text.chars().for_each(|c| self.learn(c));
        }
        missing
    }

    fn knows(&self, c: char) -> bool {
        let (word, bit) = place(c);
        self.known.get(word).is_some_and(|word| word >> bit & 1 == 1)
    }

    fn learn(&mut self, c: char) {
        let (word, bit) = place(c);
        if let Some(word) = self.known.get_mut(word) {
            *word |= 1 << bit;
        }
    }
}

fn place(c: char) -> (usize, u32) {
    let at = u32::from(c);
    ((at / u64::BITS) as usize, at % u64::BITS)
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    #[test]
    fn fonts_are_asked_once_for_each_character() {
        let asked = Cell::new(0);
        let covered = |text: &str| {
            asked.set(asked.get() + 1);
            text.chars().find(|c| *c == '缺')
        };
        let mut drawn = Drawn::new(&covered);
        assert_eq!(
            ["甲乙", "乙甲", "甲缺", "甲缺"].map(|text| drawn.missing(text)),
            [None, None, Some('缺'), Some('缺')]
        );
        assert_eq!(asked.get(), 3);
    }
}
