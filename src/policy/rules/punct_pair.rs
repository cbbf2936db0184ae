//! # 标号不成对 · a mark without its partner
//!
//! ## 为什么
//! 括号、引号、书名号都是两个一对。少了一半，读的人不知道从哪里开始、到哪里为止；程序也认不出书名和文号。
//!
//! ## Good
//! ```yaml
//! kind: guide
//! text: |
//!   1）自查（含抽查）；a）整改；1）2）两栏。“十四五”期间按《关于印发〈方案〉的通知》（江医保〔2022〕18号）办。
//!
//!   “第一段引语没有完。
//!
//!   “第二段引语完了。”（一）甲；(二)乙，it’s。
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: guide
//! # warning+4「《」《没有配对
//! # warning+5「（」（没有配对
//! # warning+6「”」”没有配对
//! text: |
//!   按《关于印发方案的通知执行。
//!
//!   各县（市、区医疗保障局。
//!
//!   开展回头看”行动。
//! ```

use std::ops::Range;

use crate::diag::{Level, words};
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
    ids: &["K07"],
    check: Check::Paper(check),
};

/// Marks that stand in pairs, as texts are searched for them.
struct Pair {
    marks: Marks,
    chars: Chars,
}

impl Pair {
    const fn of(marks: &'static str) -> Self {
        Self { marks: Marks::of(marks), chars: Chars::of(marks) }
    }
}

/// All such marks; half-width brackets pair with full ones here, another rule minds.
static PAIRS: [Pair; 6] = [
    Pair::of("《》"),
    Pair::of("（(）)"),
    Pair::of("“”"),
    Pair::of("〔〕"),
    Pair::of("【】"),
    Pair::of("〈〉"),
];
/// The same, at one look.
const HALVES: Chars = Chars::of("《》（(）)“”〔〕【】〈〉");
/// The halves of them that open.
const OPENING: Marks = Marks::of("《（(“〔【〈");

fn check(paper: &Paper, report: &mut Report) {
    for wording in wording::of(paper).filter(|wording| wording.may_word(&HALVES)) {
        for pair in PAIRS.iter().filter(|pair| wording.may_word(&pair.chars)) {
            for paragraph in around::paragraphs(wording.text) {
                for at in alone(&wording, paragraph, pair) {
                    let Some(mark) = wording.text[at..].chars().next() else { continue };
                    report
                        .at(
                            wording.place(at..at + mark.len_utf8()),
                            words!("{mark}没有配对", "`{mark}` has no partner"),
                        )
                        .help(words!("补上另一半，或删去它", "add its partner, or remove it"));
                }
            }
        }
    }
}

/// The marks of a paragraph that have no partner in it.
fn alone(wording: &Wording<'_>, paragraph: Range<usize>, pair: &Pair) -> Vec<usize> {
    let (mut opened, mut lonely) = (Vec::new(), Vec::new());
    for (at, c) in pair.marks.places(&wording.text[paragraph.clone()]) {
        let at = paragraph.start + at;
        if !wording.own(&(at..at + c.len_utf8())) {
            continue;
        }
        if OPENING.has(c) {
            opened.push(at);
        } else if opened.pop().is_none() && !numbers(wording.text, at) {
            lonely.push(at);
        }
    }
    // A quotation of several paragraphs opens each of them and closes the last alone.
    opened.retain(|at| !pair.marks.has('“') || !around::starts_line(wording.text, *at));
    lonely.extend(opened);
    lonely
}

/// Whether a closing bracket belongs to the number of an item: 1）, a), 一）.
fn numbers(text: &str, at: usize) -> bool {
    let before = text[..at].trim_end_matches(|c: char| {
        c.is_ascii_alphanumeric() || "一二三四五六七八九十①②③④⑤".contains(c)
    });
    let number = &text[before.len()..at];
    let limited = !number.is_empty() && number.chars().count() <= 3;
    limited
        && (around::starts_clause(text, before.len()) || before.ends_with([' ', '）', ')', '、']))
}
