//! # 附注自带了括号 · brackets around the note
//!
//! ## 为什么
//! 附注加圆括号，括号由版式加上；自己再写一对，印出来就是两层。
//!
//! ## Good
//! ```yaml
//! kind: notice
//! to: [各县（市、区）医疗保障局]
//! note: 此件公开发布（附件除外）
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: notice
//! to: [各县（市、区）医疗保障局]
//! note: （此件公开发布） # error「（此件公开发布）」附注的括号由版式加上
//! ```
//!
//! ## Fixed
//! ```yaml
//! kind: notice
//! to: [各县（市、区）医疗保障局]
//! note: 此件公开发布
//! ```

use crate::diag::{Level, Trust, words};
use crate::model::Paper;
use crate::policy::offices;
use crate::policy::{Check, Report, Rule, Strength, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Error,
    strength: Strength::Mandatory,
    authority: "GB/T 9704-2012，7.3.6",
    since: "0.1.0",
    ids: &["M08"],
    check: Check::Paper(check),
};

fn check(paper: &Paper, report: &mut Report) {
    let Some(note) = paper.root.get("note").filter(|_| offices::recipients(paper).next().is_some())
    else {
        return;
    };
    let text = note.text().unwrap_or_default().trim();
    let inner = text.strip_prefix(['（', '(']).and_then(|rest| rest.strip_suffix(['）', ')']));
    if let Some(inner) = inner.filter(|inner| !inner.contains(['（', '）', '(', ')'])) {
        report
            .at(
                note.inside(),
                words!("附注的括号由版式加上", "the look adds the brackets of a note"),
            )
            .help(words!("删去括号", "remove the brackets"))
            .fix(Trust::Safe, inner);
    }
}
