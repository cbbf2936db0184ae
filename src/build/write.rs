//! Writes outputs whole or not at all: everything is staged beside its place, then renamed into it.

use std::io::{ErrorKind, Write};
use std::path::{Component, Path, PathBuf};

use tempfile::NamedTempFile;

use super::Built;
use crate::diag::{Fault, words};

/// The folder that outputs go to.
#[derive(Debug)]
pub struct Folder {
    root: PathBuf,
}

/// A file that lies on the disk whole, beside the place it is to take.
struct Staged {
    file: NamedTempFile,
    place: PathBuf,
}

#[expect(clippy::disallowed_methods, reason = "this is where outputs are written")]
impl Folder {
    /// A folder, made when it is not there.
    ///
    /// # Errors
    /// When it cannot be made or written to.
    pub fn new(root: &Path) -> Result<Self, Fault> {
        std::fs::create_dir_all(root).map_err(|error| trouble(root, &error))?;
        Ok(Self { root: root.to_owned() })
    }

    /// Writes the outputs of a build, and its manifest last. Until every byte lies on the disk
    /// nothing that was there before is touched, and what cannot be replaced as a whole is put
    /// back as it was.
    ///
    /// # Errors
    /// When something cannot be written: the folder is read-only, the disk is full.
    pub fn write(&self, built: &Built) -> Result<(), Fault> {
        let mut staged = Vec::new();
        for output in &built.outputs {
            staged.push(self.stage(&output.path, &output.bytes)?);
        }
        staged.push(self.stage("manifest.json", built.manifest.as_bytes())?);
        replace(staged)
    }

    /// Writes one file, whole or not at all, in the place of what is there.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn write_one(&self, path: &str, bytes: &[u8]) -> Result<(), Fault> {
        replace(vec![self.stage(path, bytes)?])
    }

    /// Writes several files, all of them or none, in the place of what is there.
    ///
    /// # Errors
    /// When one of them cannot be written.
    pub fn write_all<'a>(
        &self,
        files: impl IntoIterator<Item = (&'a str, &'a [u8])>,
    ) -> Result<(), Fault> {
        let staged = files.into_iter().map(|(path, bytes)| self.stage(path, bytes));
        replace(staged.collect::<Result<_, _>>()?)
    }

    /// Writes one file, whole or not at all, and never over another.
    ///
    /// # Errors
    /// When a file is there, also one that came only now, or when it cannot be written.
    pub fn write_new(&self, path: &str, bytes: &[u8]) -> Result<(), Fault> {
        if self.has(path) {
            return Err(exists(path));
        }
        let Staged { file, place } = self.stage(path, bytes)?;
        file.persist_noclobber(&place).map(drop).map_err(|error| match error.error.kind() {
            ErrorKind::AlreadyExists => exists(path),
            _ => trouble(&place, &error.error),
        })
    }

    /// The text of a file, when it is there and is text.
    pub fn read(&self, path: &str) -> Option<String> {
        std::fs::read_to_string(self.root.join(path)).ok()
    }

    /// Whether something is there, if only a link to nothing.
    pub fn has(&self, path: &str) -> bool {
        self.root.join(path).symlink_metadata().is_ok()
    }

    fn stage(&self, path: &str, bytes: &[u8]) -> Result<Staged, Fault> {
        let place = self.place(path)?;
        if place.is_dir() {
            return Err(is_folder(&place));
        }
        let folder = place.parent().unwrap_or(&self.root);
        // Before any folder is made: a link on the way would have it made somewhere else.
        if !self.holds(folder) {
            return Err(outside(path));
        }
        std::fs::create_dir_all(folder).map_err(|error| trouble(folder, &error))?;
        let mut file = hidden().tempfile_in(folder).map_err(|error| trouble(folder, &error))?;
        file.write_all(bytes)
            .and_then(|()| file.as_file().sync_all())
            .map_err(|error| trouble(&place, &error))?;
        Ok(Staged { file, place })
    }

    /// Whether a folder, or the nearest one above it that is there, really lies inside.
    fn holds(&self, folder: &Path) -> bool {
        let there = folder.ancestors().find(|folder| folder.symlink_metadata().is_ok());
        let real = there.and_then(|there| there.canonicalize().ok());
        let root = self.root.canonicalize().ok();
        real.zip(root).is_some_and(|(real, root)| real.starts_with(root))
    }

    fn place(&self, path: &str) -> Result<PathBuf, Fault> {
        let inside = Path::new(path).components().all(|part| matches!(part, Component::Normal(_)));
        if inside && !path.is_empty() { Ok(self.root.join(path)) } else { Err(outside(path)) }
    }
}

