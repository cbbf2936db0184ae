//! # 标题跳级 · a level of headings left out
//!
//! ## 为什么
//! 结构层次依次用“一、”“（一）”“1.”“（1）”。一级标题下面直接写三级标题，印出来“一、”后面就是“1.”，读的人以为
//! 漏了一层。
//!
//! ## Good
//! ```yaml
//! kind: notice
//! body: |
//!   # 工作目标
//!
//!   ## 总体目标
//!
//!   # 工作要求
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: notice
//! # warning+4「### 具体目标」跳过了第2级标题
//! body: |
//!   # 工作目标
//!
//!   ### 具体目标
//! ```

use crate::diag::{Level, words};
use crate::model::{Leaf, Paper};
use crate::policy::headings;
use crate::policy::{Check, Report, Rule, Strength, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Warning,
    strength: Strength::General,
    authority: "GB/T 9704-2012，7.3.3（结构层次序数）",
    since: "0.1.0",
    ids: &["D03"],
    check: Check::Words(&["# "], check),
};

fn check(paper: &Paper, report: &mut Report) {
    for said in paper.said_of(Leaf::Prose) {
        let (field, all) = (&said.field, headings::of(said));
        for pair in all.windows(2) {
            let (outer, inner) = (&pair[0], &pair[1]);
            if inner.level <= outer.level + 1 {
                continue;
            }
            let missing = outer.level + 1;
            report
                .at(
                    field.at(inner.range.clone()),
                    words!("跳过了第{missing}级标题", "headings of level {missing} are left out"),
                )
                .also(field.at(outer.range.clone()), words!("上一个标题", "the heading before"))
                .help(words!("少写一个 #", "write fewer `#`"));
        }
    }
}
