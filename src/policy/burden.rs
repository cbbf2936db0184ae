//! What a paper costs those who must read and answer it (基层负担): its length, the forms and
//! reports it demands, the pledges it has signed, and the text it merely copies.

mod copied;

pub use copied::{Copied, Shelf};

use crate::calendar::{self, Cycle, Time};
use crate::model::{Paper, Set, quoting};
use crate::policy::wording;
use crate::text::Span;

/// Whose rules these are.
pub const AUTHORITY: &str = "《整治形式主义为基层减负若干规定》";

/// How many characters a paper has, without blanks, holes and marks of Markdown.
pub fn length(paper: &Paper) -> usize {
    let count = |text: &str| {
        let holes = quoting::holes(text);
        let inside = |at: usize| {
            let next = holes.partition_point(|hole| hole.end <= at);
            holes.get(next).is_some_and(|hole| hole.start <= at)
        };
        let printed = |c: char| !c.is_whitespace() && !matches!(c, '*' | '#' | '`');
        text.char_indices().filter(|(at, c)| printed(*c) && !inside(*at)).count()
    };
    wording::of(paper).map(|wording| count(wording.text)).sum()
}

/// How many characters a paper should have at most: one that arranges a single campaign (部署专项
/// 工作), or any other.
pub fn limit(paper: &Paper) -> usize {
    // Only a campaign goes through phases.
    if paper.facts.phases.is_empty() { 5000 } else { 4000 }
}

/// What forms that are to be filled in are called.
const FORMS: [&str; 9] =
    ["统计表", "报表", "汇总表", "填报表", "情况表", "登记表", "调查表", "台账", "进展表"];

/// The forms (报表) that a paper attaches for others to fill in.
pub fn forms<'a>(set: &'a Set, paper: &Paper) -> Vec<&'a Paper> {
    let attached = paper.facts.attachments.iter();
    let attached = attached.filter_map(|entry| set.paper(&entry.paper.value));
    let form = |paper: &&Paper| {
        let title = paper.title().map(|title| title.value).unwrap_or_default();
        paper.kind.value.ends_with("-form") || FORMS.iter().any(|name| title.ends_with(name))
    };
    attached.filter(form).collect()
}

/// A report that a paper demands.
#[derive(Debug, Clone)]
pub struct Demanded {
    /// Where it says when.
    pub span: Span,
    /// When, as it was written.
    pub text: String,
    /// How often it comes round: the unit, and how many of it one turn takes; none for one report.
    pub turn: Option<(Cycle, u32)>,
}

impl Demanded {
    /// Whether it comes round more often than once a month.
    pub fn frequent(&self) -> bool {
        self.turn.is_some_and(|(cycle, _)| cycle < Cycle::Month)
    }
}

/// The words that demand a report.
const REPORTS: [&str; 8] = ["报送", "上报", "报告", "报我局", "填报", "书面报", "日报", "周报"];

/// Every report that a paper demands: of its `reporting` (报送), and of sentences that name a time.
pub fn reports(paper: &Paper) -> Vec<Demanded> {
    let mut found = Vec::new();
    let reporting = paper.root.get("reporting.deadline");
    if let Some((field, text)) = reporting.and_then(|field| Some((field, field.text()?))) {
        let parsed = calendar::parse(text, paper.context).ok();
        let turn = parsed.and_then(|written| turn(&written.value));
        found.push(Demanded { span: field.inside(), text: text.to_owned(), turn });
    }
    for wording in wording::of(paper) {
        // What comes round is written with 每.
        let turns = wording.may_have('每');
        if !(turns && REPORTS.iter().any(|word| wording.text.contains(word))) {
            continue;
        }
        for sentence in wording.sentences() {
            let text = &wording.text[sentence.clone()];
            if !REPORTS.iter().any(|word| text.contains(word)) {
                continue;
            }
            for time in calendar::find(text, paper.context) {
                let range = sentence.start + time.range.start..sentence.start + time.range.end;
                // A time that comes round; single days in prose are mostly those of the plan.
                let Some(turn) = time.time.ok().and_then(|time| turn(&time)) else { continue };
                if wording.own(&range) {
                    let text = wording.text[range.clone()].to_owned();
                    found.push(Demanded { span: wording.place(range), text, turn: Some(turn) });
                }
            }
        }
    }
    found
}

fn turn(time: &Time) -> Option<(Cycle, u32)> {
    match time {
        Time::Recurring(term) => Some((term.cycle, term.every)),
        Time::Span(_) | Time::By(_) | Time::Relative(_) => None,
    }
}

/// The words of pledges (责任状) and of vetoes (一票否决).
pub const PLEDGES: &[&str] = &["责任状", "一票否决", "军令状"];
/// The words that forbid instead of demanding.
const NOT: [&str; 10] =
    ["不得", "不搞", "严禁", "禁止", "取消", "不再", "避免", "防止", "不签", "不实行"];

/// Where a paper has pledges signed or threatens with a veto, and the word it uses.
pub fn pledges(paper: &Paper) -> Vec<(Span, &'static str)> {
    let mut found = Vec::new();
    for wording in wording::of(paper) {
        if !PLEDGES.iter().any(|word| wording.may_hold(word)) {
            continue;
        }
        for sentence in wording.sentences() {
            let text = &wording.text[sentence.clone()];
            if NOT.iter().any(|word| text.contains(word)) {
                continue;
            }
            for &word in PLEDGES {
                let places = text.match_indices(word);
                let ranges =
                    places.map(|(at, _)| sentence.start + at..sentence.start + at + word.len());
                let own = ranges.filter(|range| wording.own(range));
                found.extend(own.map(|range| (wording.place(range), word)));
            }
        }
    }
    found
}
