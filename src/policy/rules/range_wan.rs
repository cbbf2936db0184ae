//! # 范围里省略了“万”“亿” · a range that leaves out its first ten thousand
//!
//! ## 为什么
//! 13～17万元按字面是从13元到17万元。前一个数的“万”“亿”不能省，省了就有歧义。
//!
//! ## Good
//! ```yaml
//! kind: guide
//! text: |
//!   罚款13万元～17万元，5000～1万元，2022—2023万户工程，编号3-5万。
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: guide
//! # warning+3「13～17万元」前一个数省略了“万”
//! # warning+2「2至3亿」前一个数省略了“亿”
//! text: |
//!   投入13～17万元，市场规模2至3亿。
//! ```
//!
//! ## Fixed
//! ```yaml
//! kind: guide
//! text: |
//!   投入13万元～17万元，市场规模2亿至3亿。
//! ```

use crate::diag::{Level, Trust, words};
use crate::model::Paper;
use crate::policy::{Check, Report, Rule, Strength, around, this_file, wording};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Warning,
    strength: Strength::General,
    authority: "GB/T 15835—2011（出版物上数字用法）",
    since: "0.1.0",
    ids: &["K19"],
    check: Check::Words(&["0万", "0亿"], check),
};

fn check(paper: &Paper, report: &mut Report) {
    for wording in wording::of(paper) {
        for found in around::ranges(wording.text).into_iter().filter(|found| found.low < found.high)
        {
            let after = &wording.text[found.range.end..];
            let Some(unit) = around::begins(after, &["万元", "亿元", "万", "亿"]) else {
                continue;
            };
            let bytes = found.range.start..found.range.end + unit.len();
            // 2022—2023万… begins with years, and 编号3-5万 is a number of something else.
            let years = found.first.len() == 4 || wording.text[found.range.clone()].contains('-');
            if !years && wording.own(&bytes) {
                let first = &wording.text[found.first.clone()];
                let zero = unit.trim_end_matches('元');
                report
                    .at(
                        wording.place(bytes),
                        words!("前一个数省略了“{zero}”", "the first number lacks its {zero}"),
                    )
                    .help(words!("写成“{first}{unit}”", "write `{first}{unit}`"))
                    .fix_at(wording.place(found.first), Trust::Suggested, format!("{first}{unit}"));
            }
        }
    }
}