/// Puts staged files into their places: all of them, or none.
fn replace(staged: Vec<Staged>) -> Result<(), Fault> {
    let mut replaced = Vec::new();
    for Staged { file, place } in staged {
        let put = keep(&place).and_then(|old| match file.persist(&place) {
            Ok(_) => Ok(old),
            Err(error) => {
                // A file that could only be moved aside goes back; a second name of it vanishes.
                if let Some(old) = old.filter(|_| place.symlink_metadata().is_err()) {
                    old.persist(&place).map_err(|error| error.error)?;
                }
                Err(error.error)
            }
        });
        match put {
            Ok(old) => replaced.push((old, place)),
            Err(error) => return Err(put_back(replaced, &place, &error)),
        }
    }
    Ok(())
}

/// A second name for what lies in a place, gone when it is dropped; where a disk knows no second
/// names the file is moved aside.
#[expect(clippy::disallowed_methods, reason = "this is where outputs are written")]
fn keep(place: &Path) -> std::io::Result<Option<NamedTempFile<()>>> {
    if place.is_dir() {
        return Err(ErrorKind::IsADirectory.into());
    }
    if place.symlink_metadata().is_err() {
        return Ok(None);
    }
    let aside =
        |name: &Path| std::fs::hard_link(place, name).or_else(|_| std::fs::rename(place, name));
    let folder = place.parent().unwrap_or(Path::new("."));
    hidden().make_in(folder, aside).map(Some)
}

/// Undoes what has been replaced, and says why, or what could not be undone.
fn put_back(
    replaced: Vec<(Option<NamedTempFile<()>>, PathBuf)>,
    at: &Path,
    error: &std::io::Error,
) -> Fault {
    let mut left = Vec::new();
    for (old, place) in replaced {
        let undone = match old {
            Some(old) => old.persist(&place).map_err(|error| error.error),
            None => std::fs::remove_file(&place),
        };
        if undone.is_err() {
            left.push(place.display().to_string());
        }
    }
    let fault = trouble(at, error);
    if left.is_empty() {
        return fault;
    }
    let (zh, en) = (left.join("、"), left.join(", "));
    fault.help(words!(
        "这些文件已经换成新的：{zh}；排除原因后再运行一次",
        "these are replaced already: {en}; remove the cause and run again"
    ))
}

fn exists(path: &str) -> Fault {
    Fault::new(words!("{path} 已经存在", "{path} is already there"))
        .help(words!("换一个文件名", "choose another name"))
}

fn is_folder(place: &Path) -> Fault {
    let shown = place.display();
    Fault::new(words!("{shown} 是文件夹，不是文件", "{shown} is a folder and no file")).help(
        words!(
            "移走那个文件夹，或换一个 --out；原有文件没有动",
            "move that folder away, or choose another --out; earlier files are untouched"
        ),
    )
}

fn outside(path: &str) -> Fault {
    Fault::new(words!(
        "输出文件 {path} 在输出文件夹之外",
        "the output {path} lies outside the output folder"
    ))
    .help(words!("改文件名，或移走指向外面的链接", "rename it, or remove the link that leads out"))
}

fn trouble(path: &Path, error: &std::io::Error) -> Fault {
    if error.kind() == ErrorKind::IsADirectory {
        return is_folder(path);
    }
    let shown = path.display();
    let (said, help) = match error.kind() {
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => (
            words!("没有权限写 {shown}", "no permission to write {shown}"),
            words!(
                "换一个 --out 文件夹，或改它的权限",
                "choose another --out, or change its permissions"
            ),
        ),
        ErrorKind::AlreadyExists | ErrorKind::NotADirectory => (
            words!("{shown} 是文件，不是文件夹", "{shown} is a file and no folder"),
            words!("换一个 --out，或移走那个文件", "choose another --out, or move that file away"),
        ),
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => (
            words!("磁盘已满，{shown} 没有写成", "the disk is full; {shown} was not written"),
            words!(
                "腾出空间后再运行一次；原有文件没有动",
                "make room and run again; earlier files are untouched"
            ),
        ),
        _ => (
            words!("写 {shown} 失败：{error}", "cannot write {shown}: {error}"),
            words!(
                "排除原因后再运行一次；原有文件没有动",
                "remove the cause and run again; earlier files are untouched"
            ),
        ),
    };
    Fault::new(said).help(help)
}

