//! Joint papers: the head of several bodies (7.2.4), their signers (7.2.6) and names (7.3.5).

use hongtou::doc::{Block, RedHead, Run, Signature, SignatureForm, Title};

use super::*;
use crate::support::{doc, inlines, lay_out, paragraph};

const NAMES: [&str; 10] = [
    "江门市人力资源和社会保障局",
    "江门市公安局",
    "江门市医疗保障局",
    "江门市财政局",
    "江门市卫生健康局",
    "江门市市场监督管理局",
    "江门市教育局",
    "江门市民政局",
    "江门市农业农村局",
    "江门市退役军人事务局",
];

/// How many bodies are tried.
const COUNTS: [usize; 5] = [2, 3, 4, 6, 10];

fn runs(names: &[&str]) -> Vec<Run> {
    names.iter().map(|name| Run::new(*name)).collect()
}

fn head(bodies: usize, signers: &[&str]) -> RedHead {
    RedHead {
        issuers: runs(&NAMES[..bodies]),
        suffix: "文件".to_owned(),
        number: Some(Run::new("江人社〔2022〕18号")),
        signers: runs(signers),
        ..RedHead::default()
    }
}

fn pages(blocks: Vec<Block>) -> Vec<Page> {
    lay_out(&doc(blocks), "general").pages.pages
}

fn first(head: RedHead) -> Page {
    let title = Title { inlines: inlines("关于开展检查的通知"), subtitle: Vec::new() };
    let to = Block::Recipients { inlines: inlines("各有关单位") };
    let text = paragraph(&"国".repeat(90));
    pages(vec![Block::RedHead(head), Block::Title(title), to, text]).swap_remove(0)
}

/// The box of red ink that says some names: upper and lower edge, left and right end.
fn ink(page: &Page, said: impl Fn(&str) -> bool) -> [f64; 4] {
    let mut part = page.clone();
    part.runs.retain(|run| run.coloured && said(&run.text));
    red(&part)
}

fn is_suffix(text: &str) -> bool {
    text == "文件"
}

#[test]
fn clause_7_2_4_the_mark_of_a_joint_paper_begins_35_mm_under_the_type_areas_edge() {
    for bodies in COUNTS {
        let [top, _, left, right] = red(&first(head(bodies, &[])));
        near("upper edge", top, SKY + 35.0);
        near("middle", f64::midpoint(left, right), BINDING + WIDTH / 2.0);
        assert!(left > BINDING && right < BINDING + WIDTH, "{bodies} bodies");
    }
}

#[test]
fn clause_7_2_4_wen_jian_stands_right_of_the_names_on_the_middle_of_their_stack() {
    for bodies in COUNTS {
        let page = first(head(bodies, &[]));
        let names = ink(&page, |text| !is_suffix(text));
        let suffix = ink(&page, is_suffix);
        assert!(suffix[2] > names[3], "{bodies} bodies");
        let middle = |edges: [f64; 4]| f64::midpoint(edges[0], edges[1]);
        near("middle", middle(suffix), middle(names));
    }
}

#[test]
fn clause_7_2_4_names_stand_in_order_and_begin_and_end_together_in_one_size() {
    for bodies in COUNTS {
        let mut page = first(head(bodies, &[]));
        page.runs.retain(|run| run.coloured && !is_suffix(&run.text));
        let size = page.runs[0].size;
        assert!(page.runs.iter().all(|run| (run.size - size).abs() < 0.01), "one size");
        assert!(size / 72.0 * 25.4 > CELL - 0.01, "{bodies} names are smaller than the text");
        let lines = lines(&page);
        let said: Vec<String> = lines.iter().map(Line::text).collect();
        assert_eq!(said, NAMES[..bodies]);
        for line in &lines {
            near("left end", line.first().left, lines[0].first().left);
        }
    }
}

#[test]
fn clause_7_3_3_the_first_page_of_a_joint_paper_shows_body_text() {
    for bodies in COUNTS {
        let page = first(head(bodies, &[]));
        assert!(page.text().contains("国国国"), "{bodies} bodies leave no room for text");
    }
}

