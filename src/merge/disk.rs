//! The out folder on disk. What is written lies in `.hongtou` first and is renamed into its place
//! when it is whole; nothing ever leaves the folder, also not through links.
//!
//! Letters are not forced to the disk one by one, which would cost more than making them: a killed
//! program loses nothing that way, and after a power cut a file that has not the size the journal
//! knows is made again.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{BufWriter, ErrorKind, Read, Write};
use std::path::{Component, Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

use super::denied::{is_folder, outside, trouble};
use crate::diag::Fault;

/// Where a run keeps what is its own, and nobody else's.
pub(super) const OWN: &str = ".hongtou";
/// How the names of files begin that are not whole yet.
const PART: &str = "part-";

/// An out folder.
#[derive(Debug)]
pub(super) struct Disk {
    root: PathBuf,
    /// The folders that are known to be there and to lie inside.
    folders: Mutex<BTreeSet<String>>,
    next: AtomicU64,
}

/// A file that is being written.
pub(super) struct Staged<'a> {
    disk: &'a Disk,
    file: BufWriter<File>,
    part: PathBuf,
    path: String,
}

#[expect(clippy::disallowed_methods, reason = "this is where a merge reads and writes")]
impl Disk {
    /// A folder, made when it is not there.
    ///
    /// # Errors
    /// When it cannot be made.
    pub(super) fn open(root: &Path) -> Result<Self, Fault> {
        std::fs::create_dir_all(root).map_err(|error| trouble(root, &error))?;
        let root = root.canonicalize().map_err(|error| trouble(root, &error))?;
        let disk = Self { root, folders: Mutex::new(BTreeSet::new()), next: AtomicU64::new(0) };
        disk.folder(OWN)?;
        Ok(disk)
    }

    /// Where it lies.
    pub(super) fn root(&self) -> &Path {
        &self.root
    }

    /// Removes what a killed run has left unfinished.
    pub(super) fn clean(&self) -> Result<(), Fault> {
        let own = self.root.join(OWN);
        for entry in std::fs::read_dir(&own).map_err(|error| trouble(&own, &error))? {
            let entry = entry.map_err(|error| trouble(&own, &error))?;
            if entry.file_name().to_string_lossy().starts_with(PART) {
                let path = entry.path();
                std::fs::remove_file(&path).map_err(|error| trouble(&path, &error))?;
            }
        }
        Ok(())
    }

    /// Puts a file into its place, whole or not at all.
    pub(super) fn put(&self, path: &str, bytes: &[u8]) -> Result<(), Fault> {
        self.whole(path, |part| std::fs::write(part, bytes))
    }

    /// The same, little by little.
    pub(super) fn pour(&self, path: &str, from: &mut dyn Read) -> Result<(), Fault> {
        self.whole(path, |part| std::io::copy(from, &mut File::create(part)?).map(drop))
    }

    fn whole(
        &self,
        path: &str,
        write: impl FnOnce(&Path) -> std::io::Result<()>,
    ) -> Result<(), Fault> {
        let place = self.place(path)?;
        self.folder(path.rsplit_once('/').map_or("", |(folder, _)| folder))?;
        let part = self.part();
        write(&part).map_err(|error| self.failed(&part, &place, &error))?;
        self.rename(&part, &place)
    }

