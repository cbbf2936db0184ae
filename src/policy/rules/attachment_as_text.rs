//! # “附件如文” · attachments that are not named
//!
//! ## 为什么
//! 附件说明写序号和名称。“附件如文”“附件×份”没有说是什么，收文的人无从核对缺了哪一件。
//!
//! ## Good
//! ```yaml
//! kind: notice
//! body: |
//!   附件3份名单已寄出；请填写附件1；随文附件共2件，见清单。
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: notice
//! # warning+3「附件如文」附件没有写名称
//! # warning+4「附件：3份」附件没有写名称
//! body: |
//!   特此通知。附件如文。
//!
//!   附件：3份
//! ```

use crate::diag::{Level, words};
use crate::model::Paper;
use crate::policy::{Check, Report, Rule, Strength, around, this_file, wording};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Warning,
    strength: Strength::Practice,
    authority: "实务：附件说明写序号和名称",
    since: "0.1.0",
    ids: &["I11"],
    check: Check::Words(&["附件：", "附件:", "附件如文", "附件同上", "附件略"], check),
};

fn check(paper: &Paper, report: &mut Report) {
    for wording in wording::prose(paper) {
        for bytes in wording.find("附件") {
            let Some(length) = unnamed(&wording.text[bytes.end..]) else { continue };
            report
                .at(
                    wording.place(bytes.start..bytes.end + length),
                    words!("附件没有写名称", "attachments are not named"),
                )
                .help(words!("在 attachments 里逐件列出", "list them under `attachments`"));
        }
    }
}

/// How long the words are that stand for the names.
fn unnamed(after: &str) -> Option<usize> {
    let bare = after.trim_start_matches(['：', ':']);
    if let Some(word) = around::begins(bare, &["如文", "同上", "略"]) {
        let rest = &bare[word.len()..];
        let whole = rest.is_empty() || rest.starts_with(['。', '\n', '）', '；']);
        return whole.then_some(after.len() - rest.len());
    }
    let number = bare
        .trim_start_matches(|c: char| c.is_ascii_digit() || "一二两三四五六七八九十".contains(c));
    let rest = number.strip_prefix(['件', '份'])?;
    let colon = bare.len() < after.len() && number.len() < bare.len();
    (colon && around::ends_line(rest, 0)).then_some(after.len() - rest.len())
}
