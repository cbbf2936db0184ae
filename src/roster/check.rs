//! Looks at every cell of a roster before anything is printed. Rows are judged as they come and
//! kept on disk; memory holds a few bytes for each.

mod cell;
mod chars;
mod county;
mod credit;
mod drawn;
mod found;
mod keys;
mod look;
mod missing;
mod phone;
mod remark;
mod repeat;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::path::Path;

pub use county::counties;
use drawn::Drawn;
use found::Found;
use keys::{Fields, Keys};
use look::Look;
#[cfg(test)]
pub(super) use tests::open_rows;

use super::{Cell, Column, Flaw, Place, Record, Roster, Row, Spool, Stop, Table, read};
use crate::diag::{Fault, Level, Words, words};

/// What a letter asks of its roster.
pub struct Demands<'a> {
    /// The columns that the letter prints, by their places: every row must have them.
    pub printed: Vec<usize>,
    /// The counties there are; none where any must be believed.
    pub counties: Vec<String>,
    /// The first character of a text that no font has.
    pub covered: &'a dyn Fn(&str) -> Option<char>,
    /// Whether a value of a column fits where it is printed.
    pub room: &'a dyn Fn(usize, &str) -> bool,
}

impl Default for Demands<'_> {
    /// A letter that prints nothing of its institution.
    fn default() -> Self {
        Self {
            printed: Vec::new(),
            counties: Vec::new(),
            covered: &|_: &str| None,
            room: &|_: usize, _: &str| true,
        }
    }
}

/// A roster that has been looked at.
pub struct Opened {
    /// The rows without an error.
    pub roster: Roster,
    /// What was found, by place; of very many the first few thousand.
    pub flaws: Vec<Flaw>,
    /// How many errors were found, kept or not.
    pub errors: u64,
    /// How many warnings were found, kept or not.
    pub warnings: u64,
    /// The rows with an error, as the file counts them, in order.
    pub skipped: Vec<u64>,
    /// How many rows the file has; blank ones do not count.
    pub total: usize,
    /// Whether the roster was read to its end and has the columns that are needed. Where not,
    /// nothing may be printed of it, whatever is forgiven.
    pub whole: bool,
    /// The sheet it was read from; none for CSV.
    pub sheet: Option<String>,
}

impl Opened {
    /// How many rows have an error.
    pub fn bad(&self) -> usize {
        self.skipped.len()
    }
}

/// Reads a roster and looks at every cell.
///
/// # Errors
/// When the file cannot be read at all, or the disk has no room for its rows.
pub fn open(path: &Path, columns: &[Column], demands: &Demands<'_>) -> Result<Opened, Fault> {
    let mut checking = Checking::new(columns, demands)?;
    let read = read(path, columns, &mut |record| checking.record(record));
    match read {
        Ok(table) => checking.finish(table),
        Err(Stop::Fault(fault)) => Err(fault),
        Err(Stop::Flaw(flaw)) => {
            checking.found.add(*flaw);
            checking.whole = false;
            checking.finish(Table::default())
        }
    }
}

struct Checking<'a> {
    columns: &'a [Column],
    demands: &'a Demands<'a>,
    fields: Fields,
    drawn: Drawn<'a>,
    good: Spool,
    bad: Spool,
    keys: Keys,
    found: Found,
    /// What is wrong in the row that is looked at.
    now: Vec<Flaw>,
    skipped: Vec<u64>,
    total: usize,
    whole: bool,
    /// The county of the row before, which is likely that of this one.
    county: String,
}

impl<'a> Checking<'a> {
    fn new(columns: &'a [Column], demands: &'a Demands<'a>) -> Result<Self, Fault> {
        Ok(Self {
            columns,
            demands,
            fields: Fields::new(columns),
            drawn: Drawn::new(demands.covered),
            good: Spool::new(columns.to_vec())?,
            bad: Spool::new(columns.to_vec())?,
            keys: Keys::default(),
            found: Found::default(),
            now: Vec::new(),
            skipped: Vec::new(),
            total: 0,
            whole: true,
            county: String::new(),
        })
    }

    /// Takes in a row.
    fn record(&mut self, record: Record) -> Result<(), Fault> {
        if self.total == 0 {
            self.fields.files = record.cells.iter().map(|cell| cell.column).collect();
            self.fields.files.resize(self.columns.len(), None);
        }
        self.total += 1;
        let Record { line, cells, flaws } = record;
        self.now.extend(flaws);
        let remark = remark::judge(line, self.columns, &cells);
        let kept = remark.is_none();
        match remark {
            Some(flaw) => self.now.push(flaw),
            None => self.row(line, &cells),
        }
        let wrong = self.now.iter().any(|flaw| flaw.level == Level::Error);
        self.now.drain(..).for_each(|flaw| self.found.add(flaw));
        if wrong {
            self.skipped.push(line);
        }
        if kept {
            let values = cells.into_iter().map(|cell| cell.text).collect();
            self.keep(Row { line, values }, wrong)?;
        }
        Ok(())
    }

