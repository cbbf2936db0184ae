//! Writes one sheet: from the label above the title to the blanks under the notes.

use rust_xlsxwriter::{Format, Formula, IgnoreError, ProtectionOptions, Worksheet, XlsxError};

use super::figures::{Content, Ledger};
use super::measure::{self, HIGHEST, Shape};
use super::sheets::{Line, Sheet};
use super::{grid, style, words};
use crate::doc::{BlankLine, Row};

pub(super) type Done = Result<(), XlsxError>;

/// A4, as Excel numbers paper.
const A4: u8 = 9;
/// The margins of 20 mm, in inches, and what head and foot keep from the edge.
const MARGIN: f64 = 20.0 / 25.4;
const EDGE: f64 = 10.0 / 25.4;
/// How high the lines above the rows may be, in points, if they are to stay in sight.
const FROZEN: f64 = 320.0;
/// The type sizes of titles: 2号, 小2号 and between them, 3号.
const TITLES: [f64; 4] = [22.0, 20.0, 18.0, 16.0];
/// The least height of a row that somebody writes into, in points.
pub(super) const WRITABLE: f64 = 24.0;

/// Writes a sheet. `across` is printed in the head of its pages.
pub(super) fn paint(to: &mut Worksheet, sheet: &Sheet<'_>, across: Option<&str>) -> Done {
    to.set_name(&sheet.name)?;
    to.set_formula_result_default("");
    let mut pen = Pen { to, shape: measure::shape(sheet.table), row: 0, down: 0.0 };
    pen.columns()?;
    let mut ledger = Ledger::default();
    pen.lines(&sheet.above)?;
    let head = pen.row;
    pen.header(&sheet.table.header)?;
    let body = pen.row;
    if pen.down <= FROZEN {
        pen.to.set_freeze_panes(body, 0)?;
    }
    if body > head {
        pen.to.set_repeat_rows(head, body - 1)?;
    }
    let left_over = pen.table(sheet.table, &mut ledger)?;
    for note in sheet.table.notes.iter().map(|note| words::line(note)).chain(left_over) {
        pen.text(&note, &style::line(pen.shape.size), pen.shape.size)?;
    }
    pen.lines(&sheet.below)?;
    let blanks = sheet.above.iter().chain(&sheet.below).any(|line| matches!(line, Line::Fields(_)));
    pen.close(across, blanks || !ledger.is_empty())
}

/// What is written next, and where.
pub(super) struct Pen<'w> {
    pub(super) to: &'w mut Worksheet,
    pub(super) shape: Shape,
    /// The next row.
    pub(super) row: u32,
    /// Its distance from the top, in points.
    down: f64,
}

/// Some cells that are one: row, column, and how many of each.
#[derive(Clone, Copy)]
pub(super) struct Area(pub(super) u32, pub(super) usize, pub(super) usize, pub(super) usize);

