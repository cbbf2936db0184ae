//! The notice of the example campaign, every page of it.

use std::sync::LazyLock;

use hongtou::build::{self, Request};
use hongtou::template;
use hongtou::text::Disk;

use super::*;
use crate::support::{lay_out, root};

static PAGES: LazyLock<Vec<Page>> = LazyLock::new(|| {
    let files = Disk::new(root()).unwrap();
    let checked = build::check(&files, &Request::default()).unwrap();
    let wanted = "policies/fund-supervision-2022/notice.yaml";
    let at = checked.set.papers.iter().position(|paper| paper.path == wanted).unwrap();
    let (doc, found) = template::fill(&checked.set, &checked.schemas, &checked.templates, at);
    assert_eq!(found, []);
    lay_out(&doc, "general").pages.pages
});

#[test]
fn every_page_is_a4_and_nothing_leaves_the_type_area_but_the_page_number() {
    for (at, page) in PAGES.iter().enumerate() {
        near("width", page.width, 210.0);
        near("height", page.height, 297.0);
        let edge = if at % 2 == 0 { BINDING } else { OUTER };
        for line in lines(page).iter().filter(|line| !line.text().starts_with('—')) {
            let (text, first) = (line.text(), line.first());
            assert!(line.left() > edge - 0.1, "page {}: {text}", at + 1);
            assert!(line.right() < edge + WIDTH + 0.1, "page {}: {text}", at + 1);
            assert!(first.top() > SKY - 1.0 && first.bottom() < SKY + HEIGHT + 0.1, "{text}");
        }
    }
}

#[test]
fn every_page_has_its_number_7_mm_under_the_type_area() {
    for (at, page) in PAGES.iter().enumerate() {
        let dash = page.runs.iter().find(|run| run.text == "—").unwrap();
        near("dash", dash.top, SKY + HEIGHT + 7.0);
        let number = line(page, "—");
        assert_eq!(number.text().replace(' ', ""), format!("—{}—", at + 1));
    }
}

#[test]
fn head_rule_and_imprint_are_where_the_standard_wants_them() {
    let first = &PAGES[0];
    let mark = first.runs.iter().filter(|run| run.coloured && !run.across);
    near("mark", mark.map(|run| run.top).fold(f64::MAX, f64::min), SKY + 35.0);
    let number = line(first, "〔2022〕18号");
    let rule = level(first).into_iter().find(|rule| rule.coloured).unwrap();
    near("red rule", rule.from.1 - rule.thickness / 2.0 - number.first().bottom(), 4.0);
    let last = PAGES.last().unwrap();
    near("last rule", level(last).last().unwrap().from.1, SKY + HEIGHT);
}

#[test]
fn clause_7_3_3_the_first_page_shows_body_text() {
    let first: Vec<Line> = lines(&PAGES[0]);
    assert!(first.iter().any(|line| line.first().font == "fangsong" && line.0.len() > 20));
}

#[test]
fn every_page_says_that_it_is_a_sample() {
    for (at, page) in PAGES.iter().enumerate() {
        let across: String =
            page.runs.iter().filter(|run| run.across).map(|r| r.text.clone()).collect();
        assert!(across.contains('样') && across.contains('张'), "page {}", at + 1);
    }
    let over_the_mark = PAGES[0].runs.iter().filter(|run| run.across && run.top < 110.0).count();
    assert!(over_the_mark > 0, "a red head that could be taken for real");
}

#[test]
fn every_line_of_the_body_stands_on_the_grid() {
    for page in PAGES.iter() {
        for line in lines(page) {
            let one = line.first();
            let body = (one.em - CELL).abs() < 0.01 && one.font != "xiaobiaosong";
            if body && one.bottom() < SKY + HEIGHT + 0.1 {
                grid_line(one);
            }
        }
    }
}
