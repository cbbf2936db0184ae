//! # 下午与24小时制并用 · an afternoon on the 24-hour clock
//!
//! ## 为什么
//! 15时已经是下午，“下午15时”把两种计时法叠在一起。
//!
//! ## Good
//! ```yaml
//! kind: guide
//! text: |
//!   15时；下午3时；上午9:30；下午15人到场；中午12时；今晚值班；下午2点。
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: guide
//! # warning+3「下午15时」“下午”和24小时制重复
//! # warning+2「晚上20:00」“晚上”和24小时制重复
//! text: |
//!   下午15时开会，晚上20:00前报送。
//! ```

use crate::diag::{Level, words};
use crate::model::Paper;
use crate::policy::{Check, Report, Rule, Strength, around, this_file, wording};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Warning,
    strength: Strength::Practice,
    authority: "实务：两种计时法只用一种",
    since: "0.1.0",
    ids: &["E25"],
    check: Check::Words(&["下午0", "傍晚0", "晚上0"], check),
};

fn check(paper: &Paper, report: &mut Report) {
    for wording in wording::of(paper) {
        for word in ["下午", "傍晚", "晚上"] {
            for bytes in wording.find(word) {
                let text = wording.text;
                let end = around::digits_from(text, bytes.end);
                let hour: u32 = text[bytes.end..end].parse().unwrap_or_default();
                let clock = around::begins(&text[end..], &["时", "点", ":", "："]);
                let Some(clock) = clock.filter(|_| (13..=24).contains(&hour)) else { continue };
                let minutes = end + clock.len();
                let end = if clock == "时" || clock == "点" {
                    minutes
                } else {
                    around::digits_from(text, minutes)
                };
                report
                    .at(
                        wording.place(bytes.start..end),
                        words!("“{word}”和24小时制重复", "{word} stands with the 24-hour clock"),
                    )
                    .help(words!("只留一种说法", "keep one of them"));
            }
        }
    }
}
