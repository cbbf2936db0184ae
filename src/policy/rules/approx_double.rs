//! # 概数重复 · an approximate number said twice
//!
//! ## 为什么
//! “约”和“左右”、“超过”和“以上”说的是同一件事，用一个就够了。
//!
//! ## Good
//! ```yaml
//! kind: guide
//! text: |
//!   约20天；20天左右；节约5万元左右；附近3公里左右；至少一名科级以上干部；超过三级以上医院总数的一半；
//!   不少于20人；签约3年左右。
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: guide
//! # warning+3「约20天左右」“约”和“左右”重复
//! # warning+2「不少于3人以上」“不少于”和“以上”重复
//! text: |
//!   约20天左右办结，每组不少于3人以上。
//! ```

use std::collections::BTreeSet;

use crate::diag::{Level, words};
use crate::model::Paper;
use crate::policy::{Check, Report, Rule, Strength, around, this_file, wording};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Warning,
    strength: Strength::Practice,
    authority: "实务：概数只说一次",
    since: "0.1.0",
    ids: &["K28"],
    check: Check::Listed(doubled_words, check),
};

/// Words before a number, and those behind it that say the same.
const DOUBLED: [(&str, [&str; 2]); 9] = [
    ("大约", ["左右", "上下"]),
    ("约", ["左右", "上下"]),
    ("将近", ["左右", "上下"]),
    ("近", ["左右", "上下"]),
    ("超过", ["以上", "之上"]),
    ("至少", ["以上", "之上"]),
    ("不少于", ["以上", "之上"]),
    ("不低于", ["以上", "之上"]),
    ("不超过", ["以下", "以内"]),
];
/// What makes another word of 约 and 近.
const JOINED: &str = "节合条公预契签制简婚相大违特邀续履附最临远靠邻亲接逼将就";
/// What may stand between a number and the word behind it.
const UNITS: [&str; 30] = [
    "个工作日",
    "个月",
    "小时",
    "分钟",
    "万元",
    "亿元",
    "平方米",
    "公里",
    "万人",
    "人次",
    "天",
    "日",
    "年",
    "个",
    "人",
    "名",
    "家",
    "次",
    "元",
    "%",
    "倍",
    "吨",
    "米",
    "项",
    "件",
    "份",
    "岁",
    "亩",
    "户",
    "",
];

/// What a number ends in, before the second word.
const NUMERALS: &str = ".,〇一二两三四五六七八九十百千万亿";

/// Every second word, behind all that may end a number or its unit.
fn doubled_words() -> Vec<String> {
    let seconds: BTreeSet<&str> = DOUBLED.iter().flat_map(|(_, seconds)| *seconds).collect();
    let numerals = NUMERALS.chars().map(String::from);
    let units = UNITS.into_iter().filter(|unit| !unit.is_empty()).map(str::to_owned);
    let ends: Vec<String> = numerals.chain(units).chain(["0".to_owned()]).collect();
    ends.iter().flat_map(|end| seconds.iter().map(move |second| format!("{end}{second}"))).collect()
}

fn check(paper: &Paper, report: &mut Report) {
    for wording in wording::of(paper) {
        for (first, seconds) in DOUBLED {
            for bytes in wording.find(first) {
                let before = wording.text[..bytes.start].chars().next_back();
                let joined =
                    first.chars().count() == 1 && before.is_some_and(|c| JOINED.contains(c));
                let Some((second, length)) = doubled(&wording.text[bytes.end..], seconds) else {
                    continue;
                };
                if joined {
                    continue;
                }
                report
                    .at(
                        wording.place(bytes.start..bytes.end + length),
                        words!("“{first}”和“{second}”重复", "{first} and {second} say the same"),
                    )
                    .help(words!("只留一个", "keep one"));
            }
        }
    }
}

/// The second word and where it ends, when only a number and its unit stand before it.
fn doubled(after: &str, seconds: [&'static str; 2]) -> Option<(&'static str, usize)> {
    let rest = after.trim_start_matches(|c: char| c.is_ascii_digit() || NUMERALS.contains(c));
    let unit = UNITS.iter().find_map(|unit| {
        let rest = rest.strip_prefix(unit)?;
        around::begins(rest, &seconds).map(|second| (second, rest.len() - second.len()))
    });
    let (second, left) = unit.filter(|_| rest.len() < after.len())?;
    Some((second, after.len() - left))
}
