//! # 条的序号用了阿拉伯数字 · an article numbered in digits
//!
//! ## 为什么
//! 规章、办法的条用汉字编号：第一条、第二条。款不编号，项用（一）（二）。
//!
//! ## Good
//! ```yaml
//! kind: guide
//! text: |
//!   第一条 为规范管理，制定本办法。
//!
//!   第1条线路检修；见合同第3条；第2条
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: guide
//! # warning+2「第1条」条的序号用汉字
//! text: |
//!   第1条 为规范管理，制定本办法。
//! ```
//!
//! ## Fixed
//! ```yaml
//! kind: guide
//! text: |
//!   第一条 为规范管理，制定本办法。
//! ```

use crate::calendar::numerals;
use crate::diag::{Level, Trust, words};
use crate::model::Paper;
use crate::policy::{Check, Report, Rule, Strength, around, this_file, wording};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Warning,
    strength: Strength::Practice,
    authority: "实务：规章和办法的条用汉字编号",
    since: "0.1.0",
    ids: &["D12"],
    check: Check::Words(&["0条 ", "0条\u{3000}"], check),
};

fn check(paper: &Paper, report: &mut Report) {
    for wording in wording::prose(paper) {
        for bytes in wording.find("第") {
            let end = around::digits_from(wording.text, bytes.end);
            let number = wording.text[bytes.end..end].parse().ok();
            let after = wording.text[end..].strip_prefix('条').unwrap_or_default();
            let Some(number) = number.filter(|_| after.starts_with([' ', '\u{3000}'])) else {
                continue;
            };
            if !around::starts_line(wording.text, bytes.start) {
                continue;
            }
            let right = format!("第{}条", numerals::to_hanzi(number));
            report
                .at(
                    wording.place(bytes.start..end + '条'.len_utf8()),
                    words!("条的序号用汉字", "articles are numbered in Chinese"),
                )
                .help(words!("写成“{right}”", "write `{right}`"))
                .fix(Trust::Suggested, right);
        }
    }
}
