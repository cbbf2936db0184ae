//! What stands under the body: list of attachments, signature, note, attachments (7.3.4–7.3.7).

use hongtou::doc::{Attachment, AttachmentEntry, Block, Run, Signature, SignatureForm, Title};

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
fn clause_7_3_5_1_under_a_seal_the_date_ends_four_characters_in() {
    let (_, date, _) = signed("江门市医疗保障局", SignatureForm::Sealed);
    near("date", date.last().right, RIGHT - 4.0 * CELL);
}

#[test]
fn clause_7_3_5_1_under_a_seal_the_body_is_centred_over_the_date() {
    let (body, date, _) = signed("江门市医疗保障局", SignatureForm::Sealed);
    near("middle", middle(&body), middle(&date));
}

#[test]
fn clause_7_3_5_1_the_date_stands_on_the_line_under_the_body_that_signs() {
    let (body, date, _) = signed("江门市医疗保障局", SignatureForm::Sealed);
    assert_eq!(grid_line(date.first()), grid_line(body.first()) + 1);
}

#[test]
fn clause_7_3_5_1_a_42_mm_seal_on_the_names_begins_within_a_line_of_the_text() {
    let (body, date, _) = signed("江门市医疗保障局", SignatureForm::Sealed);
    // Its middle lies on the body's name: name and date are both under the seal.
    let seal_top = f64::midpoint(body.first().middle(), date.first().middle()) - 21.0 - LINE / 4.0;
    let text_bottom = SKY + CELL;
    assert!(seal_top - text_bottom < LINE, "{} mm under the text", seal_top - text_bottom);
}

#[test]
fn clause_7_3_5_1_a_sealed_body_too_long_for_its_place_stays_inside_the_type_area() {
    let (body, date, _) =
        signed("江门市全民健康保障工作领导小组办公室秘书处综合科", SignatureForm::Sealed);
    assert!(body.last().right < RIGHT + 0.1, "{}", body.last().right);
    near("body over the middle of the date", middle(&body), middle(&date));
}

#[test]
fn clause_7_3_5_2_without_a_seal_one_blank_line_stands_above_the_body_that_signs() {
    let (body, date, _) = signed("江门市医疗保障局", SignatureForm::Unsealed);
    assert_eq!((grid_line(body.first()), grid_line(date.first())), (3, 4));
}

#[test]
fn clause_7_3_5_2_without_a_seal_the_body_ends_two_characters_in() {
    let (body, ..) = signed("江门市医疗保障局", SignatureForm::Unsealed);
    near("body", body.last().right, RIGHT - 2.0 * CELL);
}

#[test]
fn clause_7_3_5_2_without_a_seal_the_date_begins_two_characters_after_the_body() {
    let (body, date, _) = signed("江门市医疗保障局", SignatureForm::Unsealed);
    near("date", date.first().left, body.first().left + 2.0 * CELL);
}

#[test]
fn clause_7_3_5_2_a_date_longer_than_the_body_ends_two_characters_in() {
    let (_, date, _) = signed("市医保局", SignatureForm::Unsealed);
    near("date", date.last().right, RIGHT - 2.0 * CELL);
}

#[test]
fn clause_7_3_5_2_a_date_longer_than_the_body_pushes_it_to_the_left() {
    let (body, date, _) = signed("市医保局", SignatureForm::Unsealed);
    near("body", body.first().left, date.first().left - 2.0 * CELL);
}

#[test]
fn clause_7_3_5_3_two_blank_lines_stand_above_the_room_for_a_signature_stamp() {
    let (office, ..) = signed("市长", SignatureForm::Stamp);
    // The room is two lines high: the office stands on its middle.
    let top = office.first().middle() - f64::midpoint(CELL, LINE);
    near("upper edge of the room", top, SKY + 3.0 * LINE);
}

#[test]
fn clause_7_3_5_3_one_blank_line_stands_between_the_stamp_and_the_date() {
    let (office, date, _) = signed("市长", SignatureForm::Stamp);
    let bottom = office.first().middle() + f64::midpoint(CELL, LINE);
    near("date", date.first().top(), bottom + LINE + (LINE - CELL));
}

#[test]
fn clause_7_3_5_3_the_date_ends_four_characters_in_beside_a_signature_stamp() {
    let (_, date, _) = signed("市长", SignatureForm::Stamp);
    near("date", date.last().right, RIGHT - 4.0 * CELL);
}

#[test]
fn clause_7_3_5_3_the_office_ends_two_characters_left_of_the_stamp() {
    let (office, ..) = signed("市长", SignatureForm::Stamp);
    // The stamp, seven characters wide, ends four characters in.
    near("office", office.last().right, RIGHT - (4.0 + 7.0 + 2.0) * CELL);
}

#[test]
fn clause_7_3_5_4_the_date_is_in_arabic_figures() {
    let (_, date, _) = signed("江门市医疗保障局", SignatureForm::Sealed);
    assert_eq!(date.text(), "2022年3月11日");
}

