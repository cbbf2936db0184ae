//! # 标题末尾有标点 · punctuation at the end of a title
//!
//! ## 为什么
//! 公文标题是名称，不是句子，末尾不用标点。书名号、引号、括号属于标题本身，照写。
//!
//! ## Good
//! ```yaml
//! kind: notice
//! title: 关于印发《医疗保障基金监管工作方案》的通知（试行）
//! subtitle: 定点“两类”机构
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: notice
//! title: 关于开展医疗保障基金监管检查的通知。 # warning「。」标题末尾不用标点
//! ```
//!
//! ## Fixed
//! ```yaml
//! kind: notice
//! title: 关于开展医疗保障基金监管检查的通知
//! ```

use crate::diag::{Level, Trust, words};
use crate::model::Paper;
use crate::policy::{Check, Report, Rule, Strength, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Warning,
    strength: Strength::Practice,
    authority: "实务：标题末尾不用标点",
    since: "0.1.0",
    ids: &["B02"],
    check: Check::Paper(check),
};

/// Marks that end or part sentences. A question or a call may be meant, and is left alone.
const MARKS: [char; 9] = ['。', '，', '、', '；', '：', '.', ',', ';', ':'];

fn check(paper: &Paper, report: &mut Report) {
    for key in ["title", "subtitle"] {
        let Some(field) = paper.root.get(key) else { continue };
        let text = field.text().unwrap_or_default().trim_end();
        let bare = text.trim_end_matches(MARKS);
        if bare.is_empty() || bare.len() == text.len() {
            continue;
        }
        report
            .at(
                field.at(bare.len()..text.len()),
                words!("标题末尾不用标点", "a title ends without punctuation"),
            )
            .help(words!("删去它", "remove it"))
            .fix(Trust::Safe, "");
    }
}
