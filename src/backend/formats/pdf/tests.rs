//! What looks, rules and print rooms rely on, tried with small looks of the tests' own.

use std::sync::LazyLock;

use super::*;
use crate::backend::{Emitted, Options};
use crate::doc::pages::{Page, TextRun};
use crate::doc::{Block, Doc, Inline, Meta};
use crate::font::Fonts;
use crate::text::{Memory, builtin};

static FONTS: LazyLock<Fonts> = LazyLock::new(Fonts::builtin);

/// What every look of these tests imports.
const BASE: &str = "#let data = json(\"/data.json\")\n\
                    #let body = data.doc.blocks.at(0)\n\
                    #let plain(it) = {\n  set text(fallback: false, lang: \"zh\", region: \"cn\")\n  it\n}";

/// How every look of these tests begins.
const HEAD: &str = "#import \"base.typ\": *\n#show: plain\n";

fn doc(text: &str) -> Doc {
    let meta = Meta { title: "通知".into(), issuers: vec!["甲局".into()], ..Meta::default() };
    Doc { meta, blocks: vec![Block::Paragraph { inlines: vec![Inline::text(text)] }] }
}

fn print(look: &str, doc: &Doc, options: Options) -> Result<Emitted, Trouble> {
    let files = Memory::from_iter([
        ("templates/looks/base.typ", BASE.to_owned()),
        ("templates/looks/a.typ", format!("{HEAD}{look}")),
    ]);
    BACKEND.emit(&Job { doc, look: "a", fonts: &FONTS, files: &files, options: &options })
}

fn page(look: &str) -> Page {
    let emitted = print(look, &doc("正文"), Options::default()).unwrap();
    assert_eq!(emitted.warnings, []);
    emitted.pages.pages.into_iter().next().unwrap()
}

fn said(page: &Page, text: &str) -> TextRun {
    page.runs.iter().find(|run| run.text == text).unwrap().clone()
}

fn near(a: f64, b: f64) -> bool {
    (a - b).abs() < 0.01
}

#[test]
fn every_alias_selects_its_own_face() {
    // 一 is as high as its font is heavy.
    let stroke = |font: &str| {
        let run = said(&page(&format!("#text(font: \"{font}\", size: 100pt)[一]")), "一");
        assert_eq!(run.font, font);
        run.bottom - run.top
    };
    let faces = ["xiaobiaosong", "heiti", "kaiti", "fangsong", "songti"];
    let strokes = faces.map(stroke);
    assert!(strokes[0] > strokes[4] + 0.5, "two files of one family name: {strokes:?}");
}

#[test]
fn a_look_may_name_the_font_behind_a_font() {
    let page = page("#text(font: (\"xiaobiaosong\", \"xiaobiaosong-2\", \"songti-2\"))[㐁]");
    let run = said(&page, "㐁");
    assert_eq!((run.font.as_str(), run.missing.as_str()), ("songti", ""));
}

#[test]
fn a_character_that_no_font_has_is_flagged() {
    let page = page("#text(font: (\"fangsong\", \"songti\"))[王\u{10fffd}]");
    let missing: String = page.runs.iter().map(|run| run.missing.as_str()).collect();
    assert_eq!(missing, "\u{10fffd}");
    assert_eq!(FONTS.missing("王\u{10fffd}", crate::font::Role::Fangsong), [(3, '\u{10fffd}')]);
}

#[test]
fn text_is_found_where_the_look_put_it() {
    let page = page(
        "#set page(width: 210mm, height: 297mm, margin: 0pt)\n\
         #set text(font: \"fangsong\", size: 16pt, top-edge: \"baseline\")\n\
         #place(dx: 28mm, dy: 37mm, text(fill: cmyk(0%, 80%, 80%, 0%))[红头])",
    );
    let run = said(&page, "红头");
    assert!(near(page.width, 210.0) && near(page.height, 297.0));
    assert!(near(run.x, 28.0) && near(run.baseline, 37.0), "{run:?}");
    assert!(near(run.width, 32.0 / 72.0 * 25.4) && near(run.size, 16.0), "{run:?}");
    assert_eq!(run.glyphs.iter().map(|(_, c)| *c).collect::<String>(), "红头");
    assert!(near(run.glyphs[1].0, 16.0 / 72.0 * 25.4));
    assert!(run.top < 37.0 - 3.0 && run.bottom > 37.0 && run.bottom < 38.0, "{run:?}");
    assert!(run.coloured && !run.across);
}

