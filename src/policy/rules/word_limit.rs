//! # 篇幅过长 · a paper that is too long
//!
//! ## 为什么
//! 为基层减负的规定要求文件开门见山、精简实用，一般有字数上限。这里按较宽的5000字提示，附件和表格不计。
//!
//! ## Good
//! ```yaml
//! kind: campaign
//! preamble: |
//!   为做好基金监管工作，制定本方案。
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: campaign
//! title: 工作方案 # hint「工作方案」正文有5041字，超过5000字
//! sections: [
//!   &s {text: "各地要把自查、抽查、交叉检查和飞行检查结合起来，对定点医药机构使用医保基金的情况逐一核实，发现问题当场固定证据，依法依规处理，做到件件有着落。"},
//!   *s, *s, *s, *s, *s, *s, *s, *s, *s, *s, *s, *s, *s, *s, *s, *s, *s, *s, *s, *s, *s, *s, *s, *s,
//!   *s, *s, *s, *s, *s, *s, *s, *s, *s, *s, *s, *s, *s, *s, *s, *s, *s, *s, *s, *s, *s, *s, *s, *s,
//!   *s, *s, *s, *s, *s, *s, *s, *s, *s, *s, *s, *s, *s, *s, *s, *s, *s, *s, *s, *s, *s, *s,
//! ]
//! ```

use crate::diag::{Level, words};
use crate::model::{Leaf, Paper};
use crate::policy::{Check, Report, Rule, Strength, this_file, wording};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Hint,
    strength: Strength::General,
    authority: "《整治形式主义为基层减负若干规定》",
    since: "0.1.0",
    ids: &["D16"],
    check: Check::Paper(check),
};

/// A special task is asked to do with fewer still.
const LIMIT: usize = 5000;

fn check(paper: &Paper, report: &mut Report) {
    if paper.facts.tasks.is_empty()
        && paper.facts.phases.is_empty()
        && paper.kind.value != "campaign"
    {
        return;
    }
    let prose = wording::of(paper).filter(|wording| wording.field.leaf == Leaf::Prose);
    let count: usize = prose.map(|wording| characters(wording.text)).sum();
    if count > LIMIT {
        report
            .at(
                paper.head(),
                words!(
                    "正文有{count}字，超过{LIMIT}字",
                    "{count} characters are more than {LIMIT}"
                ),
            )
            .help(words!("删去背景和重复的话", "cut background and repetition"));
    }
}

fn characters(text: &str) -> usize {
    text.chars().filter(|c| !c.is_whitespace()).count()
}
