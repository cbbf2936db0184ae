//! The spreadsheet of all letters (总目), and what they add up to by county (合计).
//!
//! The volumes of further looks have the name of the first with a suffix, as the printed lists say.

use std::io::{Seek, Write};
use std::ops::Range;

use rust_xlsxwriter::{
    DataValidation, DocProperties, ExcelDateTime, Format, FormatAlign, IgnoreError, Workbook,
    Worksheet, XlsxError,
};
use zip::result::ZipError;

use super::rows::{self, Rows, Value, letters};
use super::{Entry, Index, ems, style};
use crate::diag::{Fault, words};

/// The rows above those of the letters: title and heads.
pub(super) const HEADS: u32 = 2;
/// The most letters of one sheet; a sheet has 1,048,576 rows.
const MOST: usize = 1_000_000;
/// A4, as Excel numbers paper.
const A4: u8 = 9;
/// The margins of 15 mm, in inches, and what head and foot keep from the edge.
const MARGIN: f64 = 15.0 / 25.4;
const EDGE: f64 = 8.0 / 25.4;
/// The height of a row of one line, and of each further line, in points.
pub(super) const LINE: (usize, usize) = (22, 15);
/// The width of the column of names, in digits; a Chinese character is two.
const NAME: u32 = 40;
/// The heads that formulas look for.
const COUNTY: &str = "所在县区";
const GIVEN: &str = "已发放";
const RETURNED: &str = "已收回";
/// What a box is ticked with.
pub(super) const TICK: &str = "√";

/// A column: its head, its width in digits, and how its cells are set.
struct Column {
    head: String,
    width: u32,
    align: FormatAlign,
    text: bool,
}

/// The volumes whose letters stand on one sheet.
struct Part {
    name: String,
    volumes: Range<usize>,
    letters: usize,
}

impl Part {
    /// The last row of its letters, from 0.
    fn last(&self) -> u32 {
        HEADS + u32::try_from(self.letters.max(1)).unwrap_or(u32::MAX) - 1
    }

    /// Where its counties and ticks stand.
    fn area(&self, columns: &[Column]) -> Area {
        let column = |head: &str| columns.iter().position(|column| column.head == head);
        let range = |head: &str| {
            let column = letters(column(head).unwrap_or_default());
            format!("'{}'!${column}${}:${column}${}", self.name, HEADS + 1, self.last() + 1)
        };
        Area { counties: range(COUNTY), given: range(GIVEN), returned: range(RETURNED) }
    }
}

/// Where the counties and the ticks of a sheet stand, as formulas name places.
pub(super) struct Area {
    pub(super) counties: String,
    pub(super) given: String,
    pub(super) returned: String,
}

/// Why a spreadsheet could not be written.
pub(super) enum Broken {
    Roster(Fault),
    Other(String),
}

impl From<ZipError> for Broken {
    fn from(error: ZipError) -> Self {
        Self::Other(error.to_string())
    }
}

impl From<XlsxError> for Broken {
    fn from(error: XlsxError) -> Self {
        Self::Other(error.to_string())
    }
}

