//! # 纯小数缺0 · a decimal without its zero
//!
//! ## 为什么
//! 小数点前面没有0，印得浅一点，0.5%就成了5%。
//!
//! ## Good
//! ```yaml
//! kind: guide
//! text: |
//!   下降0.5%，版本v.5，文件a.5万，附件.5，完成.5家医院的检查另行安排。
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: guide
//! # warning+2「.5%」小数点前缺0
//! text: |
//!   拒付率下降.5%。
//! ```
//!
//! ## Fixed
//! ```yaml
//! kind: guide
//! text: |
//!   拒付率下降0.5%。
//! ```

use crate::diag::{Level, Trust, words};
use crate::model::Paper;
use crate::policy::{Check, Report, Rule, Strength, around, this_file, wording};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Warning,
    strength: Strength::Mandatory,
    authority: "GB/T 15835—2011（出版物上数字用法）",
    since: "0.1.0",
    ids: &["K22"],
    check: Check::Words(&[".0"], check),
};

/// What only follows an amount.
const AMOUNTS: [&str; 8] = ["%", "‰", "万元", "亿元", "万人次", "个百分点", "倍", "mm"];

fn check(paper: &Paper, report: &mut Report) {
    for wording in wording::of(paper) {
        for (at, _) in wording.text.match_indices('.') {
            let end = around::digits_from(wording.text, at + 1);
            let Some(unit) = around::begins(&wording.text[end..], &AMOUNTS) else { continue };
            let opens = |c| around::is_han(c) || "，、（“：；".contains(c);
            let bare = wording.before(at).is_some_and(opens) && end > at + 1;
            let bytes = at..end + unit.len();
            if bare && wording.own(&bytes) {
                let whole = format!("0{}", &wording.text[bytes.clone()]);
                report
                    .at(
                        wording.place(bytes),
                        words!("小数点前缺0", "no zero stands before the decimal point"),
                    )
                    .help(words!("写成“{whole}”", "write `{whole}`"))
                    .fix(Trust::Suggested, whole);
            }
        }
    }
}
