//! # 日期不存在 · the date does not exist
//!
//! ## 为什么
//! 写着2月30日的通知谁也办不到；写成“11下旬”的期限各有各的读法。日期和期限必须是历法上有的、
//! 只有一种读法的。
//!
//! ## Good
//! ```yaml
//! kind: notice
//! date: 2022年2月28日
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: notice
//! date: 2022年2月30日 # error「30」2022年2月有28天，没有30日
//! ```

use crate::calendar::ErrorKind;
use crate::diag::Level;
use crate::model::Paper;
use crate::policy::{Check, Report, Rule, Strength, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Error,
    strength: Strength::Internal,
    authority: "内部一致性：日期须为历法上存在的日期",
    since: "0.1.0",
    ids: &["E01"],
    check: Check::Paper(check),
};

// There is no fix: nobody but the author knows which day was meant.
fn check(paper: &Paper, report: &mut Report) {
    for time in &paper.facts.times {
        let Err(trouble) = &time.parsed else { continue };
        if matches!(trouble.kind, ErrorKind::Reversed { .. }) {
            continue;
        }
        let draft = report.at(trouble.span, trouble.message.clone());
        if let Some(help) = &trouble.help {
            draft.help(help.clone());
        }
    }
}
