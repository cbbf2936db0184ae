//! # 期限落在休息日 · the deadline falls on a day of rest
//!
//! ## 为什么
//! 期限落在国庆假期，当天既无人送、也无人收。有意如此的不必改；否则改到前后的工作日。
//! 调休上班的周末是工作日；放假安排没有登记的年份，不作判断。
//!
//! ## Good
//! ```yaml registry/calendar/2022.yaml
//! kind: calendar
//! year: 2022
//! off:
//!   - {name: 国庆节, days: 2022年10月1日至7日}
//! makeup: [2022年10月8日]
//! ```
//!
//! ```yaml plan.yaml
//! kind: campaign
//! phases:
//!   - name: 检查
//!     tasks:
//!       - {title: 报名单, deadline: 2022年10月8日前}
//!       - {title: 报小结, deadline: 2022年9月底前}
//!       - {title: 报总结, deadline: 2023年1月1日前}
//! ```
//!
//! ## Bad
//! ```yaml registry/calendar/2022.yaml
//! kind: calendar
//! year: 2022
//! off:
//!   - {name: 国庆节, days: 2022年10月1日至7日}
//! makeup: [2022年10月8日]
//! ```
//!
//! ```yaml plan.yaml
//! kind: campaign
//! phases:
//!   - name: 检查
//!     tasks:
//!       - title: 报名单
//!         deadline: 2022年10月3日前 # hint「2022年10月3日前」2022年10月3日在国庆节假期
//!       - title: 报小结
//!         deadline: 2022年10月15日 # hint「2022年10月15日」2022年10月15日是星期六
//! ```

use crate::calendar::{Date, Holidays, Kind, Precision, canonical, weekday, weekday_name};
use crate::diag::{Level, Words, words};
use crate::model::Leaf;
use crate::policy::{Among, Check, Report, Rule, Strength, this_file};
use crate::text::Span;

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Hint,
    strength: Strength::Practice,
    authority: "实务：期限逢休息日不便办理",
    since: "0.1.0",
    ids: &["E16"],
    check: Check::Among(check),
};

fn check(among: &Among<'_>, report: &mut Report) {
    let times = among.paper.facts.times.iter();
    for time in times.filter(|time| time.leaf == Leaf::Deadline) {
        let exact = time.by().filter(|by| by.precision == Precision::Day);
        let Some(day) = exact.map(|by| by.last) else { continue };
        let holidays = &among.set.registry.holidays;
        let Some((message, source)) = rest(holidays, day) else { continue };
        let mut draft = report.at(time.span, message);
        if let Some(span) = source {
            draft = draft.also(span, words!("放假安排", "the holidays announced"));
        }
        draft.help(match holidays.next_workday(day).map(canonical) {
            Some(next) => words!(
                "下一个工作日是{next}；有意如此的不必改",
                "the next workday is `{next}`; leave it if it is meant so"
            ),
            None => words!("有意如此的不必改", "leave it if it is meant so"),
        });
    }
}

/// Why nobody works on a day, and where that is registered.
fn rest(holidays: &Holidays, day: Date) -> Option<(Words, Option<Span>)> {
    let shown = canonical(day);
    match holidays.kind(day)? {
        Kind::Holiday(off) => {
            let name = &off.name;
            let message =
                words!("{shown}在{name}假期", "`{shown}` belongs to the holidays of {name}");
            Some((message, off.span))
        }
        Kind::Weekend => {
            let (zh, en) = (weekday_name(weekday(day)), weekday(day));
            Some((words!("{shown}是{zh}", "`{shown}` is a {en:?}"), None))
        }
        Kind::Workday | Kind::MakeUp => None,
    }
}
