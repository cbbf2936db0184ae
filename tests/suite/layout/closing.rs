//! What stands under the body: attachments, signature, note and imprint (7.3.4–7.4).

use hongtou::doc::{
    Attachment, AttachmentEntry, Block, Imprint, Run, Signature, SignatureForm, Title,
};

use super::*;
use crate::support::{doc, inlines, lay_out, paragraph};

/// The right edge of the type area on the first page.
const RIGHT: f64 = BINDING + WIDTH;

fn pages(blocks: Vec<Block>) -> Vec<Page> {
    lay_out(&doc(blocks), "general").pages.pages
}

fn signed(body: &str, form: SignatureForm) -> (Line, Line, Line) {
    let date = Some(Run::new("2022年3月11日"));
    let signature = Signature { bodies: vec![Run::new(body)], date, form };
    let note = Block::Note { inlines: inlines("此件公开发布") };
    let page = &pages(vec![paragraph("国"), Block::Signature(signature), note])[0];
    (line(page, body), line(page, "2022年"), line(page, "此件"))
}

fn middle(line: &Line) -> f64 {
    f64::midpoint(line.first().left, line.last().right)
}

#[test]
fn under_a_seal_the_date_ends_four_characters_in_and_the_body_is_above_it_7_3_5_1() {
    let (body, date, _) = signed("江门市医疗保障局", SignatureForm::Sealed);
    near("date", date.last().right, RIGHT - 4.0 * CELL);
    near("body over the middle of the date", middle(&body), middle(&date));
    assert_eq!(grid_line(date.first()), grid_line(body.first()) + 1);
}

#[test]
fn a_sealed_body_too_long_for_its_place_stays_inside_the_type_area_7_3_5_1() {
    let (body, date, _) =
        signed("江门市全民健康保障工作领导小组办公室秘书处综合科", SignatureForm::Sealed);
    assert!(body.last().right < RIGHT + 0.1, "{}", body.last().right);
    near("body over the middle of the date", middle(&body), middle(&date));
}

#[test]
fn without_a_seal_the_body_ends_two_characters_in_7_3_5_2() {
    let (body, date, _) = signed("江门市医疗保障局", SignatureForm::Unsealed);
    near("body", body.last().right, RIGHT - 2.0 * CELL);
    near("date, two characters further in", date.first().left, body.first().left + 2.0 * CELL);
    assert_eq!((grid_line(body.first()), grid_line(date.first())), (3, 4));
}

#[test]
fn a_date_longer_than_the_body_ends_two_characters_in_7_3_5_2() {
    let (body, date, _) = signed("市医保局", SignatureForm::Unsealed);
    near("date", date.last().right, RIGHT - 2.0 * CELL);
    near("date, two characters further in", date.first().left, body.first().left + 2.0 * CELL);
}

#[test]
fn the_date_ends_four_characters_in_beside_a_signature_stamp_7_3_5_3() {
    let (_, date, _) = signed("市长", SignatureForm::Stamp);
    near("date", date.last().right, RIGHT - 4.0 * CELL);
}

#[test]
fn the_note_stands_in_brackets_two_characters_in_under_the_date_7_3_6() {
    for form in [SignatureForm::Sealed, SignatureForm::Unsealed] {
        let (_, date, note) = signed("江门市医疗保障局", form);
        assert_eq!(note.text(), "（此件公开发布）");
        near("note", note.first().left, BINDING + 2.0 * CELL);
        assert_eq!(grid_line(note.first()), grid_line(date.first()) + 1);
    }
}

#[test]
fn attachments_are_listed_two_characters_in_and_turn_over_under_their_names_7_3_4() {
    let entry =
        |number: u32, title: &str| AttachmentEntry { number: Some(number), title: inlines(title) };
    let long = "江门市定点医疗机构规范使用医疗保障基金管理要求以及自查自纠情况报告表填写说明";
    let entries = vec![entry(1, long), entry(2, "承诺书")];
    let page = &pages(vec![paragraph("国"), Block::AttachmentList { entries }])[0];
    let (first, second) = (line(page, "附件："), line(page, "承诺书"));
    near("附件", first.first().left, BINDING + 2.0 * CELL);
    assert_eq!(grid_line(first.first()), 3, "one blank line under the body");
    let name = first.at("江").left;
    let lines = lines(page);
    let turned = &lines[2];
    assert!(long.ends_with(&turned.text()), "{}", turned.text());
    near("turnover", turned.first().left, name);
    near("second number under the first", second.first().left, first.at("1").left);
    near("second name under the first", second.at("承").left, name);
}

