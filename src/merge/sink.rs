//! Where the files of a merge go.

use std::io::Read;
use std::path::Path;

use super::denied::trouble;
use super::record::{Made, Record};
use crate::diag::Fault;

/// Takes files. The disk is one; a benchmark has another.
pub trait Sink: Sync {
    /// Puts a file into its place, whole or not at all.
    ///
    /// # Errors
    /// When it cannot be written.
    fn put(&self, path: &str, bytes: &[u8]) -> Result<(), Fault>;

    /// The same for what is better not held in memory.
    ///
    /// # Errors
    /// When it cannot be read or written.
    fn pour(&self, path: &str, from: &mut dyn Read) -> Result<(), Fault> {
        let mut bytes = Vec::new();
        from.read_to_end(&mut bytes).map_err(|error| trouble(Path::new(path), &error))?;
        self.put(path, &bytes)
    }

    /// Notes letters that lie in their places.
    ///
    /// # Errors
    /// When the note cannot be written.
    fn note(&self, records: &[Record]) -> Result<(), Fault> {
        let _ = records;
        Ok(())
    }

    /// A file other than a letter that lies in its place, made of the same input by a run before.
    fn have(&self, path: &str, input: &str) -> Option<Made> {
        let _ = (path, input);
        None
    }

    /// Notes a file other than a letter that lies in its place, and what it was made of.
    ///
    /// # Errors
    /// When the note cannot be written.
    fn wrote(&self, made: &Made, input: &str) -> Result<(), Fault> {
        let _ = (made, input);
        Ok(())
    }
}

/// Forgets whatever it is given.
#[derive(Debug, Clone, Copy, Default)]
pub struct Discard;

impl Sink for Discard {
    fn put(&self, _: &str, _: &[u8]) -> Result<(), Fault> {
        Ok(())
    }
}
