//! # 正文的数与表中的不符 · a count that is not the table's
//!
//! ## 为什么
//! 通知写“分解为12项任务”，所附的清单只有11行；安排写“共分3组”，表里排了4组。总有一处没有改到。只看说总数的
//! 话；写“重点抓3项任务”的是其中一部分，不看。任务按清单中的全部任务计，所附不止一份有任务的，不作判断。
//!
//! ## Good
//! ```yaml list.yaml
//! kind: responsibility-list
//! id: list
//! goals:
//!   - heading: 甲
//!     tasks: [{title: 宣传}, {title: 检查}]
//!   - heading: 乙
//!     tasks: [{title: 总结}]
//! ```
//! ```yaml notice.yaml
//! kind: notice
//! body: |
//!   清单分解为3项任务。本月抓好2项任务，公共5项任务另文下达，已完成共1项任务中的一半。
//! attachments: [list]
//! ```
//! ```yaml cross.yaml
//! kind: cross-inspection
//! preamble: 共分{{ 分组 | 个数 | 汉字 }}组，也就是分2组进行，每组3人，分3组长负责。
//! pairs:
//!   - {inspector: 台山市医疗保障局, inspected: 开平市医疗保障局}
//!   - {inspector: 开平市医疗保障局, inspected: 台山市医疗保障局}
//! ```
//!
//! ## Bad
//! ```yaml list.yaml
//! kind: responsibility-list
//! id: list
//! goals:
//!   - heading: 甲
//!     tasks: [{title: 宣传}, {title: 检查}, {title: 总结}]
//! ```
//! ```yaml notice.yaml
//! kind: notice
//! # warning+1「分解为四项重点任务」写明4项，清单里有3项
//! body: 责任清单分解为四项重点任务，请逐项落实。
//! attachments: [list]
//! ```
//! ```yaml cross.yaml
//! kind: cross-inspection
//! # warning+1「共分3组」写明3组，表里有2组
//! preamble: 检查共分3组，逐地进行。
//! pairs:
//!   - {inspector: 台山市医疗保障局, inspected: 开平市医疗保障局}
//!   - {inspector: 开平市医疗保障局, inspected: 台山市医疗保障局}
//! ```

use std::ops::Range;

use crate::calendar::numerals::from_hanzi;
use crate::diag::{Level, words};
use crate::model::{Paper, Set};
use crate::policy::wording::{self, Wording};
use crate::policy::{Among, Check, Report, Rule, Strength, around, this_file};
use crate::text::Span;

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Warning,
    strength: Strength::Internal,
    authority: "内部一致性：正文的数与表中的相同",
    since: "0.1.0",
    ids: &["J06"],
    check: Check::Among(check),
};

/// What is counted, and the words before a count of all of it.
struct Counted {
    things: &'static [&'static str],
    /// What is in all of them.
    mark: &'static str,
    before: &'static [&'static str],
    /// What may stand behind it.
    after: &'static str,
    /// 项 or 组, and where they are listed.
    shown: (&'static str, &'static str),
}

const TASKS: Counted = Counted {
    things: &["项任务", "项重点任务", "项主要任务", "项具体任务", "项工作任务", "项重点工作任务"],
    mark: "任务",
    before: &[
        "共",
        "共计",
        "共有",
        "分解为",
        "分解成",
        "细化为",
        "明确了",
        "确定了",
        "部署了",
        "列出",
    ],
    after: "，。；、：）\n",
    shown: ("项", "清单"),
};
const GROUPS: Counted = Counted {
    things: &["组", "个组", "个小组", "个检查组"],
    mark: "组",
    before: &["共分", "分为", "分成", "编为", "共分为", "分"],
    after: "，。；、：）\n进开同交",
    shown: ("组", "表"),
};
/// What a number is made of.
const NUMERALS: &str = "0123456789〇零一二两三四五六七八九十百千";
/// Words that end as one of those before a count does, and count nothing.
const NOT_BEFORE: [&str; 7] = ["公共", "部分", "十分", "充分", "区分", "百分", "按分"];

fn check(among: &Among<'_>, report: &mut Report) {
    let (set, paper) = (among.set, among.paper);
    let tasks = listed(set, paper, |paper| {
        let tasks = &paper.facts.tasks;
        tasks.last().map(|last| (tasks.len(), last.head))
    });
    let groups = listed(set, paper, |paper| {
        let pairs = &paper.facts.inspections;
        pairs.last().map(|last| (pairs.len(), last.inspector.span))
    });
    for (counted, table) in [(&TASKS, tasks), (&GROUPS, groups)] {
        let Some((count, last)) = table else { continue };
        let counts =
            |words: &Wording<'_>| words.may_hold(counted.mark) && words.may_have_any(NUMERALS);
        for words in wording::prose(paper).filter(counts) {
            for (range, stated) in claims(&words, counted) {
                if stated != count && !inside(paper, words.field.span) {
                    tell(words.place(range), (stated, count), counted, last, report);
                }
            }
        }
    }
}

/// How many there are in the table a paper speaks of, with the last of them: its own, else that of
/// the only paper it attaches that has one.
fn listed(
    set: &Set,
    paper: &Paper,
    of: impl Fn(&Paper) -> Option<(usize, Span)>,
) -> Option<(usize, Span)> {
    if let Some(own) = of(paper) {
        return Some(own);
    }
    let attached = paper.facts.attachments.iter();
    let mut tables = attached.filter_map(|entry| of(set.paper(&entry.paper.value)?));
    let first = tables.next()?;
    tables.next().is_none().then_some(first)
}

/// Whether a text belongs to one task or phase and so speaks of that alone.
fn inside(paper: &Paper, span: Span) -> bool {
    let holds = |whole: Span| whole.start <= span.start && span.end <= whole.end;
    let facts = &paper.facts;
    facts.tasks.iter().any(|task| holds(task.whole))
        || facts.phases.iter().any(|phase| phase.holds(span))
}

fn claims(words: &Wording<'_>, counted: &Counted) -> Vec<(Range<usize>, usize)> {
    let text = words.text;
    let found = counted.things.iter().flat_map(|thing| words.find(thing));
    found
        .filter_map(|bytes| {
            let digits = around::digits_to(text, bytes.start);
            let start =
                if digits < bytes.start { digits } else { around::hanzi_to(text, bytes.start) };
            let number = &text[start..bytes.start];
            let number: u32 = number.parse().ok().or_else(|| from_hanzi(number))?;
            let before = &text[..start];
            let longest = counted.before.iter().filter(|word| before.ends_with(**word));
            let word = longest.max_by_key(|word| word.len())?;
            let whole = !NOT_BEFORE.iter().any(|word| before.ends_with(word));
            let next = text[bytes.end..].chars().next();
            let ends = next.is_none_or(|c| counted.after.contains(c));
            let count = usize::try_from(number).ok()?;
            (whole && ends).then_some((start - word.len()..bytes.end, count))
        })
        .collect()
}

fn tell(
    span: Span,
    (stated, count): (usize, usize),
    counted: &Counted,
    last: Span,
    report: &mut Report,
) {
    let (unit, place) = counted.shown;
    report
        .at(
            span,
            words!(
                "写明{stated}{unit}，{place}里有{count}{unit}",
                "it states {stated} and the table has {count}"
            ),
        )
        .also(last, words!("最后一{unit}", "the last of them"))
        .help(words!(
            "改正其中一处；正文可用 {{{{ … | 个数 }}}}",
            "correct one of them; prose may use `{{{{ … | count }}}}`"
        ));
}
