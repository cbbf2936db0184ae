//! The red head (7.2).

use hongtou::doc::{Block, RedHead, Run};

use super::*;
use crate::support::{doc, inlines, lay_out, paragraph};

fn head(issuers: &[&str]) -> RedHead {
    RedHead {
        issuers: issuers.iter().map(|name| Run::new(*name)).collect(),
        suffix: "文件".to_owned(),
        number: Some(Run::new("江医保〔2022〕18号")),
        ..RedHead::default()
    }
}

fn page(head: RedHead) -> Page {
    let title = hongtou::doc::Title {
        inlines: inlines("关于开展检查的通知"),
        subtitle: Vec::new(),
    };
    let blocks = vec![Block::RedHead(head), Block::Title(title), paragraph("国")];
    lay_out(&doc(blocks), "general").pages.pages.swap_remove(0)
}

/// Upper and lower edge of the mark's ink, and its left and right end.
fn mark(page: &Page) -> [f64; 4] {
    let red: Vec<_> = page.runs.iter().filter(|run| run.coloured && !run.across).collect();
    assert!(red.iter().all(|run| run.font == "xiaobiaosong"));
    let least = |of: fn(&hongtou::doc::pages::TextRun) -> f64| {
        red.iter().map(|run| of(run)).fold(f64::MAX, f64::min)
    };
    let most = |of: fn(&hongtou::doc::pages::TextRun) -> f64| {
        red.iter().map(|run| of(run)).fold(f64::MIN, f64::max)
    };
    [
        least(|run| run.top),
        most(|run| run.bottom),
        least(|run| run.x),
        most(|run| run.x + run.width),
    ]
}

/// Marks of one short name, a usual one, a very long one, and of three issuers.
fn heads() -> Vec<RedHead> {
    vec![
        head(&["台山市卫生健康局"]),
        head(&["江门市医疗保障局"]),
        head(&["江门市人民政府"]),
        head(&["江门市人力资源和社会保障信息服务管理中心"]),
        head(&["江门市医疗保障局", "江门市公安局", "江门市卫生健康局"]),
    ]
}

#[test]
fn the_mark_begins_35_mm_under_the_upper_edge_of_the_type_area_7_2_4() {
    for head in heads() {
        let [top, _, left, right] = mark(&page(head));
        near("upper edge of the mark", top, SKY + 35.0);
        near("middle of the mark", f64::midpoint(left, right), BINDING + WIDTH / 2.0);
        assert!(left > BINDING && right < BINDING + WIDTH, "the mark is as wide as the red rule");
    }
}

#[test]
fn the_number_stands_in_the_middle_two_lines_under_the_mark_7_2_5() {
    for head in heads() {
        let page = page(head);
        let [_, bottom, ..] = mark(&page);
        let number = line(&page, "〔2022〕");
        near("middle", f64::midpoint(number.first().left, number.last().right), 106.0);
        let free = number.first().top() - bottom;
        assert!((2.0 * LINE - 0.1..3.0 * LINE).contains(&free), "{free} mm under the mark");
        grid_line(number.first());
        assert_eq!(number.first().font, "fangsong");
        near("3号", number.first().em, CELL);
    }
}

#[test]
fn the_red_rule_lies_4_mm_under_the_number_as_wide_as_the_type_area_7_2_7() {
    for head in heads() {
        let page = page(head);
        let number = line(&page, "〔2022〕");
        let [rule] = level(&page)[..] else { panic!("one rule: {:?}", page.rules) };
        assert!(rule.coloured);
        near("distance", rule.from.1 - rule.thickness / 2.0 - number.first().bottom(), 4.0);
        near("left end", rule.from.0, BINDING);
        near("right end", rule.to.0, BINDING + WIDTH);
    }
}

#[test]
fn the_title_stands_two_lines_under_the_red_rule_7_3_1() {
    let page = page(head(&["江门市医疗保障局"]));
    let (number, title) = (line(&page, "〔2022〕"), line(&page, "关于开展"));
    assert_eq!(grid_line(title.first()), grid_line(number.first()) + 3);
}

#[test]
fn with_signers_the_number_moves_left_and_names_are_kaiti_7_2_6() {
    let mut head = head(&["江门市医疗保障局"]);
    head.signers = ["岑望舒", "叶知秋", "梁远"].map(Run::new).to_vec();
    let page = page(head);
    let (number, label) = (line(&page, "〔2022〕"), line(&page, "签发人："));
    near("number", number.first().left, BINDING + CELL);
    assert_eq!(label.at("签发人").font, "fangsong");
    assert_eq!(label.at("岑望舒").font, "kaiti");
    near("second row under the first name", number.at("梁远").left, label.at("岑望舒").left);
    near("last name, one character in", label.last().right, BINDING + WIDTH - CELL);
    assert_eq!(grid_line(number.first()), grid_line(label.first()) + 1);
}

#[test]
fn copy_number_and_urgency_stand_at_the_left_of_the_first_lines_7_2_1() {
    let mut head = head(&["江门市医疗保障局"]);
    head.copy_number = Some(Run::new("000001"));
    head.urgency = Some(Run::new("特急"));
    let page = page(head);
    let (copy, urgency) = (line(&page, "000001"), line(&page, "特急"));
    near("copy number", copy.first().left, BINDING);
    near("urgency", urgency.first().left, BINDING);
    assert_eq!((grid_line(copy.first()), grid_line(urgency.first())), (1, 2));
    assert_eq!(urgency.first().font, "heiti");
}
