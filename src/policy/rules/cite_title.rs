//! # 题名与登记的差一字 · a title one character off
//!
//! ## 为什么
//! 引用的题名漏了一个字、错了一个字，照着就查不到原文。不带文号引用的题名与登记的只差一个字，又没有
//! 别的登记与它相同的，提醒核对；差在年份、数字、地名上的，可能确是另一份，不报告。
//!
//! ## Good
//! ```yaml registry/citations.yaml
//! kind: citations
//! citations:
//!   - {id: a, title: 医疗保障基金使用监督管理条例, issuer: 国务院, kind_of: regulation}
//!   - {id: b, title: 2021年医疗保障基金监管工作要点, issuer: 江门市医疗保障局, kind_of: document}
//! ```
//! ```yaml
//! kind: notice
//! body: |
//!   根据《医疗保障基金使用监督管理条例》《2022年医疗保障基金监管工作要点》《医疗机构管理条例》办理。
//! ```
//!
//! ## Bad
//! ```yaml registry/citations.yaml
//! kind: citations
//! citations:
//!   - {id: a, title: 医疗保障基金使用监督管理条例, issuer: 国务院, kind_of: regulation}
//! ```
//! ```yaml notice.yaml
//! kind: notice
//! # warning+2「《医疗保障基金使用监管管理条例》」题名与登记的差一个字
//! body: |
//!   根据《医疗保障基金使用监管管理条例》开展检查。
//! ```

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use crate::diag::{Level, words};
use crate::model::quoting::{self, Quote, normal};
use crate::model::registry::CitationEntry;
use crate::model::{Field, Leaf, Set};
use crate::policy::{Check, Judge, Report, Rule, Strength, Whole, of_papers, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Warning,
    strength: Strength::Internal,
    authority: "内部一致性：所引题名与登记的相同",
    since: "0.1.0",
    ids: &["H04"],
    check: Check::Prepared(check),
};

/// Shorter titles differ by one character lawfully.
const SHORTEST: usize = 10;
/// For how many different titles the registry is searched: each search reads all of it.
const SEARCHES: usize = 200;

fn check<'s>(whole: &Arc<Whole<'s>>) -> Judge<'s> {
    let entries = &whole.set().registry.citations;
    let known: Vec<(String, &CitationEntry)> =
        entries.iter().map(|entry| (entry.normal.clone(), entry)).collect();
    let exact: BTreeSet<String> = known.iter().map(|(title, _)| title.clone()).collect();
    let (whole, near) = (Arc::clone(whole), OnceLock::new());
    of_papers(move |among, report| {
        for (citing, quote) in among.sources().quotes() {
            let Some(title) = bare(quote).filter(|title| !exact.contains(*title)) else { continue };
            let near = near.get_or_init(|| near_ones(&whole, &known));
            if let Some(entry) = near.get(title) {
                say(citing.field, quote.range.clone(), entry, report);
            }
        }
    })
}

/// A title that is quoted without its number and long enough to be told from others.
fn bare(quote: &Quote) -> Option<&str> {
    let title = quote.title.as_deref().filter(|_| quote.number.is_none())?;
    (title.chars().count() >= SHORTEST).then_some(title)
}

/// The registered entries that the first titles of a set are one character off. They are looked
/// for once a paper has a title nobody knows, and in all papers at once: which are first must not
/// depend on who asks.
fn near_ones<'s>(
    set: &Set,
    known: &[(String, &'s CitationEntry)],
) -> BTreeMap<String, &'s CitationEntry> {
    let own: BTreeSet<String> =
        set.papers.iter().filter_map(|paper| Some(normal(&paper.title()?.value))).collect();
    let mut met: BTreeMap<String, Option<&CitationEntry>> = BTreeMap::new();
    let prose = set.papers.iter().flat_map(|paper| paper.leaves(Leaf::Prose));
    let quotes = prose.flat_map(|field| quoting::find(field.text().unwrap_or_default()));
    for quote in quotes.filter(|quote| quote.number.is_none()) {
        if met.len() >= SEARCHES {
            break;
        }
        let Some(title) = &quote.title else { continue };
        let exact = || own.contains(title) || known.iter().any(|(own, _)| own == title);
        if !met.contains_key(title) {
            let search = bare(&quote).is_some() && !exact();
            let near = known.iter().find(|(known, _)| search && one_off(title, known));
            met.insert(title.clone(), near.map(|(_, entry)| *entry));
        }
    }
    met.into_iter().filter_map(|(title, near)| Some((title, near?))).collect()
}

fn say(field: &Field, range: std::ops::Range<usize>, entry: &CitationEntry, report: &mut Report) {
    let title = &entry.title.value;
    report
        .at(field.at(range), words!("题名与登记的差一个字", "one character off a registered title"))
        .also(entry.title.span, words!("登记的题名", "the title registered"))
        .help(words!("核对原文；登记的是《{title}》", "look it up; registered is `{title}`"));
}

/// Whether two titles differ by one character that tells no two papers apart: neither a numeral
/// nor among the first characters, where the region stands.
fn one_off(written: &str, known: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (written.chars().collect(), known.chars().collect());
    if a.len().abs_diff(b.len()) > 1 {
        return false;
    }
    let head = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
    let room = a.len().min(b.len()) - head;
    let tail = a.iter().rev().zip(b.iter().rev()).take(room).take_while(|(a, b)| a == b).count();
    let (left, right) = (&a[head..a.len() - tail], &b[head..b.len() - tail]);
    let telling = |c: &char| {
        c.is_ascii_digit() || "〇零一二三四五六七八九十百省市县区级上下东西南北".contains(*c)
    };
    let slip = left.len() <= 1 && right.len() <= 1 && (left.len() + right.len()) > 0;
    slip && head >= 3 && !left.iter().chain(right).any(telling)
}
