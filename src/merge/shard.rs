//! Shards: which part of the letters one machine makes. A hash of each name decides, so that a
//! letter stays in its shard whatever other letters come and go, and machines need not talk.

mod auto;
mod division;

pub use auto::{Variables, auto};
pub use division::{Division, part, runs};

use sha2::{Digest, Sha256};

/// The most shards that letters are divided into.
const MOST: u32 = 100_000;

/// One of several parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Shard {
    index: u32,
    count: u32,
}

impl Shard {
    /// The part at a place from 0; none where there is no such part.
    pub fn new(index: u32, count: u32) -> Option<Self> {
        (index < count && count <= MOST).then_some(Self { index, count })
    }

    /// Reads `3/50`: the third of fifty.
    pub fn parse(text: &str) -> Option<Self> {
        let (number, count) = text.split_once('/')?;
        Self::new(digits(number)?.checked_sub(1)?, digits(count)?)
    }

    /// Its number, from 1.
    pub fn number(self) -> u32 {
        self.index + 1
    }

    /// How many there are.
    pub fn count(self) -> u32 {
        self.count
    }

    /// The folder that it writes into.
    pub fn folder(self) -> String {
        format!("shard-{}-of-{}", self.number(), self.count)
    }

    /// Its place, from 0.
    pub fn index(self) -> u32 {
        self.index
    }
}

/// The part, from 0, that the bearer of a name belongs to: an institution by its code, a volume by
/// its name.
fn place(name: &str, count: u32) -> u32 {
    let hash = Sha256::digest(name.as_bytes());
    let head = hash.iter().take(size_of::<u64>());
    let number = head.fold(0_u64, |number, byte| number << u8::BITS | u64::from(*byte));
    // The rest of a division by a u32 is one.
    u32::try_from(number % u64::from(count.max(1))).unwrap_or(0)
}

/// A number of plain digits: what a shell or a scheduler writes.
fn digits(text: &str) -> Option<u32> {
    let plain = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shard(index: u32, count: u32) -> Shard {
        Shard::new(index, count).unwrap()
    }

    #[test]
    fn a_shard_is_written_with_its_number_from_one() {
        assert_eq!(Shard::parse("3/50"), Shard::new(2, 50));
        assert_eq!(shard(2, 50).folder(), "shard-3-of-50");
        for text in ["0/5", "6/5", "/5", "1/", "1/0", "+1/5", "1 /5", "3", "1/2/3", "1/100001"] {
            assert_eq!(Shard::parse(text), None, "{text}");
        }
    }

    #[test]
    fn everyone_has_a_shard_and_keeps_it() {
        for count in [1, 7, 50] {
            assert!((0..200).all(|at| place(&format!("H4407{at:05}"), count) < count));
        }
        // What a released program divided is divided alike by the next.
        assert_eq!(["H44070000001", "甲", ""].map(|name| place(name, 50)), [24, 23, 2]);
    }

    #[test]
    fn shards_are_about_equal() {
        let mut sizes = [0; 7];
        for at in 0..7000 {
            sizes[place(&format!("H{at:08}"), 7) as usize] += 1;
        }
        assert!(sizes.iter().all(|size| (900..1100).contains(size)), "{sizes:?}");
    }
}
