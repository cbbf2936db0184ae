//! # 题名与内容的种类不符 · a title of another kind of paper
//!
//! ## 为什么
//! 内容是责任清单，题名却叫“统计表”，照题名找附件的人会以为漏了一份。只看明显属于另一种文件的题名。
//!
//! ## Good
//! ```yaml
//! kind: responsibility-list
//! title: 2022年基金监管工作任务分解表
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: responsibility-list
//! title: 2022年基金监管工作情况统计表 # warning「统计表」内容是责任清单，题名却是“统计表”
//! ```

use crate::diag::{Level, words};
use crate::model::Paper;
use crate::policy::{Check, Report, Rule, Strength, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Warning,
    strength: Strength::Internal,
    authority: "内部一致性：题名与内容的种类应当一致",
    since: "0.1.0",
    ids: &["B15"],
    check: Check::Paper(check),
};

/// Each kind, what it is, and endings of titles that belong to something else.
const FOREIGN: [(&str, &str, &[&str]); 7] = [
    (
        "responsibility-list",
        "责任清单",
        &["统计表", "承诺书", "名单", "实施方案", "工作方案", "通知"],
    ),
    ("commitment-letter", "承诺书", &["统计表", "清单", "名单", "方案", "责任状", "通知"]),
    ("member-list", "名单", &["统计表", "清单", "承诺书", "方案", "通知"]),
    ("campaign", "方案", &["统计表", "清单", "名单", "承诺书", "通知"]),
    ("inspection-plan", "检查计划", &["统计表", "承诺书", "名单", "通知"]),
    ("cross-inspection", "交叉检查安排", &["统计表", "承诺书", "责任清单", "通知"]),
    ("guide", "指引", &["统计表", "承诺书", "名单", "清单", "方案", "通知"]),
];

fn check(paper: &Paper, report: &mut Report) {
    let entry = FOREIGN.iter().find(|(kind, ..)| *kind == paper.kind.value);
    let (Some((_, what, endings)), Some(title)) = (entry, paper.root.get("title")) else { return };
    let text = title.text().unwrap_or_default().trim_end();
    let Some(ending) = endings.iter().find(|ending| text.ends_with(**ending)) else { return };
    report
        .at(
            title.at(text.len() - ending.len()..text.len()),
            words!(
                "内容是{what}，题名却是“{ending}”",
                "this is a {what}, but the title calls it `{ending}`"
            ),
        )
        .also(paper.kind.span, words!("文件种类", "the kind of paper"))
        .help(words!("改题名，或者改用对应的种类", "change the title, or use the kind it names"));
}
