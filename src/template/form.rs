//! The tables of a form (统计表): its own columns and rows, empty or with what was filled in.

use super::kind::{ColumnAlign, ColumnSpec, NumberStyle};
use super::{figures, numbers, table};
use crate::doc::{Align, Block, Cell, Figure, Inline, Row, Run, Table};
use crate::model::amount::Reading;
use crate::model::facts::filling::Entry;
use crate::model::facts::form::{self, Form, FormLine, FormTable, Head};
use crate::model::sheet::{Grid, Place, Sheet};
use crate::model::{Field, Paper};

/// How wide a blank in a cell of totals and in a sentence is, where the form does not say.
const BLANK_IN_CELL: u32 = 2;
const BLANK_IN_SENTENCE: u32 = 4;

/// The tables of the form that `home` is, with what `filler` fills in, if it does.
pub(super) fn tables(home: &Paper, filler: &Paper, notes: Option<&str>) -> Vec<Block> {
    let Some(form) = &home.facts.form else { return Vec::new() };
    let sheet = filler.facts.filling.as_ref().map(|filling| Sheet::new(form, filling));
    let mut tables: Vec<Table> = Vec::new();
    for (at, own) in form.tables.iter().enumerate() {
        let empty = Grid::new(own);
        let grid = sheet.as_ref().map_or(&empty, |sheet| &sheet.tables[at]);
        tables.push(one(form, at, grid, home));
    }
    if let (Some(path), Some(last)) = (notes, tables.last_mut()) {
        let own = home.root.items_of(path).iter();
        let added = filler.root.items_of(path).iter().filter(|_| home.source != filler.source);
        last.notes.extend(own.chain(added).filter_map(note));
    }
    tables.into_iter().map(Block::Table).collect()
}

fn note(field: &Field) -> Option<Vec<Inline>> {
    Some(vec![Run::at(field.text()?, field.inside()).into()])
}

fn one(form: &Form, at: usize, grid: &Grid<'_>, home: &Paper) -> Table {
    let own = grid.table;
    let heads = heads(own);
    let leaves: Vec<&ColumnSpec> = heads.iter().flat_map(table::leaves).collect();
    Table {
        id: Some(format!("{}/{}", home.id.value, own.id.value)),
        caption: caption(form, at),
        columns: leaves.iter().map(|leaf| table::column(leaf)).collect(),
        header: table::header(&heads),
        rows: rows(grid),
        // A form is filled in as it lies: its sheet never turns.
        landscape: Some(false),
        size: None,
        notes: own.print.notes.iter().filter_map(note).collect(),
    }
}

/// （一）定点服务机构; without a number where there is nothing to tell it from.
fn caption(form: &Form, at: usize) -> Vec<Inline> {
    let Some(caption) = &form.tables[at].caption else { return Vec::new() };
    let mut inlines = Vec::new();
    if form.tables.len() > 1 {
        let number = u32::try_from(at + 1).unwrap_or(u32::MAX);
        inlines.push(Inline::text(numbers::styled(NumberStyle::HanziInBrackets, number)));
    }
    inlines.push(Run::at(caption.value.clone(), caption.span).into());
    inlines
}

fn heads(own: &FormTable) -> Vec<ColumnSpec> {
    let print = &own.print;
    let mut heads = Vec::new();
    if let Some(serial) = &print.serial {
        let share = Some(1.3);
        heads.push(ColumnSpec {
            head: serial.clone(),
            serial: true,
            share,
            ..ColumnSpec::default()
        });
    }
    let stub = ColumnSpec { align: Some(ColumnAlign::Left), ..head(&print.stub) };
    heads.push(ColumnSpec { share: stub.share.or(Some(5.0)), ..stub });
    heads.extend(print.heads.iter().map(head));
    if let Some(remarks) = &print.remarks {
        let remarks = ColumnSpec { align: Some(ColumnAlign::Left), ..head(remarks) };
        heads.push(ColumnSpec { share: remarks.share.or(Some(4.0)), ..remarks });
    }
    heads
}

fn head(head: &Head) -> ColumnSpec {
    ColumnSpec {
        head: bracketed(&head.name, head.unit.as_deref().into_iter()),
        columns: head.inner.iter().map(self::head).collect(),
        share: head.share,
        ..ColumnSpec::default()
    }
}

/// A name with what is asked for in brackets: 追回医保基金（万元，小数点两位）.
fn bracketed<'a>(name: &str, asked: impl Iterator<Item = &'a str>) -> String {
    let asked: Vec<&str> = asked.collect();
    if asked.is_empty() { name.to_owned() } else { format!("{name}（{}）", asked.join("，")) }
}

fn label(row: &FormLine) -> String {
    let decimals = row.decimals.filter(|_| row.show_decimals).map(|count| match count {
        0 => "不带小数".to_owned(),
        2 => "小数点两位".to_owned(),
        _ => format!("小数点{}位", crate::calendar::numerals::to_hanzi(count)),
    });
    let unit = row.unit.as_ref().map(|unit| unit.value.as_str());
    bracketed(&row.name, [unit, decimals.as_deref(), row.note.as_deref()].into_iter().flatten())
}

