//! # 放假和上班的日期写反了 · days off and workdays mixed up
//!
//! ## 为什么
//! 调休的周末要上班，写成“放假”就有人不来；节假日写成“上班”就有人白跑一趟。放假安排以登记的国务院办公厅年度
//! 通知为准，没有登记的年份不作判断。
//!
//! ## Good
//! ```yaml registry/calendar/2022.yaml
//! kind: calendar
//! year: 2022
//! off:
//!   - {name: 国庆节, days: 2022年10月1日至7日}
//! makeup: [2022年10月8日, 2022年10月9日]
//! ```
//! ```yaml notice.yaml
//! kind: notice
//! date: 2022年9月20日
//! body: 10月1日至7日放假，10月8日（星期六）、10月9日（星期日）上班；2022年10月15日（星期六）休息。
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
//! ```yaml notice.yaml
//! kind: notice
//! date: 2022年9月20日
//! # error+2「10月1日至8日」写放假，但2022年10月8日是工作日
//! # error+1「10月15日（星期六）」写上班，但2022年10月15日是休息日
//! body: 10月1日至8日放假，10月15日（星期六）上班。
//! ```

use crate::calendar::{self, Answer, Date, Holidays, Interval, Precision, Time, canonical};
use crate::diag::{Level, words};
use crate::model::{Leaf, Paper};
use crate::policy::{Among, Check, Report, Rule, Strength, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Error,
    strength: Strength::Internal,
    authority: "内部一致性：放假、上班的日期与登记的放假安排一致",
    since: "0.1.0",
    ids: &["E18"],
    check: Check::Among(check),
};

const REST: [&str; 4] = ["放假", "休息", "公休", "不上班"];
const WORK: [&str; 5] = ["上班", "正常上班", "照常上班", "正常办公", "照常办公"];
/// The longest stretch that is looked through.
const LONGEST: usize = 40;

fn check(among: &Among<'_>, report: &mut Report) {
    let (set, paper) = (among.set, among.paper);
    judge(paper, &set.registry.holidays, report);
}

fn judge(paper: &Paper, holidays: &Holidays, report: &mut Report) {
    let all = || REST.iter().chain(&WORK);
    let prose = paper.said_of(Leaf::Prose).filter(|said| said.may_tell_time());
    for said in prose.filter(|said| all().any(|word| said.may_hold(word))) {
        let (field, text) = (&said.field, said.text());
        if !all().any(|word| text.contains(word)) {
            continue;
        }
        for found in calendar::find(text, paper.context) {
            let Ok(Time::Span(days)) = &found.time else { continue };
            let after = without_brackets(&text[found.range.end..]);
            let says = |words: &[&str]| words.iter().any(|word| after.starts_with(word));
            let (zh, en, wrong) = match (says(&REST), says(&WORK)) {
                (true, _) => ("放假", "off", Answer::Yes),
                (_, true) => ("上班", "worked", Answer::No),
                _ => continue,
            };
            let Some(day) = first(days, holidays, wrong) else { continue };
            let (shown, what) =
                (canonical(day), if wrong == Answer::Yes { "工作日" } else { "休息日" });
            let is = if wrong == Answer::Yes { "a workday" } else { "a day of rest" };
            report
                .at(
                    field.at(found.range.clone()),
                    words!("写{zh}，但{shown}是{what}", "said to be {en}, but `{shown}` is {is}"),
                )
                .help(words!("对照当年的放假通知改正", "compare with that year's announcement"));
        }
    }
}

/// The first day of a stretch that is worked, or is not.
fn first(days: &Interval, holidays: &Holidays, wrong: Answer) -> Option<Date> {
    let exact = days.start_precision == Precision::Day && days.end_precision == Precision::Day;
    let (start, end) = (days.start.filter(|_| exact)?, days.end?);
    let all = std::iter::successors(Some(start), |day| day.tomorrow().ok());
    all.take_while(|day| *day <= end).take(LONGEST).find(|day| holidays.is_workday(*day) == wrong)
}

/// What follows a remark in brackets: （星期六）上班.
fn without_brackets(text: &str) -> &str {
    let inner = text.strip_prefix('（').and_then(|rest| rest.split_once('）'));
    inner.filter(|(remark, _)| remark.chars().count() <= 6).map_or(text, |(_, after)| after)
}
