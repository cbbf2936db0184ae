//! # 没有牵头单位 · no leading body
//!
//! ## 为什么
//! 几家单位并列而没有牵头的，最后谁也不牵头。整份方案都不逐项列单位、另用职责分工写明的，
//! 不在此列。
//!
//! ## Good
//! ```yaml
//! kind: campaign
//! phases:
//!   - name: 检查
//!     tasks:
//!       - title: 现场检查
//!         lead: 市医疗保障局
//!         support: [市公安局, 市卫生健康局]
//! ```
//!
//! ## Good
//! ```yaml
//! kind: campaign
//! phases:
//!   - name: 检查
//!     tasks:
//!       - title: 现场检查
//!       - title: 整改
//! duties:
//!   - {units: 市医疗保障局, text: 牵头各项工作。}
//! ```
//!
//! ## Good
//! ```yaml
//! kind: responsibility-list
//! goals:
//!   - heading: 日常监管
//!     tasks:
//!       - {title: 现场核查, measures: [核查。], units: [市医疗保障局, 市公安局], role: shared}
//!       - {title: 专项整治, measures: [整治。], lead: 市医疗保障局, support: [市公安局], units: [县公安局]}
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: responsibility-list
//! goals:
//!   - heading: 日常监管
//!     tasks:
//!       - title: 现场核查 # warning「现场核查」“现场核查”没有牵头单位
//!         measures: [核查。]
//!         support: [市医疗保障局, 市公安局]
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: campaign
//! phases:
//!   - name: 检查
//!     tasks:
//!       - title: 现场检查 # warning「现场检查」“现场检查”没有牵头单位
//!         support: [市公安局, 市卫生健康局]
//!       - title: 整改
//!         lead: [] # warning「lead」“整改”没有牵头单位
//! ```

use crate::diag::{Level, words};
use crate::model::Paper;
use crate::model::facts::Task;
use crate::policy::{Check, Report, Rule, Strength, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Warning,
    strength: Strength::Practice,
    authority: "实务：每项任务明确一个牵头单位",
    since: "0.1.0",
    ids: &["G01"],
    check: Check::Paper(check),
};

fn check(paper: &Paper, report: &mut Report) {
    let tasks = &paper.facts.tasks;
    if tasks.iter().all(|task| task.lead_field.is_none() && task.support.is_empty()) {
        return;
    }
    let answered = |task: &Task| !task.shared.is_empty() || !task.responsible.is_empty();
    for task in tasks.iter().filter(|task| task.lead.is_empty() && !answered(task)) {
        let name = task.shown();
        let draft = report.at(
            task.lead_field.unwrap_or_else(|| task.named_at()),
            words!("“{name}”没有牵头单位", "`{name}` has no leading body"),
        );
        let draft = match task.support.first() {
            Some(first) => draft.also(first.span, words!("只有配合单位", "these only help")),
            None => draft,
        };
        draft.help(words!("在 lead 写明牵头单位", "name the leading body under `lead`"));
    }
}
