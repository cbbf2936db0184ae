//! What does not add up in a filled form.

use super::{Grid, Place};
use crate::model::amount::{Amount, Reading};
use crate::model::facts::filling::Entry;
use crate::model::facts::form::{self, FormLine, FormTable};
use crate::text::{Span, Spanned};

/// How many of the numbers that are added up a finding shows.
const SHOWN: usize = 3;

/// Something between numbers that does not hold.
#[derive(Debug, Clone)]
pub struct Breach<'a> {
    /// What should hold.
    pub tie: Tie,
    /// What the number is called.
    pub name: String,
    /// The number that is wrong, if the others are right.
    pub whole: &'a Entry,
    /// Its value.
    pub stated: Amount,
    /// What the others make of it.
    pub found: Amount,
    /// How the two should stand to each other.
    pub bound: Bound,
    /// The others, the first few.
    pub others: Vec<&'a Entry>,
    /// Where the form says so.
    pub said: Span,
}

/// What ties numbers together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tie {
    /// A row of totals, or a blank, over its parts (合计).
    Total,
    /// A column over the columns of the same row (横向合计).
    Across,
    /// A part under its whole (其中).
    Part,
    /// A rate (率).
    Rate,
}

/// How a number should stand to what the others come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bound {
    /// Equal to it.
    Equal,
    /// No more than it.
    AtMost,
    /// No less than it.
    AtLeast,
}

/// Everything in one table that does not hold.
pub(super) fn of<'a>(grid: &Grid<'a>) -> Vec<Breach<'a>> {
    let mut found = Vec::new();
    let table = grid.table;
    for (at, row) in table.rows.iter().enumerate() {
        let summed = table.summed(row);
        let part = row.part_of.as_ref().and_then(|whole| form::find(&table.rows, &whole.value));
        let rate = both(&row.ratio_of, &table.rows);
        for column in 0..table.columns.len() {
            // A rate is never the sum of rates, whatever the row.
            if !table.columns[column].ratio_of.is_empty() {
                continue;
            }
            let cell = |row: usize| Place::Cell(row, column);
            let judge = Judge { grid, line: row, at: cell(at), tie: Tie::Total };
            let parts: Vec<Place> = summed.iter().map(|row| cell(*row)).collect();
            found.extend(judge.all(&parts, part.map(cell), rate.map(|(a, b)| (cell(a), cell(b)))));
        }
    }
    for (at, column) in table.columns.iter().enumerate() {
        let named = column.sum_of.as_deref().unwrap_or_default();
        let summed = form::all(named, &table.columns);
        let part =
            column.part_of.as_ref().and_then(|whole| form::find(&table.columns, &whole.value));
        let rate = both(&column.ratio_of, &table.columns);
        for row in 0..table.rows.len() {
            let cell = |column: usize| Place::Cell(row, column);
            let judge = Judge { grid, line: column, at: cell(at), tie: Tie::Across };
            let parts: Vec<Place> = summed.iter().map(|column| cell(*column)).collect();
            found.extend(judge.all(&parts, part.map(cell), rate.map(|(a, b)| (cell(a), cell(b)))));
        }
    }
    found.extend(blanks(grid));
    found
}

fn blanks<'a>(grid: &Grid<'a>) -> Vec<Breach<'a>> {
    let lines = &grid.table.blanks;
    let place = |name: &Spanned<String>| form::find(lines, &name.value).map(Place::Blank);
    let judged = lines.iter().enumerate().flat_map(|(at, line)| {
        let judge = Judge { grid, line, at: Place::Blank(at), tie: Tie::Total };
        let summed = form::all(line.sum_of.as_deref().unwrap_or_default(), lines);
        let parts: Vec<Place> = summed.into_iter().map(Place::Blank).collect();
        let rate = both(&line.ratio_of, lines).map(|(a, b)| (Place::Blank(a), Place::Blank(b)));
        judge.all(&parts, line.part_of.as_ref().and_then(place), rate)
    });
    judged.collect()
}

/// The two lines a rate is made of.
fn both(names: &[Spanned<String>], lines: &[FormLine]) -> Option<(usize, usize)> {
    let [part, whole] = names else { return None };
    Some((form::find(lines, &part.value)?, form::find(lines, &whole.value)?))
}

/// Judges the number at one place by what one line of the form says of it.
struct Judge<'g, 'a> {
    grid: &'g Grid<'a>,
    line: &'a FormLine,
    at: Place,
    tie: Tie,
}

