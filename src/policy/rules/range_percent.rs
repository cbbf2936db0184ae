//! # 范围里省略了百分号 · a range that leaves out its first percent sign
//!
//! ## 为什么
//! 30～40%按字面是从30到40%。前一个数的百分号不能省，省了就有歧义；中间写成短横的一并改。
//!
//! ## Good
//! ```yaml
//! kind: guide
//! text: |
//!   完成率达到30%～40%，2021—30%，比例1:3～5%。
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: guide
//! # warning+3「30～40%」前一个数省略了百分号
//! # warning+2「5-10%」前一个数省略了百分号
//! text: |
//!   覆盖率达到30～40%，抽查5-10%。
//! ```
//!
//! ## Fixed
//! ```yaml
//! kind: guide
//! text: |
//!   覆盖率达到30%～40%，抽查5%～10%。
//! ```

use crate::diag::{Level, Trust, words};
use crate::model::Paper;
use crate::policy::{Check, Report, Rule, Strength, around, this_file, wording};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Warning,
    strength: Strength::General,
    authority: "GB/T 15835—2011（出版物上数字用法）",
    since: "0.1.0",
    ids: &["K18"],
    check: Check::Words(&["0%"], check),
};

fn check(paper: &Paper, report: &mut Report) {
    for wording in wording::of(paper) {
        for found in around::ranges(wording.text) {
            if !wording.text[found.range.end..].starts_with('%') || found.low >= found.high {
                continue;
            }
            let bytes = found.range.start..found.range.end + 1;
            if wording.own(&bytes) {
                let mut whole = wording.text[bytes.clone()].replacen(['-', '－'], "～", 1);
                whole.insert(found.first.len(), '%');
                report
                    .at(
                        wording.place(bytes),
                        words!("前一个数省略了百分号", "the first number lacks its percent sign"),
                    )
                    .help(words!("写成“{whole}”", "write `{whole}`"))
                    .fix(Trust::Suggested, whole);
            }
        }
    }
}
