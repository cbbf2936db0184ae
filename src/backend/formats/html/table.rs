//! Tables: heads that name their cells, groups of rows, and the room that the columns need.

use std::fmt::Write as _;

use serde::Serialize;

use super::grid::{Placed, groups, place};
use super::ids::Ids;
use super::words::{Piece, pieces};
use crate::doc::{Align, Inline, Table, plain};

/// A table.
#[derive(Debug, Serialize)]
pub(super) struct View<'a> {
    anchor: String,
    /// What the region that it scrolls in is called; no two of a page alike.
    name: String,
    caption: Vec<Piece<'a>>,
    /// The columns that stand under each cell of the first head row, with their widths in
    /// characters.
    columns: Vec<Vec<usize>>,
    /// Their widths together.
    width: usize,
    /// Whether it is rather wide for an upright sheet, on which it is printed in smaller type.
    wide: bool,
    header: Vec<Vec<CellView<'a>>>,
    groups: Vec<Vec<RowView<'a>>>,
    notes: Vec<Vec<Piece<'a>>>,
}

/// A row.
#[derive(Debug, Serialize)]
struct RowView<'a> {
    cells: Vec<CellView<'a>>,
    total: bool,
}

/// A cell.
#[derive(Debug, Serialize)]
struct CellView<'a> {
    /// Whether it names others.
    head: bool,
    scope: Option<&'static str>,
    /// Its anchor, where cells name it as theirs.
    anchor: Option<String>,
    /// The anchors of the cells that name it.
    headers: String,
    rows: usize,
    columns: usize,
    align: &'static str,
    paragraphs: Vec<Vec<Piece<'a>>>,
}

/// What the region of a table is called: its caption, or what it stands under.
pub(super) fn named(table: &Table, title: &str, taken: &mut Vec<String>) -> String {
    let caption = plain(&table.caption);
    let base = format!("表格：{}", if caption.is_empty() { title } else { &caption });
    let same = taken.iter().filter(|name| **name == base).count();
    taken.push(base.clone());
    if same == 0 { base } else { format!("{base}（之{}）", same + 1) }
}

/// The longest text that names the rows beside it: more is content, which nobody wants to hear
/// again for every cell.
const LONGEST_NAME: usize = 24;
/// The widest table, in characters of its type, that an upright sheet has room for.
const UPRIGHT: usize = 52;

/// A table with its names.
pub(super) fn view<'a>(table: &'a Table, name: String, ids: &mut Ids) -> View<'a> {
    let (header, rows) = (place(&table.header), place(&table.rows));
    let widths = widths(table.columns.len(), &header, &rows);
    let width = widths.iter().sum();
    // One row of heads names its columns by standing over them; several must be told apart.
    let complex = header.len() > 1;
    let mut heads: Vec<(&Placed<'_>, Option<String>)> = Vec::new();
    let mut head_rows = Vec::new();
    for row in &header {
        let mut cells = Vec::new();
        for placed in row {
            let head = !is_empty(placed);
            let anchor = (head && complex).then(|| ids.claim(None, "head"));
            heads.push((placed, anchor.clone()));
            let scope = head.then(|| scope(placed, header.len())).flatten();
            cells.push(CellView { head, scope, anchor, ..cell(placed, table, ids) });
        }
        head_rows.push(cells);
    }
    let mut view = View {
        anchor: ids.claim(table.id.as_deref(), "table"),
        name,
        caption: pieces(&table.caption, ids),
        columns: column_groups(&header, widths),
        width,
        wide: width > UPRIGHT,
        header: head_rows,
        groups: Vec::new(),
        notes: table.notes.iter().map(|note| pieces(note, ids)).collect(),
    };
    for (start, end) in groups(&rows) {
        view.groups.push(group(table, &rows, start, end, &heads, ids));
    }
    view
}

