//! # 文号序号编虚位 · a padded serial number
//!
//! ## 为什么
//! 发文字号的顺序号不编虚位：1不写成01，29不写成029。补了零的文号与登记簿对不上，按文号也检索不到。
//! 所引的文号是别人编的，只作警告。
//!
//! ## Good
//! ```yaml
//! kind: notice
//! number: 江医保〔2022〕108号
//! body: 根据《通知》（粤医保函〔2022〕29号），2022年03月以前的材料按地块（2022）05栋归档。
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: notice
//! number: 江医保〔2022〕018号 # error「018」文号的顺序号不编虚位
//! # warning+1「029」文号的顺序号不编虚位
//! body: 根据《关于做好监管工作的通知》（粤医保函〔2022〕029号）。
//! ```
//!
//! ## Fixed
//! ```yaml
//! kind: notice
//! number: 江医保〔2022〕18号
//! body: 根据《关于做好监管工作的通知》（粤医保函〔2022〕29号）。
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
    ids: &["A03"],
    check: Check::Words(docno::WORDS, check),
};

fn check(paper: &Paper, report: &mut Report) {
    for (said, found) in docno::all(paper, [Leaf::DocumentNumber, Leaf::Prose, Leaf::Citation]) {
        let bare = found.serial.trim_start_matches('0');
        // 000号 is no number at all; nobody can say which was meant.
        if bare.is_empty() || bare.len() == found.serial.len() {
            continue;
        }
        let (level, trust) = number::weight(said.field.leaf);
        let message =
            words!("文号的顺序号不编虚位", "the serial number of a document is not padded");
        report
            .at(said.field.at(found.serial_range.clone()), message)
            .help(words!("写成{bare}号", "write {bare}号"))
            .level(level)
            .fix(trust, bare);
    }
}
