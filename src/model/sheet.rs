//! A form and what somebody has filled into it, put together: every number in its place, and the
//! sums between them. Rules judge it, templates print it, `tally` adds many of them up.

mod breach;
pub mod sum;

use std::ops::Range;

pub use breach::{Bound, Breach, Tie};

use super::amount::{Amount, Reading};
use super::facts::filling::{Entry, Filling};
use super::facts::form::{self, Form, FormLine, FormTable};
use super::{Paper, Set};
use crate::text::Spanned;

/// How many keys that fit nowhere are told of: each brings the names it may have meant.
const MOST_STRANGERS: usize = 100;

/// A place in a table of a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// Where a row and a column meet.
    Cell(usize, usize),
    /// A blank beside the rows.
    Blank(usize),
}

/// A key of a filled form that its form does not know, or knows already.
#[derive(Debug, Clone)]
pub struct Stranger<'a> {
    /// The key.
    pub key: &'a Spanned<String>,
    /// What it should name.
    pub sort: Sort,
    /// Where the same place was filled in before.
    pub first: Option<&'a Entry>,
    /// What it may name.
    pub known: Vec<&'a str>,
}

/// What a key of a filled form names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// A table.
    Table,
    /// A row or a blank.
    Row,
    /// A column.
    Column,
    /// A labelled blank around the tables.
    Field,
}

/// A filled form on top of its form.
#[derive(Debug)]
pub struct Sheet<'a> {
    /// The form.
    pub form: &'a Form,
    /// What was filled in.
    pub filling: &'a Filling,
    /// The tables, as in the form.
    pub tables: Vec<Grid<'a>>,
    /// Keys that fit nowhere.
    pub strangers: Vec<Stranger<'a>>,
}

/// A table with what is filled in.
#[derive(Debug)]
pub struct Grid<'a> {
    /// The table.
    pub table: &'a FormTable,
    /// Whether numbers are left over that have no place in it: then no sum can be judged.
    unsure: bool,
    cells: Vec<Option<&'a Entry>>,
    blanks: Vec<Option<&'a Entry>>,
}

impl Set {
    /// A filled form on top of its form; none for other papers, and where there is no such form.
    pub fn sheet<'a>(&'a self, paper: &'a Paper) -> Option<Sheet<'a>> {
        let filling = paper.facts.filling.as_ref()?;
        let form = self.paper(&filling.form.value)?.facts.form.as_ref()?;
        Some(Sheet::new(form, filling))
    }
}

impl<'a> Sheet<'a> {
    /// Puts every number in its place.
    pub fn new(form: &'a Form, filling: &'a Filling) -> Self {
        let tables = form.tables.iter().map(Grid::new).collect();
        let mut sheet = Self { form, filling, tables, strangers: Vec::new() };
        for table in &filling.tables {
            let Some(at) = form.table(&table.key.value) else {
                let known = form.tables.iter().map(|table| table.id.value.as_str()).collect();
                sheet.stranger(&table.key, Sort::Table, None, known);
                continue;
            };
            let strange = sheet.strangers.len();
            for line in &table.lines {
                for (key, entry) in &line.cells {
                    sheet.place(at, &line.key, key.as_ref(), entry);
                }
            }
            sheet.tables[at].unsure |= sheet.strangers.len() > strange;
        }
        for key in &filling.fields {
            if form::find(&form.fields, &key.value).is_none() {
                sheet.stranger(key, Sort::Field, None, names(&form.fields));
            }
        }
        sheet
    }

    fn place(
        &mut self,
        at: usize,
        line: &'a Spanned<String>,
        column: Option<&'a Spanned<String>>,
        entry: &'a Entry,
    ) {
        let table = self.tables[at].table;
        let columns = &table.columns;
        let place = match (form::find(&table.rows, &line.value), column) {
            (Some(row), Some(key)) => match form::find(columns, &key.value) {
                Some(column) => Place::Cell(row, column),
                None => return self.stranger(key, Sort::Column, None, names(columns)),
            },
            (Some(row), None) if columns.len() == 1 => Place::Cell(row, 0),
            // A row without anything in it yet is not wrong.
            (Some(_), None) if entry.reading == Reading::Blank => return,
            (Some(_), None) => return self.stranger(line, Sort::Column, None, names(columns)),
            // In a table of cells a blank has those of all columns, and one number.
            (None, column) => match form::find(&table.blanks, &line.value) {
                Some(_) if column.is_some() && entry.reading == Reading::Blank => return,
                Some(blank) => Place::Blank(blank),
                None => {
                    let said = self.strangers.last().map(|last| last.key.span);
                    if said != Some(line.span) {
                        self.stranger(line, Sort::Row, None, lines(table));
                    }
                    return;
                }
            },
        };
        match self.tables[at].slot(place) {
            Some(slot @ None) => *slot = Some(entry),
            Some(Some(first)) => {
                let first = *first;
                self.stranger(column.unwrap_or(line), Sort::Row, Some(first), Vec::new());
            }
            None => {}
        }
    }

