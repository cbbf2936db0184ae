//! The folder that joined shards come into: filled beside its place and then renamed into it, so
//! that nobody ever sees half of it.

use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::diag::{Fault, words};
use crate::merge::denied::trouble;
use crate::merge::plan::Stop;
use crate::text::{Disk, Files, everything};

/// A folder that is being filled.
pub(super) struct Stage {
    folder: TempDir,
    out: PathBuf,
}

#[expect(clippy::disallowed_methods, reason = "this is where shards are put into one folder")]
impl Stage {
    /// An empty folder beside the place it is to take.
    ///
    /// # Errors
    /// When it cannot be made.
    pub(super) fn new(out: &Path) -> Result<Self, Fault> {
        let beside = out.parent().filter(|parent| !parent.as_os_str().is_empty());
        let beside = beside.unwrap_or(Path::new("."));
        std::fs::create_dir_all(beside).map_err(|error| trouble(beside, &error))?;
        let mut builder = tempfile::Builder::new();
        builder.prefix(".hongtou-join-");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            builder.permissions(std::fs::Permissions::from_mode(0o755));
        }
        let folder = builder.tempdir_in(beside).map_err(|error| trouble(beside, &error))?;
        Ok(Self { folder, out: out.to_owned() })
    }

    /// Where it is.
    pub(super) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Gives a file of a shard its place here: a second name where the disk knows such, else a copy.
    ///
    /// # Errors
    /// When the disk is full, or the file is not there any more.
    pub(super) fn take(&self, shard: &Disk, path: &str) -> Result<(), Fault> {
        let (from, to) = (shard.root().join(path), self.path().join(path));
        let folder = to.parent().unwrap_or(self.path());
        std::fs::create_dir_all(folder).map_err(|error| trouble(folder, &error))?;
        std::fs::hard_link(&from, &to)
            .or_else(|_| std::fs::copy(&from, &to).map(drop))
            .map_err(|error| trouble(&to, &error))
    }

    /// Takes its place. Where the very same files lie already, as after a run that was not told of
    /// its success, they stay.
    ///
    /// # Errors
    /// When something else lies there, or it cannot be renamed.
    pub(super) fn finish(self) -> Result<(), Stop> {
        if self.taken()? {
            return if self.is_there()? { Ok(()) } else { Err(occupied(&self.out)) };
        }
        // An empty folder gives way.
        let _ = std::fs::remove_dir(&self.out);
        std::fs::rename(self.path(), &self.out).map_err(|error| trouble(&self.out, &error))?;
        // It has its name and is nobody's to clear away.
        let _ = self.folder.keep();
        Ok(())
    }

    /// Whether anything lies in its place.
    fn taken(&self) -> Result<bool, Fault> {
        let is_file = self.out.symlink_metadata().is_ok() && !self.out.is_dir();
        Ok(is_file || !everything(&self.out)?.is_empty())
    }

    /// Whether its place holds the same files, byte for byte, and no others.
    fn is_there(&self) -> Result<bool, Fault> {
        let names = everything(self.path())?;
        if !self.out.is_dir() || everything(&self.out)? != names {
            return Ok(false);
        }
        let (here, there) = (Disk::new(self.path())?, Disk::new(&self.out)?);
        for name in names {
            if here.read(&name)? != there.read(&name)? {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

/// The out folder has files of its own.
fn occupied(out: &Path) -> Stop {
    let shown = out.display();
    let fault = Fault::new(words!("{shown} 里已有别的文件", "{shown} holds other files already"));
    Stop::Unfit(vec![fault.help(words!(
        "换一个 --out，或先把它移开；里面的文件没有动",
        "choose another --out, or move it away; its files are untouched"
    ))])
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "tests look at what was written")]
mod tests {
    use super::*;

    /// A shard with a letter, and a place for the whole.
    fn shard() -> (TempDir, Disk, PathBuf) {
        let root = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(root.path().join("shard/letters/a")).unwrap();
        std::fs::write(root.path().join("shard/letters/a/1.pdf"), "letter").unwrap();
        let (disk, out) = (Disk::new(&root.path().join("shard")).unwrap(), root.path().join("out"));
        (root, disk, out)
    }

    fn staged(disk: &Disk, out: &Path) -> Stage {
        let stage = Stage::new(out).unwrap();
        stage.take(disk, "letters/a/1.pdf").unwrap();
        stage
    }

    #[test]
    fn files_come_into_their_folder_together_and_can_do_so_twice() {
        let (root, disk, out) = shard();
        staged(&disk, &out).finish().unwrap();
        staged(&disk, &out).finish().unwrap();
        assert_eq!(everything(&out).unwrap(), ["letters/a/1.pdf"]);
        assert_eq!(everything(root.path()).unwrap().len(), 2, "nothing is left beside it");
        assert_eq!(disk.read("letters/a/1.pdf").unwrap(), b"letter");
    }

    #[test]
    fn an_empty_folder_gives_way_and_any_other_stays() {
        let (_root, disk, out) = shard();
        std::fs::create_dir(&out).unwrap();
        staged(&disk, &out).finish().unwrap();
        // Written in place it would be the shard's own, which has two names now.
        std::fs::remove_file(out.join("letters/a/1.pdf")).unwrap();
        std::fs::write(out.join("letters/a/1.pdf"), "mine").unwrap();
        assert!(matches!(staged(&disk, &out).finish(), Err(Stop::Unfit(_))));
        assert_eq!(std::fs::read(out.join("letters/a/1.pdf")).unwrap(), b"mine");
        std::fs::remove_dir_all(&out).unwrap();
        std::fs::write(&out, "a file").unwrap();
        assert!(matches!(staged(&disk, &out).finish(), Err(Stop::Unfit(_))));
        assert_eq!(std::fs::read(&out).unwrap(), b"a file");
    }
}
