//! Text with separators split into rows, as Excel and WPS write and read it.
//!
//! Rows are counted as a spreadsheet shows them: a blank line is a row, and a cell of several
//! lines is in one. The `csv-core` crate passes blank lines over and takes a quotation mark that
//! is never closed for closed at the end, both of which must be told.

use super::Stop;
use super::rows::{MAX_CELL, MAX_COLUMNS, MAX_ROW, Raw, Row, error, long_cell, long_row, wide_row};
use crate::diag::words;
use crate::roster::{Flaw, Place};

/// Takes rows.
pub(super) type Rows<'a> = &'a mut dyn FnMut(Row) -> Result<(), Stop>;

/// Text being split.
#[derive(Debug)]
pub(super) struct Splitter {
    separator: char,
    skip: bool,
    line: u64,
    cells: Vec<Raw>,
    cell: String,
    size: usize,
    state: State,
    after_return: bool,
    broken: Option<usize>,
}

/// Where in a cell the text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Start,
    Plain,
    Quoted,
    /// Behind a quotation mark inside others: it ends the cell, or another follows.
    Closed,
    /// In the white space behind the last quotation mark.
    After,
}

impl Splitter {
    /// Text with this separator; the first line is left out, and not counted, where it is an
    /// order to spreadsheets and no row.
    pub(super) fn new(separator: char, skip: bool) -> Self {
        Self {
            separator,
            skip,
            line: 1,
            cells: Vec::new(),
            cell: String::new(),
            size: 0,
            state: State::Start,
            after_return: false,
            broken: None,
        }
    }

    /// The cell the text has come to.
    pub(super) fn place(&self) -> Place {
        Place::cell(self.line, self.cells.len())
    }

    /// Takes more text.
    pub(super) fn feed(&mut self, text: &str, each: Rows<'_>) -> Result<(), Stop> {
        for c in text.chars() {
            let paired = std::mem::replace(&mut self.after_return, false) && c == '\n';
            if !paired {
                self.put(c, each)?;
            }
        }
        Ok(())
    }

    fn put(&mut self, c: char, each: Rows<'_>) -> Result<(), Stop> {
        match (self.state, c) {
            (_, '\0') => return Err(nul(self.place()).into()),
            (State::Start, '"') => self.state = State::Quoted,
            (State::Quoted, '"') => self.state = State::Closed,
            (State::Closed, '"') => {
                self.state = State::Quoted;
                self.push(c)?;
            }
            (State::Quoted, _) => self.push(c)?,
            (_, '\n' | '\r') => {
                self.after_return = c == '\r';
                self.end_row(each)?;
            }
            (_, c) if c == self.separator => self.end_cell()?,
            (State::Closed | State::After, c) if c.is_whitespace() => self.state = State::After,
            (State::Closed | State::After, c) => {
                self.broken = self.broken.or(Some(self.cells.len()));
                self.state = State::Plain;
                self.push(c)?;
            }
            (State::Start | State::Plain, c) => {
                self.state = State::Plain;
                self.push(c)?;
            }
        }
        Ok(())
    }

    fn push(&mut self, c: char) -> Result<(), Stop> {
        self.cell.push(c);
        self.size += c.len_utf8();
        if self.cell.len() > MAX_CELL {
            let open = self.state == State::Quoted && self.cell.contains(['\n', '\r']);
            let flaw = if open { unclosed(self.place()) } else { long_cell(self.place()) };
            return Err(flaw.into());
        }
        if self.size > MAX_ROW { Err(long_row(self.line).into()) } else { Ok(()) }
    }

    fn end_cell(&mut self) -> Result<(), Stop> {
        self.cells.push(Raw::written(&self.cell));
        self.cell.clear();
        self.state = State::Start;
        if self.cells.len() > MAX_COLUMNS { Err(wide_row(self.line).into()) } else { Ok(()) }
    }

    fn end_row(&mut self, each: Rows<'_>) -> Result<(), Stop> {
        self.end_cell()?;
        let (cells, broken) = (std::mem::take(&mut self.cells), self.broken.take());
        self.size = 0;
        if std::mem::take(&mut self.skip) {
            return Ok(());
        }
        let row = Row { line: self.line, cells, broken };
        self.line += 1;
        each(row)
    }

