//! # 破折号写法 · a dash in other marks
//!
//! ## 为什么
//! 破折号占两个字，中间不断开。两个短横或者制表用的横线，印出来断成两截。
//!
//! ## Good
//! ```yaml
//! kind: guide
//! text: |
//!   基金安全——群众的“看病钱”，北京—上海，参数--release，2021—2025年。
//!
//!   ---
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: guide
//! # warning+3「--」破折号应为“——”
//! # warning+2「──」破折号应为“——”
//! text: |
//!   基金安全--群众的看病钱，制度建设──长远之策。
//! ```
//!
//! ## Fixed
//! ```yaml
//! kind: guide
//! text: |
//!   基金安全——群众的看病钱，制度建设——长远之策。
//! ```

use crate::diag::{Level, Trust, words};
use crate::model::Paper;
use crate::policy::wording::Wording;
use crate::policy::{Check, Report, Rule, Strength, around, this_file, wording};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Warning,
    strength: Strength::Mandatory,
    authority: "GB/T 15834—2011（标点符号用法）",
    since: "0.1.0",
    ids: &["K10"],
    check: Check::Words(&WRONG, check),
};

/// What is typed for a dash.
const WRONG: [&str; 4] = ["--", "──", "――", "－－"];

fn check(paper: &Paper, report: &mut Report) {
    for wording in wording::of(paper) {
        for wrong in WRONG {
            for bytes in wording.find(wrong).filter(|bytes| between_words(&wording, bytes)) {
                report
                    .at(wording.place(bytes), words!("破折号应为“——”", "a dash is written `——`"))
                    .help(words!("写成“——”", "write `——`"))
                    .fix(Trust::Safe, "——");
            }
        }
    }
}

fn between_words(wording: &Wording<'_>, bytes: &std::ops::Range<usize>) -> bool {
    wording.before(bytes.start).is_some_and(around::is_chinese_before)
        && wording.after(bytes.end).is_some_and(around::is_chinese_after)
}
