//! # 附件名称后有标点 · punctuation after the name of an attachment
//!
//! ## 为什么
//! 附件名称之后不加标点。自报的名称带了分号、句号，同附件自己的标题也对不上。
//!
//! ## Good
//! ```yaml
//! kind: notice
//! attachments:
//!   - {paper: a, title: 任务分解表（试行）}
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: notice
//! attachments:
//!   - {paper: a, title: 任务分解表；} # error「；」附件名称之后不加标点
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
    level: Level::Error,
    strength: Strength::Mandatory,
    authority: "GB/T 9704-2012，7.3.4",
    since: "0.1.0",
    ids: &["I09"],
    check: Check::Paper(check),
};

const MARKS: [char; 9] = ['。', '，', '、', '；', '：', '.', ',', ';', ':'];

fn check(paper: &Paper, report: &mut Report) {
    // Whose title it is is asked only where one ends in a mark.
    let marked = |field: &Field| field.text().is_some_and(|text| text.trim_end().ends_with(MARKS));
    if !paper.texts().any(|field| field.name == "title" && marked(field)) {
        return;
    }
    paper.root.walk(&mut |entry| {
        let Some(title) = entry.get("title").filter(|_| entry.fact() == Some("attachment")) else {
            return;
        };
        let text = title.text().unwrap_or_default().trim_end();
        let bare = text.trim_end_matches(MARKS);
        if !bare.is_empty() && bare.len() < text.len() {
            report
                .at(
                    Field::at(title, bare.len()..text.len()),
                    words!(
                        "附件名称之后不加标点",
                        "no punctuation follows the name of an attachment"
                    ),
                )
                .help(words!("删去它", "remove it"))
                .fix(Trust::Safe, "");
        }
    });
}
