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
use crate::model::{Field, Paper};
use crate::policy::{Check, Report, Rule, Strength, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Warning,
    strength: Strength::Practice,
    authority: "实务：附件说明里的名称不加书名号",
    since: "0.1.0",
    ids: &["I10"],
    check: Check::Words(&["《"], check),
};

fn check(paper: &Paper, report: &mut Report) {
    // Whose title it is is asked only where one stands in marks.
    if !paper.texts().any(|field| field.name == "title" && marked(field).is_some()) {
        return;
    }
    paper.root.walk(&mut |entry| {
        let Some(title) = entry.get("title").filter(|_| entry.fact() == Some("attachment")) else {
            return;
        };
        if let Some(inner) = marked(title) {
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

/// What stands in the marks around a title.
fn marked(title: &Field) -> Option<&str> {
    let inner = title.text()?.strip_prefix('《')?.strip_suffix('》')?;
    (!inner.contains(['《', '》'])).then_some(inner)
}
