//! # 同一依据重复列 · one basis listed twice
//!
//! ## 为什么
//! 依据里同一份文件列了两次，一次写标识、一次写文号，或者一句“根据”里引了两遍，多半是合稿时留下的。
//!
//! ## Good
//! ```yaml registry/citations.yaml
//! kind: citations
//! citations:
//!   - {id: a, title: 监管办法, number: 江医保〔2021〕9号, issuer: 江门市医疗保障局, kind_of: document}
//!   - {id: b, title: 工作规则, number: 江医保〔2021〕8号, issuer: 江门市医疗保障局, kind_of: document}
//! ```
//! ```yaml
//! kind: notice
//! basis: [a, b]
//! body: |
//!   根据《监管办法》（江医保〔2021〕9号）检查。检查依据《监管办法》进行，《监管办法》没有规定的除外。
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
//! basis: [a, 江医保〔2021〕9号] # warning「江医保〔2021〕9号」《监管办法》前面已经列过
//! # warning+3「《监管办法》」《监管办法》前面已经列过
//! # warning+2「{{ cite("a") }}」《监管办法》前面已经列过
//! body: |
//!   根据《监管办法》和《监管办法》开展检查。对照{{ cite("a") }}、{{ cite("a") }}整改。
//! ```

use std::collections::BTreeMap;
use std::ops::Range;

use crate::diag::{Level, words};
use crate::model::{Field, quoting};
use crate::policy::{Among, Check, Citing, Report, Rule, Strength, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Warning,
    strength: Strength::Internal,
    authority: "内部一致性：同一依据只列一次",
    since: "0.1.0",
    ids: &["H13"],
    check: Check::Among(check),
};

fn check(among: &Among<'_>, report: &mut Report) {
    let (set, paper) = (among.set, among.paper);
    let mut met = Met::new();
    let basis = paper.root.items_of("basis");
    for field in basis.iter().filter(|_| basis.len() > 1) {
        let text = field.text().unwrap_or_default();
        let name = text.trim();
        let title = set.registry.citation(name).map_or(name, |entry| entry.title.value.as_str());
        say_twice(title, (field, 0..text.len()), &mut met, report);
    }
    among.sources().prose.iter().for_each(|citing| enumerated(citing, report));
}

/// Titles that one enumeration names twice, in 《》 or by holes that cite them: nothing but 、和及 and
/// brackets between them.
fn enumerated(citing: &Citing<'_>, report: &mut Report) {
    let (field, text) = (citing.field, citing.text);
    if citing.quotes.len() + citing.holes.len() < 2 {
        return;
    }
    let quotes = citing.quotes.iter().map(|quote| (quote.range.clone(), quote.title.as_deref()));
    let holes = citing.all_holes.iter().filter_map(|hole| {
        let cited = citing.holes.iter().find(|cited| hole.contains(&cited.range.start))?;
        Some((hole.clone(), cited.entry.map(|entry| entry.normal.as_str())))
    });
    let mut named: Vec<_> = quotes.chain(holes).collect();
    named.sort_by_key(|(range, _)| range.start);
    let mut met = Met::new();
    let mut end = 0;
    for (range, title) in named {
        // A hole inside of 《》 is a part of that title.
        if range.start < end {
            continue;
        }
        if !quoting::enumerates(&text[end..range.start]) {
            met.clear();
        }
        end = range.end;
        if let Some(title) = title {
            say_twice(title, (field, range), &mut met, report);
        }
    }
}

/// What has been listed, and where: most titles are listed once, and nobody asks for their places.
type Met<'a> = BTreeMap<&'a str, Place<'a>>;

/// Some bytes of a field.
type Place<'a> = (&'a Field, Range<usize>);

fn say_twice<'a>(title: &'a str, place: Place<'a>, met: &mut Met<'a>, report: &mut Report) {
    let span = |(field, range): &Place<'_>| field.at(range.clone());
    if let Some(first) = met.get(title) {
        report
            .at(span(&place), words!("《{title}》前面已经列过", "`{title}` is listed already"))
            .also(span(first), words!("前面的一处", "listed here first"))
            .help(words!("删去一处", "remove one of them"));
    } else {
        met.insert(title, place);
    }
}
