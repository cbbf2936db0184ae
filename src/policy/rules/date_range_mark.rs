//! # 起止日期的连接 · what joins two dates
//!
//! ## 为什么
//! 起止日期之间用“至”或者一字线，只用一个。短横、浪纹线和“至-”都不合适。
//!
//! ## Good
//! ```yaml
//! kind: guide
//! text: |
//!   3月1日至20日；3月1日—20日；2026年3月—5月；8月5日～家长会。
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: guide
//! # warning+4「-」起止日期之间用“至”
//! # warning+3「～」起止日期之间用“至”
//! # warning+2「至-」起止日期之间用“至”
//! text: |
//!   3月1日-20日自查，4月～5月抽查，6月1日至-20日总结。
//! ```
//!
//! ## Fixed
//! ```yaml
//! kind: guide
//! text: |
//!   3月1日至20日自查，4月至5月抽查，6月1日至20日总结。
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
    ids: &["E11"],
    check: Check::Listed(
        || ENDS.iter().flat_map(|end| WRONG.map(|wrong| format!("{end}{wrong}"))).collect(),
        check,
    ),
};

/// What a date ends in.
const ENDS: [&str; 3] = ["年", "月", "日"];
/// What stands wrongly between two dates, the longer before those they begin with.
const WRONG: [&str; 11] = ["至——", "至—", "至-", "至～", "--", "——", "-", "～", "~", "–", "－"];

fn check(paper: &Paper, report: &mut Report) {
    for wording in wording::prose(paper) {
        for end in ENDS {
            for bytes in wording.find(end) {
                let Some(joint) = joint(wording.text, &bytes) else { continue };
                let same = around::keeps_times(paper, wording.text, &joint, "至");
                let trust = if same { Trust::Safe } else { Trust::Suggested };
                report
                    .at(
                        wording.place(joint),
                        words!("起止日期之间用“至”", "two dates are joined by 至"),
                    )
                    .help(words!("写成“至”", "write 至"))
                    .fix(trust, "至");
            }
        }
    }
}

/// What stands between a date that ends here and one that follows.
fn joint(text: &str, bytes: &std::ops::Range<usize>) -> Option<std::ops::Range<usize>> {
    let wrong = around::begins(&text[bytes.end..], &WRONG)?;
    let start = bytes.end + wrong.len();
    let end = around::digits_from(text, start);
    let dated = around::digits_to(text, bytes.start) < bytes.start
        && end > start
        && around::begins(&text[end..], &ENDS).is_some();
    dated.then_some(bytes.end..start)
}
