//! Letters of one A4 page and posters of 600 × 800 mm.

use hongtou::backend::Options;
use hongtou::doc::{BlankLine, Block, Doc, Item, Title};

use super::*;
use crate::support::{doc, inlines, lay_out, lay_out_with, paragraph};

fn letter(pledges: usize) -> Doc {
    let item = |at: usize| Item {
        number: format!("{at}."),
        inlines: inlines("不以药品、耗材、诊疗项目相互串换等方式套取医疗保障基金；"),
    };
    let blank =
        |label: &str| BlankLine { label: label.to_owned(), hint: None, value: None, field: None };
    let subtitle = inlines("定点医疗机构");
    doc(vec![
        Block::Title(Title {
            inlines: inlines("江门市维护医保基金安全承诺书"), subtitle
        }),
        paragraph("为守护医保基金安全，维护参保人员合法权益，本单位郑重承诺："),
        Block::Pledges { items: (1..=pledges).map(item).collect() },
        paragraph("本单位如有违反，自愿接受处理。"),
        Block::Blanks { items: ["承诺单位", "负责人", "日期"].map(blank).to_vec() },
    ])
}

/// The smallest box that holds the text of a page.
fn extent(page: &Page) -> [f64; 4] {
    let lines = lines(page);
    let all = || lines.iter().flat_map(|line| &line.0);
    [
        all().map(|one| one.left).fold(f64::MAX, f64::min),
        all().map(|one| one.right).fold(f64::MIN, f64::max),
        all().map(Char::top).fold(f64::MAX, f64::min),
        all().map(Char::bottom).fold(f64::MIN, f64::max),
    ]
}

#[test]
fn a_letter_is_one_a4_page_whatever_its_length() {
    for pledges in [1, 8, 17, 30, 45] {
        let pages = lay_out(&letter(pledges), "pledge-a4").pages.pages;
        assert_eq!(pages.len(), 1, "{pledges} pledges");
        let [left, right, top, bottom] = extent(&pages[0]);
        assert!(left > 20.0 && right < 190.0 && top > 15.0 && bottom < 282.0, "{pledges} pledges");
    }
}

#[test]
fn a_letter_keeps_every_pledge_and_three_rules_to_fill_in() {
    let page = &lay_out(&letter(17), "pledge-a4").pages.pages[0];
    assert_eq!(page.text().matches("不以药品").count(), 17);
    let inside = |rule: &&Rule| rule.from.0 > 30.0 && rule.to.0 < 190.0 && !rule.coloured;
    assert_eq!(level(page).iter().filter(inside).count(), 3);
}

#[test]
fn a_poster_is_one_page_of_600_by_800_mm_whatever_its_length() {
    for pledges in [1, 8, 17, 30] {
        let pages = lay_out(&letter(pledges), "poster-60x80").pages.pages;
        assert_eq!(pages.len(), 1, "{pledges} pledges");
        near("width", pages[0].width, 600.0);
        near("height", pages[0].height, 800.0);
        let [left, right, top, bottom] = extent(&pages[0]);
        let (across, down) = (left.min(600.0 - right), top.min(800.0 - bottom));
        assert!(across > 40.0 && down > 15.0, "{pledges} pledges: {across} {down}");
    }
}

#[test]
fn the_pledges_of_a_poster_are_large_enough_to_be_read_standing() {
    for pledges in [8, 17] {
        let page = &lay_out(&letter(pledges), "poster-60x80").pages.pages[0];
        let points = line(page, "不以药品").at("不").em / 25.4 * 72.0;
        assert!(points >= 30.0, "{pledges} pledges: {points} pt");
    }
}

/// The values of a PDF page box in millimetres.
fn page_box(bytes: &[u8], name: &str) -> [f64; 4] {
    let text = String::from_utf8_lossy(bytes);
    let (_, rest) = text.split_once(&format!("/{name}")).unwrap_or_else(|| panic!("no {name}"));
    let (numbers, _) = rest.split_once('[').unwrap().1.split_once(']').unwrap();
    let mut numbers = numbers.split_whitespace().map(|n| n.parse::<f64>().unwrap() / 72.0 * 25.4);
    std::array::from_fn(|_| numbers.next().unwrap())
}

#[test]
fn a_poster_with_bleed_keeps_its_trimmed_size_and_has_crop_marks() {
    let options = Options { bleed_mm: 3.0, ..Options::default() };
    let emitted = lay_out_with(&letter(17), "poster-60x80", options);
    assert_eq!(emitted.pages.pages.len(), 1);
    let trim = page_box(&emitted.bytes, "TrimBox");
    near("trimmed width", trim[2] - trim[0], 600.0);
    near("trimmed height", trim[3] - trim[1], 800.0);
    let media = page_box(&emitted.bytes, "MediaBox");
    for at in 0..2 {
        let (low, high) = (trim[at] - media[at], media[at + 2] - trim[at + 2]);
        near("the same on both sides", low, high);
        assert!(low >= 3.0, "the sheet has room for the bleed: {low}");
    }
    let fine = |rule: &&Rule| rule.thickness < 0.1;
    let marks = emitted.pages.pages[0].rules.iter().filter(fine).count();
    assert_eq!(marks, 8, "two crop marks at each corner");
    let plain = lay_out(&letter(17), "poster-60x80");
    assert_eq!(plain.pages.pages[0].rules.iter().filter(fine).count(), 0);
}
