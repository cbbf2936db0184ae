//! # 文号年份不全 · a short year in a document number
//!
//! ## 为什么
//! 文号里的年份要标全称。只写两位，过些年就分不清是哪一年的文件，按年份归档也会错位。所引的文号是别人
//! 编的，只作警告。
//!
//! ## Good
//! ```yaml
//! kind: notice
//! number: 江医保〔2022〕18号
//! body: 第一批（12）5号地块、（22）3号楼不在检查范围，【22】12月前办结。
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: notice
//! number: 江医保〔22〕18号 # error「〔22〕」文号的年份要写四位数
//! # warning+1「〔22〕」文号的年份要写四位数
//! body: 根据粤医保函〔22〕29号文件。
//! ```
//!
//! ## Fixed
//! ```yaml
//! kind: notice
//! number: 江医保〔2022〕18号
//! body: 根据粤医保函〔2022〕29号文件。
//! ```

use crate::diag::{Level, Trust, words};
use crate::model::{Leaf, Paper, number};
use crate::policy::{Check, Report, Rule, Strength, docno, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Error,
    strength: Strength::Mandatory,
    authority: "GB/T 9704-2012，7.2.5（本文的发文字号）；所引文号从通常做法",
    since: "0.1.0",
    ids: &["A02"],
    check: Check::Words(docno::WORDS, check),
};

/// Short years from here on belong to the last century: the People's Republic is of 1949.
const LAST_CENTURY: &str = "49";

fn check(paper: &Paper, report: &mut Report) {
    for (said, found) in docno::all(paper, [Leaf::DocumentNumber, Leaf::Prose, Leaf::Citation])
        .filter(|(_, found)| found.year.len() == 2)
    {
        let (level, _) = number::weight(said.field.leaf);
        let century = if found.year.as_str() < LAST_CENTURY { "20" } else { "19" };
        let year = format!("{century}{}", found.year);
        report
            .at(
                said.field.at(found.year_range.clone()),
                words!("文号的年份要写四位数", "the year of a number has four digits"),
            )
            .help(words!("写成〔{year}〕", "write 〔{year}〕"))
            .level(level)
            .fix(Trust::Suggested, format!("〔{year}〕"));
    }
}
