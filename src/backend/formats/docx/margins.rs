//! Headers and footers: live page numbers on alternating sides, the word across every page, and
//! what a letter has in the margins of its first page.

use super::page::{Manner, Page};
use super::para::{Dress, Font, Indent, Para};
use super::section::{self, Margin};
use super::xml::{DECLARATION, SPACES, count, escaped, twips};
use crate::model::PageNumber;

/// A header or a footer.
pub(super) struct Part {
    /// Where sections use it.
    pub(super) margin: Margin,
    /// Its file inside `word/`.
    pub(super) file: String,
    /// Its text.
    pub(super) xml: String,
}

impl Part {
    fn header(id: &'static str, kind: &'static str, inner: &str) -> Self {
        let margin = Margin { element: "headerReference", kind, id, lies: None };
        Self { margin, file: format!("{id}.xml"), xml: whole("hdr", inner) }
    }

    fn footer(id: &'static str, kind: &'static str, inner: &str) -> Self {
        let margin = Margin { element: "footerReference", kind, id, lies: None };
        Self { margin, file: format!("{id}.xml"), xml: whole("ftr", inner) }
    }
}

fn whole(name: &str, inner: &str) -> String {
    format!("{DECLARATION}<w:{name}{SPACES}>{inner}</w:{name}>")
}

/// Every header and footer of a paper; `head` and `foot` are what a letter has on its first page.
pub(super) fn parts(page: &Page, head: &str, foot: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    let letter = page.manner == Manner::Letter;
    if page.across.is_some() || letter {
        let sides = [("headerOdd", "default", 1), ("headerEven", "even", 2)];
        for (id, kind, nth) in sides {
            parts.push(Part::header(id, kind, &Para::of("Header", watermark(page, nth)).xml()));
        }
    }
    if letter {
        let first = if head.is_empty() { Para::of("Header", "").xml() } else { head.to_owned() };
        let watermark = watermark(page, 3);
        let first = first.replacen("</w:pPr>", &format!("</w:pPr>{watermark}"), 1);
        parts.push(Part::header("headerFirst", "first", &first));
    }
    if page.numbered {
        parts.push(Part::footer("footerOdd", "default", &number(page, true)));
        parts.push(Part::footer("footerEven", "even", &number(page, false)));
    }
    if letter {
        let first = if foot.is_empty() { Para::of("Footer", "").xml() } else { foot.to_owned() };
        parts.push(Part::footer("footerFirst", "first", &first));
    }
    parts
}

/// The page number between dashes (7.5), one of its characters in from the outer edge.
fn number(page: &Page, odd: bool) -> String {
    let dress = Dress::default();
    let runs = [dress.text("— "), dress.field("PAGE", "1"), dress.text(" —")].concat();
    let align = match (page.layout.page_number, odd) {
        (PageNumber::Center, _) => "center",
        (PageNumber::Outer, true) => "right",
        (PageNumber::Outer, false) => "left",
    };
    let edge = twips(page.cell() * 14.0 / 16.0);
    let (left, right) = match align {
        "left" => (edge, 0),
        "right" => (0, edge),
        _ => (0, 0),
    };
    let indent = Some(Indent { left, right, first: 0 });
    let after = section::number(page) - section::footer(page);
    Para {
        indent,
        after: (after > 0).then_some(after),
        align: Some(align),
        ..Para::of("Footer", runs)
    }
    .xml()
}

/// The word across the page, as Word itself makes watermarks, so that its own command takes it
/// away: grey letters of a drawing, aslant behind the text of the header.
fn watermark(page: &Page, nth: u32) -> String {
    let Some(word) = &page.across else { return String::new() };
    let (width, height) = (48.0 * 1.35 * count(word), 48.0);
    let style = format!(
        "position:absolute;margin-left:0;margin-top:0;width:{:.1}pt;height:{:.1}pt;rotation:322;\
         z-index:-251658240;mso-position-horizontal:center;\
         mso-position-horizontal-relative:margin;mso-position-vertical:center;\
         mso-position-vertical-relative:margin",
        width / 25.4 * 72.0,
        height / 25.4 * 72.0,
    );
    let font = Font::Heiti.name();
    format!(
        "<w:r><w:rPr><w:noProof/></w:rPr><w:pict>\
         <v:shapetype id=\"_x0000_t136\" coordsize=\"21600,21600\" o:spt=\"136\" adj=\"10800\" \
         path=\"m@7,l@8,m@5,21600l@6,21600e\"><v:formulas><v:f eqn=\"sum #0 0 10800\"/>\
         <v:f eqn=\"prod #0 2 1\"/><v:f eqn=\"sum 21600 0 @1\"/><v:f eqn=\"sum 0 0 @2\"/>\
         <v:f eqn=\"sum 21600 0 @3\"/><v:f eqn=\"if @0 @3 0\"/><v:f eqn=\"if @0 21600 @1\"/>\
         <v:f eqn=\"if @0 0 @2\"/><v:f eqn=\"if @0 @4 21600\"/><v:f eqn=\"mid @5 @6\"/>\
         <v:f eqn=\"mid @8 @5\"/><v:f eqn=\"mid @7 @8\"/><v:f eqn=\"mid @6 @7\"/>\
         <v:f eqn=\"sum @6 0 @5\"/></v:formulas><v:path textpathok=\"t\" o:connecttype=\"custom\" \
         o:connectlocs=\"@9,0;@10,10800;@11,21600;@12,10800\" o:connectangles=\"270,180,90,0\"/>\
         <v:textpath on=\"t\" fitshape=\"t\"/><v:handles><v:h position=\"#0,bottomRight\" \
         xrange=\"6629,14971\"/></v:handles><o:lock v:ext=\"edit\" text=\"t\" shapetype=\"t\"/>\
         </v:shapetype><v:shape id=\"PowerPlusWaterMarkObject{nth}\" \
         o:spid=\"_x0000_s{}\" type=\"#_x0000_t136\" alt=\"{word}\" style=\"{style}\" o:allowincell=\"f\" \
         fillcolor=\"#e7e7e7\" stroked=\"f\"><v:textpath style=\"font-family:&quot;{font}&quot;;\
         font-size:1pt\" string=\"{word}\"/><w10:wrap anchorx=\"margin\" anchory=\"margin\"/>\
         </v:shape></w:pict></w:r>",
        2048 + nth,
        word = escaped(word),
    )
}
