//! # 附件的附件 · attachments of an attachment
//!
//! ## 为什么
//! 附件自己又列附件，“附件1”就有两个，正文里说的不知道是哪一个。把里面的附件提到外面来，统一编号。
//!
//! ## Good
//! ```yaml notice.yaml
//! kind: notice
//! attachments: [plan, form]
//! ```
//! ```yaml plan.yaml
//! kind: campaign
//! id: plan
//! ```
//! ```yaml form.yaml
//! kind: guide
//! id: form
//! ```
//!
//! ## Bad
//! ```yaml notice.yaml
//! kind: notice
//! attachments: [plan]
//! ```
//! ```yaml plan.yaml
//! kind: campaign
//! id: plan
//! attachments: [form] # warning「attachments」附件又带附件，序号会重复
//! ```
//! ```yaml form.yaml
//! kind: guide
//! id: form
//! ```

use crate::diag::{Level, words};
use crate::policy::{Among, Check, Report, Rule, Strength, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Warning,
    strength: Strength::Practice,
    authority: "实务：附件不再带附件",
    since: "0.1.0",
    ids: &["I16"],
    check: Check::Among(check),
};

fn check(among: &Among<'_>, report: &mut Report) {
    let paper = among.paper;
    let Some(list) = paper.root.get("attachments").filter(|_| !paper.facts.attachments.is_empty())
    else {
        return;
    };
    let Some((carrier, at)) = among.carrier() else { return };
    let entry = carrier.facts.attachments.get(at - 1).map_or(carrier.head(), |entry| entry.whole);
    report
        .at(
            list.key.unwrap_or(list.span),
            words!(
                "附件又带附件，序号会重复",
                "an attachment has attachments, so that numbers clash"
            ),
        )
        .also(entry, words!("它本身是这里的附件", "it is attached here"))
        .help(words!("移到外层文件的 attachments", "move them to the outer paper"));
}
