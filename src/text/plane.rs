//! Characters of the basic plane (基本多文种平面) as bits, so that asking for one costs next to nothing.

use std::sync::atomic::{AtomicU64, Ordering};

use super::Cell;

const PAGES: usize = 0x1_0000 / u64::BITS as usize;

/// A set of characters below U+10000 that grows while it is shared; it holds none above.
#[derive(Debug)]
pub struct Plane(Box<[AtomicU64; PAGES]>);

impl Default for Plane {
    fn default() -> Self {
        Self(Box::new([const { AtomicU64::new(0) }; PAGES]))
    }
}

// The order of what several threads find out does not matter: each bit speaks for itself, and who
// does not see it yet finds out the same.
impl Plane {
    /// Whether a character is in it.
    pub fn holds(&self, cell: Cell) -> bool {
        let page = self.0.get(cell.page as usize);
        page.is_some_and(|page| page.load(Ordering::Relaxed) >> cell.bit & 1 == 1)
    }

    /// Whether a character is one of the basic plane.
    pub fn spans(cell: Cell) -> bool {
        (cell.page as usize) < PAGES
    }

    /// Those in it, in order.
    pub fn cells(&self) -> impl Iterator<Item = Cell> + '_ {
        let pages = (0..).zip(self.0.iter());
        pages.flat_map(|(page, bits)| {
            let bits = bits.load(Ordering::Relaxed);
            let held = move |bit: &u32| bits >> bit & 1 == 1;
            (0..u64::BITS).filter(held).map(move |bit| Cell { page, bit })
        })
    }

    /// Takes in a character, if it is one of the basic plane.
    pub fn add(&self, cell: Cell) {
        if let Some(page) = self.0.get(cell.page as usize) {
            page.fetch_or(1 << cell.bit, Ordering::Relaxed);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plane_holds_what_was_added_and_nothing_above_its_end() {
        let plane = Plane::default();
        let (held, other) =
            (['A', '一', '\u{4eff}', '\u{ffff}'], ['@', '\u{4e01}', '\u{10000}', '😀']);
        for c in held.into_iter().chain(['\u{10000}', '😀']) {
            plane.add(Cell::of(c.into()));
        }
        assert!(held.into_iter().all(|c| plane.holds(Cell::of(c.into()))));
        assert!(!other.into_iter().any(|c| plane.holds(Cell::of(c.into()))));
        assert!(plane.cells().eq(held.into_iter().map(|c| Cell::of(c.into()))));
    }
}
