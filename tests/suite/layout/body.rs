//! Title, recipients, headings and paragraphs of the body (7.3.1–7.3.3).

use hongtou::doc::{Block, Heading, Title};

use super::*;
use crate::support::{doc, inlines, lay_out, paragraph};

fn first(blocks: Vec<Block>) -> Page {
    lay_out(&doc(blocks), "general").pages.pages.swap_remove(0)
}

fn title(text: &str) -> Block {
    Block::Title(Title { inlines: inlines(text), subtitle: Vec::new() })
}

const SHORT: &str = "关于做好基金监管工作的通知";
const LONG: &str = "江门市医疗保障局关于印发2022年江门市医疗保障基金监管工作方案的通知";

fn title_lines(text: &str) -> Vec<Line> {
    let page = first(vec![title(text), paragraph("国")]);
    lines(&page).into_iter().filter(|line| line.first().font == "xiaobiaosong").collect()
}

#[test]
fn clause_7_3_1_a_title_is_xiaobiaosong() {
    let line = line(&first(vec![title(SHORT), paragraph("国")]), "基金监管");
    assert!(line.0.iter().all(|one| one.font == "xiaobiaosong" && !one.coloured));
}

#[test]
fn clause_7_3_1_a_title_is_2_hao() {
    for one in title_lines(LONG).iter().flat_map(|line| &line.0) {
        near("2号", one.em, CELL * 22.0 / 16.0);
    }
}

#[test]
fn clause_7_3_1_each_line_of_a_title_is_centred() {
    for text in [SHORT, LONG] {
        for line in title_lines(text) {
            let middle = f64::midpoint(line.first().left, line.last().right);
            near("middle", middle, BINDING + WIDTH / 2.0);
        }
    }
}

#[test]
fn clause_7_3_1_a_long_title_takes_several_lines_one_pitch_apart_and_keeps_its_words() {
    let lines = title_lines(LONG);
    assert!(lines.len() > 1);
    assert_eq!(lines.iter().map(Line::text).collect::<String>(), LONG);
    for pair in lines.windows(2) {
        near("title lines", pair[1].first().baseline - pair[0].first().baseline, LINE);
    }
}

fn addressed(to: &str) -> Page {
    first(vec![title(SHORT), Block::Recipients { inlines: inlines(to) }, paragraph("国")])
}

#[test]
fn clause_7_3_2_one_blank_line_stands_between_title_and_recipients() {
    let page = addressed("各县（市、区）医疗保障局");
    let (title, to) = (line(&page, "基金监管"), line(&page, "各县"));
    assert_eq!(grid_line(to.first()), grid_line(title.first()) + 2);
}

#[test]
fn clause_7_3_2_recipients_stand_flush_left() {
    near("left", line(&addressed("各县（市、区）医疗保障局"), "各县").first().left, BINDING);
}

#[test]
fn clause_7_3_2_the_turnover_of_recipients_stands_flush_left() {
    let page = addressed(&["江门市医疗保障事业管理中心"; 4].join("，"));
    let all: Vec<Line> = lines(&page).into_iter().filter(|l| l.0.len() > 3).collect();
    let turned = &all[2];
    assert!(turned.first().font == "fangsong" && all.len() > 2);
    near("turnover", turned.left(), BINDING);
}

#[test]
fn clause_7_3_2_recipients_end_with_a_full_width_colon() {
    assert!(line(&addressed("各县（市、区）医疗保障局"), "各县").text().ends_with('：'));
}

#[test]
fn clause_7_3_2_the_body_begins_on_the_line_under_the_recipients() {
    let page = addressed("各县（市、区）医疗保障局");
    let (to, text) = (line(&page, "各县"), line(&page, "国"));
    assert_eq!(grid_line(text.first()), grid_line(to.first()) + 1);
}

#[test]
fn clause_7_3_3_a_paragraph_begins_two_characters_in() {
    let page = first(vec![paragraph(&"国".repeat(60))]);
    near("first line", lines(&page)[0].first().left, BINDING + 2.0 * CELL);
}

#[test]
fn clause_7_3_3_the_turnover_of_a_paragraph_stands_flush_left() {
    let page = first(vec![paragraph(&"国".repeat(60))]);
    near("second line", lines(&page)[1].first().left, BINDING);
}

