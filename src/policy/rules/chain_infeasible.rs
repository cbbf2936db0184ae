//! # 倒排工期排不下 · more steps than the time allows
//!
//! ## 为什么
//! “初审、复审后公示三次，每次5个工作日”，期限却在十天以后，谁也办不到。把任务文字里写明至少要用的时间加起来，
//! 同可用的时间比较；“5个工作日内”是上限，不算；写明同时进行的，只取最长的一项。起点取成文日期和任务、阶段
//! 开始日期中较晚的一个。
//!
//! ## Good
//! ```yaml registry/calendar/2022.yaml
//! kind: calendar
//! year: 2022
//! off: []
//! makeup: []
//! ```
//! ```yaml plan.yaml
//! kind: campaign
//! date: 2022年3月1日
//! phases:
//!   - name: 评审
//!     tasks:
//!       - title: 评审
//!         deadline: 2022年3月31日前
//!         text: 收到材料后10个工作日内答复，初审5个工作日，公示不少于5个工作日。
//! ```
//!
//! ## Bad
//! ```yaml registry/calendar/2022.yaml
//! kind: calendar
//! year: 2022
//! off: []
//! makeup: []
//! ```
//! ```yaml plan.yaml
//! kind: campaign
//! date: 2022年2月7日
//! phases:
//!   - name: 评审
//!     tasks:
//!       - title: 评审
//!         deadline: 2022年2月28日前 # error「2022年2月28日前」各环节至少要25个工作日，到期限只有15个工作日
//!         text: 初审5个工作日，复审5个工作日，三次公示，每次不少于5个工作日。
//! ```

use crate::calendar::{Date, Holidays, Interval, numerals};
use crate::diag::{Level, words};
use crate::model::{Field, Leaf, Paper, Set};
use crate::policy::wording::{self, Wording};
use crate::policy::{Among, Check, Report, Rule, Strength, this_file};
use crate::policy::{jobs, ties};
use crate::text::Span;

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Error,
    strength: Strength::Internal,
    authority: "内部一致性：各环节所需时间之和不超过可用时间",
    since: "0.1.0",
    ids: &["E21"],
    check: Check::Among(check),
};

/// Steps that take at least as long as is written.
const STEPS: [&str; 9] =
    ["公示", "公告", "征求意见", "初审", "复审", "终审", "评审", "审核", "每次"];
/// What steps are measured in.
const WORKDAY: &str = "工作日";
/// How far back a sentence is read, in bytes.
const REACH: usize = 120;
/// What may stand between a step and its length.
const LINKS: [&str; 9] = ["期限", "时间", "期", "不得少于", "不少于", "至少", "均为", "为", "各"];

fn check(among: &Among<'_>, report: &mut Report) {
    let (set, paper) = (among.set, among.paper);
    // Hardly any paper gives its steps workdays.
    let timed = |words: Wording<'_>| words.may_hold(WORKDAY) && words.text.contains(WORKDAY);
    if !wording::of(paper).any(timed) {
        return;
    }
    for job in among.jobs() {
        let Some(due) = job.due() else { continue };
        let Some(last) = due.interval().and_then(|days| days.end) else { continue };
        let Some((start, place)) = start(paper, job, set).filter(|(start, _)| *start <= last)
        else {
            continue;
        };
        let mut texts: Vec<&Field> = Vec::new();
        job.field.walk(&mut |field| {
            if matches!(field.leaf, Leaf::Prose | Leaf::Text) {
                texts.push(field);
            }
        });
        let steps = texts.iter().map(|field| needed(field.text().unwrap_or_default()));
        let needed = steps.fold(0, u32::saturating_add);
        let Some(given) = given(start, last, &set.registry.holidays) else { continue };
        if needed > given {
            let text = texts.iter().find(|field| field.name == "text");
            report
                .at(
                    due.span,
                    words!(
                        "各环节至少要{needed}个工作日，到期限只有{given}个工作日",
                        "the steps take {needed} workdays, but only {given} are left"
                    ),
                )
                .also(place, words!("从这里算起", "counted from here"))
                .also(text.map_or(job.task.head, |text| text.span), words!("各环节", "the steps"))
                .help(words!("推迟期限，或者压缩环节", "move the deadline, or cut the steps"));
        }
    }
}

/// When the work can begin: after the paper is out, and not before its task or phase.
fn start(paper: &Paper, job: &jobs::Job<'_>, set: &Set) -> Option<(Date, Span)> {
    let phase = job.task.phase.and_then(|at| paper.facts.phases[at].period.as_ref());
    let times = [job.task.period.as_ref(), phase].into_iter().flatten();
    let starts = times.filter_map(|time| {
        // The first day of work counts in full.
        let first = time.interval()?.start?.yesterday().ok()?;
        Some((first, time.span))
    });
    let issued = ties::issued(paper, set).map(|day| (day.value, day.span));
    starts.chain(issued).max_by_key(|(day, _)| *day)
}

fn given(start: Date, last: Date, holidays: &Holidays) -> Option<u32> {
    holidays.workdays(&Interval::days(start.tomorrow().ok()?, last))
}

/// How many workdays the steps of a text take at least.
fn needed(text: &str) -> u32 {
    let lengths = text.match_indices(WORKDAY).filter_map(|(at, word)| {
        let after = &text[at + word.len()..];
        let bound = ["内", "以内", "之内", "前", "后"].iter().any(|word| after.starts_with(word));
        let before = text[..at].trim_end_matches('个');
        let number = before
            .trim_end_matches(|c: char| c.is_ascii_digit() || "一二两三四五六七八九十".contains(c));
        let count = number_of(&before[number.len()..])?;
        let mut head = number;
        while let Some(link) = LINKS.iter().find(|link| head.ends_with(**link)) {
            head = &head[..head.len() - link.len()];
        }
        let step = STEPS.iter().find(|step| head.ends_with(**step)).filter(|_| !bound)?;
        let times = if *step == "每次" { times(head) } else { 1 };
        Some(count.saturating_mul(times))
    });
    let lengths: Vec<u32> = lengths.collect();
    let together = ["同时", "同步", "一并", "并行"].iter().any(|word| text.contains(word));
    if together {
        return lengths.into_iter().max().unwrap_or_default();
    }
    lengths.into_iter().fold(0, u32::saturating_add)
}

/// How often a step is taken that 每次 speaks of: 三次公示，每次.
fn times(before: &str) -> u32 {
    let near = before.floor_char_boundary(before.len().saturating_sub(REACH));
    let sentence = before[near..].trim_end_matches("每次").rsplit('。').next().unwrap_or_default();
    let counted = sentence.rsplit_once('次').map(|(head, _)| head);
    let digit = |c: char| c.is_ascii_digit() || "一二两三四五六七八九十".contains(c);
    let count = counted.and_then(|head| number_of(&head[head.trim_end_matches(digit).len()..]));
    count.unwrap_or(1)
}

fn number_of(text: &str) -> Option<u32> {
    text.parse().ok().or_else(|| numerals::from_hanzi(text)).filter(|count| *count > 0)
}
