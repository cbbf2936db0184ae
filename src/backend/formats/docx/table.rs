//! Tables: merged cells, header rows that are repeated, rows that are never split.

use std::fmt::Write as _;

use super::flow::Flow;
use super::measures::{Grid, Known};
use super::page::{Manner, Page};
use super::para::{Dress, Para};
use super::runs::runs;
use super::styles::{TABLE_LINE, TABLES};
use super::xml::{twips, whole};
use crate::doc::{Align, Cell, Row, Table};

/// What stands left and right of a cell's words, in characters of the table.
const SIDE: f64 = 0.3;
/// The rules around a table and inside it, in eighths of a point.
const OUTER: i64 = 12;
/// The rules inside.
const INNER: i64 = 6;
/// How wide a rule inside is, in twips.
const RULE: i64 = 15;

/// How the cells of a table are set.
struct Set<'a> {
    table: &'a Table,
    /// The width of each column, in twips.
    widths: Vec<i64>,
    /// The styles of cells and of heads.
    styles: (&'static str, &'static str),
    /// The least height of a row, in twips.
    row: i64,
}

/// Writes a table with its caption above and its notes beneath.
pub(super) fn write(flow: &mut Flow, table: &Table, known: &Known) {
    let unknown = Grid::default();
    let grid = known.table.as_ref().unwrap_or(&unknown);
    let dress = Dress::default();
    if !table.caption.is_empty() && !flow.said(&table.caption) {
        let form = flow.page.manner == Manner::Form;
        let line = flow.form_row.or(form.then_some(grid.row)).map(twips);
        flow.put(Para { line, ..Para::of("Caption", runs(&table.caption, &dress)) });
    }
    let page = flow.page;
    let (nominal, cell, head) = type_of(page, grid);
    let count = table.columns.len().max(1);
    let widths = widths(&grid.columns, count, twips(page.room(flow.lies)));
    let row = flow.form_row.unwrap_or(grid.row).max(page.cell());
    let set = Set { table, widths, styles: (cell, head), row: twips(row) - RULE };
    flow.table(set.xml(page.cell() * nominal / 16.0));
    let small = page.size((nominal * 0.8).max(10.5).min(nominal));
    let note = Dress { size: Some(small), ..Dress::default() };
    for (nth, inlines) in table.notes.iter().enumerate() {
        let before = (nth == 0).then_some(page.line / 6);
        flow.put(Para { before, ..Para::of("TableNote", runs(inlines, &note)) });
    }
}

/// The nominal size of a table with its styles: the nearest to what it asks for.
fn type_of(page: &Page, grid: &Grid) -> (f64, &'static str, &'static str) {
    let nominal = grid.size / page.layout.cell() * 16.0;
    let far = |(size, ..): &(f64, &str, &str)| (size - nominal).abs();
    let near = |a: &&(f64, &'static str, &'static str), b: &&(f64, &'static str, &'static str)| {
        far(a).total_cmp(&far(b))
    };
    *TABLES.iter().min_by(near).unwrap_or(&TABLES[1])
}

/// Whole widths that add up to the room, by shares.
fn widths(shares: &[f64], count: usize, room: i64) -> Vec<i64> {
    let even = vec![1.0; count];
    let shares = if shares.len() == count { shares } else { &even[..] };
    let all: f64 = shares.iter().sum();
    let room_exact = f64::from(i32::try_from(room).unwrap_or(0));
    let (mut so_far, mut reached) = (0.0, 0);
    let each = shares.iter().map(|share| {
        so_far += share / all * room_exact;
        let width = whole(so_far) - reached;
        reached += width;
        width.max(1)
    });
    each.collect()
}

/// What stands at a place of a row: a cell, or one from above that covers it.
struct Placed<'a> {
    cell: Option<&'a Cell>,
    at: usize,
    wide: usize,
    /// Whether it goes on from the row above.
    goes_on: bool,
    /// Whether it goes on in the row below.
    more: bool,
}

