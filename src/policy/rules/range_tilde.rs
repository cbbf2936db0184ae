//! # 数值范围用了短横 · a hyphen for a range of quantities
//!
//! ## 为什么
//! 短横连接编号和型号，5-10天可能被读成一个编号。数值的范围用浪纹线或者一字线，国家标准给的例子是
//! 400～429页。电话、型号、条款号、日期不在此列。
//!
//! ## Good
//! ```yaml
//! kind: guide
//! text: |
//!   5～10天，5—10天，电话0750-5550126，GB/T 9704—2012，2022-03-05，第2-3项，A3-5人，附件1-3，
//!   3-5年级，1-2号楼，2022-2026年，编号10-5个。
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: guide
//! # warning+3「-」数值范围用浪纹线
//! # warning+2「-」数值范围用浪纹线
//! text: |
//!   限5-10天办结，每组3-5人。
//! ```
//!
//! ## Fixed
//! ```yaml
//! kind: guide
//! text: |
//!   限5～10天办结，每组3～5人。
//! ```

use crate::diag::{Level, Trust, words};
use crate::model::{Chars, Paper};
use crate::policy::{Check, Report, Rule, Strength, around, this_file, wording};
use crate::text::Marks;

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Warning,
    strength: Strength::General,
    authority: "GB/T 15834—2011（标点符号用法）；GB/T 15835—2011（出版物上数字用法）",
    since: "0.1.0",
    ids: &["K17"],
    check: Check::Words(&["0-0", "0－0"], check),
};

/// What is counted or measured; points in time and numbers of things are not among them.
const UNITS: [&str; 39] = [
    "天",
    "个",
    "人",
    "名",
    "家",
    "次",
    "万",
    "亿",
    "元",
    "吨",
    "公斤",
    "千克",
    "小时",
    "分钟",
    "秒",
    "米",
    "厘米",
    "毫米",
    "公里",
    "千米",
    "项",
    "件",
    "份",
    "倍",
    "页",
    "岁",
    "周",
    "年",
    "平方米",
    "亩",
    "户",
    "场",
    "轮",
    "℃",
    "kg",
    "cm",
    "mm",
    "km",
    "m",
];
/// What makes a name of a quantity.
const NAMES: [&str; 4] = ["年级", "年期", "年制", "个年级"];
/// Before a number, what makes it the number of a thing.
const NUMBERED: [&str; 9] = ["第", "附件", "表", "图", "附表", "附图", "条", "号", "款"];

/// What is typed for a wave dash.
const TYPED: &str = "-－";
/// The same, as a text is searched for them, and as it is asked whether it has any.
const DASHES: Marks = Marks::of(TYPED);
const ANY: Chars = Chars::of(TYPED);

fn check(paper: &Paper, report: &mut Report) {
    for wording in wording::of(paper).filter(|wording| wording.may_word(&ANY)) {
        for (at, dash) in DASHES.places(wording.text) {
            let bytes = at..at + dash.len_utf8();
            if wording.own(&bytes) && ranges(wording.text, &bytes) {
                report
                    .at(
                        wording.place(bytes),
                        words!("数值范围用浪纹线", "a range of quantities takes `～`"),
                    )
                    .help(words!("写成“～”", "write `～`"))
                    .fix(Trust::Suggested, "～");
            }
        }
    }
}

/// Whether a smaller and a greater quantity stand around the dash.
fn ranges(text: &str, dash: &std::ops::Range<usize>) -> bool {
    let end = around::number_from(text, dash.end);
    let Some(start) = around::number_to(text, dash.start) else { return false };
    let read = |bytes: std::ops::Range<usize>| text[bytes].parse::<f64>().ok();
    let (low, high) = (read(start..dash.start), read(dash.end..end));
    let after = &text[end..];
    let long = around::digits_from(text, start) - start > 3 && after.starts_with('年');
    matches!((low, high), (Some(low), Some(high)) if low < high)
        && !long
        // Where the first number lacks its percent sign, `range-percent` mends both.
        && !after.starts_with('%')
        && around::ends(&text[..start], &NUMBERED).is_none()
        && around::begins(after, &NAMES).is_none()
        && around::begins(after, &UNITS).is_some_and(|unit| {
            let next = after[unit.len()..].chars().next();
            !unit.ends_with(|c: char| c.is_ascii_alphabetic())
                || !next.is_some_and(|c| c.is_ascii_alphanumeric())
        })
}
