//! Writes one sheet of a spreadsheet: title, period, heads, and cells of a few sorts.

use rust_xlsxwriter::{
    ExcelDateTime, Format, FormatAlign, FormatBorder, Formula, IgnoreError, Worksheet, XlsxError,
};

use super::paper::INTERNAL;
use crate::calendar::Date;

/// The row of the heads, under title and period.
pub(super) const HEAD: u32 = 2;
/// A4, as Excel numbers paper.
const A4: u8 = 9;
/// The margins at the sides, above and below, and of head and foot, in inches.
const MARGINS: [f64; 4] = [0.5, 0.5, 0.8, 0.7];
const EDGE: f64 = 0.35;
/// The most characters of a cell; Excel takes 32,767 units, and a character is two at most.
const LONGEST: usize = 16_000;

/// A column: its head and its width in characters.
pub(super) type Columns = &'static [(&'static str, f64)];

pub(super) type Done = Result<(), XlsxError>;

/// What stands above the heads, and what is printed across.
pub(super) struct Heading<'a> {
    pub(super) title: &'a str,
    pub(super) period: &'a str,
    pub(super) across: Option<&'a str>,
}

/// A sheet, and where it is written next.
pub(super) struct Pen {
    sheet: Worksheet,
    columns: Columns,
    pub(super) row: u32,
    /// How many lines the longest name of the row takes.
    lines: usize,
    styles: Styles,
}

struct Styles {
    text: Format,
    name: Format,
    number: Format,
    date: Format,
    rate: Format,
    total: Format,
}

impl Pen {
    pub(super) fn new(
        name: &str,
        columns: Columns,
        heading: &Heading<'_>,
    ) -> Result<Self, XlsxError> {
        let mut sheet = Worksheet::new();
        sheet.set_name(name)?;
        let last = column(columns.len() - 1);
        let title = font("方正小标宋简体", 18.0).set_align(FormatAlign::Center);
        let period = font("仿宋_GB2312", 11.0).set_align(FormatAlign::Left);
        for (row, text, format) in [(0, heading.title, title), (1, heading.period, period)] {
            sheet.merge_range(row, 0, row, last, "", &format)?;
            write(&mut sheet, (row, 0), text, &format)?;
        }
        sheet.set_row_height(0, 32.0)?.set_row_height(1, 20.0)?.set_row_height(HEAD, 22.0)?;
        let head = bordered("黑体").set_align(FormatAlign::Center);
        for (x, (name, width)) in (0..).zip(columns) {
            sheet.set_column_width(x, *width)?;
            sheet.write_string_with_format(HEAD, x, *name, &head)?;
        }
        sheet.set_freeze_panes(HEAD + 1, 0)?.set_repeat_rows(0, HEAD)?;
        page(&mut sheet, heading.across);
        Ok(Self { sheet, columns, row: HEAD + 1, lines: 1, styles: Styles::new() })
    }

    /// A word in the middle of its cell.
    pub(super) fn text(&mut self, x: u16, text: &str) -> Done {
        write(&mut self.sheet, (self.row, x), text, &self.styles.text)
    }

