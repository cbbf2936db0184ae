//! # 期限早于成文日期 · the deadline lies before the date of issue
//!
//! ## 为什么
//! 3月12日印发的通知要求3月10日前报送，收到时已经逾期。印发通知的附件也从通知的成文日期算起：
//! 方案定稿早，通知发得晚，期限照样落空。
//!
//! ## Good
//! ```yaml notice.yaml
//! kind: notice
//! id: notice
//! date: 2022年3月11日
//! body: |
//!   截至2022年2月底，各地已完成动员。
//! attachments: [guide, letter]
//! ```
//!
//! ```yaml guide.yaml
//! kind: guide
//! id: guide
//! deadline: 2022年3月11日前
//! ```
//!
//! ```yaml letter.yaml
//! kind: commitment-letter
//! id: letter
//! date: 2022年3月1日
//! filing:
//!   deadline: 2022年3月31日前
//! ```
//!
//! ## Bad
//! ```yaml notice.yaml
//! kind: notice
//! id: notice
//! date: 2022年3月12日
//! attachments: [plan, guide]
//! ```
//!
//! ```yaml plan.yaml
//! kind: campaign
//! id: plan
//! date: 2022年3月1日
//! phases:
//!   - name: 自查
//!     tasks:
//!       - title: 报送名单
//!         deadline: 3月10日前 # error「3月10日前」期限2022年3月10日早于成文日期2022年3月12日
//! ```
//!
//! ```yaml guide.yaml
//! kind: guide
//! id: guide
//! deadline: 2022年2月底前 # error「2022年2月底前」期限2022年2月28日早于成文日期2022年3月12日
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: guide
//! date: 2022年12月20日
//! deadline: 1月15日前 # warning「1月15日前」期限2022年1月15日早于成文日期2022年12月20日
//! ```

use std::collections::BTreeMap;

use crate::calendar::{Date, canonical, days_between};
use crate::diag::{Level, words};
use crate::model::{Leaf, Set, TimeUse};
use crate::policy::{Check, Report, Rule, Strength, this_file};
use crate::text::Spanned;

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Error,
    strength: Strength::Internal,
    authority: "内部一致性：期限不应早于成文日期",
    since: "0.1.0",
    ids: &["E13"],
    check: Check::Set(check),
};

/// How deep attachments may lie inside attachments.
const DEPTH: usize = 4;

/// A day without a year that lies so far back is more likely a day of the next year.
const FAR: i32 = 180;

fn check(set: &Set, report: &mut Report) {
    let issued = issued(set);
    for (paper, issued) in set.papers.iter().zip(issued) {
        let Some(issued) = issued else { continue };
        for time in paper.facts.times.iter().filter(|time| time.leaf == Leaf::Deadline) {
            judge(time, &issued, report);
        }
    }
}

fn judge(time: &TimeUse, issued: &Spanned<Date>, report: &mut Report) {
    // The generous reading: 3月11日前 on 11 March is still in time.
    let Some(last) = time.by().map(|by| by.last).filter(|last| *last < issued.value) else {
        return;
    };
    let (due, day) = (canonical(last), canonical(issued.value));
    let draft = report
        .at(
            time.span,
            words!(
                "期限{due}早于成文日期{day}",
                "the deadline `{due}` lies before the date of issue `{day}`"
            ),
        )
        .also(issued.span, words!("成文日期", "the date of issue"));
    if time.spelling.year_assumed && days_between(last, issued.value) > FAR {
        draft
            .level(Level::Warning)
            .help(words!("指下一年的，写明年份", "write the year if the next one is meant"));
    } else {
        draft.help(words!("推迟期限，或者改正日期", "move the deadline, or correct the date"));
    }
}

/// When each paper reaches its readers: on its own date, and not before the paper that carries
/// it as an attachment; of several carriers the first counts.
fn issued(set: &Set) -> Vec<Option<Spanned<Date>>> {
    let places: BTreeMap<&str, usize> =
        set.papers.iter().enumerate().rev().map(|(at, paper)| (&*paper.id.value, at)).collect();
    let own = |paper: &crate::model::Paper| {
        paper.time("date").and_then(|time| Some(Spanned::new(time.day()?, time.span)))
    };
    let own: Vec<Option<Spanned<Date>>> = set.papers.iter().map(own).collect();
    let mut issued = own.clone();
    for _ in 0..DEPTH {
        let mut carried: Vec<Option<Spanned<Date>>> = vec![None; own.len()];
        for (paper, day) in set.papers.iter().zip(&issued) {
            let Some(day) = day else { continue };
            for entry in &paper.facts.attachments {
                let Some(at) = places.get(&*entry.paper.value) else { continue };
                let first = carried[*at].is_none_or(|known| day.value < known.value);
                carried[*at] = if first { Some(*day) } else { carried[*at] };
            }
        }
        let later = |(own, carried): (&Option<Spanned<Date>>, Option<Spanned<Date>>)| {
            let all = [*own, carried].into_iter().flatten();
            all.max_by_key(|day| day.value)
        };
        issued = own.iter().zip(carried).map(later).collect();
    }
    issued
}