#[test]
fn ink_and_lines_follow_scale_and_rotation() {
    let page = page(
        "#set page(width: 100mm, height: 100mm, margin: 0pt)\n\
         #set text(font: \"songti\", size: 10pt, top-edge: \"baseline\")\n\
         #place(dx: 10mm, dy: 20mm, scale(200%, origin: top + left)[大#place(line(length: 5mm))])\n\
         #place(dx: 50mm, dy: 50mm, rotate(-45deg)[样张])\n\
         #place(dx: 50mm, dy: 50mm, rotate(90deg)[竖])",
    );
    let large = said(&page, "大");
    assert!(near(large.x, 10.0) && near(large.baseline, 20.0) && near(large.size, 20.0));
    assert!(near(page.rules[0].to.0 - page.rules[0].from.0, 10.0));
    assert!(near(page.rules[0].thickness, 2.0 / 72.0 * 25.4));
    assert!(said(&page, "样张").across && !said(&page, "竖").across);
    assert_eq!(page.text(), "大竖");
}

#[test]
fn lines_boxes_and_thin_bars_are_rules() {
    let page = page(
        "#set page(width: 100mm, height: 100mm, margin: 0pt)\n\
         #place(dx: 10mm, dy: 10mm, line(length: 50mm, stroke: 0.35mm + red))\n\
         #place(dx: 10mm, dy: 20mm, rect(width: 40mm, height: 1mm, fill: cmyk(0%, 0%, 0%, 100%)))\n\
         #place(dx: 10mm, dy: 30mm, rect(width: 40mm, height: 20mm, stroke: 0.5mm))\n\
         #place(dx: 10mm, dy: 60mm, rect(width: 40mm, height: 20mm, fill: red))",
    );
    let rules = &page.rules;
    assert_eq!(rules.len(), 6);
    assert!(near(rules[0].from.0, 10.0) && near(rules[0].to.0, 60.0) && rules[0].coloured);
    assert!(near(rules[0].from.1, 10.0) && near(rules[0].thickness, 0.35));
    assert!(near(rules[1].from.1, 20.5) && near(rules[1].thickness, 1.0) && !rules[1].coloured);
    let box_of = |at: fn(&(f64, f64)) -> f64| {
        let ends = rules[2..].iter().flat_map(|rule| [rule.from, rule.to]);
        ends.map(|end| at(&end)).fold((f64::MAX, f64::MIN), |(a, b), v| (a.min(v), b.max(v)))
    };
    let (left, right) = box_of(|end| end.0);
    let (top, bottom) = box_of(|end| end.1);
    assert!(near(left, 10.0) && near(right, 50.0) && near(top, 30.0) && near(bottom, 50.0));
}

#[test]
fn labels_are_measuring_points() {
    let page = page(
        "#set page(width: 100mm, height: 100mm, margin: 0pt)\n\
         #place(dx: 12mm, dy: 34mm)[#metadata(none) <mark>]",
    );
    let (name, x, y) = &page.marks[0];
    assert!(name == "mark" && near(*x, 12.0) && near(*y, 34.0), "{:?}", page.marks);
}

#[test]
fn the_tree_and_the_options_reach_the_look() {
    let look = "#text(font: \"songti\")[#body.role #body.inlines.at(0).text]\n\n\
                #text(font: \"songti\")[#data.options.bleed_mm #repr(data.options.proof)]";
    let options = Options { bleed_mm: 3.0, ..Options::default() };
    let pages = print(look, &doc("正文"), options).unwrap().pages;
    assert_eq!(pages.pages[0].text(), "paragraph 正文3 false");
}

