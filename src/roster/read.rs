//! Rosters as clerks send them: CSV in any usual encoding and spreadsheets, read row by row, so
//! that a million rows need no more memory than a thousand. (Of spreadsheets the texts are held
//! in memory, by the library that reads them, up to a limit that `guard` sets.)

mod csv;
mod encoding;
mod format;
mod guard;
mod heads;
mod input;
mod merged;
mod names;
mod refuse;
mod rows;
mod scan;
mod split;
mod taker;
mod xlsx;

use std::io::{Read, Seek};
use std::path::Path;

use self::format::Format;
use self::input::Input;
use super::{Column, Flaw};
use crate::diag::Fault;
use crate::text;

/// What a cell is in its file, where that bears on what it says.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Kind {
    /// Text, also digits kept as text.
    #[default]
    Text,
    /// A number of a spreadsheet: zeros before it are gone.
    Number,
    /// A number that has lost digits: beyond fifteen of them, or written like `4.41E+17`.
    Rounded,
    /// A date of a spreadsheet, in the text as 2022-03-01.
    Date,
    /// A formula; the text is what it came to when the file was saved.
    Formula,
    /// An error value such as `#N/A`.
    Error,
    /// TRUE or FALSE.
    Boolean,
    /// Merged into a cell above it or to its left, which has the value.
    Merged,
}

/// A cell of a known column.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cell {
    /// What it says, without the white space around it; empty where the file has nothing.
    pub text: String,
    /// Its column in the file, from 0; none where the file has no such column.
    pub column: Option<usize>,
    /// What it is in the file.
    pub kind: Kind,
}

/// A row that is not blank.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Record {
    /// Its row in the file, from 1, as spreadsheets count.
    pub line: u64,
    /// One cell for each column asked for, in that order.
    pub cells: Vec<Cell>,
    /// What reading found wrong in it, such as more cells than there are heads.
    pub flaws: Vec<Flaw>,
}

/// What is known of a table beside its rows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Table {
    /// The sheet it was read from; none for CSV.
    pub sheet: Option<String>,
    /// The row of the heads, from 1.
    pub head: u64,
    /// How many rows were handed over.
    pub rows: u64,
    /// How many blank rows were passed over between them.
    pub blank: u64,
    /// Columns nobody asked for, and whatever else a person should know; no errors.
    pub flaws: Vec<Flaw>,
}

/// Why reading ended before the end of the table. What follows is unknown, so nothing may be
/// printed, whatever the caller forgives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stop {
    /// Something wrong at a place of the roster, always an error.
    Flaw(Box<Flaw>),
    /// The file cannot be read as a table, or the one who takes the rows gave up.
    Fault(Fault),
}

impl From<Fault> for Stop {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

impl From<Flaw> for Stop {
    fn from(flaw: Flaw) -> Self {
        Self::Flaw(Box::new(flaw))
    }
}

/// Takes the rows one by one.
pub type Each<'a> = &'a mut dyn FnMut(Record) -> Result<(), Fault>;

/// Reads a roster, wherever it lies, and hands over its rows as they come.
///
/// # Errors
/// When the file cannot be read, is no table, or is wrong in a way that makes what follows
/// doubtful.
pub fn read(path: &Path, columns: &[Column], each: Each<'_>) -> Result<Table, Stop> {
    let mut file = text::open(path).map_err(Fault::from)?;
    read_from(&path.display().to_string(), &mut file, columns, each)
}

/// Reads a roster from bytes that have a name.
///
/// # Errors
/// As [`read()`].
pub fn read_from<T: Read + Seek>(
    name: &str,
    bytes: &mut T,
    columns: &[Column],
    each: Each<'_>,
) -> Result<Table, Stop> {
    let mut input = Input::new(name, bytes)?;
    match format::tell(&mut input)? {
        Format::Text => csv::read(&mut input, columns, each),
        Format::Zip => xlsx::read(&mut input, columns, each),
    }
}
