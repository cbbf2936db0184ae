//! # 同一任务在方案和清单中名称不同 · one task under two titles
//!
//! ## 为什么
//! 方案叫“开展交叉检查”，清单里同一标识的任务叫“开展飞行检查”，要么标识写错了，要么改了一份忘了另一份。
//! 一个名称含有另一个的、清单用 `task` 写明对应关系的，不算。
//!
//! ## Good
//! ```yaml plan.yaml
//! kind: campaign
//! id: plan
//! phases:
//!   - name: 检查
//!     tasks: [{id: cross, title: 开展交叉检查}]
//! ```
//! ```yaml list.yaml
//! kind: responsibility-list
//! campaign: plan
//! goals:
//!   - heading: 一
//!     tasks:
//!       - {id: cross, title: 交叉检查}
//!       - {id: flight, title: 开展飞行检查, task: cross}
//! ```
//!
//! ## Bad
//! ```yaml plan.yaml
//! kind: campaign
//! id: plan
//! phases:
//!   - name: 检查
//!     tasks: [{id: cross, title: 开展交叉检查}]
//! ```
//! ```yaml list.yaml
//! kind: responsibility-list
//! campaign: plan
//! goals:
//!   - heading: 一
//!     tasks:
//!       - {id: cross, title: 开展飞行检查} # warning「开展飞行检查」同一标识的任务在方案中叫“开展交叉检查”
//! ```

use crate::diag::{Level, words};
use crate::policy::jobs;
use crate::policy::{Among, Check, Report, Rule, Strength, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Warning,
    strength: Strength::Internal,
    authority: "内部一致性：同一任务在各文件中名称一致",
    since: "0.1.0",
    ids: &["O13"],
    check: Check::Among(check),
};

fn check(among: &Among<'_>, report: &mut Report) {
    let Some(plan) = among.plan() else { return };
    let planned = jobs::Plan::of(plan);
    for job in among.jobs().iter().filter(|job| job.field.get("task").is_none()) {
        let Some(own) = planned.find(job) else { continue };
        let (Some(here), Some(there)) = (&job.task.title, &own.task.title) else { continue };
        let (Some(one), Some(other)) = (job.title(), own.title()) else { continue };
        if one.contains(&other) || other.contains(&one) {
            continue;
        }
        let name = &there.value;
        report
            .at(
                here.span,
                words!(
                    "同一标识的任务在方案中叫“{name}”",
                    "the task of this id is called `{name}` in the plan"
                ),
            )
            .also(there.span, words!("方案的任务", "the task of the plan"))
            .help(words!("核对标识和名称", "check id and title"));
    }
}
