//! # 清单任务方案里没有 · a task on the list that the plan does not have
//!
//! ## 为什么
//! 清单分解的是方案，凭空多出来的任务没有依据，承办单位不认。多半是方案删了任务、清单没有跟着删。清单写明属于
//! 哪个方案、并且至少有一项任务对得上的，才作比较。
//!
//! ## Good
//! ```yaml plan.yaml
//! kind: campaign
//! id: plan
//! phases:
//!   - name: 检查
//!     tasks: [{id: check, title: 现场检查}]
//! ```
//! ```yaml list.yaml
//! kind: responsibility-list
//! campaign: plan
//! goals:
//!   - heading: 一
//!     tasks:
//!       - {id: a, title: 查医院, task: check}
//!       - {id: b, title: 查药店, task: check}
//! ```
//!
//! ## Bad
//! ```yaml plan.yaml
//! kind: campaign
//! id: plan
//! phases:
//!   - name: 检查
//!     tasks: [{id: check, title: 现场检查}]
//! ```
//! ```yaml list.yaml
//! kind: responsibility-list
//! campaign: plan
//! goals:
//!   - heading: 一
//!     tasks:
//!       - {id: check, title: 现场检查}
//!       - {id: video, title: 拍摄专题片} # error「拍摄专题片」方案里没有“拍摄专题片”这项任务
//! ```

use crate::diag::{Level, words};
use crate::policy::jobs;
use crate::policy::{Among, Check, Report, Rule, Strength, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Error,
    strength: Strength::Internal,
    authority: "内部一致性：清单的任务都应当出自方案",
    since: "0.1.0",
    ids: &["G12"],
    check: Check::Among(check),
};

fn check(among: &Among<'_>, report: &mut Report) {
    let Some(plan) = among.plan() else { return };
    let (listed, planned) = (among.jobs(), jobs::Plan::of(plan));
    if !listed.iter().any(|job| planned.find(job).is_some()) {
        return;
    }
    for job in listed.iter().filter(|job| planned.find(job).is_none()) {
        let name = job.task.shown();
        report
            .at(
                job.task.named_at(),
                words!("方案里没有“{name}”这项任务", "the plan has no task `{name}`"),
            )
            .also(plan.head(), words!("所分解的方案", "the plan"))
            .help(words!(
                "删去，或者用 task 写明对应的方案任务",
                "remove it, or name the task of the plan under `task`"
            ));
    }
}
