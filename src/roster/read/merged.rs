//! Merged cells: only the first of them has the value, and the others look as if they had it.

use std::collections::BTreeMap;

use calamine::Dimensions;

use super::Kind;
use super::rows::{Raw, Row};

/// For some columns the rows whose cells are merged away, to be gone through from the top.
#[derive(Debug, Default)]
pub(super) struct Merged {
    /// From which row to which, from 0; the last first.
    columns: BTreeMap<usize, Vec<(u32, u32)>>,
    /// One past the last row that is known to be merged away.
    until: BTreeMap<usize, u32>,
}

impl Merged {
    /// The merged cells of a sheet, as far as they lie in these columns.
    pub(super) fn new(areas: &[Dimensions], wanted: impl Iterator<Item = usize>) -> Self {
        let mut columns = BTreeMap::new();
        for column in wanted {
            let mut spans: Vec<_> = areas.iter().filter_map(|area| span(area, column)).collect();
            spans.sort_unstable_by(|one, two| two.cmp(one));
            columns.insert(column, spans);
        }
        Self { columns, until: BTreeMap::new() }
    }

    /// Marks the cells of a row that are merged away. Rows come from the top.
    pub(super) fn mark(&mut self, row: &mut Row) {
        let line = u32::try_from(row.line - 1).unwrap_or(u32::MAX);
        for (column, spans) in &mut self.columns {
            let until = self.until.entry(*column).or_default();
            while let Some((_, to)) = spans.pop_if(|(from, _)| *from <= line) {
                *until = (*until).max(to + 1);
            }
            if line < *until {
                if row.cells.len() <= *column {
                    row.cells.resize(*column + 1, Raw::default());
                }
                row.cells[*column] = Raw { text: String::new(), kind: Kind::Merged };
            }
        }
    }
}

/// The last row, from 1, to which the cell of a row and column is merged down.
pub(super) fn bottom(areas: &[Dimensions], line: u64, column: usize) -> u64 {
    let begins =
        |area: &&Dimensions| u64::from(area.start.0) + 1 == line && area.start.1 as usize == column;
    areas.iter().find(begins).map_or(line, |area| u64::from(area.end.0) + 1).max(line)
}

/// The rows of an area whose cell in a column is not the first of the area.
fn span(area: &Dimensions, column: usize) -> Option<(u32, u32)> {
    let at = u32::try_from(column).ok()?;
    if !(area.start.1..=area.end.1).contains(&at) {
        return None;
    }
    let from = area.start.0 + u32::from(area.start.1 == at);
    (from <= area.end.0).then_some((from, area.end.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_but_the_first_of_merged_cells_are_marked() {
        let areas = [
            Dimensions { start: (4, 1), end: (6, 2) },
            Dimensions { start: (0, 0), end: (0, 5) },
            Dimensions { start: (9, 2), end: (9, 2) },
        ];
        let mut merged = Merged::new(&areas, 1..3);
        let mut marked = Vec::new();
        for line in 1..12 {
            let mut row = Row { line, ..Row::default() };
            merged.mark(&mut row);
            let cells = row.cells.iter().enumerate();
            marked.extend(
                cells.filter(|(_, cell)| cell.kind == Kind::Merged).map(|(at, _)| (line, at)),
            );
        }
        assert_eq!(marked, [(1, 1), (1, 2), (5, 2), (6, 1), (6, 2), (7, 1), (7, 2)]);
    }
}
