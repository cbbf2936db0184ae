//! Rows as they come out of a file, whatever its format, and the limits they are held to.

use super::Kind;
use crate::diag::{Level, Words, words};
use crate::roster::{Flaw, Place};

/// How many bytes of text one cell may have; Excel itself keeps 32,767 characters.
pub(super) const MAX_CELL: usize = 64 * 1024;
/// How many bytes of text one row may have.
pub(super) const MAX_ROW: usize = 1024 * 1024;
/// How many columns a roster may have.
pub(super) const MAX_COLUMNS: usize = 1000;
/// How many rows a file may have. Each costs the checks some bytes of memory.
pub(super) const MAX_ROWS: u64 = 5_000_000;
/// How many rows that are not blank the heads are looked for among.
pub(super) const HEAD_ROWS: usize = 20;

/// Values that spreadsheets show where a formula came to nothing.
const ERRORS: [&str; 10] = [
    "#N/A",
    "#REF!",
    "#VALUE!",
    "#DIV/0!",
    "#NAME?",
    "#NULL!",
    "#NUM!",
    "#SPILL!",
    "#CALC!",
    "#GETTING_DATA",
];

/// What a cell says, and what it is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Raw {
    /// Its text without the white space around it.
    pub(super) text: String,
    /// What it is.
    pub(super) kind: Kind,
}

/// A row.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Row {
    /// Its number, from 1.
    pub(super) line: u64,
    /// Its cells from the first column on.
    pub(super) cells: Vec<Raw>,
    /// The first cell whose quotation marks end before it does.
    pub(super) broken: Option<usize>,
}

impl Raw {
    /// A cell of a text file, where spreadsheets leave traces of what it was.
    pub(super) fn written(text: &str) -> Self {
        let text = text.trim();
        // `="0123"` and `'0123` are how people keep spreadsheets from making numbers of codes.
        let trick = text.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"'));
        let trick = trick.or_else(|| text.strip_prefix('\''));
        if let Some(inner) = trick.filter(|inner| !inner.contains(['"', '\''])) {
            return Self { text: inner.trim().to_owned(), kind: Kind::Text };
        }
        Self { text: text.to_owned(), kind: kind(text) }
    }

    /// Whether a person sees something in it, or may.
    pub(super) fn is_filled(&self) -> bool {
        !self.text.is_empty() || matches!(self.kind, Kind::Formula | Kind::Error)
    }
}

fn kind(text: &str) -> Kind {
    if text.starts_with('=') && text.len() > 1 {
        Kind::Formula
    } else if ERRORS.contains(&text) || is_too_narrow(text) {
        Kind::Error
    } else if is_scientific(text) {
        Kind::Rounded
    } else {
        Kind::Text
    }
}

/// What is shown, and copied, where a number is wider than its column.
fn is_too_narrow(text: &str) -> bool {
    text.len() > 2 && text.bytes().all(|byte| byte == b'#')
}

/// `4.41E+17`: always with a sign, so that a code such as `12E4` is not meant.
fn is_scientific(text: &str) -> bool {
    let Some((number, power)) = text.split_once(['E', 'e']) else { return false };
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let (whole, part) = number.split_once('.').unwrap_or((number, "0"));
    digits(whole) && digits(part) && power.strip_prefix('+').is_some_and(digits)
}

impl Row {
    /// Whether nothing is to be seen in it.
    pub(super) fn is_blank(&self) -> bool {
        !self.cells.iter().any(Raw::is_filled)
    }
}

/// Something wrong at a place, which makes its row unfit to be printed.
pub(super) fn error(check: &'static str, place: Place, words: Words, help: Words) -> Flaw {
    Flaw { check, level: Level::Error, place, words, help: Some(help), also: None }
}

/// A cell, a row or a file that is larger than any roster's.
pub(super) fn too_large(place: Place, words: Words) -> Flaw {
    let help = words!(
        "检查这里是不是粘进了别的内容，或者引号没有成对",
        "see whether something else was pasted here, or a quotation mark is missing"
    );
    error("roster-size", place, words, help)
}

/// A cell over its limit.
pub(super) fn long_cell(place: Place) -> Flaw {
    let limit = MAX_CELL / 1024;
    too_large(place, words!("这一格超过 {limit} KiB", "this cell is over {limit} KiB"))
}

/// A row over its limit.
pub(super) fn long_row(line: u64) -> Flaw {
    let limit = MAX_ROW / 1024;
    too_large(Place::row(line), words!("这一行超过 {limit} KiB", "this row is over {limit} KiB"))
}

/// A row with too many columns.
pub(super) fn wide_row(line: u64) -> Flaw {
    let words = words!("这一行超过 {MAX_COLUMNS} 列", "this row has over {MAX_COLUMNS} columns");
    too_large(Place::row(line), words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn traces_of_spreadsheets_are_told_apart_from_text() {
        let read = |text: &str| {
            let raw = Raw::written(text);
            (raw.text, raw.kind)
        };
        for (written, text, kind) in [
            (" 甲医院\u{3000}", "甲医院", Kind::Text),
            ("=\"0123\"", "0123", Kind::Text),
            ("'0123", "0123", Kind::Text),
            ("\t4407\t", "4407", Kind::Text),
            ("'甲'乙", "'甲'乙", Kind::Text),
            ("=VLOOKUP(A2,B:C,2)", "=VLOOKUP(A2,B:C,2)", Kind::Formula),
            ("#N/A", "#N/A", Kind::Error),
            ("#######", "#######", Kind::Error),
            ("4.41E+17", "4.41E+17", Kind::Rounded),
            ("4E+17", "4E+17", Kind::Rounded),
            ("12E4", "12E4", Kind::Text),
            ("E+1", "E+1", Kind::Text),
            ("=", "=", Kind::Text),
            ("", "", Kind::Text),
        ] {
            assert_eq!(read(written), (text.to_owned(), kind), "{written}");
        }
    }
}
