//! How the cells of the index look.

use rust_xlsxwriter::{Format, FormatAlign, FormatBorder};

/// The height of an empty row and the width of an empty column in the normal font, in pixels.
pub(super) const ROW: u32 = 18;
pub(super) const COLUMN: u32 = 72;

/// The normal font, in whose digits Excel counts the widths of columns: the one of Chinese offices.
pub(super) fn normal() -> Format {
    /// GB 2312, as Windows numbers character sets.
    const CHINESE: u8 = 134;
    Format::new().set_font_name("宋体").set_font_size(11.0).set_font_charset(CHINESE)
}

fn set(font: &str, size: f64, align: FormatAlign) -> Format {
    let format = Format::new().set_font_name(font).set_font_size(size).set_text_wrap();
    format.set_align(align).set_align(FormatAlign::VerticalCenter)
}

/// The title of a sheet.
pub(super) fn title() -> Format {
    set("黑体", 18.0, FormatAlign::Center)
}

/// The head of a column.
pub(super) fn head() -> Format {
    set("黑体", 11.0, FormatAlign::Center).set_border(FormatBorder::Thin)
}

/// A cell; what is entered into one of text stays text.
pub(super) fn cell(align: FormatAlign, text: bool) -> Format {
    let format = set("宋体", 11.0, align).set_border(FormatBorder::Thin);
    if text { format.set_num_format("@") } else { format.set_num_format("0") }
}

/// A cell of the last row, which adds up the others.
pub(super) fn total() -> Format {
    head().set_num_format("0")
}

/// A remark under the rows.
pub(super) fn note() -> Format {
    set("宋体", 11.0, FormatAlign::Left)
}
