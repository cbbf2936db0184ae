//! Small fixed sets of characters that running text is searched for, one character after another.

/// A few characters. Nearly every character of a text is none of them, and one look at a word of
/// bits says so.
#[derive(Debug, Clone, Copy)]
pub struct Marks {
    /// The last six bits of each character, which are also the last six of its last byte.
    bits: u64,
    all: &'static str,
}

impl Marks {
    /// The characters of a text.
    pub const fn of(all: &'static str) -> Self {
        let (bytes, mut at, mut bits) = (all.as_bytes(), 0, 0);
        while at < bytes.len() {
            // The last byte of a character is followed by one that continues nothing.
            if at + 1 == bytes.len() || bytes[at + 1] & 0xC0 != 0x80 {
                bits |= 1 << (bytes[at] & 63);
            }
            at += 1;
        }
        Self { bits, all }
    }

    /// Whether a character is one of them.
    pub fn has(&self, c: char) -> bool {
        self.bits >> (u32::from(c) & 63) & 1 == 1 && self.all.contains(c)
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
}
