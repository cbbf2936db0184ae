//! # 留给承办单位的时间太短 · too little time until the deadline
//!
//! ## 为什么
//! 今天印发、明天要报，基层只能应付。从成文（随文印发的从通知成文）之日的次日起，到期限那天不足两个工作日的，
//! 作警告；标了紧急程度的、写成以后每年每月的，不看。该年放假安排没有登记的，不作判断。
//!
//! ## Good
//! ```yaml registry/calendar/2022.yaml
//! kind: calendar
//! year: 2022
//! off: []
//! makeup: []
//! ```
//! ```yaml guide.yaml
//! kind: guide
//! date: 2022年3月11日
//! deadline: 2022年3月15日前
//! ```
//! ```yaml urgent.yaml
//! kind: guide
//! date: 2022年3月11日
//! urgency: 特急
//! deadline: 2022年3月14日前
//! ```
//!
//! ## Bad
//! ```yaml registry/calendar/2022.yaml
//! kind: calendar
//! year: 2022
//! off: []
//! makeup: []
//! ```
//! ```yaml notice.yaml
//! kind: notice
//! date: 2022年3月11日
//! attachments: [guide]
//! ```
//! ```yaml guide.yaml
//! kind: guide
//! id: guide
//! date: 2022年3月1日
//! deadline: 2022年3月14日前 # warning「2022年3月14日前」从2022年3月11日算起只有1个工作日
//! ```

use crate::calendar::{Precision, canonical};
use crate::diag::{Level, words};
use crate::model::Leaf;
use crate::policy::{Among, Check, Report, Rule, Strength, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Warning,
    strength: Strength::Practice,
    authority: "实务：报送期限至少留出两个工作日",
    since: "0.1.0",
    ids: &["E20"],
    check: Check::Among(check),
};

/// How many workdays there should be.
const ENOUGH: u32 = 2;

fn check(among: &Among<'_>, report: &mut Report) {
    let (set, paper) = (among.set, among.paper);
    let carrier = among.carrier().map(|(carrier, _)| carrier);
    let urgent =
        [Some(paper), carrier].into_iter().flatten().any(|one| one.root.get("urgency").is_some());
    let Some(issued) = among.issued().filter(|_| !urgent) else { return };
    for time in paper.facts.times.iter().filter(|time| time.leaf == Leaf::Deadline) {
        let Some(by) = time.by().filter(|by| by.precision == Precision::Day) else { continue };
        if by.last < issued.value {
            continue;
        }
        let count = set.registry.holidays.workdays_between(issued.value, by.last);
        let Some(count) = count.filter(|count| *count < ENOUGH) else { continue };
        let day = canonical(issued.value);
        report
            .at(
                time.span,
                words!(
                    "从{day}算起只有{count}个工作日",
                    "that leaves {count} workdays from `{day}`"
                ),
            )
            .also(issued.span, words!("印发之日", "the day of issue"))
            .help(words!(
                "推迟期限；确实紧急的，标明 urgency",
                "move the deadline, or mark it urgent"
            ));
    }
}
