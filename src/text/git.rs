//! What git knows of a workspace: the files that changed since a revision.
//!
//! This asks the user's own git, because a repository may be a worktree, a submodule or a shallow
//! clone, and git alone knows them all. It reads and never writes.

use std::path::Path;
use std::process::Command;

/// Why git could not say what changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GitError {
    /// There is no git on this machine.
    Absent,
    /// What git says.
    Refused(String),
}

/// The files under a folder that differ from a revision, changed, new or deleted, sorted; paths
/// are relative to the folder. Files that git ignores are left out.
///
/// # Errors
/// When there is no git, the folder is no work of its, or the revision is unknown.
pub fn changed_since(folder: &Path, revision: &str) -> Result<Vec<String>, GitError> {
    if revision.starts_with('-') || revision.is_empty() {
        return Err(GitError::Refused(format!("bad revision '{revision}'")));
    }
    let diff = ["diff", "--name-only", "--no-renames", "--relative", "-z", revision, "--", "."];
    let new = ["ls-files", "--others", "--exclude-standard", "-z", "--", "."];
    let mut paths = names(folder, &diff)?;
    paths.extend(names(folder, &new)?);
    paths.sort();
    paths.dedup();
    Ok(paths)
}

fn names(folder: &Path, arguments: &[&str]) -> Result<Vec<String>, GitError> {
    let ran = Command::new("git").arg("-C").arg(folder).args(arguments).output();
    let ran = ran.map_err(|_| GitError::Absent)?;
    if !ran.status.success() {
        let said = String::from_utf8_lossy(&ran.stderr);
        return Err(GitError::Refused(said.lines().next().unwrap_or_default().to_owned()));
    }
    let text = String::from_utf8_lossy(&ran.stdout);
    Ok(text.split('\0').filter(|path| !path.is_empty()).map(str::to_owned).collect())
}
