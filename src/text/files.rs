//! The one door to the disk: reading the files of a workspace, wherever they lie.
//!
//! The trait keeps everything after it testable without a disk. `Disk` refuses to leave its
//! root, also through symbolic links.

use std::collections::BTreeMap;
use std::fs::File;
use std::path::{Component, Path, PathBuf};

/// Why a file could not be read; `diag` turns it into a fault with advice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileError {
    /// There is no such file.
    Missing(String),
    /// It may not be read.
    Denied(String),
    /// It lies outside the root, perhaps through a link.
    Outside(String),
    /// Its name is not UTF-8.
    Name(String),
    /// Neither this folder nor one above it has a `policies` folder.
    NoWorkspace(String),
    /// What the system says.
    Other(String, String),
}

impl FileError {
    /// The same, told of a path as the user wrote it.
    fn about(self, path: &str) -> Self {
        if matches!(self, Self::Outside(_)) { Self::Outside(path.to_owned()) } else { self }
    }
}

/// Files by path; paths use `/` and are relative to a root.
pub trait Files: Send + Sync {
    /// The bytes of a file.
    ///
    /// # Errors
    /// When the file is missing, unreadable or outside the root.
    fn read(&self, path: &str) -> Result<Vec<u8>, FileError>;

    /// Every file under a folder, sorted by path; empty when there is no such folder.
    ///
    /// # Errors
    /// When the folder cannot be listed.
    fn list(&self, folder: &str) -> Result<Vec<String>, FileError>;
}

/// Files in memory: the ones built into the program, and those of tests.
#[derive(Debug, Clone, Default)]
pub struct Memory(pub BTreeMap<String, Vec<u8>>);

impl Files for Memory {
    fn read(&self, path: &str) -> Result<Vec<u8>, FileError> {
        self.0.get(path).cloned().ok_or_else(|| FileError::Missing(path.to_owned()))
    }

    fn list(&self, folder: &str) -> Result<Vec<String>, FileError> {
        let first = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        // All paths that begin alike stand beside each other.
        let from = self.0.range(first.clone()..).map(|(path, _)| path);
        Ok(from.take_while(|path| path.starts_with(&first)).cloned().collect())
    }
}

impl<P: Into<String>, B: Into<Vec<u8>>> FromIterator<(P, B)> for Memory {
    fn from_iter<I: IntoIterator<Item = (P, B)>>(files: I) -> Self {
        Self(files.into_iter().map(|(path, bytes)| (path.into(), bytes.into())).collect())
    }
}

/// The user's files first, then those built into the program.
pub struct Overlay<'a> {
    /// What comes first.
    pub over: &'a dyn Files,
    /// What is used where the first has nothing.
    pub under: &'a dyn Files,
}

impl Files for Overlay<'_> {
    fn read(&self, path: &str) -> Result<Vec<u8>, FileError> {
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        if self.over.list(folder)?.iter().any(|listed| listed == path) {
            return self.over.read(path);
        }
        self.under.read(path)
    }

    fn list(&self, folder: &str) -> Result<Vec<String>, FileError> {
        let mut all = self.over.list(folder)?;
        all.extend(self.under.list(folder)?);
        all.sort();
        all.dedup();
        Ok(all)
    }
}

/// A folder on disk.
#[derive(Debug, Clone)]
pub struct Disk {
    root: PathBuf,
}

impl Disk {
    /// A folder that exists.
    ///
    /// # Errors
    /// When it does not exist or cannot be entered.
    pub fn new(root: &Path) -> Result<Self, FileError> {
        let root =
            root.canonicalize().map_err(|error| trouble(&root.display().to_string(), &error))?;
        Ok(Self { root })
    }

    /// Its absolute path.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The nearest folder at or above `start` that holds `policies/`.
    ///
    /// # Errors
    /// When there is none.
    pub fn find_workspace(start: &Path) -> Result<Self, FileError> {
        let start =
            start.canonicalize().map_err(|error| trouble(&start.display().to_string(), &error))?;
        let found = start.ancestors().find(|folder| folder.join("policies").is_dir());
        let none = || FileError::NoWorkspace(start.display().to_string());
        found.map(|root| Self { root: root.to_owned() }).ok_or_else(none)
    }

    /// The text of a file the user named on the command line, wherever it lies.
    ///
    /// # Errors
    /// When it is not there, cannot be read or is no text.
    #[expect(clippy::disallowed_methods, reason = "this is the door")]
    pub fn read_named(from: &Path, named: &Path) -> Result<String, FileError> {
        let shown = named.display().to_string();
        std::fs::read_to_string(from.join(named)).map_err(|error| trouble(&shown, &error))
    }

    /// The path inside the root of something that is there and was named from a folder.
    ///
    /// # Errors
    /// When it is not there or lies outside the root.
    pub fn inside(&self, from: &Path, named: &Path) -> Result<String, FileError> {
        let shown = named.display().to_string();
        let real = from.join(named).canonicalize().map_err(|error| trouble(&shown, &error))?;
        self.relative(&real).map_err(|error| error.about(&shown))
    }

    /// The path inside the root of something that may be yet to come.
    ///
    /// # Errors
    /// When it would lie outside the root.
    pub fn inside_or_new(&self, from: &Path, named: &Path) -> Result<String, FileError> {
        let shown = named.display().to_string();
        let full = from.join(named);
        let there = full.ancestors().find(|path| path.symlink_metadata().is_ok());
        let there = there.ok_or_else(|| FileError::Missing(shown.clone()))?;
        let rest = full.strip_prefix(there).unwrap_or(Path::new(""));
        if !rest.components().all(|part| matches!(part, Component::Normal(_))) {
            return Err(FileError::Outside(shown));
        }
        let real = there.canonicalize().map_err(|error| trouble(&shown, &error))?;
        let whole = rest.components().fold(real, |path, part| path.join(part));
        self.relative(&whole).map_err(|error| error.about(&shown))
    }

