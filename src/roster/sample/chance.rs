//! Numbers that look like chance and are the same each time.

/// How many bits a place among all has: more than a million.
const BITS: u32 = 20;

/// A stream of numbers (`SplitMix64`).
pub(super) struct Chance(u64);

impl Chance {
    /// The stream of a place under a seed.
    pub(super) fn new(seed: u64, at: u64) -> Self {
        Self(mixed(seed.wrapping_add(0x9e37_79b9_7f4a_7c15)) ^ mixed(at.wrapping_add(1)))
    }

    /// The next number below a limit, which is not zero.
    pub(super) fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        mixed(self.0) % limit
    }

    /// One of some words.
    pub(super) fn pick<'a>(&mut self, words: &[&'a str]) -> &'a str {
        let at = self.below(words.len() as u64);
        words[usize::try_from(at).unwrap_or(0)]
    }
}

fn mixed(mut z: u64) -> u64 {
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// Another place for each place below 2^20, no two the same: four rounds of a Feistel network.
pub(super) fn shuffled(place: u64, seed: u64) -> u64 {
    const HALF: u32 = BITS / 2;
    const MASK: u64 = (1 << HALF) - 1;
    let (mut left, mut right) = (place >> HALF & MASK, place & MASK);
    for round in 0..4 {
        let turned = mixed(right ^ mixed(seed.wrapping_add(round))) & MASK;
        (left, right) = (right, left ^ turned);
    }
    left << HALF | right
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shuffling_loses_no_place() {
        let mut seen = vec![false; 1 << BITS];
        for place in 0..1 << BITS {
            let other = usize::try_from(shuffled(place, 7)).unwrap();
            assert!(!std::mem::replace(&mut seen[other], true));
        }
        assert_ne!(shuffled(1, 7), shuffled(1, 8));
    }
}
