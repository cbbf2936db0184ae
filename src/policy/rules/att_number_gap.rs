//! # 附件序号跳号 · stated attachment numbers have a gap
//!
//! ## 为什么
//! 附件序号按排列自动生成。自己写出的序号只用来核对：跳了号，不是写错了，就是漏列了一个附件。
//! 每处跳号报一次。
//!
//! ## Good
//! ```yaml
//! kind: notice
//! attachments:
//!   - {paper: plan, number: 1}
//!   - letter
//!   - {paper: guide, number: 3}
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: notice
//! attachments:
//!   - {paper: plan, number: 1}
//!   - {paper: table, number: 2}
//!   - {paper: letter, number: 4} # error「4」附件序号写作4，按排列是3
//!   - {paper: guide, number: 5}
//! ```

use crate::diag::{Level, words};
use crate::model::Paper;
use crate::policy::{Check, Report, Rule, Strength, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Error,
    strength: Strength::Internal,
    authority: "内部一致性：写出的附件序号须与排列一致",
    since: "0.1.0",
    ids: &["D04"],
    check: Check::Paper(check),
};

// There is no fix: whether a number is wrong or an attachment is missing, only the author knows.
fn check(paper: &Paper, report: &mut Report) {
    let attachments = paper.facts.numbered();
    let mut shift = 0;
    for (at, entry) in attachments.iter().enumerate() {
        let Some(stated) = &entry.number else { continue };
        let place = i64::try_from(at + 1).unwrap_or(i64::MAX);
        let own_shift = stated.value.saturating_sub(place);
        if own_shift == shift {
            continue;
        }
        shift = own_shift;
        let expected = place;
        let draft = report
            .at(
                stated.span,
                words!(
                    "附件序号写作{stated}，按排列是{expected}",
                    "the attachment is numbered {stated} and stands in place {expected}"
                ),
            )
            .help(words!(
                "看看是否漏列了附件；序号由程序生成，可以不写",
                "see whether one is missing; numbers are generated and need not be stated"
            ));
        if let Some(previous) = at.checked_sub(1).and_then(|before| attachments.get(before)) {
            let _ = draft.also(previous.whole, words!("前一个附件", "the attachment before it"));
        }
    }
}
