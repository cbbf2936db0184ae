//! # 半角括号 · half-width brackets around Chinese
//!
//! ## 为什么
//! 中文里的括号用全角。一边全角一边半角最难看，也最难检索。网址、算式、（2022）这样的年份不在此列。
//!
//! ## Good
//! ```yaml
//! kind: guide
//! text: |
//!   见[说明](a.md)，f(x)取值，增长率=(本期-上期)/上期，(2024)粤07民终123号，5 kg/(m·d)。
//!   试行（一年）的办法，a)甲。
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: guide
//! # warning+5「(」半角的“(”应为“（”
//! # warning+4「)」半角的“)”应为“）”
//! # warning+3「(」半角的“(”应为“（”
//! # warning+2「)」半角的“)”应为“）”
//! text: |
//!   管理办法(试行)适用于各医院(含分院）、门诊部（所)。
//! ```
//!
//! ## Fixed
//! ```yaml
//! kind: guide
//! text: |
//!   管理办法（试行）适用于各医院（含分院）、门诊部（所）。
//! ```

use std::ops::Range;

use crate::diag::{Level, Trust, words};
use crate::model::{Chars, Paper};
use crate::policy::wording::Wording;
use crate::policy::{Check, Report, Rule, Strength, around, this_file, wording};
use crate::text::Marks;

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Warning,
    strength: Strength::Mandatory,
    authority: "GB/T 15834—2011（标点符号用法）",
    since: "0.1.0",
    ids: &["K02"],
    check: Check::Words(&["(", ")"], check),
};

const HALVES: Chars = Chars::of("()");

fn check(paper: &Paper, report: &mut Report) {
    for wording in wording::of(paper).filter(|wording| wording.may_word(&HALVES)) {
        for pair in pairs(wording.text).into_iter().filter(|pair| chinese(&wording, pair)) {
            for (at, half, full) in [(pair.start, '(', "（"), (pair.end, ')', "）")] {
                if wording.text[at..].starts_with(half) {
                    say(&wording, at, (half, full), report);
                }
            }
        }
    }
}

fn say(wording: &Wording<'_>, at: usize, (half, full): (char, &str), report: &mut Report) {
    report
        .at(
            wording.place(at..at + 1),
            words!("半角的“{half}”应为“{full}”", "half-width `{half}` should be `{full}`"),
        )
        .help(words!("改用全角括号", "use full-width brackets"))
        .fix(Trust::Safe, full);
}

/// What tells where a pair begins and ends, and where a line does.
const MARKS: Marks = Marks::of("(（)）\n");

/// The places of the two brackets of each pair within a line.
fn pairs(text: &str) -> Vec<Range<usize>> {
    let (mut open, mut found) = (Vec::new(), Vec::new());
    for (at, c) in MARKS.places(text) {
        match c {
            '(' | '（' => open.push(at),
            ')' | '）' => found.extend(open.pop().map(|start| start..at)),
            '\n' => open.clear(),
            _ => {}
        }
    }
    found
}

/// Whether a pair holds Chinese, and is neither an address in Markdown nor part of a formula.
fn chinese(wording: &Wording<'_>, pair: &Range<usize>) -> bool {
    let text = wording.text;
    let before = text[..pair.start].chars().next_back();
    let after = text[pair.end..].chars().nth(1);
    let formula = |c: Option<char>| c.is_some_and(|c| "=+-*/×÷^]_".contains(c));
    let own = [pair.start, pair.end].iter().all(|at| wording.own(&(*at..at + 1)));
    // What is longer is no remark in passing, and looking into each of many nested pairs costs.
    own && pair.len() < 1200
        && !formula(before)
        && !formula(after)
        && text[pair.clone()].contains(around::is_han)
}
