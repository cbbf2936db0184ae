//! Widths, heights and the lie of a sheet, reckoned in characters from the words alone.
//!
//! Excel fits no row to merged cells, and other programs fit rows in their own ways, so every
//! height is written.

use super::grid::{Placed, placed};
use super::words;
use crate::doc::{Table, TypeSize};

/// The room of an A4 sheet between margins of 20 mm, in pixels of 1/96 inch.
const UPRIGHT: (f64, f64) = (642.0, 971.0);
/// The room at the sides of a cell's words, in pixels.
const SIDES: f64 = 10.0;
/// What a line leaves free, in characters: punctuation and words stay together.
const SLACK: f64 = 0.5;
/// The highest row that Excel knows, with some room, in points.
pub(super) const HIGHEST: f64 = 400.0;

/// How a table lies on its sheet.
pub(super) struct Shape {
    /// Whether the sheet lies across.
    pub(super) landscape: bool,
    /// The type size of the table in points.
    pub(super) size: f64,
    /// The widths of its columns in pixels.
    pub(super) widths: Vec<f64>,
    /// How high each of its rows should be, in points.
    pub(super) heights: Vec<f64>,
}

/// The best shape for a table: where nobody says otherwise it lies across the sheet only when that
/// takes fewer pages, or when its columns would be too narrow for their words.
pub(super) fn shape(table: &Table) -> Shape {
    let sizes: &[f64] = match table.size {
        Some(TypeSize::Four) => &[14.0],
        Some(TypeSize::SmallFour) => &[12.0],
        Some(TypeSize::Five) => &[10.5],
        None => &[12.0, 10.5],
    };
    let upright = best(table, sizes, false);
    if table.landscape == Some(false) {
        return upright.0;
    }
    let across = best(table, sizes, true);
    let pages = |shape: &Shape, room: f64| (shape.heights.iter().sum::<f64>() / room).ceil();
    let points = |pixels: f64| pixels * 0.75;
    let fewer = pages(&across.0, points(UPRIGHT.0)) < pages(&upright.0, points(UPRIGHT.1));
    let lies = table.landscape.unwrap_or(fewer || (!upright.1 && across.1));
    if lies { across.0 } else { upright.0 }
}

/// The largest size at which no column is too narrow, and whether there is one.
fn best(table: &Table, sizes: &[f64], landscape: bool) -> (Shape, bool) {
    let cells = placed(&table.rows, table.columns.len());
    let room = if landscape { UPRIGHT.1 } else { UPRIGHT.0 };
    let mut last = None;
    for &size in sizes {
        let needs = needs(table, &cells, size);
        let widths = widths(table, &needs, room);
        let fits = widths.iter().zip(&needs).all(|(width, need)| *width >= need.least - 0.5);
        let heights = heights(&cells, &widths, size, table.rows.len());
        let shape = Shape { landscape, size, widths, heights };
        if fits {
            return (shape, true);
        }
        last = Some(shape);
    }
    (last.expect("there is always a size"), false)
}

/// What a column asks for, in pixels.
#[derive(Clone, Copy)]
struct Need {
    /// The least that cuts no word.
    least: f64,
    /// What needs no second line.
    whole: f64,
    /// How much there is to read.
    load: f64,
}

fn needs(table: &Table, cells: &[Placed<'_>], size: f64) -> Vec<Need> {
    let em = size / 0.75;
    let mut needs =
        vec![Need { least: 2.0 * em + SIDES, whole: 0.0, load: 1.0 }; table.columns.len()];
    for at in placed(&table.header, table.columns.len()).iter().filter(|at| at.wide == 1) {
        let whole = ems(&words::text(&at.cell.paragraphs));
        let least = if whole <= 4.0 { whole } else { (whole / 2.0).ceil().min(4.0) };
        needs[at.x].least = needs[at.x].least.max((least + SLACK) * em + SIDES);
    }
    for at in cells.iter().filter(|at| at.wide == 1) {
        let text = words::text(&at.cell.paragraphs);
        let need = &mut needs[at.x];
        let longest = text.lines().map(ems).fold(0.0, f64::max);
        let piece = text.split(|c: char| !c.is_ascii_graphic()).map(ems).fold(0.0, f64::max);
        let least = if longest <= 4.0 { longest } else { piece };
        need.least = need.least.max((least.min(20.0) + SLACK) * em + SIDES);
        need.whole = need.whole.max((longest + SLACK) * em + SIDES);
        need.load = need.load.max((ems(&text) * em).sqrt());
    }
    needs.into_iter().map(|need| Need { whole: need.whole.max(need.least), ..need }).collect()
}

/// The widths of all columns: by their shares where all have one, else by what they need.
fn widths(table: &Table, needs: &[Need], room: f64) -> Vec<f64> {
    let shares: Vec<f64> = table.columns.iter().map(|column| column.share).collect();
    if shares.iter().all(|share| *share > 0.0) {
        let all: f64 = shares.iter().sum();
        return shares.iter().map(|share| share / all * room).collect();
    }
    let least: f64 = needs.iter().map(|need| need.least).sum();
    if least >= room {
        return needs.iter().map(|need| need.least / least * room).collect();
    }
    let mut widths: Vec<f64> = needs.iter().map(|need| need.least).collect();
    let mut left = room - least;
    // Whoever needs no more drops out, and the rest share what he leaves.
    for _ in 0..needs.len() {
        let open: Vec<usize> =
            (0..needs.len()).filter(|x| widths[*x] < needs[*x].whole - 0.01).collect();
        let loads: f64 = open.iter().map(|x| needs[*x].load).sum();
        if open.is_empty() || left < 0.01 {
            break;
        }
        let before = left;
        for x in open {
            let more = (before * needs[x].load / loads).min(needs[x].whole - widths[x]);
            widths[x] += more;
            left -= more;
        }
    }
    let all: f64 = widths.iter().sum();
    widths.iter().map(|width| width + left * width / all).collect()
}

fn heights(cells: &[Placed<'_>], widths: &[f64], size: f64, rows: usize) -> Vec<f64> {
    let mut heights = vec![height(1.0, size); rows];
    for at in cells {
        let width = widths[at.x..at.x + at.wide].iter().sum();
        // Numbers below each other in a row of totals take a row each.
        let text = words::text(&at.cell.paragraphs);
        let own = height(lines(&text, width, size), size);
        #[expect(clippy::cast_precision_loss, reason = "a table has not so many rows")]
        let each = own / at.high as f64;
        for row in &mut heights[at.y..at.y + at.high] {
            *row = row.max(each);
        }
    }
    heights
}

/// The height in points of so many lines.
pub(super) fn height(lines: f64, size: f64) -> f64 {
    (lines * size * 1.3 + 8.0).ceil()
}

/// How many lines a text takes in a cell of a width in pixels.
pub(super) fn lines(text: &str, width: f64, size: f64) -> f64 {
    let room = ((width - SIDES) / (size / 0.75) - SLACK).max(1.0);
    text.split('\n').map(|line| (ems(line) / room).ceil().max(1.0)).sum()
}

/// The width of a text in characters.
pub(super) fn ems(text: &str) -> f64 {
    text.chars().map(|c| if c.is_ascii() { 0.55 } else { 1.0 }).sum()
}
