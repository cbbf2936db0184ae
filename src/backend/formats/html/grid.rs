//! Where the cells of a table's rows come to stand, whatever covers places from above.

use crate::doc::{Cell, Row};

/// A cell in its place.
pub(super) struct Placed<'a> {
    pub(super) cell: &'a Cell,
    /// Its row, from the first of these.
    pub(super) row: usize,
    /// Its first column.
    pub(super) column: usize,
    /// How many rows of these it covers.
    pub(super) rows: usize,
    /// How many columns it covers.
    pub(super) columns: usize,
}

impl Placed<'_> {
    /// The row after its last one.
    pub(super) fn end(&self) -> usize {
        self.row + self.rows
    }

    /// Whether it stands over or under some columns.
    pub(super) fn shares_columns(&self, other: &Placed<'_>) -> bool {
        self.column < other.column + other.columns && other.column < self.column + self.columns
    }
}

/// The most columns that one cell covers in HTML.
const MOST: u32 = 1000;

/// The cells of rows, row by row. A span ends with the rows, as HTML wants it.
pub(super) fn place(rows: &[Row]) -> Vec<Vec<Placed<'_>>> {
    // How many rows each column is still covered for, the present one among them.
    let mut covered: Vec<usize> = Vec::new();
    let mut out = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        let mut placed = Vec::new();
        let mut column = 0;
        for cell in &row.cells {
            while covered.get(column).is_some_and(|left| *left > 0) {
                column += 1;
            }
            let height = (cell.rows.max(1) as usize).min(rows.len() - at);
            let width = cell.columns.clamp(1, MOST) as usize;
            if covered.len() < column + width {
                covered.resize(column + width, 0);
            }
            covered[column..column + width].fill(height);
            placed.push(Placed { cell, row: at, column, rows: height, columns: width });
            column += width;
        }
        for left in &mut covered {
            *left = left.saturating_sub(1);
        }
        out.push(placed);
    }
    out
}

/// The rows in groups that no cell reaches across: those tied by a cell together, and the single
/// ones between them. Each group as its first row and the row after its last.
pub(super) fn groups(placed: &[Vec<Placed<'_>>]) -> Vec<(usize, usize)> {
    let mut groups: Vec<(usize, usize, bool)> = Vec::new();
    let mut reach = 0;
    for (at, row) in placed.iter().enumerate() {
        let starts = at >= reach;
        reach = row.iter().map(Placed::end).max().unwrap_or(at + 1).max(reach);
        let tied = reach > at + 1;
        match groups.last_mut() {
            Some((_, end, _)) if !starts => *end = at + 1,
            Some((_, end, false)) if !tied => *end = at + 1,
            _ => groups.push((at, at + 1, tied)),
        }
    }
    groups.into_iter().map(|(start, end, _)| (start, end)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(cells: &[(u32, u32)]) -> Row {
        let cell = |(rows, columns): &(u32, u32)| Cell {
            rows: *rows,
            columns: *columns,
            ..Cell::default()
        };
        Row { cells: cells.iter().map(cell).collect(), total: false }
    }

    fn columns(rows: &[Row]) -> Vec<Vec<usize>> {
        place(rows).iter().map(|row| row.iter().map(|placed| placed.column).collect()).collect()
    }

    #[test]
    fn a_cell_moves_right_of_what_covers_its_place() {
        let rows = [row(&[(2, 1), (1, 2)]), row(&[(1, 1), (1, 1)]), row(&[(1, 1)])];
        assert_eq!(columns(&rows), [vec![0, 1], vec![1, 2], vec![0]]);
    }

    #[test]
    fn a_span_ends_with_the_rows_and_a_cell_without_a_span_has_one() {
        let rows = [row(&[(u32::MAX, u32::MAX)]), row(&[(0, 0)])];
        let placed = place(&rows);
        assert_eq!((placed[0][0].rows, placed[0][0].columns), (2, 1000));
        assert_eq!((placed[1][0].rows, placed[1][0].columns), (1, 1));
    }

    #[test]
    fn rows_tied_by_a_cell_are_a_group_and_single_ones_stay_together() {
        let single = || row(&[(1, 1), (1, 1)]);
        let rows = [single(), single(), row(&[(2, 1), (1, 1)]), row(&[(1, 1)]), single()];
        assert_eq!(groups(&place(&rows)), [(0, 2), (2, 4), (4, 5)]);
    }
}
