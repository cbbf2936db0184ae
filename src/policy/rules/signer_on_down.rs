//! # 下行文、平行文标了签发人 · a signer on a paper that goes to no superior
//!
//! ## 为什么
//! 签发人标在送上级机关的公文上；下行文、平行文的版头不标签发人，签发情况留在发文稿纸上。
//!
//! ## Good
//! ```yaml registry/units.yaml
//! kind: units
//! units:
//!   - {id: ybj, name: 江门市医疗保障局, level: city}
//!   - {id: sj, name: 广东省医疗保障局, level: provincial}
//! ```
//! ```yaml report.yaml
//! kind: notice
//! title: 关于检查情况的报告
//! issuer: 江门市医疗保障局
//! to: 广东省医疗保障局
//! signers: [岑望舒]
//! ```
//!
//! ## Bad
//! ```yaml registry/units.yaml
//! kind: units
//! units:
//!   - {id: ybj, name: 江门市医疗保障局, level: city}
//!   - {id: ts, name: 台山市医疗保障局, level: county}
//! ```
//! ```yaml notice.yaml
//! kind: notice
//! title: 关于开展检查的通知
//! issuer: 江门市医疗保障局
//! to: 台山市医疗保障局
//! signers: [岑望舒] # warning「signers」不是上行文，却标了签发人
//! ```

use crate::diag::{Level, words};
use crate::policy::offices;
use crate::policy::{Among, Check, Report, Rule, Strength, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Warning,
    strength: Strength::Practice,
    authority: "实务：签发人只标在上行文",
    since: "0.1.0",
    ids: &["A24"],
    check: Check::Among(check),
};

fn check(among: &Among<'_>, report: &mut Report) {
    let paper = among.paper;
    let names = among.names();
    let Some(signers) = paper.root.get("signers").filter(|field| !field.items().is_empty()) else {
        return;
    };
    if among.upward() {
        return;
    }
    let issuers = among.issuers();
    let Some(own) = issuers.first().and_then(|(_, unit)| offices::rank(unit)) else { return };
    let ranks: Option<Vec<usize>> = offices::recipients(paper)
        .map(|(_, name)| offices::ranks(name, names)?.into_iter().min())
        .collect();
    // A recipient of unknown rank may be the superior.
    if ranks.is_some_and(|ranks| !ranks.is_empty() && ranks.iter().all(|rank| *rank >= own)) {
        report
            .at(
                signers.key.unwrap_or(signers.span),
                words!(
                    "不是上行文，却标了签发人",
                    "a signer is named, but the paper goes to no superior"
                ),
            )
            .help(words!("删去 signers", "remove `signers`"));
    }
}
