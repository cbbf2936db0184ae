//! The order format (命令（令）格式, 10.2) and signature stamps (7.3.5.3).

use hongtou::backend::Options;
use hongtou::build::{self, Request};
use hongtou::doc::{Block, RedHead, Run, Signature, SignatureForm};
use hongtou::template;

use super::*;
use crate::shown::Shown;
use crate::support::{Folder, doc, lay_out, lay_out_with, paragraph, root};

const RIGHT: f64 = BINDING + WIDTH;

fn blocks(offices: &[&str]) -> Vec<Block> {
    let head = RedHead {
        issuers: vec![Run::new("江门市人民政府")],
        suffix: "令".to_owned(),
        number: Some(Run::new("第12号")),
        ..RedHead::default()
    };
    let bodies = offices.iter().map(|office| Run::new(*office)).collect();
    let date = Some(Run::new("2022年9月1日"));
    let signature = Signature { bodies, date, form: SignatureForm::Stamp };
    vec![Block::RedHead(head), paragraph("现予公布。"), Block::Signature(signature)]
}

fn page() -> Page {
    lay_out(&doc(blocks(&["江门市人民政府市长"])), "order").pages.pages.swap_remove(0)
}

/// The page as a proof, and the upper left corners of the stamps on it.
fn stamped(offices: &[&str]) -> (Page, Vec<(f64, f64)>) {
    let options = Options { proof: true, ..Options::default() };
    let emitted = lay_out_with(&doc(blocks(offices)), "order", options);
    let page = emitted.pages.pages.into_iter().next().unwrap();
    let stamps = page.marks.iter().filter(|(name, ..)| name == "proof-stamp");
    let stamps = stamps.map(|(_, x, y)| (*x, *y)).collect();
    (page, stamps)
}

#[test]
fn clause_10_2_the_mark_begins_20_mm_under_the_upper_edge_of_the_type_area() {
    let [top, _, left, right] = red(&page());
    near("upper edge", top, SKY + 20.0);
    near("middle", f64::midpoint(left, right), BINDING + WIDTH / 2.0);
}

#[test]
fn clause_10_2_the_mark_is_the_body_and_the_word_ling_in_red() {
    let page = page();
    let mark: Vec<_> = page.runs.iter().filter(|run| run.coloured).collect();
    assert_eq!(mark.iter().map(|run| &*run.text).collect::<String>(), "江门市人民政府令");
    assert!(mark.iter().all(|run| run.font == "xiaobiaosong"));
}

#[test]
fn clause_10_2_the_number_stands_in_the_middle_two_blank_lines_under_the_mark() {
    let page = page();
    let number = line(&page, "第12号");
    let middle = f64::midpoint(number.first().left, number.last().right);
    near("middle", middle, BINDING + WIDTH / 2.0);
    let free = number.first().top() - red(&page)[1];
    assert!((2.0 * LINE - 0.1..3.0 * LINE).contains(&free), "{free} mm under the mark");
    grid_line(number.first());
}

#[test]
fn clause_10_2_the_text_begins_two_blank_lines_under_the_number_without_a_rule() {
    let page = page();
    let (number, text) = (line(&page, "第12号"), line(&page, "现予公布"));
    assert_eq!(grid_line(text.first()), grid_line(number.first()) + 3);
    near("indent", text.first().left, BINDING + 2.0 * CELL);
    assert!(level(&page).is_empty());
}

#[test]
fn clause_7_3_5_3_the_stamp_stands_two_blank_lines_under_the_text_four_characters_in() {
    let (page, stamps) = stamped(&["江门市人民政府市长"]);
    let text = line(&page, "现予公布");
    let [(x, y)] = stamps[..] else { panic!("one stamp") };
    near("upper edge", y - text.first().bottom(), 2.0 * LINE + (LINE - CELL));
    near("right edge", x + 7.0 * CELL, RIGHT - 4.0 * CELL);
}

#[test]
fn clause_7_3_5_3_the_office_stands_two_characters_left_of_the_stamp_on_its_middle() {
    let (page, stamps) = stamped(&["江门市人民政府市长"]);
    let office = line(&page, "市长");
    let (x, y) = stamps[0];
    near("distance", x - office.last().right, 2.0 * CELL);
    near("middle", office.first().middle(), y + f64::midpoint(0.0, CELL + LINE));
}

#[test]
fn clause_7_3_5_3_the_date_stands_one_blank_line_under_the_stamp_four_characters_in() {
    let (page, stamps) = stamped(&["江门市人民政府市长"]);
    let date = line(&page, "2022年9月1日");
    near("right end", date.last().right, RIGHT - 4.0 * CELL);
    let lower = stamps[0].1 + CELL + LINE;
    near("blank line", date.first().top() - lower, LINE + (LINE - CELL));
}

#[test]
fn clause_7_3_5_3_offices_of_a_joint_paper_stand_one_a_row_and_end_together() {
    let offices = ["江门市人民政府市长", "佛山市人民政府市长", "省厅厅长"];
    let (page, stamps) = stamped(&offices);
    assert_eq!(stamps.len(), 3);
    for (office, stamp) in offices.iter().zip(&stamps) {
        near("distance", stamp.0 - line(&page, office).last().right, 2.0 * CELL);
    }
    for pair in stamps.windows(2) {
        near("stamps under each other", pair[1].0, pair[0].0);
        assert!(pair[1].1 - pair[0].1 > CELL + LINE, "stamps overlap");
    }
}

#[test]
fn an_order_has_its_page_number_as_other_papers_do() {
    assert_eq!(line(&page(), "—").text().replace(' ', ""), "—1—");
}

#[test]
fn clause_7_3_5_3_the_printed_office_is_the_signers_and_the_name_is_left_to_the_stamp() {
    let sample = std::fs::read_to_string(root().join("templates/order/sample.yaml")).unwrap();
    let (office, name) = ("示范市人民政府市长", "江予白");
    assert!(sample.contains(office) && sample.contains(name), "the record knows both");
    let files = Shown::of([("order.yaml", sample.as_str())]);
    let checked = build::check(&files, &Request::default()).unwrap();
    let (doc, _) = template::fill(&checked.set, &checked.schemas, &checked.templates, 0);
    let page = lay_out(&doc, "order").pages.pages.swap_remove(0);
    assert_eq!(line(&page, office).text(), office);
    assert!(!page.text().contains(name));
}

#[test]
fn a_paper_with_a_signature_stamp_says_whose() {
    let folder = Folder::init();
    folder.change("policies/example/notice.yaml", "seal: sealed", "seal: stamp");
    folder.run(&["check"]).expect_code(1).says(&["签名章", "signatories"]);
}