    fn stranger(
        &mut self,
        key: &'a Spanned<String>,
        sort: Sort,
        first: Option<&'a Entry>,
        known: Vec<&'a str>,
    ) {
        if self.strangers.len() < MOST_STRANGERS {
            self.strangers.push(Stranger { key, sort, first, known });
        }
    }

    /// Every sum, part and rate that does not hold.
    pub fn breaches(&self) -> Vec<Breach<'a>> {
        self.tables.iter().filter(|grid| !grid.unsure).flat_map(breach::of).collect()
    }
}

fn names(lines: &[FormLine]) -> Vec<&str> {
    lines.iter().flat_map(|line| [line.id.value.as_str(), line.name.as_str()]).collect()
}

fn lines(table: &FormTable) -> Vec<&str> {
    let mut all = names(&table.rows);
    all.extend(names(&table.blanks));
    all
}

impl<'a> Grid<'a> {
    /// The table with nothing filled in.
    pub fn new(table: &'a FormTable) -> Self {
        let cells = vec![None; table.rows.len() * table.columns.len()];
        Self { table, unsure: false, cells, blanks: vec![None; table.blanks.len()] }
    }

    fn slot(&mut self, place: Place) -> Option<&mut Option<&'a Entry>> {
        match place {
            Place::Cell(row, column) => self.cells.get_mut(row * self.table.columns.len() + column),
            Place::Blank(at) => self.blanks.get_mut(at),
        }
    }

    /// What is filled in at a place.
    pub fn entry(&self, place: Place) -> Option<&'a Entry> {
        match place {
            Place::Cell(row, column) => *self.cells.get(row * self.table.columns.len() + column)?,
            Place::Blank(at) => *self.blanks.get(at)?,
        }
    }

    /// The number at a place; a dash is zero.
    pub fn amount(&self, place: Place) -> Option<Amount> {
        self.entry(place)?.amount()
    }
}

impl FormTable {
    /// Every place that is to be filled in, row by row, then the blanks.
    pub fn places(&self) -> Vec<Place> {
        let columns = 0..self.columns.len();
        let cells = (0..self.rows.len())
            .flat_map(|row| columns.clone().map(move |column| (row, column)))
            .filter(|(row, column)| !(self.rows[*row].total && self.columns[*column].no_total));
        let blanks: Range<usize> = 0..self.blanks.len();
        cells
            .map(|(row, column)| Place::Cell(row, column))
            .chain(blanks.map(Place::Blank))
            .collect()
    }

    /// The unit of the number at a place: the row's, else the column's.
    pub fn unit(&self, place: Place) -> Option<&Spanned<String>> {
        match place {
            Place::Cell(row, column) => {
                self.rows[row].unit.as_ref().or(self.columns[column].unit.as_ref())
            }
            Place::Blank(at) => self.blanks[at].unit.as_ref(),
        }
    }

    /// How many decimals the number at a place may have; nothing where nobody says and the unit
    /// does not count whole things.
    pub fn decimals(&self, place: Place) -> Option<u32> {
        let stated = match place {
            Place::Cell(row, column) => {
                let (row, column) = (&self.rows[row], &self.columns[column]);
                // A row with a unit of its own does not take its column's decimals.
                row.decimals.or(column.decimals.filter(|_| row.unit.is_none()))
            }
            Place::Blank(at) => self.blanks[at].decimals,
        };
        let counts = |unit: &Spanned<String>| COUNTING.contains(&unit.value.as_str());
        stated.or_else(|| self.unit(place).is_some_and(counts).then_some(0))
    }

    /// What a place is called: 约谈、定点药店.
    pub fn called(&self, place: Place) -> String {
        match place {
            Place::Cell(row, _) if self.columns.len() == 1 => self.rows[row].name.clone(),
            Place::Cell(row, column) => {
                format!("{}、{}", self.rows[row].name, self.columns[column].name)
            }
            Place::Blank(at) => self.blanks[at].name.clone(),
        }
    }

    /// Whether the number at a place counts each thing once and so cannot be added up.
    pub fn is_distinct(&self, place: Place) -> bool {
        match place {
            Place::Cell(row, column) => self.rows[row].distinct || self.columns[column].distinct,
            Place::Blank(at) => self.blanks[at].distinct,
        }
    }
}

/// Units that count whole things: no half of them is ever filled in.
const COUNTING: [&str; 24] = [
    "家", "人", "例", "件", "次", "个", "户", "起", "名", "份", "项", "人次", "例次", "家次", "张",
    "条", "台", "所", "处", "批", "期", "场", "宗", "笔",
];