#[test]
fn the_same_paper_gives_the_same_bytes_on_every_thread() {
    let look = "#set text(font: \"fangsong\")\n#for b in data.doc.blocks [#b.inlines.at(0).text]";
    let papers: Vec<Doc> = (0..4).map(|at| doc(&format!("第{at}件"))).collect();
    let once = |doc: &Doc| print(look, doc, Options::default()).unwrap().bytes;
    let first: Vec<Vec<u8>> = papers.iter().map(once).collect();
    crate::backend::forget(0);
    let again: Vec<Vec<u8>> = std::thread::scope(|scope| {
        let threads: Vec<_> = papers.iter().map(|doc| scope.spawn(move || once(doc))).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    assert!(first == again);
    assert!(first[0].starts_with(b"%PDF-1.7") && first[0] != first[1]);
}

#[test]
fn an_error_in_a_look_names_the_file_and_the_place() {
    let look = "#text(font: \"songti\")[#body.no-such]";
    let Err(Trouble::Look(errors)) = print(look, &doc("正文"), Options::default()) else {
        panic!("the look is wrong");
    };
    assert_eq!(errors[0].path, "templates/looks/a.typ");
    let whole = format!("{HEAD}{look}");
    assert_eq!(&whole[errors[0].bytes.clone().unwrap()], "no-such");
    assert!(errors[0].message.contains("no-such"));
}

#[test]
fn a_look_that_is_not_there_is_named() {
    let (doc, files, options) = (doc("正文"), Memory::default(), Options::default());
    for (look, path) in [
        ("general", "templates/looks/general.typ"),
        ("../../policies/x", "templates/looks/../../policies/x.typ"),
    ] {
        let job = Job { doc: &doc, look, fonts: &FONTS, files: &files, options: &options };
        let Err(Trouble::Look(errors)) = BACKEND.emit(&job) else {
            panic!("there is no such look")
        };
        assert_eq!((errors[0].path.as_str(), &errors[0].bytes), (path, &None));
    }
}

#[test]
fn a_look_reads_nothing_but_templates() {
    for read in ["#read(\"/policies/a.yaml\")", "#import \"@preview/cuti:0.2.1\": *"] {
        let Err(Trouble::Look(errors)) = print(read, &doc("正文"), Options::default()) else {
            panic!("{read} must fail");
        };
        assert!(errors[0].message.contains("denied"), "{errors:?}");
    }
}

#[test]
fn a_font_of_the_user_that_breaks_in_use_is_named() {
    let wide = |text: &str| text.encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<u8>>();
    let (from, to) = (wide("Noto Sans SC"), wide("SimHei      "));
    let mut font = builtin::bytes("templates/fonts/NotoSansSC-Medium-subset.ttf").unwrap().to_vec();
    while let Some(at) = font.windows(from.len()).position(|window| window == from) {
        font[at..at + to.len()].copy_from_slice(&to);
    }
    let record = font.windows(4).position(|window| window == b"loca").unwrap();
    let at = usize::try_from(u32::from_be_bytes(font[record + 8..record + 12].try_into().unwrap()));
    font[at.unwrap()..][..8192].fill(0xff);
    let look = "#text(font: \"heiti\")[国]";
    let files = Memory::from_iter([
        ("templates/fonts/hei.ttf", font),
        ("templates/looks/a.typ", look.into()),
    ]);
    let (fonts, _) = Fonts::load(&files).unwrap();
    let (doc, options) = (doc("正文"), Options::default());
    let job = Job { doc: &doc, look: "a", fonts: &fonts, files: &files, options: &options };
    let Err(Trouble::Font { file, .. }) = BACKEND.emit(&job) else { panic!("the font is broken") };
    assert_eq!(file, "templates/fonts/hei.ttf");
}

#[test]
fn an_unknown_font_in_a_look_is_a_warning_with_its_place() {
    let emitted = print("#text(font: \"gill\")[a]", &doc("正文"), Options::default()).unwrap();
    assert!(emitted.warnings[0].message.contains("gill"), "{:?}", emitted.warnings);
    assert!(emitted.warnings[0].bytes.is_some());
}
