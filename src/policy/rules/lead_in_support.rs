//! # 既牵头又配合 · a leading body that also supports
//!
//! ## 为什么
//! 同一单位在同一任务里既牵头又配合，职责说不清，多半是抄漏改了。用全称和简称各写一次也算；
//! 统称中含有牵头单位的不算。
//!
//! ## Good
//! ```yaml registry/units.yaml
//! kind: units
//! units:
//!   - {id: pj, name: 蓬江区医疗保障局}
//! ```
//!
//! ```yaml registry/groups.yaml
//! kind: groups
//! groups:
//!   - {id: all, name: 各县区医疗保障局, members: [pj]}
//! ```
//!
//! ```yaml plan.yaml
//! kind: campaign
//! phases:
//!   - name: 检查
//!     tasks:
//!       - title: 现场检查
//!         lead: 蓬江区医疗保障局
//!         support: [各县区医疗保障局, 市公安局]
//! ```
//!
//! ## Bad
//! ```yaml registry/units.yaml
//! kind: units
//! units:
//!   - {id: ybj, name: 江门市医疗保障局, short: 市医疗保障局}
//! ```
//!
//! ```yaml plan.yaml
//! kind: campaign
//! phases:
//!   - name: 检查
//!     tasks:
//!       - title: 现场检查
//!         lead: 市医疗保障局
//!         support:
//!           - 市公安局
//!           - 江门市医疗保障局 # error「江门市医疗保障局」“江门市医疗保障局”在“现场检查”中既牵头又配合
//! ```

use std::collections::BTreeMap;

use crate::diag::{Level, words};
use crate::model::Names;
use crate::model::facts::Task;
use crate::policy::{Among, Check, Report, Rule, Strength, this_file};
use crate::text::{Span, Spanned};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Error,
    strength: Strength::Internal,
    authority: "内部一致性：牵头单位不再列为配合单位",
    since: "0.1.0",
    ids: &["G03"],
    check: Check::Among(check),
};

fn check(among: &Among<'_>, report: &mut Report) {
    let paper = among.paper;
    let names = among.names();
    let tasks = paper.facts.tasks.iter().filter(|task| !task.support.is_empty());
    tasks.for_each(|task| judge(task, names, report));
}

fn judge(task: &Task, names: &Names<'_>, report: &mut Report) {
    let who = |name: &Spanned<String>| names.identity(&name.value).to_owned();
    let leads: BTreeMap<String, Span> =
        task.lead.iter().map(|lead| (who(lead), lead.span)).collect();
    for helper in &task.support {
        let Some(lead) = leads.get(&who(helper)) else { continue };
        let (name, title) = (&helper.value, task.shown());
        report
            .at(
                helper.span,
                words!(
                    "“{name}”在“{title}”中既牵头又配合",
                    "`{name}` both leads and supports `{title}`"
                ),
            )
            .also(*lead, words!("在这里牵头", "it leads here"))
            .help(words!("从 support 中删去", "remove it from `support`"));
    }
}