/// What a file is called until it is in its place.
fn hidden() -> tempfile::Builder<'static, 'static> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".hongtou-").permissions_like_others();
    builder
}

/// Temporary files are private; outputs are files like any other.
trait LikeOthers {
    fn permissions_like_others(&mut self) -> &mut Self;
}

impl LikeOthers for tempfile::Builder<'_, '_> {
    #[cfg(unix)]
    fn permissions_like_others(&mut self) -> &mut Self {
        use std::os::unix::fs::PermissionsExt;
        self.permissions(std::fs::Permissions::from_mode(0o644))
    }

    #[cfg(not(unix))]
    fn permissions_like_others(&mut self) -> &mut Self {
        self
    }
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "tests look at what was written")]
mod tests {
    use super::*;

    fn folder() -> (tempfile::TempDir, Folder) {
        let root = tempfile::tempdir().unwrap();
        let folder = Folder::new(root.path()).unwrap();
        (root, folder)
    }

    fn names(root: &Path) -> Vec<String> {
        let entries = std::fs::read_dir(root).unwrap();
        let mut names: Vec<String> =
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn a_replacement_that_fails_half_way_is_undone() {
        let (root, folder) = folder();
        std::fs::write(root.path().join("a"), "old").unwrap();
        let staged = ["a", "b", "c"].map(|name| folder.stage(name, b"new").unwrap());
        std::fs::create_dir(root.path().join("c")).unwrap();
        let fault = replace(staged.into()).unwrap_err();
        assert!(fault.words.en.ends_with("c is a folder and no file"), "{fault}");
        assert_eq!(std::fs::read_to_string(root.path().join("a")).unwrap(), "old");
        assert_eq!(names(root.path()), ["a", "c"]);
    }

    #[test]
    fn a_replacement_leaves_the_new_files_and_nothing_else() {
        let (root, folder) = folder();
        std::fs::write(root.path().join("a"), "old").unwrap();
        replace(["a", "b"].map(|name| folder.stage(name, b"new").unwrap()).into()).unwrap();
        assert_eq!(std::fs::read_to_string(root.path().join("a")).unwrap(), "new");
        assert_eq!(names(root.path()), ["a", "b"]);
    }

    #[test]
    fn a_new_file_is_never_written_over_another() {
        let (root, folder) = folder();
        folder.write_new("a", b"first").unwrap();
        let fault = folder.write_new("a", b"second").unwrap_err();
        assert_eq!(fault.words.en, "a is already there");
        assert_eq!(std::fs::read_to_string(root.path().join("a")).unwrap(), "first");
        assert_eq!(names(root.path()), ["a"]);
    }

    #[test]
    fn a_place_that_is_a_folder_is_refused() {
        let (root, folder) = folder();
        std::fs::create_dir(root.path().join("a")).unwrap();
        let fault = folder.write_one("a", b"new").unwrap_err();
        assert!(fault.words.en.ends_with("a is a folder and no file"), "{fault}");
        assert_eq!(names(root.path()), ["a"]);
    }

    #[cfg(unix)]
    #[test]
    fn nothing_is_made_beyond_a_link_that_leads_out() {
        let (root, folder) = folder();
        let outside = tempfile::tempdir().unwrap();
        std::os::unix::fs::symlink(outside.path(), root.path().join("x")).unwrap();
        std::os::unix::fs::symlink("/nowhere", root.path().join("dangling")).unwrap();
        for path in ["x/y/a", "x/a", "dangling/a"] {
            let fault = folder.write_one(path, b"new").unwrap_err();
            assert!(fault.words.en.contains("outside the output folder"), "{fault}");
        }
        assert!(names(outside.path()).is_empty());
    }
}
