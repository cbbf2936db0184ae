//! The out folder of a merge: taken before the first letter, given back with its manifest after the
//! last, and never in between without a journal that says what of it can be believed.

use std::collections::BTreeMap;
use std::io::Read;
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::disk::{Disk, OWN};
use super::journal::{self, line};
use super::ledger::{BATCH, Ledger};
use super::lock::Lock;
use super::manifest::{LETTERS, Manifest, NAME};
use super::paths::Paths;
use super::press::Press;
use super::record::{Made, Other, Record, State};
use super::sink::Sink;
use super::stock::{self, Stock};
use super::stray::{self, Strays};
use super::task::Task;
use crate::diag::Fault;
use crate::text::hex;

/// An out folder that nobody else works in.
pub struct Folder {
    disk: Disk,
    lock: Lock,
    paths: Paths,
    stock: Mutex<Stock>,
    /// What was put there beside letters, by this run.
    fresh: Mutex<BTreeMap<String, Other>>,
}

impl Folder {
    /// Takes a folder, and notes in the ledger which letters need not be made.
    pub(super) fn take<P: Press>(
        root: &Path,
        task: &Task<'_, P>,
        paths: Paths,
        ledger: &mut Ledger,
        verify: bool,
    ) -> Result<Self, Fault> {
        let disk = Disk::open(root)?;
        let lock = Lock::take(&disk)?;
        disk.clean()?;
        let stock = Mutex::new(stock::take(task, &paths, ledger, &disk, verify)?);
        Ok(Self { disk, lock, paths, stock, fresh: Mutex::default() })
    }

    /// Ends a merge: writes down what became of every row, and looks for files that are nobody's.
    pub(super) fn finish<P: Press>(
        self,
        task: &Task<'_, P>,
        ledger: &Ledger,
        mut manifest: Manifest,
        prune: bool,
    ) -> Result<(Manifest, Strays), Fault> {
        manifest.counts = ledger.counts();
        manifest.letters = self.letters(task, ledger)?;
        let fresh = std::mem::take(&mut *guard(&self.fresh));
        let filed = std::mem::take(&mut guard(&self.stock).filed);
        let wanted = |path: &str| {
            fresh.contains_key(path) || self.paths.row(path).is_some_and(|at| filed[at])
        };
        let strays = stray::look(&self.disk, &wanted, prune)?;
        let (index, runs) = fresh.values().cloned().partition(|other| is_index(&other.file.path));
        (manifest.index, manifest.runs) = (index, runs);
        let mut staged = self.disk.stage(NAME)?;
        staged.line(manifest.text().trim_end())?;
        staged.finish()?;
        self.disk.remove(&journal::path())?;
        self.lock.give_back(&self.disk)?;
        // It stays where it still lists files that runs before have made.
        self.disk.remove_empty(OWN);
        Ok((manifest, strays))
    }

    /// Writes the line of every row in the order of the roster; gives the hash of them all.
    fn letters<P: Press>(&self, task: &Task<'_, P>, ledger: &Ledger) -> Result<String, Fault> {
        let mut staged = self.disk.stage(LETTERS)?;
        let mut stock = guard(&self.stock);
        let mut digest = Digest::default();
        let mut skipped = task.skipped.iter().copied().peekable();
        let mut write = |text: &str| {
            digest.add(text);
            staged.line(text)
        };
        let left_out = |row: u64| line(&Record { row, state: State::Skipped, ..Record::default() });
        for start in (0..task.roster.len()).step_by(BATCH) {
            let rows = task.roster.rows(start..task.roster.len().min(start + BATCH))?;
            for (at, row) in (start..).zip(rows) {
                let Some(state) = ledger.state(at) else { continue };
                while let Some(bad) = skipped.next_if(|bad| *bad < row.line) {
                    write(&left_out(bad))?;
                }
                let known = stock.journal.line(at).filter(|_| state == State::Done);
                let told = || line(&task.record(&task.letter(at, row), state, Vec::new()));
                write(&known.unwrap_or_else(told))?;
            }
        }
        skipped.try_for_each(|bad| write(&left_out(bad)))?;
        staged.finish()?;
        Ok(digest.finish())
    }
}

/// A hash of lines.
#[derive(Default)]
struct Digest(sha2::Sha256);

impl Digest {
    fn add(&mut self, line: &str) {
        sha2::Digest::update(&mut self.0, line.as_bytes());
        sha2::Digest::update(&mut self.0, b"\n");
    }

    fn finish(self) -> String {
        hex(&sha2::Digest::finalize(self.0))
    }
}

/// Whether a file belongs to the index, and not to the print runs.
fn is_index(path: &str) -> bool {
    path.starts_with("index")
}

fn guard<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Sink for Folder {
    fn put(&self, path: &str, bytes: &[u8]) -> Result<(), Fault> {
        self.disk.put(path, bytes)
    }

    fn pour(&self, path: &str, from: &mut dyn Read) -> Result<(), Fault> {
        self.disk.pour(path, from)
    }

    fn note(&self, records: &[Record]) -> Result<(), Fault> {
        let mut stock = guard(&self.stock);
        for record in records {
            stock.filed[record.at] = !record.files.is_empty();
        }
        stock.journal.letters(records, &self.disk)
    }

    fn have(&self, path: &str, input: &str) -> Option<Made> {
        let stock = guard(&self.stock);
        let other = stock.others.get(path).filter(|other| other.input == input)?;
        guard(&self.fresh).insert(path.to_owned(), other.clone());
        Some(other.file.clone())
    }

    fn wrote(&self, made: &Made, input: &str) -> Result<(), Fault> {
        let other = Other { input: input.to_owned(), file: made.clone() };
        guard(&self.stock).journal.other(&other, &self.disk)?;
        guard(&self.fresh).insert(made.path.clone(), other);
        Ok(())
    }
}
