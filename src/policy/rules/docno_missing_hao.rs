//! # 文号缺“号” · a number without its last character
//!
//! ## 为什么
//! 发文字号的顺序号后面有“号”字，少了它就不是完整的文号。只看写文号的字段，正文里的写法不在此列；
//! 所引的文号只作警告。
//!
//! ## Good
//! ```yaml
//! kind: notice
//! number: 江医保〔2022〕18号
//! basis: [gd-2022-29]
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: notice
//! number: 江医保〔2022〕18 # error「18」文号末尾缺“号”
//! basis:
//!   - 粤医保函〔2022〕29 # warning「29」文号末尾缺“号”
//! ```
//!
//! ## Fixed
//! ```yaml
//! kind: notice
//! number: 江医保〔2022〕18号
//! basis:
//!   - 粤医保函〔2022〕29号
//! ```

use crate::diag::{Level, words};
use crate::model::{DocumentNumber, Leaf, Paper, number};
use crate::policy::{Check, Report, Rule, Strength, docno, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Error,
    strength: Strength::Mandatory,
    authority: "GB/T 9704-2012，7.2.5（本文的发文字号）；所引文号从通常做法",
    since: "0.1.0",
    ids: &["A05"],
    check: Check::Words(docno::WORDS, check),
};

fn check(paper: &Paper, report: &mut Report) {
    for leaf in [Leaf::DocumentNumber, Leaf::Citation] {
        let (level, trust) = number::weight(leaf);
        for field in paper.leaves(leaf) {
            let whole = DocumentNumber::whole(field.text().unwrap_or_default());
            let Some(found) = whole.filter(|found| !found.has_hao) else { continue };
            let end = found.range.end;
            let right = found.canonical();
            report
                .at(
                    field.at(found.serial_range),
                    words!("文号末尾缺“号”", "the number does not end in 号"),
                )
                .help(words!("写成{right}", "write {right}"))
                .level(level)
                .fix_at(field.at(end..end), trust, "号");
        }
    }
}