fn attachment(label: &str, title: &str) -> Block {
    let title = Block::Title(Title { inlines: inlines(title), subtitle: Vec::new() });
    Block::Attachment(Attachment {
        label: label.to_owned(),
        id: "a".to_owned(),
        kind: "campaign".to_owned(),
        blocks: vec![title, paragraph("国")],
    })
}

#[test]
fn an_attachment_takes_a_page_label_on_line_1_and_title_on_line_3_7_3_7() {
    let pages =
        pages(vec![paragraph("国"), attachment("附件1", "方案"), attachment("附件2", "表")]);
    assert_eq!(pages.len(), 3);
    for (page, (label, title)) in pages[1..].iter().zip([("附件1", "方案"), ("附件2", "表")])
    {
        let (label, title) = (line(page, label), line(page, title));
        assert_eq!((grid_line(label.first()), grid_line(title.first())), (1, 3));
        assert_eq!(label.first().font, "heiti");
        assert_eq!(title.first().font, "xiaobiaosong");
        near("2号", title.first().em, CELL * 22.0 / 16.0);
    }
    near("label on an even page", line(&pages[1], "附件1").first().left, OUTER);
    near("label on an odd page", line(&pages[2], "附件2").first().left, BINDING);
}

fn imprint() -> Block {
    Block::Imprint(Imprint {
        recipients: Vec::new(),
        copies: inlines(
            "省医疗保障局，市公安局，市人力资源社会保障局，市卫生健康局，市市场监管局，市财政局",
        ),
        printer: Some(Run::new("江门市医疗保障局办公室")),
        date: Some(Run::new("2022年3月11日")),
    })
}

#[test]
fn the_imprint_ends_on_the_lower_edge_of_the_last_page_7_4() {
    let after = [1, 19, 22, 30].map(|lines| vec![paragraph("国"); lines]);
    for mut blocks in after {
        blocks.push(imprint());
        let pages = pages(blocks);
        let (last, others) = pages.split_last().unwrap();
        assert!(others.iter().all(|page| level(page).is_empty()));
        let edge = if pages.len() % 2 == 1 { BINDING } else { OUTER };
        let rules = level(last);
        let thick: Vec<f64> = rules.iter().map(|rule| rule.thickness).collect();
        assert_eq!(rules.len(), 3);
        for (measured, wanted) in thick.iter().zip([0.35, 0.25, 0.35]) {
            assert!((measured - wanted).abs() < 0.01, "{thick:?}");
        }
        near("last rule", rules[2].from.1, SKY + HEIGHT);
        for rule in rules {
            near("left end", rule.from.0, edge);
            near("right end", rule.to.0, edge + WIDTH);
        }
        let text = lines(last).into_iter().filter(|line| line.text() == "国");
        let bottom = text.map(|line| line.first().bottom()).fold(0.0, f64::max);
        assert!(bottom < level(last)[0].from.1, "text runs into the imprint");
    }
}

#[test]
fn imprint_text_is_4_hao_one_character_in_and_turns_over_after_the_colon_7_4_2() {
    let page = &pages(vec![paragraph("国"), imprint()])[0];
    let (copies, printer) = (line(page, "抄送："), line(page, "办公室"));
    near("抄送", copies.first().left, BINDING + CELL_4);
    near("turnover", line(page, "市财政局").first().left, copies.at("省").left);
    near("printer", printer.first().left, BINDING + CELL_4);
    near("date", printer.last().right, RIGHT - CELL_4);
    assert!(printer.text().ends_with("印发"));
    for line in [copies, printer] {
        assert!(line.0.iter().all(|one| (one.em - CELL_4).abs() < 0.01), "4号");
    }
}
