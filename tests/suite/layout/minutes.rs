//! The format of minutes (纪要格式, 10.3).

use hongtou::doc::{Attendance, Block, Present, RedHead, Run};

use super::*;
use crate::support::{doc, inlines, lay_out, paragraph};

const MANY: &str =
    "市医疗保障局顾清和、岑望舒、谭知夏，市公安局柳长风，市卫生健康局苏念真，市财政局温景行";

fn page() -> Page {
    let head = RedHead {
        issuers: vec![Run::new("江门市医疗保障工作会议")],
        suffix: "纪要".to_owned(),
        number: Some(Run::new("第1期")),
        body: Some(Run::new("江门市医疗保障局")),
        date: Some(Run::new("2022年3月17日")),
        ..RedHead::default()
    };
    let list = |label: &str, text: &str| Present { label: label.into(), inlines: inlines(text) };
    let lists = vec![
        list("出席", MANY),
        list("请假", "市民政局许若溪"),
        list("列席", "市医疗保障事业管理中心梁砚秋"),
    ];
    let attendance = Block::Attendance(Attendance { lists });
    let blocks = vec![Block::RedHead(head), paragraph("会议议定以下事项。"), attendance];
    lay_out(&doc(blocks), "minutes").pages.pages.swap_remove(0)
}

#[test]
fn clause_10_3_the_mark_begins_35_mm_under_the_upper_edge_of_the_type_area() {
    let [top, _, left, right] = red(&page());
    near("upper edge", top, SKY + 35.0);
    near("middle", f64::midpoint(left, right), BINDING + WIDTH / 2.0);
}

#[test]
fn clause_10_3_the_mark_ends_in_ji_yao_and_is_red_xiaobiaosong() {
    let page = page();
    let mark: Vec<_> = page.runs.iter().filter(|run| run.coloured).collect();
    assert_eq!(mark.iter().map(|run| &*run.text).collect::<String>(), "江门市医疗保障工作会议纪要");
    assert!(mark.iter().all(|run| run.font == "xiaobiaosong"));
}

#[test]
fn clause_10_3_who_was_there_stands_one_blank_line_under_the_body_two_characters_in() {
    let page = page();
    let (text, present) = (line(&page, "会议议定"), line(&page, "出席："));
    assert_eq!(grid_line(present.first()), grid_line(text.first()) + 2);
    near("left end", present.first().left, BINDING + 2.0 * CELL);
}

#[test]
fn clause_10_3_labels_are_heiti_and_names_fangsong_in_3_hao() {
    let page = page();
    for label in ["出席", "请假", "列席"] {
        let line = line(&page, &format!("{label}："));
        assert!(line.0[..2].iter().all(|one| one.font == "heiti"));
        assert!(line.0[3..].iter().all(|one| one.font == "fangsong"));
        assert!(line.0.iter().all(|one| (one.em - CELL).abs() < 0.01));
    }
}

#[test]
fn clause_10_3_names_turn_over_under_the_first_name() {
    let page = page();
    let all = lines(&page);
    let at = all.iter().position(|line| line.text().starts_with("出席：")).unwrap();
    let (first, turned) = (&all[at], &all[at + 1]);
    assert!(MANY.ends_with(&turned.text()), "{}", turned.text());
    near("turnover", turned.first().left, first.at("市医疗").left);
    near("first name", first.at("市医疗").left, BINDING + 5.0 * CELL);
}

#[test]
fn clause_10_3_those_excused_and_observers_follow_on_lines_of_their_own() {
    let page = page();
    let (excused, observers) = (line(&page, "请假："), line(&page, "列席："));
    assert_eq!(grid_line(observers.first()), grid_line(excused.first()) + 1);
    near("excused", excused.first().left, BINDING + 2.0 * CELL);
    near("observers", observers.first().left, BINDING + 2.0 * CELL);
}

#[test]
fn by_practice_body_and_date_stand_under_the_number_and_4_mm_above_a_red_rule() {
    let page = page();
    let (number, own) = (line(&page, "第1期"), line(&page, "2022年3月17日"));
    assert_eq!(grid_line(own.first()), grid_line(number.first()) + 1);
    near("body", own.first().left, BINDING + CELL);
    near("date", own.last().right, BINDING + WIDTH - CELL);
    let [rule] = level(&page)[..] else { panic!("one rule") };
    near("distance", rule.from.1 - rule.thickness / 2.0 - own.first().bottom(), 4.0);
    let text = line(&page, "会议议定");
    assert_eq!(grid_line(text.first()), grid_line(own.first()) + 3, "as far as a title");
}
