//! # 时刻里的全角冒号 · a full-width colon in a time of day
//!
//! ## 为什么
//! 时刻的时和分之间用半角冒号：9:30。全角的冒号后面空出半个字，9：30看着像两栏。
//!
//! ## Good
//! ```yaml
//! kind: guide
//! text: |
//!   上午9:30；比例为1：50；名单：3家；甲乙两队3：2战平；时间：30分钟。
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: guide
//! # warning+3「：」时刻里用半角冒号
//! # warning+2「：」时刻里用半角冒号
//! text: |
//!   3月5日上午9：30开会，每天17：30前报送。
//! ```
//!
//! ## Fixed
//! ```yaml
//! kind: guide
//! text: |
//!   3月5日上午9:30开会，每天17:30前报送。
//! ```

use crate::diag::{Level, Trust, words};
use crate::model::Paper;
use crate::policy::{Check, Report, Rule, Strength, around, this_file, wording};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Warning,
    strength: Strength::General,
    authority: "GB/T 15835—2011（出版物上数字用法）",
    since: "0.1.0",
    ids: &["E26"],
    check: Check::Paper(check),
};

/// What a time of day follows, and what follows it.
const BEFORE: [&str; 9] = ["上午", "下午", "中午", "晚上", "早上", "凌晨", "日", "每天", "当天"];
const AFTER: [&str; 6] = ["前", "后开", "开始", "至", "—", "结束"];

fn check(paper: &Paper, report: &mut Report) {
    for wording in wording::of(paper) {
        for bytes in wording.find("：").filter(|bytes| of_day(wording.text, bytes)) {
            report
                .at(
                    wording.place(bytes),
                    words!("时刻里用半角冒号", "a time of day takes a half-width colon"),
                )
                .help(words!("写成“:”", "write `:`"))
                .fix(Trust::Suggested, ":");
        }
    }
}

fn of_day(text: &str, bytes: &std::ops::Range<usize>) -> bool {
    let start = around::digits_to(text, bytes.start);
    let end = around::digits_from(text, bytes.end);
    let hour: Option<u32> = text[start..bytes.start].parse().ok();
    let minute: Option<u32> = text[bytes.end..end].parse().ok();
    let right = hour.is_some_and(|hour| hour <= 24) && minute.is_some_and(|minute| minute < 60);
    let near = around::ends(&text[..start], &BEFORE).is_some()
        || around::begins(&text[end..], &AFTER).is_some();
    right && end - bytes.end == 2 && near
}
