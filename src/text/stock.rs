//! Everything that lies in a folder, hidden and temporary files too: what a proof must account for.

use std::path::Path;

use super::FileError;

/// Every file and link under a folder, sorted by path; empty when there is no such folder. Links
/// are named and not followed. A name that is not UTF-8 is shown as far as it can be.
///
/// # Errors
/// When the folder cannot be listed.
pub fn everything(folder: &Path) -> Result<Vec<String>, FileError> {
    if !folder.exists() {
        return Ok(Vec::new());
    }
    let mut found = Vec::new();
    for entry in walkdir::WalkDir::new(folder).min_depth(1) {
        let entry = entry.map_err(|error| {
            let shown = error.path().unwrap_or(folder).display().to_string();
            FileError::Other(shown, error.to_string())
        })?;
        if !entry.file_type().is_dir() {
            let inside = entry.path().strip_prefix(folder).unwrap_or(entry.path());
            let parts: Vec<_> = inside.iter().map(|part| part.to_string_lossy()).collect();
            found.push(parts.join("/"));
        }
    }
    found.sort();
    Ok(found)
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "tests write what is listed")]
mod tests {
    use super::*;

    #[test]
    fn hidden_files_are_listed_too_and_folders_are_not() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(folder.path().join("b/.c")).unwrap();
        for path in ["b/.c/d", ".hongtou-x", "a"] {
            std::fs::write(folder.path().join(path), "").unwrap();
        }
        assert_eq!(everything(folder.path()).unwrap(), [".hongtou-x", "a", "b/.c/d"]);
        assert_eq!(everything(&folder.path().join("none")).unwrap(), [""; 0]);
    }
}
