//! # 活动排在休息日 · an event on days of rest
//!
//! ## 为什么
//! 检查、会议排在节假日或者周末，对方没有人上班。调休上班的周末是工作日，不报；该年放假安排没有登记的，不作判断。
//! 群众活动本来就安排在周末的，不用理会这条提示。
//!
//! ## Good
//! ```yaml registry/calendar/2022.yaml
//! kind: calendar
//! year: 2022
//! off:
//!   - {name: 国庆节, days: 2022年10月1日至7日}
//! makeup: [2022年10月8日, 2022年10月9日]
//! ```
//! ```yaml plan.yaml
//! kind: cross-inspection
//! period: 2022年10月8日
//! ```
//!
//! ## Bad
//! ```yaml registry/calendar/2022.yaml
//! kind: calendar
//! year: 2022
//! off:
//!   - {name: 国庆节, days: 2022年10月1日至7日}
//! makeup: [2022年10月8日, 2022年10月9日]
//! ```
//! ```yaml a.yaml
//! kind: cross-inspection
//! period: 2022年10月3日至5日 # hint「2022年10月3日至5日」全是休息日（国庆节）
//! ```
//! ```yaml b.yaml
//! kind: cross-inspection
//! period: 2022年10月15日 # hint「2022年10月15日」全是休息日（周末）
//! ```

use crate::calendar::Answer;
use crate::diag::{Level, words};
use crate::model::Leaf;
use crate::policy::{Among, Check, Report, Rule, Strength, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Hint,
    strength: Strength::Practice,
    authority: "实务：会议、检查排在工作日",
    since: "0.1.0",
    ids: &["E17"],
    check: Check::Among(check),
};

/// No holiday with the weekends around it is longer.
const LONGEST: u32 = 16;

fn check(among: &Among<'_>, report: &mut Report) {
    let holidays = &among.set.registry.holidays;
    for time in &among.paper.facts.times {
        let Some(days) = time.interval().filter(|_| time.leaf == Leaf::Period) else { continue };
        let short = days.length().is_some_and(|days| days <= LONGEST);
        if !short || holidays.all_rest(&days) != Answer::Yes {
            continue;
        }
        let name = days.start.and_then(|day| holidays.name(day)).unwrap_or("周末");
        report
            .at(time.span, words!("全是休息日（{name}）", "all of it are days of rest ({name})"))
            .help(words!("改到工作日", "move it to a workday"));
    }
}
