//! What stands behind the numbers of a form's tables, for formats in which they are filled in.

use crate::doc::{Figure, Made, Worth};
use crate::model::amount::Reading;
use crate::model::facts::form::{self, FormTable};
use crate::model::sheet::{Grid, Place};

/// The number at a place of a table, which stands in its cell at `at`.
pub(super) fn figure(grid: &Grid<'_>, place: Place, at: (usize, usize)) -> Figure {
    let table = grid.table;
    Figure {
        key: key(table, place),
        at,
        name: table.called(place),
        unit: table.unit(place).map(|unit| unit.value.clone()),
        decimals: table.decimals(place),
        made: made(table, place),
        worth: worth(grid, place),
    }
}

/// Cells are counted row by row, and blanks after them.
fn key(table: &FormTable, place: Place) -> u32 {
    let at = match place {
        Place::Cell(row, column) => row * table.columns.len() + column,
        Place::Blank(at) => table.rows.len() * table.columns.len() + at,
    };
    u32::try_from(at).unwrap_or(u32::MAX)
}

fn worth(grid: &Grid<'_>, place: Place) -> Worth {
    let Some(entry) = grid.entry(place) else { return Worth::Blank };
    let expected = grid.table.unit(place).map(|unit| &unit.value);
    let own = entry.unit.as_ref().map(|unit| &unit.value);
    match &entry.reading {
        Reading::Blank => Worth::Blank,
        Reading::Nil => Worth::Nil,
        Reading::Number(number) if own.is_none() || own == expected => Worth::Number(number.amount),
        Reading::Number(_) | Reading::Words => Worth::Words,
    }
}

/// What a number is computed from. Where each thing is counted once (不重复数), nobody but the one
/// who counts can say; and numbers of several units have no sum.
fn made(table: &FormTable, place: Place) -> Made {
    if let Some((part, whole)) = table.rate_of(place) {
        return Made::Rate(key(table, part), key(table, whole));
    }
    let unit = |place: Place| table.unit(place).map(|unit| &unit.value);
    let parts = summed(table, place);
    let sum = !parts.is_empty()
        && !table.is_distinct(place)
        && parts.iter().all(|part| *part != place && unit(*part) == unit(place));
    if sum {
        Made::Sum(parts.iter().map(|part| key(table, *part)).collect())
    } else {
        Made::Entered
    }
}

/// The places that add up to one: those of its column first, as a row of totals says it.
fn summed(table: &FormTable, place: Place) -> Vec<Place> {
    let named =
        |line: &form::FormLine, lines| form::all(line.sum_of.as_deref().unwrap_or_default(), lines);
    match place {
        Place::Cell(row, column) => {
            let down = table.summed(&table.rows[row]);
            if !down.is_empty() {
                return down.into_iter().map(|row| Place::Cell(row, column)).collect();
            }
            let across = named(&table.columns[column], &table.columns);
            across.into_iter().map(|column| Place::Cell(row, column)).collect()
        }
        Place::Blank(at) => {
            named(&table.blanks[at], &table.blanks).into_iter().map(Place::Blank).collect()
        }
    }
}
