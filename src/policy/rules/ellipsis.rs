//! # 省略号写法 · an ellipsis in other marks
//!
//! ## 为什么
//! 省略号是六个点，占两个字。三个英文句点或者只写一半，排出来高低不齐。
//!
//! ## Good
//! ```yaml
//! kind: guide
//! text: |
//!   水、电、气……都要保障。运行`cargo ...`，版本1...5，目录........3。
//!
//!   …………
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: guide
//! # warning+3「...」省略号应为“……”
//! # warning+2「…」省略号应为“……”
//! text: |
//!   水、电、气...都要保障，路、桥…也要巡查。
//! ```
//!
//! ## Fixed
//! ```yaml
//! kind: guide
//! text: |
//!   水、电、气……都要保障，路、桥……也要巡查。
//! ```

use crate::diag::{Level, Trust, words};
use crate::model::Paper;
use crate::policy::{Check, Report, Rule, Strength, around, this_file, wording};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Warning,
    strength: Strength::Mandatory,
    authority: "GB/T 15834—2011（标点符号用法）",
    since: "0.1.0",
    ids: &["K08"],
    check: Check::Words(&["…", "...", "．．．"], check),
};

fn check(paper: &Paper, report: &mut Report) {
    for wording in wording::of(paper) {
        let text = wording.text;
        let mut end = 0;
        for (at, dot) in text.match_indices(['.', '…', '．']) {
            if at < end {
                continue;
            }
            let run = text[at..].len() - text[at..].trim_start_matches(dot).len();
            let count = run / dot.len();
            let wrong =
                if dot == "…" { count == 1 || count == 3 } else { matches!(count, 3 | 6) };
            let bytes = at..at + run;
            let chinese = wording.before(at).is_some_and(around::is_chinese_before);
            if wrong && chinese && wording.own(&bytes) {
                report
                    .at(
                        wording.place(bytes.clone()),
                        words!("省略号应为“……”", "an ellipsis is written `……`"),
                    )
                    .help(words!("写成“……”", "write `……`"))
                    .fix(Trust::Safe, "……");
            }
            end = bytes.end;
        }
    }
}
