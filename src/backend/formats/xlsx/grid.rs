//! The places of a table's cells, and how many rows of the sheet each of its rows takes.

use crate::doc::{Cell, Row};

/// A cell and the places it covers.
pub(super) struct Placed<'d> {
    /// Its first column.
    pub(super) x: usize,
    /// Its first row.
    pub(super) y: usize,
    /// How many columns it covers.
    pub(super) wide: usize,
    /// How many rows it covers.
    pub(super) high: usize,
    /// The cell.
    pub(super) cell: &'d Cell,
}

/// The cells of some rows; what would lie outside of them or on another cell is clipped.
pub(super) fn placed(rows: &[Row], columns: usize) -> Vec<Placed<'_>> {
    let mut waiting = vec![0_usize; columns];
    let mut found = Vec::new();
    for (y, row) in rows.iter().enumerate() {
        let mut x = 0;
        for cell in &row.cells {
            while x < columns && waiting[x] > 0 {
                x += 1;
            }
            if x >= columns {
                break;
            }
            let free = waiting[x..].iter().take_while(|left| **left == 0).count();
            let wide = (cell.columns.max(1) as usize).min(free);
            let high = (cell.rows.max(1) as usize).min(rows.len() - y);
            waiting[x..x + wide].fill(high);
            found.push(Placed { x, y, wide, high, cell });
            x += wide;
        }
        for left in &mut waiting {
            *left = left.saturating_sub(1);
        }
    }
    found
}

/// How many numbers stand below each other in a row of totals: each takes a row of the sheet.
pub(super) fn numbers(row: &Row) -> usize {
    let most = row.cells.iter().map(|cell| cell.figures.len()).max();
    if row.total { most.unwrap_or(1).max(1) } else { 1 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_keep_clear_of_those_from_above_and_of_the_edge() {
        let cell = |rows, columns| Cell { rows, columns, ..Cell::default() };
        let row = |cells| Row { cells, total: false };
        let rows = [
            row(vec![cell(1, 1), cell(2, 1), cell(1, 1)]),
            row(vec![cell(1, 2), cell(9, 9), cell(1, 1)]),
            row(vec![cell(1, 1)]),
        ];
        let places: Vec<_> =
            placed(&rows, 3).iter().map(|at| (at.x, at.y, at.wide, at.high)).collect();
        let wanted =
            [(0, 0, 1, 1), (1, 0, 1, 2), (2, 0, 1, 1), (0, 1, 1, 1), (2, 1, 1, 2), (0, 2, 1, 1)];
        assert_eq!(places, wanted);
    }
}
