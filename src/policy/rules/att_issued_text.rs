//! # 印发的正件又称附件 · what the notice issues is called an attachment
//!
//! ## 为什么
//! 通知印发方案，方案是正件，不是附件；写成“现将《方案》（见附件1）印发给你们”，就把正件降成了附件。随文另附的
//! 表格、名单才称附件。
//!
//! ## Good
//! ```yaml
//! kind: notice
//! body: 现将《工作方案》印发给你们，报表见附件2。
//! attachments: [plan, form]
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: notice
//! # hint+1「附件1」印发的正件又称附件
//! body: 现将《工作方案》（见附件1）印发给你们，请遵照执行。
//! attachments: [plan, form]
//! ```

use crate::diag::{Level, words};
use crate::model::{Paper, mention};
use crate::policy::{Check, Report, Rule, Strength, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Hint,
    strength: Strength::Practice,
    authority: "实务：通知印发的正件不称附件",
    since: "0.1.0",
    ids: &["I15"],
    check: Check::Words(ISSUES, check),
};

/// How the words go on that issue a paper.
const ISSUES: &[&str] = &["印发给", "印发你", "予以印发", "印发，"];

fn check(paper: &Paper, report: &mut Report) {
    let Some(body) = paper.root.get("body") else { return };
    let text = body.text().unwrap_or_default();
    for mention in mention::find(text) {
        let before = text[..mention.range.start].trim_end_matches('见');
        let quoted = before.strip_suffix('（').is_some_and(|head| head.ends_with('》'));
        let after = text[mention.range.end..].strip_prefix('）').unwrap_or_default();
        if quoted && ISSUES.iter().any(|word| after.starts_with(word)) {
            report
                .at(
                    body.at(mention.range.clone()),
                    words!(
                        "印发的正件又称附件",
                        "the paper that is issued is called an attachment"
                    ),
                )
                .help(words!("删去括号和其中的字", "remove the brackets and what is in them"));
        }
    }
}
