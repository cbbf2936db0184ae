//! Takes stock before anything is made: which letters lie in the folder already, and which files of
//! runs before nobody needs any more.
//!
//! The new journal has a line for each letter that may stay and none for what will be overwritten.
//! Only when it lies on the disk are the records of runs before taken away, and only then is the
//! first letter written: whenever a run is killed, no record claims more than is there.

use std::collections::BTreeMap;

use super::alike::Alike;
use super::denied::trouble;
use super::disk::{Disk, Staged};
use super::journal::{Journal, Lines, Old, each_line, line, outlived, path};
use super::ledger::{BATCH, Ledger};
use super::manifest::{LETTERS, NAME};
use super::paths::Paths;
use super::press::Press;
use super::record::{Made, Other, Record, State};
use super::task::Task;
use crate::diag::Fault;
use crate::roster::Row;

/// What lies in a folder.
pub(super) struct Stock {
    pub(super) journal: Journal,
    /// Print runs and files of the index, by path.
    pub(super) others: BTreeMap<String, Other>,
    /// Whether the files of a row lie in the folder.
    pub(super) filed: Vec<bool>,
}

struct Taking<'a> {
    disk: &'a Disk,
    old: Old,
    journal: Staged<'a>,
    lines: Lines,
    filed: Vec<bool>,
    verify: bool,
    alike: Alike,
}

/// Takes stock, and notes in the ledger what need not be made.
pub(super) fn take<P: Press>(
    task: &Task<'_, P>,
    paths: &Paths,
    ledger: &mut Ledger,
    disk: &Disk,
    verify: bool,
) -> Result<Stock, Fault> {
    let mut taking = Taking {
        disk,
        old: Old::read(disk)?,
        journal: disk.stage(&path())?,
        lines: Lines::new(task.roster.len()),
        filed: vec![false; task.roster.len()],
        verify,
        alike: Alike::default(),
    };
    taking.letters(task, ledger)?;
    let others = taking.others()?;
    taking.outlived(paths)?;
    let Taking { journal, lines, filed, .. } = taking;
    journal.finish()?;
    disk.remove(NAME)?;
    disk.remove(LETTERS)?;
    Ok(Stock { journal: Journal::open(disk, lines)?, others, filed })
}

impl Taking<'_> {
    /// Keeps the letters that are what they would be made to again.
    fn letters<P: Press>(&mut self, task: &Task<'_, P>, ledger: &mut Ledger) -> Result<(), Fault> {
        for start in (0..task.roster.len()).step_by(BATCH) {
            let rows = task.roster.rows(start..task.roster.len().min(start + BATCH))?;
            for (at, row) in (start..).zip(rows) {
                let kept = if ledger.due(at) { self.kept(task, at, row) } else { None };
                if let Some(record) = kept {
                    self.filed[at] = !record.files.is_empty();
                    self.note(Some(at), &line(&record))?;
                    ledger.set(at, State::Done);
                }
            }
        }
        Ok(())
    }

    fn kept<P: Press>(&mut self, task: &Task<'_, P>, at: usize, row: Row) -> Option<Record> {
        let line = row.line;
        let values = task.values(row);
        let record = self.old.find(task.input(&values))?;
        let named = record.files.iter().map(|made| &made.path);
        let here = record.files.iter().all(|made| is_there(made, self.disk));
        let whole = named.eq(&task.paths(&values)) && here;
        let proven = whole && (!self.verify || record.files.iter().all(|made| self.same(made)));
        // Where no letters are asked for, those that are there stay, and none need be there.
        if proven {
            Some(Record { at, row: line, ..record })
        } else {
            (!task.choice.letters).then_some(Record { at, row: line, files: vec![], ..record })
        }
    }

    /// Whether a file has the bytes that were written.
    fn same(&mut self, made: &Made) -> bool {
        let Ok(Some(mut file)) = self.disk.reader(&made.path) else { return false };
        let mut bytes = Vec::new();
        let read = std::io::Read::read_to_end(&mut file, &mut bytes);
        read.is_ok() && self.alike.hash(&bytes) == made.sha256
    }

    /// Keeps the print runs and the index that are there; whether they are still right is asked
    /// when they would be made.
    fn others(&mut self) -> Result<BTreeMap<String, Other>, Fault> {
        let mut all = BTreeMap::new();
        for other in self.old.others.clone() {
            if is_there(&other.file, self.disk) && (!self.verify || self.same(&other.file)) {
                all.insert(other.file.path.clone(), other);
            }
        }
        for other in all.values() {
            self.note(None, &line(other))?;
        }
        Ok(all)
    }

    fn note(&mut self, at: Option<usize>, line: &str) -> Result<(), Fault> {
        self.lines.add(at, line);
        self.journal.line(line)
    }

    /// Lists the files that runs have made and that are no letters of this one: what may be pruned.
    fn outlived(&mut self, paths: &Paths) -> Result<(), Fault> {
        let mut found = BTreeMap::new();
        let filed = &self.filed;
        let mut add = |made: Made| {
            if !paths.row(&made.path).is_some_and(|at| filed[at]) {
                // What was written last is what lies there.
                found.insert(made.path.clone(), made);
            }
        };
        let read = |error| trouble(self.disk.root(), &error);
        if let Some(file) = self.disk.reader(&outlived())? {
            let lines = each_line(&file, |line, _| {
                serde_json::from_str(line).into_iter().for_each(&mut add);
            });
            lines.map_err(read)?;
        }
        self.old.files(&mut add).map_err(read)?;
        list(self.disk, &found.into_values().collect::<Vec<_>>())
    }
}

/// Whether a file is there in the size that is known of it.
fn is_there(made: &Made, disk: &Disk) -> bool {
    disk.size(&made.path) == Some(made.bytes)
}

/// Writes the list of outlived files, or takes it away.
pub(super) fn list(disk: &Disk, found: &[Made]) -> Result<(), Fault> {
    if found.is_empty() {
        return disk.remove(&outlived());
    }
    let mut staged = disk.stage(&outlived())?;
    found.iter().try_for_each(|made| staged.line(&line(made)))?;
    staged.finish()
}

/// The files of runs before that nobody needs any more.
pub(super) fn listed(disk: &Disk) -> Result<Vec<Made>, Fault> {
    let mut found = Vec::new();
    if let Some(file) = disk.reader(&outlived())? {
        let read = each_line(&file, |line, _| found.extend(serde_json::from_str::<Made>(line)));
        read.map_err(|error| trouble(disk.root(), &error))?;
    }
    Ok(found)
}
