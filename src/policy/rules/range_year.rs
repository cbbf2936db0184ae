//! # 起止年份的连接号 · the sign between two years
//!
//! ## 为什么
//! 起止的年份之间用一字线或者“至”。短横像编号，浪纹线表示数值，破折号表示话题转了。
//!
//! ## Good
//! ```yaml
//! kind: guide
//! text: |
//!   2026—2030年，2026年至2030年，GB 2012-2016年版，2022-03-05，2000～2500年历史。
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: guide
//! # warning+3「～」起止年份之间用一字线
//! # warning+2「-」起止年份之间用一字线
//! text: |
//!   规划期为2026～2030年，上一期为2021-2025年。
//! ```
//!
//! ## Fixed
//! ```yaml
//! kind: guide
//! text: |
//!   规划期为2026—2030年，上一期为2021—2025年。
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
    ids: &["K20"],
    check: Check::Words(
        &["-0000年", "～0000年", "~0000年", "–0000年", "－0000年", "——0000年"],
        check,
    ),
};

fn check(paper: &Paper, report: &mut Report) {
    for wording in wording::of(paper) {
        for found in around::ranges(wording.text) {
            let text = wording.text;
            let joint = found.first.end..found.second.start;
            let wrong = ["-", "～", "~", "–", "－", "——", "--"].contains(&&text[joint.clone()]);
            let after = &text[found.range.end..];
            let lasts = ["年历史", "年的历史", "年前", "年后", "年版"];
            let years = years(&text[found.first.clone()], &text[found.second.clone()]);
            let whole = after.starts_with('年') && around::begins(after, &lasts).is_none();
            if wrong
                && years
                && whole
                && !text[..found.first.start].ends_with(' ')
                && wording.own(&joint)
            {
                let same = around::keeps_times(paper, text, &joint, "—");
                let trust = if same { Trust::Safe } else { Trust::Suggested };
                report
                    .at(
                        wording.place(joint),
                        words!("起止年份之间用一字线", "two years are joined by `—`"),
                    )
                    .help(words!("写成“—”", "write `—`"))
                    .fix(trust, "—");
            }
        }
    }
}

/// Whether these are years of our time, the first before the second.
fn years(first: &str, second: &str) -> bool {
    let year = |text: &str| text.parse::<u16>().ok().filter(|year| (1949..2100).contains(year));
    first.len() == 4
        && second.len() == 4
        && matches!((year(first), year(second)), (Some(a), Some(b)) if a < b)
}
