//! The imprint (版记), 7.4: a table in a box that lies on the lower edge of the type area, on the page
//! of the paper's last line.
//!
//! A floating table would say the same in fewer words, but as wide as the type area it is no
//! floating one to every reader.

use super::flow::Flow;
use super::page::{Manner, Page};
use super::para::{Dress, Indent, Para};
use super::runs::runs;
use super::table::{Frame, stacked};
use super::xml::twips;
use crate::doc::{Imprint, Inline};

/// Word's own kind of text box. What is aligned to an edge needs no height reckoned beforehand, and
/// grows upwards when a name is added.
const BOX: &str = "<v:shapetype id=\"_x0000_t202\" coordsize=\"21600,21600\" o:spt=\"202\" \
    path=\"m,l,21600r21600,l21600,xe\"><v:stroke joinstyle=\"miter\"/>\
    <v:path gradientshapeok=\"t\" o:connecttype=\"rect\"/></v:shapetype>";

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
    let width = twips(page.width());
    let rules = (!letter).then_some(RULES);
    let side = page.cells(14.0 / 16.0);
    let row = |inner| Frame { columns: vec![(width, inner)], rules, center: false, side };
    let table = stacked(&rows.into_iter().map(row).collect::<Vec<_>>());
    let inside = table + &Para::carrier().xml();
    flow.put(Para { runs: boxed(page, &inside), ..Para::carrier() });
}

/// The box, held by a line of its own, which stays on the last page.
fn boxed(page: &Page, inside: &str) -> String {
    let points = |mm: f64| mm / 25.4 * 72.0;
    let style = format!(
        "position:absolute;margin-left:0;margin-top:0;width:{:.1}pt;height:{:.1}pt;z-index:1;\
         mso-wrap-distance-left:0;mso-wrap-distance-right:0;mso-position-horizontal:left;\
         mso-position-horizontal-relative:margin;mso-position-vertical:bottom;\
         mso-position-vertical-relative:margin",
        points(page.width()),
        points(4.0),
    );
    format!(
        "<w:r><w:rPr><w:noProof/></w:rPr><w:pict>{BOX}<v:shape id=\"Imprint\" o:spid=\"_x0000_s3073\" \
         type=\"#_x0000_t202\" alt=\"版记\" style=\"{style}\" filled=\"f\" stroked=\"f\">\
         <v:textbox style=\"mso-fit-shape-to-text:t\" inset=\"0,0,0,0\"><w:txbxContent>{inside}\
         </w:txbxContent></v:textbox><w10:wrap type=\"topAndBottom\" anchorx=\"margin\" \
         anchory=\"margin\"/></v:shape></w:pict></w:r>"
    )
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
