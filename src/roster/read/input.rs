//! A file being read: bytes that can be gone through twice, and what the file is called.

use std::io::{Read, Seek, SeekFrom};

use super::refuse::Refusal;
use crate::diag::Fault;
use crate::text::FileError;

/// How many bytes a roster may have. A million rows have some two hundred million.
const MAX_BYTES: u64 = 2 << 30;

/// Bytes that can be gone through twice.
pub(super) trait Bytes: Read + Seek {}

impl<T: Read + Seek> Bytes for T {}

/// A file by its name.
pub(super) struct Input<'a> {
    name: &'a str,
    bytes: &'a mut dyn Bytes,
}

impl<'a> Input<'a> {
    /// A file that is not too large.
    pub(super) fn new(name: &'a str, bytes: &'a mut dyn Bytes) -> Result<Self, Fault> {
        let input = Self { name, bytes };
        let length = input.bytes.seek(SeekFrom::End(0)).map_err(|error| input.trouble(&error))?;
        if length > MAX_BYTES {
            return Err(input.refuse(Refusal::Large(MAX_BYTES)));
        }
        Ok(input)
    }

    /// Goes to a place.
    pub(super) fn go(&mut self, at: u64) -> Result<(), Fault> {
        self.bytes.seek(SeekFrom::Start(at)).map(drop).map_err(|error| self.trouble(&error))
    }

    /// Fills a buffer as far as there are bytes.
    pub(super) fn fill(&mut self, buffer: &mut [u8]) -> Result<usize, Fault> {
        let mut filled = 0;
        while filled < buffer.len() {
            match self.bytes.read(&mut buffer[filled..]) {
                Ok(0) => break,
                Ok(count) => filled += count,
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
                Err(error) => return Err(self.trouble(&error)),
            }
        }
        Ok(filled)
    }

    /// Its bytes, for a library to read.
    pub(super) fn bytes(&mut self) -> &mut dyn Bytes {
        self.bytes
    }

    /// What the file is called.
    pub(super) fn name(&self) -> &'a str {
        self.name
    }

    /// The system cannot read it.
    pub(super) fn trouble(&self, error: &std::io::Error) -> Fault {
        FileError::Other(self.name.to_owned(), error.to_string()).into()
    }

    /// It is no table that can be read.
    pub(super) fn refuse(&self, refusal: Refusal) -> Fault {
        refusal.fault(self.name)
    }
}
