//! # 附件名称加了书名号 · title marks around the name of an attachment
//!
//! ## 为什么
//! 附件说明本身就是一份题名表，名称前后不再加书名号；名称里面引用别的文件时，照写。
//!
//! ## Good
//! ```yaml
//! kind: notice
//! attachments:
//!   - {paper: a, title: 贯彻落实《条例》任务分解表}
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: notice
//! attachments:
//!   - {paper: a, title: 《任务分解表》} # warning「《任务分解表》」附件名称不加书名号
//! ```
//!
//! ## Fixed
//! ```yaml
//! kind: notice
//! attachments:
//!   - {paper: a, title: 任务分解表}
//! ```

use crate::diag::{Level, Trust, words};
use crate::model::Paper;
use crate::policy::{Check, Report, Rule, Strength, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Warning,
    strength: Strength::Practice,
    authority: "实务：附件说明里的名称不加书名号",
    since: "0.1.0",
    ids: &["I10"],
    check: Check::Paper(check),
};

fn check(paper: &Paper, report: &mut Report) {
    paper.root.walk(&mut |entry| {
        let Some(title) =
            entry.get("title").filter(|_| entry.fact.as_deref() == Some("attachment"))
        else {
            return;
        };
        let text = title.text().unwrap_or_default();
        let inner = text.strip_prefix('《').and_then(|rest| rest.strip_suffix('》'));
        if let Some(inner) = inner.filter(|inner| !inner.contains(['《', '》'])) {
            report
                .at(
                    title.inside(),
                    words!("附件名称不加书名号", "the name stands without title marks"),
                )
                .help(words!("删去书名号", "remove the marks"))
                .fix(Trust::Safe, inner);
        }
    });
}
