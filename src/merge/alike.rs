//! Hashes files that begin alike: the letters of a batch have their fonts and their common words in
//! front, and what was hashed once is not hashed again.
//!
//! A SHA-256 of all 130 KB of a letter would cost a tenth of what the letter costs. So only the few
//! KB behind the common ones are hashed, the others compared, and every record has the hash that
//! any other program finds.

use sha2::{Digest, Sha256};

use crate::text::hex;

/// After how many bytes the state of a hash is kept.
const STEP: usize = 4096;

/// The first file it was given, and the states of its hash on the way.
#[derive(Default)]
pub(super) struct Alike {
    first: Vec<u8>,
    states: Vec<Sha256>,
}

impl Alike {
    /// The SHA-256 of some bytes, in hexadecimal.
    pub(super) fn hash(&mut self, bytes: &[u8]) -> String {
        if self.first.is_empty() {
            self.remember(bytes);
        }
        let steps = self.first.chunks_exact(STEP).zip(bytes.chunks_exact(STEP));
        let alike = steps.take_while(|(own, other)| own == other).count();
        let state = alike.checked_sub(1).and_then(|last| self.states.get(last));
        let digest = state.cloned().unwrap_or_default();
        hex(&digest.chain_update(&bytes[alike * STEP..]).finalize())
    }

    fn remember(&mut self, bytes: &[u8]) {
        self.first = bytes.to_vec();
        let mut digest = Sha256::new();
        for step in bytes.chunks_exact(STEP) {
            digest.update(step);
            self.states.push(digest.clone());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_is_the_same_whatever_was_hashed_before() {
        let mut alike = Alike::default();
        let file = |length: usize, other: Option<usize>| {
            let byte =
                |at: usize| if Some(at) == other { 0xff } else { u8::try_from(at % 251).unwrap() };
            (0..length).map(byte).collect::<Vec<u8>>()
        };
        for (length, other) in [
            (3 * STEP + 7, None),
            (3 * STEP + 7, Some(2 * STEP)),
            (3 * STEP + 7, Some(0)),
            (2 * STEP, None),
            (5 * STEP, None),
            (0, None),
            (9, None),
        ] {
            let bytes = file(length, other);
            assert_eq!(alike.hash(&bytes), hex(&Sha256::digest(&bytes)), "{length} {other:?}");
        }
    }
}