impl Index<'_> {
    /// Writes the spreadsheet and gives back what it was written to.
    ///
    /// # Errors
    /// When the roster cannot be read back, or `to` does not take what is written.
    pub fn workbook<W: Write + Seek>(&self, to: W) -> Result<W, Fault> {
        self.sheets(to, MOST).map_err(|broken| match broken {
            Broken::Roster(fault) => fault,
            Broken::Other(error) => Fault::new(words!(
                "分发总目写不出来：{error}",
                "the index of the letters cannot be written: {error}"
            )),
        })
    }

    /// With so many letters to a sheet.
    pub(super) fn sheets<W: Write + Seek>(&self, to: W, most: usize) -> Result<W, Broken> {
        let columns = self.columns();
        let parts = self.parts(most);
        let empty = self.empty(&columns, &parts)?;
        let counts: Vec<usize> = parts.iter().map(|part| part.letters).collect();
        rows::filled(empty, HEADS as usize + 1, &counts, to, |part, rows| {
            for volume in parts[part].volumes.clone() {
                self.volume(volume, rows)?;
            }
            Ok(())
        })
    }

    /// The sheets of letters; no volume is torn.
    fn parts(&self, most: usize) -> Vec<Part> {
        let mut parts: Vec<Part> = Vec::new();
        for (at, volume) in self.volumes.iter().enumerate() {
            let letters = volume.rows.len();
            if let Some(part) = parts.last_mut().filter(|part| part.letters + letters <= most) {
                part.volumes.end = at + 1;
                part.letters += letters;
                continue;
            }
            let name = match parts.len() {
                0 => "总目".to_owned(),
                before => format!("总目{}", before + 1),
            };
            parts.push(Part { name, volumes: at..at + 1, letters });
        }
        parts
    }

    fn columns(&self) -> Vec<Column> {
        let column =
            |head: &str, width, align, text| Column { head: head.into(), width, align, text };
        let (left, center) = (FormatAlign::Left, FormatAlign::Center);
        let mut columns = vec![
            column("序号", 7, center, false),
            column("编号", 20, center, true),
            column("机构名称", NAME, left, true),
            column("统一社会信用代码或者机构编码", 22, center, true),
            column(COUNTY, 12, center, true),
            column("分册文件", 22, left, true),
        ];
        for edition in self.editions {
            let head = |words| self.head(words, edition);
            columns.extend([
                column(&head("起页"), 9, center, false),
                column(&head("止页"), 9, center, false),
            ]);
        }
        columns.extend([
            column(GIVEN, 9, center, true),
            column(RETURNED, 9, center, true),
            column("备注", 16, left, true),
        ]);
        columns
    }

    /// The workbook without its letters.
    fn empty(&self, columns: &[Column], parts: &[Part]) -> Result<Vec<u8>, XlsxError> {
        let mut book = Workbook::new();
        book.set_default_format(&style::normal(), style::ROW, style::COLUMN)?;
        let title = format!("{}分发总目", self.title);
        let made = ExcelDateTime::from_ymd(2000, 1, 1)?;
        book.set_properties(&DocProperties::new().set_title(&*title).set_creation_datetime(&made));
        for part in parts {
            shell(book.add_worksheet(), &title, columns, part)?;
        }
        let areas: Vec<Area> = parts.iter().map(|part| part.area(columns)).collect();
        self.totals(book.add_worksheet(), &title, &areas)?;
        book.save_to_buffer()
    }

    fn volume<W: Write + Seek>(&self, at: usize, rows: &mut Rows<'_, W>) -> Result<(), Broken> {
        for entry in self.entries(at).map_err(Broken::Roster)? {
            let lines = ems(&entry.institution).div_ceil(NAME as usize / 2 - 1).max(1);
            let height = LINE.0 + (lines - 1) * LINE.1;
            rows.push(&self.values(at, &entry), height)?;
        }
        Ok(())
    }

    fn values(&self, volume: usize, entry: &Entry) -> Vec<Value> {
        let text = |text: &str| match text {
            "" => Value::Empty,
            text => Value::Text(text.to_owned()),
        };
        let mut values = vec![
            Value::Number(entry.place),
            text(&entry.serial),
            text(&entry.institution),
            text(&entry.code),
            text(&self.volumes[volume].county),
            text(&self.editions.first().map_or(String::new(), |one| one.path(&self.stems[volume]))),
        ];
        values.extend(entry.pages.iter().flat_map(|pages| match pages {
            None => [Value::Empty, Value::Empty],
            Some(pages) => [Value::Number(*pages.start()), Value::Number(*pages.end())],
        }));
        values.extend([Value::Empty, Value::Empty, text(&self.remark(entry))]);
        values
    }
}

/// A sheet of letters with one row of empty cells in their place.
fn shell(
    to: &mut Worksheet,
    title: &str,
    columns: &[Column],
    part: &Part,
) -> Result<(), XlsxError> {
    to.set_name(&part.name)?;
    let heads: Vec<(&str, u32)> =
        columns.iter().map(|column| (&*column.head, column.width)).collect();
    headed(to, title, &heads)?;
    let last = part.last();
    let tick = DataValidation::new()
        .allow_list_strings(&[TICK])?
        .set_error_title("请核对")?
        .set_error_message("在这里打√，或者留空。")?;
    for (x, column) in (0_u16..).zip(columns) {
        to.write_blank(HEADS, x, &style::cell(column.align, column.text))?;
        if [GIVEN, RETURNED].contains(&&*column.head) {
            to.add_data_validation(HEADS, x, last, x, &tick)?;
        }
    }
    let right = place(columns.len() - 1);
    to.autofilter(HEADS - 1, 0, last, right)?;
    // Numbers of letters and codes are words that may look like numbers.
    to.ignore_error_range(HEADS, 0, last, right, IgnoreError::NumberStoredAsText)?;
    Ok(())
}

/// The title and the heads of a sheet, which stay in sight and stand on every printed page.
pub(super) fn headed(
    to: &mut Worksheet,
    title: &str,
    heads: &[(&str, u32)],
) -> Result<(), XlsxError> {
    let right = place(heads.len() - 1);
    to.merge_range(0, 0, 0, right, "", &style::title())?;
    text(to, (0, 0), title, &style::title())?;
    to.set_row_height(0, 36)?.set_row_height(1, 36)?;
    for (x, (head, width)) in (0_u16..).zip(heads) {
        to.set_column_width(x, *width)?;
        to.write_string_with_format(1, x, *head, &style::head())?;
    }
    to.set_freeze_panes(HEADS, 0)?.set_repeat_rows(0, HEADS - 1)?;
    to.set_landscape().set_paper_size(A4).set_print_fit_to_pages(1, 0);
    to.set_print_center_horizontally(true);
    to.set_margins(MARGIN, MARGIN, MARGIN, MARGIN, EDGE, EDGE);
    to.set_footer("&L&\"宋体,Regular\"&10 &A&R&\"宋体,Regular\"&10 第&P页，共&N页");
    Ok(())
}

/// Writes words of the user's. The library takes such as begin like its own XML for that, unless it
/// writes the XML itself.
pub(super) fn text(
    to: &mut Worksheet,
    (row, x): (u32, u16),
    words: &str,
    format: &Format,
) -> Result<(), XlsxError> {
    if words.starts_with("<r>") {
        let plain = Format::default();
        to.write_rich_string_with_format(row, x, &[(&plain, words)], format)?;
    } else {
        to.write_string_with_format(row, x, words, format)?;
    }
    Ok(())
}

/// A column of a sheet.
fn place(x: usize) -> u16 {
    u16::try_from(x).unwrap_or(u16::MAX)
}
