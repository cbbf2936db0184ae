//! # 年份简写 · a year of two digits
//!
//! ## 为什么
//! 年份写四位。26年底放上几年，谁也说不准是哪一年；“20年底”还可能被当成二十年。
//!
//! ## Good
//! ```yaml
//! kind: notice
//! title: 关于做好2026年度医保工作的通知
//! body: |
//!   2026年底前完成；从业30年以上；20年底蕴；近25年上半叶；成立20年10月；第25年度。
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: notice
//! title: 关于做好26年度医保工作的通知 # warning「26年」年份应写四位
//! # warning+2「26年」年份应写四位
//! body: |
//!   于26年底前完成。
//! ```
//!
//! ## Fixed
//! ```yaml
//! kind: notice
//! title: 关于做好2026年度医保工作的通知
//! body: |
//!   于2026年底前完成。
//! ```

use crate::diag::{Level, Trust, words};
use crate::model::Paper;
use crate::policy::{Check, Report, Rule, Strength, around, this_file, wording};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Warning,
    strength: Strength::Mandatory,
    authority: "GB/T 15835—2011（出版物上数字用法）",
    since: "0.1.0",
    ids: &["E05", "B12"],
    check: Check::Words(&["0年底前", "0年底完", "0年度工", "0年度医", "0年度计", "0年度考"], check),
};

/// What follows a year and no length of time.
const PARTS: [&str; 6] = ["底前", "底完", "度工", "度医", "度计", "度考"];

fn check(paper: &Paper, report: &mut Report) {
    for wording in wording::of(paper) {
        for bytes in wording.find("年") {
            let text = wording.text;
            let start = around::digits_to(text, bytes.start);
            let short = &text[start..bytes.start];
            let value: u16 = short.parse().unwrap_or_default();
            let sure = around::begins(&text[bytes.end..], &PARTS).is_some();
            let lone = around::ends(&text[..start], &["于", "在", "到", "做好", "，", "“", "自"]);
            if short.len() != 2 || !(15..=45).contains(&value) || !sure || lone.is_none() {
                continue;
            }
            let full = format!("20{short}年");
            report
                .at(
                    wording.place(start..bytes.end),
                    words!("年份应写四位", "a year is written with four digits"),
                )
                .help(words!("写成“{full}”", "write `{full}`"))
                .fix(Trust::Suggested, full);
        }
    }
}
