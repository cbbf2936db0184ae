//! # 检查人员同时在两个组 · an inspector in two teams at once
//!
//! ## 为什么
//! 4月8日同一个人排进了两个检查组，到时总有一组缺人。各组写明检查人员和起止日期的才核对；同一检查单位的一组人接连
//! 检查几处，只写到月的，都不算冲突。
//!
//! ## Good
//! ```yaml cross.yaml
//! kind: cross-inspection
//! pairs:
//!   - {inspector: 台山市医疗保障局, inspected: 开平市医疗保障局, period: 2026年4月6日至8日, team: [沈听澜, 叶拾秋]}
//!   - {inspector: 开平市医疗保障局, inspected: 台山市医疗保障局, period: 2026年4月9日至10日, team: [沈听澜]}
//!   - {inspector: 台山市医疗保障局, inspected: 鹤山市医疗保障局, period: 2026年4月6日至8日, team: [叶拾秋]}
//!   - {inspector: 鹤山市医疗保障局, inspected: 恩平市医疗保障局, period: 2026年4月, team: [叶拾秋]}
//! ```
//!
//! ## Bad
//! ```yaml registry/people.yaml
//! kind: people
//! people:
//!   - {id: shen, name: 沈听澜, unit: 台山市医疗保障局}
//! ```
//! ```yaml cross.yaml
//! kind: cross-inspection
//! pairs:
//!   - {inspector: 台山市医疗保障局, inspected: 开平市医疗保障局, period: 2026年4月6日至8日, team: [沈听澜, 叶拾秋]}
//!   # error+1「shen」“shen”同一时间还在“台山市医疗保障局”的检查组
//!   - {inspector: 鹤山市医疗保障局, inspected: 台山市医疗保障局, period: 2026年4月8日, team: [shen]}
//! ```
//! ```yaml other.yaml
//! kind: cross-inspection
//! pairs:
//!   # error+1「叶拾秋」“叶拾秋”同一时间还在“台山市医疗保障局”的检查组
//!   - {inspector: 恩平市医疗保障局, inspected: 鹤山市医疗保障局, period: 2026年4月7日, team: [叶拾秋]}
//! ```

use std::collections::BTreeMap;

use crate::calendar::{Answer, Interval, Precision};
use crate::diag::{Level, words};
use crate::model::Set;
use crate::model::facts::Inspection;
use crate::policy::{Check, Report, Rule, Strength, Whole, this_file};
use crate::text::Spanned;

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Error,
    strength: Strength::Internal,
    authority: "内部一致性：一个人同一时间只在一个检查组",
    since: "0.1.0",
    ids: &["G27"],
    check: Check::Set(check),
};

/// Where somebody is to be: with whom, when, and where that is written.
struct Booking<'a> {
    inspector: &'a str,
    identity: String,
    days: Interval,
    place: &'a Spanned<String>,
}

/// Against how many other teams of the same person each is held: nobody is in more.
const MOST: usize = 50;

fn check(set: &Whole<'_>, report: &mut Report) {
    let mut booked: BTreeMap<String, Vec<Booking<'_>>> = BTreeMap::new();
    for paper in set.papers.iter().filter(|paper| !paper.facts.inspections.is_empty()) {
        let names = set.names(paper);
        for pair in &paper.facts.inspections {
            let Some(days) = days(pair) else { continue };
            let inspector = pair.inspector.value.as_str();
            for place in &pair.team {
                let identity = names.identity(inspector).to_owned();
                let booking = Booking { inspector, identity, days, place };
                booked.entry(person(set, &place.value)).or_default().push(booking);
            }
        }
    }
    for bookings in booked.values() {
        for (at, own) in bookings.iter().enumerate().take(MOST) {
            let mut before = bookings[..at].iter();
            let clash = before.find(|other| {
                other.identity != own.identity && other.days.overlaps(&own.days) == Answer::Yes
            });
            if let Some(other) = clash {
                tell(own, other, report);
            }
        }
    }
}

/// The days of a pair, where they are written as days.
fn days(pair: &Inspection) -> Option<Interval> {
    let days = pair.period.as_ref()?.interval()?;
    let exact = [days.start_precision, days.end_precision] == [Precision::Day; 2];
    exact.then_some(days)
}

/// Who is meant: the id of the only person registered by this name, else the name.
fn person(set: &Set, name: &str) -> String {
    let mut known = set.registry.named(name);
    match (known.next(), known.next()) {
        (Some(person), None) => person.name.value.clone(),
        _ => name.trim().to_owned(),
    }
}

fn tell(own: &Booking<'_>, other: &Booking<'_>, report: &mut Report) {
    let (name, body) = (&own.place.value, other.inspector);
    report
        .at(
            own.place.span,
            words!(
                "“{name}”同一时间还在“{body}”的检查组",
                "`{name}` is in the team of `{body}` at the same time"
            ),
        )
        .also(other.place.span, words!("另一组", "the other team"))
        .help(words!("换人，或者错开时间", "send somebody else, or move one of the two"));
}
