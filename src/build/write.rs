//! Writes outputs whole or not at all: everything is staged beside its place, then renamed into it.

use std::io::Write;
use std::path::{Component, Path, PathBuf};

use tempfile::NamedTempFile;

use super::Built;
use crate::diag::{Fault, words};

/// The folder that outputs go to.
#[derive(Debug)]
pub struct Folder {
    root: PathBuf,
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
    /// nothing that was there before is touched.
    ///
    /// # Errors
    /// When something cannot be written: the folder is read-only, the disk is full.
    pub fn write(&self, built: &Built) -> Result<(), Fault> {
        let mut staged = Vec::new();
        for output in &built.outputs {
            staged.push(self.stage(&output.path, &output.bytes)?);
        }
        staged.push(self.stage("manifest.json", built.manifest.as_bytes())?);
        for (file, place) in staged {
            file.persist(&place).map_err(|error| trouble(&place, &error.error))?;
        }
        Ok(())
    }

    /// Writes one file, whole or not at all.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn write_one(&self, path: &str, bytes: &[u8]) -> Result<(), Fault> {
        let (file, place) = self.stage(path, bytes)?;
        file.persist(&place).map_err(|error| trouble(&place, &error.error))?;
        Ok(())
    }

    /// The text of a file, when it is there and is text.
    pub fn read(&self, path: &str) -> Option<String> {
        std::fs::read_to_string(self.root.join(path)).ok()
    }

    /// Whether a file is there.
    pub fn has(&self, path: &str) -> bool {
        self.root.join(path).exists()
    }

    fn stage(&self, path: &str, bytes: &[u8]) -> Result<(NamedTempFile, PathBuf), Fault> {
        let place = self.place(path)?;
        let folder = place.parent().unwrap_or(&self.root);
        std::fs::create_dir_all(folder).map_err(|error| trouble(folder, &error))?;
        let inside = folder.canonicalize().ok().zip(self.root.canonicalize().ok());
        if inside.is_none_or(|(folder, root)| !folder.starts_with(root)) {
            return Err(outside(path));
        }
        let mut file = tempfile::Builder::new()
            .prefix(".hongtou-")
            .permissions_like_others()
            .tempfile_in(folder)
            .map_err(|error| trouble(folder, &error))?;
        file.write_all(bytes)
            .and_then(|()| file.as_file().sync_all())
            .map_err(|error| trouble(&place, &error))?;
        Ok((file, place))
    }

    fn place(&self, path: &str) -> Result<PathBuf, Fault> {
        let inside = Path::new(path).components().all(|part| matches!(part, Component::Normal(_)));
        if inside && !path.is_empty() { Ok(self.root.join(path)) } else { Err(outside(path)) }
    }
}

fn outside(path: &str) -> Fault {
    Fault::new(words!(
        "输出文件 {path} 在输出文件夹之外",
        "the output {path} lies outside the output folder"
    ))
    .help(words!("改文件名，或移走指向外面的链接", "rename it, or remove the link that leads out"))
}

fn trouble(path: &Path, error: &std::io::Error) -> Fault {
    use std::io::ErrorKind;
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
