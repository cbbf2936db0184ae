//! # 承接的要求不存在 · an answer to nothing
//!
//! ## 为什么
//! `answers` 写的标识在上级文件里找不到，对照表就对不上：多半是标识写错，或者上级改稿时删去了这一项。
//!
//! ## Good
//! ```yaml superior.yaml
//! kind: campaign
//! id: superior
//! phases:
//!   - {id: one, name: 自查, period: 2026年5月}
//! ```
//! ```yaml plan.yaml
//! kind: campaign
//! implements: superior
//! phases:
//!   - {id: a, name: 自查, period: 2026年5月, answers: one}
//! ```
//!
//! ## Bad
//! ```yaml superior.yaml
//! kind: campaign
//! id: superior
//! phases:
//!   - {id: one, name: 自查, period: 2026年5月}
//! ```
//! ```yaml plan.yaml
//! kind: campaign
//! implements: superior
//! waives: [{clause: three, reason: 由市级实施}] # error「three」上级文件没有标识为“three”的要求
//! phases:
//!   - {id: a, name: 自查, period: 2026年5月, answers: [one, onee]} # error「onee」上级文件没有标识为“onee”的要求
//! ```

use std::collections::BTreeSet;

use crate::diag::{Level, nearest, words};
use crate::model::implementing::Implementing;
use crate::policy::{Check, Report, Rule, Strength, Whole, this_file};
use crate::text::Spanned;

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Error,
    strength: Strength::Internal,
    authority: "内部一致性：承接的要求须在上级文件中",
    since: "0.1.0",
    ids: &[],
    check: Check::Set(check),
};

fn check(set: &Whole<'_>, report: &mut Report) {
    let pairs = set.implementing();
    // A paper may implement several superiors: an id that any of them has is known.
    let mut known: BTreeSet<(&str, &str)> = BTreeSet::new();
    for pair in pairs {
        let ids = pair.demands.iter().map(|demand| demand.id.value.as_str());
        known.extend(ids.map(|id| (pair.paper.path.as_str(), id)));
    }
    for pair in pairs {
        let answers = pair.answers.iter().map(|own| &own.to);
        let named = answers.chain(pair.waivers.iter().map(|waiver| &waiver.id));
        let own = pair.paper.path.as_str();
        for link in named.filter(|link| !known.contains(&(own, link.value.as_str()))) {
            say(pair, link, report);
        }
    }
}

fn say(pair: &Implementing<'_>, link: &Spanned<String>, report: &mut Report) {
    let id = &link.value;
    let ids = pair.demands.iter().map(|demand| demand.id.value.as_str());
    let near = nearest(id, ids);
    let meant = pair.demands.iter().find(|demand| Some(demand.id.value.as_str()) == near);
    let place = meant.map_or_else(|| pair.superior.head(), |demand| demand.id.span);
    let help = match near {
        Some(near) => words!("是不是“{near}”？", "did you mean `{near}`?"),
        None => words!("写上级任务、阶段、分项的 id", "write the id of a superior's task"),
    };
    report
        .at(
            link.span,
            words!("上级文件没有标识为“{id}”的要求", "the superior paper has no demand `{id}`"),
        )
        .also(place, words!("上级文件", "the superior paper"))
        .help(help);
}