const FORMS: [SignatureForm; 3] =
    [SignatureForm::Sealed, SignatureForm::Unsealed, SignatureForm::Stamp];

#[test]
fn clause_7_3_6_the_note_stands_on_the_line_under_the_date() {
    for form in FORMS {
        let (_, date, note) = signed("江门市医疗保障局", form);
        assert_eq!(grid_line(note.first()), grid_line(date.first()) + 1);
    }
}

#[test]
fn clause_7_3_6_the_note_begins_two_characters_in() {
    for form in FORMS {
        let (.., note) = signed("江门市医疗保障局", form);
        near("note", note.first().left, BINDING + 2.0 * CELL);
    }
}

#[test]
fn clause_7_3_6_the_note_stands_in_brackets() {
    let (.., note) = signed("江门市医疗保障局", SignatureForm::Sealed);
    assert_eq!(note.text(), "（此件公开发布）");
}

const LONG: &str = "江门市定点医疗机构规范使用医疗保障基金管理要求以及自查自纠情况报告表填写说明";

/// A page with two attachments listed, the first over two lines.
fn listed() -> Page {
    let entry =
        |number: u32, title: &str| AttachmentEntry { number: Some(number), title: inlines(title) };
    let entries = vec![entry(1, LONG), entry(2, "承诺书")];
    pages(vec![paragraph("国"), Block::AttachmentList { entries }]).swap_remove(0)
}

#[test]
fn clause_7_3_4_one_blank_line_stands_above_the_list_of_attachments() {
    assert_eq!(grid_line(line(&listed(), "附件：").first()), 3);
}

#[test]
fn clause_7_3_4_the_list_of_attachments_begins_two_characters_in() {
    near("附件", line(&listed(), "附件：").first().left, BINDING + 2.0 * CELL);
}

#[test]
fn clause_7_3_4_the_name_of_an_attachment_turns_over_under_its_first_character() {
    let page = listed();
    let turned = &lines(&page)[2];
    assert!(LONG.ends_with(&turned.text()), "{}", turned.text());
    near("turnover", turned.first().left, line(&page, "附件：").at("江").left);
}

#[test]
fn clause_7_3_4_several_attachments_are_numbered_under_each_other() {
    let page = listed();
    let (first, second) = (line(&page, "附件："), line(&page, "承诺书"));
    assert!(first.text().starts_with("附件：1.") && second.text().starts_with("2."));
    near("number", second.first().left, first.at("1").left);
    near("name", second.at("承").left, first.at("江").left);
}

#[test]
fn clause_7_3_4_no_punctuation_follows_the_name_of_an_attachment() {
    assert!(line(&listed(), "承诺书").text().ends_with('书'));
}

/// A paper of one line with two attachments.
fn attached() -> Vec<Page> {
    let attachment = |label: &str, name: &str| {
        let title = Block::Title(Title { inlines: inlines(name), subtitle: Vec::new() });
        Block::Attachment(Attachment {
            label: label.to_owned(),
            id: "a".to_owned(),
            kind: "campaign".to_owned(),
            blocks: vec![title, paragraph("国")],
        })
    };
    pages(vec![paragraph("国"), attachment("附件1", "方案"), attachment("附件2", "表")])
}

#[test]
fn clause_7_3_7_each_attachment_begins_a_page() {
    let pages = attached();
    assert_eq!(pages.len(), 3);
    line(&pages[1], "附件1");
    line(&pages[2], "附件2");
}

#[test]
fn clause_7_3_7_the_label_of_an_attachment_stands_on_the_first_line() {
    for (page, label) in attached()[1..].iter().zip(["附件1", "附件2"]) {
        assert_eq!(grid_line(line(page, label).first()), 1);
    }
}

#[test]
fn clause_7_3_7_the_label_of_an_attachment_stands_flush_left() {
    let pages = attached();
    near("on an even page", line(&pages[1], "附件1").first().left, OUTER);
    near("on an odd page", line(&pages[2], "附件2").first().left, BINDING);
}

#[test]
fn clause_7_3_7_the_label_of_an_attachment_is_heiti_3_hao_without_a_colon() {
    for (page, label) in attached()[1..].iter().zip(["附件1", "附件2"]) {
        let line = line(page, label);
        assert_eq!(line.text(), label);
        assert_eq!(line.first().font, "heiti");
        near("3号", line.first().em, CELL);
    }
}

#[test]
fn clause_7_3_7_the_title_of_an_attachment_is_centred_on_the_third_line() {
    for (page, (title, edge)) in attached()[1..].iter().zip([("方案", OUTER), ("表", BINDING)]) {
        let line = line(page, title);
        assert_eq!((grid_line(line.first()), line.first().font.as_str()), (3, "xiaobiaosong"));
        near("2号", line.first().em, CELL * 22.0 / 16.0);
        near("middle", middle(&line), edge + WIDTH / 2.0);
    }
}
