//! # 尺寸用了星号或字母 · an asterisk for a multiplication sign
//!
//! ## 为什么
//! 尺寸写成60cm*80cm、60x80cm，是把键盘上找得到的符号当乘号用。印出来的文件应当用乘号×。
//!
//! ## Good
//! ```yaml
//! kind: guide
//! text: |
//!   规格为60 cm×80 cm，编号0x80 m，图片img60x80cm.png，**60cm**80cm，2*3个。
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: guide
//! sizes:
//!   poster: 60x80cm # warning「x」尺寸里的“x”应为乘号
//! # warning+3「*」尺寸里的“*”应为乘号
//! # warning+2「X」尺寸里的“X”应为乘号
//! text: |
//!   规格统一为60cm*80cm，背板90 厘米 X 120 厘米。
//! ```
//!
//! ## Fixed
//! ```yaml
//! kind: guide
//! sizes:
//!   poster: 60×80cm
//! text: |
//!   规格统一为60cm×80cm，背板90 厘米 × 120 厘米。
//! ```

use crate::diag::{Level, Trust, words};
use crate::model::{Leaf, Paper};
use crate::policy::{Check, Report, Rule, Strength, this_file};
use crate::text::Marks;

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Warning,
    strength: Strength::Practice,
    authority: "实务：尺寸之间用乘号",
    since: "0.1.0",
    ids: &[],
    check: Check::Words(SIGNS, check),
};

/// Units of length, the longer before those they end in.
const UNITS: [&str; 9] = ["毫米", "厘米", "分米", "公分", "米", "mm", "cm", "dm", "m"];

/// What is typed for a multiplication sign.
const SIGNS: &[&str] = &["*", "＊", "x", "X", "ｘ", "Ｘ"];
/// The same, as text is searched for them.
const MARKS: Marks = Marks::of("*＊xXｘＸ");

fn check(paper: &Paper, report: &mut Report) {
    for leaf in [Leaf::Prose, Leaf::Text] {
        for field in paper.leaves(leaf) {
            let text = field.text().unwrap_or_default();
            for (at, sign) in MARKS.places(text) {
                if !multiplies(&text[..at], &text[at + sign.len_utf8()..]) {
                    continue;
                }
                report
                    .at(
                        field.at(at..at + sign.len_utf8()),
                        words!(
                            "尺寸里的“{sign}”应为乘号",
                            "`{sign}` stands for a multiplication sign"
                        ),
                    )
                    .help(words!("写成×", "write ×"))
                    .fix(Trust::Safe, "×");
            }
        }
    }
}

/// Whether a size stands on both sides and at least one has its unit.
fn multiplies(before: &str, after: &str) -> bool {
    let before = before.trim_end_matches(' ');
    let (quantity, left_unit) = without_unit(before);
    let digits = quantity.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.');
    let number = &quantity[digits.len()..];
    // img60x80cm is a name, 0x80 a number of another sort.
    let joined = digits.ends_with(|c: char| c.is_ascii_alphanumeric() || c == '_');
    if number.is_empty() || number == "0" || joined {
        return false;
    }
    let after = after.trim_start_matches(' ');
    let rest = after.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    let rest = (rest.len() < after.len()).then(|| rest.trim_start_matches(' '));
    let Some(rest) = rest else { return false };
    let right_unit = UNITS.iter().any(|unit| {
        let after = rest.strip_prefix(unit);
        after.is_some_and(|after| !after.starts_with(|c: char| c.is_ascii_alphanumeric()))
    });
    left_unit || right_unit
}

/// A quantity without the unit at its end, and whether it had one.
fn without_unit(text: &str) -> (&str, bool) {
    let found = UNITS.iter().find_map(|unit| text.strip_suffix(unit));
    found.map_or((text, false), |bare| (bare.trim_end_matches(' '), true))
}
