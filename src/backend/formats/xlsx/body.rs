//! Writes the rows of a table: words, numbers, totals below each other, and under the table the
//! numbers that stand in its sentences.

use std::collections::BTreeSet;

use rust_xlsxwriter::{Format, FormatAlign, XlsxError};

use super::figures::{self, Content, Ledger};
use super::grid::{self, Placed};
use super::measure::{self, HIGHEST};
use super::paint::{Area, Done, Pen, WRITABLE, column, float, parts, row};
use super::{sentence, style, words};
use crate::doc::{Align, Cell, Figure, Row, Table};

/// What stands over the numbers that belong into sentences.
const ENTRIES: &str = "上表文字中的各数填在下面：";

/// A number of a sentence, and the cell in which that stands.
type Asked<'d> = (&'d Cell, &'d Figure);

/// What a cell is to the sheet.
enum Sort<'d> {
    /// Words.
    Words,
    /// The label of several rows of totals.
    Label,
    /// One number.
    Number(&'d Figure),
    /// Several numbers, which stand below each other.
    Stack,
    /// Sentences with numbers in them.
    Sentence,
}

/// A table with the row of the sheet at which each of its rows begins, and at which the last ends.
struct Body<'d> {
    table: &'d Table,
    cells: Vec<Placed<'d>>,
    starts: Vec<u32>,
}

