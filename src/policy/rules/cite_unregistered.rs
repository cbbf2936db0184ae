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
use std::sync::{Arc, OnceLock};

use crate::diag::{Level, Words, nearest, words};
use crate::model::citing::{Quoted, Standing, quoted};
use crate::model::quoting;
use crate::model::{Field, Leaf};
use crate::policy::{Check, Judge, Report, Rule, Strength, Whole, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Error,
    strength: Strength::Internal,
    authority: "内部一致性：所引文件须在引文登记表中",
    since: "0.1.0",
    ids: &["H06"],
    check: Check::Prepared(check),
};

/// For how many different names a registered one is sought: each search reads the whole registry.
const SEARCHES: usize = 200;

/// What to do about names that are registered nowhere.
type Helps = BTreeMap<String, Words>;

fn check<'s>(whole: &Arc<Whole<'s>>) -> Judge<'s> {
    let (whole, fields, prose) = (Arc::clone(whole), OnceLock::new(), OnceLock::new());
    Arc::new(move |among, report| {
        for (field, entry) in &among.sources().fields {
            let name = field.text().unwrap_or_default().trim();
            if entry.is_none() && is_unknown(name, &whole) {
                let helps = fields.get_or_init(|| helps_for_fields(&whole));
                leaf(field, name, help(name, helps), report);
            }
        }
        let quoted = among.quoted().iter().filter(|_| among.is_paper());
        for quoted in quoted.filter(|quoted| is_new(quoted, &whole)) {
            let helps = prose.get_or_init(|| helps_for_prose(&whole));
            running_text(quoted, help(&quoted.title, helps), report);
        }
    })
}

/// What to do about a name.
fn help(name: &str, helps: &Helps) -> Words {
    helps.get(name).cloned().unwrap_or_else(add)
}

fn add() -> Words {
    words!("登记在 registry/citations.yaml", "add it to registry/citations.yaml")
}

fn meant(near: Option<&str>) -> Words {
    near.map_or_else(add, |near| words!("是不是“{near}”？", "did you mean `{near}`?"))
}

/// What to do about the first unknown names of fields. They are looked for once a paper has one,
/// and in all papers at once: which are first must not depend on who asks.
fn helps_for_fields(set: &Whole<'_>) -> Helps {
    let mut helps = Helps::new();
    let names = set.all().flat_map(|paper| paper.leaves(Leaf::Citation));
    let names = names.map(|field| field.text().unwrap_or_default().trim());
    for name in names {
        if helps.len() >= SEARCHES {
            break;
        }
        if set.registry.citation(name).is_none() && is_unknown(name, set) {
            let ids = set.registry.citations.iter().map(|entry| entry.id.value.as_str());
            let near = || nearest(name, ids.chain(set.shelf().titles()));
            helps.entry(name.to_owned()).or_insert_with(|| meant(near()));
        }
    }
    helps
}

/// The same for the titles of running text.
fn helps_for_prose(set: &Whole<'_>) -> Helps {
    let mut helps = Helps::new();
    for quoted in set.papers.iter().flat_map(quoted) {
        if helps.len() >= SEARCHES {
            break;
        }
        if is_new(&quoted, set) {
            let near = || meant(nearest(&quoted.title, set.shelf().titles()));
            helps.entry(quoted.title.clone()).or_insert_with(near);
        }
    }
    helps
}

/// Whether nobody knows what a field cites by a name that is no entry of the registry. One with a
/// number is running text's.
fn is_unknown(name: &str, set: &Whole<'_>) -> bool {
    let numbered = || quoting::find(name).iter().any(|quote| quote.number.is_some());
    let own = || {
        let title = quoting::normal(name.trim_matches(['《', '》']));
        set.shelf().titled(&title).next().is_some()
            || set.shelf().numbered(&quoting::canonical(name)).next().is_some()
            || set.paper(name).is_some()
    };
    !numbered() && !own()
}

/// Whether nobody knows a title that is quoted with its number.
fn is_new(quoted: &Quoted<'_>, set: &Whole<'_>) -> bool {
    matches!(set.shelf().judge(set, &quoted.title, &quoted.number), Standing::Unknown)
}

/// What a field says it cites, by id, number or title.
fn leaf(field: &Field, name: &str, help: Words, report: &mut Report) {
    report
        .at(field.span, words!("引文“{name}”没有登记", "the citation `{name}` is not registered"))
        .help(help);
}

/// What running text cites by title and number.
fn running_text(quoted: &Quoted<'_>, help: Words, report: &mut Report) {
    let order = quoted.number.prefix.is_none();
    report
        .at(
            quoted.span.to(quoted.field.at(quoted.number.range.clone())),
            words!("所引文件没有登记，无从核对", "what is cited here is not registered"),
        )
        .help(help)
        .level(if order { Level::Hint } else { Level::Warning });
}
