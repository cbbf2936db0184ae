//! # 截止与截至 · "until" and "closing" confused
//!
//! ## 为什么
//! “截至”说的是停在某个时间，后面接时间；“截止”说的是到期停止，后面不接时间，可以接“时间”“日期”。
//!
//! ## Good
//! ```yaml
//! kind: guide
//! text: |
//!   截至目前，已检查35家；截至2026年3月底；报名截止时间为3月5日；申报截止后不再受理；报名截止3月5日。
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: guide
//! # warning+4「截止」后面接时间，应为“截至”
//! # warning+5「截止」后面接时间，应为“截至”
//! # warning+4「截至」这里应为“截止”
//! text: |
//!   截止目前，已检查35家。
//!
//!   截止2026年3月底，全部办结，报名截至时间另行通知。
//! ```
//!
//! ## Fixed
//! ```yaml
//! kind: guide
//! text: |
//!   截至目前，已检查35家。
//!
//!   截至2026年3月底，全部办结，报名截止时间另行通知。
//! ```

use crate::diag::{Level, Trust, words};
use crate::model::Paper;
use crate::policy::{Check, Report, Rule, Strength, around, this_file, wording};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Warning,
    strength: Strength::Practice,
    authority: "实务：截至接时间，截止不接",
    since: "0.1.0",
    ids: &["E24"],
    check: Check::Words(&["截止", "截至"], check),
};

fn check(paper: &Paper, report: &mut Report) {
    for wording in wording::of(paper) {
        for bytes in wording.find("截止").filter(|bytes| until(wording.text, bytes)) {
            report
                .at(
                    wording.place(bytes),
                    words!("后面接时间，应为“截至”", "before a time it is 截至"),
                )
                .help(words!("改为“截至”", "write 截至"))
                .fix(Trust::Safe, "截至");
        }
        for bytes in wording.find("截至") {
            if around::begins(&wording.text[bytes.end..], &["时间", "日期", "期限"]).is_none()
            {
                continue;
            }
            report
                .at(wording.place(bytes), words!("这里应为“截止”", "here it is 截止"))
                .help(words!("改为“截止”", "write 截止"))
                .fix(Trust::Safe, "截止");
        }
    }
}

/// Whether a time follows, and nothing before says what ends then: 报名截止3月5日 is an ending.
fn until(text: &str, bytes: &std::ops::Range<usize>) -> bool {
    const TIMES: [&str; 8] = ["目前", "今年", "去年", "上月", "昨日", "上年", "本月", "当前"];
    let after = &text[bytes.end..];
    let digits = around::digits_from(after, 0);
    let dated = digits > 0 && around::begins(&after[digits..], &["年", "月"]).is_some();
    let alone = !text[..bytes.start].ends_with(around::is_han);
    alone && (dated || around::begins(after, &TIMES).is_some())
}
