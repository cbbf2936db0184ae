//! Characters of the basic plane (基本多文种平面) as bits, so that asking for one costs next to nothing.

use crate::text::Cell;

/// A set of characters below U+10000; it holds none above.
#[derive(Debug)]
pub(super) struct Plane(Vec<u64>);

const CHARACTERS: u32 = 0x1_0000;

impl Plane {
    /// Whether a character is in it.
    pub(super) fn holds(&self, cell: Cell) -> bool {
        self.0.get(cell.page as usize).is_some_and(|word| word >> cell.bit & 1 == 1)
    }

    /// The characters that are in all of some planes.
    pub(super) fn common<'a>(planes: impl IntoIterator<Item = &'a Self>) -> Self {
        let mut words = vec![u64::MAX; (CHARACTERS / u64::BITS) as usize];
        for plane in planes {
            words.iter_mut().zip(&plane.0).for_each(|(word, own)| *word &= own);
        }
        Self(words)
    }
}

impl FromIterator<(u32, u32)> for Plane {
    /// The characters of runs, each from its first to its last.
    fn from_iter<I: IntoIterator<Item = (u32, u32)>>(runs: I) -> Self {
        let mut words = vec![0u64; (CHARACTERS / u64::BITS) as usize];
        for (first, last) in runs {
            let last = last.min(CHARACTERS - 1);
            // A word at a time, for a font has runs of thousands.
            for word in first / u64::BITS..=last / u64::BITS {
                let start = word * u64::BITS;
                let (from, to) = (first.max(start) - start, last.min(start + 63) - start);
                words[word as usize] |= u64::MAX >> (63 - (to - from)) << from;
            }
        }
        Self(words)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plane_holds_what_its_runs_hold() {
        let plane: Plane =
            [(0x41, 0x42), (0x4e00, 0x4eff), (0xffff, 0x1_0003), (0x1_f600, 0x1_f600)]
                .into_iter()
                .collect();
        for held in ['A', 'B', '一', '\u{4eff}', '\u{ffff}'] {
            assert!(plane.holds(Cell::of(held.into())), "{held:?}");
        }
        for other in ['@', 'C', '\u{4dff}', '\u{4f00}', '\u{10000}', '😀'] {
            assert!(!plane.holds(Cell::of(other.into())), "{other:?}");
        }
        assert!(!std::iter::empty().collect::<Plane>().holds(Cell::of(65)));
        let other: Plane = [(0x42, 0x43)].into_iter().collect();
        let common = Plane::common([&plane, &other]);
        assert!("ABC".chars().all(|c| common.holds(Cell::of(c.into())) == (c == 'B')));
    }
}