#[test]
fn clause_7_2_7_the_red_rule_lies_4_mm_under_the_number_of_a_joint_paper() {
    for bodies in COUNTS {
        let page = first(head(bodies, &[]));
        let (number, rule) = (line(&page, "〔2022〕"), level(&page)[0]);
        near("distance", rule.from.1 - rule.thickness / 2.0 - number.first().bottom(), 4.0);
    }
}

const SIGNERS: [&str; 5] = ["顾清和", "柳长风", "苏念真", "许若溪", "温景行"];

#[test]
fn clause_7_2_6_signers_stand_two_a_line_and_the_number_beside_the_last() {
    for count in [1, 2, 3, 5] {
        let page = first(head(count.max(2), &SIGNERS[..count]));
        let (number, label) = (line(&page, "〔2022〕"), line(&page, "签发人："));
        near("number", number.first().left, BINDING + CELL);
        assert!(number.text().contains(SIGNERS[count - 1]), "{}", number.text());
        let rows = grid_line(number.first()) - grid_line(label.first()) + 1;
        assert_eq!(rows, count.div_ceil(2), "{count} signers");
        let name = label.at("顾").left;
        near("label, one character before the first name", label.at("签").left, name - 4.0 * CELL);
        for (at, signer) in SIGNERS[..count].iter().enumerate().filter(|(at, _)| at % 2 == 0) {
            let own = line(&page, signer);
            near("under the first name", own.at(signer).left, name);
            assert_eq!(own.at(signer).font, "kaiti", "signer {at}");
        }
    }
}

#[test]
fn clause_7_2_6_the_last_name_of_a_line_ends_one_character_in() {
    for count in [1, 2] {
        let page = first(head(2, &SIGNERS[..count]));
        near("right end", line(&page, "签发人：").last().right, BINDING + WIDTH - CELL);
    }
}

fn signature(bodies: &[&str], form: SignatureForm) -> Vec<Page> {
    let date = Some(Run::new("2022年3月11日"));
    let signature = Signature { bodies: runs(bodies), date, form };
    pages(vec![paragraph("此文。"), Block::Signature(signature)])
}

#[test]
fn clause_7_3_5_2_unsealed_bodies_stand_under_the_leading_one_and_the_date_two_further_in() {
    for count in COUNTS {
        let page = &signature(&NAMES[..count], SignatureForm::Unsealed)[0];
        let leading = line(page, NAMES[0]);
        near("leading body", leading.last().right, BINDING + WIDTH - 2.0 * CELL);
        for (at, name) in NAMES[..count].iter().enumerate() {
            let own = line(page, name);
            near("left end", own.first().left, leading.first().left);
            assert_eq!(grid_line(own.first()), 3 + at, "{name}");
        }
        let date = line(page, "2022年");
        near("date", date.first().left, leading.first().left + 2.0 * CELL);
        assert_eq!(grid_line(date.first()), 3 + count);
    }
}

/// The middle of a name on a page.
fn middle(page: &Page, name: &str) -> (f64, f64) {
    let line = line(page, name);
    let from = line.at(name);
    let to = &line.0
        [line.0.iter().position(|one| one.left >= from.left).unwrap() + name.chars().count() - 1];
    (f64::midpoint(from.left, to.right), from.middle())
}

#[test]
fn clause_7_3_5_1_the_last_of_several_sealed_bodies_stands_over_the_middle_of_the_date() {
    for count in COUNTS {
        let pages = signature(&NAMES[..count], SignatureForm::Sealed);
        let last = pages.last().unwrap();
        let (name, date) = (middle(last, NAMES[count - 1]), middle(last, "2022年3月11日"));
        near("over the date", name.0, date.0);
        near("on the line above it", date.1 - name.1, LINE);
    }
}

#[test]
fn clause_7_3_5_1_sealed_bodies_stand_in_order_from_the_left_and_downwards() {
    for count in COUNTS {
        let mut order = Vec::new();
        for page in signature(&NAMES[..count], SignatureForm::Sealed) {
            order.extend(lines(&page).iter().map(Line::text));
        }
        let all = order.concat();
        let places: Vec<usize> = NAMES[..count].iter().map(|n| all.find(n).unwrap()).collect();
        assert!(places.is_sorted(), "{all}");
    }
}
