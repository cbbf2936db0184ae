//! # 最后一项的标点 · the mark after the last item
//!
//! ## 为什么
//! 各项之间用分号，最后一项用句号。最后一项还是分号，像是后面还有一项没印出来。
//!
//! ## Good
//! ```yaml
//! kind: guide
//! text: |
//!   主要措施：
//!
//!   1. 自查；
//!   2. 整改。
//!
//!   - 甲
//!   - 乙；
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: guide
//! # warning+5「；」最后一项应以句号收住
//! text: |
//!   主要措施：
//!
//!   1. 自查；
//!   2. 整改；
//! ```
//!
//! ## Fixed
//! ```yaml
//! kind: guide
//! text: |
//!   主要措施：
//!
//!   1. 自查；
//!   2. 整改。
//! ```

use crate::diag::{Level, Trust, words};
use crate::model::Paper;
use crate::policy::{Check, Report, Rule, Strength, around, this_file, wording};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Warning,
    strength: Strength::Recommended,
    authority: "GB/T 15834—2011（标点符号用法）",
    since: "0.1.0",
    ids: &["K15"],
    check: Check::Words(&["；\n", "；\r"], check),
};

fn check(paper: &Paper, report: &mut Report) {
    for wording in wording::prose(paper) {
        for paragraph in around::paragraphs(wording.text) {
            let text = &wording.text[paragraph.clone()];
            let lines: Vec<&str> = text.lines().collect();
            let item = |line: &&str| {
                let words = line.trim_start().trim_start_matches(|c: char| c.is_ascii_digit());
                let mark = words.starts_with(". ") || words.starts_with("- ");
                mark && line.ends_with('；')
            };
            let last = paragraph.end - '；'.len_utf8()..paragraph.end;
            if lines.len() < 2 || !lines.iter().all(item) || !wording.own(&last) {
                continue;
            }
            // A list that goes on in the next paragraph is not at its end.
            if !wording.text[paragraph.end..].trim().is_empty() {
                continue;
            }
            report
                .at(
                    wording.place(last),
                    words!("最后一项应以句号收住", "the last item ends in a full stop"),
                )
                .help(words!("改为句号", "write `。`"))
                .fix(Trust::Safe, "。");
        }
    }
}
