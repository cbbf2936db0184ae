//! # 序号的标点 · the punctuation of a number
//!
//! ## 为什么
//! 一、后面用顿号，1.后面用下脚点，（一）（1）后面不用标点。括号用全角。
//!
//! ## Good
//! ```yaml
//! kind: guide
//! text: |
//!   一、工作目标
//!
//!   （一）自查。（2）整改。
//!
//!   1. 甲
//!
//!   1、2月自查，3月整改。3.15专项行动。一.二.三产业。
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: guide
//! # warning+5「1、」序号“1”后面用下脚点
//! # warning+6「（一）、」“（一）”后面不用标点
//! # warning+7「(2)」序号的括号用全角
//! # warning+8「一.」序号“一”后面用顿号
//! text: |
//!   1、开展自查。
//!
//!   （一）、落实责任。
//!
//!   (2)按时报送。
//!
//!   一.工作目标
//! ```
//!
//! ## Fixed
//! ```yaml
//! kind: guide
//! text: |
//!   1.开展自查。
//!
//!   （一）落实责任。
//!
//!   （2）按时报送。
//!
//!   一、工作目标
//! ```

use std::ops::Range;

use crate::diag::Words;
use crate::diag::{Level, Trust, words};
use crate::model::Paper;
use crate::policy::{Check, Report, Rule, Strength, around, this_file, wording};
use crate::text::Marks;

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Warning,
    strength: Strength::General,
    authority: "GB/T 9704-2012，7.3.3；GB/T 15834—2011（标点符号用法）",
    since: "0.1.0",
    ids: &[],
    check: Check::Paper(check),
};

fn check(paper: &Paper, report: &mut Report) {
    for wording in wording::prose(paper) {
        let mut at = 0;
        for line in around::lines(wording.text) {
            let start = at + line.len() - line.trim_start_matches([' ', '\u{3000}']).len();
            at += line.len();
            let Some((length, message, right)) = number(&wording.text[start..]) else { continue };
            let bytes: Range<usize> = start..start + length;
            if wording.own(&bytes) {
                let help = words!("写成“{right}”", "write `{right}`");
                report.at(wording.place(bytes), message).help(help).fix(Trust::Suggested, right);
            }
        }
    }
}

/// How long the wrong number at the beginning of a line is, what is wrong, and the right one.
fn number(line: &str) -> Option<(usize, Words, String)> {
    let hanzi = |c: char| const { Marks::of("一二三四五六七八九十") }.has(c);
    let first = line.chars().next()?;
    let open = Some(first).filter(|c| matches!(c, '（' | '('));
    if open.is_none() && !first.is_ascii_digit() && !hanzi(first) {
        return None;
    }
    let inner = &line[open.map_or(0, char::len_utf8)..];
    let digits = inner.find(|c: char| !c.is_ascii_digit()).filter(|end| (1..=2).contains(end));
    let chinese = inner.find(|c| !hanzi(c)).filter(|end| *end > 0);
    let (number, rest) = inner.split_at(digits.or(chinese)?);
    let mark = rest.chars().next()?;
    let after = &rest[mark.len_utf8()..];
    let length = line.len() - after.len();
    // A list of numbers, 1、2月 or 一.二., is no number of an item.
    let listed = after.starts_with(|c: char| hanzi(c) || c.is_ascii_digit());
    match (open, mark) {
        (None, '、') if digits.is_some() && !listed => Some((
            length,
            words!(
                "序号“{number}”后面用下脚点",
                "the number `{number}` is followed by a full stop"
            ),
            format!("{number}."),
        )),
        (None, '.' | '．') if digits.is_none() && !listed => Some((
            length,
            words!("序号“{number}”后面用顿号", "the number `{number}` is followed by 、"),
            format!("{number}、"),
        )),
        (Some(_), '）' | ')') => bracketed(number, (open? == '(', mark == ')'), after, length),
        _ => None,
    }
}

fn bracketed(
    number: &str,
    half: (bool, bool),
    after: &str,
    length: usize,
) -> Option<(usize, Words, String)> {
    let whole = format!("（{number}）");
    if after.starts_with('、') {
        let words = words!("“{whole}”后面不用标点", "no mark follows `{whole}`");
        return Some((length + '、'.len_utf8(), words, whole));
    }
    let words = words!("序号的括号用全角", "the brackets of a number are full-width");
    (half.0 || half.1).then_some((length, words, whole))
}
