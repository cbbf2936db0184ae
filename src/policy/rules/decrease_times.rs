//! # 减少了几倍 · a decrease by some times
//!
//! ## 为什么
//! 减少一倍就没有了，不能减少几倍。减少只能说百分之几、几分之几，或者“减少到原来的几分之几”。
//!
//! ## Good
//! ```yaml
//! kind: guide
//! text: |
//!   增长2倍；减少50%；减少到原来的一半；降低杠杆倍数；下降幅度是去年的2倍。
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: guide
//! # warning+3「减少2倍」减少、降低不能说几倍
//! # warning+2「下降了近三倍」减少、降低不能说几倍
//! text: |
//!   投诉量减少2倍，发案数下降了近三倍。
//! ```

use crate::diag::{Level, words};
use crate::model::Paper;
use crate::policy::{Check, Report, Rule, Strength, this_file, wording};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Warning,
    strength: Strength::Practice,
    authority: "实务：减少用百分之几、几分之几",
    since: "0.1.0",
    ids: &["K27"],
    check: Check::Words(&["倍"], check),
};

fn check(paper: &Paper, report: &mut Report) {
    for wording in wording::of(paper).filter(|wording| wording.text.contains('倍')) {
        for verb in ["减少", "降低", "下降", "缩短"] {
            for bytes in wording.find(verb) {
                let Some(length) = times(&wording.text[bytes.end..]) else { continue };
                report
                    .at(
                        wording.place(bytes.start..bytes.end + length),
                        words!("减少、降低不能说几倍", "nothing decreases by some times"),
                    )
                    .help(words!("改用百分之几或者几分之几", "use percents or fractions"));
            }
        }
    }
}

/// How long the number of times is that follows directly.
fn times(after: &str) -> Option<usize> {
    let number = after.trim_start_matches(['了', '近', '约', '至', '少']);
    let rest = number.trim_start_matches(|c: char| {
        c.is_ascii_digit() || c == '.' || "一二两三四五六七八九十几数".contains(c)
    });
    let end = rest.strip_prefix('倍')?;
    (rest.len() < number.len()).then_some(after.len() - end.len())
}