impl<'a> Judge<'_, 'a> {
    fn all(
        &self,
        parts: &[Place],
        whole: Option<Place>,
        rate: Option<(Place, Place)>,
    ) -> Vec<Breach<'a>> {
        let Some(own) = self.grid.entry(self.at) else { return Vec::new() };
        let Some(stated) = own.amount() else { return Vec::new() };
        let sum = self.sum(own, stated, parts);
        let part = whole.and_then(|whole| self.part(own, stated, whole));
        let rate = rate.and_then(|(part, whole)| self.rate(own, stated, part, whole));
        sum.into_iter().chain(part).chain(rate).collect()
    }

    fn breach(
        &self,
        own: &'a Entry,
        (stated, bound, found): (Amount, Bound, Amount),
        others: Vec<&'a Entry>,
    ) -> Breach<'a> {
        let name = self.grid.table.called(self.at);
        let said = self.line.head;
        Breach { tie: self.tie, name, whole: own, stated, found, bound, others, said }
    }

    /// Numbers in another unit than the form's are reported as such, and not added up.
    fn comparable(&self, place: Place) -> bool {
        let table = self.grid.table;
        let entry = self.grid.entry(place);
        let written = entry.and_then(|entry| entry.unit.as_ref());
        let same = |a: Option<&Spanned<String>>, b: Option<&Spanned<String>>| {
            a.map(|a| &a.value) == b.map(|b| &b.value)
        };
        written.is_none_or(|unit| same(Some(unit), table.unit(place)))
            && same(table.unit(place), table.unit(self.at))
    }

    fn sum(&self, own: &'a Entry, stated: Amount, parts: &[Place]) -> Option<Breach<'a>> {
        if parts.is_empty() || parts.contains(&self.at) || !self.comparable(self.at) {
            return None;
        }
        let mut sum = Amount::default();
        let mut largest: Option<(Amount, &Entry)> = None;
        let mut others = Vec::new();
        let (mut complete, mut negative) = (true, false);
        for place in parts {
            let entry = self.grid.entry(*place).filter(|_| self.comparable(*place));
            let Some((entry, amount)) = entry.and_then(|entry| Some((entry, entry.amount()?)))
            else {
                complete = false;
                continue;
            };
            sum = sum.plus(amount)?;
            negative |= amount < Amount::default();
            if largest.is_none_or(|(most, _)| most < amount) {
                largest = Some((amount, entry));
            }
            // What shows the reader where to look are the parts that are there.
            if others.len() < SHOWN && amount != Amount::default() {
                others.push(entry);
            }
        }
        if self.line.distinct {
            // Corrections below zero say nothing about how often a thing was counted.
            let (most, entry) = largest.filter(|_| !negative)?;
            if stated < most {
                return Some(self.breach(own, (stated, Bound::AtLeast, most), vec![entry]));
            }
            let over = complete && stated > sum;
            return over.then(|| self.breach(own, (stated, Bound::AtMost, sum), others));
        }
        let wrong = complete && stated != sum;
        wrong.then(|| self.breach(own, (stated, Bound::Equal, sum), others))
    }

    fn part(&self, own: &'a Entry, stated: Amount, whole: Place) -> Option<Breach<'a>> {
        let entry = self.grid.entry(whole)?;
        let amount = entry.amount()?;
        let same = self.comparable(self.at) && self.comparable(whole);
        // Of something negative (a correction) a part may well be the greater number.
        let over = same && whole != self.at && amount >= Amount::default() && stated > amount;
        let breach =
            |tie| Breach { tie, ..self.breach(own, (stated, Bound::AtMost, amount), vec![entry]) };
        over.then(|| breach(Tie::Part))
    }

    /// A rate holds when it is the right one rounded to the decimals it is written with, or to
    /// those the form allows.
    fn rate(
        &self,
        own: &'a Entry,
        stated: Amount,
        part: Place,
        whole: Place,
    ) -> Option<Breach<'a>> {
        let (a, b) = (self.grid.entry(part)?, self.grid.entry(whole)?);
        let (part, whole) = (a.amount()?, b.amount()?);
        let Reading::Number(number) = &own.reading else { return None };
        let asked = self.grid.table.decimals(self.at).unwrap_or(0);
        let exact = |decimals| part.percent_of(whole, decimals);
        let found = exact(asked.max(number.decimals))?;
        let right = found == stated || (exact(asked) == Some(stated)) || {
            exact(number.decimals) == Some(stated)
        };
        let breach = Breach {
            tie: Tie::Rate,
            ..self.breach(own, (stated, Bound::Equal, found), vec![a, b])
        };
        (!right).then_some(breach)
    }
}

impl FormTable {
    /// The rate at a place, of the numbers that `amount` gives; none where there is no rate.
    pub fn rate(&self, place: Place, amount: &dyn Fn(Place) -> Option<Amount>) -> Option<Amount> {
        let (part, whole) = self.rate_of(place)?;
        amount(part)?.percent_of(amount(whole)?, self.decimals(place).unwrap_or(2))
    }

    /// The part and the whole of which a place holds the percentage.
    pub fn rate_of(&self, place: Place) -> Option<(Place, Place)> {
        match place {
            Place::Cell(row, column) => {
                let across = both(&self.columns[column].ratio_of, &self.columns);
                let down = both(&self.rows[row].ratio_of, &self.rows);
                across
                    .map(|(a, b)| (Place::Cell(row, a), Place::Cell(row, b)))
                    .or(down.map(|(a, b)| (Place::Cell(a, column), Place::Cell(b, column))))
            }
            Place::Blank(at) => both(&self.blanks[at].ratio_of, &self.blanks)
                .map(|(a, b)| (Place::Blank(a), Place::Blank(b))),
        }
    }
}
