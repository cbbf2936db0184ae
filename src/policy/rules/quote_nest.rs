//! # 引号里再用双引号 · double quotation marks inside double ones
//!
//! ## 为什么
//! 引号里面还要用引号时，外面用双引号，里面用单引号，读的人才分得清哪一半在哪一层。
//!
//! ## Good
//! ```yaml
//! kind: guide
//! text: |
//!   开展“回头看”“一件事”活动，他说：“抓好‘两类’机构。”
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: guide
//! # warning+3「“」引号里的引号应为‘
//! # warning+2「”」引号里的引号应为’
//! text: |
//!   坚持“以“看病钱”安全为底线”的原则。
//! ```
//!
//! ## Fixed
//! ```yaml
//! kind: guide
//! text: |
//!   坚持“以‘看病钱’安全为底线”的原则。
//! ```

use crate::diag::{Level, Trust, words};
use crate::model::Paper;
use crate::policy::{Check, Report, Rule, Strength, around, this_file, wording};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Warning,
    strength: Strength::Mandatory,
    authority: "GB/T 15834—2011（标点符号用法）",
    since: "0.1.0",
    ids: &["K05"],
    check: Check::Words(&["“"], check),
};

fn check(paper: &Paper, report: &mut Report) {
    for wording in wording::of(paper).filter(|wording| wording.may_have('“')) {
        for paragraph in around::paragraphs(wording.text) {
            for (at, mark) in inner(&wording.text[paragraph.clone()]) {
                let at = paragraph.start + at;
                let bytes = at..at + mark.len();
                if wording.own(&bytes) {
                    report
                        .at(
                            wording.place(bytes),
                            words!("引号里的引号应为{mark}", "inside quotation marks use `{mark}`"),
                        )
                        .help(words!("里层改用单引号", "use single marks inside"))
                        .fix(Trust::Suggested, mark);
                }
            }
        }
    }
}

/// The inner marks of a paragraph, when all its marks pair; one that is open tells nothing.
fn inner(paragraph: &str) -> Vec<(usize, &'static str)> {
    let (mut depth, mut found) = (0_usize, Vec::new());
    for (at, c) in paragraph.char_indices() {
        match c {
            '“' => {
                depth += 1;
                found.extend((depth == 2).then_some((at, "‘")));
            }
            '”' if depth == 0 => return Vec::new(),
            '”' => {
                found.extend((depth == 2).then_some((at, "’")));
                depth -= 1;
            }
            _ => {}
        }
    }
    if depth == 0 { found } else { Vec::new() }
}
