//! How cells look: the fonts that offices have, in the roles that our looks give them.

use rust_xlsxwriter::{Format, FormatAlign, FormatBorder};

use crate::doc::Align;

/// The fonts by the names that Word and WPS know them under.
const TITLE: &str = "方正小标宋简体";
const HEAD: &str = "黑体";
const BODY: &str = "仿宋_GB2312";
const SUBTITLE: &str = "楷体_GB2312";

/// The height of an empty row and the width of an empty column in the normal font, in pixels.
pub(super) const ROW: u32 = 18;
pub(super) const COLUMN: u32 = 72;

/// The normal font, in whose digits Excel counts the widths of columns: the one of Chinese offices.
pub(super) fn normal() -> Format {
    /// GB 2312, as Windows numbers character sets.
    const CHINESE: u8 = 134;
    Format::new().set_font_name("宋体").set_font_size(11.0).set_font_charset(CHINESE)
}

fn text(font: &str, size: f64) -> Format {
    Format::new()
        .set_font_name(font)
        .set_font_size(size)
        .set_text_wrap()
        .set_align(FormatAlign::VerticalCenter)
}

/// 附件1.
pub(super) fn label() -> Format {
    text(HEAD, 16.0).set_align(FormatAlign::Left)
}

/// A title.
pub(super) fn title(size: f64) -> Format {
    text(TITLE, size).set_align(FormatAlign::Center)
}

/// The line under a title.
pub(super) fn subtitle() -> Format {
    text(SUBTITLE, 16.0).set_align(FormatAlign::Center)
}

/// A caption.
pub(super) fn caption(size: f64) -> Format {
    text(HEAD, size).set_align(FormatAlign::Center)
}

/// A paragraph or note.
pub(super) fn line(size: f64) -> Format {
    text(BODY, size).set_align(FormatAlign::Left)
}

/// The head of a column.
pub(super) fn head(size: f64) -> Format {
    text(HEAD, size).set_align(FormatAlign::Center).set_border(FormatBorder::Thin)
}

/// A cell.
pub(super) fn cell(size: f64, align: Align, total: bool) -> Format {
    let align = match align {
        Align::Center => FormatAlign::Center,
        Align::Left => FormatAlign::Left,
        Align::Right => FormatAlign::Right,
    };
    text(if total { HEAD } else { BODY }, size).set_align(align).set_border(FormatBorder::Thin)
}

/// Shows numbers with so many decimals; as they are where nobody says how many.
pub(super) fn number(format: Format, decimals: Option<u32>) -> Format {
    let digits = |count: u32| format!("0.{}", "0".repeat(count as usize));
    match decimals {
        None => format,
        Some(0) => format.set_num_format("0"),
        Some(count) => format.set_num_format(digits(count.min(9))),
    }
}

/// What stands before a labelled blank.
pub(super) fn field(size: f64) -> Format {
    text(BODY, size).set_align(FormatAlign::Right)
}

/// A labelled blank: what is entered stays text, so that 007 keeps its zeros.
pub(super) fn blank(size: f64) -> Format {
    text(BODY, size)
        .set_align(FormatAlign::Left)
        .set_border_bottom(FormatBorder::Thin)
        .set_num_format("@")
        .set_unlocked()
}
