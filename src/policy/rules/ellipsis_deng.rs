//! # 省略号与“等”并用 · an ellipsis together with "etc."
//!
//! ## 为什么
//! 省略号和“等”都表示没有列完，用一个就够了。
//!
//! ## Good
//! ```yaml
//! kind: guide
//! text: |
//!   水、电、气等都要保障；路、桥……都要巡查；他还在……等待结果。
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: guide
//! # warning+2「……等」省略号和“等”只用一个
//! text: |
//!   水、电、气……等都要保障。
//! ```
//!
//! ## Fixed
//! ```yaml
//! kind: guide
//! text: |
//!   水、电、气等都要保障。
//! ```

use crate::diag::{Level, Trust, words};
use crate::model::Paper;
use crate::policy::{Check, Report, Rule, Strength, this_file, wording};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Warning,
    strength: Strength::Recommended,
    authority: "GB/T 15834—2011（标点符号用法）",
    since: "0.1.0",
    ids: &["K09"],
    check: Check::Words(&["……等"], check),
};

fn check(paper: &Paper, report: &mut Report) {
    for wording in wording::of(paper) {
        for bytes in wording.find("……等") {
            if wording.text[bytes.end..].starts_with(['待', '候', '级', '到', '于', '同', '着'])
            {
                continue;
            }
            report
                .at(
                    wording.place(bytes),
                    words!("省略号和“等”只用一个", "an ellipsis and 等 say the same"),
                )
                .help(words!("只留“等”", "keep 等"))
                .fix(Trust::Suggested, "等");
        }
    }
}