    /// A name, from the left.
    pub(super) fn name(&mut self, x: u16, text: &str) -> Done {
        let width = self.columns.get(usize::from(x)).map_or(1.0, |(_, width)| *width - 1.0);
        let taken: f64 = text.chars().map(|c| if c.is_ascii() { 1.0 } else { 2.1 }).sum();
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a small number above zero"
        )]
        let lines = (taken / width).ceil().clamp(1.0, 25.0) as usize;
        self.lines = self.lines.max(lines);
        write(&mut self.sheet, (self.row, x), text, &self.styles.name)
    }

    /// Goes on to the next row, once this one is high enough for its names.
    pub(super) fn next(&mut self) -> Done {
        let lines = f64::from(u32::try_from(std::mem::replace(&mut self.lines, 1)).unwrap_or(1));
        self.sheet.set_row_height(self.row, 4.0 + 15.0 * lines)?;
        self.row += 1;
        Ok(())
    }

    /// The label of a total.
    pub(super) fn label(&mut self, x: u16, text: &str) -> Done {
        write(&mut self.sheet, (self.row, x), text, &self.styles.total)
    }

    pub(super) fn number(&mut self, x: u16, number: usize) -> Done {
        let number = f64::from(u32::try_from(number).unwrap_or(u32::MAX));
        self.sheet.write_number_with_format(self.row, x, number, &self.styles.number)?;
        Ok(())
    }

    /// A date; in words where spreadsheets have no number for it.
    pub(super) fn date(&mut self, x: u16, date: Date) -> Done {
        match excel(date) {
            Ok(date) => {
                self.sheet.write_datetime_with_format(self.row, x, date, &self.styles.date)?;
                Ok(())
            }
            Err(_) => self.text(x, &date.to_string()),
        }
    }

    /// A formula and the number it comes to.
    pub(super) fn sum(&mut self, x: u16, formula: &str, result: usize) -> Done {
        let formula = Formula::new(formula).set_result(result.to_string());
        self.sheet.write_formula_with_format(self.row, x, formula, &self.styles.number)?;
        Ok(())
    }

    /// A formula for a share, and what it comes to.
    pub(super) fn rate(&mut self, x: u16, formula: &str, result: f64) -> Done {
        let formula = Formula::new(formula).set_result(result.to_string());
        self.sheet.write_formula_with_format(self.row, x, formula, &self.styles.rate)?;
        Ok(())
    }

    /// Ends the sheet; `filter` lets rows be chosen by what stands in a column.
    pub(super) fn end(mut self, filter: bool) -> Result<Worksheet, XlsxError> {
        let last = column(self.columns.len() - 1);
        let end = self.row.saturating_sub(1).max(HEAD);
        if filter && end > HEAD {
            self.sheet.autofilter(HEAD, 0, end, last)?;
        }
        // Codes and telephones are words of digits.
        self.sheet.ignore_error_range(0, 0, end, last, IgnoreError::NumberStoredAsText)?;
        Ok(self.sheet)
    }
}

impl Styles {
    fn new() -> Self {
        let plain = bordered("仿宋_GB2312");
        let centered = plain.clone().set_align(FormatAlign::Center);
        Self {
            text: centered.clone().set_num_format("@"),
            name: plain.set_align(FormatAlign::Left).set_text_wrap().set_num_format("@"),
            number: centered.clone().set_num_format("0"),
            date: centered.clone().set_num_format("yyyy-mm-dd"),
            rate: centered.set_num_format("0.0%"),
            total: bordered("黑体").set_align(FormatAlign::Center),
        }
    }
}

/// A day as spreadsheets count them.
pub(super) fn excel(date: Date) -> Result<ExcelDateTime, XlsxError> {
    let (year, month, day) = (date.year(), date.month(), date.day());
    ExcelDateTime::from_ymd(
        u16::try_from(year).unwrap_or(0),
        month.unsigned_abs(),
        day.unsigned_abs(),
    )
}

fn page(sheet: &mut Worksheet, across: Option<&str>) {
    let [left, right, top, bottom] = MARGINS;
    sheet.set_paper_size(A4).set_landscape().set_print_fit_to_pages(1, 0);
    sheet.set_margins(left, right, top, bottom, EDGE, EDGE);
    sheet.set_footer("&C&\"宋体,Regular\"&11— &P / &N —");
    let across = across.map_or_else(String::new, |word| word.replace('&', "&&") + "　");
    sheet.set_header(format!("&R&\"黑体,Regular\"&11 {across}{INTERNAL}"));
}

fn write(sheet: &mut Worksheet, (row, x): (u32, u16), text: &str, format: &Format) -> Done {
    let cut: String = text.chars().take(LONGEST).collect();
    if cut.is_empty() {
        sheet.write_blank(row, x, format)?;
    } else if cut.starts_with("<r>") {
        // The library takes such a text for its own XML unless it writes the XML itself.
        let plain = Format::default();
        sheet.write_rich_string_with_format(row, x, &[(&plain, cut.as_str())], format)?;
    } else {
        sheet.write_string_with_format(row, x, cut, format)?;
    }
    Ok(())
}

fn font(name: &str, size: f64) -> Format {
    Format::new().set_font_name(name).set_font_size(size).set_align(FormatAlign::VerticalCenter)
}

fn bordered(name: &str) -> Format {
    font(name, 11.0).set_border(FormatBorder::Thin)
}

fn column(at: usize) -> u16 {
    u16::try_from(at).unwrap_or(u16::MAX / 4)
}
