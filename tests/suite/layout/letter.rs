//! The letter format (信函格式, 10.1).

use hongtou::doc::{Block, Imprint, RedHead, Run, Title};

use super::*;
use crate::support::{Folder, doc, inlines, lay_out, paragraph};

/// 7/8 of the height of a character.
const CLEAR: f64 = CELL * 7.0 / 8.0;

fn head() -> RedHead {
    RedHead {
        issuers: vec![Run::new("江门市医疗保障局")],
        number: Some(Run::new("江医保函〔2022〕30号")),
        ..RedHead::default()
    }
}

fn pages(head: RedHead, more: Vec<Block>) -> Vec<Page> {
    let title = Title { inlines: inlines("关于商请支持的函"), subtitle: Vec::new() };
    let mut blocks = vec![Block::RedHead(head), Block::Title(title)];
    blocks.extend(more);
    lay_out(&doc(blocks), "letter").pages.pages
}

fn first(head: RedHead) -> Page {
    pages(head, vec![paragraph("国")]).swap_remove(0)
}

/// Heads with a short, a usual and a long name.
fn heads() -> Vec<RedHead> {
    let of = |name: &str| RedHead { issuers: vec![Run::new(name)], ..head() };
    vec![of("教育部"), head(), of("江门市人力资源和社会保障信息服务管理中心")]
}

/// The upper and lower edge of a rule.
fn edges(rule: &Rule) -> (f64, f64) {
    (rule.from.1 - rule.thickness / 2.0, rule.from.1 + rule.thickness / 2.0)
}

#[test]
fn clause_10_1_the_mark_begins_30_mm_under_the_papers_edge() {
    for head in heads() {
        let [top, _, left, right] = red(&first(head));
        near("upper edge of the mark", top, 30.0);
        near("middle of the mark", f64::midpoint(left, right), 105.0);
        assert!(left > 20.0 && right < 190.0, "the mark is wider than its rule");
    }
}

#[test]
fn clause_10_1_a_joint_letter_bears_the_leading_bodys_mark_alone() {
    let issuers = ["江门市医疗保障局", "江门市公安局"].map(Run::new).to_vec();
    let head = RedHead { issuers, suffix: "文件".to_owned(), ..head() };
    let page = first(head);
    let mark: String = page.runs.iter().filter(|run| run.coloured).map(|r| &*r.text).collect();
    assert_eq!(mark, "江门市医疗保障局");
}

#[test]
fn clause_10_1_a_double_rule_thick_over_thin_lies_4_mm_under_the_mark() {
    for head in heads() {
        let page = first(head);
        let [_, bottom, ..] = red(&page);
        let rules = level(&page);
        near("distance", edges(&rules[0]).0 - bottom, 4.0);
        assert!(rules[0].thickness > 2.0 * rules[1].thickness, "{rules:?}");
        assert!(edges(&rules[1]).0 > edges(&rules[0]).1, "two lines and not one");
        assert!(edges(&rules[1]).0 < edges(&rules[0]).1 + 1.0, "two lines that belong together");
    }
}

#[test]
fn clause_10_1_a_double_rule_thin_over_thick_lies_20_mm_above_the_papers_lower_edge() {
    let rules = level(&first(head()));
    near("distance", 297.0 - edges(&rules[3]).1, 20.0);
    assert!(rules[3].thickness > 2.0 * rules[2].thickness, "{rules:?}");
}

#[test]
fn clause_10_1_both_double_rules_are_170_mm_long_red_and_centred() {
    let rules = level(&first(head()));
    assert_eq!(rules.len(), 4);
    for rule in rules {
        near("left end", rule.from.0, 20.0);
        near("right end", rule.to.0, 190.0);
        assert!(rule.coloured);
    }
}

#[test]
fn clause_10_1_the_number_ends_at_the_right_edge_7_8_of_a_character_under_the_rule() {
    for head in heads() {
        let page = first(head);
        let number = line(&page, "〔2022〕");
        near("right end", number.last().right, BINDING + WIDTH);
        near("distance", number.first().top() - edges(&level(&page)[1]).1, CLEAR);
        assert_eq!(number.first().font, "fangsong");
        near("3号", number.first().em, CELL);
    }
}

