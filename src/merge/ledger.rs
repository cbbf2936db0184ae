//! What became of every row. No letter is lost silently: what was to be made is counted before
//! anything is, and what was made is held against it.

use super::press::Press;
use super::record::{Counts, State};
use super::task::Task;
use crate::diag::Fault;

/// How many rows are read at once.
pub(super) const BATCH: usize = 512;

/// What became of every row, by its place among the good ones.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ledger {
    slots: Vec<Slot>,
    expected: usize,
    skipped: usize,
}

/// What is known of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Slot {
    /// It is made by somebody else.
    Elsewhere,
    /// It is to be made.
    Due,
    /// It was made, or could not be.
    Was(State),
}

impl Ledger {
    /// The rows that a task is to make, all of them due.
    ///
    /// # Errors
    /// When the roster cannot be read back.
    pub fn new<P: Press>(task: &Task<'_, P>) -> Result<Self, Fault> {
        let mut slots = Vec::with_capacity(task.roster.len());
        for start in (0..task.roster.len()).step_by(BATCH) {
            let rows = task.roster.rows(start..task.roster.len().min(start + BATCH))?;
            let slot = |row| if task.takes(row) { Slot::Due } else { Slot::Elsewhere };
            slots.extend(rows.iter().map(slot));
        }
        let due = slots.iter().filter(|slot| **slot == Slot::Due).count();
        let skipped = task.skipped.len();
        Ok(Self { slots, expected: due + skipped, skipped })
    }

    /// Notes what became of a row.
    pub fn set(&mut self, at: usize, state: State) {
        self.slots[at] = Slot::Was(state);
    }

    /// Whether a row is still to be made.
    pub fn due(&self, at: usize) -> bool {
        self.slots.get(at) == Some(&Slot::Due)
    }

    /// What became of a row; nothing where it is still to be made, or made elsewhere.
    pub fn state(&self, at: usize) -> Option<State> {
        match self.slots.get(at) {
            Some(Slot::Was(state)) => Some(*state),
            Some(Slot::Due | Slot::Elsewhere) | None => None,
        }
    }

    /// Whether the letter of a row was made.
    pub fn done(&self, at: usize) -> bool {
        self.state(at) == Some(State::Done)
    }

    /// How many letters there are to be.
    pub fn expected(&self) -> usize {
        self.expected
    }

    /// How many were made so far.
    pub fn made(&self) -> usize {
        self.slots.iter().filter(|slot| **slot == Slot::Was(State::Done)).count()
    }

    /// How many there are of each, at the end. Where the sum is wrong the program is, and nobody
    /// is told that all went well.
    pub fn counts(&self) -> Counts {
        let failed = self.slots.iter().filter(|slot| **slot == Slot::Was(State::Failed)).count();
        let counts =
            Counts { expected: self.expected, done: self.made(), failed, skipped: self.skipped };
        let sum = counts.done + counts.failed + counts.skipped;
        assert_eq!(sum, counts.expected, "letters were lost: {counts:?}");
        counts
    }
}
