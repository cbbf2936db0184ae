//! The imprint (版记), 7.4: a table that floats on the lower edge of the type area, on the page of the
//! paper's last line.

use super::flow::Flow;
use super::page::{Manner, Page};
use super::para::{Dress, Indent, Para};
use super::runs::runs;
use super::table::Frame;
use super::xml::twips;
use crate::doc::{Imprint, Inline};

/// Where it stands: full width, its lower edge on the type area's.
const PLACED: &str = "<w:tblpPr w:leftFromText=\"0\" w:rightFromText=\"0\" w:vertAnchor=\"margin\" \
                      w:horzAnchor=\"margin\" w:tblpXSpec=\"center\" w:tblpYSpec=\"bottom\"/>\
                      <w:tblOverlap w:val=\"never\"/>";

/// The first and the last rule, and those between them, in eighths of a point (7.4.1).
const RULES: (i64, i64) = (8, 6);

/// Writes an imprint. That of a letter (10.1) has neither rules nor printing body.
pub(super) fn write(flow: &mut Flow, imprint: &Imprint) {
    let page = flow.page;
    let letter = page.manner == Manner::Letter;
    let mut rows = Vec::new();
    let lists = [("主送：", &imprint.recipients), ("抄送：", &imprint.copies)];
    let lists: String = lists
        .iter()
        .filter(|(_, inlines)| !inlines.is_empty())
        .map(|(label, inlines)| listed(page, label, inlines).xml())
        .collect();
    if !lists.is_empty() {
        rows.push(lists);
    }
    if !letter && (imprint.printer.is_some() || imprint.date.is_some()) {
        rows.push(printed(page, imprint).xml());
    }
    if rows.is_empty() {
        return;
    }
    let columns = vec![(twips(page.width()), String::new())];
    let rules = (!letter).then_some(RULES);
    let side = page.cells(14.0 / 16.0);
    flow.table(frame_of(rows, &Frame { columns, rules, placed: PLACED, center: false, side }));
    // What floats is held by the paragraph after it, which stays on the last page.
    flow.put(Para::carrier());
}

fn frame_of(rows: Vec<String>, shape: &Frame) -> String {
    let width = shape.columns[0].0;
    let one = |inner: String| Frame { columns: vec![(width, inner)], ..shape.clone() };
    super::table::stacked(&rows.into_iter().map(one).collect::<Vec<_>>())
}

/// Who gets it, the turnover under the first name after the colon.
fn listed(page: &Page, label: &str, inlines: &[Inline]) -> Para {
    let dress = Dress::default();
    let hanging = page.cells(3.0 * 14.0 / 16.0);
    let words = [dress.text(label), runs(inlines, &dress), dress.text("。")].concat();
    let indent = Indent { left: hanging, right: 0, first: -hanging };
    Para { indent: Some(indent), ..Para::of("Imprint", words) }
}

/// Who printed it at the left, when at the right.
fn printed(page: &Page, imprint: &Imprint) -> Para {
    let dress = Dress::default();
    let printer = imprint.printer.as_ref().map(|run| dress.text(&run.text)).unwrap_or_default();
    let date = imprint.date.as_ref().map(|run| dress.text(&format!("{}印发", run.text)));
    let right = twips(page.width()) - 2 * page.cells(14.0 / 16.0);
    let words = [printer, dress.tab(), date.unwrap_or_default()].concat();
    Para { tabs: vec![("right", right)], ..Para::of("Imprint", words) }
}
