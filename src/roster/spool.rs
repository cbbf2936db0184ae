//! A checked roster, kept on disk: memory holds a few bytes for each row, so that a million of
//! them can be gone through in any order.

use std::fs::File;
use std::io::{BufWriter, Read, Seek, SeekFrom, Write};
use std::sync::{Mutex, PoisonError};

use sha2::{Digest, Sha256};

use super::Column;
use crate::diag::{Fault, Words, words};
use crate::text::hex;

/// One institution.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Row {
    /// Its row in the file, from 1.
    pub line: u64,
    /// Its values in the order of the columns; empty where nothing is known.
    pub values: Vec<String>,
}

/// Takes rows one by one.
pub struct Spool {
    columns: Vec<Column>,
    county: Option<usize>,
    file: BufWriter<File>,
    at: u64,
    entries: Vec<Entry>,
    counties: Vec<String>,
    digest: Sha256,
}

/// Where a row lies, and in which county it is.
#[derive(Debug, Clone, Copy)]
struct Entry {
    at: u64,
    county: u32,
}

/// The institutions of a roster that are fit to be printed, in the order of the file.
pub struct Roster {
    columns: Vec<Column>,
    file: Mutex<File>,
    entries: Vec<Entry>,
    counties: Vec<String>,
    hash: String,
}

impl Spool {
    /// An empty roster with these columns.
    ///
    /// # Errors
    /// When there is no room for temporary files.
    pub fn new(columns: Vec<Column>) -> Result<Self, Fault> {
        let file = BufWriter::new(tempfile::tempfile().map_err(|error| trouble(&error))?);
        let county = columns.iter().position(|column| column.key == "county");
        let (entries, counties) = (Vec::new(), Vec::new());
        Ok(Self { columns, county, file, at: 0, entries, counties, digest: Sha256::new() })
    }

    /// Adds a row.
    ///
    /// # Errors
    /// When the disk is full.
    pub fn push(&mut self, row: &Row) -> Result<(), Fault> {
        let mut record = row.line.to_le_bytes().to_vec();
        for column in 0..self.columns.len() {
            let value = row.values.get(column).map_or("", String::as_str);
            let length = u32::try_from(value.len()).unwrap_or(u32::MAX);
            record.extend_from_slice(&length.to_le_bytes());
            record.extend_from_slice(&value.as_bytes()[..length as usize]);
        }
        // Where a row stands in its file is no part of what it says.
        self.digest.update(&record[size_of::<u64>()..]);
        self.file.write_all(&record).map_err(|error| trouble(&error))?;
        let county = self.county.and_then(|at| row.values.get(at)).map_or("", String::as_str);
        self.entries.push(Entry { at: self.at, county: place(&mut self.counties, county) });
        self.at += record.len() as u64;
        Ok(())
    }

    /// The roster, to be read.
    ///
    /// # Errors
    /// When the disk is full.
    pub fn finish(self) -> Result<Roster, Fault> {
        let file = self.file.into_inner().map_err(|error| trouble(error.error()))?;
        let hash = hex(&self.digest.finalize());
        let (columns, entries, counties) = (self.columns, self.entries, self.counties);
        Ok(Roster { columns, file: Mutex::new(file), entries, counties, hash })
    }
}

/// The place of a county among those met; there are thousands at most, and rows of one county
/// follow each other, so the search begins at the last.
fn place(counties: &mut Vec<String>, county: &str) -> u32 {
    let at = counties.iter().rposition(|known| known == county).unwrap_or_else(|| {
        counties.push(county.to_owned());
        counties.len() - 1
    });
    u32::try_from(at).unwrap_or(u32::MAX)
}

