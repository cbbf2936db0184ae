//! # 正文末尾另署了名 · a signature typed into the body
//!
//! ## 为什么
//! 署名和日期由版式按发文机关和成文日期写出。正文末尾自己又写一个，印出来有两个署名；写的要是另一个机关，就不知道
//! 以哪个为准。
//!
//! ## Good
//! ```yaml
//! kind: notice
//! issuer: 江门市医疗保障局
//! body: |
//!   有关材料送江门市医疗保障局。
//! ```
//!
//! ## Bad
//! ```yaml registry/units.yaml
//! kind: units
//! units:
//!   - {id: ybj, name: 江门市医疗保障局}
//!   - {id: wjj, name: 江门市卫生健康局}
//! ```
//! ```yaml a.yaml
//! kind: notice
//! issuer: 江门市医疗保障局
//! # error+4「江门市卫生健康局」正文末尾署名江门市卫生健康局，发文机关是江门市医疗保障局
//! body: |
//!   请遵照执行。
//!
//!   江门市卫生健康局
//!
//!   2022年3月11日
//! ```
//! ```yaml b.yaml
//! kind: notice
//! issuer: 江门市医疗保障局
//! # warning+4「江门市医疗保障局」署名由版式加上，正文不另写
//! body: |
//!   请遵照执行。
//!
//!   江门市医疗保障局
//! ```

use std::ops::Range;

use crate::calendar::{Context, parse_date};
use crate::diag::{Level, words};
use crate::policy::{Among, Check, Report, Rule, Strength, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Error,
    strength: Strength::Internal,
    authority: "内部一致性：署名的机关就是发文机关",
    since: "0.1.0",
    ids: &["M01"],
    check: Check::Among(check),
};

fn check(among: &Among<'_>, report: &mut Report) {
    let paper = among.paper;
    let names = among.names();
    let Some(body) = paper.root.get("body") else { return };
    let text = body.text().unwrap_or_default();
    let Some(range) = signature(text) else { return };
    let Some(unit) = names.unit(&text[range.clone()]) else { return };
    let issuers = among.issuers();
    let Some((field, lead)) = issuers.first() else { return };
    let (name, own) = (&unit.name.value, &lead.name.value);
    if issuers.iter().any(|(_, issuer)| issuer.id == unit.id) {
        report
            .at(
                body.at(range),
                words!("署名由版式加上，正文不另写", "the look adds the signature to the body"),
            )
            .also(field.span, words!("发文机关", "the issuer"))
            .help(words!("从正文中删去", "remove it from the body"))
            .level(Level::Warning);
    } else {
        report
            .at(
                body.at(range),
                words!(
                    "正文末尾署名{name}，发文机关是{own}",
                    "the body is signed `{name}`, but the issuer is `{own}`"
                ),
            )
            .also(field.span, words!("发文机关", "the issuer"))
            .help(words!("从正文中删去，核对 issuer", "remove it, and check `issuer`"));
    }
}

/// The last line of a text, or the one before a date that ends it.
fn signature(text: &str) -> Option<Range<usize>> {
    let last = last_line(text, text.len())?;
    let dated = parse_date(&text[last.clone()], Context::default()).is_ok();
    let line = if dated { last_line(text, last.start)? } else { last };
    // A body of one line is no signature.
    (line.start > 0).then_some(line)
}

fn last_line(text: &str, end: usize) -> Option<Range<usize>> {
    let end = text[..end].trim_end().len();
    let start = text[..end].rfind('\n').map_or(0, |at| at + 1);
    let line = &text[start..end];
    let start = end - line.trim_start().len();
    (start < end).then_some(start..end)
}
