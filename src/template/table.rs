//! Tables of a kind: the column tree of `kind.yaml` and the rows of a record.

use super::kind::{ColumnSpec, Show, TableSpec};
use crate::doc::{Align, Cell, Column, Inline, Row, Run, Table};
use crate::model::{Field, Leaf, Paper, Registry};

/// Makes a table of a paper.
pub(super) fn table(spec: &TableSpec, paper: &Paper, registry: &Registry) -> Table {
    let leaves: Vec<&ColumnSpec> = spec.columns.iter().flat_map(leaves).collect();
    let rows = paper.root.items_of(&spec.rows).iter().enumerate();
    let line = |path: &Option<String>| -> Vec<Inline> {
        let field = path.as_ref().and_then(|path| paper.root.get(path));
        field.map(|field| text(field, Show::Full, registry)).unwrap_or_default()
    };
    let notes = spec.notes.as_ref().map_or(&[][..], |path| paper.root.items_of(path));
    Table {
        id: Some(paper.id.value.clone()),
        caption: line(&spec.caption),
        columns: leaves.iter().map(|leaf| column(leaf)).collect(),
        header: header(&spec.columns),
        rows: rows
            .map(|(at, item)| Row {
                cells: leaves.iter().map(|leaf| cell(leaf, at, item, registry)).collect(),
                total: false,
            })
            .collect(),
        notes: notes.iter().map(|note| text(note, Show::Full, registry)).collect(),
    }
}

fn leaves(column: &ColumnSpec) -> Vec<&ColumnSpec> {
    if column.columns.is_empty() {
        vec![column]
    } else {
        column.columns.iter().flat_map(leaves).collect()
    }
}

fn column(leaf: &ColumnSpec) -> Column {
    let share = leaf.share.unwrap_or(if leaf.serial { 1.0 } else { 3.0 });
    Column { share, align: leaf.align.map_or(Align::Center, Align::from) }
}

fn depth(column: &ColumnSpec) -> u32 {
    1 + column.columns.iter().map(depth).max().unwrap_or(0)
}

/// The header rows: a column without columns under it reaches down to the last of them.
fn header(columns: &[ColumnSpec]) -> Vec<Row> {
    let depth = columns.iter().map(depth).max().unwrap_or(0);
    let mut rows = vec![Row::default(); depth as usize];
    for column in columns {
        head(column, 0, depth, &mut rows);
    }
    rows
}

fn head(column: &ColumnSpec, level: u32, depth: u32, rows: &mut [Row]) {
    let below = !column.columns.is_empty();
    let mut cell = Cell::of(vec![Inline::text(column.head.clone())]);
    cell.columns = u32::try_from(leaves(column).len()).unwrap_or(1);
    cell.rows = if below { 1 } else { depth - level };
    rows[level as usize].cells.push(cell);
    column.columns.iter().for_each(|inner| head(inner, level + 1, depth, rows));
}

fn cell(leaf: &ColumnSpec, at: usize, item: &Field, registry: &Registry) -> Cell {
    if leaf.serial {
        return Cell::of(vec![Inline::text((at + 1).to_string())]);
    }
    let field = leaf.value.as_ref().and_then(|path| item.get(path));
    let show = leaf.show.unwrap_or(Show::Full);
    let lines = field.map_or(&[][..], Field::items).iter().map(|field| text(field, show, registry));
    let paragraphs: Vec<Vec<Inline>> = lines.filter(|line| !line.is_empty()).collect();
    // Several bodies stand side by side, several sentences under each other.
    let bodies =
        field.is_some_and(|field| field.items().iter().all(|item| item.leaf == Leaf::Unit));
    if bodies && paragraphs.len() > 1 {
        let joined = paragraphs.join(&Inline::text("、"));
        return Cell { paragraphs: vec![joined], rows: 1, columns: 1, align: None };
    }
    Cell { paragraphs, rows: 1, columns: 1, align: None }
}

/// A field as running text; a body under the name that is asked for.
pub(super) fn text(field: &Field, show: Show, registry: &Registry) -> Vec<Inline> {
    let written = match (&field.value, field.text()) {
        (_, Some(text)) => text.to_owned(),
        (crate::model::Value::Number(number), _) => number.to_string(),
        _ => return Vec::new(),
    };
    let unit = (field.leaf == Leaf::Unit).then(|| registry.unit(&written)).flatten();
    let shown = match (unit, show) {
        (Some(unit), Show::Short) => unit.short_name().to_owned(),
        (Some(unit), Show::Region) => {
            unit.region.as_ref().map_or_else(|| written.clone(), |region| region.value.clone())
        }
        (Some(_), Show::Full) | (None, _) => written,
    };
    if shown.is_empty() { Vec::new() } else { vec![Run::at(shown, field.span).into()] }
}
