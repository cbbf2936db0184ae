//! # 同一个数前后不一 · one fact, two numbers
//!
//! ## 为什么
//! 通知说全市有126家定点医疗机构，方案说128家，总有一个是旧的。只比较同一专项的文件里“全市126家某某”这样说总数的
//! 话；“抽查全市20家”是其中一部分，“截至某月”是某一天的数，都不看。
//!
//! ## Good
//! ```yaml plan.yaml
//! kind: campaign
//! id: plan
//! preamble: 全市126家定点医疗机构均应自查。市局抽查全市20家定点医疗机构。截至2月底，全市120家定点医疗机构已接入。
//! ```
//! ```yaml notice.yaml
//! kind: notice
//! campaign: plan
//! body: 覆盖全市126家定点医疗机构、全市300家定点零售药店。
//! ```
//!
//! ## Bad
//! ```yaml plan.yaml
//! kind: campaign
//! id: plan
//! preamble: 全市126家定点医疗机构均应自查。
//! ```
//! ```yaml notice.yaml
//! kind: notice
//! campaign: plan
//! # error+1「全市128家定点医疗机构」别处写的是126家
//! body: 覆盖全市128家定点医疗机构，不留死角。
//! ```

use std::collections::BTreeMap;
use std::ops::Range;

use crate::diag::{Level, words};
use crate::policy::wording::{self, Wording};
use crate::policy::{Check, Report, Rule, Strength, Whole, this_file};
use crate::text::Span;

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Error,
    strength: Strength::Internal,
    authority: "内部一致性：同一事实在各文件中只有一个数",
    since: "0.1.0",
    ids: &["O10"],
    check: Check::Set(check),
};

/// How far back a clause is read, in bytes.
const REACH: usize = 200;
/// What a total is of.
const SCOPES: [&str; 5] = ["全国", "全省", "全市", "全县", "全区"];
const COUNTERS: [char; 6] = ['家', '个', '所', '户', '座', '处'];
/// What may stand before a total; after 抽查 stands a part.
const BEFORE: &str = "，。；、：（\n对将盖及和";
/// Where the thing counted ends.
const STOPS: &str = "的等中均都已和及与在要应须将全开进按实由未、，。；：（）";

fn check(set: &Whole<'_>, report: &mut Report) {
    for family in set.families() {
        let others = family.all.iter().filter(|paper| paper.id.value != family.plan.id.value);
        let mut first: BTreeMap<String, (String, Span)> = BTreeMap::new();
        for paper in [&family.plan].into_iter().chain(others) {
            for words in wording::of(paper) {
                for (what, count, range) in totals(&words) {
                    let span = words.place(range);
                    let (known, place) = first.entry(what).or_insert((count.clone(), span));
                    if *known != count {
                        report
                            .at(span, words!("别处写的是{known}", "elsewhere it is `{known}`"))
                            .also(*place, words!("别处", "there"))
                            .help(words!("核对后改成一致", "make them agree"));
                    }
                }
            }
        }
    }
}

/// 全市126家定点医疗机构: what is counted, how many, and where.
fn totals(words: &Wording<'_>) -> Vec<(String, String, Range<usize>)> {
    let mut found = Vec::new();
    for scope in SCOPES.iter().flat_map(|scope| words.find(scope)) {
        let before = words.text[..scope.start].chars().next_back();
        let near = words.text.floor_char_boundary(scope.start.saturating_sub(REACH));
        let clause =
            words.text[near..scope.start].rsplit(['。', '；', '\n']).next().unwrap_or_default();
        if before.is_some_and(|c| !BEFORE.contains(c)) || clause.contains("截至") {
            continue;
        }
        let rest = &words.text[scope.end..];
        let linked = ["现有", "共有", "共", "有"].iter().find_map(|link| rest.strip_prefix(link));
        let number = linked.unwrap_or(rest);
        let tail = number.trim_start_matches(|c: char| c.is_ascii_digit());
        let digits = &number[..number.len() - tail.len()];
        let Some(thing) = tail.strip_prefix(COUNTERS).filter(|_| !digits.is_empty()) else {
            continue;
        };
        let length =
            thing.find(|c: char| STOPS.contains(c) || !matches!(c, '\u{4e00}'..='\u{9fff}'));
        let length = length.unwrap_or(thing.len());
        let counter = &tail[..tail.len() - thing.len()];
        let end = words.text.len() - thing.len() + length;
        if length >= '家'.len_utf8() * 2 {
            let what = format!("{}{}", &words.text[scope.clone()], &thing[..length]);
            found.push((what, format!("{digits}{counter}"), scope.start..end));
        }
    }
    found
}
