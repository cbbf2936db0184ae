//! # 层次过深 · a fifth level of numbers
//!
//! ## 为什么
//! 层次序数依次用一、（一）1.（1）四层。再往下用①，读的人已经记不住自己在哪一层。
//!
//! ## Good
//! ```yaml
//! kind: guide
//! text: |
//!   一、目标
//!
//!   （1）自查；见图中①处；1.5万元。
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: guide
//! # hint+4「①」公文的层次序数一般只到第四层
//! text: |
//!   （1）自查：
//!
//!   ①摸清底数；
//! ```

use crate::diag::{Level, words};
use crate::model::Paper;
use crate::policy::{Check, Report, Rule, Strength, around, this_file, wording};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Hint,
    strength: Strength::General,
    authority: "GB/T 9704-2012，7.3.3",
    since: "0.1.0",
    ids: &["D08"],
    check: Check::Words(&["①"], check),
};

fn check(paper: &Paper, report: &mut Report) {
    for wording in wording::prose(paper) {
        for bytes in wording.find("①") {
            if !around::starts_line(wording.text, bytes.start) {
                continue;
            }
            report
                .at(
                    wording.place(bytes),
                    words!(
                        "公文的层次序数一般只到第四层",
                        "numbers of a paper go four levels deep"
                    ),
                )
                .help(words!("合并层次，或者写成一段话", "merge levels, or write a paragraph"));
        }
    }
}
