//! # 五年规划的起止年份 · the years of a five-year plan
//!
//! ## 为什么
//! 五年规划的起止年份是固定的：“十四五”是2021—2025年，“十五五”是2026—2030年。写成别的年份就是错了。
//!
//! ## Good
//! ```yaml
//! kind: guide
//! text: |
//!   “十四五”时期（2021—2025年）；“十五五”规划（2026～2030年）；“十四五”规划中期（2023—2024年）；
//!   《江门市“十四五”规划（2020—2035年）》；从“十三五”到“十四五”（2016—2025年）。
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: guide
//! # error+2「2020—2025年」“十四五”是2021—2025年
//! text: |
//!   “十四五”时期（2020—2025年）基金运行平稳。
//! ```
//!
//! ## Fixed
//! ```yaml
//! kind: guide
//! text: |
//!   “十四五”时期（2021—2025年）基金运行平稳。
//! ```

use crate::diag::{Level, Trust, words};
use crate::model::Paper;
use crate::policy::{Check, Report, Rule, Strength, around, this_file, wording};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Error,
    strength: Strength::Internal,
    authority: "内部一致性：五年规划的起止年份是固定的",
    since: "0.1.0",
    ids: &["E27"],
    check: Check::Listed(|| PLANS.iter().map(|(plan, _)| (*plan).to_owned()).collect(), check),
};

/// The five-year plans, with their first years.
const PLANS: [(&str, u16); 7] = [
    ("十一五", 2006),
    ("十二五", 2011),
    ("十三五", 2016),
    ("十四五", 2021),
    ("十五五", 2026),
    ("十六五", 2031),
    ("十七五", 2036),
];

fn check(paper: &Paper, report: &mut Report) {
    for wording in wording::of(paper).filter(|wording| wording.text.contains('五')) {
        for (plan, first) in PLANS {
            for bytes in wording.find(plan) {
                let Some((range, low, high)) = years(wording.text, bytes.end) else { continue };
                let last = first + 4;
                let before = &wording.text[..bytes.start];
                let spans = before.trim_end_matches('“').ends_with(['到', '至', '和', '—', '、']);
                if (low, high) == (first, last) || spans || !wording.own(&range) {
                    continue;
                }
                report
                    .at(
                        wording.place(range),
                        words!(
                            "“{plan}”是{first}—{last}年",
                            "the plan {plan} covers {first}—{last}"
                        ),
                    )
                    .help(words!("核对年份", "check the years"))
                    .fix(Trust::Suggested, format!("{first}—{last}年"));
            }
        }
    }
}

/// The years in brackets that follow the name of a plan directly.
fn years(text: &str, at: usize) -> Option<(std::ops::Range<usize>, u16, u16)> {
    let rest = text[at..].trim_start_matches('”');
    let period = around::begins(rest, &["时期", "规划", "期间", "规划期"]).unwrap_or_default();
    let inside = rest[period.len()..].strip_prefix('（')?;
    let start = text.len() - inside.len();
    let inside = around::head(inside);
    let close = inside.find('）')?;
    let found = around::ranges(&inside[..close]).into_iter().next()?;
    let year = |bytes: std::ops::Range<usize>| inside[bytes].parse().ok();
    let whole = found.range.start == 0 && &inside[found.range.end..close] == "年";
    let (low, high) = (year(found.first)?, year(found.second)?);
    whole.then_some((start..start + close, low, high))
}
