//! Finds the counts that prose states, where it is sure what is counted: 分三个阶段, 以下四项措施.

use crate::text::Marks;
use std::ops::Range;

use crate::calendar::numerals;
use crate::model::facts::Phase;
use crate::model::{Field, Leaf, Paper, Set};
use crate::policy::ties;

/// A count as prose states it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// The number and what it counts: 三个阶段.
    pub range: Range<usize>,
    /// The number.
    pub count: usize,
}

/// The words that a count of all phases follows. 前两个阶段 and 第三个阶段 are no such counts.
const DIVIDED: [&str; 12] = [
    "分",
    "分为",
    "分成",
    "分作",
    "划分为",
    "共",
    "共分",
    "共有",
    "按",
    "按照",
    "分以下",
    "分为以下",
];
/// Words that end in 分 and divide nothing.
const NOT_DIVIDED: [&str; 6] = ["部分", "充分", "十分", "百分", "区分", "公共"];
/// How many bytes before or after a count may speak of it; a longer clause is cut.
const REACH: usize = 240;
/// The words before a count of what is listed further down.
const BELOW: [&str; 4] = ["以下", "下列", "如下", "下述"];
/// What is in all of them: most prose lacks it, and it is found faster than each of them.
const IN_BELOW: char = '下';
/// What a count of what is listed further down may count.
const LISTED: [&str; 18] = [
    "项措施",
    "项要求",
    "项任务",
    "项工作",
    "项重点",
    "项承诺",
    "项内容",
    "项规定",
    "项举措",
    "项意见",
    "项原则",
    "个方面",
    "个步骤",
    "条措施",
    "条要求",
    "条意见",
    "点要求",
    "点意见",
];
/// What prose that lists things by itself contains.
const LISTING: [&str; 14] = [
    "一是",
    "一要",
    "其一",
    "第一，",
    "第一、",
    "\n一、",
    "首先",
    "（一）",
    "（1）",
    "①",
    "1.",
    "1．",
    "1、",
    "\n- ",
];

/// The count a field holds, in digits or in Chinese numerals.
pub fn stated(field: &Field) -> Option<usize> {
    let hanzi = || number(field.text()?.trim());
    field.integer().and_then(|count| usize::try_from(count).ok()).or_else(hanzi)
}

/// The counts of all phases in prose: 分为三个阶段, 分动员、检查、总结三个阶段.
pub fn phases(text: &str) -> Vec<Claim> {
    let marks = text.match_indices("个阶段");
    let claims = marks.filter_map(|(at, word)| {
        let start = number_before(text, at);
        let count = number(&text[start..at])?;
        let near = text.floor_char_boundary(start.saturating_sub(REACH));
        let clause =
            text[near..start].rsplit(['，', '。', '；', '：', '！', '？', '\n', ',']).next()?;
        let clause = clause.trim_end();
        let whole = DIVIDED.iter().any(|word| clause.ends_with(word))
            && !NOT_DIVIDED.iter().any(|word| clause.ends_with(word));
        (whole || enumerates(clause, count)).then(|| Claim { range: start..at + word.len(), count })
    });
    claims.collect()
}

/// The counts of what is listed below the prose: 以下四项措施. None when the prose lists by itself.
pub fn listed(text: &str) -> Vec<Claim> {
    if !text.contains(IN_BELOW) {
        return Vec::new();
    }
    let below = BELOW.iter().filter(|word| text.contains(**word));
    let marks = below.flat_map(|word| text.match_indices(word));
    let claims = marks.filter_map(|(at, word)| {
        // 20万元以下 and 3人以下 are bounds.
        let before = text[..at].chars().next_back();
        let bound =
            |c: char| c.is_ascii_digit() || const { Marks::of("元岁人天日月年%个级张倍") }.has(c);
        let start = at + word.len();
        let after = text[start..].trim_start_matches(is_digit);
        let end = text.len() - after.len();
        let counted = LISTED.iter().find(|counted| after.starts_with(**counted))?;
        let count = number(&text[start..end])?;
        let whole = end + counted.len();
        (!before.is_some_and(bound) && !goes_on(&text[whole..]))
            .then_some(Claim { range: start..whole, count })
    });
    let claims: Vec<Claim> = claims.collect();
    // Hardly any prose counts, and one look for all that lists costs more than the counts.
    let lists = || LISTING.iter().any(|sign| text.contains(sign));
    if claims.is_empty() || lists() { Vec::new() } else { claims }
}

