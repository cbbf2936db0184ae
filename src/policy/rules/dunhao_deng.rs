//! # “等”前的顿号 · an enumeration comma before "etc."
//!
//! ## 为什么
//! “等”已经收住了并列，前面不再用顿号。
//!
//! ## Good
//! ```yaml
//! kind: guide
//! text: |
//!   水、电、气等保障；一、二、等级保护；统一标识、等额分摊、等效替代、等待期满。
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: guide
//! # warning+2「、」“等”前不用顿号
//! text: |
//!   水、电、气、等单位。
//! ```
//!
//! ## Fixed
//! ```yaml
//! kind: guide
//! text: |
//!   水、电、气等单位。
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
    ids: &["K12"],
    check: Check::Words(&["、等"], check),
};

/// What makes a word with 等 that may stand in a list by itself.
const WORDS: &str = "级额值待离高效距同于候宽差比量腰次分压温价外边位闲身号式角时深长等";

fn check(paper: &Paper, report: &mut Report) {
    for wording in wording::of(paper) {
        for bytes in wording.find("、等") {
            if wording.text[bytes.end..].starts_with(|c| WORDS.contains(c)) {
                continue;
            }
            let mark = bytes.start..bytes.start + '、'.len_utf8();
            report
                .at(wording.place(mark), words!("“等”前不用顿号", "no 、 stands before 等"))
                .help(words!("删去顿号", "remove it"))
                .fix(Trust::Safe, "");
        }
    }
}
