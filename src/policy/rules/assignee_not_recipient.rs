//! # 有任务的单位没有收到文件 · a body with a task that the paper is not sent to
//!
//! ## 为什么
//! 方案给市气象局派了任务，印发方案的通知却没有发给它，任务自然落空。牵头、承担的单位漏发按错误处理，配合单位
//! 漏发作警告。主送里有“各有关单位”一类统称的，说不准包含谁，不报。
//!
//! ## Good
//! ```yaml registry/units.yaml
//! kind: units
//! units:
//!   - {id: ybj, name: 江门市医疗保障局}
//!   - {id: gaj, name: 江门市公安局}
//!   - {id: wjj, name: 江门市卫生健康局}
//!   - {id: ts, name: 台山市医疗保障局}
//! ```
//! ```yaml registry/groups.yaml
//! kind: groups
//! groups:
//!   - {id: all, name: 各县（市、区）医疗保障局, members: [ts]}
//! ```
//! ```yaml notice.yaml
//! kind: notice
//! issuer: 江门市医疗保障局
//! to: [各县（市、区）医疗保障局, 各定点医药机构]
//! cc: [江门市公安局]
//! attachments: [plan]
//! ```
//! ```yaml open.yaml
//! kind: notice
//! issuer: 江门市医疗保障局
//! to: [各有关单位]
//! attachments: [second]
//! ```
//! ```yaml plan.yaml
//! kind: campaign
//! id: plan
//! phases:
//!   - name: 检查
//!     tasks:
//!       - {id: a, title: 检查, lead: 江门市医疗保障局, support: [台山市医疗保障局, 江门市公安局, 没有登记的单位]}
//! ```
//! ```yaml second.yaml
//! kind: campaign
//! id: second
//! phases:
//!   - name: 检查
//!     tasks:
//!       - {id: a, title: 检查, lead: 江门市卫生健康局}
//! ```
//!
//! ## Bad
//! ```yaml registry/units.yaml
//! kind: units
//! units:
//!   - {id: ybj, name: 江门市医疗保障局}
//!   - {id: qxj, name: 江门市气象局}
//!   - {id: gaj, name: 江门市公安局}
//! ```
//! ```yaml notice.yaml
//! kind: notice
//! issuer: 江门市医疗保障局
//! to: [各定点医药机构]
//! attachments: [plan]
//! ```
//! ```yaml plan.yaml
//! kind: campaign
//! id: plan
//! phases:
//!   - name: 检查
//!     tasks:
//!       - id: a
//!         title: 预警
//!         lead: 江门市气象局 # error「江门市气象局」“江门市气象局”有任务，印发通知却没有发给它
//!         support: 江门市公安局 # warning「江门市公安局」“江门市公安局”有任务，印发通知却没有发给它
//! ```

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::{Level, words};
use crate::model::{Body, Field, Names, Paper};
use crate::policy::jobs::{self, Part};
use crate::policy::offices;
use crate::policy::{Among, Check, Report, Rule, Strength, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Error,
    strength: Strength::Internal,
    authority: "内部一致性：有任务的单位应当收到文件",
    since: "0.1.0",
    ids: &["C15"],
    check: Check::Among(check),
};

fn check(among: &Among<'_>, report: &mut Report) {
    let (set, notice) = (among.set, among.paper);
    let names = among.names();
    let Some(reached) = reached(notice, names) else { return };
    let attached =
        notice.facts.attachments.iter().filter_map(|entry| set.paper(&entry.paper.value));
    // The first task of a body stands for all, a leading one before a supporting one.
    let mut missed: BTreeMap<&str, (bool, &Field)> = BTreeMap::new();
    let all: Vec<_> = attached.flat_map(jobs::of).collect();
    for (part, field) in all.iter().flat_map(|job| &job.bodies) {
        let name = field.text().unwrap_or_default();
        let id = names.identity(name);
        let known = matches!(names.body(name), Some(Body::Unit(..)));
        let supports = *part == Part::Support;
        if known && !reached.contains(id) {
            let first = missed.entry(id).or_insert((supports, *field));
            if first.0 && !supports {
                *first = (false, *field);
            }
        }
    }
    for (supports, field) in missed.into_values() {
        tell(notice, field, supports, report);
    }
}

fn tell(notice: &Paper, field: &Field, supports: bool, report: &mut Report) {
    let name = field.text().unwrap_or_default();
    let to = offices::recipients(notice).next().map_or(notice.head(), |(to, _)| to.span);
    let draft = report
        .at(
            field.span,
            words!(
                "“{name}”有任务，印发通知却没有发给它",
                "`{name}` has a task, but the notice is not sent to it"
            ),
        )
        .also(to, words!("主送机关", "the main recipients"))
        .help(words!("在通知的 to 或者 cc 里加上它", "add it to `to` or `cc` of the notice"));
    if supports {
        draft.level(Level::Warning);
    }
}

/// Every body that a notice reaches; none when that cannot be known.
fn reached<'s>(notice: &'s Paper, names: &Names<'s>) -> Option<BTreeSet<&'s str>> {
    offices::recipients(notice).next()?;
    let mut reached = BTreeSet::new();
    let keys = ["to", "cc", "issuer"];
    for (_, name) in keys.iter().flat_map(|key| offices::named(notice, key)) {
        if offices::is_open(name, names) {
            return None;
        }
        reached.insert(names.identity(name));
        reached.extend(names.members(name).into_iter().map(|unit| unit.id.value.as_str()));
    }
    Some(reached)
}
