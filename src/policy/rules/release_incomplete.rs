//! # 印发前要件不全 · not ready to be issued
//!
//! ## 为什么
//! 草稿可以暂缺文号和日期，印发的文件不可以。`check --release` 要求单独行文的文件有成文日期，
//! 写明主送机关的还要有发文字号；随通知印发的附件用通知的文号和日期。
//!
//! ## Good
//! ```yaml notice.yaml
//! kind: notice
//! title: 江门市医疗保障局关于印发工作方案的通知
//! to: [各县（市、区）医疗保障局]
//! number: 江医保〔2022〕18号
//! date: 2022年3月11日
//! attachments: [plan]
//! ```
//! ```yaml plan.yaml
//! kind: campaign
//! id: plan
//! title: 工作方案
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: notice
//! # error+2「江门市医疗保障局关于开展检查的通知」要印发的文件没有发文字号
//! # error+1「江门市医疗保障局关于开展检查的通知」要印发的文件没有成文日期
//! title: 江门市医疗保障局关于开展检查的通知
//! to: [各县（市、区）医疗保障局]
//! ```

use crate::diag::{Level, words};
use crate::model::{Field, Paper, Set};
use crate::policy::{Check, Report, Rule, Strength, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Error,
    strength: Strength::Mandatory,
    authority: "《党政机关公文处理工作条例》第二十五条第（二）项",
    since: "0.1.0",
    ids: &["A13"],
    check: Check::Release(check),
};

fn check(set: &Set, paper: &Paper, report: &mut Report) {
    if set.parent(&paper.id.value).is_some() {
        return;
    }
    let has = |key: &str| {
        let text = paper.root.get(key).and_then(Field::text);
        text.is_some_and(|text| !text.trim().is_empty())
    };
    // What is sent to somebody has a number; a form or poster that stands alone has none.
    let to = paper.root.get("to");
    let addressed =
        to.is_some_and(|to| to.fact.as_deref() == Some("recipient") && !to.items().is_empty());
    if addressed && !has("number") {
        report
            .at(
                paper.head(),
                words!(
                    "要印发的文件没有发文字号",
                    "the paper has no document number to be issued with"
                ),
            )
            .help(words!("登记发文后补上 number", "register the paper and add its `number`"));
    }
    if !has("date") {
        report
            .at(
                paper.head(),
                words!("要印发的文件没有成文日期", "the paper has no date to be issued with"),
            )
            .help(words!("补上签发的日期 date", "add the `date` on which it was signed off"));
    }
}
