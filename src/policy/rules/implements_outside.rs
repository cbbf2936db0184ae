//! # 超出上级方案的时间 · outside the time of the paper it implements
//!
//! ## 为什么
//! 上级要求4月底前结束，本地方案排到5月，到时交不了账。写明所落实的上级文件（`implements`）且在本套
//! 文件中的，核对起止时间和各阶段；说不准先后的，不作判断。期限晚于上级的，由 `sup-deadline` 报告。
//!
//! ## Good
//! ```yaml superior.yaml
//! kind: campaign
//! id: superior
//! period: 2024年1月至4月
//! reporting: {deadline: 2024年4月30日前, to: 市医疗保障局}
//! ```
//!
//! ```yaml plan.yaml
//! kind: campaign
//! implements: superior
//! period: 2024年1月5日至4月19日
//! reporting: {deadline: 2024年4月下旬前, to: 区医疗保障局}
//! phases:
//!   - {id: a, name: 自查, period: 2024年1月}
//! ```
//!
//! ## Bad
//! ```yaml superior.yaml
//! kind: campaign
//! id: superior
//! period: 2024年1月至4月
//! reporting: {deadline: 2024年4月30日前, to: 市医疗保障局}
//! ```
//!
//! ```yaml plan.yaml
//! kind: campaign
//! implements: superior
//! period: 2023年12月至2024年5月 # error「2023年12月至2024年5月」超出上级文件规定的时间：2024年1月至4月
//! phases:
//!   - {id: a, name: 自查, period: 2023年12月} # error「2023年12月」超出上级文件规定的时间：2024年1月至4月
//! ```

use std::collections::BTreeSet;

use crate::calendar::Interval;
use crate::diag::{Level, words};
use crate::model::implementing::Implementing;
use crate::model::{Paper, TimeUse};
use crate::policy::{Check, Report, Rule, Strength, Whole, this_file};
use crate::text::Span;

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Error,
    strength: Strength::Internal,
    authority: "内部一致性：安排不超出所落实的上级文件规定的时间",
    since: "0.1.0",
    ids: &[],
    check: Check::Set(check),
};

fn check(set: &Whole<'_>, report: &mut Report) {
    let pairs = set.implementing();
    let later = pairs.iter().flat_map(Implementing::later);
    let later: BTreeSet<Span> = later.map(|(own, _)| own.says.place()).collect();
    for paper in &set.papers {
        for implements in &paper.facts.implements {
            if let Some(superior) = set.paper(&implements.paper.value) {
                periods(paper, superior, &later, report);
            }
        }
    }
}

/// `later` are the times that `sup-deadline` holds against the very demand they answer.
fn periods(paper: &Paper, superior: &Paper, later: &BTreeSet<Span>, report: &mut Report) {
    let Some(whole) = superior.time("period") else { return };
    let Some(limits) = whole.interval() else { return };
    let phases = paper.facts.phases.iter().filter_map(|phase| phase.period.as_ref());
    // A phase outside of its own plan is told there, by `phase-outside`.
    let own = paper.time("period").and_then(TimeUse::interval);
    let astray =
        |time: &TimeUse| time.interval().zip(own).is_some_and(|(phase, own)| outside(&phase, &own));
    let phases = phases.filter(|time| !astray(time));
    for own in paper.time("period").into_iter().chain(phases) {
        let told = later.contains(&own.span);
        if !told && own.interval().is_some_and(|own| outside(&own, &limits)) {
            let text = &whole.text;
            let message = words!(
                "超出上级文件规定的时间：{text}",
                "this is outside the time the superior's paper sets: {text}"
            );
            tell(own, whole, message, report);
        }
    }
}

/// Whether a stretch surely reaches out of another.
fn outside(own: &Interval, limits: &Interval) -> bool {
    let before = own.start.zip(limits.start).is_some_and(|(own, limit)| own < limit);
    let after = own.end.zip(limits.end).is_some_and(|(own, limit)| own > limit);
    before || after
}

fn tell(own: &TimeUse, limit: &TimeUse, message: crate::diag::Words, report: &mut Report) {
    report
        .at(own.span, message)
        .also(limit.span, words!("上级文件", "the superior's paper"))
        .help(words!("把时间排在上级规定之内", "keep within the superior's time"));
}
