//! The sheet, the type area, its lines and characters (5.1–5.2, 7.3.1–7.3.3, 7.5).

use hongtou::doc::{Block, Heading, Title};

use super::*;
use crate::support::{doc, inlines, lay_out, paragraph};

/// Three full pages of one paragraph.
fn full() -> Vec<Page> {
    let text = "国".repeat(28 * 22 * 3 - 2);
    lay_out(&doc(vec![paragraph(&text)]), "general").pages.pages
}

/// The lines of the type area, without the page number under it.
fn body(page: &Page) -> Vec<Line> {
    lines(page).into_iter().filter(|line| line.first().bottom() < SKY + HEIGHT + 1.0).collect()
}

#[test]
fn the_sheet_is_a4_5_1() {
    for look in ["general", "plain", "table", "pledge-a4"] {
        let pages = lay_out(&doc(vec![paragraph("国")]), look).pages.pages;
        near("width", pages[0].width, 210.0);
        near("height", pages[0].height, 297.0);
    }
}

#[test]
fn the_type_area_is_156_by_225_mm_at_28_and_37_mm_5_2_1() {
    for (at, page) in full().iter().enumerate() {
        let edge = if at % 2 == 0 { BINDING } else { OUTER };
        let lines = body(page);
        let second = &lines[1];
        near("left edge", second.first().left, edge);
        near("right edge", second.last().right, edge + WIDTH);
        near("upper edge", lines[0].first().top(), SKY);
        near("lower edge", lines[21].first().bottom(), SKY + HEIGHT);
    }
}

#[test]
fn a_page_holds_22_lines_of_28_characters_5_2_3() {
    let pages = full();
    assert_eq!(pages.len(), 3);
    for (at, page) in pages.iter().enumerate() {
        let counts: Vec<usize> = body(page).iter().map(|line| line.0.len()).collect();
        let first = if at == 0 { 26 } else { 28 };
        assert_eq!(counts, [vec![first], vec![28; 21]].concat());
    }
}

#[test]
fn body_text_is_fangsong_3_hao_and_lines_are_evenly_spaced_5_2_2() {
    for page in full() {
        for (at, line) in body(&page).iter().enumerate() {
            let one = line.last();
            assert_eq!((one.font.as_str(), one.coloured), ("fangsong", false));
            near("one character", one.em, CELL);
            assert_eq!(grid_line(one), at + 1);
        }
    }
}

#[test]
fn a_paragraph_begins_two_characters_in_and_turns_over_flush_7_3_3() {
    let page = &full()[0];
    near("first line", body(page)[0].first().left, BINDING + 2.0 * CELL);
    near("second line", body(page)[1].first().left, BINDING);
}

#[test]
fn punctuation_figures_and_quotation_marks_keep_the_lines() {
    let text = "依据“甲”和《乙》（2022年3月11日）的规定，“应当”做到：100%落实。".repeat(8);
    let page = &lay_out(&doc(vec![paragraph(&text)]), "general").pages.pages[0];
    let lines = body(page);
    for (at, line) in lines.iter().enumerate() {
        assert_eq!(grid_line(line.first()), at + 1);
        assert!(line.left() > BINDING - 0.1, "{} runs out", line.text());
        assert!(line.right() < BINDING + WIDTH + 0.1, "{} runs out", line.text());
    }
}

#[test]
fn the_page_number_lies_7_mm_under_the_type_area_on_the_outer_side_7_5() {
    for (at, page) in full().iter().enumerate() {
        let dashes: Vec<_> = page.runs.iter().filter(|run| run.text == "—").collect();
        assert_eq!(dashes.len(), 2);
        for dash in &dashes {
            near("upper edge of the dash", dash.top, SKY + HEIGHT + 7.0);
            near("4号", dash.size / 72.0 * 25.4, CELL_4);
            assert_eq!(dash.font, "songti");
        }
        let number = line(page, "—");
        assert_eq!(number.text().replace(' ', ""), format!("—{}—", at + 1));
        if at % 2 == 0 {
            near("right end", number.last().right, BINDING + WIDTH - CELL_4);
        } else {
            near("left end", number.first().left, OUTER + CELL_4);
        }
    }
}

fn title(text: &str) -> Block {
    Block::Title(Title { inlines: inlines(text), subtitle: Vec::new() })
}

#[test]
fn a_title_is_centred_xiaobiaosong_2_hao_7_3_1() {
    let blocks = vec![title("关于做好基金监管工作的通知"), paragraph("国")];
    let page = &lay_out(&doc(blocks), "general").pages.pages[0];
    let line = line(page, "基金监管");
    for one in &line.0 {
        assert_eq!((one.font.as_str(), one.coloured), ("xiaobiaosong", false));
        near("2号", one.em, CELL * 22.0 / 16.0);
    }
    near("middle", f64::midpoint(line.first().left, line.last().right), BINDING + WIDTH / 2.0);
}

#[test]
fn a_long_title_is_broken_into_lines_between_words_7_3_1() {
    let text = "江门市医疗保障局关于印发2022年江门市医疗保障基金监管工作方案的通知";
    let page = &lay_out(&doc(vec![title(text), paragraph("国")]), "general").pages.pages[0];
    let lines: Vec<Line> =
        lines(page).into_iter().filter(|line| line.first().font == "xiaobiaosong").collect();
    assert!(lines.len() > 1);
    assert_eq!(lines.iter().map(Line::text).collect::<String>(), text);
    for pair in lines.windows(2) {
        near("title lines", pair[1].first().baseline - pair[0].first().baseline, LINE);
    }
}

#[test]
fn recipients_stand_flush_one_line_under_the_title_7_3_2() {
    let to = Block::Recipients { inlines: inlines("各县（市、区）医疗保障局") };
    let blocks = vec![title("通知"), to, paragraph("国")];
    let page = &lay_out(&doc(blocks), "general").pages.pages[0];
    let (title, to, text) = (line(page, "通知"), line(page, "各县"), line(page, "国"));
    near("left edge", to.first().left, BINDING);
    assert!(to.text().ends_with('：'));
    assert_eq!(grid_line(to.first()), grid_line(title.first()) + 2);
    assert_eq!(grid_line(text.first()), grid_line(to.first()) + 1);
}

#[test]
fn headings_are_heiti_kaiti_and_fangsong_two_characters_in_7_3_3() {
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
    let blocks = levels.map(heading).into_iter().chain([paragraph("国")]).collect();
    let page = &lay_out(&doc(blocks), "general").pages.pages[0];
    let lines = body(page);
    for (at, font) in ["heiti", "kaiti", "fangsong", "fangsong"].into_iter().enumerate() {
        let word = lines[at].at("工");
        assert_eq!(word.font, font);
        near("3号", word.em, CELL);
        assert_eq!(grid_line(word), at + 1);
        near("indent", lines[at].first().left, BINDING + 2.0 * CELL);
    }
}

#[test]
fn only_the_words_of_a_run_in_heading_are_dressed_7_3_3() {
    let heading = Heading {
        level: 2,
        number: "（一）".to_owned(),
        inlines: inlines("压实责任。"),
        run_in: Some(inlines("各地要加强领导。")),
        id: None,
    };
    let page = &lay_out(&doc(vec![Block::Heading(heading)]), "general").pages.pages[0];
    let line = line(page, "压实责任");
    assert_eq!((line.at("压").font.as_str(), line.at("各").font.as_str()), ("kaiti", "fangsong"));
    assert_eq!(grid_line(line.first()), 1);
}