/// The cells of rows with their places. Each row covers all columns, so that none is shorter than
/// the grid.
fn placed(rows: &[Row], columns: usize) -> Vec<Vec<Placed<'_>>> {
    // For each column: the rows that a cell from above still covers, its width and its first column.
    let mut waiting: Vec<(usize, usize)> = vec![(0, 0); columns];
    let mut all = Vec::new();
    for (nth, row) in rows.iter().enumerate() {
        let left = rows.len() - nth;
        let mut line = Vec::new();
        let mut cells = row.cells.iter();
        let mut at = 0;
        while at < columns {
            let (above, wide) = waiting[at];
            if above > 0 {
                let wide = wide.clamp(1, columns - at);
                line.push(Placed {
                    cell: None,
                    at,
                    wide,
                    goes_on: true,
                    more: above > 1 && left > 1,
                });
                waiting[at..at + wide].fill((above - 1, wide));
                at += wide;
                continue;
            }
            let free = waiting[at..].iter().take_while(|(above, _)| *above == 0).count();
            let cell = cells.next();
            let wide = cell.map_or(free, |cell| (cell.columns.max(1) as usize).min(free));
            let high = cell.map_or(1, |cell| (cell.rows.max(1) as usize).min(left));
            line.push(Placed { cell, at, wide, goes_on: false, more: high > 1 });
            waiting[at..at + wide].fill((high - 1, wide));
            at += wide;
        }
        all.push(line);
    }
    all
}

impl Set<'_> {
    fn xml(&self, size: f64) -> String {
        let columns = self.widths.len();
        let total: i64 = self.widths.iter().sum();
        // A rule takes half its width from the cells beside it, and all of it from a row.
        let beside = (twips(size * SIDE) - RULE / 2).max(0);
        let line = twips(size * TABLE_LINE);
        let apart = ((self.row - line) / 2).max(0);
        let mut xml = format!(
            "<w:tbl><w:tblPr><w:tblW w:w=\"{total}\" w:type=\"dxa\"/>{}<w:tblLayout w:type=\"fixed\"/>{}</w:tblPr>{}",
            borders(Some((OUTER, INNER))),
            margins([apart, beside, apart, beside]),
            grid(&self.widths),
        );
        for (head, rows) in [(true, &self.table.header), (false, &self.table.rows)] {
            for (row, cells) in rows.iter().zip(placed(rows, columns)) {
                self.row(&mut xml, head, row.total, &cells);
            }
        }
        xml.push_str("</w:tbl>");
        xml
    }

    fn row(&self, xml: &mut String, head: bool, total: bool, cells: &[Placed]) {
        let repeated = if head { "<w:tblHeader/>" } else { "" };
        write!(xml, "<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val=\"{}\" w:hRule=\"atLeast\"/>{repeated}</w:trPr>", self.row)
            .expect("a string takes all");
        for cell in cells {
            xml.push_str(&self.cell(head, total, cell));
        }
        xml.push_str("</w:tr>");
    }

    fn cell(&self, head: bool, total: bool, cell: &Placed) -> String {
        let width: i64 = self.widths[cell.at..cell.at + cell.wide].iter().sum();
        let span = if cell.wide > 1 {
            format!("<w:gridSpan w:val=\"{}\"/>", cell.wide)
        } else {
            String::new()
        };
        let merged = match (cell.goes_on, cell.more) {
            (true, _) => "<w:vMerge/>",
            (false, true) => "<w:vMerge w:val=\"restart\"/>",
            (false, false) => "",
        };
        format!(
            "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/>{span}{merged}<w:vAlign w:val=\"{}\"/></w:tcPr>{}</w:tc>",
            stands(head, cell),
            self.paragraphs(head, total, cell),
        )
    }

    fn paragraphs(&self, head: bool, total: bool, placed: &Placed) -> String {
        let style = if head || total { self.styles.1 } else { self.styles.0 };
        let align = placed.cell.and_then(|cell| cell.align).filter(|_| !head);
        let own = self.table.columns.get(placed.at).filter(|_| !head).map(|column| column.align);
        let align = match align.or(own).unwrap_or_default() {
            Align::Center => None,
            Align::Left => Some("left"),
            Align::Right => Some("right"),
        };
        let Some(cell) = placed.cell.filter(|cell| !cell.paragraphs.is_empty()) else {
            return Para { align, ..Para::of(style, "") }.xml();
        };
        let one = |inlines: &Vec<_>| {
            Para { align, ..Para::of(style, runs(inlines, &Dress::default())) }.xml()
        };
        cell.paragraphs.iter().map(one).collect()
    }
}