    /// Writes a row down, to be printed or only to be compared with others.
    fn keep(&mut self, mut row: Row, wrong: bool) -> Result<(), Fault> {
        const LONGEST: usize = 4096;
        self.keys.add(&self.fields, &row.values);
        if !wrong {
            return self.good.push(&row);
        }
        // What is never printed need not be kept at any length.
        row.values.iter_mut().filter(|value| value.len() > LONGEST).for_each(String::clear);
        self.bad.push(&row)
    }

    /// Judges a row: its cells, then what is missing among them.
    fn row(&mut self, line: u64, cells: &[Cell]) {
        let columns = self.columns;
        for (at, (cell, column)) in cells.iter().zip(columns).enumerate() {
            let needed = self.needed(at);
            let place = Place { row: line, column: cell.column };
            let look = Look { column, place, text: &cell.text, kind: cell.kind, needed };
            if cell.text.is_empty() {
                self.now.extend(cell::kind(&look));
            } else if cell::judge(&look, &mut self.now) {
                self.county(&look, at);
                self.print(&look, at);
            }
        }
        self.missing(line, cells);
        self.number(line, cells);
    }

    /// Judges the code that a letter is numbered by, where it has no number of its own.
    fn number(&mut self, line: u64, cells: &[Cell]) {
        let own = self.fields.serial.filter(|at| self.demands.printed.contains(at));
        let empty = |at: usize| cells.get(at).is_none_or(|cell| cell.text.is_empty());
        let Some(own) = own.filter(|at| empty(*at)) else { return };
        let codes = [self.fields.code, self.fields.credit].into_iter().flatten();
        let Some(at) = codes.into_iter().find(|at| !empty(*at)) else { return };
        let (cell, column) = (&cells[at], &self.columns[at]);
        let place = Place { row: line, column: cell.column };
        let look = Look { column, place, text: &cell.text, kind: cell.kind, needed: true };
        if !(self.demands.room)(own, look.text) {
            self.now.push(look.error("roster-room", too_long()).help(shorter()));
        }
    }

    fn county(&mut self, look: &Look<'_>, at: usize) {
        let known = &self.demands.counties;
        if self.fields.county != Some(at) || known.is_empty() || look.text == self.county {
            return;
        }
        if known.iter().any(|county| county == look.text) {
            look.text.clone_into(&mut self.county);
            return;
        }
        let all = county::listed(known);
        let help = match county::meant(look.text, known) {
            Some(meant) => {
                words!("是不是{meant}？已登记：{all}", "did you mean {meant}? known: {all}")
            }
            None => words!("已登记：{all}", "known: {all}"),
        };
        let words = words!("没有登记这个县区", "no such county is registered");
        self.now.push(look.error("roster-county", words).help(help));
    }

    /// Judges what comes to be printed: on the letter, or on the cover and in the index.
    fn print(&mut self, look: &Look<'_>, at: usize) {
        let printed = self.demands.printed.contains(&at);
        if !printed && !look.needed && !look.is_code() {
            return;
        }
        if let Some(c) = self.drawn.missing(look.text) {
            let (place, point) = (look.text.chars().position(|other| other == c), u32::from(c));
            let nth = place.map_or(1, |place| place + 1);
            let words = words!(
                "第 {nth} 个字符（U+{point:04X}）没有字体能显示",
                "no font has character {nth} (U+{point:04X})"
            );
            let help = words!(
                "把有这个字的字体放进 templates/fonts/，或者改字",
                "put a font that has it into templates/fonts/, or write another"
            );
            self.now.push(look.error("roster-font", words).help(help));
        }
        if printed && !(self.demands.room)(at, look.text) {
            self.now.push(look.error("roster-room", too_long()).help(shorter()));
        }
    }

    /// Compares rows with each other, once all are known.
    fn finish(mut self, table: Table) -> Result<Opened, Fault> {
        self.columns_there(&table);
        table.flaws.into_iter().for_each(|flaw| self.found.add(flaw));
        let (good, bad) = (self.good.finish()?, self.bad.finish()?);
        let repeated = repeat::compare(self.keys, &self.fields, &good, &bad, &mut self.found)?;
        let roster = without(good, &repeated)?;
        let mut skipped: BTreeSet<u64> = repeated;
        skipped.extend(self.skipped);
        Ok(Opened {
            roster,
            errors: self.found.errors,
            warnings: self.found.warnings,
            flaws: self.found.sorted(),
            skipped: skipped.into_iter().collect(),
            total: self.total,
            whole: self.whole,
            sheet: table.sheet,
        })
    }
}

fn too_long() -> Words {
    words!("太长，在文书上印不下", "it is too long for its place in print")
}

fn shorter() -> Words {
    words!("写规范的全称，不写说明", "write the proper name alone, without remarks")
}

/// A roster without the rows of some lines.
fn without(roster: Roster, lines: &BTreeSet<u64>) -> Result<Roster, Fault> {
    const CHUNK: usize = 512;
    if lines.is_empty() {
        return Ok(roster);
    }
    let mut spool = Spool::new(roster.columns().to_vec())?;
    for start in (0..roster.len()).step_by(CHUNK) {
        let rows = roster.rows(start..roster.len().min(start + CHUNK))?;
        rows.iter().filter(|row| !lines.contains(&row.line)).try_for_each(|row| spool.push(row))?;
    }
    spool.finish()
}
