//! # 阶段名称与方案不一致 · a phase under another name
//!
//! ## 为什么
//! 方案的第一阶段叫“动员部署”，海报上成了“宣传发动”，照海报干的人和照方案干的人对不上。看方案自己和同一专项各
//! 文件里“第几阶段（名称）”“第几阶段：名称”的写法；“名称”加引号、后接“阶段”、与方案的名称只差一两个字的，
//! 作警告。
//!
//! ## Good
//! ```yaml plan.yaml
//! kind: campaign
//! id: plan
//! phases:
//!   - {id: a, name: 动员部署}
//!   - {id: b, name: 自查自纠}
//! ```
//! ```yaml letter.yaml
//! kind: commitment-letter
//! campaign: plan
//! opening: 第一阶段（3月1日至20日）和第二阶段（自查自纠阶段），“攻坚”阶段另行安排，“自查自纠”阶段签署。
//! ```
//!
//! ## Bad
//! ```yaml plan.yaml
//! kind: campaign
//! id: plan
//! phases:
//!   - {id: a, name: 动员部署}
//!   - {id: b, name: 自查自纠}
//! ```
//! ```yaml letter.yaml
//! kind: commitment-letter
//! campaign: plan
//! # error+2「宣传发动」第一阶段在方案中叫“动员部署”
//! # warning+1「自查整改」方案中没有“自查整改”阶段，有“自查自纠”
//! opening: 第一阶段（宣传发动）由各地组织，“自查整改”阶段签署。
//! ```

use std::ops::Range;

use crate::calendar::numerals;
use crate::diag::{Level, words};
use crate::model::Paper;
use crate::model::facts::Phase;
use crate::policy::wording::{self, Wording};
use crate::policy::{Among, Check, Report, Rule, Strength, this_file};
use crate::text::Span;

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Error,
    strength: Strength::Internal,
    authority: "内部一致性：阶段名称在各文件中一致",
    since: "0.1.0",
    ids: &["F06"],
    check: Check::Among(check),
};

/// How far back a quotation mark is looked for, in bytes.
const REACH: usize = 60;

fn check(among: &Among<'_>, report: &mut Report) {
    let paper = among.paper;
    let plan = among.plan().unwrap_or(paper);
    if plan.facts.phases.is_empty() {
        return;
    }
    for words in wording::of(paper).filter(|words| words.may_hold("阶段")) {
        numbered(&words, plan, report);
        quoted(&words, plan, report);
    }
}

/// 第一阶段（宣传发动）, 第一阶段：宣传发动.
fn numbered(words: &Wording<'_>, plan: &Paper, report: &mut Report) {
    for range in words.find("阶段") {
        let Some((ordinal, name)) = ordinal(words.text, &range) else { continue };
        let place = usize::try_from(ordinal).ok().and_then(|number| number.checked_sub(1));
        let Some(phase) = place.and_then(|at| plan.facts.phases.get(at)) else { continue };
        let Some(own) = &phase.name else { continue };
        let written = words.text[name.clone()].trim_end_matches("阶段");
        let same = written.contains(&own.value) || own.value.contains(written);
        let han = written.chars().all(|c| matches!(c, '\u{4e00}'..='\u{9fff}' | '、'));
        if same || !han || !words.own(&name) || written.chars().count() < 2 {
            continue;
        }
        let (shown, number) = (&own.value, numerals::to_hanzi(ordinal));
        report
            .at(
                words.place(name.start..name.start + written.len()),
                words!(
                    "第{number}阶段在方案中叫“{shown}”",
                    "the plan calls phase {ordinal} `{shown}`"
                ),
            )
            .also(own.span, words!("方案的阶段", "the phase of the plan"))
            .help(words!(
                "改成方案的名称，或者用 phase(\"…\") 引用",
                "use its name, or refer to it by `phase(\"…\")`"
            ));
    }
}

/// The number before 阶段, and the place of the name behind it.
fn ordinal(text: &str, word: &Range<usize>) -> Option<(u32, Range<usize>)> {
    let mark = text[word.end..].chars().next().filter(|c| matches!(c, '（' | '：' | '“'))?;
    let before = &text[..word.start];
    let head =
        before.trim_end_matches(|c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c));
    let number = &before[head.len()..];
    let number = number.parse().ok().or_else(|| numerals::from_hanzi(number))?;
    if !head.ends_with('第') {
        return None;
    }
    let start = word.end + mark.len_utf8();
    let near = &text[start..];
    let end = near.find(['）', '”', '，', '。', '；', '\n', '（'])?;
    (near[..end].chars().count() <= 12).then_some((number, start..start + end))
}

/// “自查整改”阶段, where the plan has a phase of almost that name.
fn quoted(words: &Wording<'_>, plan: &Paper, report: &mut Report) {
    for close in words.find("”阶段") {
        let near = words.text.floor_char_boundary(close.start.saturating_sub(REACH));
        let Some(open) = words.text[near..close.start].rfind('“').map(|at| near + at) else {
            continue;
        };
        let range = open + '“'.len_utf8()..close.start;
        let written = &words.text[range.clone()];
        let names: Vec<(&str, Span)> = plan.facts.phases.iter().filter_map(named).collect();
        if names.iter().any(|(own, _)| own.contains(written) || written.contains(own)) {
            continue;
        }
        let meant = names.iter().find(|(own, _)| is_near(own, written));
        let Some((own, place)) = meant.filter(|_| words.own(&range)) else { continue };
        report
            .at(
                words.place(range),
                words!(
                    "方案中没有“{written}”阶段，有“{own}”",
                    "the plan has no phase `{written}`, but it has `{own}`"
                ),
            )
            .also(*place, words!("方案的阶段", "the phase of the plan"))
            .help(words!("改成方案的名称", "use its name"))
            .level(Level::Warning);
    }
}

fn named(phase: &Phase) -> Option<(&str, Span)> {
    phase.name.as_ref().map(|name| (name.value.as_str(), name.span))
}

fn is_near(one: &str, other: &str) -> bool {
    let long = one.chars().count().max(other.chars().count());
    (4..=30).contains(&long) && strsim::levenshtein(one, other) * 2 <= long
}
