//! # 所引条次超出条数 · an article beyond the last
//!
//! ## 为什么
//! 法规一共七十八条，却引第八十条：多半是修订以后条号变了。登记表写了条数的，正文“《……》第几条”和
//! “《条例》第几条”都与条数核对。
//!
//! ## Good
//! ```yaml registry/citations.yaml
//! kind: citations
//! citations:
//!   - {id: a, title: 基金监管条例, issuer: 国务院, kind_of: regulation, articles: 50}
//! ```
//! ```yaml
//! kind: notice
//! body: |
//!   依照《基金监管条例》（以下简称《条例》）第三十八条、《某某办法》第九十条处理，《条例》第五十条另有规定的除外。
//! ```
//!
//! ## Bad
//! ```yaml registry/citations.yaml
//! kind: citations
//! citations:
//!   - {id: a, title: 基金监管条例, issuer: 国务院, kind_of: regulation, articles: 50}
//! ```
//! ```yaml notice.yaml
//! kind: notice
//! # error+3「第五十一条」《基金监管条例》共50条
//! # error+2「第60条」《基金监管条例》共50条
//! body: |
//!   依照《基金监管条例》（以下简称《条例》）第五十一条和《条例》第60条处理。
//! ```

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::calendar::numerals::from_hanzi;
use crate::diag::{Level, words};
use crate::model::Field;
use crate::model::quoting::normal;
use crate::policy::{
    Among, Check, Judge, Report, Rule, Strength, Whole, idle, of_papers, this_file,
};
use crate::text::Span;

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Error,
    strength: Strength::Internal,
    authority: "内部一致性：所引条次在登记的条数之内",
    since: "0.1.0",
    ids: &["H09"],
    check: Check::Prepared(check),
};

/// How many bytes behind a title its article may stand.
const REACH: usize = 240;

/// A law: its title, how many articles it has, and where that is written.
type Law = (String, u32, Span);

fn check<'s>(whole: &Arc<Whole<'s>>) -> Judge<'s> {
    let mut laws: BTreeMap<String, Law> = BTreeMap::new();
    let records = whole.records.iter().filter(|record| record.kind.value == "citations");
    for entry in records.flat_map(|record| record.root.items_of("citations")) {
        let count = entry.get("articles").and_then(|field| Some((field, field.integer()?)));
        let (Some((field, count)), Some(title)) = (count, entry.words_of("title")) else {
            continue;
        };
        if let Ok(count) = u32::try_from(count) {
            laws.insert(normal(&title.value), (title.value, count, field.span));
        }
    }
    if laws.is_empty() {
        return idle();
    }
    of_papers(move |among, report| judge(among, &laws, report))
}

fn judge(among: &Among<'_>, laws: &BTreeMap<String, Law>, report: &mut Report) {
    let law = |title: &str| {
        let mut declared = among.abbreviations().iter().rev().filter(|abbr| abbr.name == title);
        let short = declared.find_map(|abbr| laws.get(abbr.title.as_ref()?));
        short.or_else(|| laws.get(title))
    };
    for (citing, quote) in among.sources().quotes() {
        if let Some(law) = quote.title.as_deref().and_then(law) {
            article(citing.field, citing.text, quote.range.end, law, report);
        }
    }
}

/// Judges the article named behind a title, over what stands in brackets between them.
fn article(field: &Field, text: &str, from: usize, law: &Law, report: &mut Report) {
    let after = &text[from..text.floor_char_boundary(from + REACH)];
    let end = from + after.len();
    let after = match after.strip_prefix('（').and_then(|inside| inside.split_once('）')) {
        Some((_, rest)) => rest,
        None => after,
    };
    let Some((number, _)) = after.strip_prefix('第').and_then(|rest| rest.split_once('条'))
    else {
        return;
    };
    let digits = |c: char| c.is_ascii_digit() || "〇零一二三四五六七八九十百千".contains(c);
    if !number.chars().all(digits) {
        return;
    }
    let (title, count, span) = law;
    let read: Option<u32> = number.parse().ok().or_else(|| from_hanzi(number));
    if read.is_none_or(|read| read <= *count) {
        return;
    }
    let start = end - after.len();
    let end = start + '第'.len_utf8() + number.len() + '条'.len_utf8();
    report
        .at(
            field.at(start..end),
            words!("《{title}》共{count}条", "`{title}` has {count} articles"),
        )
        .also(*span, words!("登记的条数", "the number of articles registered"))
        .help(words!("核对现行文本的条号", "look up the article in the text in force"));
}
