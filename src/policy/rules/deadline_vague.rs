//! # 期限没有起算点 · a term that begins nowhere
//!
//! ## 为什么
//! “5日内报送”从哪天算起？收文各有先后，各人算出来的日子不一样。写成“收到本通知之日起5个工作日内”，或者直接写
//! 日期。
//!
//! ## Good
//! ```yaml
//! kind: guide
//! deadline: 自收到本通知之日起5个工作日内
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: guide
//! deadline: 5日内 # warning「5日内」没有写从何时起算
//! ```

use crate::calendar::Time;
use crate::diag::{Level, words};
use crate::model::{Leaf, Paper};
use crate::policy::{Check, Report, Rule, Strength, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Warning,
    strength: Strength::Practice,
    authority: "实务：期限写明从何时起算",
    since: "0.1.0",
    ids: &["E22"],
    check: Check::Paper(check),
};

fn check(paper: &Paper, report: &mut Report) {
    for time in paper.facts.times.iter().filter(|time| time.leaf == Leaf::Deadline) {
        let Ok(Time::Relative(term)) = &time.parsed else { continue };
        if term.anchor.is_none() && term.length.is_some() {
            report
                .at(
                    time.span,
                    words!("没有写从何时起算", "the term does not say from when it runs"),
                )
                .help(words!("写成“自……之日起……内”，或者写日期", "write 自……之日起, or a date"));
        }
    }
}
