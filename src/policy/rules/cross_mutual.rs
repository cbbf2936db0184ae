//! # 两家互查 · two bodies inspect each other
//!
//! ## 为什么
//! 甲查乙、乙也查甲，容易你好我好。并无明文禁止，只作提示；参加的只有两家时别无安排，不提示。
//!
//! ## Good
//! ```yaml
//! kind: cross-inspection
//! pairs:
//!   - {inspector: 台山市医疗保障局, inspected: 开平市医疗保障局}
//!   - {inspector: 开平市医疗保障局, inspected: 鹤山市医疗保障局}
//!   - {inspector: 鹤山市医疗保障局, inspected: 台山市医疗保障局}
//! ```
//!
//! ## Good
//! ```yaml
//! kind: cross-inspection
//! pairs:
//!   - {inspector: 台山市医疗保障局, inspected: 开平市医疗保障局}
//!   - {inspector: 开平市医疗保障局, inspected: 台山市医疗保障局}
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: cross-inspection
//! pairs:
//!   - {inspector: 台山市医疗保障局, inspected: 开平市医疗保障局}
//!   - {inspector: 鹤山市医疗保障局, inspected: 恩平市医疗保障局}
//!   # hint+1「开平市医疗保障局」“开平市医疗保障局”与“台山市医疗保障局”互相检查
//!   - {inspector: 开平市医疗保障局, inspected: 台山市医疗保障局}
//! ```

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::{Level, words};
use crate::model::Names;
use crate::model::facts::Inspection;
use crate::policy::{Among, Check, Report, Rule, Strength, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Hint,
    strength: Strength::Practice,
    authority: "实务：交叉检查一般不安排两家互查",
    since: "0.1.0",
    ids: &["G25"],
    check: Check::Among(check),
};

fn check(among: &Among<'_>, report: &mut Report) {
    let paper = among.paper;
    judge(&paper.facts.inspections, among.names(), report);
}

fn judge(pairs: &[Inspection], names: &Names<'_>, report: &mut Report) {
    let ends = |pair: &Inspection| {
        let who = |name: &str| names.identity(name).to_owned();
        (who(&pair.inspector.value), who(&pair.inspected.value))
    };
    let all: BTreeSet<String> = pairs.iter().map(ends).flat_map(|(from, to)| [from, to]).collect();
    if all.len() < 3 {
        return;
    }
    let mut seen: BTreeMap<(String, String), &Inspection> = BTreeMap::new();
    for pair in pairs {
        let (from, to) = ends(pair);
        if from == to {
            continue;
        }
        if let Some(first) = seen.get(&(to.clone(), from.clone())) {
            tell(first, pair, report);
        }
        seen.insert((from, to), pair);
    }
}

fn tell(first: &Inspection, second: &Inspection, report: &mut Report) {
    let (name, other) = (&second.inspector.value, &second.inspected.value);
    report
        .at(
            second.inspector.span,
            words!("“{name}”与“{other}”互相检查", "`{name}` and `{other}` inspect each other"),
        )
        .also(first.inspector.span, words!("另一半安排", "the other half"))
        .help(words!("改成环形安排，如甲查乙、乙查丙", "arrange the bodies in a ring instead"));
}
