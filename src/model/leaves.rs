//! Which texts of a paper have which meaning, worked out once: most rules ask for one meaning only.

use super::field::Leaf;
use super::said::Said;

/// How many meanings there are.
const MEANINGS: usize = Leaf::CreditCode as usize + 1;

/// The places of a paper's texts among `Paper::said`, by their meanings.
#[derive(Debug, Default)]
pub(super) struct Leaves {
    /// The places, those of one meaning beside each other and in the order they were written.
    places: Vec<u32>,
    /// Where the places of each meaning end.
    ends: [u32; MEANINGS],
}

impl Leaves {
    /// Sorts texts by their meanings.
    pub(super) fn of(said: &[Said]) -> Self {
        let mut ends = [0; MEANINGS];
        for said in said {
            ends[said.field.leaf as usize] += 1;
        }
        let mut sum = 0;
        // First the start of each meaning; it becomes the end as the places are filled in.
        for end in &mut ends {
            sum += std::mem::replace(end, sum);
        }
        let mut places = vec![0; said.len()];
        for (at, said) in (0..).zip(said) {
            let end = &mut ends[said.field.leaf as usize];
            places[*end as usize] = at;
            *end += 1;
        }
        Self { places, ends }
    }

    /// The places of the texts that have a meaning.
    pub(super) fn places(&self, leaf: Leaf) -> impl Iterator<Item = usize> + use<'_> {
        let at = leaf as usize;
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        let places = &self.places[start as usize..self.ends[at] as usize];
        places.iter().map(|place| *place as usize)
    }
}
