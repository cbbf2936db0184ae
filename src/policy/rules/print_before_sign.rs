//! # 印发早于成文 · printed before it was signed
//!
//! ## 为什么
//! 成文日期是签发的日期，印发日期是送印的日期，先签发、后送印。印发日期在前，两个日期必有一个写错。
//!
//! ## Good
//! ```yaml
//! kind: notice
//! date: 2022年3月11日
//! printed: 2022年3月11日
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: notice
//! date: 2022年3月11日
//! printed: 2022年3月10日 # error「2022年3月10日」印发日期2022年3月10日早于成文日期2022年3月11日
//! ```

use crate::calendar::canonical;
use crate::diag::{Level, words};
use crate::model::Paper;
use crate::policy::{Check, Report, Rule, Strength, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Error,
    strength: Strength::Internal,
    authority: "内部一致性：先签发，后送印",
    since: "0.1.0",
    ids: &["E14"],
    check: Check::Paper(check),
};

fn check(paper: &Paper, report: &mut Report) {
    let (Some(date), Some(printed)) = (paper.time("date"), paper.time("printed")) else { return };
    let days = date.day().zip(printed.day());
    let Some((signed, sent)) = days.filter(|(signed, sent)| sent < signed) else { return };
    let (signed, sent) = (canonical(signed), canonical(sent));
    report
        .at(
            printed.span,
            words!(
                "印发日期{sent}早于成文日期{signed}",
                "it was printed on `{sent}`, before it was signed on `{signed}`"
            ),
        )
        .also(date.span, words!("成文日期", "the date of issue"))
        .help(words!("核对签发和送印的日期", "check the days of signing and of printing"));
}
