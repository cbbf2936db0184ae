//! What is wrong in a roster, and in which cell: rosters are tables that nobody reads as text, so
//! a place is a row and a column as spreadsheets name them, and not a span.

use std::fmt::Write as _;

use crate::diag::{Level, Words, words};

/// Something wrong in one row of a roster.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flaw {
    /// The name of the check that found it: `roster-code`, `roster-missing` ….
    pub check: &'static str,
    /// How bad it is; a row with an error is not printed.
    pub level: Level,
    /// Where it is.
    pub place: Place,
    /// What is wrong. It names no value: what stands in a roster is about people.
    pub words: Words,
    /// What to do.
    pub help: Option<Words>,
    /// Another row that explains it, such as the one that has the code already.
    pub also: Option<u64>,
}

/// A row of a roster, or one of its cells.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The row in the file, from 1, as spreadsheets count; of a record of several lines the first.
    pub row: u64,
    /// The column in the file, from 0; none where the whole row is meant.
    pub column: Option<usize>,
}

impl Place {
    /// A whole row.
    pub fn row(row: u64) -> Self {
        Self { row, column: None }
    }

    /// A cell.
    pub fn cell(row: u64, column: usize) -> Self {
        Self { row, column: Some(column) }
    }

    /// The place in words: 第 1207 行 B 列.
    pub fn words(&self) -> Words {
        let row = self.row;
        match self.column.map(letters) {
            Some(column) => words!("第 {row} 行 {column} 列", "row {row}, column {column}"),
            None => words!("第 {row} 行", "row {row}"),
        }
    }
}

/// The letters by which spreadsheets name a column: A … Z, AA ….
pub fn letters(column: usize) -> String {
    const BASE: usize = 26;
    let mut name = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        rest -= 1;
        name.insert(0, char::from(b'A' + u8::try_from(rest % BASE).unwrap_or(0)));
        rest /= BASE;
    }
    name.into_iter().collect()
}

/// A value as logs may show it: its first two characters and how many follow.
pub fn masked(value: &str) -> String {
    const SHOWN: usize = 2;
    let count = value.chars().count();
    let mut text: String = value.chars().take(SHOWN.min(count / 2)).collect();
    // Writing to a String cannot fail.
    let _ = write!(text, "…({count})");
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_named_as_spreadsheets_name_them() {
        let named = [0, 1, 25, 26, 51, 52, 701, 702].map(letters);
        assert_eq!(named, ["A", "B", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
        assert_eq!(Place::cell(1207, 1).words().zh, "第 1207 行 B 列");
    }

    #[test]
    fn a_masked_value_tells_nobody_apart() {
        assert_eq!(masked("江门市蓬江区人民医院"), "江门…(10)");
        assert_eq!(masked("甲"), "…(1)");
        assert_eq!(masked(""), "…(0)");
    }
}
