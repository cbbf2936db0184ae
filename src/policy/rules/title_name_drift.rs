//! # 活动名称前后不一 · one campaign under two names
//!
//! ## 为什么
//! 方案里叫“百日攻坚专项行动”，承诺书里成了“百日攻坚行动”，旁人会以为是两件事。只比较同一专项的文件里加引号的
//! 行动、活动名称，一个名称是另一个减去几个字的才报。
//!
//! ## Good
//! ```yaml plan.yaml
//! kind: campaign
//! id: plan
//! preamble: 开展“百日攻坚专项行动”和“百日宣传活动”。
//! ```
//! ```yaml letter.yaml
//! kind: commitment-letter
//! campaign: plan
//! opening: 响应“百日攻坚专项行动”，参加“百日攻坚”。
//! ```
//!
//! ## Bad
//! ```yaml plan.yaml
//! kind: campaign
//! id: plan
//! preamble: 开展“百日攻坚专项行动”。
//! ```
//! ```yaml letter.yaml
//! kind: commitment-letter
//! campaign: plan
//! opening: 响应“百日攻坚行动”。 # warning「百日攻坚行动」别处叫“百日攻坚专项行动”
//! ```

use std::collections::BTreeMap;

use crate::diag::{Level, words};
use crate::policy::wording;
use crate::policy::{Check, Report, Rule, Strength, Whole, this_file};
use crate::text::Span;

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Warning,
    strength: Strength::Internal,
    authority: "内部一致性：同一项活动只有一个名称",
    since: "0.1.0",
    ids: &["B13"],
    check: Check::Set(check),
};

/// What names of campaigns end in.
const ENDINGS: [&str; 7] = ["行动", "活动", "整治", "攻坚", "工程", "战役", "计划"];

/// The longest name, in bytes.
const REACH: usize = 80;

fn check(set: &Whole<'_>, report: &mut Report) {
    for family in set.families() {
        // Names in the plan count as the proper ones.
        let mut names: BTreeMap<String, Span> = quoted(family.plan).into_iter().rev().collect();
        let others = family.all.iter().filter(|paper| paper.id.value != family.plan.id.value);
        for paper in others {
            for (name, span) in quoted(paper) {
                // A name and what is left of it begin alike.
                let head: String = name.chars().take(2).collect();
                let near = names
                    .range(head.clone()..)
                    .take_while(|(own, _)| own.starts_with(&head))
                    .find(|(own, _)| is_cut(own, &name) || is_cut(&name, own));
                let Some((own, place)) = near.filter(|_| !names.contains_key(&name)) else {
                    names.entry(name).or_insert(span);
                    continue;
                };
                report
                    .at(span, words!("别处叫“{own}”", "elsewhere it is called `{own}`"))
                    .also(*place, words!("在这里", "here"))
                    .help(words!("统一名称", "settle on one name"));
            }
        }
    }
}

/// The names of campaigns in quotation marks.
fn quoted(paper: &crate::model::Paper) -> Vec<(String, Span)> {
    let mut found = Vec::new();
    for words in wording::of(paper) {
        for open in words.find("“") {
            let near = words.text.floor_char_boundary((open.end + REACH).min(words.text.len()));
            let Some(length) = words.text[open.end..near].find('”') else { continue };
            let range = open.end..open.end + length;
            let name = &words.text[range.clone()];
            let named = ENDINGS.iter().any(|ending| name.ends_with(ending));
            if named && (5..=20).contains(&name.chars().count()) && words.own(&range) {
                found.push((name.to_owned(), words.place(range)));
            }
        }
    }
    found
}

/// Whether a name is another with one stretch of two to four characters left out of its middle.
fn is_cut(long: &str, short: &str) -> bool {
    let (long, short): (Vec<char>, Vec<char>) = (long.chars().collect(), short.chars().collect());
    let cut = long.len().saturating_sub(short.len());
    let head = long.iter().zip(&short).take_while(|(a, b)| a == b).count();
    let tail = long.iter().rev().zip(short.iter().rev()).take_while(|(a, b)| a == b).count();
    (2..=4).contains(&cut) && head >= 2 && tail >= 2 && head + tail >= short.len()
}
