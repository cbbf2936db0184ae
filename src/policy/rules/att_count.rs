//! # 附件份数不符 · a count of attachments that is wrong
//!
//! ## 为什么
//! 正文写“附件3份”，实际只附了两份，收文的人要打电话来要第三份。
//!
//! ## Good
//! ```yaml
//! kind: notice
//! body: 共有附件2份，请查收；每家另交附件3份复印件。
//! attachments: [a, b]
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: notice
//! # error+1「附件3份」写附件3份，实际有2份
//! body: 随文印发附件3份。
//! attachments: [a, b]
//! ```

use crate::calendar::numerals;
use crate::diag::{Level, words};
use crate::model::Paper;
use crate::policy::wording::{self, Wording};
use crate::policy::{Check, Report, Rule, Strength, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Error,
    strength: Strength::Internal,
    authority: "内部一致性：声明的附件份数与实际相符",
    since: "0.1.0",
    ids: &["I12"],
    check: Check::Words(&["附件"], check),
};

fn check(paper: &Paper, report: &mut Report) {
    let entries = &paper.facts.attachments;
    let Some(last) = entries.last() else { return };
    for words in wording::of(paper).filter(|words| words.field.name == "body") {
        for at in words.find("附件") {
            let Some((count, end)) = stated(&words, at.end) else { continue };
            let actual = entries.len();
            if count != actual {
                report
                    .at(
                        words.place(at.start..end),
                        words!(
                            "写附件{count}份，实际有{actual}份",
                            "it says {count} attachments, but there are {actual}"
                        ),
                    )
                    .also(last.whole, words!("最后一份附件", "the last attachment"))
                    .help(words!("核对 attachments", "check `attachments`"));
            }
        }
    }
}

/// The count behind 附件 that closes its clause: 附件3份。 but not 附件3份复印件.
fn stated(words: &Wording<'_>, at: usize) -> Option<(usize, usize)> {
    let rest = &words.text[at..];
    let skipped = rest.strip_prefix("共").unwrap_or(rest);
    let tail = skipped
        .trim_start_matches(|c: char| c.is_ascii_digit() || "一二两三四五六七八九十".contains(c));
    let number = &skipped[..skipped.len() - tail.len()];
    let after = tail.strip_prefix(['份', '件'])?;
    let closes = after.chars().next().is_none_or(|c| "，。；、）\n".contains(c));
    let count = number.parse().ok().or_else(|| numerals::from_hanzi(number)).filter(|_| closes)?;
    Some((usize::try_from(count).ok()?, words.text.len() - after.len()))
}
