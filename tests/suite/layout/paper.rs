//! The sheet, the type area with its lines and characters (5.1–5.2), and the page number (7.5).

use hongtou::doc::{Attachment, Block};

use super::*;
use crate::support::{doc, lay_out, paragraph};

/// The looks that set a bound paper on A4.
const LOOKS: [&str; 3] = ["general", "plain", "table"];

/// Three full pages of one paragraph and a little more.
fn full(look: &str) -> Vec<Page> {
    let text = "国".repeat(28 * 22 * 3 + 28);
    lay_out(&doc(vec![paragraph(&text)]), look).pages.pages
}

/// Pages that are full from the first line to the last, with their places in the paper.
fn sheets() -> Vec<(usize, Page)> {
    let all = LOOKS.iter().flat_map(|look| full(look).into_iter().take(3).enumerate());
    // The looks without a head leave the first line of the first page to a title.
    all.collect()
}

/// The lines of the type area, without the page number under it.
fn body(page: &Page) -> Vec<Line> {
    lines(page).into_iter().filter(|line| line.first().bottom() < SKY + HEIGHT + 1.0).collect()
}

fn edge(at: usize) -> f64 {
    if at.is_multiple_of(2) { BINDING } else { OUTER }
}

/// Lines that reach from edge to edge.
fn whole(page: &Page) -> Vec<Line> {
    body(page).into_iter().filter(|line| line.0.len() == 28).collect()
}

#[test]
fn clause_3_2_a_line_is_a_character_and_seven_eighths_of_one() {
    for page in full("general") {
        for pair in body(&page).windows(2) {
            let pitch = pair[1].first().baseline - pair[0].first().baseline;
            near("one line", pitch, CELL * (1.0 + 7.0 / 8.0));
        }
    }
}

#[test]
fn clause_5_1_the_sheet_is_a4() {
    for look in ["general", "plain", "table", "pledge-a4"] {
        let pages = lay_out(&doc(vec![paragraph("国")]), look).pages.pages;
        near("width", pages[0].width, 210.0);
        near("height", pages[0].height, 297.0);
    }
}

#[test]
fn clause_5_2_1_the_sky_is_37_mm() {
    for (at, page) in sheets().iter().filter(|(at, _)| *at > 0) {
        near(&format!("sky of page {}", at + 1), body(page)[0].first().top(), 37.0);
    }
}

#[test]
fn clause_5_2_1_the_binding_is_28_mm_at_the_left_of_odd_pages() {
    for (_, page) in sheets().iter().filter(|(at, _)| at % 2 == 0) {
        near("binding", whole(page)[0].first().left, 28.0);
    }
}

#[test]
fn clause_5_2_1_the_binding_is_28_mm_at_the_right_of_even_pages() {
    for (_, page) in sheets().iter().filter(|(at, _)| at % 2 == 1) {
        near("binding", 210.0 - whole(page)[0].last().right, 28.0);
    }
}

#[test]
fn clause_5_2_1_the_type_area_is_156_mm_wide() {
    for (_, page) in sheets() {
        for line in whole(&page) {
            near("width", line.last().right - line.first().left, 156.0);
        }
    }
}

#[test]
fn clause_5_2_1_the_type_area_is_225_mm_high() {
    for (_, page) in sheets().iter().filter(|(at, _)| *at > 0) {
        let lines = body(page);
        near("height", lines[21].first().bottom() - lines[0].first().top(), 225.0);
    }
}

#[test]
fn clause_5_2_2_body_text_is_fangsong() {
    for (_, page) in sheets() {
        assert!(body(&page).iter().flat_map(|line| &line.0).all(|one| one.font == "fangsong"));
    }
}

#[test]
fn clause_5_2_2_body_text_is_3_hao() {
    for (_, page) in sheets() {
        for one in body(&page).iter().flat_map(|line| &line.0) {
            near("one character", one.em, CELL);
        }
    }
}

