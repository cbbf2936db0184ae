//! Sheets whose red head is printed already (预印红头), and the sheet to align them by.

use hongtou::backend::{Options, Shift};
use hongtou::doc::{Block, Doc, RedHead, Run};

use super::*;
use crate::support::{Folder, doc, lay_out, lay_out_with, paragraph};

const LOOKS: [&str; 4] = ["general", "letter", "order", "minutes"];

fn paper(lines: usize) -> Doc {
    let head = RedHead {
        issuers: vec![Run::new("江门市医疗保障局")],
        suffix: "文件".to_owned(),
        number: Some(Run::new("江医保〔2022〕18号")),
        urgency: Some(Run::new("特急")),
        ..RedHead::default()
    };
    let mut blocks = vec![Block::RedHead(head)];
    blocks.extend(vec![paragraph("国"); lines]);
    doc(blocks)
}

fn preprinted(doc: &Doc, look: &str, right_mm: f64, down_mm: f64) -> Vec<Page> {
    let preprinted = Some(Shift { right_mm, down_mm });
    lay_out_with(doc, look, Options { preprinted, ..Options::default() }).pages.pages
}

#[test]
fn a_preprinted_sheet_gets_neither_mark_nor_red_rule() {
    for look in LOOKS {
        let page = &preprinted(&paper(1), look, 0.0, 0.0)[0];
        assert!(page.runs.iter().all(|run| !run.coloured), "{look}");
        assert!(page.rules.iter().all(|rule| !rule.coloured), "{look}");
        assert!(!page.text().contains("江门市医疗保障局"), "{look}");
    }
}

#[test]
fn everything_else_stands_where_it_stands_on_a_blank_sheet() {
    for look in LOOKS {
        let (plain, bare) = (lay_out(&paper(40), look), preprinted(&paper(40), look, 0.0, 0.0));
        assert_eq!(plain.pages.pages.len(), bare.len());
        for (plain, bare) in plain.pages.pages.iter().zip(&bare) {
            let black = plain.runs.iter().filter(|run| !run.coloured);
            for (a, b) in black.zip(&bare.runs) {
                assert_eq!(a.text, b.text, "{look}");
                near("across", b.x, a.x);
                near("down", b.baseline, a.baseline);
            }
        }
    }
}

#[test]
fn a_shift_moves_the_first_page_and_no_other() {
    let (plain, moved) = (preprinted(&paper(40), "general", 0.0, 0.0), {
        preprinted(&paper(40), "general", 0.5, -1.25)
    });
    for (at, (plain, moved)) in plain.iter().zip(&moved).enumerate() {
        let (right, down) = if at == 0 { (0.5, -1.25) } else { (0.0, 0.0) };
        for (a, b) in plain.runs.iter().zip(&moved.runs) {
            assert!(
                (b.x - a.x - right).abs() < 0.001 && (b.baseline - a.baseline - down).abs() < 0.001
            );
        }
    }
}

/// The calibration sheet of a head, and the same head on a paper.
fn calibration() -> (Page, Page) {
    let doc = paper(1);
    let page = |look: &str| lay_out(&doc, look).pages.pages.swap_remove(0);
    (page("calibration"), page("general"))
}

#[test]
fn the_calibration_sheet_is_one_a4_page_with_crosses_on_the_mark_and_the_rule() {
    let (sheet, paper) = calibration();
    near("width", sheet.width, 210.0);
    near("height", sheet.height, 297.0);
    let full = |rule: &&Rule| rule.to.0 - rule.from.0 > 150.0;
    let lines: Vec<Rule> = level(&sheet).iter().filter(full).copied().collect();
    let [mark, rule] = lines[..] else { panic!("two lines across the sheet: {lines:?}") };
    near("mark", mark.from.1, red(&paper)[0]);
    near("mark after the standard", mark.from.1, 72.0);
    let own = level(&paper)[0];
    near("red rule", rule.from.1, own.from.1 - own.thickness / 2.0);
    near("left end", rule.from.0, own.from.0);
    near("right end", rule.to.0, own.to.0);
}

#[test]
fn the_calibration_sheet_of_each_format_marks_the_places_of_its_own_head() {
    for look in LOOKS {
        let mut doc = paper(1);
        doc.meta.kind = look.to_owned();
        let sheet = lay_out(&doc, "calibration").pages.pages.swap_remove(0);
        let own = lay_out(&doc, look).pages.pages.swap_remove(0);
        let full = |rule: &&Rule| rule.to.0 - rule.from.0 > 150.0;
        let drawn: Vec<f64> = level(&sheet).iter().filter(full).map(|rule| rule.from.1).collect();
        near("mark", drawn[0], red(&own)[0]);
        let upper = |rule: &Rule| rule.from.1 - rule.thickness / 2.0;
        // Of a double rule the upper line is marked.
        let mut rules: Vec<f64> = level(&own).iter().map(upper).collect();
        rules.dedup_by(|b, a| *b - *a < 3.0);
        assert_eq!(drawn.len(), 1 + rules.len(), "{look}");
        for (drawn, rule) in drawn[1..].iter().zip(rules) {
            near("red rule", *drawn, rule);
        }
    }
}

#[test]
fn the_corners_of_the_calibration_sheet_are_those_of_the_type_area() {
    let (sheet, _) = calibration();
    for (x, y) in [(28.0, 37.0), (184.0, 37.0), (28.0, 262.0), (184.0, 262.0)] {
        let ends = |rule: &Rule| [rule.from, rule.to];
        let meets = |end: &(f64, f64)| (end.0 - x).hypot(end.1 - y) < 0.01;
        let count = sheet.rules.iter().flat_map(ends).filter(meets).count();
        assert_eq!(count, 2, "two lines meet at {x}, {y}");
    }
}

#[test]
fn the_rulers_of_the_calibration_sheet_have_a_stroke_each_millimetre() {
    let (sheet, _) = calibration();
    let upright = |rule: &&Rule| (rule.from.0 - rule.to.0).abs() < 0.001;
    let short = |rule: &&Rule| rule.to.1 - rule.from.1 < 4.5 && (rule.from.1 - 72.0).abs() < 0.01;
    let mut at: Vec<f64> =
        sheet.rules.iter().filter(upright).filter(short).map(|rule| rule.from.0).collect();
    at.sort_by(f64::total_cmp);
    assert_eq!(at.len(), 81);
    assert!(at.windows(2).all(|pair| (pair[1] - pair[0] - 1.0).abs() < 0.001), "{at:?}");
}

#[test]
fn preprinted_outputs_and_the_calibration_sheet_have_names_of_their_own() {
    let folder = Folder::init();
    folder.run(&["build"]).expect_code(0);
    let before = folder.files("output/example/notice.pdf");
    let arguments = ["build", "--preprinted", "--shift", "-0.5,1"];
    folder.run(&arguments).expect_code(0).says(&["notice-preprinted.pdf"]);
    assert!(before == folder.files("output/example/notice.pdf"));
    for format in LOOKS {
        let arguments = ["calibrate", "示范市医疗保障局", "--format", format];
        folder.run(&arguments).expect_code(0).says(&["calibration.pdf"]);
    }
    assert!(folder.path("output/calibration.pdf").is_file());
    folder.run(&["build", "--preprinted", "--shift", "90,0"]).expect_code(2).says(&["20"]);
    folder.run(&["build", "--shift", "1,0"]).expect_code(2).says(&["--preprinted"]);
    let plan = ["build", "--preprinted", "policies/example/plan.yaml"];
    folder.run(&plan).expect_code(2).says(&["没有可排的文件", "版头"]);
}
