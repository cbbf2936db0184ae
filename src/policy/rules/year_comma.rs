//! # 年份加了千分撇 · a thousands separator in a year
//!
//! ## 为什么
//! 年份不是数量，不分节。
//!
//! ## Good
//! ```yaml
//! kind: guide
//! text: |
//!   2026年3月；有2,000年历史；距今2,026年前；投入2,026万元。
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: guide
//! # warning+2「2,026年」年份不加千分撇
//! text: |
//!   自2,026年3月起施行。
//! ```
//!
//! ## Fixed
//! ```yaml
//! kind: guide
//! text: |
//!   自2026年3月起施行。
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
    ids: &["K24"],
    check: Check::Words(&[",0", ",年"], check),
};

fn check(paper: &Paper, report: &mut Report) {
    for wording in wording::of(paper) {
        for (at, _) in wording.text.match_indices(',') {
            let start = around::digits_to(wording.text, at);
            let end = around::digits_from(wording.text, at + 1);
            let bytes = start..end + '年'.len_utf8();
            let Some(year) = wording.text[end..].strip_prefix('年') else { continue };
            let bare = wording.text[start..end].replace(',', "");
            let ours = bare.parse().is_ok_and(|year: u16| (1949..2100).contains(&year));
            // 2,000年 and 2,026年前 measure a time.
            let dated = around::begins(year, &["1", "2", "3", "4", "5", "6", "7", "8", "9"]);
            let part = around::begins(year, &["度", "底", "初", "末", "起", "至", "上半", "下半"]);
            if bare.len() == 4 && ours && (dated.or(part)).is_some() && wording.own(&bytes) {
                report
                    .at(
                        wording.place(bytes),
                        words!("年份不加千分撇", "a year takes no thousands separator"),
                    )
                    .help(words!("写成“{bare}年”", "write `{bare}年`"))
                    .fix(Trust::Suggested, format!("{bare}年"));
            }
        }
    }
}