#[test]
fn clause_5_2_3_a_page_holds_22_lines() {
    for (_, page) in sheets().iter().filter(|(at, _)| *at > 0) {
        assert_eq!(body(page).len(), 22);
    }
}

#[test]
fn clause_5_2_3_a_line_holds_28_characters() {
    for (at, page) in sheets() {
        for (number, line) in body(&page).iter().enumerate() {
            let indent = if (at, number) == (0, 0) { 2 } else { 0 };
            assert_eq!(line.0.len(), 28 - indent);
        }
    }
}

#[test]
fn clause_5_2_3_lines_and_characters_fill_the_type_area() {
    for (at, page) in sheets().iter().filter(|(at, _)| *at > 0) {
        let lines = whole(page);
        let (first, last) = (&lines[0], &lines[21]);
        near("left", first.first().left, edge(*at));
        near("right", first.last().right, edge(*at) + WIDTH);
        near("upper", first.first().top(), SKY);
        near("lower", last.first().bottom(), SKY + HEIGHT);
    }
}

#[test]
fn clause_5_2_4_text_is_black() {
    for (_, page) in sheets() {
        assert!(page.runs.iter().all(|run| !run.coloured || run.across));
    }
}

#[test]
fn punctuation_figures_and_quotation_marks_keep_the_lines() {
    let text = "依据“甲”和《乙》（2022年3月11日）的规定，“应当”做到：100%落实。".repeat(8);
    let page = &lay_out(&doc(vec![paragraph(&text)]), "general").pages.pages[0];
    for (at, line) in body(page).iter().enumerate() {
        assert_eq!(grid_line(line.first()), at + 1);
        assert!(line.left() > BINDING - 0.1, "{} runs out", line.text());
        assert!(line.right() < BINDING + WIDTH + 0.1, "{} runs out", line.text());
    }
}

fn dashes(page: &Page) -> Vec<&TextRun> {
    page.runs.iter().filter(|run| run.text == "—").collect()
}

#[test]
fn clause_7_5_the_dashes_lie_7_mm_under_the_type_area() {
    for (_, page) in sheets() {
        for dash in dashes(&page) {
            near("upper edge of the dash", dash.top, SKY + HEIGHT + 7.0);
        }
    }
}

#[test]
fn clause_7_5_the_page_number_has_a_dash_on_each_side() {
    for (at, page) in sheets() {
        assert_eq!(dashes(&page).len(), 2);
        assert_eq!(line(&page, "—").text().replace(' ', ""), format!("—{}—", at + 1));
    }
}

#[test]
fn clause_7_5_the_page_number_is_4_hao_songti() {
    for (_, page) in sheets() {
        for one in &line(&page, "—").0 {
            near("4号", one.em, CELL_4);
            assert_eq!(one.font, "songti");
        }
    }
}

#[test]
fn clause_7_5_the_number_of_an_odd_page_is_one_character_from_the_right() {
    for (_, page) in sheets().iter().filter(|(at, _)| at % 2 == 0) {
        near("right end", line(page, "—").last().right, BINDING + WIDTH - CELL_4);
    }
}

#[test]
fn clause_7_5_the_number_of_an_even_page_is_one_character_from_the_left() {
    for (_, page) in sheets().iter().filter(|(at, _)| at % 2 == 1) {
        near("left end", line(page, "—").first().left, OUTER + CELL_4);
    }
}

#[test]
fn clause_7_5_numbers_run_on_through_the_attachments() {
    let attachment = |label: &str| {
        Block::Attachment(Attachment {
            label: label.to_owned(),
            id: "a".to_owned(),
            kind: "plan".to_owned(),
            blocks: vec![paragraph("国")],
        })
    };
    let blocks = vec![paragraph("国"), attachment("附件1"), attachment("附件2")];
    for (at, page) in lay_out(&doc(blocks), "general").pages.pages.iter().enumerate() {
        assert_eq!(line(page, "—").text().replace(' ', ""), format!("—{}—", at + 1));
    }
}
