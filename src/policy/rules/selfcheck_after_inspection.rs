//! # 自查还没结束就开始检查 · inspection begins before the self-check is over
//!
//! ## 为什么
//! 先自查、后抽查，是给对方改正的机会。抽查4月1日开始，自查4月10日才截止，自查就失去了意义。只比较方案里自查排在
//! 前、抽查排在后的任务，以及同一专项的交叉检查安排；两种读法都说得通的、写明可以交叉的阶段，不报。同一阶段之内的
//! 作警告。
//!
//! ## Good
//! ```yaml
//! kind: campaign
//! date: 2022年3月1日
//! phases:
//!   - name: 检查
//!     period: 2022年3月至6月
//!     tasks:
//!       - {title: 自查自纠, period: 3月至4月}
//!       - {title: 重点抽查, period: 4月下旬至5月}
//!       - {title: 飞行检查, period: 3月}
//!   - name: 回头看
//!     period: 2022年7月至8月
//!     tasks:
//!       - {title: 现场检查, period: 7月}
//!       - {title: 再次自查, period: 8月}
//! ```
//!
//! ## Bad
//! ```yaml plan.yaml
//! kind: campaign
//! id: plan
//! date: 2022年3月1日
//! phases:
//!   - name: 自查
//!     period: 2022年3月至4月
//!     tasks:
//!       - {title: 自查自纠, deadline: 4月10日前}
//!       - {title: 重点抽查, period: 4月1日至20日} # warning「4月1日至20日」“重点抽查”开始时，“自查自纠”还没有结束
//! ```
//! ```yaml cross.yaml
//! kind: cross-inspection
//! title: 交叉检查安排
//! campaign: plan
//! period: 2022年4月1日至5日 # error「2022年4月1日至5日」“交叉检查安排”开始时，“自查自纠”还没有结束
//! pairs: [{inspector: 甲, inspected: 乙}]
//! ```

use crate::calendar::{Answer, Interval};
use crate::diag::{Level, words};
use crate::model::facts::Task;
use crate::model::{Paper, TimeUse};
use crate::policy::{Among, Check, Report, Rule, Strength, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Error,
    strength: Strength::Internal,
    authority: "内部一致性：自查结束之后再检查",
    since: "0.1.0",
    ids: &["F10"],
    check: Check::Among(check),
};

/// Inspections that follow a self-check.
const FOLLOWING: [&str; 8] =
    ["抽查", "督查", "检查验收", "复查", "交叉检查", "现场检查", "重点检查", "集中检查"];
/// What is in all of them, and found faster than each of them.
const IN_FOLLOWING: char = '查';

fn check(among: &Among<'_>, report: &mut Report) {
    within(among.paper, report);
    beside(among, report);
}

/// Tasks of one plan.
fn within(paper: &Paper, report: &mut Report) {
    let overlap = |task: &&Task| task.phase.is_some_and(|at| paper.facts.phases[at].may_overlap);
    let mut tasks = paper.facts.tasks.iter().filter(|task| !overlap(task));
    while let Some(own) = tasks.by_ref().find(|task| is_own(task)) {
        let later = tasks.clone().find(|task| follows(task.shown()) && !is_own(task));
        if let Some((later, time)) = later.and_then(|task| Some((task, task.period.as_ref()?))) {
            judge(own, (later.shown(), time), later.phase == own.phase, report);
        }
    }
}

/// An arrangement beside the plan that it belongs to.
fn beside(among: &Among<'_>, report: &mut Report) {
    let paper = among.paper;
    if paper.facts.inspections.is_empty() {
        return;
    }
    let (Some(plan), Some(time)) = (among.plan(), paper.time("period")) else { return };
    let title = paper.title().map_or_else(String::new, |title| title.value);
    for own in plan.facts.tasks.iter().filter(|task| is_own(task)) {
        // A plan may well inspect first and let people check themselves afterwards.
        let before = days(own).and_then(|own| own.start);
        let starts = time.interval().and_then(|time| time.start);
        if before.zip(starts).is_none_or(|(own, other)| own <= other) {
            judge(own, (&title, time), false, report);
        }
    }
}

fn is_own(task: &Task) -> bool {
    task.shown().contains("自查")
}

fn follows(title: &str) -> bool {
    title.contains(IN_FOLLOWING) && FOLLOWING.iter().any(|word| title.contains(word))
}

fn days(task: &Task) -> Option<Interval> {
    task.deadline.as_ref().or(task.period.as_ref()).and_then(TimeUse::interval)
}

fn judge(own: &Task, (title, time): (&str, &TimeUse), same_phase: bool, report: &mut Report) {
    let (Some(first), Some(then)) = (days(own), time.interval()) else { return };
    if first.before(&then) != Answer::No {
        return;
    }
    let name = own.shown();
    let place = own.deadline.as_ref().or(own.period.as_ref()).map_or(own.head, |time| time.span);
    let draft = report
        .at(
            time.span,
            words!(
                "“{title}”开始时，“{name}”还没有结束",
                "`{title}` begins before `{name}` is over"
            ),
        )
        .also(place, words!("自查的时间", "the time of the self-check"))
        .help(words!("推迟检查，或者提前结束自查", "inspect later, or end the self-check earlier"));
    if same_phase {
        draft.level(Level::Warning);
    }
}
