//! What a merge tells while it runs: for bars, and for programs that wait.

use crate::diag::Words;

/// Something that happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Event<'a> {
    /// The rows are known, and which letters are there already.
    Start {
        /// How many letters there are to be, those of bad rows among them.
        expected: usize,
        /// How many lie in the folder, made by a run before.
        kept: usize,
    },
    /// So many more letters lie in their places.
    Letters(usize),
    /// A letter cannot be made.
    Failed {
        /// Its row in the roster.
        row: u64,
        /// Its institution, masked.
        who: &'a str,
        /// Why.
        words: &'a Words,
    },
    /// A print run or a part of the index lies in its place.
    Wrote {
        /// Its path inside the out folder.
        path: &'a str,
        /// How many letters it holds or lists.
        letters: usize,
    },
}

/// Called with what happens, from any thread.
pub type Tell<'a> = &'a (dyn Fn(Event<'_>) + Sync);
