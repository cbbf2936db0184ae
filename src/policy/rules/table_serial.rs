//! # 表中序号不连续 · numbers in a table that skip or repeat
//!
//! ## 为什么
//! 行的名称里自己带着“1.”“2.”“4.”，不是漏了一行，就是删了以后没有重编。分组各从头编起的不算错；只写名称、序号交给
//! 版式的，不会有这个问题。
//!
//! ## Good
//! ```yaml
//! kind: statistics-form
//! id: f
//! title: 统计表
//! tables:
//!   - id: t
//!     columns: [{id: a, head: 数量}]
//!     rows:
//!       - {id: a1, label: 一、医院}
//!       - {id: a2, label: 1.约谈}
//!       - {id: a3, label: 2.处罚}
//!       - {id: b1, label: 二、药店}
//!       - {id: b2, label: 1.约谈}
//!       - {id: b3, label: 其中罚款}
//!       - {id: b4, label: 2.处罚}
//!       - {id: b5, label: 2.5万元以上}
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: statistics-form
//! id: f
//! title: 统计表
//! tables:
//!   - id: t
//!     columns: [{id: a, head: 数量}]
//!     rows:
//!       - {id: a1, label: 1.约谈}
//!       - {id: a2, label: 2.处罚}
//!       - {id: a3, label: 4.移送} # error「4.」序号从2跳到4
//!       - {id: a4, label: 4.追回} # error「4.」序号4重复
//! ```

use std::ops::Range;

use crate::calendar::numerals::from_hanzi;
use crate::diag::{Level, Words, words};
use crate::model::{Paper, Value};
use crate::policy::{Check, Report, Rule, Strength, this_file};
use crate::text::Span;

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Error,
    strength: Strength::Internal,
    authority: "内部一致性：表中的序号连续",
    since: "0.1.0",
    ids: &["J08"],
    check: Check::Paper(check),
};

/// The three ways in which rows are numbered, from the highest: 一、 （一） 1.
const STYLES: usize = 3;

fn check(paper: &Paper, report: &mut Report) {
    if !paper.texts().any(|field| matches!(field.name.as_str(), "label" | "head")) {
        return;
    }
    paper.root.walk(&mut |field| {
        let (Value::List(items), "rows" | "columns") = (&field.value, field.name.as_str()) else {
            return;
        };
        let mut last: [Option<(u32, Span)>; STYLES] = [None; STYLES];
        for name in items.iter().filter_map(|item| item.get("label").or_else(|| item.get("head"))) {
            let Some((style, number, range)) = number(name.text().unwrap_or_default()) else {
                continue;
            };
            let span = name.at(range);
            if let Some((before, place)) = last[style]
                && let Some(message) = broken(before, number)
            {
                report
                    .at(span, message)
                    .also(place, words!("前一个序号", "the number before"))
                    .help(words!(
                        "补上漏的一行，或者重新编号",
                        "add the row left out, or number anew"
                    ));
            }
            last[style] = Some((number, span));
            // A higher number begins a group, in which lower ones begin anew.
            last[style + 1..].fill(None);
        }
    });
}

/// What is wrong with a number behind another; every group may begin with 1.
fn broken(before: u32, number: u32) -> Option<Words> {
    if number == before + 1 || (number == 1 && before != 1) {
        return None;
    }
    Some(if number == before {
        words!("序号{number}重复", "the number {number} stands twice")
    } else {
        words!("序号从{before}跳到{number}", "the numbers skip from {before} to {number}")
    })
}

/// The number that a name begins with: its style, its value, and where it stands with its mark.
fn number(text: &str) -> Option<(usize, u32, Range<usize>)> {
    let hanzi = |c: char| "一二三四五六七八九十".contains(c);
    let read = |rest: &str, is: &dyn Fn(char) -> bool| {
        let end = rest.find(|c: char| !is(c)).unwrap_or(rest.len());
        let (number, after) = rest.split_at(end);
        let value = number.parse().ok().or_else(|| from_hanzi(number))?;
        Some((value, end, after.chars().next()?))
    };
    if let Some(inside) = text.strip_prefix('（') {
        let (value, end, mark) = read(inside, &hanzi)?;
        let end = '（'.len_utf8() + end;
        return (mark == '）').then_some((1, value, 0..end + mark.len_utf8()));
    }
    if let Some((value, end, '、')) = read(text, &hanzi) {
        return Some((0, value, 0..end + '、'.len_utf8()));
    }
    let (value, end, mark) = read(text, &|c: char| c.is_ascii_digit())?;
    let end = end + mark.len_utf8();
    // 2.5万元以上 is an amount.
    let amount = text[end..].starts_with(|c: char| c.is_ascii_digit());
    (".．、".contains(mark) && !amount).then_some((2, value, 0..end))
}
