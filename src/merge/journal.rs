//! The journal: a line for each letter that lies in its place, written as soon as it does. A line
//! that a killed run has not finished is no line.
//!
//! A letter counts as done when a line has the hash of its input and its files are there in the
//! size the line knows; its bytes follow from the input, so nothing else need be looked at, and
//! `--verify` looks all the same. This is safe because no line is ever outlived by its files: before
//! a run overwrites anything, lines about what it will overwrite are gone (see `stock`).

use std::collections::HashMap;
use std::fs::File;
use std::io::{BufRead, BufReader, Read, Seek, SeekFrom, Write};

use super::denied::trouble;
use super::disk::{Disk, OWN};
use super::manifest::{LETTERS, Manifest, NAME};
use super::record::{Made, Other, Record, State};
use super::task::INPUT;
use crate::diag::Fault;

/// After how many letters the journal is forced to the disk.
const SYNC: usize = 4096;
/// No row has a line.
const NONE: u64 = u64::MAX;

/// The path of the journal.
pub(super) fn path() -> String {
    format!("{OWN}/journal.jsonl")
}

/// The path of the list of files that runs have made and no row needs any more.
pub(super) fn outlived() -> String {
    format!("{OWN}/outlived.jsonl")
}

/// A journal that is being written.
#[derive(Debug)]
pub(super) struct Journal {
    file: File,
    length: u64,
    since: usize,
    /// Where the line of each row begins.
    lines: Vec<u64>,
}

impl Journal {
    /// Goes on with a journal whose lines begin at these places.
    pub(super) fn open(disk: &Disk, lines: Lines) -> Result<Self, Fault> {
        let file = disk.own(&path())?;
        Ok(Self { file, length: lines.length, since: 0, lines: lines.starts })
    }

    /// Notes letters.
    pub(super) fn letters(&mut self, records: &[Record], disk: &Disk) -> Result<(), Fault> {
        let mut text = String::new();
        for record in records {
            self.lines[record.at] = self.length + text.len() as u64;
            text.push_str(&line(record));
            text.push('\n');
        }
        self.append(&text, disk)?;
        self.since += records.len();
        if self.since >= SYNC {
            self.sync(disk)?;
        }
        Ok(())
    }

    /// Notes another file.
    pub(super) fn other(&mut self, other: &Other, disk: &Disk) -> Result<(), Fault> {
        self.append(&(line(other) + "\n"), disk)
    }

    fn append(&mut self, text: &str, disk: &Disk) -> Result<(), Fault> {
        let written = self.file.write_all(text.as_bytes());
        written.map_err(|error| trouble(&disk.root().join(path()), &error))?;
        self.length += text.len() as u64;
        Ok(())
    }

    /// Forces it to the disk.
    pub(super) fn sync(&mut self, disk: &Disk) -> Result<(), Fault> {
        self.since = 0;
        self.file.sync_data().map_err(|error| trouble(&disk.root().join(path()), &error))
    }

    /// The line of a row, where it has one.
    pub(super) fn line(&mut self, at: usize) -> Option<String> {
        let start = *self.lines.get(at).filter(|start| **start != NONE)?;
        line_at(&mut self.file, start)
    }
}

/// A line of a file, by where it begins.
fn line_at(file: &mut File, start: u64) -> Option<String> {
    const USUAL: u64 = 1024;
    file.seek(SeekFrom::Start(start)).ok()?;
    let mut bytes = Vec::new();
    loop {
        let more = (&mut *file).take(USUAL).read_to_end(&mut bytes).ok()?;
        if let Some(end) = bytes.iter().position(|byte| *byte == b'\n') {
            bytes.truncate(end);
            return String::from_utf8(bytes).ok();
        }
        if more == 0 {
            return None;
        }
    }
}

/// Something as a line of JSON.
pub(super) fn line<T: serde::Serialize>(value: &T) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

