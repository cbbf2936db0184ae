//! # 附件次序与正文不一致 · attachments numbered in another order than the body names them
//!
//! ## 为什么
//! 正文先说附件2、后说附件1，翻找时总要倒着看。按第一次提到的先后排列附件，序号自然就顺了。
//!
//! ## Good
//! ```yaml
//! kind: notice
//! body: 任务见附件1，承诺书见附件2，报送时一并填写附件1。
//! attachments: [a, b]
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: notice
//! # hint+1「附件2」附件2在附件1之前提到
//! body: 承诺书见附件2，任务见附件1。
//! attachments: [a, b]
//! ```

use crate::diag::{Level, words};
use crate::model::{Paper, mention};
use crate::policy::{Check, Report, Rule, Strength, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Hint,
    strength: Strength::Practice,
    authority: "实务：附件按正文提到的先后编号",
    since: "0.1.0",
    ids: &["I06"],
    check: Check::Words(&["附件"], check),
};

fn check(paper: &Paper, report: &mut Report) {
    let Some(body) = paper.root.get("body") else { return };
    if paper.facts.attachments.len() < 2 {
        return;
    }
    let mentions = mention::find(body.text().unwrap_or_default());
    let mut first = Vec::new();
    for mention in &mentions {
        if !first.iter().any(|seen: &&mention::Mention| seen.number == mention.number) {
            first.push(mention);
        }
    }
    for pair in first.windows(2).filter(|pair| pair[0].number > pair[1].number) {
        let (early, late) = (pair[0].number, pair[1].number);
        report
            .at(
                body.at(pair[0].range.clone()),
                words!(
                    "附件{early}在附件{late}之前提到",
                    "attachment {early} is named before attachment {late}"
                ),
            )
            .also(body.at(pair[1].range.clone()), words!("后提到的", "named later"))
            .help(words!("调整 attachments 的次序", "change the order of `attachments`"));
    }
}
