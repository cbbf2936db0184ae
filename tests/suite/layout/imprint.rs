//! The imprint (版记) at the foot of the last page (7.4).

use hongtou::doc::{Block, Imprint, Run};

use super::*;
use crate::support::{doc, inlines, lay_out, paragraph};

/// The right edge of the type area on the first page.
const RIGHT: f64 = BINDING + WIDTH;

fn imprint() -> Imprint {
    Imprint {
        recipients: Vec::new(),
        copies: inlines(
            "省医疗保障局，市公安局，市人力资源社会保障局，市卫生健康局，市市场监管局，市财政局",
        ),
        printer: Some(Run::new("江门市医疗保障局办公室")),
        date: Some(Run::new("2022年3月11日")),
    }
}

/// Papers of so many one-line paragraphs, with the imprint at the end.
fn papers() -> Vec<Vec<Page>> {
    let after = [1, 19, 22, 30].map(|lines| vec![paragraph("国"); lines]);
    let with = |mut blocks: Vec<Block>| {
        blocks.push(Block::Imprint(imprint()));
        lay_out(&doc(blocks), "general").pages.pages
    };
    after.into_iter().map(with).collect()
}

fn page(imprint: Imprint) -> Page {
    let blocks = vec![paragraph("国"), Block::Imprint(imprint)];
    lay_out(&doc(blocks), "general").pages.pages.swap_remove(0)
}

#[test]
fn clause_7_4_1_the_rules_of_the_imprint_are_as_wide_as_the_type_area() {
    for pages in papers() {
        let edge = if pages.len() % 2 == 1 { BINDING } else { OUTER };
        for rule in level(pages.last().unwrap()) {
            near("left end", rule.from.0, edge);
            near("right end", rule.to.0, edge + WIDTH);
        }
    }
}

#[test]
fn clause_7_4_1_the_first_and_the_last_rule_are_0_35_mm_thick() {
    let rules = level(&page(imprint()));
    for rule in [&rules[0], &rules[2]] {
        assert!((rule.thickness - 0.35).abs() < 0.01, "{}", rule.thickness);
    }
}

#[test]
fn clause_7_4_1_the_rule_between_them_is_0_25_mm_thick() {
    let rules = level(&page(imprint()));
    assert_eq!(rules.len(), 3);
    assert!((rules[1].thickness - 0.25).abs() < 0.01, "{}", rules[1].thickness);
}

#[test]
fn clause_7_4_1_the_last_rule_lies_on_the_lower_edge_of_the_type_area() {
    for pages in papers() {
        near("last rule", level(pages.last().unwrap())[2].from.1, SKY + HEIGHT);
    }
}

#[test]
fn clause_7_4_1_the_imprint_stands_on_the_last_page_and_clear_of_the_text() {
    for pages in papers() {
        let (last, others) = pages.split_last().unwrap();
        assert!(others.iter().all(|page| level(page).is_empty()));
        let text = lines(last).into_iter().filter(|line| line.text() == "国");
        let bottom = text.map(|line| line.first().bottom()).fold(0.0, f64::max);
        assert!(bottom < level(last)[0].from.1, "text runs into the imprint");
    }
}

#[test]
fn clause_7_4_2_copies_are_4_hao_fangsong() {
    for one in &line(&page(imprint()), "抄送：").0 {
        near("4号", one.em, CELL_4);
        assert_eq!(one.font, "fangsong");
    }
}

#[test]
fn clause_7_4_2_copies_begin_one_character_in() {
    near("抄送", line(&page(imprint()), "抄送：").first().left, BINDING + CELL_4);
}

#[test]
fn clause_7_4_2_copies_end_one_character_before_the_right_edge() {
    let line = line(&page(imprint()), "抄送：");
    assert!(line.right() < RIGHT - CELL_4 + 0.1, "{}", line.right());
}

#[test]
fn clause_7_4_2_copies_turn_over_under_the_character_after_the_colon() {
    let page = page(imprint());
    let turned = line(&page, "市财政局");
    near("turnover", turned.first().left, line(&page, "抄送：").at("省").left);
}

#[test]
fn clause_7_4_2_copies_end_with_a_full_stop() {
    assert!(line(&page(imprint()), "市财政局").text().ends_with('。'));
}

#[test]
fn clause_7_4_2_recipients_in_the_imprint_stand_above_the_copies_without_a_rule_between() {
    let page =
        page(Imprint { recipients: inlines("各县（市、区）医疗保障局"), ..imprint() });
    let (to, copies) = (line(&page, "主送："), line(&page, "抄送："));
    near("主送", to.first().left, BINDING + CELL_4);
    let (above, below) = (to.first().baseline, copies.first().baseline);
    assert!(above < below);
    assert!(level(&page).iter().all(|rule| !(above..below).contains(&rule.from.1)));
}

#[test]
fn clause_7_4_3_printer_and_date_are_4_hao_fangsong() {
    let line = line(&page(imprint()), "办公室");
    for one in &line.0 {
        near("4号", one.em, CELL_4);
    }
    assert!(line.at("江").font == "fangsong" && line.at("印").font == "fangsong");
}

#[test]
fn clause_7_4_3_the_printing_body_begins_one_character_in() {
    near("printer", line(&page(imprint()), "办公室").first().left, BINDING + CELL_4);
}

#[test]
fn clause_7_4_3_the_printing_date_ends_one_character_before_the_right_edge() {
    near("date", line(&page(imprint()), "办公室").last().right, RIGHT - CELL_4);
}

#[test]
fn clause_7_4_3_the_printing_date_is_followed_by_yinfa() {
    assert!(line(&page(imprint()), "办公室").text().ends_with("2022年3月11日印发"));
}

#[test]
fn clause_7_4_3_a_rule_parts_printer_and_copies() {
    let page = page(imprint());
    let (above, below) =
        (line(&page, "市财政局").first().baseline, line(&page, "办公室").first().baseline);
    let between = level(&page).iter().filter(|rule| (above..below).contains(&rule.from.1)).count();
    assert_eq!(between, 1);
}
