//! # 上级文件已有新的 · the superior paper has been replaced
//!
//! ## 为什么
//! 方案照着旧文件写，新文件印发以后要求可能全变了。所落实的上级文件登记为已被替代，或者本套文件里有
//! 同一机关、同一标题而日期更新的一份，就要核对新的文件。
//!
//! ## Good
//! ```yaml registry/citations.yaml
//! kind: citations
//! citations:
//!   - {id: old, title: 监管工作方案, number: 示医保〔2026〕1号, issuer: 示范市医疗保障局, kind_of: document}
//! ```
//! ```yaml superior.yaml
//! kind: campaign
//! id: superior
//! title: 2026年监管工作方案
//! number: 示医保〔2026〕1号
//! issuer: 示范市医疗保障局
//! date: 2026年1月3日
//! ```
//! ```yaml last-year.yaml
//! kind: campaign
//! title: 2025年监管工作方案
//! issuer: 示范市医疗保障局
//! date: 2025年1月3日
//! ```
//! ```yaml plan.yaml
//! kind: campaign
//! implements: superior
//! ```
//!
//! ## Bad
//! ```yaml registry/citations.yaml
//! kind: citations
//! citations:
//!   - {id: old, title: 监管方案, number: 示医保〔2026〕1号, issuer: 示范市医疗保障局, kind_of: document, repealed_by: new}
//!   - {id: new, title: 监管方案, number: 示医保〔2026〕9号, issuer: 示范市医疗保障局, kind_of: document}
//! ```
//! ```yaml superior.yaml
//! kind: campaign
//! id: superior
//! number: 示医保〔2026〕1号
//! ```
//! ```yaml plan.yaml
//! kind: campaign
//! implements: superior # warning「superior」所落实的上级文件已被替代
//! ```
//!
//! ## Bad
//! ```yaml a.yaml
//! kind: campaign
//! id: a
//! title: 监管工作方案
//! issuer: 示范市医疗保障局
//! date: 2026年1月3日
//! ```
//! ```yaml b.yaml
//! kind: campaign
//! id: b
//! title: 监管工作方案
//! issuer: 示范市医疗保障局
//! date: 2026年3月3日
//! ```
//! ```yaml plan.yaml
//! kind: campaign
//! implements: a # warning「a」所落实的上级文件另有2026年3月3日的一份
//! ```

use std::collections::BTreeMap;

use crate::calendar::{Date, canonical};
use crate::diag::{Level, words};
use crate::model::implementing::Implementing;
use crate::model::quoting::normal;
use crate::model::{Field, Paper, Set, TimeUse};
use crate::policy::{Check, Report, Rule, Strength, Whole, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Warning,
    strength: Strength::Internal,
    authority: "内部一致性：落实的应当是现行的上级文件",
    since: "0.1.0",
    ids: &["O09"],
    check: Check::Set(check),
};

/// What makes papers editions of one: title and issuer; and the newest of them with its day.
type Newest<'a> = BTreeMap<(String, &'a str), (Date, &'a Paper)>;

fn check(set: &Whole<'_>, report: &mut Report) {
    let pairs = set.implementing();
    if pairs.is_empty() {
        return;
    }
    let mut newest = Newest::new();
    for paper in &set.papers {
        let Some((edition, day)) = edition(paper) else { continue };
        let known = newest.entry(edition).or_insert((day, paper));
        if known.0 < day {
            *known = (day, paper);
        }
    }
    for pair in pairs {
        registered(set, pair, report);
        in_set(&newest, pair, report);
    }
}

fn registered(set: &Set, pair: &Implementing<'_>, report: &mut Report) {
    let number = pair.superior.root.get("number").and_then(Field::text);
    let entry = number.and_then(|number| set.registry.citation(number));
    let Some(by) = entry.and_then(|entry| entry.repealed_by.as_ref()) else { return };
    report
        .at(pair.link, words!("所落实的上级文件已被替代", "the superior paper has been replaced"))
        .also(by.span, words!("替代它的文件", "what replaced it"))
        .help(words!("按新的文件核对本方案", "hold the plan against the new paper"));
}

fn in_set(newest: &Newest<'_>, pair: &Implementing<'_>, report: &mut Report) {
    let Some((known, own_day)) = edition(pair.superior) else { return };
    let Some((day, paper)) = newest.get(&known).filter(|(day, _)| *day > own_day) else { return };
    let day = canonical(*day);
    report
        .at(
            pair.link,
            words!(
                "所落实的上级文件另有{day}的一份",
                "there is an edition of the superior paper of {day}"
            ),
        )
        .also(paper.head(), words!("新的一份", "the newer one"))
        .help(words!("改为落实新的一份", "implement the newer one"));
}

/// What a paper shares with its other editions, and the day that tells them apart.
fn edition(paper: &Paper) -> Option<((String, &str), Date)> {
    let title = normal(&paper.title()?.value);
    let issuer = paper.root.items_of("issuer").first().and_then(Field::text)?;
    Some(((title, issuer), paper.time("date").and_then(TimeUse::day)?))
}