#[test]
fn clause_10_1_copy_number_and_urgency_stand_at_the_left_edge_under_the_rule_in_this_order() {
    let mut head = head();
    head.copy_number = Some(Run::new("000012"));
    head.urgency = Some(Run::new("特急"));
    let page = first(head);
    let (copy, urgency) = (line(&page, "000012"), line(&page, "特急"));
    near("copy number", copy.first().left, BINDING);
    near("urgency", urgency.first().left, BINDING);
    near("distance", copy.first().top() - edges(&level(&page)[1]).1, CLEAR);
    near("next line", urgency.first().baseline - copy.first().baseline, LINE);
    assert_eq!(urgency.first().font, "heiti");
    assert!(copy.text().ends_with("30号"), "the number is on the same line");
}

#[test]
fn clause_10_1_the_title_stands_two_lines_under_the_last_element_above_it() {
    for urgency in [None, Some(Run::new("特急"))] {
        let copy_number = urgency.clone().map(|_| Run::new("000012"));
        let last = if urgency.is_some() { "特急" } else { "〔2022〕" };
        let page = first(RedHead { urgency, copy_number, ..head() });
        let (title, last) = (line(&page, "商请"), line(&page, last));
        // On the grid a line of the title stands as a line of 3号 does.
        near("lines", title.first().middle() - last.first().middle(), 3.0 * LINE - 0.1);
        let middle = f64::midpoint(title.first().left, title.last().right);
        near("middle", middle, BINDING + WIDTH / 2.0);
    }
}

#[test]
fn clause_10_1_the_first_page_shows_no_number_and_the_second_does() {
    let pages = pages(head(), vec![paragraph("国"); 30]);
    assert_eq!(pages.len(), 2);
    assert!(!pages[0].text().contains('—'));
    assert_eq!(line(&pages[1], "—").text().replace(' ', ""), "—2—");
}

#[test]
fn clause_10_1_text_keeps_7_8_of_a_character_from_the_second_rule() {
    let page = &pages(head(), vec![paragraph("国"); 30])[0];
    let last = lines(page).pop().unwrap();
    let free = edges(&level(page)[2]).0 - last.first().bottom();
    assert!(free >= CLEAR, "{free}");
}

#[test]
fn clause_10_1_only_the_first_page_has_the_double_rules() {
    let pages = pages(head(), vec![paragraph("国"); 60]);
    assert!(pages.len() > 2);
    let rules = pages.iter().map(|page| level(page).len());
    assert!(rules.enumerate().all(|(at, rules)| rules == if at == 0 { 4 } else { 0 }));
}

#[test]
fn clause_10_1_the_imprint_lists_copies_alone_without_rules_at_the_foot_of_the_last_page() {
    let imprint = Block::Imprint(Imprint {
        recipients: Vec::new(),
        copies: inlines("省医疗保障局，市卫生健康局，市市场监管局，市人力资源社会保障局，市财政局"),
        printer: Some(Run::new("江门市医疗保障局办公室")),
        date: Some(Run::new("2022年3月11日")),
    });
    let mut more = vec![paragraph("国"); 30];
    more.push(imprint);
    let pages = pages(head(), more);
    let last = &pages[1];
    assert!(level(last).is_empty());
    assert!(!last.text().contains("印发") && !last.text().contains("办公室"));
    let lines = lines(last);
    let [.., label, turned, _number] = &lines[..] else { panic!("too few lines") };
    assert!(label.text().starts_with("抄送：") && turned.text().ends_with('。'));
    near("left end", label.first().left, OUTER + CELL_4);
    near("turnover", turned.first().left, label.at("省").left);
    near("foot", turned.first().bottom(), SKY + HEIGHT);
    near("4号", label.first().em, CELL_4);
}

#[test]
fn a_notice_is_printed_in_the_letter_format_when_it_says_so() {
    let folder = Folder::init();
    let build = || {
        folder.run(&["build", "policies/example/notice.yaml"]).expect_code(0);
        folder.read("output/manifest.json")
    };
    assert!(build().contains("\"look\": \"general\""));
    folder.change(
        "policies/example/notice.yaml",
        "kind: notice\n",
        "kind: notice\nformat: letter\n",
    );
    let manifest = build();
    assert!(manifest.contains("\"look\": \"letter\"") && !manifest.contains("general\""));
    assert!(manifest.contains("example/notice.pdf"), "the output keeps its name");
}
