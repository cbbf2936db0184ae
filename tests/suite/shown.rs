//! Sources in memory over the schemas and templates of the program.

use hongtou::text::{Builtin, FileError, Files, Memory};

/// Sources under `policies/`, over the built-in schemas and templates.
pub(crate) struct Shown(Memory);

impl Shown {
    /// Sources by their names inside `policies/`.
    pub(crate) fn of<'a>(sources: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let path =
            |(name, text): (&str, &str)| (format!("policies/{name}"), text.as_bytes().to_vec());
        Self(sources.into_iter().map(path).collect())
    }
}

impl Files for Shown {
    fn read(&self, path: &str) -> Result<Vec<u8>, FileError> {
        self.0.read(path).or_else(|_| Builtin.read(path))
    }

    fn list(&self, folder: &str) -> Result<Vec<String>, FileError> {
        if folder.starts_with("policies") { self.0.list(folder) } else { Builtin.list(folder) }
    }
}