/// A cell over many rows says its words at its top, where a reader begins.
fn stands(head: bool, cell: &Placed) -> &'static str {
    let long = cell.cell.is_some_and(|cell| cell.rows > 1 && cell.columns <= 1 && !cell.beside);
    if long && !head { "top" } else { "center" }
}

fn borders(rules: Option<(i64, i64)>) -> String {
    let Some((outer, inner)) = rules else { return String::new() };
    let edge = |name: &str, thick: i64| {
        format!("<w:{name} w:val=\"single\" w:sz=\"{thick}\" w:space=\"0\" w:color=\"000000\"/>")
    };
    let outside = ["top", "left", "bottom", "right"].map(|name| edge(name, outer)).concat();
    let inside = ["insideH", "insideV"].map(|name| edge(name, inner)).concat();
    format!("<w:tblBorders>{outside}{inside}</w:tblBorders>")
}

fn margins([top, right, bottom, left]: [i64; 4]) -> String {
    let part = |name: &str, width: i64| format!("<w:{name} w:w=\"{width}\" w:type=\"dxa\"/>");
    let all = [part("top", top), part("left", left), part("bottom", bottom), part("right", right)];
    format!("<w:tblCellMar>{}</w:tblCellMar>", all.concat())
}

fn grid(widths: &[i64]) -> String {
    let columns = widths.iter().map(|width| format!("<w:gridCol w:w=\"{width}\"/>"));
    format!("<w:tblGrid>{}</w:tblGrid>", columns.collect::<String>())
}

/// A table that only puts things beside or under each other.
#[derive(Clone)]
pub(super) struct Frame {
    /// The columns of a row: widths and paragraphs.
    pub(super) columns: Vec<(i64, String)>,
    /// Level rules: outside and between the rows; none where it shall not be seen.
    pub(super) rules: Option<(i64, i64)>,
    /// Whether it stands in the middle.
    pub(super) center: bool,
    /// What stands left and right of the words.
    pub(super) side: i64,
}

/// A frame of one row.
pub(super) fn frame(row: &Frame) -> String {
    stacked(std::slice::from_ref(row))
}

/// Frames of one row each as one table, shaped as the first is.
pub(super) fn stacked(rows: &[Frame]) -> String {
    let Some(shape) = rows.first() else { return String::new() };
    let widths: Vec<i64> = shape.columns.iter().map(|(width, _)| *width).collect();
    let edge = |name: &str, thick: i64| {
        format!("<w:{name} w:val=\"single\" w:sz=\"{thick}\" w:space=\"0\" w:color=\"000000\"/>")
    };
    let borders = shape.rules.map(|(outer, inner)| {
        let all = [edge("top", outer), edge("bottom", outer), edge("insideH", inner)].concat();
        format!("<w:tblBorders>{all}</w:tblBorders>")
    });
    let center = if shape.center { "<w:jc w:val=\"center\"/>" } else { "" };
    let apart = if shape.rules.is_some() { twips(0.45) } else { 0 };
    let mut xml = format!(
        "<w:tbl><w:tblPr><w:tblW w:w=\"{}\" w:type=\"dxa\"/>{center}{}<w:tblLayout w:type=\"fixed\"/>{}</w:tblPr>{}",
        widths.iter().sum::<i64>(),
        borders.unwrap_or_default(),
        margins([apart, shape.side, apart, shape.side]),
        grid(&widths),
    );
    for row in rows {
        xml.push_str("<w:tr><w:trPr><w:cantSplit/></w:trPr>");
        for (width, inner) in &row.columns {
            write!(xml, "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/><w:vAlign w:val=\"center\"/></w:tcPr>{inner}</w:tc>")
                .expect("a string takes all");
        }
        xml.push_str("</w:tr>");
    }
    xml.push_str("</w:tbl>");
    xml
}
