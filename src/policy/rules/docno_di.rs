//! # 文号序号加“第” · "di" before a serial number
//!
//! ## 为什么
//! 发文字号的顺序号前不加“第”字。令号（第12号令）和会议纪要的期号另有写法，不在此列。
//!
//! ## Good
//! ```yaml
//! kind: notice
//! number: 江医保〔2022〕18号
//! body: 依照国务院令第735号和市政府会议纪要江府纪〔2022〕第3期办理，另见江府令〔2021〕第2号。
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: notice
//! number: 江医保〔2022〕第18号 # error「第」文号的顺序号前不加“第”
//! ```
//!
//! ## Fixed
//! ```yaml
//! kind: notice
//! number: 江医保〔2022〕18号
//! ```

use crate::diag::{Level, Trust, words};
use crate::model::{Leaf, Paper, number};
use crate::policy::{Check, Report, Rule, Strength, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Error,
    strength: Strength::Mandatory,
    authority: "GB/T 9704-2012，7.2.5",
    since: "0.1.0",
    ids: &["A04"],
    check: Check::Paper(check),
};

fn check(paper: &Paper, report: &mut Report) {
    for leaf in [Leaf::DocumentNumber, Leaf::Prose, Leaf::Citation] {
        for field in paper.leaves(leaf) {
            let text = field.text().unwrap_or_default();
            for found in number::find(text) {
                let Some(di) = found.di.clone() else { continue };
                let issue = text[found.range.end..].starts_with(['期', '次']);
                if issue || found.prefix.ends_with('令') {
                    continue;
                }
                let right = found.canonical();
                let message =
                    words!("文号的顺序号前不加“第”", "no 第 stands before the serial number");
                report
                    .at(field.at(di), message)
                    .help(words!("写成{right}", "write {right}"))
                    .fix(Trust::Safe, "");
            }
        }
    }
}