impl Roster {
    /// Its columns.
    pub fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// The place of a column, by the key of its field.
    pub fn column(&self, key: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.key == key)
    }

    /// How many institutions it has.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// A hash of all values in their order, as 64 hexadecimal digits.
    pub fn hash(&self) -> &str {
        &self.hash
    }

    /// The counties, each with the places of its rows, in the order in which they are first met.
    pub fn counties(&self) -> Vec<(&str, Vec<usize>)> {
        let mut all: Vec<(&str, Vec<usize>)> =
            self.counties.iter().map(|county| (county.as_str(), Vec::new())).collect();
        for (at, entry) in self.entries.iter().enumerate() {
            all[entry.county as usize].1.push(at);
        }
        all
    }

    /// A row, by its place among all.
    ///
    /// # Errors
    /// When it cannot be read back.
    pub fn row(&self, at: usize) -> Result<Row, Fault> {
        let mut rows = self.rows(at..at + 1)?;
        rows.pop().ok_or_else(|| trouble(&std::io::ErrorKind::UnexpectedEof.into()))
    }

    /// Neighbouring rows, which are read at once.
    ///
    /// # Errors
    /// When they cannot be read back.
    pub fn rows(&self, range: std::ops::Range<usize>) -> Result<Vec<Row>, Fault> {
        let Some(entries) = self.entries.get(range.clone()).filter(|some| !some.is_empty()) else {
            return Ok(Vec::new());
        };
        let mut bytes = Vec::new();
        {
            let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
            file.seek(SeekFrom::Start(entries[0].at)).map_err(|error| trouble(&error))?;
            let end = self.entries.get(range.end).map(|entry| entry.at - entries[0].at);
            let limit = end.unwrap_or(u64::MAX);
            (&mut *file).take(limit).read_to_end(&mut bytes).map_err(|error| trouble(&error))?;
        }
        let mut rest = &bytes[..];
        let read = entries.iter().map(|_| read(&mut rest, self.columns.len()));
        let rows: Option<Vec<Row>> = read.collect();
        rows.ok_or_else(|| trouble(&std::io::ErrorKind::InvalidData.into()))
    }
}

/// Takes one row from the front of some bytes.
fn read(rest: &mut &[u8], columns: usize) -> Option<Row> {
    let line = u64::from_le_bytes(*rest.split_off(..size_of::<u64>())?.first_chunk()?);
    let mut values = Vec::with_capacity(columns);
    for _ in 0..columns {
        let length = u32::from_le_bytes(*rest.split_off(..size_of::<u32>())?.first_chunk()?);
        let value = rest.split_off(..length as usize)?;
        values.push(String::from_utf8(value.to_vec()).ok()?);
    }
    Some(Row { line, values })
}

fn trouble(error: &std::io::Error) -> Fault {
    temporary(words!("名册的临时文件", "the temporary file of the roster"), error)
}

/// A file that only the program sees, and is called so, cannot be written or read back.
pub(crate) fn temporary(Words { zh, en }: Words, error: &std::io::Error) -> Fault {
    Fault::new(words!("{zh}读写失败：{error}", "{en} cannot be used: {error}")).help(words!(
        "腾出磁盘空间，或用 TMPDIR 指定别的临时文件夹",
        "free some disk space, or name another folder by TMPDIR"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn columns() -> Vec<Column> {
        let column = |key: &str| Column { key: key.into(), ..Column::default() };
        vec![column("institution"), column("county")]
    }

    fn row(line: u64, values: [&str; 2]) -> Row {
        Row { line, values: values.map(str::to_owned).to_vec() }
    }

    #[test]
    fn rows_come_back_as_they_were_and_by_county() {
        let mut spool = Spool::new(columns()).unwrap();
        let rows = [row(2, ["甲医院", "东区"]), row(3, ["乙药店", ""]), row(7, ["丙", "东区"])];
        for row in &rows {
            spool.push(row).unwrap();
        }
        let roster = spool.finish().unwrap();
        assert_eq!(roster.len(), 3);
        assert_eq!(roster.rows(0..3).unwrap(), rows);
        assert_eq!(roster.row(2).unwrap(), rows[2]);
        assert!(roster.row(3).is_err());
        assert_eq!(roster.counties(), [("东区", vec![0, 2]), ("", vec![1])]);
        assert_eq!(roster.column("county"), Some(1));
    }

    #[test]
    fn the_hash_is_of_what_rows_say_and_not_of_where_they_stand() {
        let hash = |line, name| {
            let mut spool = Spool::new(columns()).unwrap();
            spool.push(&row(line, [name, "东区"])).unwrap();
            spool.finish().unwrap().hash().to_owned()
        };
        assert_eq!(hash(2, "甲"), hash(9, "甲"));
        assert_ne!(hash(2, "甲"), hash(2, "乙"));
        assert_eq!(hash(2, "甲").len(), 64);
    }
}
