//! # 题名里带着附件标识 · a title that carries the label of an attachment
//!
//! ## 为什么
//! 附件首页左上角的“附件1”由版式印出，顺序号按附件的次序自动编。题名里再写一遍，印出来就有两个，
//! 增删附件以后还会互相矛盾。
//!
//! ## Good
//! ```yaml notice.yaml
//! kind: notice
//! title: 关于公布附件一览表的通知
//! attachments: [{paper: plan, title: 附件管理办法}, list]
//! ```
//! ```yaml plan.yaml
//! kind: guide
//! id: plan
//! title: 附件管理办法
//! ```
//! ```yaml list.yaml
//! kind: guide
//! id: list
//! title: 附件一览表
//! ```
//!
//! ## Bad
//! ```yaml notice.yaml
//! kind: notice
//! attachments:
//!   - paper: plan
//!     title: 附件2 任务分解表 # error「附件2」附件的标识由版式印出，题名里不写
//! ```
//! ```yaml plan.yaml
//! kind: guide
//! id: plan
//! title: 附件一：任务分解表 # error「附件一：」附件的标识由版式印出，题名里不写
//! ```
//!
//! ## Fixed
//! ```yaml notice.yaml
//! kind: notice
//! attachments:
//!   - paper: plan
//!     title: 任务分解表
//! ```
//! ```yaml plan.yaml
//! kind: guide
//! id: plan
//! title: 任务分解表
//! ```

use crate::diag::{Level, Trust, words};
use crate::model::{Field, Paper};
use crate::policy::{Check, Report, Rule, Strength, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Error,
    strength: Strength::Mandatory,
    authority: "GB/T 9704-2012，7.3.7（附件标识与附件标题分行编排）",
    since: "0.1.0",
    ids: &["I13"],
    check: Check::Words(&["附件"], check),
};

fn check(paper: &Paper, report: &mut Report) {
    paper.root.get("title").into_iter().for_each(|title| judge(title, report));
    for entry in paper.root.items_of("attachments") {
        entry.get("title").into_iter().for_each(|title| judge(title, report));
    }
}

fn judge(title: &Field, report: &mut Report) {
    let text = title.text().unwrap_or_default();
    let Some(length) = label(text).filter(|length| *length < text.len()) else { return };
    let shown = text[..length].trim_end().len();
    let cut = title.at(0..length);
    report
        .at(
            title.at(0..shown),
            words!(
                "附件的标识由版式印出，题名里不写",
                "the label of an attachment is printed by itself and is no part of its title"
            ),
        )
        .help(words!(
            "删去它；次序以附件清单为准",
            "remove it; the list of attachments numbers them"
        ))
        .fix_at(cut, Trust::Suggested, "");
}

/// How long a label is that a title begins with: 附件1, 附件一：, 附件：. 附件一览表 has none.
fn label(text: &str) -> Option<usize> {
    const MARKS: [char; 7] = ['：', ':', '、', '.', '．', ' ', '\u{3000}'];
    let rest = text.strip_prefix("附件")?;
    let digits = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    let hanzi = rest.trim_start_matches(|c: char| "一二三四五六七八九十".contains(c));
    let after = if digits.len() < rest.len() { digits } else { hanzi };
    let bare = after.trim_start_matches(MARKS);
    let marked = bare.len() < after.len();
    let counted = digits.len() < rest.len() && !after.starts_with(['份', '个', '件', '页', '-']);
    (marked || counted).then_some(text.len() - bare.len())
}
