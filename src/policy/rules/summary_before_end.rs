//! # 总结早于工作结束 · the summary is due before the work is over
//!
//! ## 为什么
//! 整治到6月30日才结束，总结却要6月20日前报送，只能提前编。与最后一个不是总结、提升的阶段比较；阶段性总结、半年
//! 总结不算。
//!
//! ## Good
//! ```yaml
//! kind: campaign
//! date: 2022年3月1日
//! phases:
//!   - {name: 整治, period: 2022年3月至6月}
//!   - {name: 总结提升, period: 2022年7月}
//! reporting:
//!   what: 专项整治工作总结
//!   deadline: 2022年6月底前
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: campaign
//! date: 2022年3月1日
//! phases:
//!   - {name: 整治, period: 2022年3月1日至6月30日}
//!   - {name: 总结提升, period: 2022年7月}
//! reporting:
//!   what: 专项整治工作总结
//!   deadline: 2022年6月20日前 # error「2022年6月20日前」总结要在“整治”结束之前报送
//! ```

use crate::calendar::{Date, Interval};
use crate::diag::{Level, words};
use crate::model::facts::Phase;
use crate::model::{Field, Paper, TimeUse};
use crate::policy::{Check, Report, Rule, Strength, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Error,
    strength: Strength::Internal,
    authority: "内部一致性：总结在工作结束之后报送",
    since: "0.1.0",
    ids: &["F11"],
    check: Check::Words(&["总结"], check),
};

/// Phases in which a summary is written.
const CLOSING: [&str; 8] = ["总结", "汇总", "提升", "巩固", "验收", "报告", "评估", "通报"];
/// Summaries of less than the whole.
const PARTIAL: [&str; 7] = ["阶段", "半年", "季度", "月度", "中期", "每", "年中"];

fn check(paper: &Paper, report: &mut Report) {
    let mut due: Vec<&TimeUse> = Vec::new();
    if let Some(field) = paper.root.get("reporting") {
        let what = field.get("what").and_then(Field::text).unwrap_or_default();
        let deadline = field.get("deadline").map(Field::inside);
        let mut times =
            paper.facts.times.iter().filter(|time| sums_up(what) && Some(time.span) == deadline);
        due.extend(times.next());
    }
    let tasks = paper.facts.tasks.iter().filter_map(|task| Some((task, task.deadline.as_ref()?)));
    due.extend(tasks.filter(|(task, _)| sums_up(task.shown())).map(|(_, due)| due));
    let last = if due.is_empty() { None } else { last(paper) };
    let Some((phase, end)) = last else { return };
    for time in due {
        let name = phase.shown();
        if time.by().is_some_and(|by| by.last < end) {
            report
                .at(
                    time.span,
                    words!(
                        "总结要在“{name}”结束之前报送",
                        "the summary is due before `{name}` ends"
                    ),
                )
                .also(phase.place(), words!("“{name}”的时间", "the time of `{name}`"))
                .help(words!("推迟报送期限", "move the deadline"));
        }
    }
}

/// The last phase in which there is work to sum up, and the first day on which it may be over.
fn last(paper: &Paper) -> Option<(&Phase, Date)> {
    let working = |phase: &&Phase| !CLOSING.iter().any(|word| phase.shown().contains(word));
    let phases = paper.facts.phases.iter().filter(working);
    let ends = phases.filter_map(|phase| Some((phase, earliest_end(&phase.interval()?)?)));
    ends.max_by_key(|(_, end)| *end)
}

fn sums_up(what: &str) -> bool {
    what.contains("总结") && !PARTIAL.iter().any(|word| what.contains(word))
}

/// The first day on which a stretch may be over.
fn earliest_end(days: &Interval) -> Option<Date> {
    Some(days.end_precision.unit(days.end?).0)
}
