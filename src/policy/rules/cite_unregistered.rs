//! # 引文没有登记 · not in the registry of citations
//!
//! ## 为什么
//! 所引的文件登记在 `registry/citations.yaml` 里，题名、文号、效力才有处可核。字段里写的标识必须
//! 登记；正文里带文号的书名应当登记，带令号的法规规章只作提示。本套文件互相引用不用登记。
//!
//! ## Good
//! ```yaml registry/citations.yaml
//! kind: citations
//! citations:
//!   - {id: gd-2022-29, title: 广东省医疗保障局关于做好监管工作的通知, number: 粤医保函〔2022〕29号, issuer: 广东省医疗保障局, kind_of: document}
//! ```
//! ```yaml notice.yaml
//! kind: notice
//! id: notice
//! title: 关于印发工作方案的通知
//! number: 江医保〔2022〕18号
//! basis: [gd-2022-29, 粤医保函〔2022〕29号, 广东省医疗保障局关于做好监管工作的通知]
//! body: 根据《中华人民共和国社会保险法》《某某条例》（以下简称《条例》）和《方案》制定。
//! attachments: [plan]
//! ```
//! ```yaml plan.yaml
//! kind: campaign
//! id: plan
//! title: 工作方案
//! preamble: 根据《关于印发工作方案的通知》（江医保〔2022〕18号）和《工作方案》（江医保〔2022〕18号）。
//! ```
//!
//! ## Bad
//! ```yaml registry/citations.yaml
//! kind: citations
//! citations:
//!   - {id: gd-2022-29, title: 广东省医疗保障局关于做好监管工作的通知, number: 粤医保函〔2022〕29号, issuer: 广东省医疗保障局, kind_of: document}
//! ```
//! ```yaml notice.yaml
//! kind: notice
//! basis:
//!   - gd-2022-92 # error「gd-2022-92」引文“gd-2022-92”没有登记
//! # warning+2「《关于开展检查的通知》（粤医保发〔2021〕7号」所引文件没有登记，无从核对
//! body: |
//!   根据《关于开展检查的通知》（粤医保发〔2021〕7号）。
//! ```
//! ```yaml other.yaml
//! kind: notice
//! # hint+1「《退役军人安置条例》（国务院令第787号」所引文件没有登记，无从核对
//! body: 根据《退役军人安置条例》（国务院令第787号）。
//! ```

use std::collections::BTreeMap;

use crate::diag::{Level, Words, nearest, words};
use crate::model::citing::{Shelf, Standing, quoted};
use crate::model::quoting;
use crate::model::{Leaf, Paper, Set};
use crate::policy::{Check, Report, Rule, Strength, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Error,
    strength: Strength::Internal,
    authority: "内部一致性：所引文件须在引文登记表中",
    since: "0.1.0",
    ids: &["H06"],
    check: Check::Set(check),
};

/// For how many different names a registered one is sought: each search reads the whole registry.
const SEARCHES: usize = 200;

/// What to do about each name that has been met.
type Helps = BTreeMap<String, Words>;

fn check(set: &Set, report: &mut Report) {
    let shelf = Shelf::of(set);
    let mut helps = Helps::new();
    for paper in set.all() {
        leaves(paper, set, &shelf, &mut helps, report);
    }
    let mut helps = Helps::new();
    for paper in &set.papers {
        running_text(paper, set, &shelf, &mut helps, report);
    }
}

/// What to do about a name: take the one that `near` finds for it, or register it.
fn help<'a>(name: &str, helps: &mut Helps, near: impl FnOnce() -> Option<&'a str>) -> Words {
    let add = || words!("登记在 registry/citations.yaml", "add it to registry/citations.yaml");
    if let Some(help) = helps.get(name) {
        return help.clone();
    }
    if helps.len() >= SEARCHES {
        return add();
    }
    let near = near();
    let help = near.map_or_else(add, |near| words!("是不是“{near}”？", "did you mean `{near}`?"));
    helps.insert(name.to_owned(), help.clone());
    help
}

/// What a field says it cites, by id, number or title.
fn leaves(paper: &Paper, set: &Set, shelf: &Shelf, helps: &mut Helps, report: &mut Report) {
    for field in paper.leaves(Leaf::Citation) {
        let name = field.text().unwrap_or_default().trim();
        let numbered = quoting::find(name).iter().any(|quote| quote.number.is_some());
        let own = || {
            let title = quoting::normal(name.trim_matches(['《', '》']));
            shelf.titled(&title).next().is_some()
                || shelf.numbered(&quoting::canonical(name)).next().is_some()
                || set.paper(name).is_some()
        };
        if numbered || set.registry.citation(name).is_some() || own() {
            continue;
        }
        let entries = &set.registry.citations;
        let ids = entries.iter().map(|entry| entry.id.value.as_str());
        let help = help(name, helps, || nearest(name, ids.chain(shelf.titles())));
        report
            .at(
                field.span,
                words!("引文“{name}”没有登记", "the citation `{name}` is not registered"),
            )
            .help(help);
    }
}

/// What running text cites by title and number.
fn running_text(paper: &Paper, set: &Set, shelf: &Shelf, helps: &mut Helps, report: &mut Report) {
    for quoted in quoted(paper) {
        let Standing::Unknown = shelf.judge(set, &quoted.title, &quoted.number) else { continue };
        let order = quoted.number.prefix.is_none();
        let title = &quoted.title;
        let help = help(title, helps, || nearest(title, shelf.titles()));
        report
            .at(
                quoted.span.to(quoted.field.at(quoted.number.range.clone())),
                words!("所引文件没有登记，无从核对", "what is cited here is not registered"),
            )
            .help(help)
            .level(if order { Level::Hint } else { Level::Warning });
    }
}
