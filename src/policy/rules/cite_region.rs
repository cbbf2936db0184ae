//! # 引了别处的文件作依据 · citing another region's paper
//!
//! ## 为什么
//! 照着外省的方案改写，容易把外省的条例也抄进来，它在本地没有效力。所引文件的制定机关与本机关的上级
//! 同一层级、却属于别的地方的报告；层级、地域、上级没有登记全的，不作判断。
//!
//! ## Good
//! ```yaml registry/units.yaml
//! kind: units
//! units:
//!   - {id: gd, name: 广东省医疗保障局, level: provincial, region: 广东省}
//!   - {id: jm, name: 江门市医疗保障局, level: city, region: 江门市, parent: gd}
//!   - {id: x, name: 安徽省医疗保障局, level: provincial, region: 安徽省}
//! ```
//! ```yaml registry/citations.yaml
//! kind: citations
//! citations:
//!   - {id: own, title: 监管办法, issuer: 广东省医疗保障局, kind_of: rule, region: 广东省}
//!   - {id: all, title: 基金条例, issuer: 国务院, kind_of: regulation}
//! ```
//! ```yaml notice.yaml
//! kind: notice
//! issuer: 江门市医疗保障局
//! basis: [own, all]
//! ```
//!
//! ## Bad
//! ```yaml registry/units.yaml
//! kind: units
//! units:
//!   - {id: gd, name: 广东省医疗保障局, level: provincial, region: 广东省}
//!   - {id: jm, name: 江门市医疗保障局, level: city, region: 江门市, parent: gd}
//!   - {id: x, name: 安徽省医疗保障局, level: provincial, region: 安徽省}
//! ```
//! ```yaml registry/citations.yaml
//! kind: citations
//! citations:
//!   - {id: other, title: 监管办法, issuer: 安徽省医疗保障局, kind_of: rule, region: 安徽省}
//! ```
//! ```yaml notice.yaml
//! kind: notice
//! issuer: 江门市医疗保障局
//! basis: [other] # warning「other」《监管办法》适用于安徽省，不适用于本地
//! ```

use crate::diag::{Level, words};
use crate::model::registry::{CitationEntry, Unit};
use crate::model::{Field, Names};
use crate::policy::{Among, Check, Report, Rule, Strength, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Warning,
    strength: Strength::Practice,
    authority: "实务：依据适用于本地",
    since: "0.1.0",
    ids: &["H10"],
    check: Check::Among(check),
};

/// How many bodies stand one above the other at most; more is a circle.
const HIGHEST: usize = 8;

fn check(among: &Among<'_>, report: &mut Report) {
    let names = among.names();
    let cited = among.sources().fields.iter().filter_map(|(field, entry)| Some((field, (*entry)?)));
    for (field, entry) in cited {
        let issuer = among.paper.root.items_of("issuer").first().and_then(Field::text);
        let Some(issuer) = issuer.and_then(|name| names.unit(name)) else { return };
        let Some((entry, other, own)) = foreign(entry, issuer, names) else { continue };
        let title = &entry.title.value;
        report
            .at(
                field.inside(),
                words!(
                    "《{title}》适用于{other}，不适用于本地",
                    "`{title}` is in force in `{other}` and not here"
                ),
            )
            .also(entry.title.span, words!("登记的文件", "the paper registered"))
            .help(words!("改引{own}的文件", "cite a paper of `{own}`"));
    }
}

/// The region of an entry, and that of the body of the same level above the issuer, when they
/// differ.
fn foreign<'a>(
    entry: &'a CitationEntry,
    issuer: &'a Unit,
    names: &Names<'a>,
) -> Option<(&'a CitationEntry, &'a str, &'a str)> {
    let maker = names.unit(&entry.issuer.as_ref()?.value)?;
    let (level, region) = (&maker.level.as_ref()?.value, &maker.region.as_ref()?.value);
    let above = |unit: &&'a Unit| names.unit(&unit.parent.as_ref()?.value);
    let mut chain = std::iter::successors(Some(issuer), above).take(HIGHEST);
    let same = chain.find(|unit| unit.level.as_ref().is_some_and(|own| own.value == *level))?;
    let own = &same.region.as_ref()?.value;
    (own != region).then_some((entry, region.as_str(), own.as_str()))
}
