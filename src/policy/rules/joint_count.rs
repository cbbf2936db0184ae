//! # “等几部门”与发文机关数不符 · the title counts the issuers wrongly
//!
//! ## 为什么
//! 标题写“等四部门”，发文机关却只列了三个，不是漏了会签的，就是标题忘了改。
//!
//! ## Good
//! ```yaml
//! kind: notice
//! title: 甲局等三部门关于开展检查的通知
//! issuer: [甲局, 乙局, 丙局]
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: notice
//! title: 甲局等四部门关于开展检查的通知 # error「等四部门」标题写等四部门，发文机关有3个
//! issuer: [甲局, 乙局, 丙局]
//! ```

use crate::calendar::numerals;
use crate::diag::{Level, words};
use crate::model::Paper;
use crate::policy::offices;
use crate::policy::{Check, Report, Rule, Strength, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Error,
    strength: Strength::Internal,
    authority: "内部一致性：标题写的部门数与发文机关数一致",
    since: "0.1.0",
    ids: &[],
    check: Check::Paper(check),
};

fn check(paper: &Paper, report: &mut Report) {
    let Some(title) = paper.root.get("title") else { return };
    let text = title.text().filter(|text| text.contains('等')).unwrap_or_default();
    let head = text.split("关于").next().unwrap_or_default();
    let Some(at) = head.rfind('等') else { return };
    let rest = &head[at + '等'.len_utf8()..];
    let tail = rest
        .trim_start_matches(|c: char| c.is_ascii_digit() || "一二两三四五六七八九十".contains(c));
    let number = &rest[..rest.len() - tail.len()];
    let Some(count) = number.parse().ok().or_else(|| numerals::from_hanzi(number)) else { return };
    let counted = ["部门", "个部门", "家单位", "单位", "个单位", "机关"]
        .iter()
        .find(|word| tail.starts_with(**word));
    let issuers: Vec<_> = offices::named(paper, "issuer").collect();
    let (Some(word), Some((first, _))) = (counted, issuers.first()) else { return };
    let actual = issuers.len();
    if usize::try_from(count).is_ok_and(|count: usize| count != actual) {
        let written = format!("等{number}{word}");
        report
            .at(
                title.at(at..at + written.len()),
                words!(
                    "标题写{written}，发文机关有{actual}个",
                    "the title says `{written}`, but there are {actual} issuers"
                ),
            )
            .also(first.span, words!("发文机关", "the issuers"))
            .help(words!("核对会签的部门", "check who signed it"));
    }
}
