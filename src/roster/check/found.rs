//! What was found in a roster: everything is counted, and as much is kept as anybody reads.

use crate::diag::Level;
use crate::roster::Flaw;

/// How many errors are kept.
const ERRORS: u64 = 3000;
/// How many warnings are kept, and how many hints.
const OTHERS: u64 = 1000;

/// What was found so far.
#[derive(Debug, Default)]
pub(super) struct Found {
    kept: Vec<Flaw>,
    pub(super) errors: u64,
    pub(super) warnings: u64,
    hints: u64,
}

impl Found {
    /// Adds a flaw.
    pub(super) fn add(&mut self, flaw: Flaw) {
        let (count, most) = match flaw.level {
            Level::Error => (&mut self.errors, ERRORS),
            Level::Warning => (&mut self.warnings, OTHERS),
            Level::Hint => (&mut self.hints, OTHERS),
        };
        *count += 1;
        if *count <= most {
            self.kept.push(flaw);
        }
    }

    /// What was kept, by place.
    pub(super) fn sorted(mut self) -> Vec<Flaw> {
        self.kept.sort_by(|a, b| (&a.place, a.level, a.check).cmp(&(&b.place, b.level, b.check)));
        self.kept
    }
}
