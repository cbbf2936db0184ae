//! # 引用不存在的附件 · an attachment that is not in the list
//!
//! ## 为什么
//! 正文写“见附件7”，附件只有6个，多半是增删附件以后没有改全。附件里提到的“附件7”指正文所附的
//! 附件，一样核对；别的文件的附件不在此列。
//!
//! ## Good
//! ```yaml notice.yaml
//! kind: notice
//! body: |
//!   见附件1、2。按照《关于填报附件9的通知》和省局《通知》附件7的要求，附件3份一并报送，附件一律不退，
//!   省局附件8、上级文件附件9和原附件10停止使用。
//! attachments: [plan, guide]
//! ```
//! ```yaml plan.yaml
//! kind: campaign
//! id: plan
//! preamble: 填写附件2，粤医保函〔2022〕29号附件5不再使用。
//! ```
//! ```yaml guide.yaml
//! kind: guide
//! id: guide
//! ```
//!
//! ## Bad
//! ```yaml notice.yaml
//! kind: notice
//! # error+1「附件4」没有附件4，附件共2个
//! body: 任务见附件1，表格见附件4。
//! attachments: [plan, guide]
//! ```
//! ```yaml plan.yaml
//! kind: campaign
//! id: plan
//! preamble: 填写附件2、3。 # error「3」没有附件3，附件共2个
//! ```
//! ```yaml guide.yaml
//! kind: guide
//! id: guide
//! ```
//! ```yaml alone.yaml
//! kind: notice
//! body: 表格见附件1。 # warning「附件1」没有附件1，本文没有列附件
//! ```

use crate::diag::{Level, words};
use crate::model::Paper;
use crate::policy::{Among, Check, Report, Rule, Strength, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Error,
    strength: Strength::Internal,
    authority: "内部一致性：提到的附件须在附件之列",
    since: "0.1.0",
    ids: &["I04"],
    check: Check::Among(check),
};

fn check(among: &Among<'_>, report: &mut Report) {
    for (field, mentions) in among.mentions() {
        let longest = among.lists().iter().max_by_key(|list| list.facts.numbered().len());
        for mention in mentions {
            judge(mention.number, field.at(mention.range.clone()), longest.copied(), report);
        }
    }
}

fn judge(number: usize, span: crate::text::Span, list: Option<&Paper>, report: &mut Report) {
    let Some(list) = list else {
        let message = words!(
            "没有附件{number}，本文没有列附件",
            "there is no attachment {number}; the paper lists none"
        );
        // The paper that will attach it may not be written yet.
        let help = words!("在 attachments 里列出附件", "list it under `attachments`");
        report.at(span, message).help(help).level(Level::Warning);
        return;
    };
    let attachments = list.facts.numbered();
    let count = attachments.len();
    if number <= count {
        return;
    }
    let message = words!(
        "没有附件{number}，附件共{count}个",
        "there is no attachment {number}; there are {count}"
    );
    let end = attachments.last().map_or(list.head(), |entry| entry.whole);
    report.at(span, message).also(end, words!("最后一个附件", "the last attachment")).help(words!(
        "改序号；用 {{{{ ref(\"文件的 id\") }}}} 提到附件就不会写错",
        "correct it; `{{{{ ref(\"id\") }}}}` cannot go wrong"
    ));
}
