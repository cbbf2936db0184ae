//! The empty roster that a clerk fills in.

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
    let names: Vec<String> = columns.iter().map(|column| quoted(&column.name)).collect();
    format!("{BOM}{}\r\n", names.join(","))
}

fn quoted(text: &str) -> String {
    if text.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}

/// A spreadsheet with a note on each head. Cells hold text, so that codes keep their digits and
/// zeros.
///
/// # Errors
/// When a name or description is longer than spreadsheets allow.
pub fn xlsx(columns: &[Column]) -> Result<Vec<u8>, XlsxError> {
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
    }
    book.save_to_buffer()
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
        assert!(xlsx(&columns).unwrap() == xlsx(&columns).unwrap(), "the same bytes");
    }
}
