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
//! # warning+4「：」时刻里用半角冒号
//! # warning+3「：」时刻里用半角冒号
//! # warning+2「14：00至16：30」时刻里用半角冒号
//! text: |
//!   3月5日上午9：30开会，每天17：30前报送，下午14：00至16：30受理。
//! ```
//!
//! ## Fixed
//! ```yaml
//! kind: guide
//! text: |
//!   3月5日上午9:30开会，每天17:30前报送，下午14:00至16:30受理。
//! ```

use std::ops::Range;

use crate::diag::{Level, Trust, words};
use crate::model::Paper;
use crate::policy::wording::{self, Wording};
use crate::policy::{Check, Report, Rule, Strength, around, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Warning,
    strength: Strength::General,
    authority: "GB/T 15835—2011（出版物上数字用法）",
    since: "0.1.0",
    ids: &["E26"],
    check: Check::Words(&["0：00"], check),
};

/// What a time of day follows, and what follows it.
const BEFORE: [&str; 9] = ["上午", "下午", "中午", "晚上", "早上", "凌晨", "日", "每天", "当天"];
const AFTER: [&str; 6] = ["前", "后开", "开始", "至", "—", "结束"];

/// What joins the two ends of a stretch of time.
const JOINTS: [&str; 8] = ["至", "到", "——", "—", "～", "~", "-", "－"];

fn check(paper: &Paper, report: &mut Report) {
    for wording in wording::of(paper) {
        for times in stretches(&wording) {
            let (first, last) = (&times[0], &times[times.len() - 1]);
            // Both ends of a stretch are mended at once, or neither.
            let bytes = if times.len() == 1 {
                first.colon.clone()
            } else {
                first.whole.start..last.whole.end
            };
            let mended = wording.text[bytes.clone()].replace('：', ":");
            report
                .at(
                    wording.place(bytes),
                    words!("时刻里用半角冒号", "a time of day takes a half-width colon"),
                )
                .help(words!("写成“{mended}”", "write `{mended}`"))
                .fix(Trust::Suggested, mended);
        }
    }
}

/// An hour and a minute around a colon.
struct OfDay {
    whole: Range<usize>,
    colon: Range<usize>,
}

/// The times of day, each with those that are joined to it, where what stands around shows that
/// one of them is a time and no proportion.
fn stretches(wording: &Wording<'_>) -> Vec<Vec<OfDay>> {
    let text = wording.text;
    let mut all: Vec<Vec<OfDay>> = Vec::new();
    for time in wording.find("：").filter_map(|colon| of_day(text, colon)) {
        let joined = all.last_mut().filter(|times| {
            let before = times.last().map_or(0, |time| time.whole.end);
            JOINTS.contains(&&text[before..time.whole.start])
        });
        match joined {
            Some(times) => times.push(time),
            None => all.push(vec![time]),
        }
    }
    let near = |time: &OfDay| {
        around::ends(&text[..time.whole.start], &BEFORE).is_some()
            || around::begins(&text[time.whole.end..], &AFTER).is_some()
    };
    all.retain(|times| times.iter().any(near));
    all
}

fn of_day(text: &str, colon: Range<usize>) -> Option<OfDay> {
    let start = around::digits_to(text, colon.start);
    let end = around::digits_from(text, colon.end);
    let hour: u32 = text[start..colon.start].parse().ok()?;
    let minute: u32 = text[colon.end..end].parse().ok()?;
    let right = hour <= 24 && minute < 60 && end - colon.end == 2;
    right.then_some(OfDay { whole: start..end, colon })
}
