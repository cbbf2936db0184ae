//! # 连词前的顿号 · an enumeration comma before a conjunction
//!
//! ## 为什么
//! “和”“以及”已经把最后一项连上了，前面再用顿号就重复了。
//!
//! ## Good
//! ```yaml
//! kind: guide
//! text: |
//!   水、电和气；甲、乙以及丙；建设生态、和谐、文明的社区；支援和平县、和田地区；公开、及时、准确；项某（苗族）、和某（纳西族）。
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: guide
//! # warning+3「、」“以及”前不用顿号
//! # warning+2「、」“和”前不用顿号
//! text: |
//!   医院、药店、以及门诊部，水、电、和燃气。
//! ```
//!
//! ## Fixed
//! ```yaml
//! kind: guide
//! text: |
//!   医院、药店以及门诊部，水、电和燃气。
//! ```

use crate::diag::{Level, Trust, words};
use crate::model::Paper;
use crate::policy::{Check, Report, Rule, Strength, this_file, wording};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Warning,
    strength: Strength::Practice,
    authority: "实务：连词已经连上的，不再用顿号",
    since: "0.1.0",
    ids: &["K14"],
    check: Check::Words(&["、以及", "、和"], check),
};

/// Words that begin with 和 and may stand in a list by themselves; so may the surname.
const WORDS: &str = "平谐县睦解田美顺林硕龙布政治静合善气缓声亭尚风服面音弦事议好约衷悦";

fn check(paper: &Paper, report: &mut Report) {
    for wording in wording::of(paper) {
        for word in ["以及", "和"] {
            let pattern = format!("、{word}");
            for bytes in wording.find(&pattern) {
                let name = wording.text[bytes.end..].starts_with(|c| WORDS.contains(c))
                    || wording.text[..bytes.start].ends_with('）');
                if word == "和" && name {
                    continue;
                }
                report
                    .at(
                        wording.place(bytes.start..bytes.start + '、'.len_utf8()),
                        words!("“{word}”前不用顿号", "no 、 stands before {word}"),
                    )
                    .help(words!("删去顿号", "remove it"))
                    .fix(Trust::Suggested, "");
            }
        }
    }
}
