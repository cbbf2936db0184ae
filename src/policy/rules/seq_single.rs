//! # 有一无二 · a heading that is alone on its level
//!
//! ## 为什么
//! “二、”下面只有一个“（一）”，说明不必再分层。把它并进上一层，或者补上遗漏的一项。
//!
//! ## Good
//! ```yaml
//! kind: notice
//! body: |
//!   # 工作目标
//!
//!   # 工作要求
//!
//!   ## 加强领导
//!
//!   ## 严肃纪律
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: notice
//! # hint+6「## 加强领导」这一层只有一个标题
//! body: |
//!   # 工作目标
//!
//!   # 工作要求
//!
//!   ## 加强领导
//! ```

use crate::diag::{Level, words};
use crate::model::{Leaf, Paper};
use crate::policy::headings;
use crate::policy::{Check, Report, Rule, Strength, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Hint,
    strength: Strength::Practice,
    authority: "实务：分项一般不止一项",
    since: "0.1.0",
    ids: &["D05"],
    check: Check::Words(&["# "], check),
};

fn check(paper: &Paper, report: &mut Report) {
    for said in paper.said_of(Leaf::Prose) {
        let (field, all) = (&said.field, headings::of(said));
        for (at, heading) in all.iter().enumerate() {
            let mut before =
                all[..at].iter().rev().take_while(|other| other.level >= heading.level);
            let mut after = all[at + 1..].iter().take_while(|other| other.level >= heading.level);
            let same = |other: &headings::Heading| other.level == heading.level;
            // One that leaves out a level is alone because of that, which `seq-skip` says.
            let skips = at > 0 && heading.level > all[at - 1].level + 1;
            // A paper with one heading at all may be cut from a longer one.
            if all.len() == 1 || skips || before.any(same) || after.any(same) {
                continue;
            }
            report
                .at(
                    field.at(heading.range.clone()),
                    words!("这一层只有一个标题", "it is the only heading on its level"),
                )
                .help(words!(
                    "并入上一层，或者补上遗漏的",
                    "fold it into the level above, or add what is missing"
                ));
        }
    }
}
