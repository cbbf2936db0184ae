//! # 任务没有时限 · a task without a deadline
//!
//! ## 为什么
//! 同一份方案、清单里多数任务写了时限，个别没有写，多半是漏了，督办时无从催起。全都不写的是另一种体例，
//! “长期坚持”“持续推进”的任务本来没有时限，都不报。
//!
//! ## Good
//! ```yaml a.yaml
//! kind: responsibility-list
//! goals:
//!   - heading: 一
//!     tasks:
//!       - {id: a, title: 检查, deadline: 2022年6月底前}
//!       - {id: b, title: 汇总, deadline: 2022年7月底前}
//!       - {id: c, title: 宣传, measures: [持续开展宣传]}
//! ```
//! ```yaml b.yaml
//! kind: responsibility-list
//! goals:
//!   - heading: 一
//!     tasks:
//!       - {id: a, title: 检查}
//!       - {id: b, title: 宣传}
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: responsibility-list
//! goals:
//!   - heading: 一
//!     tasks:
//!       - {id: a, title: 检查, deadline: 2022年6月底前}
//!       - {id: b, title: 宣传} # warning「宣传」“宣传”没有写时限
//!       - {id: c, title: 汇总, deadline: 2022年7月底前}
//! ```

use crate::diag::{Level, words};
use crate::model::Paper;
use crate::policy::jobs::{self, Job};
use crate::policy::{Check, Report, Rule, Strength, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Warning,
    strength: Strength::Practice,
    authority: "实务：任务写明时限",
    since: "0.1.0",
    ids: &["G13"],
    check: Check::Paper(check),
};

/// Words of work that never ends.
const LASTING: [&str; 7] = ["长期", "持续", "常态", "经常", "日常", "及时", "定期"];

fn check(paper: &Paper, report: &mut Report) {
    let tasks = jobs::tasks(paper);
    let dated = tasks.iter().filter(|task| jobs::due(task).is_some());
    let (mut examples, count) = (dated.clone(), dated.count());
    let (Some(example), 2..) = (examples.next(), count) else { return };
    if count * 2 <= tasks.len() || count == tasks.len() {
        return;
    }
    for job in jobs::of(paper).iter().filter(|job| job.due().is_none() && !lasts(job)) {
        let within = job.task.phase.and_then(|at| paper.facts.phases[at].interval());
        let name = job.task.shown();
        if within.is_some() {
            continue;
        }
        report
            .at(job.task.named_at(), words!("“{name}”没有写时限", "`{name}` has no deadline"))
            .also(
                jobs::due(example).map_or(example.head, |due| due.span),
                words!("别的任务写了", "other tasks have one"),
            )
            .help(words!(
                "补上 deadline；长期任务写明",
                "add a `deadline`, or say that it is lasting work"
            ));
    }
}

fn lasts(job: &Job<'_>) -> bool {
    let mut lasts = false;
    job.field.walk(&mut |field| {
        let text = field.text().unwrap_or_default();
        lasts |= LASTING.iter().any(|word| text.contains(word));
    });
    lasts
}
