//! # 承诺书没有承诺对象 · a pledge to nobody
//!
//! ## 为什么
//! 没有写向谁承诺、交给谁，签了也不知道该谁来监督。在 `filing.to`
//! 或者指引的 `to` 里写接收单位，或者在引语里写明向谁承诺。
//!
//! ## Good
//! ```yaml a.yaml
//! kind: commitment-letter
//! filing: {to: 各县（市、区）医疗保障局}
//! pledges: [依法经营。]
//! ```
//! ```yaml b.yaml
//! kind: commitment-letter
//! opening: 我单位向市医疗保障局郑重承诺：
//! pledges: [依法经营。]
//! ```
//!
//! ## Good
//! ```yaml letter.yaml
//! kind: commitment-letter
//! id: letter
//! pledges: [依法经营。]
//! ```
//! ```yaml guide.yaml
//! kind: guide
//! letters: [letter]
//! to: 各县（市、区）医疗保障局
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: commitment-letter
//! title: 信用承诺书 # hint「信用承诺书」没有写向谁承诺
//! opening: 我单位郑重承诺：
//! pledges: [依法经营。]
//! ```

use std::collections::BTreeSet;

use crate::diag::{Level, nearest, words};
use crate::model::{Field, Paper};
use crate::policy::{Check, Report, Rule, Strength, Whole, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Hint,
    strength: Strength::Practice,
    authority: "实务：承诺书写明向谁承诺、交给谁",
    since: "0.1.0",
    ids: &["L01"],
    check: Check::Set(check),
};

fn check(set: &Whole<'_>, report: &mut Report) {
    let guides = set.papers.iter().filter(|paper| paper.root.get("to").is_some());
    let named: BTreeSet<&str> =
        guides.flat_map(|guide| guide.root.items_of("letters")).filter_map(Field::text).collect();
    let letters = set.papers.iter().filter(|paper| paper.root.get("pledges").is_some());
    // A guide that names a letter there is not, which `reference-unknown` says, means the nearest.
    let slips = named.iter().filter(|id| set.place(id).is_none());
    let meant: BTreeSet<&str> = slips.filter_map(|id| nearest(id, set.ids())).collect();
    let known = |paper: &&Paper| {
        let id = paper.id.value.as_str();
        named.contains(id) || meant.contains(id)
    };
    for paper in letters.filter(|paper| !known(paper)) {
        if paper.root.get("filing.to").is_none() && !says(paper) {
            report
                .at(
                    paper.head(),
                    words!("没有写向谁承诺", "the letter does not say to whom it promises"),
                )
                .help(words!("补上 filing.to", "add `filing.to`"));
        }
    }
}

/// Whether the letter itself says to whom it promises.
fn says(paper: &Paper) -> bool {
    let prose = |key: &str| paper.root.get(key).and_then(Field::text).unwrap_or_default();
    ["opening", "closing"].iter().any(|key| prose(key).contains('向'))
}