/// Where the lines of a new journal begin, by row.
#[derive(Debug)]
pub(super) struct Lines {
    length: u64,
    starts: Vec<u64>,
}

impl Lines {
    /// Of so many rows, none of which has a line.
    pub(super) fn new(rows: usize) -> Self {
        Self { length: 0, starts: vec![NONE; rows] }
    }

    /// A line was added, perhaps about a row.
    pub(super) fn add(&mut self, at: Option<usize>, line: &str) {
        if let Some(at) = at {
            self.starts[at] = self.length;
        }
        self.length += line.len() as u64 + 1;
    }
}

/// What runs before have written down.
#[derive(Debug, Default)]
pub(super) struct Old {
    files: Vec<File>,
    letters: HashMap<[u8; INPUT], (usize, u64)>,
    /// The print runs and the files of the index.
    pub(super) others: Vec<Other>,
}

impl Old {
    /// Reads what lies in a folder.
    ///
    /// # Errors
    /// When the folder has the manifest of something else, or something cannot be read.
    pub(super) fn read(disk: &Disk) -> Result<Self, Fault> {
        let mut old = Self::default();
        if let Some(file) = disk.reader(NAME)? {
            let place = disk.root().join(NAME);
            let text = std::io::read_to_string(file).map_err(|error| trouble(&place, &error))?;
            let manifest = Manifest::parse(&text, &place.display().to_string())?;
            old.others.extend(manifest.runs.into_iter().chain(manifest.index));
        }
        for path in [LETTERS.to_owned(), path()] {
            if let Some(file) = disk.reader(&path)? {
                let read = old.lines(&file);
                read.map_err(|error| trouble(&disk.root().join(&path), &error))?;
                old.files.push(file);
            }
        }
        Ok(old)
    }

    fn lines(&mut self, file: &File) -> std::io::Result<()> {
        let number = self.files.len();
        let mut at = 0;
        each_line(file, |line, length| {
            if let Ok(record) = serde_json::from_str::<Record>(line) {
                let input = input(&record.input).filter(|_| record.state == State::Done);
                self.letters.extend(input.map(|input| (input, (number, at))));
            } else if let Ok(other) = serde_json::from_str::<Other>(line) {
                self.others.push(other);
            }
            at += length;
        })
    }

    /// What is known of a letter made of some input.
    pub(super) fn find(&mut self, input: [u8; INPUT]) -> Option<Record> {
        let (file, at) = *self.letters.get(&input)?;
        serde_json::from_str(&line_at(&mut self.files[file], at)?).ok()
    }

    /// Every file that was written down, also those of letters that are not wanted any more.
    pub(super) fn files(&mut self, mut each: impl FnMut(Made)) -> std::io::Result<()> {
        for file in &mut self.files {
            file.seek(SeekFrom::Start(0))?;
            each_line(file, |line, _| {
                if let Ok(record) = serde_json::from_str::<Record>(line) {
                    record.files.into_iter().for_each(&mut each);
                }
            })?;
        }
        self.others.iter().for_each(|other| each(other.file.clone()));
        Ok(())
    }
}

/// Calls with each whole line of a file, and how many bytes it takes with its end.
pub(super) fn each_line(file: &File, mut each: impl FnMut(&str, u64)) -> std::io::Result<()> {
    let mut reader = BufReader::new(file);
    let mut bytes = Vec::new();
    while reader.read_until(b'\n', &mut bytes)? > 0 {
        if let Some((b'\n', line)) = bytes.split_last() {
            each(std::str::from_utf8(line).unwrap_or_default(), bytes.len() as u64);
        }
        bytes.clear();
    }
    Ok(())
}

/// The bytes of 32 hexadecimal digits.
fn input(text: &str) -> Option<[u8; INPUT]> {
    u128::from_str_radix(text, 16).ok().filter(|_| text.len() == 2 * INPUT).map(u128::to_be_bytes)
}
