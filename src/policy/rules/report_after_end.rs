//! # 定期报送一期也没有 · a regular report that never falls due
//!
//! ## 为什么
//! 专项行动3月1日开始、3月20日结束，却要求每月25日前报送，一期也轮不到。清单、通知写明属于某个方案的，按方案的
//! 起止时间核对；每年一次的不看。
//!
//! ## Good
//! ```yaml
//! kind: campaign
//! period: 2022年3月1日至6月20日
//! reporting:
//!   what: 进展情况
//!   deadline: 每月25日前
//! ```
//!
//! ## Bad
//! ```yaml plan.yaml
//! kind: campaign
//! id: plan
//! period: 2022年3月1日至20日
//! reporting:
//!   what: 进展情况
//!   deadline: 每月25日前 # error「每月25日前」2022年3月1日至20日期间一期也没有
//! ```
//! ```yaml list.yaml
//! kind: responsibility-list
//! campaign: plan
//! goals:
//!   - heading: 一
//!     tasks: [{id: a, title: 检查, deadline: 每季度末}] # error「每季度末」2022年3月1日至20日期间一期也没有
//! ```

use crate::calendar::{Cycle, Interval, Time};
use crate::diag::{Level, words};
use crate::model::Leaf;
use crate::policy::{Among, Check, Report, Rule, Strength, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Error,
    strength: Strength::Internal,
    authority: "内部一致性：定期报送在工作期间至少有一期",
    since: "0.1.0",
    ids: &["F13"],
    check: Check::Among(check),
};

fn check(among: &Among<'_>, report: &mut Report) {
    let paper = among.paper;
    let plan = among.plan().unwrap_or(paper);
    let period = plan.time("period").and_then(|time| Some((time, time.interval()?)));
    let Some((period, days)) = period else { return };
    for time in paper.facts.times.iter().filter(|time| time.leaf == Leaf::Deadline) {
        let Ok(Time::Recurring(term)) = &time.parsed else { continue };
        let often = matches!(term.cycle, Cycle::Week | Cycle::Xun | Cycle::Month | Cycle::Quarter);
        let Some(all) = all(term, &days).filter(|_| often) else { continue };
        let within = |one: &Interval| {
            one.end.is_some_and(|end| {
                days.start.is_none_or(|start| start <= end)
                    && days.end.is_none_or(|last| end <= last)
            })
        };
        if !all.iter().any(within) {
            let written = period.text.trim();
            report
                .at(
                    time.span,
                    words!("{written}期间一期也没有", "it never falls due within `{written}`"),
                )
                .also(period.span, words!("工作的起止时间", "the time of the work"))
                .help(words!("改成具体日期", "name a day instead"));
        }
    }
}

/// Every turn of the years of a stretch.
fn all(term: &crate::calendar::Recurrence, days: &Interval) -> Option<Vec<Interval>> {
    let (first, last) = (days.start?.year(), days.end?.year());
    if last - first > 10 {
        return None;
    }
    let years: Option<Vec<Vec<Interval>>> = (first..=last).map(|year| term.in_year(year)).collect();
    years.map(|years| years.into_iter().flatten().collect())
}
