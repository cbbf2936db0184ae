//! SVG of laid-out pages: one page, or all of them below each other.
//!
//! The pages are those of the PDF, laid out by the same look. Their characters are drawn as
//! outlines, so that no machine needs the fonts; over them lies the same text unseen, for whoever
//! searches, selects or listens. What is printed across a page (样张, 草稿) is drawn, is no such text, and is
//! said in the description of the drawing.

use std::fmt::Write as _;

use typst::layout::Abs;
use typst_svg::{SvgOptions, svg, svg_merged};

use crate::backend::paged::LaidOut;
use crate::backend::{Backend, Job, Trouble, Writes};
use crate::doc::Meta;
use crate::doc::pages::{Page, Pages, TextRun};

/// Writes SVG.
pub(super) static BACKEND: Backend =
    Backend { file: file!(), extension: "svg", writes: Writes::Pages(write), gather: None };

/// The gap between pages that stand below each other, in points.
const GAP: f64 = 8.0;

/// Points in a millimetre.
const POINTS: f64 = 72.0 / 25.4;

fn write(job: &Job, laid_out: &LaidOut) -> Result<Vec<u8>, Trouble> {
    let document = &laid_out.document;
    let shown = (job.options.picture.page as usize).min(document.pages().len());
    let options = SvgOptions::default();
    let (drawn, words) = match shown.checked_sub(1) {
        Some(at) => (svg(&document.pages()[at], &options), unseen(&laid_out.pages.pages[at..=at])),
        None => (svg_merged(document, &options, Abs::pt(GAP)), unseen(&laid_out.pages.pages)),
    };
    let named = named(&drawn, &job.doc.meta, &laid_out.pages).and_then(|drawn| {
        drawn.strip_suffix("</svg>").map(|drawn| format!("{drawn}{words}</svg>\n"))
    });
    named.map(String::into_bytes).ok_or_else(|| Trouble::Internal("not a drawing".to_owned()))
}

/// A drawing that says what it is, to whoever cannot see it.
fn named(drawn: &str, meta: &Meta, pages: &Pages) -> Option<String> {
    let drawn = drawn.trim_end();
    let (head, rest) = drawn.strip_prefix("<svg ")?.split_once('>')?;
    let issuers = meta.issuers.join("、");
    let number = meta.number.as_deref().unwrap_or_default();
    let count = pages.pages.len();
    let across = meta.across.as_deref().unwrap_or_default();
    let about = [&issuers, number, &format!("共{count}页"), across];
    let about: Vec<&str> = about.into_iter().filter(|part| !part.is_empty()).collect();
    let (title, about) = (escaped(&meta.title), escaped(&about.join("，")));
    Some(format!(
        "<svg role=\"img\" aria-labelledby=\"title about\" xml:lang=\"zh-CN\" {head}>\
         <title id=\"title\">{title}</title><desc id=\"about\">{about}</desc>{rest}"
    ))
}

/// The text of pages where it stands on them, unseen.
fn unseen(pages: &[Page]) -> String {
    let mut words = "<g class=\"words\" fill-opacity=\"0\" font-family=\"serif\">".to_owned();
    let mut top = 0.0;
    for page in pages {
        for run in page.runs.iter().filter(|run| !run.across && !run.text.trim().is_empty()) {
            word(run, top, &mut words);
        }
        top += page.height * POINTS + GAP;
    }
    words + "</g>"
}

fn word(run: &TextRun, top: f64, words: &mut String) {
    let (x, y) = (run.x * POINTS, run.baseline * POINTS + top);
    let (size, width) = (run.size, run.width * POINTS);
    let text = escaped(&run.text);
    write!(
        words,
        "<text x=\"{x:.2}\" y=\"{y:.2}\" font-size=\"{size:.2}\" textLength=\"{width:.2}\" \
         lengthAdjust=\"spacingAndGlyphs\">{text}</text>"
    )
    .expect("a string takes all");
}

/// Text as XML may hold it.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            // XML has no way to say what is not a character of it.
            '\u{0}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => escaped.push(' '),
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::backend::{Options, Picture, paged};
    use crate::doc::{Block, Doc, Inline};
    use crate::font::Fonts;
    use crate::text::Builtin;

    fn drawn(page: u32) -> String {
        let inlines = vec![Inline::text("检查<与>整改\u{b}&处理")];
        let meta =
            Meta { title: "甲 & 乙".into(), across: Some("样张".into()), ..Meta::default() };
        let blocks = vec![Block::Paragraph { inlines }; 20];
        let doc = Doc { meta, blocks };
        let options = Options { picture: Picture { page, width_px: 1 }, ..Options::default() };
        let fonts = Fonts::builtin();
        let job =
            Job { doc: &doc, look: "plain", fonts: &fonts, files: &Builtin, options: &options };
        let laid_out = paged::lay_out(&job).unwrap();
        let once = write(&job, &laid_out).unwrap();
        assert_eq!(once, write(&job, &laid_out).unwrap());
        String::from_utf8(once).unwrap()
    }

    #[test]
    fn a_drawing_is_named_and_its_text_can_be_found() {
        let text = drawn(1);
        let xml = roxmltree::Document::parse(&text).unwrap();
        let first = xml.root_element().first_element_child().unwrap();
        assert_eq!((first.tag_name().name(), first.text()), ("title", Some("甲 & 乙")));
        let words: String = xml
            .descendants()
            .filter(|node| node.has_tag_name(("http://www.w3.org/2000/svg", "text")))
            .filter_map(|node| node.text())
            .collect();
        assert!(words.contains("检查<与>整改"), "{words}");
        assert!(!words.contains("样张"));
        let about = first.next_sibling_element().and_then(|about| about.text());
        assert_eq!(about, Some("共2页，样张"));
    }

    #[test]
    fn all_pages_stand_below_each_other_unless_one_is_asked_for() {
        let height = |text: &str| {
            let xml = roxmltree::Document::parse(text).unwrap();
            let height = xml.root_element().attribute("height").unwrap().to_owned();
            height.trim_end_matches("pt").parse::<f64>().unwrap()
        };
        let (one, all) = (height(&drawn(1)), height(&drawn(0)));
        assert!((one - 297.0 * POINTS).abs() < 0.1, "{one}");
        assert!((all - 2.0 * one - GAP).abs() < 0.1, "{all}");
    }
}