impl Pen<'_> {
    fn columns(&mut self) -> Done {
        for (x, width) in self.shape.widths.iter().enumerate() {
            self.to.set_column_width_pixels(column(x), rounded(*width))?;
        }
        Ok(())
    }

    pub(super) fn width(&self, x: usize, wide: usize) -> f64 {
        self.shape.widths[x..x + wide].iter().sum()
    }

    /// Goes on to the next row, once this one has its height.
    pub(super) fn next(&mut self, height: f64) -> Done {
        self.to.set_row_height(self.row, height.min(HIGHEST))?;
        self.row += 1;
        self.down += height;
        Ok(())
    }

    fn lines(&mut self, lines: &[Line<'_>]) -> Done {
        let size = self.shape.size;
        for line in lines {
            match line {
                Line::Label(text) => self.text(text, &style::label(), 16.0)?,
                Line::Title(text) => {
                    let size = self.title(text);
                    self.text(text, &style::title(size), size)?;
                }
                Line::Subtitle(text) => self.text(text, &style::subtitle(), 16.0)?,
                Line::Caption(text) => self.text(text, &style::caption(size), size)?,
                Line::Text(text) => self.text(text, &style::line(size), size)?,
                Line::Fields(items) => self.fields(items)?,
            }
        }
        Ok(())
    }

    /// 2号 for titles, smaller where that saves a line: cells break lines wherever these end.
    fn title(&self, text: &str) -> f64 {
        let room = self.width(0, self.shape.widths.len());
        let breaks = text.matches('\n').count() + 1;
        let fits = |size: &f64| measure::lines(text, room, *size) <= float(breaks);
        TITLES.into_iter().find(fits).unwrap_or(TITLES[0])
    }

    /// A text over all columns; a long one over several rows, because none can be so high.
    pub(super) fn text(&mut self, text: &str, format: &Format, size: f64) -> Done {
        let wide = self.shape.widths.len();
        for piece in words::pieces(text) {
            let lines = measure::lines(piece, self.width(0, wide), size);
            let height = measure::height(lines, size);
            let rows = parts(height, HIGHEST);
            self.put(Area(self.row, 0, rows, wide), &Content::Text, piece, format)?;
            for _ in 0..rows {
                self.next(height / float(rows))?;
            }
        }
        Ok(())
    }

    /// Labelled blanks side by side, as many to a row as there is room for.
    fn fields(&mut self, items: &[BlankLine]) -> Done {
        let labels: Vec<String> = items.iter().map(words::label).collect();
        for (item, (label, blank)) in items.iter().zip(self.places(&labels)) {
            let value = item.value.as_ref().map_or("", |run| &run.text);
            let format = style::blank(self.shape.size);
            self.label(label, &words::label(item))?;
            self.put(blank, &Content::Text, value, &format)?;
        }
        self.rows_of(&labels)
    }

    pub(super) fn label(&mut self, area: Area, text: &str) -> Done {
        self.put(area, &Content::Text, text, &style::field(self.shape.size))
    }

    /// Where labels and their blanks stand, from this row on.
    pub(super) fn places(&self, labels: &[String]) -> Vec<(Area, Area)> {
        let slots = self.slots(labels);
        let place = |at: usize| {
            let (start, middle, end) = slots[at % slots.len()];
            if middle == end {
                // A sheet of one column has the blank under its label.
                let y = self.row + row(at * 2);
                return (Area(y, 0, 1, 1), Area(y + 1, 0, 1, 1));
            }
            let y = self.row + row(at / slots.len());
            (Area(y, start, 1, middle - start), Area(y, middle, 1, end - middle))
        };
        (0..labels.len()).map(place).collect()
    }

    /// Goes past the rows of so many labels.
    pub(super) fn rows_of(&mut self, labels: &[String]) -> Done {
        let lowest = self.places(labels).iter().map(|(_, blank)| blank.0 + 1).max();
        while self.row < lowest.unwrap_or(self.row) {
            self.next(WRITABLE.max(measure::height(1.0, self.shape.size)))?;
        }
        Ok(())
    }

    /// The columns between which labels and blanks stand: begin, border and end of each.
    fn slots(&self, labels: &[String]) -> Vec<(usize, usize, usize)> {
        let columns = self.shape.widths.len();
        let em = self.shape.size / 0.75;
        let needs: Vec<f64> = labels.iter().map(|text| measure::ems(text) * em + 12.0).collect();
        let room = self.width(0, columns);
        for count in (1..=labels.len().min(columns / 2)).rev() {
            let end = |at: usize| {
                let wanted = room * float(at + 1) / float(count);
                let reached = (0..columns).take_while(|x| self.width(0, *x) + 1.0 < wanted);
                if at + 1 == count { columns } else { reached.count() }
            };
            let slot = |at: usize| {
                let (start, end) = (if at == 0 { 0 } else { end(at - 1) }, end(at));
                let need = needs.iter().skip(at).step_by(count).copied().fold(0.0, f64::max);
                let fits = |middle: &usize| self.width(start, middle - start) >= need;
                let middle = (start + 1..end).find(fits)?;
                (self.width(middle, end - middle) >= 4.0 * em).then_some((start, middle, end))
            };
            if let Some(slots) = (0..count).map(slot).collect::<Option<Vec<_>>>() {
                return slots;
            }
        }
        vec![(0, columns.div_ceil(2), columns)]
    }

    fn header(&mut self, rows: &[Row]) -> Done {
        let size = self.shape.size;
        let cells = grid::placed(rows, self.shape.widths.len());
        let mut heights = vec![measure::height(1.0, size); rows.len()];
        for at in &cells {
            let text = words::text(&at.cell.paragraphs);
            let lines = measure::lines(&text, self.width(at.x, at.wide), size);
            let each = measure::height(lines, size) / float(at.high);
            heights[at.y..at.y + at.high].iter_mut().for_each(|row| *row = row.max(each));
            let area = Area(self.row + row(at.y), at.x, at.high, at.wide);
            self.put(area, &Content::Text, &text, &style::head(size))?;
        }
        heights.into_iter().try_for_each(|height| self.next(height))
    }

    /// Writes into some cells; into several after they have become one.
    pub(super) fn put(&mut self, area: Area, what: &Content, text: &str, format: &Format) -> Done {
        let Area(row, x, high, wide) = area;
        let (y, x) = (row, column(x));
        if high * wide > 1 {
            let last = x + column(wide) - 1;
            self.to.merge_range(y, x, y + self::row(high) - 1, last, "", format)?;
        }
        match what {
            Content::Formula(formula, result) => {
                let formula = Formula::new(formula).set_result(result);
                self.to.write_formula_with_format(y, x, formula, format)?;
            }
            Content::Number(number) => {
                self.to.write_number_with_format(y, x, *number, format)?;
            }
            // The library takes such a text for its own XML unless it writes the XML itself.
            Content::Text if text.starts_with("<r>") => {
                let plain = Format::default();
                self.to.write_rich_string_with_format(y, x, &[(&plain, text)], format)?;
            }
            Content::Text => {
                self.to.write_string_with_format(y, x, text, format)?;
            }
            Content::Empty => {
                self.to.write_blank(y, x, format)?;
            }
        }
        Ok(())
    }

    /// What belongs to the sheet as a whole.
    fn close(&mut self, across: Option<&str>, form: bool) -> Done {
        let last = column(self.shape.widths.len().saturating_sub(1));
        let end = self.row.saturating_sub(1);
        // 1 and 2022 are words of a paper like others.
        self.to.ignore_error_range(0, 0, end, last, IgnoreError::NumberStoredAsText)?;
        self.to.set_paper_size(A4).set_print_fit_to_pages(1, 0).set_print_center_horizontally(true);
        self.to.set_margins(MARGIN, MARGIN, MARGIN, MARGIN, EDGE, EDGE);
        if self.shape.landscape {
            self.to.set_landscape();
        }
        self.to.set_footer("&C&\"宋体,Regular\"&12— &P —");
        if let Some(words) = across {
            let words = words.replace('&', "&&");
            self.to.set_header(format!("&R&\"黑体,Regular\"&16 {words}"));
        }
        if form {
            let options = ProtectionOptions {
                format_columns: true,
                format_rows: true,
                ..ProtectionOptions::default()
            };
            self.to.protect_with_options(&options);
        }
        Ok(())
    }
}

/// Into how many rows a height goes.
pub(super) fn parts(height: f64, highest: f64) -> usize {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a small number above zero"
    )]
    let parts = (height / highest).ceil().max(1.0) as usize;
    parts
}

fn rounded(pixels: f64) -> u32 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a small number above zero"
    )]
    let pixels = pixels.round().max(1.0) as u32;
    pixels
}

/// A number of rows as the library wants it; beyond all sheets where it is too large.
pub(super) fn row(rows: usize) -> u32 {
    u32::try_from(rows).unwrap_or(u32::MAX / 4)
}

pub(super) fn column(columns: usize) -> u16 {
    u16::try_from(columns).unwrap_or(u16::MAX / 4)
}

pub(super) fn float(number: usize) -> f64 {
    f64::from(u32::try_from(number).unwrap_or(u32::MAX))
}