fn rows(grid: &Grid<'_>) -> Vec<Row> {
    let own = grid.table;
    let plain = own.rows.iter().take_while(|row| !row.total).count();
    let height = u32::try_from(plain + own.print.totals.len()).unwrap_or(u32::MAX);
    let mut rows: Vec<Row> = (0..plain).map(|at| row(grid, at)).collect();
    rows.extend(own.print.totals.iter().map(|(label, lines)| {
        let mut cell = Cell::of(vec![Run::at(label.value.clone(), label.span).into()]);
        cell.columns = 1 + u32::from(own.print.serial.is_some());
        cell.align = Some(Align::Center);
        let mut cells = vec![cell];
        for column in 0..own.columns.len() {
            cells.push(total(grid, lines.clone(), column));
        }
        Row { cells, total: true }
    }));
    if let (Some(_), Some(first)) = (&own.print.remarks, rows.first_mut()) {
        first.cells.push(Cell { rows: height, beside: true, ..remarks(grid) });
    }
    rows
}

fn row(grid: &Grid<'_>, at: usize) -> Row {
    let own = grid.table;
    let mut cells = Vec::new();
    if own.print.serial.is_some() {
        cells.push(Cell::of(vec![Inline::text((at + 1).to_string())]));
    }
    let name = &own.rows[at];
    cells.push(Cell::of(vec![Run::at(label(name), name.head).into()]));
    cells.extend((0..own.columns.len()).map(|column| number(grid, Place::Cell(at, column))));
    Row { cells, total: false }
}

/// A cell of one number.
fn number(grid: &Grid<'_>, place: Place) -> Cell {
    let shown = shown(grid, place).into_iter().map(Inline::from).collect();
    Cell { figures: vec![figures::figure(grid, place, (0, 0))], ..Cell::of(shown) }
}

/// The cell of a row of totals: one number, or several with a blank and a unit each.
fn total(grid: &Grid<'_>, lines: std::ops::Range<usize>, column: usize) -> Cell {
    let own = grid.table;
    if own.columns[column].no_total {
        return Cell::of(vec![Inline::text("—")]);
    }
    if let [_] = own.rows[lines.clone()] {
        return number(grid, Place::Cell(lines.start, column));
    }
    let (mut paragraphs, mut figures) = (Vec::<Vec<Inline>>::new(), Vec::new());
    for at in lines.clone() {
        let (line, place) = (&own.rows[at], Place::Cell(at, column));
        // One line would break between a number and its unit wherever the cell is narrow.
        if paragraphs.is_empty() || own.columns.len() > 1 {
            paragraphs.push(Vec::new());
        }
        let last = paragraphs.len() - 1;
        let inlines = &mut paragraphs[last];
        figures.push(figures::figure(grid, place, (last, inlines.len())));
        inlines.push(filled(grid, place, line.blank.unwrap_or(BLANK_IN_CELL)));
        inlines.extend(line.unit.iter().map(|unit| Inline::text(unit.value.clone())));
        inlines.extend((at + 1 < lines.end).then(|| Inline::text("，")));
    }
    Cell { paragraphs, figures, ..Cell::of(vec![]) }
}

fn filled(grid: &Grid<'_>, place: Place, width: u32) -> Inline {
    shown(grid, place).map_or(Inline::Blank { width: width.clamp(1, 20) }, Inline::from)
}

/// What is printed at a place: the number with as many decimals as the form asks for.
fn shown(grid: &Grid<'_>, place: Place) -> Option<Run> {
    let entry: &Entry = grid.entry(place)?;
    let own = entry.unit.as_ref().map(|unit| &unit.value);
    let expected = grid.table.unit(place).map(|unit| &unit.value);
    let text = match &entry.reading {
        Reading::Blank => return None,
        Reading::Nil => "—".to_owned(),
        Reading::Number(number) if own.is_none() || own == expected => {
            number.amount.to_decimals(grid.table.decimals(place).unwrap_or(0))
        }
        Reading::Number(_) | Reading::Words => entry.written.clone(),
    };
    Some(Run::at(text, entry.span))
}

/// The sentences beside the rows.
fn remarks(grid: &Grid<'_>) -> Cell {
    let (mut paragraphs, mut figures) = (Vec::new(), Vec::new());
    for field in &grid.table.sentences {
        let sentence = sentence(grid, field, paragraphs.len(), &mut figures);
        paragraphs.push(sentence);
    }
    Cell { paragraphs, figures, ..Cell::of(vec![]) }
}

/// A sentence with its blanks, or with what they hold.
fn sentence(
    grid: &Grid<'_>,
    field: &Field,
    paragraph: usize,
    figures: &mut Vec<Figure>,
) -> Vec<Inline> {
    let text = field.text().unwrap_or_default();
    let mut inlines = Vec::new();
    let mut at = 0;
    for mark in form::marks(text) {
        let name = &text[mark.start + 1..mark.end - 1];
        let Some(blank) = form::find(&grid.table.blanks, name) else { continue };
        if at < mark.start {
            inlines.push(Run::at(&text[at..mark.start], field.at(at..mark.start)).into());
        }
        let width = grid.table.blanks[blank].blank.unwrap_or(BLANK_IN_SENTENCE);
        let place = Place::Blank(blank);
        figures.push(figures::figure(grid, place, (paragraph, inlines.len())));
        inlines.push(filled(grid, place, width));
        at = mark.end;
    }
    if at < text.len() {
        inlines.push(Run::at(&text[at..], field.at(at..text.len())).into());
    }
    inlines
}
