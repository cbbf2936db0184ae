//! # 书名号、引号之间用了顿号 · an enumeration comma between quoted titles
//!
//! ## 为什么
//! 书名号、引号已经把并列的各项分开，之间通常不再用顿号。中间隔着文号或其他说明的，仍然要用。
//!
//! ## Good
//! ```yaml
//! kind: guide
//! text: |
//!   依据《条例》《办法》，统筹“回头看”“一件事”；依据《条例》（国务院令第735号）、《办法》；
//!   核查“假病人”、假病情、“假票据”。
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: guide
//! # warning+3「、」并列的书名号之间通常不用顿号
//! # warning+2「、」并列的引号之间通常不用顿号
//! text: |
//!   依据《条例》、《办法》，整治“假病人”、“假病情”。
//! ```
//!
//! ## Fixed
//! ```yaml
//! kind: guide
//! text: |
//!   依据《条例》《办法》，整治“假病人”“假病情”。
//! ```

use crate::diag::{Level, Trust, words};
use crate::model::Paper;
use crate::policy::{Check, Report, Rule, Strength, around, this_file, wording};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Warning,
    strength: Strength::General,
    authority: "GB/T 15834—2011，4.5.3.5",
    since: "0.1.0",
    ids: &["K11"],
    check: Check::Words(&["》、《", "”、“"], check),
};

fn check(paper: &Paper, report: &mut Report) {
    for wording in wording::of(paper) {
        for (pattern, open, zh, en) in
            [("》、《", '《', "书名号", "titles"), ("”、“", '“', "引号", "quoted words")]
        {
            let joints = wording.text.match_indices(pattern).map(|(at, _)| at + "》".len());
            let joints = joints.filter(|at| wording.own(&(*at..at + "、".len())));
            for at in joints.filter(|at| quoted_alone(wording.text, *at, open)) {
                report
                    .at(
                        wording.place(at..at + "、".len()),
                        words!("并列的{zh}之间通常不用顿号", "no 、 stands between {en} in a row"),
                    )
                    .help(words!("删去顿号", "remove it"))
                    .fix(Trust::Safe, "");
            }
        }
    }
}

/// Whether the items beside a joint are not listed together with others that bear no marks.
fn quoted_alone(text: &str, at: usize, open: char) -> bool {
    let close = if open == '“' { '”' } else { '》' };
    let left = text[..at].rfind(open).map_or("", |found| &text[..found]);
    let bare_left =
        left.strip_suffix('、').is_some_and(|left| !left.ends_with(close) && !left.ends_with('）'));
    let right = text[at..].find(close).map_or("", |found| &text[at + found + close.len_utf8()..]);
    let bare_right = right
        .strip_prefix(['、', '和', '及'])
        .is_some_and(|right| around::begins(right, &["“", "《", "（"]).is_none());
    !bare_left && !bare_right
}
