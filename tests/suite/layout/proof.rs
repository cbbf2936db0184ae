//! Proofs (清样): where seals and signature stamps go, 7.3.5.

use hongtou::backend::Options;
use hongtou::doc::pages::Pages;
use hongtou::doc::{Block, Run, Signature, SignatureForm};

use super::*;
use crate::support::{Folder, doc, inlines, lay_out_with, paragraph};

/// The width of a seal.
const SEAL: f64 = 42.0;

const NAMES: [&str; 10] = [
    "江门市公安局",
    "江门市财政局",
    "江门市教育局",
    "江门市民政局",
    "江门市审计局",
    "江门市商务局",
    "江门市统计局",
    "江门市司法局",
    "江门市水利局",
    "江门市体育局",
];

fn laid_out(bodies: &[&str], form: SignatureForm, proof: bool) -> Pages {
    let bodies = bodies.iter().map(|name| Run::new(*name)).collect();
    let date = Some(Run::new("2022年3月11日"));
    let note = Block::Note { inlines: inlines("此件公开发布") };
    let signature = Block::Signature(Signature { bodies, date, form });
    let options = Options { proof, ..Options::default() };
    lay_out_with(&doc(vec![paragraph("此文。"), signature, note]), "general", options).pages
}

/// The middles of the seals on a page, in drawing order.
fn seals(page: &Page) -> Vec<(f64, f64)> {
    let marks = page.marks.iter().filter(|(name, ..)| name == "proof-seal");
    marks.map(|(_, x, y)| (x + SEAL / 2.0, y + SEAL / 2.0)).collect()
}

fn one(name: &str) -> (Page, (f64, f64)) {
    let page = laid_out(&[name], SignatureForm::Sealed, true).pages.swap_remove(0);
    let [seal] = seals(&page)[..] else { panic!("one seal") };
    (page, seal)
}

#[test]
fn clause_7_3_5_1_a_seals_upper_edge_is_within_a_line_of_the_body() {
    let (page, (_, y)) = one("江门市医疗保障局");
    let free = y - SEAL / 2.0 - line(&page, "此文").first().bottom();
    assert!((0.0..LINE).contains(&free), "{free}");
}

#[test]
fn clause_7_3_5_1_a_seal_stands_on_the_middle_of_name_and_date() {
    for name in ["江门市公安局", "江门市医疗保障局", "江门市人力资源和社会保障局"]
    {
        let (page, (x, _)) = one(name);
        for text in [name, "2022年"] {
            let line = line(&page, text);
            near(text, f64::midpoint(line.first().left, line.last().right), x);
        }
    }
}

#[test]
fn clause_7_3_5_1_name_and_date_lie_a_little_under_the_middle_of_the_seal() {
    let (page, (_, y)) = one("江门市医疗保障局");
    let (name, date) = (line(&page, "江门市"), line(&page, "2022年"));
    assert!(name.first().middle() > y && date.first().bottom() < y + SEAL / 2.0);
}

#[test]
fn clause_7_3_5_1_a_joint_paper_has_one_seal_on_each_name() {
    for count in [2, 3, 4, 6, 10] {
        let pages = laid_out(&NAMES[..count], SignatureForm::Sealed, true).pages;
        let mut found = 0;
        for page in &pages {
            for (x, y) in seals(page) {
                found += 1;
                let on = |line: &Line| {
                    let names = NAMES.iter().filter(|name| line.text().contains(**name));
                    let middles = names.map(|name| line.at(name).left + 3.0 * CELL);
                    let middles: Vec<f64> = middles.collect();
                    let level = (line.first().middle() - y).abs() < CELL;
                    level && middles.iter().any(|middle| (middle - x).abs() < 0.1)
                };
                assert!(lines(page).iter().any(on), "a seal of {count} lies on no name");
            }
        }
        assert_eq!(found, count);
    }
}

#[test]
fn clause_7_3_5_1_seals_neither_touch_each_other_nor_leave_the_type_area() {
    for count in [2, 3, 4, 6, 10] {
        for page in laid_out(&NAMES[..count], SignatureForm::Sealed, true).pages {
            let seals = seals(&page);
            for (at, (x, y)) in seals.iter().enumerate() {
                assert!(x - SEAL / 2.0 > BINDING && x + SEAL / 2.0 < BINDING + WIDTH);
                let apart = |(a, b): &(f64, f64)| (a - x).hypot(b - y) > SEAL + 1.0;
                assert!(seals[at + 1..].iter().all(apart), "{count} seals touch");
            }
        }
    }
}

#[test]
fn clause_7_3_5_1_the_first_row_of_seals_is_within_a_line_of_the_body() {
    for count in [2, 3, 6] {
        let page = &laid_out(&NAMES[..count], SignatureForm::Sealed, true).pages[0];
        let highest = seals(page).iter().map(|(_, y)| y - SEAL / 2.0).fold(f64::MAX, f64::min);
        let free = highest - line(page, "此文").first().bottom();
        assert!((0.0..LINE).contains(&free), "{free}");
    }
}

#[test]
fn a_seal_keeps_clear_of_the_note_under_the_date() {
    let page = &laid_out(&NAMES[..2], SignatureForm::Sealed, true).pages[0];
    let note = line(page, "此件公开发布");
    assert!(seals(page).iter().all(|(_, y)| y + SEAL / 2.0 < note.first().top()));
}

#[test]
fn a_paper_without_seals_has_no_outlines_on_its_proof() {
    let page = &laid_out(&NAMES[..2], SignatureForm::Unsealed, true).pages[0];
    assert!(!page.marks.iter().any(|(name, ..)| name.starts_with("proof")));
}

#[test]
fn what_a_proof_draws_is_neither_text_nor_rules_of_the_paper() {
    for form in [SignatureForm::Sealed, SignatureForm::Stamp] {
        let (plain, proof) =
            (laid_out(&NAMES[..3], form, false), laid_out(&NAMES[..3], form, true));
        for (plain, proof) in plain.pages.iter().zip(&proof.pages) {
            assert_eq!(plain.text(), proof.text());
            assert_eq!(plain.rules.len(), proof.rules.len());
            assert!(!plain.marks.iter().any(|(name, ..)| name.starts_with("proof")));
            assert!(proof.runs.iter().any(|run| run.across && run.text.contains('章')));
        }
    }
}

#[test]
fn a_proof_takes_the_place_of_no_paper_and_the_manifest_names_both() {
    let folder = Folder::init();
    folder.run(&["build"]).expect_code(0);
    let before = folder.files("output");
    folder.run(&["build", "--proof"]).expect_code(0).says(&["notice-proof.pdf"]);
    let after = folder.files("output");
    for (path, bytes) in before.iter().filter(|(path, _)| path != "manifest.json") {
        let same = after.iter().any(|(other, own)| other == path && own == bytes);
        assert!(same, "{path} is no longer what it was");
    }
    let manifest = folder.read("output/manifest.json");
    assert!(manifest.contains("example/notice.pdf") && manifest.contains("notice-proof.pdf"));
    let plan = after.iter().any(|(path, _)| path.contains("plan-proof"));
    assert!(!plan, "nobody signs a plan that stands alone");
}
