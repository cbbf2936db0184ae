//! # 活动、会议用了书名号 · an event in title marks
//!
//! ## 为什么
//! 书名号标的是书报、文件、作品的名称。活动、会议、奖项不是作品，用引号或者什么都不用。
//!
//! ## Good
//! ```yaml
//! kind: guide
//! text: |
//!   开展“安全生产月”活动；学习《条例》；《监管方案》会议稿；宣传《药品管理法》活动；《百日攻坚行动方案》。
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: guide
//! # warning+2「《安全生产月》」活动、会议的名称不用书名号
//! text: |
//!   参加《安全生产月》活动。
//! ```

use crate::diag::{Level, words};
use crate::model::Paper;
use crate::policy::{Check, Report, Rule, Strength, around, this_file, wording};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Warning,
    strength: Strength::Recommended,
    authority: "GB/T 15834—2011（标点符号用法）",
    since: "0.1.0",
    ids: &["H24"],
    check: Check::Listed(|| EVENTS.map(|event| format!("》{event}")).to_vec(), check),
};

/// What the name of an event ends in, and what the word for it is that follows.
const NAMES: [&str; 8] = ["月", "周", "日", "节", "行动", "专项行动", "年", "万里行"];
const EVENTS: [&str; 7] = ["活动", "宣传活动", "专项行动", "启动仪式", "评选", "大会", "研讨会"];

fn check(paper: &Paper, report: &mut Report) {
    for wording in wording::of(paper) {
        for quote in wording.quotes() {
            let title = quote.title.as_deref().unwrap_or_default();
            let event = around::ends(title, &NAMES).is_some()
                && around::begins(&wording.text[quote.range.end..], &EVENTS).is_some();
            if event {
                report
                    .at(
                        wording.place(quote.range.clone()),
                        words!("活动、会议的名称不用书名号", "an event takes no title marks"),
                    )
                    .help(words!("改用引号", "use quotation marks"));
            }
        }
    }
}
