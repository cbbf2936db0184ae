//! # 引规范性文件没有文号 · a paper quoted without its number
//!
//! ## 为什么
//! 题名相近的文件很多，只有文号能说明是哪一份。登记表里有文号的文件，第一次引用时把文号写在题名后面；
//! 法律法规、本套文件自己，和已经写过文号的，不必再写。
//!
//! ## Good
//! ```yaml registry/citations.yaml
//! kind: citations
//! citations:
//!   - {id: a, title: 监管办法, number: 江医保〔2021〕9号, issuer: 江门市医疗保障局, kind_of: document}
//!   - {id: b, title: 基金条例, number: 国务院令第735号, issuer: 国务院, kind_of: regulation}
//! ```
//! ```yaml
//! kind: notice
//! body: |
//!   根据《监管办法》（江医保〔2021〕9号）和《基金条例》办理。《监管办法》另有规定的从其规定。
//! ```
//!
//! ## Bad
//! ```yaml registry/citations.yaml
//! kind: citations
//! citations:
//!   - {id: a, title: 监管办法, number: 江医保〔2021〕9号, issuer: 江门市医疗保障局, kind_of: document}
//! ```
//! ```yaml notice.yaml
//! kind: notice
//! # hint+2「《监管办法》」第一次引用没有写文号江医保〔2021〕9号
//! body: |
//!   根据《监管办法》开展检查。
//! ```
//!
//! ## Fixed
//! ```yaml registry/citations.yaml
//! kind: citations
//! citations:
//!   - {id: a, title: 监管办法, number: 江医保〔2021〕9号, issuer: 江门市医疗保障局, kind_of: document}
//! ```
//! ```yaml notice.yaml
//! kind: notice
//! body: |
//!   根据《监管办法》（江医保〔2021〕9号）开展检查。
//! ```

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::diag::{Level, Trust, words};
use crate::policy::{
    Among, Check, Citing, Judge, Report, Rule, Strength, Whole, idle, of_papers, this_file,
};
use crate::text::Spanned;

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Hint,
    strength: Strength::Practice,
    authority: "实务：首次引用写明文号",
    since: "0.1.0",
    ids: &["H02"],
    check: Check::Prepared(check),
};

/// The numbers of registered papers, by title.
type Numbers = BTreeMap<String, Spanned<String>>;

fn check<'s>(whole: &Arc<Whole<'s>>) -> Judge<'s> {
    let mut numbers = Numbers::new();
    for entry in &whole.registry.citations {
        // The number of an order belongs to its promulgation, and laws are quoted without it.
        if let Some(number) = entry.number.as_ref().filter(|number| number.value.contains('〔')) {
            numbers.entry(entry.normal.clone()).or_insert_with(|| number.clone());
        }
    }
    if numbers.is_empty() {
        return idle();
    }
    of_papers(move |among, report| once(among, &numbers, report))
}

/// Judges the first mention of each paper.
fn once(among: &Among<'_>, numbers: &Numbers, report: &mut Report) {
    let mut met: BTreeSet<&str> = BTreeSet::new();
    for (Citing { field, text, .. }, quote) in among.sources().quotes() {
        let title = quote.title.as_deref().filter(|title| met.insert(title));
        let Some(number) = title.and_then(|title| numbers.get(title)) else { continue };
        // Whatever stands in brackets there may hold the number in some other spelling.
        if quote.number.is_some() || text[quote.range.end..].starts_with(['（', '(']) {
            continue;
        }
        let (at, written) = (&number.span, &number.value);
        let quoted = &text[quote.range.clone()];
        report
            .at(
                field.at(quote.range.clone()),
                words!(
                    "第一次引用没有写文号{written}",
                    "its first mention lacks the number {written}"
                ),
            )
            .also(*at, words!("登记的文号", "the number registered"))
            .help(words!("在题名后面括注文号", "add the number in brackets"))
            .fix(Trust::Suggested, format!("{quoted}（{written}）"));
    }
}
