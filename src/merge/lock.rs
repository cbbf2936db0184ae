//! One run at a time works in a folder. The system lets go of a lock when its holder ends, however
//! it ends.

use std::fs::{File, TryLockError};

use super::denied::trouble;
use super::disk::{Disk, OWN};
use crate::diag::{Fault, words};

/// How often a lock is sought that its last holder took away while we were seeking it.
const TRIES: usize = 8;

/// A folder that nobody else works in.
#[derive(Debug)]
pub(super) struct Lock(File);

fn path() -> String {
    format!("{OWN}/lock")
}

impl Lock {
    /// Takes a folder.
    ///
    /// # Errors
    /// When another run works in it.
    pub(super) fn take(disk: &Disk) -> Result<Self, Fault> {
        let shown = disk.root().display();
        for _ in 0..TRIES {
            let file = disk.own(&path())?;
            match file.try_lock() {
                Ok(()) if same(&file, disk) => return Ok(Self(file)),
                // Its last holder has just ended and has taken the file away.
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => break,
                Err(TryLockError::Error(error)) => return Err(trouble(disk.root(), &error)),
            }
        }
        Err(Fault::new(words!(
            "另一个 hongtou merge 正在写 {shown}",
            "another `hongtou merge` is writing {shown}"
        ))
        .help(words!("等它结束，或换一个 --out", "wait until it ends, or choose another --out")))
    }

    /// Gives the folder back, with nothing left of the lock.
    pub(super) fn give_back(self, disk: &Disk) -> Result<(), Fault> {
        let removed = disk.remove(&path());
        drop(self.0);
        removed
    }
}

/// Whether a locked file is still the one that others would find.
#[cfg(unix)]
fn same(file: &File, disk: &Disk) -> bool {
    use std::os::unix::fs::MetadataExt;
    let found = disk.root().join(path()).symlink_metadata();
    let own = file.metadata();
    found.ok().zip(own.ok()).is_some_and(|(found, own)| found.ino() == own.ino())
}

/// Whether a locked file is still the one that others would find: Windows keeps files that are open.
#[cfg(not(unix))]
fn same(_: &File, disk: &Disk) -> bool {
    disk.size(&path()).is_some()
}
