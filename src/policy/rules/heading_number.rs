//! # 标题自带序号 · a number in a heading
//!
//! ## 为什么
//! 一、（一）1.（1）由程序按层次生成。标题里再写一遍，印出来就是“一、一、工作目标”；增删标题以后，
//! 手写的序号还会与生成的对不上。
//!
//! ## Good
//! ```yaml
//! kind: campaign
//! preamble: |
//!   # 3.15专项行动
//!
//!   ## 一、二级医疗机构的范围
//!
//!   主要措施：
//!
//!   1. 自查；
//!   2. 整改。
//! sections:
//!   - heading: 2022年工作目标
//!   - heading: 第一批名单
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: campaign
//! # warning+3「一、」标题的序号自动生成，不用写
//! # warning+4「（一）」标题的序号自动生成，不用写
//! preamble: |
//!   # 一、工作目标
//!
//!   ## （一）总体目标
//! sections:
//!   - heading: 二、工作安排 # warning「二、」标题的序号自动生成，不用写
//!     items:
//!       - title: （1）自查 # warning「（1）」标题的序号自动生成，不用写
//! phases:
//!   - name: 1.动员部署 # warning「1.」标题的序号自动生成，不用写
//! ```
//!
//! ## Fixed
//! ```yaml
//! kind: campaign
//! preamble: |
//!   # 工作目标
//!   ## 总体目标
//! sections:
//!   - heading: 工作安排
//!     items:
//!       - title: 自查
//! phases:
//!   - name: 动员部署
//! ```

use std::ops::Range;

use crate::diag::{Level, Trust, words};
use crate::model::{Field, Leaf, Paper, Said};
use crate::policy::{Check, Report, Rule, Strength, this_file};
use crate::text::Marks;

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Warning,
    strength: Strength::Internal,
    authority: "内部一致性：序号由程序生成，写出的会重复",
    since: "0.1.0",
    ids: &["D01"],
    check: Check::Paper(check),
};

fn check(paper: &Paper, report: &mut Report) {
    // What a name stands in is asked only where one has a number.
    let numbered = |said: &Said| {
        let heading = matches!(said.field.name.as_str(), "heading" | "title" | "name");
        (heading && number(said.text()).is_some())
            || (said.field.leaf == Leaf::Prose && said.may_have('#'))
    };
    if !paper.said.iter().any(numbered) {
        return;
    }
    paper.root.walk(&mut |field| {
        let numbered = matches!(field.fact(), Some("clause" | "phase" | "task"));
        for child in field.fields() {
            let named = matches!(child.name.as_str(), "title" | "name");
            if child.name == "heading" || (numbered && named) {
                say(child, 0, report);
            }
        }
        if field.leaf == Leaf::Prose {
            in_prose(field, report);
        }
    });
}

/// The Markdown headings of running text.
fn in_prose(field: &Field, report: &mut Report) {
    let mut at = 0;
    for line in field.text().unwrap_or_default().split_inclusive('\n') {
        let words = line.trim_start_matches('#');
        if words.len() < line.len() && words.starts_with(' ') {
            let start = line.len() - words.trim_start().len();
            say(field, at + start, report);
        }
        at += line.len();
    }
}

/// Judges the heading that begins at this byte of a field.
fn say(field: &Field, at: usize, report: &mut Report) {
    let text = field.text().unwrap_or_default();
    let Some(number) = number(&text[at..]) else { return };
    report
        .at(
            field.at(at..at + number.end),
            words!("标题的序号自动生成，不用写", "numbers of headings are generated"),
        )
        .help(words!("删去序号", "take the number out"))
        .fix(Trust::Suggested, "");
}

/// The number that a heading begins with. 3.15 is a date, 一、二级 a list, 2022年 a year.
fn number(heading: &str) -> Option<Range<usize>> {
    let hanzi = |c: char| const { Marks::of("一二三四五六七八九十百") }.has(c);
    let digit = |c: char| c.is_ascii_digit();
    let bracketed = heading.strip_prefix(['（', '(']);
    let inner = bracketed.unwrap_or(heading);
    let open = heading.len() - inner.len();
    let chinese = inner.find(|c| !hanzi(c)).filter(|end| *end > 0);
    let arabic = inner.find(|c| !digit(c)).filter(|end| (1..=2).contains(end));
    let digits = chinese.or(arabic)?;
    let mark = inner[digits..].chars().next()?;
    let closes = match (bracketed.is_some(), chinese.is_some()) {
        (true, _) => matches!(mark, '）' | ')'),
        (false, true) => mark == '、',
        (false, false) => matches!(mark, '.' | '．' | '、'),
    };
    let end = open + digits + mark.len_utf8();
    let next = heading[end..].chars().next();
    let list = bracketed.is_none() && next.is_some_and(|c| hanzi(c) || digit(c));
    (closes && !list).then_some(0..end)
}
