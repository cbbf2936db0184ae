//! Rows below the heads, made into records: cells in the order of the columns asked for.

use std::collections::BTreeSet;

use super::heads::Heads;
use super::rows::{MAX_ROWS, Raw, Row, error, too_large};
use super::{Cell, Each, Kind, Record, Stop, Table};
use crate::diag::{Level, words};
use crate::roster::{Flaw, Place};

/// How many columns without a head are told.
const TOLD: usize = 20;

/// Hands over records one by one, and keeps what is known of the whole table.
pub(super) struct Taker<'a> {
    heads: Heads,
    each: Each<'a>,
    table: Table,
    last: u64,
    nameless: BTreeSet<usize>,
    shifts: bool,
}

impl<'a> Taker<'a> {
    /// For a table with these heads. Where one separator too many shifts all that follows it,
    /// as in text files, a cell beyond the heads makes its row doubtful.
    pub(super) fn new(heads: Heads, shifts: bool, each: Each<'a>) -> Self {
        let (head, flaws) = (heads.line, heads.flaws.clone());
        let table = Table { head, flaws, ..Table::default() };
        Self { last: head, heads, each, table, nameless: BTreeSet::new(), shifts }
    }

    /// Takes a row; those above the heads and blank ones are passed over.
    pub(super) fn take(&mut self, mut row: Row) -> Result<(), Stop> {
        let line = row.line;
        if line <= self.heads.line || self.is_blank(&row) {
            return Ok(());
        }
        if line > MAX_ROWS {
            let words = words!("名册超过 {MAX_ROWS} 行", "the roster has over {MAX_ROWS} rows");
            return Err(too_large(Place::row(line), words).into());
        }
        self.table.rows += 1;
        self.table.blank += line - self.last - 1;
        self.last = line;
        let flaws = self.flaws(&row);
        let cells = self.heads.slots.iter().map(|slot| cell(&mut row.cells, *slot)).collect();
        (self.each)(Record { line, cells, flaws }).map_err(Stop::Fault)
    }

    /// A row that has nothing but a running number was made ready for an institution to come.
    fn is_blank(&self, row: &Row) -> bool {
        let number = |(at, cell): (usize, &Raw)| {
            let head = self.heads.names.get(at).filter(|_| !self.heads.slots.contains(&Some(at)));
            head.is_some_and(|head| super::names::is_kept(head))
                && cell.kind != Kind::Error
                && cell.text.bytes().all(|byte| byte.is_ascii_digit())
        };
        row.cells.iter().enumerate().all(|(at, cell)| !cell.is_filled() || number((at, cell)))
    }

    fn flaws(&mut self, row: &Row) -> Vec<Flaw> {
        let mut flaws = Vec::new();
        if let Some(column) = row.broken {
            flaws.push(broken(Place::cell(row.line, column)));
        }
        let width = self.heads.width();
        let filled = row.cells.iter().enumerate().filter(|(_, cell)| cell.is_filled());
        let nameless = |at: &usize| self.heads.names.get(*at).is_none_or(String::is_empty);
        for at in filled.map(|(at, _)| at).filter(nameless) {
            if self.shifts && at >= width {
                flaws.push(beyond(Place::cell(row.line, at)));
                break;
            }
            if self.nameless.len() < TOLD && self.nameless.insert(at) {
                self.table.flaws.push(headless(Place::cell(row.line, at)));
            }
        }
        flaws
    }

    /// What is known of the table.
    pub(super) fn finish(self) -> Table {
        self.table
    }
}

fn cell(cells: &mut [Raw], slot: Option<usize>) -> Cell {
    let Some(column) = slot else { return Cell::default() };
    let raw = cells.get_mut(column).map(std::mem::take).unwrap_or_default();
    Cell { text: raw.text, column: Some(column), kind: raw.kind }
}

fn broken(place: Place) -> Flaw {
    let words =
        words!("引号在这一格中间就结束了", "the quotation marks end in the middle of this cell");
    let help = words!(
        "格内的引号要写成两个 \"\"；用表格软件另存一次即可",
        "double a quotation mark inside a cell; saving with a spreadsheet does so"
    );
    error("roster-quote", place, words, help)
}

fn beyond(place: Place) -> Flaw {
    let words = words!("这一格超出了表头的列数", "this cell stands beyond the last head");
    let help = words!(
        "多半是某一格里的分隔符没有加引号，后面的各格都错了位",
        "most likely a separator inside a cell is not quoted and has shifted what follows"
    );
    error("roster-row-long", place, words, help)
}

fn headless(place: Place) -> Flaw {
    let words = words!("这一列没有表头，没有读", "this column has no head and is not read");
    Flaw { check: "roster-column", level: Level::Warning, place, words, help: None, also: None }
}