    /// Begins a file that is written little by little.
    pub(super) fn stage(&self, path: &str) -> Result<Staged<'_>, Fault> {
        let place = self.place(path)?;
        let part = self.part();
        let file = File::create(&part).map_err(|error| trouble(&place, &error))?;
        Ok(Staged { disk: self, file: BufWriter::new(file), part, path: path.to_owned() })
    }

    /// The size of a file; none where there is none, or something else.
    pub(super) fn size(&self, path: &str) -> Option<u64> {
        let found = self.place(path).ok()?.symlink_metadata().ok()?;
        found.is_file().then_some(found.len())
    }

    /// Opens a file to read it; none where there is none.
    pub(super) fn reader(&self, path: &str) -> Result<Option<File>, Fault> {
        let place = self.place(path)?;
        match File::open(&place) {
            Ok(file) => Ok(Some(file)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(trouble(&place, &error)),
        }
    }

    /// Opens a file of our own to lock it or to write behind what it has.
    pub(super) fn own(&self, path: &str) -> Result<File, Fault> {
        let place = self.place(path)?;
        let opened = File::options().read(true).append(true).create(true).open(&place);
        opened.map_err(|error| trouble(&place, &error))
    }

    /// Removes a file; nothing where there is none.
    pub(super) fn remove(&self, path: &str) -> Result<(), Fault> {
        let place = self.place(path)?;
        // What a link on the way leads to is not ours.
        if place.parent().is_some_and(|folder| !self.inside(folder)) {
            return Err(outside(path));
        }
        match std::fs::remove_file(&place) {
            Err(error) if error.kind() != ErrorKind::NotFound => Err(trouble(&place, &error)),
            Ok(()) | Err(_) => Ok(()),
        }
    }

    /// Removes a folder, where it is empty.
    pub(super) fn remove_empty(&self, path: &str) {
        if let Ok(place) = self.place(path) {
            // A folder that is not empty stays.
            let _ = std::fs::remove_dir(place);
        }
    }

    /// Calls with every file below a folder, by name, links not followed.
    pub(super) fn each_file(
        &self,
        folder: &str,
        each: &mut dyn FnMut(String),
    ) -> Result<(), Fault> {
        let start = self.place(folder)?;
        if start.symlink_metadata().is_err() {
            return Ok(());
        }
        for entry in walkdir::WalkDir::new(&start).sort_by_file_name() {
            let entry = entry.map_err(|error| trouble(&start, &error.into()))?;
            if !entry.file_type().is_dir() {
                let inside = entry.path().strip_prefix(&self.root).unwrap_or(entry.path());
                let parts = inside.components().map(|part| part.as_os_str().to_string_lossy());
                each(parts.collect::<Vec<_>>().join("/"));
            }
        }
        Ok(())
    }

    fn part(&self) -> PathBuf {
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        self.root.join(OWN).join(format!("{PART}{number}"))
    }

    fn rename(&self, part: &Path, place: &Path) -> Result<(), Fault> {
        std::fs::rename(part, place).map_err(|error| self.failed(part, place, &error))
    }

    /// Why a file is not in its place. What there is of it goes.
    fn failed(&self, part: &Path, place: &Path, error: &std::io::Error) -> Fault {
        let _ = std::fs::remove_file(part);
        // Somebody may have taken the folders away: whoever tries again looks anew.
        self.folders.lock().unwrap_or_else(PoisonError::into_inner).clear();
        if place.is_dir() { is_folder(place) } else { trouble(place, error) }
    }

    /// Makes a folder and those above it, and makes sure that they lie inside.
    fn folder(&self, path: &str) -> Result<(), Fault> {
        let known = || self.folders.lock().unwrap_or_else(PoisonError::into_inner);
        if path.is_empty() || known().contains(path) {
            return Ok(());
        }
        let place = self.place(path)?;
        let there = place.ancestors().find(|folder| folder.symlink_metadata().is_ok());
        // Before any folder is made: a link on the way would have it made somewhere else.
        if !there.is_some_and(|there| self.inside(there)) {
            return Err(outside(path));
        }
        std::fs::create_dir_all(&place).map_err(|error| trouble(&place, &error))?;
        known().insert(path.to_owned());
        Ok(())
    }

    /// Whether a folder that is there really lies inside.
    fn inside(&self, folder: &Path) -> bool {
        folder.canonicalize().is_ok_and(|real| real.starts_with(&self.root))
    }

    fn place(&self, path: &str) -> Result<PathBuf, Fault> {
        let normal = |part| matches!(part, Component::Normal(_));
        if path.is_empty() || !Path::new(path).components().all(normal) {
            return Err(outside(path));
        }
        Ok(self.root.join(path))
    }
}

impl Staged<'_> {
    /// Adds a line.
    pub(super) fn line(&mut self, line: &str) -> Result<(), Fault> {
        let written = writeln!(self.file, "{line}");
        written.map_err(|error| trouble(&self.disk.root.join(&self.path), &error))
    }

    /// Puts it into its place, once it lies on the disk.
    pub(super) fn finish(self) -> Result<(), Fault> {
        let Self { disk, file, part, path } = self;
        let place = disk.place(&path)?;
        let synced = file.into_inner().map_err(std::io::IntoInnerError::into_error);
        let synced = synced.and_then(|file| file.sync_all());
        synced.map_err(|error| disk.failed(&part, &place, &error))?;
        disk.rename(&part, &place)
    }
}
