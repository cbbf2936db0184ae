//! Small fixed sets of characters that running text is searched for, one character after another.

use super::cells::{Cell, cells, first_cell};

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
        let (mut rest, mut bits) = (all.as_bytes(), [0; 64]);
        while let Some((cell, after)) = first_cell(rest) {
            bits[(cell.page & 63) as usize] |= 1 << cell.bit;
            rest = after;
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
        self.may_fill(Cell::of(c.into()))
    }

    #[inline]
    fn may_fill(&self, cell: Cell) -> bool {
        self.bits[(cell.page & 63) as usize] >> cell.bit & 1 == 1
    }

    /// The first place in a text where one of them may stand.
    pub fn find(&self, text: &str) -> Option<usize> {
        cells(text).find(|(_, cell)| self.may_fill(*cell)).map(|(at, _)| at)
    }

    /// Every place in a text where one of them stands.
    pub fn places<'t>(&'t self, text: &'t str) -> impl Iterator<Item = (usize, char)> + 't {
        let may = cells(text).filter(|(_, cell)| self.may_fill(*cell));
        may.filter_map(|(at, cell)| {
            let c = char::from_u32(cell.code()).filter(|c| self.surely_has(*c))?;
            Some((at, c))
        })
    }

    /// What is rarely asked stands apart, so that the look at the bits stays small.
    #[inline(never)]
    fn surely_has(&self, c: char) -> bool {
        self.all.contains(c)
    }

    /// Whether a text holds one of them.
    pub fn in_text(&self, text: &str) -> bool {
        self.places(text).next().is_some()
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
    fn a_set_tells_where_its_characters_stand() {
        const MARKS: Marks = Marks::of("〔[（a〕·𝄞");
        let text = "x江é医𝄢·a江𝄞〕é";
        assert_eq!(MARKS.find(text), Some(13));
        assert!(MARKS.places(text).eq(text.char_indices().filter(|(_, c)| MARKS.has(*c))));
    }
}
