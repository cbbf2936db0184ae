//! # 书名号套用 · titles inside titles
//!
//! ## 为什么
//! 书名号里面还有书名号时，外面用双书名号，里面用单书名号。
//!
//! ## Good
//! ```yaml
//! kind: guide
//! text: |
//!   按《关于印发〈监管方案〉的通知》和《条例》《办法》办。
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: guide
//! # warning+3「《」书名号里的书名号应为〈
//! # warning+2「》」书名号里的书名号应为〉
//! text: |
//!   按《关于印发《监管方案》的通知》办。
//! ```
//!
//! ## Fixed
//! ```yaml
//! kind: guide
//! text: |
//!   按《关于印发〈监管方案〉的通知》办。
//! ```

use crate::diag::{Level, Trust, words};
use crate::model::Paper;
use crate::policy::{Check, Report, Rule, Strength, this_file, wording};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Warning,
    strength: Strength::Mandatory,
    authority: "GB/T 15834—2011（标点符号用法）",
    since: "0.1.0",
    ids: &["H23"],
    check: Check::Words(&["《"], check),
};

fn check(paper: &Paper, report: &mut Report) {
    for wording in wording::of(paper) {
        for quote in wording.quotes() {
            let mut depth = 0_usize;
            for (at, c) in wording.text[quote.range.clone()].char_indices() {
                let mark = match c {
                    '《' => {
                        depth += 1;
                        "〈"
                    }
                    '》' => {
                        depth = depth.saturating_sub(1);
                        "〉"
                    }
                    _ => continue,
                };
                let at = quote.range.start + at;
                let outer = at == quote.range.start || at + c.len_utf8() == quote.range.end;
                if outer || depth > 2 {
                    continue;
                }
                report
                    .at(
                        wording.place(at..at + c.len_utf8()),
                        words!("书名号里的书名号应为{mark}", "inside a title it is `{mark}`"),
                    )
                    .help(words!("里层改用单书名号", "use single marks inside"))
                    .fix(Trust::Safe, mark);
            }
        }
    }
}
