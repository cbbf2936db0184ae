//! # 方案与清单的责任单位不一致 · plan and list name other bodies
//!
//! ## 为什么
//! 方案里某单位牵头、清单里成了配合，或者清单漏了方案的牵头单位，两份文件各说各话，出了事互相推。清单只写
//! “按职责分工负责”、不分主次的，只核对牵头单位在不在。同一方案任务拆成几项的，合起来核对。
//!
//! ## Good
//! ```yaml plan.yaml
//! kind: campaign
//! id: plan
//! phases:
//!   - name: 检查
//!     tasks:
//!       - {id: a, title: 检查, lead: 市医疗保障局, support: 市公安局}
//!       - {id: b, title: 宣传, lead: 市医疗保障局}
//! ```
//! ```yaml list.yaml
//! kind: responsibility-list
//! campaign: plan
//! goals:
//!   - heading: 一
//!     tasks:
//!       - {id: a, title: 检查, units: [市医疗保障局, 市公安局], role: lead}
//!       - {id: b, title: 宣传, units: [市医疗保障局, 市教育局], role: shared}
//! ```
//!
//! ## Bad
//! ```yaml plan.yaml
//! kind: campaign
//! id: plan
//! phases:
//!   - name: 检查
//!     tasks:
//!       - {id: a, title: 检查, lead: 市医疗保障局, support: 市公安局}
//!       - {id: b, title: 宣传, lead: 市医疗保障局}
//! ```
//! ```yaml list.yaml
//! kind: responsibility-list
//! campaign: plan
//! goals:
//!   - heading: 一
//!     tasks:
//!       - id: a
//!         title: 检查
//!         units:
//!           - 市公安局 # error「市公安局」“市公安局”在这里牵头，在方案中不牵头
//!           - 市医疗保障局
//!         role: lead
//!       - {id: b, title: 宣传, units: [市教育局], role: shared} # error「[市教育局]」缺方案的牵头单位市医疗保障局
//! ```

use std::collections::BTreeMap;

use crate::diag::{Level, words};
use crate::model::Names;
use crate::policy::jobs::{Job, Part, Plan};
use crate::policy::{Among, Check, Report, Rule, Strength, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Error,
    strength: Strength::Internal,
    authority: "内部一致性：方案与清单的责任单位应当一致",
    since: "0.1.0",
    ids: &["G17"],
    check: Check::Among(check),
};

fn check(among: &Among<'_>, report: &mut Report) {
    let set = among.set;
    let Some(plan) = among.plan() else { return };
    let (listed, planned) = (among.jobs(), Plan::of(plan));
    let mut parts: BTreeMap<usize, (&Job<'_>, Vec<&Job<'_>>)> = BTreeMap::new();
    for job in listed {
        let Some(own) = planned.find(job) else { continue };
        parts.entry(own.task.whole.start as usize).or_insert((own, Vec::new())).1.push(job);
    }
    for (own, jobs) in parts.values() {
        judge(own, jobs, (&set.names(plan), among.names()), report);
    }
}

fn judge(
    own: &Job<'_>,
    listed: &[&Job<'_>],
    (plan, list): (&Names<'_>, &Names<'_>),
    report: &mut Report,
) {
    let leads = own.who(Part::Lead, plan);
    if leads.is_empty() || listed.iter().all(|job| job.bodies.is_empty()) {
        return;
    }
    for (id, field) in listed.iter().flat_map(|job| job.who(Part::Lead, list)) {
        let name = field.text().unwrap_or_default();
        if !leads.iter().any(|(lead, _)| *lead == id) {
            report
                .at(
                    field.span,
                    words!(
                        "“{name}”在这里牵头，在方案中不牵头",
                        "`{name}` leads here, but not in the plan"
                    ),
                )
                .also(leads[0].1.span, words!("方案的牵头单位", "who leads in the plan"))
                .help(words!("核对后改成一致", "make them agree"));
        }
    }
    for (id, lead) in &leads {
        let named = |job: &&Job<'_>| {
            job.bodies.iter().any(|(_, body)| {
                let name = body.text().unwrap_or_default();
                let within = list.members(name).iter().any(|unit| unit.id.value == *id);
                list.identity(name) == id.as_str() || within
            })
        };
        let units = listed[0].field.get("units").or_else(|| listed[0].field.get("lead"));
        let name = lead.text().unwrap_or_default();
        if !listed.iter().any(named) {
            report
                .at(
                    units.map_or(listed[0].task.head, |units| units.span),
                    words!("缺方案的牵头单位{name}", "`{name}`, who leads in the plan, is missing"),
                )
                .also(lead.span, words!("方案的牵头单位", "who leads in the plan"))
                .help(words!("核对后改成一致", "make them agree"));
        }
    }
}
