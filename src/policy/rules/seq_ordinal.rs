//! # “第一”“首先”后面的标点 · the mark after "firstly"
//!
//! ## 为什么
//! “第一”“首先”后面用逗号，“一是”后面不用标点。顿号会把它和后面的话连成并列的两项。
//!
//! ## Good
//! ```yaml
//! kind: guide
//! text: |
//!   第一，摸清底数。首先，统一思想。第一、二季度开展自查，第一、第二阶段首尾相接。
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: guide
//! # warning+3「、」“第一”后面用逗号
//! # warning+2「、」“其次”后面用逗号
//! text: |
//!   第一、摸清底数。其次、建立台账。
//! ```
//!
//! ## Fixed
//! ```yaml
//! kind: guide
//! text: |
//!   第一，摸清底数。其次，建立台账。
//! ```

use crate::diag::{Level, Trust, words};
use crate::model::Paper;
use crate::policy::{Check, Report, Rule, Strength, around, this_file, wording};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Warning,
    strength: Strength::General,
    authority: "GB/T 15834—2011（标点符号用法）",
    since: "0.1.0",
    ids: &["D02"],
    check: Check::Listed(|| FIRST.map(|word| format!("{word}、")).to_vec(), check),
};

/// Words that begin an item.
const FIRST: [&str; 12] = [
    "首先", "其次", "再次", "第一", "第二", "第三", "第四", "第五", "第六", "第七", "第八", "第九",
];

fn check(paper: &Paper, report: &mut Report) {
    for wording in wording::of(paper) {
        for bytes in wording.find("、") {
            let before = &wording.text[..bytes.start];
            let Some(word) = around::ends(before, &FIRST) else { continue };
            let start = bytes.start - word.len();
            let after = &wording.text[bytes.end..];
            let listed = after.starts_with(|c| "一二三四五六七八九十第其再然".contains(c));
            // 第一、办公室 in a list of names has no sentence of its own.
            let line = around::near(wording.text, &bytes);
            let end = wording.text[bytes.end..line.end].find(['。', '；', '，']);
            if listed || end.is_none() || !around::starts_clause(wording.text, start) {
                continue;
            }
            report
                .at(
                    wording.place(bytes),
                    words!("“{word}”后面用逗号", "{word} is followed by a comma"),
                )
                .help(words!("改为逗号", "write `，`"))
                .fix(Trust::Safe, "，");
        }
    }
}
