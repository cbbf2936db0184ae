//! # 千分撇写成了逗号 · a full-width comma inside a number
//!
//! ## 为什么
//! 1，234元会被读成1和234元。分节用半角的千分撇，也可以不分节。
//!
//! ## Good
//! ```yaml
//! kind: guide
//! text: |
//!   投入1,234万元；第1，234页；查处2，300人不等；分别为12，345，6789元；见附件1，200人参会。
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: guide
//! # warning+2「1，234元」数字里用了全角逗号
//! text: |
//!   追回基金1，234元。
//! ```

use crate::diag::{Level, words};
use crate::model::Paper;
use crate::policy::{Check, Report, Rule, Strength, around, this_file, wording};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Warning,
    strength: Strength::General,
    authority: "GB/T 15835—2011（出版物上数字用法）",
    since: "0.1.0",
    ids: &["K23"],
    check: Check::Words(&["0，000"], check),
};

fn check(paper: &Paper, report: &mut Report) {
    for wording in wording::of(paper) {
        for bytes in wording.find("，") {
            let text = wording.text;
            let start = around::digits_to(text, bytes.start);
            let end = around::digits_from(text, bytes.end);
            let Some(unit) = around::begins(&text[end..], &["万元", "亿元", "元"]) else {
                continue;
            };
            // Two numbers in a list look alike: only an amount of money behind a verb is sure.
            let verb = around::ends(&text[..start], &VERBS).is_some();
            let groups = matches!(bytes.start - start, 1..=3) && end - bytes.end == 3;
            if groups && verb && !text[start..].starts_with('0') {
                report
                    .at(
                        wording.place(start..end + unit.len()),
                        words!("数字里用了全角逗号", "a full-width comma stands inside a number"),
                    )
                    .help(words!("改用半角千分撇，或者不分节", "use `,` or nothing"));
            }
        }
    }
}

/// What an amount follows directly.
const VERBS: [&str; 14] = [
    "基金",
    "资金",
    "金额",
    "投入",
    "补助",
    "经费",
    "追回",
    "罚款",
    "退回",
    "共计",
    "合计",
    "达到",
    "人民币",
    "拨付",
];