impl<'d> Body<'d> {
    fn row(&self, at: &Placed<'_>) -> &'d Row {
        &self.table.rows[at.y]
    }

    fn sort(&self, at: &Placed<'d>) -> Sort<'d> {
        let row = self.row(at);
        let several = grid::numbers(row) > 1;
        match &at.cell.figures[..] {
            [] if several && at.x == 0 => Sort::Label,
            [] => Sort::Words,
            _ if several => Sort::Stack,
            [one] if at.cell.paragraphs.iter().flatten().count() <= 1 => Sort::Number(one),
            _ => Sort::Sentence,
        }
    }

    fn area(&self, at: &Placed<'_>) -> Area {
        let (start, end) = (self.starts[at.y], self.starts[at.y + at.high]);
        Area(start, at.x, (end - start) as usize, at.wide)
    }

    /// The cells of the numbers of a stack; the last takes what is left.
    fn stack(&self, at: &Placed<'d>) -> Vec<(Area, usize)> {
        let Area(start, x, high, wide) = self.area(at);
        let count = grid::numbers(self.row(at)).min(at.cell.figures.len().max(1));
        let count = if at.cell.figures.is_empty() { high } else { count };
        let own = |nth: usize| if nth + 1 == count { high - nth } else { 1 };
        (0..count).map(|nth| (Area(start + row(nth), x, own(nth), wide), nth)).collect()
    }

    /// The units of the numbers in a row of totals, from the top.
    fn units(&self, at: &Placed<'_>) -> Vec<Option<&'d str>> {
        let cells = self.row(at).cells.iter();
        let first = cells.max_by_key(|cell| (cell.figures.len(), std::cmp::Reverse(cell.columns)));
        let figures = first.map_or(&[][..], |cell| &cell.figures[..]);
        figures.iter().map(|figure| figure.unit.as_deref()).collect()
    }
}

impl Pen<'_> {
    /// The rows of a table, and what is filled in under it. What no cell can hold is returned.
    pub(super) fn table<'d>(
        &mut self,
        table: &'d Table,
        ledger: &mut Ledger<'d>,
    ) -> Result<Vec<String>, XlsxError> {
        let body = self.rows(table)?;
        let mut asked: Vec<Asked<'_>> = Vec::new();
        for at in &body.cells {
            match body.sort(at) {
                Sort::Words | Sort::Label => {}
                Sort::Number(figure) => {
                    let Area(y, x, ..) = body.area(at);
                    ledger.put(figure, (y, column(x)));
                }
                Sort::Stack => {
                    for (Area(y, x, ..), nth) in body.stack(at) {
                        ledger.put(&at.cell.figures[nth], (y, column(x)));
                    }
                }
                Sort::Sentence => asked.extend(at.cell.figures.iter().map(|one| (at.cell, one))),
            }
        }
        let blanks = self.entries(&asked, ledger)?;
        ledger.settle();
        let mut left_over = Vec::new();
        for at in &body.cells {
            self.cell(&body, at, ledger, &mut left_over)?;
        }
        for (area, (cell, figure)) in blanks {
            let format = style::cell(self.shape.size, Align::Center, false);
            self.number(area, cell, figure, ledger, format)?;
        }
        for (spot, figure) in ledger.entered() {
            let check = figures::check(spot, figure)?;
            self.to.add_data_validation(spot.0, spot.1, spot.0, spot.1, &check)?;
        }
        Ok(left_over)
    }

    /// Gives all rows their heights and finds their places.
    fn rows<'d>(&mut self, table: &'d Table) -> Result<Body<'d>, XlsxError> {
        let cells = grid::placed(&table.rows, table.columns.len());
        let mut starts = vec![self.row];
        let heights = std::mem::take(&mut self.shape.heights);
        for (own, height) in table.rows.iter().zip(heights) {
            let form = own.cells.iter().any(|cell| !cell.figures.is_empty());
            let numbers = grid::numbers(own);
            let count = if numbers > 1 { numbers } else { parts(height, HIGHEST) };
            let least = if form { WRITABLE } else { measure::height(1.0, self.shape.size) };
            for _ in 0..count {
                self.next((height / float(count)).max(least))?;
            }
            starts.push(self.row);
        }
        Ok(Body { table, cells, starts })
    }

    /// Places for the numbers that stand in sentences, with the words that ask for them.
    fn entries<'d>(
        &mut self,
        asked: &[Asked<'d>],
        ledger: &mut Ledger<'d>,
    ) -> Result<Vec<(Area, Asked<'d>)>, XlsxError> {
        let mut keys = BTreeSet::new();
        let fresh = asked.iter().filter(|(_, figure)| keys.insert(figure.key));
        let asked: Vec<_> = fresh.copied().collect();
        if asked.is_empty() {
            return Ok(Vec::new());
        }
        self.text(ENTRIES, &style::line(self.shape.size), self.shape.size)?;
        let label = |(_, figure): &Asked<'_>| {
            format!("{}：", bracketed(&figure.name, figure.unit.as_deref()))
        };
        let labels: Vec<String> = asked.iter().map(label).collect();
        let places = self.places(&labels);
        for ((label, blank), (text, (_, figure))) in places.iter().zip(labels.iter().zip(&asked)) {
            self.label(*label, text)?;
            ledger.put(figure, (blank.0, column(blank.1)));
        }
        self.rows_of(&labels)?;
        Ok(places.into_iter().map(|(_, blank)| blank).zip(asked).collect())
    }

    fn cell(
        &mut self,
        body: &Body<'_>,
        at: &Placed<'_>,
        ledger: &Ledger<'_>,
        left_over: &mut Vec<String>,
    ) -> Done {
        let (cell, area) = (at.cell, body.area(at));
        let own = body.table.columns[at.x].align;
        let align = cell.align.unwrap_or(if cell.beside { Align::Left } else { own });
        let format = style::cell(self.shape.size, align, body.row(at).total);
        // What stands beside many rows is read from their first page on.
        let long = at.high > 1 && align == Align::Left && !cell.beside;
        let format = if long { format.set_align(FormatAlign::Top) } else { format };
        let text = words::text(&cell.paragraphs);
        match body.sort(at) {
            Sort::Number(figure) => self.number(area, cell, figure, ledger, format),
            Sort::Stack => {
                for (area, nth) in body.stack(at) {
                    self.number(area, cell, &cell.figures[nth], ledger, format.clone())?;
                }
                Ok(())
            }
            Sort::Label => {
                let units = body.units(at);
                for (area, nth) in body.stack(at) {
                    let text = bracketed(&text, units.get(nth).copied().flatten());
                    self.put(area, &Content::Text, &text, &format)?;
                }
                Ok(())
            }
            Sort::Sentence => match sentence::formula(cell, ledger) {
                Some((formula, said)) => {
                    self.put(area, &Content::Formula(formula, said), "", &format)
                }
                None => self.put(area, &Content::Text, &text, &format),
            },
            Sort::Words => {
                let pieces = words::pieces(&text);
                self.put(area, &Content::Text, pieces[0], &format)?;
                let place = figures::a1((area.0, column(area.1)));
                left_over.extend(pieces[1..].iter().map(|piece| format!("（续{place}）{piece}")));
                Ok(())
            }
        }
    }

    /// A number, or its formula, or the place where it is filled in.
    fn number(
        &mut self,
        area: Area,
        cell: &Cell,
        figure: &Figure,
        ledger: &Ledger<'_>,
        format: Format,
    ) -> Done {
        let content = ledger.content(figure);
        let format = style::number(format, figures::decimals(figure));
        let format = match content {
            Content::Formula(..) => format,
            Content::Number(_) | Content::Text | Content::Empty => format.set_unlocked(),
        };
        let (y, x) = figure.at;
        let inline = cell.paragraphs.get(y).and_then(|paragraph| paragraph.get(x));
        let text = inline.map(|inline| words::line(std::slice::from_ref(inline)));
        self.put(area, &content, &text.unwrap_or_default(), &format)
    }
}

/// A name with its unit in brackets: 合计（万元）.
fn bracketed(name: &str, unit: Option<&str>) -> String {
    unit.map_or_else(|| name.to_owned(), |unit| format!("{name}（{unit}）"))
}
