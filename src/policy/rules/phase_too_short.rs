//! # 检查时间不够 · fewer workdays than inspections
//!
//! ## 为什么
//! 一个检查组三个工作日要查五个地方，只能走过场。按交叉检查安排的起止时间和每个检查单位要查的次数比较；该年放假
//! 安排没有登记的，不作判断。
//!
//! ## Good
//! ```yaml registry/calendar/2022.yaml
//! kind: calendar
//! year: 2022
//! off: []
//! makeup: []
//! ```
//! ```yaml cross.yaml
//! kind: cross-inspection
//! period: 2022年5月
//! pairs:
//!   - {inspector: 甲, inspected: 乙}
//!   - {inspector: 甲, inspected: 丙}
//! ```
//!
//! ## Bad
//! ```yaml registry/calendar/2022.yaml
//! kind: calendar
//! year: 2022
//! off: []
//! makeup: []
//! ```
//! ```yaml cross.yaml
//! kind: cross-inspection
//! period: 2022年5月9日 # hint「2022年5月9日」“甲”要查2次，只有1个工作日
//! pairs:
//!   - {inspector: 甲, inspected: 乙}
//!   - {inspector: 甲, inspected: 丙}
//! ```

use std::collections::BTreeMap;

use crate::diag::{Level, words};
use crate::policy::{Among, Check, Report, Rule, Strength, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Hint,
    strength: Strength::Internal,
    authority: "内部一致性：检查的天数够用",
    since: "0.1.0",
    ids: &["F14"],
    check: Check::Among(check),
};

fn check(among: &Among<'_>, report: &mut Report) {
    let (set, paper) = (among.set, among.paper);
    if paper.facts.inspections.is_empty() {
        return;
    }
    let Some((time, days)) = paper.time("period").and_then(|time| Some((time, time.interval()?)))
    else {
        return;
    };
    let mut counts: BTreeMap<&str, Vec<crate::text::Span>> = BTreeMap::new();
    for pair in &paper.facts.inspections {
        counts.entry(&pair.inspector.value).or_default().push(pair.inspector.span);
    }
    let most = counts.iter().max_by_key(|(_, places)| places.len());
    let Some(((name, places), given)) = most.zip(set.registry.holidays.workdays(&days)) else {
        return;
    };
    let count = places.len();
    if u32::try_from(count).is_ok_and(|count| count > given) {
        report
            .at(
                time.span,
                words!(
                    "“{name}”要查{count}次，只有{given}个工作日",
                    "`{name}` inspects {count} times in {given} workdays"
                ),
            )
            .also(places[0], words!("检查单位", "the inspector"))
            .help(words!("延长时间，或者减少次数", "give it more time, or fewer places"));
    }
}
