//! # 方案任务没有进清单 · a task of the plan that the list leaves out
//!
//! ## 为什么
//! 责任清单分解工作方案，方案里有、清单里没有的任务就没有人认领。清单写明属于哪个方案、并且至少有一项任务对得上
//! 的，才作比较。任务按 `task`、标识、标题三者之一对应。
//!
//! ## Good
//! ```yaml plan.yaml
//! kind: campaign
//! id: plan
//! phases:
//!   - name: 检查
//!     tasks:
//!       - {id: check, title: 现场检查}
//!       - {id: report, title: 报送总结}
//! ```
//! ```yaml list.yaml
//! kind: responsibility-list
//! campaign: plan
//! goals:
//!   - heading: 一
//!     tasks:
//!       - {id: check, title: 开展现场检查}
//!       - {id: two, title: 报送总结}
//!       - {id: three, title: 汇总}
//! ```
//! ```yaml other.yaml
//! kind: responsibility-list
//! goals:
//!   - heading: 一
//!     tasks: [{id: check, title: 现场检查}]
//! ```
//!
//! ## Bad
//! ```yaml plan.yaml
//! kind: campaign
//! id: plan
//! phases:
//!   - name: 检查
//!     tasks:
//!       - {id: check, title: 现场检查}
//!       - {id: report, title: 报送总结} # error「报送总结」“报送总结”没有进责任清单
//! ```
//! ```yaml list.yaml
//! kind: responsibility-list
//! campaign: plan
//! goals:
//!   - heading: 一
//!     tasks:
//!       - {id: one, title: 检查, task: check}
//! ```

use std::collections::BTreeSet;

use crate::diag::{Level, words};
use crate::policy::jobs::{Job, Plan};
use crate::policy::{Among, Check, Report, Rule, Strength, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Error,
    strength: Strength::Internal,
    authority: "内部一致性：方案的任务都应当进入责任清单",
    since: "0.1.0",
    ids: &["G11"],
    check: Check::Among(check),
};

fn check(among: &Among<'_>, report: &mut Report) {
    let list = among.paper;
    let Some(plan) = among.plan() else { return };
    let (listed, planned) = (among.jobs(), Plan::of(plan));
    let met = listed.iter().filter_map(|job| planned.find(job));
    let met: BTreeSet<u32> = met.map(|job| job.task.whole.start).collect();
    if met.is_empty() {
        return;
    }
    let is_met = |job: &&Job<'_>| met.contains(&job.task.whole.start);
    for job in planned.jobs.iter().filter(|job| !is_met(job)) {
        let name = job.task.shown();
        report
            .at(
                job.task.named_at(),
                words!("“{name}”没有进责任清单", "`{name}` is not on the list of duties"),
            )
            .also(list.head(), words!("责任清单", "the list"))
            .help(words!(
                "在清单里补上；已有的，用 task 写明它的标识",
                "add it; if it is there under another title, name its id under `task`"
            ));
    }
}
