//! # 引用已废止的文件 · citing what has been repealed
//!
//! ## 为什么
//! 已经废止、失效的文件不能再作依据。登记表里写了 `repealed_by` 的，引用时即报；正文只是宣布
//! 它废止、失效的，或者本文件早于替代文件施行的，不在此列。
//!
//! ## Good
//! ```yaml registry/citations.yaml
//! kind: citations
//! citations:
//!   - {id: old, title: 医疗保障基金监管暂行办法, number: 江医保〔2018〕3号, issuer: 江门市医疗保障局, kind_of: document, repealed_by: new}
//!   - {id: new, title: 医疗保障基金监管办法, number: 江医保〔2021〕9号, issuer: 江门市医疗保障局, kind_of: document, effective: 2021年7月1日}
//! ```
//! ```yaml notice.yaml
//! kind: notice
//! date: 2022年3月11日
//! basis: [new]
//! body: 根据{{ cite("new") }}办理，{{ cite("old") }}和《医疗保障基金监管暂行办法》（江医保〔2018〕3号）同时废止。
//! ```
//! ```yaml repealing.yaml
//! kind: notice
//! date: 2022年3月11日
//! body: 自即日起停止执行《医疗保障基金监管暂行办法》（江医保〔2018〕3号）。
//! ```
//! ```yaml earlier.yaml
//! kind: notice
//! date: 2020年3月11日
//! basis: [old]
//! ```
//!
//! ## Bad
//! ```yaml registry/citations.yaml
//! kind: citations
//! citations:
//!   - {id: old, title: 医疗保障基金监管暂行办法, number: 江医保〔2018〕3号, issuer: 江门市医疗保障局, kind_of: document, repealed_by: new}
//!   - {id: new, title: 医疗保障基金监管办法, number: 江医保〔2021〕9号, issuer: 江门市医疗保障局, kind_of: document, effective: 2021年7月1日}
//! ```
//! ```yaml notice.yaml
//! kind: notice
//! date: 2022年3月11日
//! basis: [old] # error「old」《医疗保障基金监管暂行办法》已被废止
//! # warning+2「old」《医疗保障基金监管暂行办法》已被废止
//! body: |
//!   根据{{ cite("old") }}，现将有关事项通知如下。
//! ```
//! ```yaml other.yaml
//! kind: notice
//! # warning+1「《医疗保障基金监管暂行办法》」《医疗保障基金监管暂行办法》已被废止
//! body: 按照《医疗保障基金监管暂行办法》的规定办理。
//! ```

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use crate::calendar::{Date, parse_date};
use crate::diag::{Level, words};
use crate::model::registry::CitationEntry;
use crate::model::{Field, Paper, Registry};
use crate::policy::{
    Among, Check, Citing, Judge, Report, Rule, Strength, Whole, idle, of_papers, this_file,
};
use crate::text::Span;

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Error,
    strength: Strength::Internal,
    authority: "内部一致性：登记为已废止的文件不作依据",
    since: "0.1.0",
    ids: &["H07"],
    check: Check::Prepared(check),
};

/// Registered papers by their titles, as they are compared.
type Titles<'s> = BTreeMap<String, &'s CitationEntry>;

fn check<'s>(whole: &Arc<Whole<'s>>) -> Judge<'s> {
    let registry = &whole.set().registry;
    if registry.citations.iter().all(|entry| entry.repealed_by.is_none()) {
        return idle();
    }
    let mut titles = BTreeMap::new();
    for entry in &registry.citations {
        titles.entry(entry.normal.clone()).or_insert(entry);
    }
    of_papers(move |among, report| each(among, &titles, report))
}

fn each(among: &Among<'_>, titles: &Titles<'_>, report: &mut Report) {
    let (paper, registry) = (among.paper, &among.set.registry);
    for (field, entry) in &among.sources().fields {
        if let Some(entry) = repealed(*entry, paper, registry) {
            say(entry, field.span, Level::Error, report);
        }
    }
    for citing in &among.sources().prose {
        for (entry, range) in mentioned(citing, titles) {
            if let Some(entry) = repealed(Some(entry), paper, registry) {
                say(entry, citing.field.at(range), Level::Warning, report);
            }
        }
    }
}

fn say(entry: &CitationEntry, span: Span, level: Level, report: &mut Report) {
    let title = &entry.title.value;
    let place = entry.repealed_by.as_ref().map_or(entry.title.span, |by| by.span);
    report
        .at(span, words!("《{title}》已被废止", "`{title}` has been repealed"))
        .also(place, words!("废止它的文件", "what repealed it"))
        .help(words!("改引现行有效的文件", "cite what is in force now"))
        .level(level);
}

/// The entry, when it was no longer in force on the day of the paper.
fn repealed<'a>(
    entry: Option<&'a CitationEntry>,
    paper: &Paper,
    registry: &Registry,
) -> Option<&'a CitationEntry> {
    let entry = entry?;
    let by = registry.citation(&entry.repealed_by.as_ref()?.value);
    let day = |text: &str| -> Option<Date> {
        parse_date(text, paper.context).ok().map(|written| written.value)
    };
    let since = by.and_then(|by| day(&by.effective.as_ref()?.value));
    let written = paper.root.get("date").and_then(Field::text).and_then(day);
    let before = since.zip(written).is_some_and(|(since, written)| written < since);
    (!before).then_some(entry)
}

/// The registered papers that running text relies on, by hole or by title.
fn mentioned<'a>(
    citing: &Citing<'a>,
    titles: &Titles<'a>,
) -> Vec<(&'a CitationEntry, Range<usize>)> {
    let by_hole = citing.holes.iter().filter_map(|cited| Some((cited.entry?, cited.range.clone())));
    let by_title = citing
        .quotes
        .iter()
        .filter_map(|quote| Some((*titles.get(quote.title.as_ref()?)?, quote.range.clone())));
    let all = by_hole.chain(by_title).filter(|(entry, _)| entry.repealed_by.is_some());
    all.filter(|(_, range)| !abolished(citing.text, range)).collect()
}

/// How many bytes around a quotation may speak of it; a longer sentence is cut.
const REACH: usize = 1200;

/// Whether the sentence around a quotation says that the paper is no longer in force.
fn abolished(text: &str, range: &Range<usize>) -> bool {
    const ENDS: [char; 3] = ['。', '；', '\n'];
    const WORDS: [&str; 5] = ["废止", "失效", "停止执行", "停止施行", "不再执行"];
    let from = text.floor_char_boundary(range.start.saturating_sub(REACH));
    let to = text.floor_char_boundary(range.end + REACH);
    let before = text[from..range.start].rsplit(ENDS).next().unwrap_or_default();
    let after = text[range.end..to].split(ENDS).next().unwrap_or_default();
    WORDS.iter().any(|word| before.contains(word) || after.contains(word))
}
