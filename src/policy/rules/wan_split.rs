//! # 万和千混写 · ten thousands and thousands mixed
//!
//! ## 为什么
//! 3万5千元一半是数字一半是汉字，不好读也不好算。写成3.5万元或者35000元。
//!
//! ## Good
//! ```yaml
//! kind: guide
//! text: |
//!   投入3.5万元，约三万五千元，1万2千瓦时，3万5千余人。
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: guide
//! # warning+2「3万5千元」“3万5千”混用了数字和单位
//! text: |
//!   每户补助3万5千元。
//! ```
//!
//! ## Fixed
//! ```yaml
//! kind: guide
//! text: |
//!   每户补助3.5万元。
//! ```

use crate::diag::{Level, Trust, words};
use crate::model::Paper;
use crate::policy::{Check, Report, Rule, Strength, around, this_file, wording};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Warning,
    strength: Strength::Recommended,
    authority: "GB/T 15835—2011（出版物上数字用法）",
    since: "0.1.0",
    ids: &["K25"],
    check: Check::Words(&["0千"], check),
};

fn check(paper: &Paper, report: &mut Report) {
    for wording in wording::of(paper) {
        for bytes in wording.find("万") {
            let text = wording.text;
            let Some(start) = around::number_to(text, bytes.start) else { continue };
            let end = around::digits_from(text, bytes.end);
            let whole = text[start..bytes.start].bytes().all(|b| b.is_ascii_digit());
            let after = text[end..].strip_prefix('千').unwrap_or_default();
            let Some(unit) = around::begins(after, &["元", "人", "户", "家", "亩", "吨"])
            else {
                continue;
            };
            if !whole || end - bytes.end != 1 {
                continue;
            }
            let mixed = &text[start..end + '千'.len_utf8()];
            let (left, right) = (&text[start..bytes.start], &text[bytes.end..end]);
            let plain = format!("{left}.{right}万{unit}");
            report
                .at(
                    wording.place(start..start + mixed.len() + unit.len()),
                    words!("“{mixed}”混用了数字和单位", "`{mixed}` mixes digits and words"),
                )
                .help(words!("写成“{plain}”", "write `{plain}`"))
                .fix(Trust::Suggested, plain);
        }
    }
}
