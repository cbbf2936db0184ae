//! # 议事机构名称前后不一 · one steering group under two names
//!
//! ## 为什么
//! 名单里叫“专项行动领导小组”，方案里成了“专项整治行动领导小组”，收文的人会以为成立了两个。只比较同一专项的文件里
//! 与名单的机构名称差一两个字的全称。
//!
//! ## Good
//! ```yaml plan.yaml
//! kind: campaign
//! id: plan
//! preamble: 成立溧阳市打击骗保专项行动领导小组（以下简称市领导小组），报常州市打击骗保专项行动领导小组。
//! ```
//! ```yaml members.yaml
//! kind: member-list
//! campaign: plan
//! body_name: 溧阳市打击骗保专项行动领导小组
//! ```
//!
//! ## Bad
//! ```yaml plan.yaml
//! kind: campaign
//! id: plan
//! # warning+1「溧阳市打击骗保专项整治领导小组」名单里叫“溧阳市打击骗保专项行动领导小组”
//! preamble: 成立溧阳市打击骗保专项整治领导小组。
//! ```
//! ```yaml members.yaml
//! kind: member-list
//! campaign: plan
//! body_name: 溧阳市打击骗保专项行动领导小组
//! ```

use std::ops::Range;

use crate::diag::{Level, words};
use crate::policy::wording::{self, Wording};
use crate::policy::{Check, Report, Rule, Strength, Whole, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Warning,
    strength: Strength::Internal,
    authority: "内部一致性：同一机构在各文件中只有一个名称",
    since: "0.1.0",
    ids: &["O11"],
    check: Check::Set(check),
};

/// What such bodies are called.
const ENDINGS: [&str; 4] = ["领导小组", "指挥部", "工作专班", "联席会议"];
/// No name is longer; comparing takes the square of it.
const LONGEST: usize = 60;
/// How many characters a slip changes.
const SLIP: usize = 2;

fn check(set: &Whole<'_>, report: &mut Report) {
    for family in set.families() {
        for list in &family.all {
            let Some(name) = list.root.words_of("body_name") else { continue };
            for words in family.all.iter().flat_map(|paper| wording::of(paper)) {
                if words.field.name == "body_name" {
                    continue;
                }
                for range in slips(&words, &name.value) {
                    let own = &name.value;
                    report
                        .at(
                            words.place(range),
                            words!("名单里叫“{own}”", "the list calls it `{own}`"),
                        )
                        .also(name.span, words!("名单", "the list"))
                        .help(words!(
                            "改成一致，或者用 paper(…).body_name 引用",
                            "make them agree, or refer to `body_name`"
                        ));
                }
            }
        }
    }
}

/// Names that begin with the same place and end alike, but are not the same.
fn slips(words: &Wording<'_>, name: &str) -> Vec<Range<usize>> {
    let Some(ending) = ENDINGS.iter().find(|ending| name.ends_with(**ending)) else {
        return Vec::new();
    };
    let place: String = name.chars().take(2).collect();
    let length = name.chars().count();
    if length > LONGEST {
        return Vec::new();
    }
    let mut found = Vec::new();
    for end in words.find(ending).map(|range| range.end) {
        let starts = words.text[..end].char_indices().rev().map(|(at, _)| at);
        let starts: Vec<usize> =
            starts.skip(length.saturating_sub(SLIP + 1)).take(2 * SLIP + 1).collect();
        let named = starts.into_iter().filter(|start| words.text[*start..].starts_with(&place));
        let nearest = named
            .map(|start| (strsim::levenshtein(&words.text[start..end], name), start))
            .min_by_key(|(distance, _)| *distance);
        if let Some((1..=SLIP, start)) = nearest.filter(|(_, start)| words.own(&(*start..end))) {
            found.push(start..end);
        }
    }
    found
}
