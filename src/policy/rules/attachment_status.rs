//! # 附件还没有定稿 · an unfinished attachment
//!
//! ## 为什么
//! 已经印发的文件，附件也随之印发。附件还标着草稿或者样例，不是忘了改状态，就是附错了文件；样例的
//! 每一页都印着“样例”字样，不能随文发出。没有写状态的按草稿对待。
//!
//! ## Good
//! ```yaml notice.yaml
//! kind: notice
//! status: issued
//! attachments: [plan]
//! ```
//! ```yaml plan.yaml
//! kind: campaign
//! status: issued
//! ```
//! ```yaml later.yaml
//! kind: notice
//! attachments: [letter]
//! ```
//! ```yaml letter.yaml
//! kind: commitment-letter
//! status: sample
//! ```
//!
//! ## Bad
//! ```yaml notice.yaml
//! kind: notice
//! status: issued
//! attachments: [plan, letter, guide]
//! ```
//! ```yaml plan.yaml
//! kind: campaign
//! status: draft # error「draft」已印发文件的附件还是草稿
//! ```
//! ```yaml letter.yaml
//! kind: commitment-letter
//! status: sample # error「sample」已印发文件的附件还是样例
//! ```
//! ```yaml guide.yaml
//! kind: guide
//! title: 自查指南 # error「自查指南」已印发文件的附件还是草稿
//! ```

use crate::diag::{Level, words};
use crate::model::{Paper, Status};
use crate::policy::{Among, Check, Report, Rule, Strength, this_file};
use crate::text::Span;

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Error,
    strength: Strength::Internal,
    authority: "内部一致性：附件与正文一同印发",
    since: "0.1.0",
    ids: &[],
    check: Check::Among(check),
};

fn check(among: &Among<'_>, report: &mut Report) {
    let (set, paper) = (among.set, among.paper);
    if paper.status != Status::Issued {
        return;
    }
    for entry in &paper.facts.attachments {
        let Some(attached) = set.paper(&entry.paper.value) else { continue };
        let message = match attached.status {
            Status::Issued => continue,
            Status::Draft => words!(
                "已印发文件的附件还是草稿",
                "the attachment of an issued paper is still a draft"
            ),
            Status::Sample => words!(
                "已印发文件的附件还是样例",
                "the attachment of an issued paper is still a sample"
            ),
        };
        report
            .at(status(attached), message)
            .also(status(paper), words!("附着它的文件已经印发", "the paper that holds it"))
            .also(entry.whole, words!("附在这里", "attached here"))
            .help(words!(
                "定稿后把附件的 status 写成 issued",
                "once it is final, set its `status` to issued"
            ));
    }
}

/// Where a paper says how far it has come; where it does not, the paper itself.
fn status(paper: &Paper) -> Span {
    paper.root.get("status").map_or_else(|| paper.head(), |field| field.span)
}
