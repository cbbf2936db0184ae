//! Where every letter of a roster goes, known before the first is written: two letters that would
//! share a file stop a merge, for one of them would be lost.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use super::ledger::BATCH;
use super::press::Press;
use super::task::Task;
use crate::diag::Fault;

/// How many clashes are told of.
const TOLD: usize = 100;

/// Two rows whose letters would be one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clash {
    /// The path of the file.
    pub path: String,
    /// The rows in the roster, from 1.
    pub rows: [u64; 2],
}

/// The rows of a roster by the paths of their letters.
#[derive(Debug, Default)]
pub(super) struct Paths {
    rows: HashMap<u64, u32>,
    /// Those of them that are not each row's own.
    pub(super) clashes: Vec<Clash>,
}

/// Some disks take A.pdf and a.pdf for one file.
fn key(path: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    path.to_lowercase().hash(&mut hasher);
    hasher.finish()
}

impl Paths {
    /// The paths of all letters, also of those that others make.
    pub(super) fn new<P: Press>(task: &Task<'_, P>) -> Result<Self, Fault> {
        let mut paths = Self::default();
        if !task.choice.letters {
            return Ok(paths);
        }
        paths.rows.reserve(task.roster.len() * task.looks.len());
        for start in (0..task.roster.len()).step_by(BATCH) {
            let rows = task.roster.rows(start..task.roster.len().min(start + BATCH))?;
            for (at, row) in (start..).zip(rows) {
                let line = row.line;
                for path in task.paths(&task.values(row)) {
                    paths.add(task, at, line, path)?;
                }
            }
        }
        Ok(paths)
    }

    fn add<P: Press>(
        &mut self,
        task: &Task<'_, P>,
        at: usize,
        line: u64,
        path: String,
    ) -> Result<(), Fault> {
        let at = u32::try_from(at).unwrap_or(u32::MAX);
        let Some(other) = self.rows.insert(key(&path), at) else { return Ok(()) };
        let other = task.roster.row(other as usize)?;
        let first = other.line;
        let same = |own: &String| own.to_lowercase() == path.to_lowercase();
        if self.clashes.len() < TOLD && task.paths(&task.values(other)).iter().any(same) {
            self.clashes.push(Clash { path, rows: [first, line] });
        }
        Ok(())
    }

    /// The row whose letter has a path, by its place among the good ones.
    pub(super) fn row(&self, path: &str) -> Option<usize> {
        self.rows.get(&key(path)).map(|at| *at as usize)
    }
}
