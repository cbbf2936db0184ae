//! Small fixed sets of characters that running text is searched for, one character after another.

/// A few characters. Nearly every character of a text is none of them, and one look at a table of
/// bits says so.
#[derive(Debug, Clone, Copy)]
pub struct Marks {
    /// A bit for each value of a character's last twelve bits, which nearly always tell it from
    /// every other.
    bits: [u64; 64],
    all: &'static str,
}

impl Marks {
    /// The characters of a text.
    pub const fn of(all: &'static str) -> Self {
        let (bytes, mut at, mut bits, mut c) = (all.as_bytes(), 0, [0; 64], 0_u32);
        while at < bytes.len() {
            // Each byte but the first of a character adds six bits to it.
            let byte = bytes[at] as u32;
            c = if byte < 0x80 { byte } else { c << 6 | byte & 0x3F };
            at += 1;
            if at == bytes.len() || bytes[at] & 0xC0 != 0x80 {
                bits[(c >> 6 & 63) as usize] |= 1 << (c & 63);
            }
        }
        Self { bits, all }
    }

    /// Whether a character is one of them.
    #[inline]
    pub fn has(&self, c: char) -> bool {
        self.may_have(c) && self.surely_has(c)
    }

    /// Whether a character may be one of them. False is certain.
    #[inline]
    pub fn may_have(&self, c: char) -> bool {
        let code = u32::from(c);
        self.bits[(code >> 6 & 63) as usize] >> (code & 63) & 1 == 1
    }

    /// Where the first character of a text begins that may be one of them. A character's last
    /// twelve bits stand in its last two bytes: no character is put together to be looked at.
    pub fn find(&self, text: &str) -> Option<usize> {
        let bytes = text.as_bytes();
        let mut at = 0;
        while let [first, rest @ ..] = &bytes[at..] {
            let (high, low, width) = match (first, rest) {
                (0xE0..=0xEF, [middle, last, ..]) => (*middle, *last, 3),
                (0xF0.., [_, middle, last, ..]) => (*middle, *last, 4),
                (0xC0.., [last, ..]) => (*first, *last, 2),
                _ => (*first >> 6, *first, 1),
            };
            if self.bits[usize::from(high & 63)] >> (low & 63) & 1 == 1 {
                return Some(at);
            }
            at += width;
        }
        None
    }

    /// What is rarely asked stands apart, so that the look at the bits stays small.
    #[inline(never)]
    fn surely_has(&self, c: char) -> bool {
        self.all.contains(c)
    }

    /// Whether a text holds one of them.
    pub fn in_text(&self, text: &str) -> bool {
        text.chars().any(|c| self.has(c))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_has_its_characters_and_no_others() {
        const MARKS: Marks = Marks::of("〔[（a〕·𝄞");
        for c in '\u{0}'..='\u{1ffff}' {
            assert_eq!(MARKS.has(c), "〔[（a〕·𝄞".contains(c), "{c}");
        }
        assert!(MARKS.in_text("江医保〔2022") && !MARKS.in_text("江医保") && !MARKS.in_text(""));
    }

    #[test]
    fn the_first_place_that_may_have_one_is_where_a_character_says_so() {
        const MARKS: Marks = Marks::of("〔[（a〕·𝄞");
        assert_eq!(MARKS.find("x江é医𝄢·"), Some(13));
        for c in '\u{0}'..='\u{1ffff}' {
            let text = format!("{c}é江");
            assert_eq!(MARKS.find(&text) == Some(0), MARKS.may_have(c), "{c}");
        }
    }
}
