//! # 整改期限早于检查 · rectified before it was found
//!
//! ## 为什么
//! 检查5月才开始，整改却要4月底前完成，问题还没有查出来。只比较同一方案里排在检查之后的整改任务；自查整改、立行
//! 立改不算。
//!
//! ## Good
//! ```yaml
//! kind: campaign
//! date: 2022年3月1日
//! phases:
//!   - name: 整治
//!     tasks:
//!       - {title: 全面自查整改, deadline: 2022年3月底前}
//!       - {title: 现场检查, period: 2022年4月至5月}
//!       - {title: 限期整改, deadline: 2022年6月底前}
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: campaign
//! date: 2022年3月1日
//! phases:
//!   - name: 整治
//!     tasks:
//!       - {title: 现场检查, period: 2022年5月至6月}
//!       - {title: 督促整改, deadline: 2022年4月底前} # error「2022年4月底前」“督促整改”要在“现场检查”开始之前完成
//! ```

use crate::diag::{Level, words};
use crate::model::facts::Task;
use crate::model::{Paper, TimeUse};
use crate::policy::{Check, Report, Rule, Strength, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Error,
    strength: Strength::Internal,
    authority: "内部一致性：先检查发现问题，再限期整改",
    since: "0.1.0",
    ids: &["F12"],
    check: Check::Words(&["整改"], check),
};

fn check(paper: &Paper, report: &mut Report) {
    let tasks = &paper.facts.tasks;
    let own = |title: &str| title.contains("自查") || title.contains("立行立改");
    let rectifies = |task: &Task| task.shown().contains("整改") && !own(task.shown());
    for (at, task) in tasks.iter().enumerate().filter(|(_, task)| rectifies(task)) {
        let Some(due) = task.deadline.as_ref().or(task.period.as_ref()) else { continue };
        let inspections = tasks[..at].iter().filter(|task| {
            let title = task.shown();
            ["检查", "核查", "抽查", "督查"].iter().any(|word| title.contains(word))
                && !rectifies(task)
                && !own(title)
        });
        let starts: Option<Vec<_>> = inspections
            .map(|task| Some((task.period.as_ref()?.interval()?.start?, task)))
            .collect();
        // An inspection whose time nobody knows may have been first.
        let first = starts.and_then(|starts| starts.into_iter().min_by_key(|(start, _)| *start));
        let (Some((start, inspection)), Some(end)) = (first, end(due)) else { continue };
        if end < start {
            let (name, other) = (task.shown(), inspection.shown());
            let place = inspection.period.as_ref().map_or(inspection.head, |time| time.span);
            report
                .at(
                    due.span,
                    words!(
                        "“{name}”要在“{other}”开始之前完成",
                        "`{name}` is to be done before `{other}` begins"
                    ),
                )
                .also(place, words!("“{other}”的时间", "the time of `{other}`"))
                .help(words!("推迟整改期限，或者提前检查", "move one of them"));
        }
    }
}

fn end(time: &TimeUse) -> Option<crate::calendar::Date> {
    time.interval().and_then(|days| days.end)
}
