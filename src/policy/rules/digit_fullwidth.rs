//! # 全角数字和字母 · full-width digits and letters
//!
//! ## 为什么
//! 数字和字母用半角。全角的数字占一个汉字的宽度，一串数字就散了，检索和求和也认不出来。
//!
//! ## Good
//! ```yaml
//! kind: guide
//! text: |
//!   共123家，按《关于Ａ类机构的通知》办，ABC类。
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: guide
//! # warning+3「１２３」全角的“１２３”应为半角
//! # warning+2「Ａ」全角的“Ａ”应为半角
//! text: |
//!   共１２３家，其中Ａ类5家。
//! ```
//!
//! ## Fixed
//! ```yaml
//! kind: guide
//! text: |
//!   共123家，其中A类5家。
//! ```

use crate::diag::{Level, Trust, words};
use crate::model::Paper;
use crate::policy::{Check, Report, Rule, Strength, this_file, wording};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Warning,
    strength: Strength::General,
    authority: "GB/T 15835—2011（出版物上数字用法）",
    since: "0.1.0",
    ids: &["K21"],
    check: Check::Listed(full_width, check),
};

fn full_width() -> Vec<String> {
    let all = ('０'..='９').chain('Ａ'..='Ｚ').chain('ａ'..='ｚ').chain(['％']);
    all.map(String::from).collect()
}

fn check(paper: &Paper, report: &mut Report) {
    for wording in wording::of(paper) {
        let mut end = 0;
        for (at, c) in wording.text.char_indices().filter(|(_, c)| half(*c).is_some()) {
            if at < end {
                continue;
            }
            let run = &wording.text[at..];
            let run = &run[..run.find(|c| half(c).is_none()).unwrap_or(run.len())];
            let bytes = at..at + run.len();
            end = bytes.end;
            if !wording.own(&(at..at + c.len_utf8())) {
                continue;
            }
            let narrow: String = run.chars().filter_map(half).collect();
            report
                .at(
                    wording.place(bytes),
                    words!("全角的“{run}”应为半角", "full-width `{run}` should be half-width"),
                )
                .help(words!("写成“{narrow}”", "write `{narrow}`"))
                .fix(Trust::Safe, narrow);
        }
    }
}

/// The half-width form of a full-width digit, letter or percent sign.
fn half(c: char) -> Option<char> {
    let full = matches!(c, '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' | '％');
    full.then(|| char::from_u32(u32::from(c) - 0xFEE0)).flatten()
}
