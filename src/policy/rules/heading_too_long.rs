//! # 标题超过一行 · a heading longer than a line
//!
//! ## 为什么
//! 一行排28个字，除去前空两格和序号，独立成行的小标题超过24个字就要回行，看起来像正文。接排在段首、以句号结尾的
//! 不算。
//!
//! ## Good
//! ```yaml
//! kind: notice
//! body: |
//!   # 工作目标
//!
//!   ## 各县（市、区）要按照分级负责的原则组织实施并及时报告进展情况。
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: notice
//! # hint+2「# 各县（市、区）医疗保障部门要按照分级负责的原则认真组织实施」标题有29个字，一行排不下
//! body: |
//!   # 各县（市、区）医疗保障部门要按照分级负责的原则认真组织实施
//!
//!   # 工作要求
//! ```

use crate::diag::{Level, words};
use crate::model::{Leaf, Paper};
use crate::policy::headings;
use crate::policy::{Check, Report, Rule, Strength, this_file};
use crate::text::Span;

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Hint,
    strength: Strength::Practice,
    authority: "实务：独立成行的标题不超过一行",
    since: "0.1.0",
    ids: &["D11"],
    check: Check::Paper(check),
};

/// What fits beside a number of level one.
const LONGEST: usize = 24;

fn check(paper: &Paper, report: &mut Report) {
    for said in paper.said_of(Leaf::Prose) {
        for heading in headings::of(said) {
            judge(heading.title, said.field.at(heading.range.clone()), report);
        }
    }
    for field in paper.texts().filter(|field| field.name == "heading") {
        judge(field.text().unwrap_or_default(), field.inside(), report);
    }
}

fn judge(title: &str, span: Span, report: &mut Report) {
    // Hardly any heading has as many bytes.
    if title.len() <= LONGEST {
        return;
    }
    let count = title.trim().chars().count();
    let plain = !title.contains("{{") && !title.trim_end().ends_with('。');
    if plain && count > LONGEST {
        report
            .at(
                span,
                words!(
                    "标题有{count}个字，一行排不下",
                    "the heading has {count} characters, more than a line"
                ),
            )
            .help(words!("缩短，或者改为段首句", "shorten it, or make it the first sentence"));
    }
}
