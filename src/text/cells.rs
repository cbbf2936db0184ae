//! The characters of a text as tables of bits are asked for them, straight from its bytes.
//!
//! UTF-8 writes the last six bits of a character in a byte of their own, and a word of a table has
//! 64 bits: no character has to be put together to be looked up.

/// A character, as the place of its bit in a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cell {
    /// Which 64 characters it is one of.
    pub page: u32,
    /// Which of them it is.
    pub bit: u32,
}

impl Cell {
    /// The cell of a character's code.
    pub const fn of(code: u32) -> Self {
        Self { page: code >> 6, bit: code & 63 }
    }

    /// The code of its character.
    pub const fn code(self) -> u32 {
        self.page << 6 | self.bit
    }
}

/// The characters of a text, each with its place.
pub fn cells(text: &str) -> impl Iterator<Item = (usize, Cell)> + '_ {
    let mut rest = text.as_bytes();
    std::iter::from_fn(move || {
        let at = text.len() - rest.len();
        let (cell, after) = first_cell(rest)?;
        rest = after;
        Some((at, cell))
    })
}

/// The first character of the bytes of a text, and the bytes after it.
#[inline]
pub const fn first_cell(text: &[u8]) -> Option<(Cell, &[u8])> {
    const fn six(byte: u8) -> u32 {
        (byte & 0x3F) as u32
    }
    let (page, last, after) = match text {
        // Nearly every character is a Chinese one, and asked about first.
        [first @ 0xE0..=0xEF, second, last, after @ ..] => {
            (((*first & 0x0F) as u32) << 6 | six(*second), *last, after)
        }
        [only @ 0..=0x7F, after @ ..] => ((*only >> 6) as u32, *only, after),
        [first @ 0xC0..=0xDF, last, after @ ..] => ((*first & 0x1F) as u32, *last, after),
        [first, second, third, last, after @ ..] => {
            (((*first & 0x07) as u32) << 12 | six(*second) << 6 | six(*third), *last, after)
        }
        _ => return None,
    };
    Some((Cell { page, bit: six(last) }, after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_character_is_in_its_cell() {
        let text: String = ('\u{0}'..=char::MAX).collect();
        let codes = cells(&text).map(|(at, cell)| (at, cell.code()));
        assert!(codes.eq(text.char_indices().map(|(at, c)| (at, u32::from(c)))));
        assert_eq!(Cell::of(u32::from('江')).code(), u32::from('江'));
    }
}
