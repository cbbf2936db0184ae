//! # 文号序号加“第” · "di" before a serial number
//!
//! ## 为什么
//! 发文字号的顺序号前不加“第”字。令号（第12号令）、公告和决定的编号、会议纪要的期号另有
//! 写法，不在此列；所引的文号是别人编的，只作警告。
//!
//! ## Good
//! ```yaml
//! kind: notice
//! number: 江医保〔2022〕18号
//! body: |
//!   依照国务院令第735号和市政府会议纪要江府纪〔2022〕第3期办理，另见江府令〔2021〕第2号、
//!   海关总署公告〔2021〕第16号、市政府会议纪要〔2022〕第8号。
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: notice
//! number: 江医保〔2022〕第18号 # error「第」文号的顺序号前不加“第”
//! # warning+1「第」文号的顺序号前不加“第”
//! body: 根据粤医保函〔2022〕第29号文件。
//! ```
//!
//! ## Fixed
//! ```yaml
//! kind: notice
//! number: 江医保〔2022〕18号
//! body: 根据粤医保函〔2022〕29号文件。
//! ```

use crate::diag::{Level, words};
use crate::model::{Leaf, Paper, number};
use crate::policy::{Check, Report, Rule, Strength, docno, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Error,
    strength: Strength::Mandatory,
    authority: "GB/T 9704-2012，7.2.5（本文的发文字号）；所引文号从通常做法",
    since: "0.1.0",
    ids: &["A04"],
    check: Check::Words(docno::WORDS, check),
};

/// The genres (文种) whose own numbers are written with 第.
const NUMBERED_BY_DI: [&str; 5] = ["公告", "通告", "决定", "纪要", "令"];

fn check(paper: &Paper, report: &mut Report) {
    for (said, found) in docno::all(paper, [Leaf::DocumentNumber, Leaf::Prose, Leaf::Citation]) {
        let Some(di) = found.di.clone() else { continue };
        let issue = said.text()[found.range.end..].starts_with(['期', '次']);
        if issue || NUMBERED_BY_DI.iter().any(|genre| found.prefix.ends_with(genre)) {
            continue;
        }
        let (level, trust) = number::weight(said.field.leaf);
        let right = found.canonical();
        let message = words!("文号的顺序号前不加“第”", "no 第 stands before the serial number");
        report
            .at(said.field.at(di), message)
            .help(words!("写成{right}", "write {right}"))
            .level(level)
            .fix(trust, "");
    }
}
