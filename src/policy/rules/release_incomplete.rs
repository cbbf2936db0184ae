//! # 印发前要件不全 · not ready to be issued
//!
//! ## 为什么
//! 草稿可以暂缺文号和日期，印发的文件不可以。`check --release` 要求写明主送机关的文件有发文字号和成文
//! 日期，没有主送的公告、通告和单独印发的方案有成文日期；随通知印发的附件用通知的文号和日期，单独使用
//! 的承诺书、指南、海报都可以没有。状态还是草稿（draft）的，提醒改为 issued。
//!
//! ## Good
//! ```yaml notice.yaml
//! kind: notice
//! status: issued
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
//! ```yaml letter.yaml
//! kind: commitment-letter
//! status: issued
//! title: 信用承诺书
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: notice
//! status: draft # warning「draft」要印发的文件还是草稿
//! # error+2「江门市医疗保障局关于开展检查的通知」要印发的文件没有发文字号
//! # error+1「江门市医疗保障局关于开展检查的通知」要印发的文件没有成文日期
//! title: 江门市医疗保障局关于开展检查的通知
//! to: [各县（市、区）医疗保障局]
//! ```
//!
//! ## Bad
//! ```yaml public.yaml
//! kind: notice
//! status: issued
//! issuer: 江门市医疗保障局
//! title: 江门市医疗保障局关于公布检查结果的通告 # error「江门市医疗保障局关于公布检查结果的通告」要印发的文件没有成文日期
//! to: []
//! ```
//! ```yaml plan.yaml
//! kind: campaign
//! status: sample
//! title: 专项治理工作方案 # error「专项治理工作方案」要印发的文件没有成文日期
//! period: 2022年3月至10月
//! ```

use crate::diag::{Level, words};
use crate::model::{Field, Paper, Set, Status};
use crate::policy::{Check, Report, Rule, Strength, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Error,
    strength: Strength::Internal,
    authority: "内部一致性：标明可以印发的文件须有发文字号和成文日期",
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
    if paper.status == Status::Draft {
        let place = paper.root.get("status").map_or_else(|| paper.head(), Field::inside);
        report
            .at(place, words!("要印发的文件还是草稿", "the paper is still a draft"))
            .help(words!("定稿后把 status 改为 issued", "set `status: issued` once it is final"))
            .level(Level::Warning);
    }
    // What is sent to somebody has a number; a form or poster that stands alone has none.
    let to = paper.root.get("to").filter(|to| to.fact() == Some("recipient"));
    let addressed = to.is_some_and(|to| !to.items().is_empty());
    let public = to.is_some() && has("issuer");
    let plan = !paper.facts.phases.is_empty() || has("period");
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
    if (addressed || public || plan) && !has("date") {
        report
            .at(
                paper.head(),
                words!("要印发的文件没有成文日期", "the paper has no date to be issued with"),
            )
            .help(words!("补上签发的日期 date", "add the `date` on which it was signed off"));
    }
}