/// Whether the sentence goes on after a colon: what stands there is the list that is counted.
fn goes_on(after: &str) -> bool {
    let near = &after[..after.floor_char_boundary(REACH)];
    let sentence = near.split(['。', '！', '？', '\n']).next().unwrap_or_default();
    let list = sentence.split_once(['：', ':']).map(|(_, list)| list.trim());
    list.is_some_and(|list| !list.is_empty())
}

/// Whether a clause divides into as many named things: 分动员、检查、总结 before 三个阶段.
fn enumerates(clause: &str, count: usize) -> bool {
    let Some((head, names)) = clause.rsplit_once('分') else { return false };
    let whole = format!("{head}分");
    if !names.contains('、') || NOT_DIVIDED.iter().any(|word| whole.ends_with(word)) {
        return false;
    }
    let parts = names.split('、').count();
    let joined = names.rsplit('、').next().is_some_and(|last| last.contains(['和', '与', '及']));
    count == parts || (joined && count == parts + 1)
}

/// The phases that a paper speaks of: its own, else those of the only plan it carries, else those
/// of the plan it belongs to.
pub fn phases_of<'a>(set: &'a Set, paper: &'a Paper) -> &'a [Phase] {
    if !paper.facts.phases.is_empty() {
        return &paper.facts.phases;
    }
    let carried = paper.facts.attachments.iter().filter_map(|entry| set.paper(&entry.paper.value));
    let mut plans = carried.map(|plan| &plan.facts.phases[..]).filter(|phases| !phases.is_empty());
    match (plans.next(), plans.next()) {
        (Some(only), None) => only,
        (None, _) => ties::plan_of(paper, set).map_or(&[], |plan| &plan.facts.phases[..]),
        (Some(_), Some(_)) => &[],
    }
}

/// The prose that stands right in an object.
pub fn prose(field: &Field) -> impl Iterator<Item = &Field> {
    field.fields().iter().filter(|field| field.leaf == Leaf::Prose)
}

/// Where the number that ends at a place begins.
fn number_before(text: &str, end: usize) -> usize {
    let digits = text[..end].chars().rev().take_while(|c| is_digit(*c));
    end - digits.map(char::len_utf8).sum::<usize>()
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || const { Marks::of("一二两三四五六七八九十百") }.has(c)
}

fn number(text: &str) -> Option<usize> {
    let read = text.parse().ok().or_else(|| numerals::from_hanzi(text));
    read.and_then(|number: u32| usize::try_from(number).ok()).filter(|number| *number > 0)
}

#[cfg(test)]
mod tests {
    use super::{Claim, listed, phases};

    fn counts(found: &[Claim]) -> Vec<usize> {
        found.iter().map(|claim| claim.count).collect()
    }

    #[test]
    fn all_phases_are_counted_and_some_phases_are_not() {
        for (text, count) in [
            ("全年工作分为三个阶段，首尾相接", 3),
            ("行动分3个阶段进行", 3),
            ("按照四个阶段推进", 4),
            ("分动员部署、集中整治、总结提升三个阶段", 3),
            ("分为宣传、检查和总结三个阶段", 3),
        ] {
            assert_eq!(counts(&phases(text)), [count], "{text}");
        }
        for text in [
            "前两个阶段结束后",
            "第三个阶段",
            "部分任务跨部分两个阶段",
            "检查、总结两个阶段要衔接",
            "分为{{ 阶段 | 个数 | 汉字 }}个阶段",
            "各个阶段",
        ] {
            assert!(phases(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn a_list_below_is_counted_and_a_bound_or_an_own_list_is_not() {
        assert_eq!(counts(&listed("现提出以下四项措施。")), [4]);
        assert_eq!(counts(&listed("提出如下3点要求：")), [3]);
        for text in [
            "处5万元以下两项工作经费",
            "自以下3个工作日起",
            "抓好以下三项工作，务求实效：宣传、检查、总结。",
            "抓好以下三项工作。一要宣传，二要检查，三要总结。",
            "抓好以下三项工作：一是宣传；二是检查；三是总结。",
            "提出以下要求",
        ] {
            assert!(listed(text).is_empty(), "{text}");
        }
    }
}
