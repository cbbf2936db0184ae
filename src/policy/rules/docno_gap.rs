//! # 文号跳号 · a document number that was left out
//!
//! ## 为什么
//! 同一代字、同一年的文号连着编，中间缺一个，要么漏收了文件，要么登记时跳了号。仓库里未必收齐全部文件，所以只在
//! 从1号起基本连续、只缺一个的时候提示。
//!
//! ## Good
//! ```yaml a.yaml
//! kind: notice
//! number: 江医保〔2022〕18号
//! ```
//! ```yaml b.yaml
//! kind: notice
//! number: 江医保〔2022〕21号
//! ```
//!
//! ## Bad
//! ```yaml a.yaml
//! kind: notice
//! number: 江医保〔2022〕1号
//! ```
//! ```yaml b.yaml
//! kind: notice
//! number: 江医保〔2022〕2号
//! ```
//! ```yaml c.yaml
//! kind: notice
//! number: 江医保〔2022〕3号
//! ```
//! ```yaml d.yaml
//! kind: notice
//! number: 江医保〔2022〕5号 # hint「江医保〔2022〕5号」缺江医保〔2022〕4号
//! ```

use std::collections::BTreeMap;

use crate::diag::{Level, words};
use crate::model::DocumentNumber;
use crate::policy::{Check, Report, Rule, Strength, Whole, this_file};
use crate::text::Span;

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Hint,
    strength: Strength::Practice,
    authority: "实务：发文顺序号连续登记",
    since: "0.1.0",
    ids: &["A11"],
    check: Check::Set(check),
};

/// How many numbers make a series that seems to be complete.
const SERIES: usize = 4;

fn check(set: &Whole<'_>, report: &mut Report) {
    let mut series: BTreeMap<(String, String), BTreeMap<u32, Span>> = BTreeMap::new();
    for paper in &set.papers {
        let Some(number) = paper.root.get("number") else { continue };
        let Some(found) = number.text().and_then(DocumentNumber::whole) else { continue };
        let Ok(serial) = found.serial.parse() else { continue };
        series.entry((found.prefix, found.year)).or_default().insert(serial, number.inside());
    }
    for ((prefix, year), numbers) in &series {
        let serials: Vec<(&u32, &Span)> = numbers.iter().collect();
        let gaps: Vec<_> = serials.windows(2).filter(|pair| *pair[1].0 != pair[0].0 + 1).collect();
        let [gap] = gaps.as_slice() else { continue };
        let from_one = serials.len() >= SERIES && *serials[0].0 == 1;
        if !from_one || *gap[1].0 != gap[0].0 + 2 {
            continue;
        }
        let missing = gap[0].0 + 1;
        report
            .at(
                *gap[1].1,
                words!(
                    "缺{prefix}〔{year}〕{missing}号",
                    "`{prefix}〔{year}〕{missing}号` is missing"
                ),
            )
            .also(*gap[0].1, words!("前一号", "the number before"))
            .help(words!("核对发文登记", "check the register of papers"));
    }
}
