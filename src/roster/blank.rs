//! The empty roster that a clerk fills in.

use std::borrow::Cow;

use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, DataValidationRule, DocProperties, ExcelDateTime,
    Format, FormatBorder, Note, Workbook, XlsxError,
};

use super::Column;
use crate::text::BOM;

/// How many rows of the spreadsheet are made ready.
const ROWS: u32 = 20_000;
/// How many characters a credit code has.
const CODE: u32 = 18;
/// The width of a column in characters, beside those of its name.
const WIDTH: u32 = 14;

/// The heads alone, as Excel and WPS open them: with a mark of UTF-8 in front.
pub fn csv(columns: &[Column]) -> String {
    let mut text = String::from(BOM);
    record(columns.iter().map(|column| &*column.name), &mut text);
    text
}

/// Adds a record to a CSV: no cell of it is taken for a formula when it is opened.
pub fn record<'a>(cells: impl IntoIterator<Item = &'a str>, text: &mut String) {
    for (at, cell) in cells.into_iter().enumerate() {
        if at > 0 {
            text.push(',');
        }
        let cell = inert(cell);
        if cell.contains([',', '"', '\n', '\r']) {
            text.extend(["\"", &cell.replace('"', "\"\""), "\""]);
        } else {
            text.push_str(&cell);
        }
    }
    text.push_str("\r\n");
}

/// A value that spreadsheets show and never compute: what begins like a formula gets the mark of
/// text in front.
pub fn inert(value: &str) -> Cow<'_, str> {
    if value.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']) {
        Cow::Owned(format!("'{value}"))
    } else {
        Cow::Borrowed(value)
    }
}

/// A spreadsheet with a note on each head, and rows under the heads. Cells hold text, so that codes
/// keep their digits and zeros; counties are chosen from a list where there is one.
///
/// # Errors
/// When a name or description is longer than spreadsheets allow, or there are more rows.
pub fn xlsx(
    columns: &[Column],
    counties: &[&str],
    rows: impl Iterator<Item = Vec<String>>,
) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let made = ExcelDateTime::from_ymd(2000, 1, 1)?;
    book.set_properties(&DocProperties::new().set_title("名册").set_creation_datetime(&made));
    let sheet = book.add_worksheet();
    sheet.set_name("名册")?.set_freeze_panes(1, 0)?;
    let body = Format::new().set_font_name("宋体").set_font_size(11).set_num_format("@");
    let head = Format::new()
        .set_font_name("黑体")
        .set_font_size(12)
        .set_border(FormatBorder::Thin)
        .set_num_format("@");
    for (x, column) in (0_u16..).zip(columns) {
        let length = u32::try_from(column.name.chars().count()).unwrap_or(0);
        sheet.set_column_width(x, WIDTH + 2 * length)?.set_column_format(x, &body)?;
        sheet.write_string_with_format(0, x, &column.name, &head)?;
        let note = Note::new(&column.about).add_author_prefix(false).set_author("");
        sheet.insert_note(0, x, &note)?;
        if column.leaf == "credit-code" {
            sheet.add_data_validation(1, x, ROWS, x, &code()?)?;
        }
        if column.key == "county"
            && let Some(list) = choice(counties)?
        {
            sheet.add_data_validation(1, x, ROWS, x, &list)?;
        }
    }
    for (y, row) in (1_u32..).zip(rows) {
        for (x, value) in (0_u16..).zip(row).filter(|(_, value)| !value.is_empty()) {
            sheet.write_string_with_format(y, x, value, &body)?;
        }
    }
    book.save_to_buffer()
}

/// A list to choose from; none where spreadsheets cannot hold it.
fn choice(counties: &[&str]) -> Result<Option<DataValidation>, XlsxError> {
    const LONGEST: usize = 255;
    let length: usize = counties.iter().map(|county| county.encode_utf16().count() + 1).sum();
    let odd = |county: &&str| county.contains([',', '"']);
    if counties.is_empty() || length > LONGEST || counties.iter().any(odd) {
        return Ok(None);
    }
    let list = DataValidation::new()
        .allow_list_strings(counties)?
        .set_error_style(DataValidationErrorStyle::Stop)
        .set_error_title("请核对")?
        .set_error_message("从列表中选择县（市、区）。")?;
    Ok(Some(list))
}

/// A code has 18 characters; whether they are the right ones shows when the roster is read.
fn code() -> Result<DataValidation, XlsxError> {
    DataValidation::new()
        .allow_text_length(DataValidationRule::EqualTo(CODE))
        .set_error_style(DataValidationErrorStyle::Stop)
        .set_error_title("请核对")?
        .set_error_message("统一社会信用代码应为18位。")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_heads_are_one_record_whatever_they_hold() {
        let column = |name: &str| Column {
            key: "a".into(),
            name: name.into(),
            about: "说明".into(),
            leaf: "text".into(),
            ..Column::default()
        };
        let columns = [column("机构名称"), column("甲,\"乙\"")];
        assert_eq!(csv(&columns), "\u{feff}机构名称,\"甲,\"\"乙\"\"\"\r\n");
        let rows = || [vec!["甲".to_owned(), "=1+1".to_owned()]].into_iter();
        let book = || xlsx(&columns, &["甲县"], rows()).unwrap();
        assert!(book() == book(), "the same bytes");
    }

    #[test]
    fn no_cell_is_taken_for_a_formula() {
        let mut text = String::new();
        record(["=1+1", "甲=乙", "-", "＝A1", "\"甲\"\n乙"], &mut text);
        assert_eq!(text, "'=1+1,甲=乙,'-,'＝A1,\"\"\"甲\"\"\n乙\"\r\n");
    }
}