    fn resolve(&self, path: &str) -> Result<PathBuf, FileError> {
        let plain = Path::new(path).components().all(|part| matches!(part, Component::Normal(_)));
        if !plain {
            return Err(FileError::Outside(path.to_owned()));
        }
        let full = self.root.join(path);
        let real = full.canonicalize().map_err(|error| trouble(path, &error))?;
        if real.starts_with(&self.root) {
            Ok(real)
        } else {
            Err(FileError::Outside(path.to_owned()))
        }
    }
}

impl Files for Disk {
    #[expect(clippy::disallowed_methods, reason = "this is the door")]
    fn read(&self, path: &str) -> Result<Vec<u8>, FileError> {
        std::fs::read(self.resolve(path)?).map_err(|error| trouble(path, &error))
    }

    fn list(&self, folder: &str) -> Result<Vec<String>, FileError> {
        let start = self.root.join(folder);
        if !start.exists() {
            return Ok(Vec::new());
        }
        let visible = |entry: &walkdir::DirEntry| {
            entry.depth() == 0 || !entry.file_name().to_string_lossy().starts_with('.')
        };
        let mut found = Vec::new();
        for entry in
            walkdir::WalkDir::new(start).sort_by_file_name().into_iter().filter_entry(visible)
        {
            let entry = entry.map_err(|error| {
                let shown =
                    error.path().map_or_else(|| folder.into(), |path| path.display().to_string());
                let cause = error.into_io_error().unwrap_or_else(|| std::io::Error::other("loop"));
                trouble(&shown, &cause)
            })?;
            if entry.path_is_symlink() {
                self.stays_inside(entry.path())?;
            }
            // A link to a file is a file. One to a folder of the workspace shows nothing new.
            if entry.path().is_file() {
                found.push(self.relative(entry.path())?);
            }
        }
        found.sort();
        Ok(found)
    }
}

impl Disk {
    /// A link may lead anywhere in the workspace and nowhere else.
    fn stays_inside(&self, link: &Path) -> Result<(), FileError> {
        let shown = self.relative(link)?;
        let real = link.canonicalize().map_err(|error| trouble(&shown, &error))?;
        if real.starts_with(&self.root) { Ok(()) } else { Err(FileError::Outside(shown)) }
    }

    fn relative(&self, path: &Path) -> Result<String, FileError> {
        let shown = || path.display().to_string();
        let inside = path.strip_prefix(&self.root).map_err(|_| FileError::Outside(shown()))?;
        let parts: Option<Vec<&str>> = inside.iter().map(std::ffi::OsStr::to_str).collect();
        parts.map(|parts| parts.join("/")).ok_or_else(|| FileError::Name(shown()))
    }
}

/// A file the user named on the command line, wherever it lies, to be read piece by piece.
///
/// # Errors
/// When it is not there, may not be read, or is a folder or a pipe: those cannot be read twice,
/// and opening a pipe may wait for ever.
pub fn open(path: &Path) -> Result<File, FileError> {
    let shown = path.display().to_string();
    let about = path.metadata().map_err(|error| trouble(&shown, &error))?;
    if !about.is_file() {
        return Err(FileError::Other(shown, "not a regular file".to_owned()));
    }
    File::open(path).map_err(|error| trouble(&shown, &error))
}

fn trouble(path: &str, error: &std::io::Error) -> FileError {
    use std::io::ErrorKind;
    match error.kind() {
        ErrorKind::NotFound => FileError::Missing(path.to_owned()),
        ErrorKind::PermissionDenied => FileError::Denied(path.to_owned()),
        _ => FileError::Other(path.to_owned(), error.to_string()),
    }
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "tests write what is read")]
mod tests {
    use super::*;

    #[test]
    fn a_path_that_leaves_the_root_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let disk = Disk::new(folder.path()).unwrap();
        for path in ["../x", "/etc/hosts", "a/../../x"] {
            assert_eq!(disk.read(path), Err(FileError::Outside(path.to_owned())));
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_link_that_leaves_the_root_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let outside = tempfile::tempdir().unwrap();
        std::fs::write(outside.path().join("secret"), "x").unwrap();
        std::os::unix::fs::symlink(outside.path().join("secret"), folder.path().join("a")).unwrap();
        let disk = Disk::new(folder.path()).unwrap();
        assert_eq!(disk.read("a"), Err(FileError::Outside("a".to_owned())));
        assert_eq!(disk.list(""), Err(FileError::Outside("a".to_owned())));
        std::fs::remove_file(folder.path().join("a")).unwrap();
        std::os::unix::fs::symlink(outside.path(), folder.path().join("b")).unwrap();
        assert_eq!(disk.list(""), Err(FileError::Outside("b".to_owned())));
    }

    #[test]
    fn a_named_file_is_opened_wherever_it_lies_and_a_folder_is_not() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        std::fs::write(&path, "x").unwrap();
        assert!(open(&path).is_ok());
        assert!(matches!(open(folder.path()), Err(FileError::Other(..))));
        assert!(matches!(open(&folder.path().join("b")), Err(FileError::Missing(_))));
    }

    #[test]
    fn the_upper_files_hide_the_lower_ones() {
        let over = Memory::from_iter([("a/x", "upper")]);
        let under = Memory::from_iter([("a/x", "lower"), ("a/y", "lower")]);
        let both = Overlay { over: &over, under: &under };
        assert_eq!(both.read("a/x").unwrap(), b"upper");
        assert_eq!(both.read("a/y").unwrap(), b"lower");
        assert_eq!(both.list("a").unwrap(), ["a/x", "a/y"]);
    }
}
