//! # 没有留出汇总时间 · no time left to roll up
//!
//! ## 为什么
//! 上级要求6月30日前报总结，本级也要求下面6月30日前报来，就没有时间汇总、核对和审签。收下面材料的
//! 期限和向上级报送的期限之间，通常至少留两个工作日；节假日数据没有的年份不作判断。
//!
//! ## Good
//! ```yaml registry/calendar/2026.yaml
//! kind: calendar
//! year: 2026
//! ```
//! ```yaml superior.yaml
//! kind: campaign
//! id: superior
//! reporting: {what: 总结, deadline: 2026年6月30日前, to: 市医疗保障局}
//! ```
//! ```yaml plan.yaml
//! kind: campaign
//! implements: superior
//! reporting: {what: 总结, deadline: 2026年6月26日前, to: 县医疗保障局}
//! ```
//! ```yaml same.yaml
//! kind: campaign
//! implements: superior
//! reporting: {what: 总结, deadline: 2026年6月30日前, to: 市医疗保障局}
//! ```
//!
//! ## Bad
//! ```yaml registry/calendar/2026.yaml
//! kind: calendar
//! year: 2026
//! ```
//! ```yaml superior.yaml
//! kind: campaign
//! id: superior
//! reporting: {what: 总结, deadline: 2026年6月30日前, to: 市医疗保障局}
//! ```
//! ```yaml plan.yaml
//! kind: campaign
//! implements: superior
//! reporting:
//!   deadline: 2026年6月29日前 # warning「2026年6月29日前」距上级的报送期限只有1个工作日
//!   to: 县医疗保障局
//! ```

use crate::diag::{Level, words};
use crate::model::implementing::{Answer, Demand, Implementing, REPORTING};
use crate::model::{Field, Paper, Set};
use crate::policy::{Check, Report, Rule, Strength, Whole, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Warning,
    strength: Strength::Practice,
    authority: "实务：逐级汇总须留出时间",
    since: "0.1.0",
    ids: &["O02"],
    check: Check::Set(check),
};

/// How many workdays rolling up takes at least.
const WORKDAYS: u32 = 2;

fn check(set: &Whole<'_>, report: &mut Report) {
    for pair in set.implementing() {
        for (own, demand) in pair.answered() {
            if demand.id.value != REPORTING || !collects(set, pair, own, demand) {
                continue;
            }
            let (Some(ours), Some(theirs)) = (own.says.last_day(), demand.says.last_day()) else {
                continue;
            };
            let left = set.registry.holidays.workdays_between(ours, theirs);
            let Some(left) = left.filter(|left| ours <= theirs && *left < WORKDAYS) else {
                continue;
            };
            report
                .at(
                    own.says.place(),
                    words!(
                        "距上级的报送期限只有{left}个工作日",
                        "only {left} workdays before it is due to the superior"
                    ),
                )
                .also(demand.says.place(), words!("上级的报送期限", "due to the superior"))
                .help(words!(
                    "通常至少留{WORKDAYS}个工作日汇总",
                    "leave {WORKDAYS} workdays or more to roll it up"
                ));
        }
    }
}

/// Whether the paper collects from below what it then reports: its material goes to another body.
fn collects(set: &Set, pair: &Implementing<'_>, own: &Answer<'_>, demand: &Demand<'_>) -> bool {
    let to = |field: &Field, paper: &Paper| {
        let to = field.get("to").and_then(Field::text)?;
        Some(set.names(paper).identity(to).to_owned())
    };
    to(own.says.field, pair.paper) != to(demand.says.field, pair.superior)
}
