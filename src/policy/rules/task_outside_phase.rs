//! # 任务不在所属阶段之内 · a task outside its phase
//!
//! ## 为什么
//! 写在“自查”阶段里的任务排到了“检查”阶段，承办单位不知道该按哪个时间办。写得不够细、
//! 两种读法都说得通的（如阶段到5月31日、期限为“6月1日前”），不报。
//!
//! ## Good
//! ```yaml
//! kind: campaign
//! date: 2022年11月1日
//! phases:
//!   - name: 自查
//!     period: 2022年11月15日至12月20日
//!     tasks:
//!       - {title: 动员, period: 11月}
//!       - {title: 报告, deadline: 12月21日前}
//!       - {title: 汇总, deadline: 12月下旬前}
//!   - name: 检查
//!     period: 2023年1月至3月
//!     tasks:
//!       - {title: 抽查, period: 1月至2月, deadline: 3月底前}
//!   - name: 总结
//!     period: 2023年11月至2024年2月
//!     tasks:
//!       - {title: 评估, period: 1月}
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: campaign
//! date: 2022年2月1日
//! phases:
//!   - name: 自查
//!     period: 2022年3月至5月
//!     tasks:
//!       - title: 现场检查
//!         period: 5月至6月 # error「5月至6月」“现场检查”的时间不在“自查”之内
//!       - title: 报送名单
//!         deadline: 2022年6月15日前 # error「2022年6月15日前」“报送名单”的期限不在“自查”之内
//!       - title: 动员
//!         deadline: 2月底前 # error「2月底前」“动员”的期限不在“自查”之内
//! ```

use crate::calendar::{Answer, By, Date, Interval};
use crate::diag::{Level, words};
use crate::model::facts::{Phase, Task};
use crate::model::{Leaf, Paper, TimeUse};
use crate::policy::{Check, Report, Rule, Strength, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Error,
    strength: Strength::Internal,
    authority: "内部一致性：任务的时间应当在所属阶段之内",
    since: "0.1.0",
    ids: &["F07"],
    check: Check::Paper(check),
};

fn check(paper: &Paper, report: &mut Report) {
    for task in &paper.facts.tasks {
        let Some(phase) = task.phase.map(|at| &paper.facts.phases[at]) else { continue };
        let Some(days) = phase.interval() else { continue };
        let times = [(&task.period, ("时间", "time")), (&task.deadline, ("期限", "deadline"))];
        for (time, word) in times {
            let wrong = |time: &&TimeUse| is_outside(time, &days) && !is_over(time, paper);
            if let Some(time) = time.as_ref().filter(wrong) {
                tell((task, time, word), phase, report);
            }
        }
    }
}

fn tell(
    (task, time, (zh, en)): (&Task, &TimeUse, (&str, &str)),
    phase: &Phase,
    report: &mut Report,
) {
    let (name, outer) = (task.shown(), phase.shown());
    report
        .at(
            time.span,
            words!(
                "“{name}”的{zh}不在“{outer}”之内",
                "the {en} of `{name}` lies outside its phase `{outer}`"
            ),
        )
        .also(phase.place(), words!("“{outer}”的时间", "the time of `{outer}`"))
        .help(words!(
            "改任务的时间，或把任务移到别的阶段",
            "change the time of the task, or move it to another phase"
        ));
}

/// Whether it is a deadline that lies before the paper itself: `deadline-before-issue` tells.
fn is_over(time: &TimeUse, paper: &Paper) -> bool {
    let issued = paper.time("date").and_then(TimeUse::day);
    time.leaf == Leaf::Deadline
        && time.by().zip(issued).is_some_and(|(by, issued)| by.last < issued)
}

fn is_outside(time: &TimeUse, phase: &Interval) -> bool {
    // In a phase of two years nobody says which of them a bare month means.
    let years = [phase.start, phase.end].map(|day| day.map(Date::year));
    if time.spelling.year_assumed && years[0] != years[1] {
        return false;
    }
    match time.by() {
        Some(by) => is_due_outside(by, phase),
        None => time.interval().is_some_and(|own| phase.contains(&own) == Answer::No),
    }
}

/// Whether a deadline falls outside under every reading of a bare 前 and of 月底.
fn is_due_outside(by: &By, phase: &Interval) -> bool {
    let first = by.safe.min(by.precision.unit(by.last).0);
    phase.end.is_some_and(|end| first > end) || phase.start.is_some_and(|start| by.last < start)
}
