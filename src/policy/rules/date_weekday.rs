//! # 日期与星期不符 · the date falls on another weekday
//!
//! ## 为什么
//! 通知写3月11日（星期四）开会，而3月11日是星期五，总有人会来错一天。哪一半写错了只有起草人
//! 知道，所以只报告，不代改。没有写年份的日期，按本年和下一年都不对才算错。
//!
//! ## Good
//! ```yaml
//! kind: notice
//! date: 2022年12月20日
//! body: |
//!   请于2022年12月28日（星期三）前报送总结。1月5日（星期四）召开会议。
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: notice
//! date: 2022年3月11日（周四） # error「周四」2022年3月11日是星期五，不是星期四
//! # error+2「星期一」2022年5月31日是星期二，不是星期一
//! body: |
//!   请于5月31日（星期一）前报送。
//! ```

use crate::calendar::{Date, StatedWeekday, canonical, weekday, weekday_name};
use crate::diag::{Level, words};
use crate::model::{Paper, TimeUse};
use crate::policy::{Check, Report, Rule, Strength, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Error,
    strength: Strength::Internal,
    authority: "内部一致性：日期与所写的星期应当相符",
    since: "0.1.0",
    ids: &["E02"],
    check: Check::Words(&["星期", "礼拜", "周"], check),
};

fn check(paper: &Paper, report: &mut Report) {
    let issued = || paper.time("date").and_then(TimeUse::day);
    for time in &paper.facts.times {
        for found in &time.weekdays {
            let stated = &found.value;
            let next_year = || time.spelling.year_assumed && is_right_next_year(stated, issued());
            if stated.is_right() || next_year() {
                continue;
            }
            let date = canonical(stated.date);
            let (is, said) = (weekday_name(weekday(stated.date)), weekday_name(stated.stated));
            let (day, claim) = (weekday(stated.date), stated.stated);
            report
                .at(
                    found.span,
                    words!("{date}是{is}，不是{said}", "`{date}` is a {day:?}, not a {claim:?}"),
                )
                .help(words!(
                    "查对日历，改日期或者改星期",
                    "look at a calendar and change the date or the weekday"
                ));
        }
    }
}

/// In December a bare 1月5日 means the January to come.
fn is_right_next_year(stated: &StatedWeekday, issued: Option<Date>) -> bool {
    let past = issued.is_none_or(|issued| stated.date < issued);
    let year = stated.date.year() + 1;
    let next = Date::new(year, stated.date.month(), stated.date.day());
    past && next.is_ok_and(|date| weekday(date) == stated.stated)
}
