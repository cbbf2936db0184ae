//! # 直引号 · straight quotation marks
//!
//! ## 为什么
//! 中文的引号有开有合：“”。键盘上的直引号分不出头尾，引语一长就不知道到哪里为止。
//!
//! ## Good
//! ```yaml
//! kind: guide
//! text: |
//!   开展“百日攻坚”行动，键名"id"照抄，屏幕24"，`"甲"`，{{ ref("甲") }}，<span title="甲">。
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: guide
//! # warning+3「"」直引号应为“
//! # warning+2「"」直引号应为”
//! text: |
//!   开展"百日攻坚"行动。
//! ```
//!
//! ## Fixed
//! ```yaml
//! kind: guide
//! text: |
//!   开展“百日攻坚”行动。
//! ```

use crate::diag::{Level, Trust, words};
use crate::model::{Chars, Paper};
use crate::policy::{Check, Report, Rule, Strength, around, this_file, wording};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Warning,
    strength: Strength::Mandatory,
    authority: "GB/T 15834—2011（标点符号用法）",
    since: "0.1.0",
    ids: &["K04"],
    check: Check::Words(&["\""], check),
};

const MARK: Chars = Chars::of("\"");

fn check(paper: &Paper, report: &mut Report) {
    for wording in wording::of(paper).filter(|wording| wording.may_word(&MARK)) {
        let all = wording.text.match_indices('"').map(|(at, _)| at);
        let marks: Vec<usize> = all.filter(|at| wording.own(&(*at..at + 1))).collect();
        let of_line = |a: &usize, b: &usize| !wording.text[*a..*b].contains('\n');
        // A line with an odd number of them cannot be paired by counting.
        for line in marks.chunk_by(of_line).filter(|line| line.len() % 2 == 0) {
            for pair in line.chunks_exact(2).filter(|pair| quotes(wording.text, pair)) {
                for (at, mark) in [(pair[0], "“"), (pair[1], "”")] {
                    report
                        .at(
                            wording.place(at..at + 1),
                            words!("直引号应为{mark}", "a straight mark should be `{mark}`"),
                        )
                        .help(words!("改用中文引号", "use Chinese quotation marks"))
                        .fix(Trust::Safe, mark);
                }
            }
        }
    }
}

/// Whether what stands between is Chinese, and no attribute of markup.
fn quotes(text: &str, pair: &[usize]) -> bool {
    let inside = &text[pair[0] + 1..pair[1]];
    inside.contains(around::is_han) && !text[..pair[0]].ends_with(['=', '\\'])
}