/// The rows of a group. A short cell beside all of them names them.
fn group<'a>(
    table: &'a Table,
    rows: &[Vec<Placed<'a>>],
    start: usize,
    end: usize,
    heads: &[(&Placed<'_>, Option<String>)],
    ids: &mut Ids,
) -> Vec<RowView<'a>> {
    let complex = heads.iter().any(|(_, anchor)| anchor.is_some());
    let mut beside: Option<String> = None;
    let mut out = Vec::new();
    for (at, placed_row) in rows.iter().enumerate().take(end).skip(start) {
        let total = table.rows[at].total;
        let mut cells: Vec<CellView> = Vec::new();
        for placed in placed_row {
            let names_group = placed.column == 0
                && placed.rows > 1
                && placed.rows == end - start
                && !is_empty(placed)
                && length(placed) <= LONGEST_NAME;
            let names_row = total && !is_empty(placed) && !cells.iter().any(|cell| cell.head);
            let head = names_group || names_row;
            let mut headers = headers_of(placed, heads);
            let anchor = (names_group && complex).then(|| ids.claim(None, "head"));
            if let Some(own) = beside.as_ref().filter(|_| complex) {
                write!(headers, " {own}").expect("a string takes all");
            }
            if names_group {
                beside.clone_from(&anchor);
            }
            let scope = head.then_some(if names_group { "rowgroup" } else { "row" });
            cells.push(CellView { head, scope, anchor, headers, ..cell(placed, table, ids) });
        }
        out.push(RowView { cells, total });
    }
    out
}

/// The anchors of the heads over a cell.
fn headers_of(placed: &Placed<'_>, heads: &[(&Placed<'_>, Option<String>)]) -> String {
    let over = heads.iter().filter(|(head, _)| head.shares_columns(placed));
    over.filter_map(|(_, anchor)| anchor.as_deref()).collect::<Vec<_>>().join(" ")
}

/// What a head cell names. One between the first row and the last has no group of columns of its
/// own: the cells that it names say so.
fn scope(placed: &Placed<'_>, rows: usize) -> Option<&'static str> {
    if placed.columns == 1 && placed.end() == rows {
        Some("col")
    } else {
        (placed.row == 0 && placed.columns > 1).then_some("colgroup")
    }
}

fn cell<'a>(placed: &Placed<'a>, table: &Table, ids: &Ids) -> CellView<'a> {
    let own = table.columns.get(placed.column).map(|column| column.align).unwrap_or_default();
    let align = match placed.cell.align.unwrap_or(own) {
        Align::Center => "center",
        Align::Left => "left",
        Align::Right => "right",
    };
    let paragraphs = &placed.cell.paragraphs;
    CellView {
        head: false,
        scope: None,
        anchor: None,
        headers: String::new(),
        rows: placed.rows,
        columns: placed.columns,
        align,
        paragraphs: paragraphs.iter().map(|paragraph| pieces(paragraph, ids)).collect(),
    }
}

/// The columns in the groups that the first head row makes.
fn column_groups(header: &[Vec<Placed<'_>>], widths: Vec<usize>) -> Vec<Vec<usize>> {
    let mut rest = widths;
    let mut out = Vec::new();
    for placed in header.first().into_iter().flatten() {
        let count = placed.columns.min(rest.len());
        let after = rest.split_off(count);
        out.push(std::mem::replace(&mut rest, after));
    }
    out.push(rest);
    out.retain(|group| !group.is_empty());
    out
}

/// The narrowest and the widest column, in characters.
const NARROW: usize = 3;
const WIDE: usize = 20;

/// The width of each column, in characters: short texts on one line, long ones on several.
fn widths(least: usize, header: &[Vec<Placed<'_>>], rows: &[Vec<Placed<'_>>]) -> Vec<usize> {
    let all = || header.iter().chain(rows).flatten();
    let count = all().map(|placed| placed.column + placed.columns).max().unwrap_or(0).max(least);
    let mut widths = vec![NARROW; count];
    for placed in all().filter(|placed| placed.columns == 1) {
        let length = length(placed);
        let needed = match length {
            0..=8 => length,
            9..=60 => 8 + (length - 8) / 8,
            _ => 14 + (length - 60) / 40,
        };
        let width = &mut widths[placed.column];
        *width = (*width).max(needed.min(WIDE) + 1);
    }
    widths
}

/// The characters of a cell's longest paragraph.
fn length(placed: &Placed<'_>) -> usize {
    let length = |paragraph: &Vec<Inline>| plain(paragraph).chars().count();
    placed.cell.paragraphs.iter().map(length).max().unwrap_or(0)
}

fn is_empty(placed: &Placed<'_>) -> bool {
    placed.cell.paragraphs.iter().all(|paragraph| plain(paragraph).trim().is_empty())
}
