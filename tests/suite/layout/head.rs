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
fn clause_7_2_4_the_mark_begins_35_mm_under_the_upper_edge_of_the_type_area() {
    for head in heads() {
        near("upper edge of the mark", mark(&page(head))[0], SKY + 35.0);
    }
}

#[test]
fn clause_7_2_4_the_mark_is_centred() {
    for head in heads() {
        let [.., left, right] = mark(&page(head));
        near("middle of the mark", f64::midpoint(left, right), BINDING + WIDTH / 2.0);
    }
}

#[test]
fn clause_7_2_4_the_mark_is_narrower_than_the_type_area() {
    for head in heads() {
        let [.., left, right] = mark(&page(head));
        assert!(left > BINDING && right < BINDING + WIDTH, "{left} {right}");
    }
}

#[test]
fn clause_7_2_4_the_mark_is_red_xiaobiaosong() {
    for head in heads() {
        let page = page(head);
        let red: Vec<_> = page.runs.iter().filter(|run| run.coloured && !run.across).collect();
        assert!(!red.is_empty() && red.iter().all(|run| run.font == "xiaobiaosong"));
        assert!(red.iter().any(|run| run.text.contains('江') || run.text.contains('台')));
    }
}

#[test]
fn clause_7_2_5_the_number_is_centred() {
    for head in heads() {
        let number = line(&page(head), "〔2022〕");
        let middle = f64::midpoint(number.first().left, number.last().right);
        near("middle", middle, BINDING + WIDTH / 2.0);
    }
}

#[test]
fn clause_7_2_5_two_blank_lines_stand_between_mark_and_number() {
    for head in heads() {
        let page = page(head);
        let free = line(&page, "〔2022〕").first().top() - mark(&page)[1];
        assert!((2.0 * LINE - 0.1..3.0 * LINE).contains(&free), "{free} mm under the mark");
    }
}

#[test]
fn clause_7_2_5_the_number_is_3_hao_fangsong_on_the_grid() {
    for head in heads() {
        let number = line(&page(head), "〔2022〕");
        grid_line(number.first());
        assert_eq!(number.first().font, "fangsong");
        near("3号", number.first().em, CELL);
    }
}

#[test]
fn clause_7_2_5_the_year_stands_in_six_cornered_brackets() {
    assert_eq!(line(&page(head(&["江门市医疗保障局"])), "2022").text(), "江医保〔2022〕18号");
}

#[test]
fn clause_7_2_7_the_red_rule_lies_4_mm_under_the_number() {
    for head in heads() {
        let page = page(head);
        let rule = level(&page)[0];
        let number = line(&page, "〔2022〕");
        near("distance", rule.from.1 - rule.thickness / 2.0 - number.first().bottom(), 4.0);
    }
}

#[test]
fn clause_7_2_7_the_red_rule_is_as_wide_as_the_type_area() {
    for head in heads() {
        let rule = level(&page(head))[0];
        near("left end", rule.from.0, BINDING);
        near("right end", rule.to.0, BINDING + WIDTH);
    }
}

#[test]
fn clause_7_2_7_one_rule_parts_head_and_body_and_it_is_red() {
    for head in heads() {
        let page = page(head);
        let [rule] = level(&page)[..] else { panic!("one rule: {:?}", page.rules) };
        assert!(rule.coloured);
    }
}

#[test]
fn clause_7_3_1_two_blank_lines_stand_between_the_red_rule_and_the_title() {
    let page = page(head(&["江门市医疗保障局"]));
    let (number, title) = (line(&page, "〔2022〕"), line(&page, "关于开展"));
    assert_eq!(grid_line(title.first()), grid_line(number.first()) + 3);
}

/// A head signed off by three.
fn upward() -> Page {
    let mut head = head(&["江门市医疗保障局"]);
    head.signers = ["岑望舒", "叶知秋", "梁远"].map(Run::new).to_vec();
    page(head)
}

#[test]
fn clause_7_2_5_with_signers_the_number_begins_one_character_in() {
    near("number", line(&upward(), "〔2022〕").first().left, BINDING + CELL);
}

#[test]
fn clause_7_2_5_with_signers_the_number_stands_on_the_line_of_the_last_of_them() {
    assert!(line(&upward(), "〔2022〕").text().contains("梁远"));
}

#[test]
fn clause_7_2_6_the_label_of_signers_is_3_hao_fangsong() {
    let label = line(&upward(), "签发人：");
    assert_eq!(label.at("签发人").font, "fangsong");
    near("3号", label.at("签发人").em, CELL);
}

#[test]
fn clause_7_2_6_the_names_of_signers_are_3_hao_kaiti() {
    let label = line(&upward(), "签发人：");
    assert_eq!(label.at("岑望舒").font, "kaiti");
    near("3号", label.at("岑望舒").em, CELL);
}

#[test]
fn clause_7_2_6_two_signers_stand_on_a_line() {
    let page = upward();
    let (label, number) = (line(&page, "签发人："), line(&page, "〔2022〕"));
    assert!(label.text().contains("叶知秋") && !label.text().contains("梁远"));
    assert_eq!(grid_line(number.first()), grid_line(label.first()) + 1);
}

#[test]
fn clause_7_2_6_the_next_line_of_signers_begins_under_the_first_name() {
    let page = upward();
    near("under", line(&page, "梁远").at("梁远").left, line(&page, "签发人：").at("岑望舒").left);
}

#[test]
fn clause_7_2_6_signers_end_one_character_before_the_right_edge() {
    let label = line(&upward(), "签发人：");
    near("last name", label.last().right, BINDING + WIDTH - CELL);
}

/// A head with copy number and urgency.
fn urgent() -> Page {
    let mut head = head(&["江门市医疗保障局"]);
    head.copy_number = Some(Run::new("000001"));
    head.urgency = Some(Run::new("特急"));
    page(head)
}

#[test]
fn clause_7_2_1_the_copy_number_stands_flush_left_on_the_first_line() {
    let copy = line(&urgent(), "000001");
    near("copy number", copy.first().left, BINDING);
    assert_eq!(grid_line(copy.first()), 1);
}

#[test]
fn clause_7_2_1_the_copy_number_is_six_figures_of_3_hao() {
    let copy = line(&urgent(), "000001");
    assert_eq!(copy.0.len(), 6);
    near("3号", copy.first().em, CELL);
}

#[test]
fn clause_7_2_3_the_urgency_stands_flush_left_under_the_copy_number() {
    let page = urgent();
    let (copy, urgency) = (line(&page, "000001"), line(&page, "特急"));
    near("urgency", urgency.first().left, BINDING);
    assert_eq!(grid_line(urgency.first()), grid_line(copy.first()) + 1);
}

#[test]
fn clause_7_2_3_the_urgency_is_3_hao_heiti() {
    for one in &line(&urgent(), "特急").0 {
        assert_eq!(one.font, "heiti");
        near("3号", one.em, CELL);
    }
}
