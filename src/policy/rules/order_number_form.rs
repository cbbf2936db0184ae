//! # 令号写成了文号 · the number of an order in another form
//!
//! ## 为什么
//! 命令（令）的编号写成“第12号”，不带年份和括号。只看本文件自己的编号，所引的别的命令照原文。
//!
//! ## Good
//! ```yaml
//! kind: notice
//! number: 江府令第12号
//! body: 依照某某部令〔1998〕3号办理。
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: notice
//! number: 江门市人民政府令〔2022〕12号 # warning「江门市人民政府令〔2022〕12号」令的编号不带年份和括号
//! ```

use crate::diag::{Level, words};
use crate::model::{DocumentNumber, Paper};
use crate::policy::{Check, Report, Rule, Strength, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Warning,
    strength: Strength::Mandatory,
    authority: "GB/T 9704-2012，10.2（命令格式的令号）",
    since: "0.1.0",
    ids: &["A14"],
    check: Check::Words(&["令"], check),
};

fn check(paper: &Paper, report: &mut Report) {
    let Some(number) = paper.root.get("number") else { return };
    let Some(found) = number.text().and_then(DocumentNumber::whole) else { return };
    if found.prefix.ends_with('令') {
        let serial = found.serial.trim_start_matches('0');
        report
            .at(
                number.inside(),
                words!("令的编号不带年份和括号", "an order is numbered without a year in brackets"),
            )
            .help(words!("写成“第{serial}号”", "write `第{serial}号`"));
    }
}