    /// Hands over the last row where no line break ends it.
    pub(super) fn finish(&mut self, each: Rows<'_>) -> Result<(), Stop> {
        match self.state {
            State::Quoted => Err(unclosed(self.place()).into()),
            State::Start if self.cells.is_empty() => Ok(()),
            _ => self.end_row(each),
        }
    }
}

fn unclosed(place: Place) -> Flaw {
    let words =
        words!("从这一格起的引号没有结束", "the quotation mark that begins here has no end");
    let help = words!(
        "补上引号；格内的引号要写成两个 \"\"",
        "add the other one; a quotation mark inside a cell is written twice"
    );
    error("roster-quote", place, words, help)
}

fn nul(place: Place) -> Flaw {
    let words =
        words!("这里有空字节（NUL），不是文本", "there is a NUL byte here, which no text has");
    let help = words!(
        "文件损坏，或者是没有标记的 UTF-16：另存为 UTF-8 的 CSV",
        "the file is damaged, or UTF-16 without its mark: save it as CSV in UTF-8"
    );
    error("roster-encoding", place, words, help)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Result<Vec<(u64, Vec<String>)>, Stop> {
        let mut rows = Vec::new();
        let mut splitter = Splitter::new(',', false);
        let mut each = |row: Row| {
            rows.push((row.line, row.cells.into_iter().map(|cell| cell.text).collect()));
            Ok(())
        };
        // One character at a time: pieces may end anywhere.
        for c in text.chars() {
            splitter.feed(c.encode_utf8(&mut [0; 4]), &mut each)?;
        }
        splitter.finish(&mut each)?;
        Ok(rows)
    }

    fn rows(text: &str) -> Vec<(u64, Vec<String>)> {
        split(text).unwrap()
    }

    fn row(line: u64, cells: &[&str]) -> (u64, Vec<String>) {
        (line, cells.iter().map(|&cell| cell.to_owned()).collect())
    }

    #[test]
    fn every_line_break_ends_a_row_and_blank_lines_are_counted() {
        for end in ["\n", "\r\n", "\r"] {
            let text = ["a,b", "", "c,d"].join(end);
            let expected = [row(1, &["a", "b"]), row(2, &[""]), row(3, &["c", "d"])];
            assert_eq!(rows(&text), expected);
            assert_eq!(rows(&(text + end)), expected);
        }
        assert_eq!(rows(""), []);
        assert_eq!(rows("a,"), [row(1, &["a", ""])]);
    }

    #[test]
    fn quotation_marks_hold_separators_line_breaks_and_themselves() {
        let text = "\"a,\"\"b\"\"\r\nc\" ,d\ne,\"\"\nf\"g,\"=\"\"01\"\"\"";
        let expected =
            [row(1, &["a,\"b\"\r\nc", "d"]), row(2, &["e", ""]), row(3, &["f\"g", "01"])];
        assert_eq!(rows(text), expected);
    }

    #[test]
    fn a_quotation_mark_without_its_other_is_told_where_it_begins() {
        let flaw = |text: &str| match split(text) {
            Err(Stop::Flaw(flaw)) => (flaw.check, flaw.place),
            other => panic!("{other:?}"),
        };
        assert_eq!(flaw("a,b\nc,\"d\ne,f\n"), ("roster-quote", Place::cell(2, 1)));
        let long = format!("a,b\n\"c\n{}", "d,e\n".repeat(MAX_CELL));
        assert_eq!(flaw(&long), ("roster-quote", Place::cell(2, 0)));
    }

    #[test]
    fn whatever_is_larger_than_a_roster_is_told_with_its_place() {
        let flaw = |text: &str| match split(text) {
            Err(Stop::Flaw(flaw)) => flaw.place,
            other => panic!("{other:?}"),
        };
        assert_eq!(flaw(&format!("a\nb,{}", "长".repeat(10_000_000 / 3))), Place::cell(2, 1));
        assert_eq!(flaw(&format!("a\n{}", ",".repeat(MAX_COLUMNS))), Place::row(2));
        let cell = "x".repeat(MAX_CELL) + ",";
        assert_eq!(flaw(&cell.repeat(MAX_ROW / MAX_CELL + 1)), Place::row(1));
        assert_eq!(flaw("a,b\0"), Place::cell(1, 1));
    }
}
