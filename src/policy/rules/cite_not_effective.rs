//! # 引用尚未施行的文件 · citing what is not in force yet
//!
//! ## 为什么
//! 法规七月一日起施行，六月的通知拿它作依据，被检查的单位可以不认。成文日期早于所引依据施行日期的报告；
//! 正文只是预告它将要施行的，不报告。
//!
//! ## Good
//! ```yaml registry/citations.yaml
//! kind: citations
//! citations:
//!   - {id: new, title: 监管办法, issuer: 江门市医疗保障局, kind_of: document, effective: 2026年7月1日}
//! ```
//! ```yaml notice.yaml
//! kind: notice
//! date: 2026年6月1日
//! body: 《监管办法》自7月1日起施行，{{ cite("new") }}施行前各单位做好准备。
//! ```
//! ```yaml later.yaml
//! kind: notice
//! date: 2026年7月1日
//! basis: [new]
//! ```
//!
//! ## Bad
//! ```yaml registry/citations.yaml
//! kind: citations
//! citations:
//!   - {id: new, title: 监管办法, issuer: 江门市医疗保障局, kind_of: document, effective: 2026年7月1日}
//! ```
//! ```yaml notice.yaml
//! kind: notice
//! date: 2026年6月1日
//! basis: [new] # error「new」成文之日《监管办法》尚未施行
//! # warning+1「new」成文之日《监管办法》尚未施行
//! body: 根据{{ cite("new") }}开展检查。
//! ```

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use crate::calendar::{Context, Date, parse_date};
use crate::diag::{Level, words};
use crate::model::registry::CitationEntry;
use crate::model::{Paper, TimeUse};
use crate::policy::{
    Among, Check, Cited, Judge, Report, Rule, Strength, Whole, idle, of_papers, this_file,
};
use crate::text::{Span, Spanned};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Error,
    strength: Strength::Internal,
    authority: "内部一致性：依据在成文之日已经施行",
    since: "0.1.0",
    ids: &["H08"],
    check: Check::Prepared(check),
};

fn check<'s>(whole: &Arc<Whole<'s>>) -> Judge<'s> {
    let dated: Vec<&Spanned<String>> =
        whole.registry.citations.iter().filter_map(|entry| entry.effective.as_ref()).collect();
    if dated.is_empty() {
        return idle();
    }
    let read = |written: &&Spanned<String>| {
        Some((written.span, parse_date(&written.value, Context::default()).ok()?.value))
    };
    let days: Days = dated.iter().filter_map(read).collect();
    of_papers(move |among, report| each(among, &days, report))
}

/// The days on which papers come into force, by where they are written: all that name their year,
/// and so are the same whatever paper cites them.
type Days = BTreeMap<Span, Date>;

fn each<'s>(among: &Among<'s>, days: &Days, report: &mut Report) {
    let paper = among.paper;
    let Some(day) = paper.time("date").and_then(TimeUse::day) else { return };
    let late = |entry: Option<&'s CitationEntry>| late(entry?, day, days, paper);
    for (field, entry) in &among.sources().fields {
        let late = late(*entry).into_iter();
        late.for_each(|late| tell(late, field.inside(), Level::Error, report));
    }
    for citing in &among.sources().prose {
        for Cited { range, entry, .. } in &citing.holes {
            if let Some(late) = late(*entry).filter(|_| !announces(citing.text, range)) {
                tell(late, citing.field.at(range.clone()), Level::Warning, report);
            }
        }
    }
}

/// What is in force only after the day of a paper, and from when on.
fn late<'s>(
    entry: &'s CitationEntry,
    day: Date,
    days: &Days,
    paper: &Paper,
) -> Option<(&'s CitationEntry, &'s Spanned<String>)> {
    let effective = entry.effective.as_ref()?;
    let known = days.get(&effective.span).copied();
    let since = match known {
        Some(since) => since,
        None => parse_date(&effective.value, paper.context).ok()?.value,
    };
    (since > day).then_some((entry, effective))
}

fn tell(
    (entry, effective): (&CitationEntry, &Spanned<String>),
    span: Span,
    level: Level,
    report: &mut Report,
) {
    let title = &entry.title.value;
    report
        .at(
            span,
            words!("成文之日《{title}》尚未施行", "`{title}` was not in force on the paper's day"),
        )
        .also(effective.span, words!("施行日期", "when it comes into force"))
        .help(words!("改引当时有效的文件", "cite what was in force then"))
        .level(level);
}

/// How many bytes around a citation may speak of it; a longer sentence is cut.
const REACH: usize = 1200;

/// Whether the sentence around a citation speaks of its coming into force.
fn announces(text: &str, range: &Range<usize>) -> bool {
    const ENDS: [char; 3] = ['。', '；', '\n'];
    let from = text.ceil_char_boundary(range.start.saturating_sub(REACH));
    let to = text.floor_char_boundary(range.end + REACH);
    let before = text[from..range.start].rsplit(ENDS).next().unwrap_or_default();
    let after = text[range.end..to].split(ENDS).next().unwrap_or_default();
    ["施行", "实施", "生效"].iter().any(|word| before.contains(word) || after.contains(word))
}
