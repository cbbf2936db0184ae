//! Sections: runs of pages of one orientation, with what stands in their margins.

use super::page::{Manner, Page};
use super::xml::twips;

/// A part that sections refer to for their margins: the id of its relationship, and where it is
/// used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Margin {
    /// `headerReference` or `footerReference`.
    pub(super) element: &'static str,
    /// `default` (odd pages), `even` or `first`.
    pub(super) kind: &'static str,
    /// The id.
    pub(super) id: &'static str,
    /// Whether it is for pages that lie across; none where for both.
    pub(super) lies: Option<bool>,
}

/// The properties of a section.
pub(super) fn properties(page: &Page, margins: &[Margin], lies: bool, first: bool) -> String {
    let bare_first = first && page.manner == Manner::Letter;
    let references = margins
        .iter()
        .filter(|margin| margin.lies.is_none_or(|its| its == lies))
        .filter(|margin| margin.kind != "first" || bare_first)
        .map(|Margin { element, kind, id, .. }| {
            format!("<w:{element} w:type=\"{kind}\" r:id=\"{id}\"/>")
        });
    let kind = if first { "" } else { "<w:type w:val=\"nextPage\"/>" };
    let title = if bare_first { "<w:titlePg/>" } else { "" };
    format!(
        "<w:sectPr>{}{kind}{}{}{title}{}</w:sectPr>",
        references.collect::<String>(),
        size(page, lies),
        frame(page),
        grid(page),
    )
}

/// Sheet and margins. A sheet that lies across is an upright one turned to the right: its foot is at
/// the left.
fn size(page: &Page, lies: bool) -> String {
    let [top, bottom, inside, outside] = page.margins.map(twips);
    let side = twips(f64::midpoint(page.margins[2], page.margins[3]));
    let (sheet, edges) = if lies {
        ("w:w=\"16838\" w:h=\"11906\" w:orient=\"landscape\"", [side, side, bottom, top])
    } else {
        ("w:w=\"11906\" w:h=\"16838\"", [top, bottom, inside, outside])
    };
    let [top, bottom, left, right] = edges;
    let footer = if lies { 851 } else { footer(page) };
    format!(
        "<w:pgSz {sheet}/><w:pgMar w:top=\"{top}\" w:right=\"{right}\" w:bottom=\"{bottom}\" \
         w:left=\"{left}\" w:header=\"851\" w:footer=\"{footer}\" w:gutter=\"0\"/>"
    )
}

/// The distance of the page number's line from the lower edge of the sheet: the dashes' upper edge
/// lies 7 mm under the type area (7.5), a third of a line's height under the line's own.
pub(super) fn footer(page: &Page) -> i64 {
    // The lower double rule of a letter ends 20 mm above the edge of its first page (10.1).
    if page.manner == Manner::Letter { twips(20.0) } else { number(page) }
}

/// The same of the line of the page number itself.
pub(super) fn number(page: &Page) -> i64 {
    let line = page.cell() * 14.0 / 16.0;
    twips((page.margins[1] - 7.0 - line * FOOTER_SHARE).max(5.0))
}

/// How much of the line of a page number lies under the upper edge of its dashes.
const FOOTER_SHARE: f64 = 0.62;

/// The red frame of a commitment letter: a heavy line outside, a fine one inside.
fn frame(page: &Page) -> String {
    if page.manner != Manner::Pledge {
        return String::new();
    }
    let edges: String = ["top", "left", "bottom", "right"]
        .map(|side| {
            format!(
                "<w:{side} w:val=\"thinThickSmallGap\" w:sz=\"20\" w:space=\"31\" w:color=\"{}\"/>",
                page.red
            )
        })
        .concat();
    format!("<w:pgBorders w:offsetFrom=\"page\">{edges}</w:pgBorders>")
}

/// The grid is one of lines: where it asks for characters narrower than they are, some readers give
/// each of them two places.
fn grid(page: &Page) -> String {
    format!("<w:docGrid w:type=\"lines\" w:linePitch=\"{}\"/>", page.line)
}
