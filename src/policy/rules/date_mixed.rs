//! # 日期里混用两种数字 · a date in digits and in Chinese numerals
//!
//! ## 为什么
//! 同一个日期里，年、月、日用同一种数字。
//!
//! ## Good
//! ```yaml
//! kind: guide
//! text: |
//!   2026年3月5日；二〇二六年三月；2026年第一季度；2026年上半年；3年零六个月；2026年十一前后；2026年元月；
//!   2026年一季度；2026年一年内。
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: guide
//! # warning+2「2026年三月」日期混用了阿拉伯数字和汉字数字
//! text: |
//!   自2026年三月起施行。
//! ```
//!
//! ## Fixed
//! ```yaml
//! kind: guide
//! text: |
//!   自2026年3月起施行。
//! ```

use crate::calendar::numerals;
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
    ids: &["E07"],
    check: Check::Words(&MIXED, check),
};

/// A numeral in Chinese right behind a year or a month in figures.
const MIXED: [&str; 20] = [
    "0年一", "0年二", "0年三", "0年四", "0年五", "0年六", "0年七", "0年八", "0年九", "0年十",
    "0月一", "0月二", "0月三", "0月四", "0月五", "0月六", "0月七", "0月八", "0月九", "0月十",
];

fn check(paper: &Paper, report: &mut Report) {
    for wording in wording::of(paper) {
        for (pattern, suffix) in [("年", "月"), ("月", "日")] {
            for bytes in wording.find(pattern) {
                let text = wording.text;
                let start = around::digits_to(text, bytes.start);
                let after = &text[bytes.end..];
                let other = after.trim_start_matches(|c| "一二三四五六七八九十".contains(c));
                let end = text.len() - other.len();
                let number = numerals::from_hanzi(&text[bytes.end..end]);
                let (true, Some(number)) =
                    (start < bytes.start && other.starts_with(suffix), number)
                else {
                    continue;
                };
                let numeral = bytes.end..end;
                let new = number.to_string();
                let same = around::keeps_times(paper, text, &numeral, &new);
                let trust = if same { Trust::Safe } else { Trust::Suggested };
                report
                    .at(
                        wording.place(start..end + suffix.len()),
                        words!(
                            "日期混用了阿拉伯数字和汉字数字",
                            "a date mixes two sorts of numerals"
                        ),
                    )
                    .help(words!("写成“{number}{suffix}”", "write `{number}{suffix}`"))
                    .fix_at(wording.place(numeral), trust, new);
            }
        }
    }
}