/// The four levels above each other.
fn headings() -> Vec<Line> {
    let levels = [(1, "一、"), (2, "（一）"), (3, "1."), (4, "（1）")];
    let heading = |(level, number): (u8, &str)| {
        Block::Heading(Heading {
            level,
            number: number.to_owned(),
            inlines: inlines("工作目标"),
            run_in: None,
            id: None,
        })
    };
    lines(&first(levels.map(heading).into_iter().chain([paragraph("国")]).collect()))
}

#[track_caller]
fn level_is(level: usize, number: &str, font: &str) {
    let line = &headings()[level - 1];
    assert!(line.text().starts_with(number));
    assert_eq!(line.at("工").font, font);
    near("3号", line.at("工").em, CELL);
    assert_eq!(grid_line(line.at("工")), level);
}

#[test]
fn clause_7_3_3_headings_of_level_1_are_heiti() {
    level_is(1, "一、", "heiti");
}

#[test]
fn clause_7_3_3_headings_of_level_2_are_kaiti() {
    level_is(2, "（一）", "kaiti");
}

#[test]
fn clause_7_3_3_headings_of_level_3_are_fangsong() {
    level_is(3, "1.", "fangsong");
}

#[test]
fn clause_7_3_3_headings_of_level_4_are_fangsong() {
    level_is(4, "（1）", "fangsong");
}

#[test]
fn clause_7_3_3_headings_begin_two_characters_in() {
    for line in &headings()[..4] {
        near("indent", line.first().left, BINDING + 2.0 * CELL);
    }
}

#[test]
fn clause_7_3_3_only_the_words_of_a_run_in_heading_are_dressed() {
    let heading = Heading {
        level: 2,
        number: "（一）".to_owned(),
        inlines: inlines("压实责任。"),
        run_in: Some(inlines("各地要加强领导。")),
        id: None,
    };
    let line = line(&first(vec![Block::Heading(heading)]), "压实责任");
    assert_eq!((line.at("压").font.as_str(), line.at("各").font.as_str()), ("kaiti", "fangsong"));
    assert_eq!(grid_line(line.first()), 1);
}

#[test]
fn a_heading_never_stands_alone_at_the_foot_of_a_page() {
    let heading = |level: u8, text: &str| {
        let number = if level == 1 { "一、" } else { "（一）" };
        Block::Heading(Heading {
            level,
            number: number.to_owned(),
            inlines: inlines(text),
            run_in: None,
            id: None,
        })
    };
    for above in 18..=22 {
        let mut blocks = vec![paragraph("国"); above];
        blocks.extend([heading(1, "总体目标"), heading(2, "主要任务"), paragraph("正文")]);
        let pages = lay_out(&doc(blocks), "general").pages.pages;
        let on = |text: &str| pages.iter().position(|page| page.text().contains(text)).unwrap();
        assert_eq!(on("主要任务"), on("正文"), "{above} lines above");
        assert_eq!(on("总体目标"), on("正文"), "{above} lines above");
    }
}

#[test]
fn no_paragraph_ends_in_a_line_of_one_character() {
    for length in 20..=90 {
        for end in ["。", "”。", ""] {
            let text = format!("{}{end}", "国".repeat(length));
            let page = first(vec![paragraph(&text)]);
            let found = lines(&page);
            let last = found.iter().rfind(|line| line.text().contains('国')).unwrap().text();
            assert!(last.matches('国').count() > 1, "{length} characters end in {last}");
        }
    }
}

#[test]
fn no_paragraph_ends_in_one_character_when_its_last_words_are_filled_in() {
    let pieces = ["国".repeat(26 + 28 - 3), "领导小".to_owned(), "组".to_owned(), "。".to_owned()];
    let inlines = pieces.map(hongtou::doc::Inline::text).to_vec();
    let page = first(vec![Block::Paragraph { inlines }]);
    assert_eq!(lines(&page)[2].text(), "小组。");
}

#[test]
fn a_line_that_gives_a_character_away_still_reaches_both_edges() {
    // 26 characters in the first line and 28 in the second leave one for the third.
    let page = first(vec![paragraph(&format!("{}。", "国".repeat(26 + 28 + 1)))]);
    let second = &lines(&page)[1];
    assert_eq!(second.0.len(), 27);
    near("left", second.first().left, BINDING);
    near("right", second.last().left + CELL, BINDING + WIDTH);
}
