//! # 文号里有空格或全角数字 · blanks or wide digits in a document number
//!
//! ## 为什么
//! 发文字号是一个整体，中间留了空格、用了全角数字，检索和登记时就对不上号。只看六角括号里的年份和它前后。
//!
//! ## Good
//! ```yaml
//! kind: notice
//! number: 江医保〔2022〕18号
//! body: 按照粤医保函〔2022〕29号文件 和 第 3 号公告办理。
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: notice
//! number: 江医保 〔２０２２〕 18号 # warning「 〔２０２２〕 18号」文号里有空格或者全角数字
//! # warning+1「〔2022〕 29 号」文号里有空格或者全角数字
//! body: 按照粤医保函〔2022〕 29 号文件办理。
//! ```
//!
//! ## Fixed
//! ```yaml
//! kind: notice
//! number: 江医保〔2022〕18号
//! body: 按照粤医保函〔2022〕29号文件办理。
//! ```

use std::ops::Range;

use crate::diag::{Level, Trust, words};
use crate::model::{Leaf, Paper};
use crate::policy::{Check, Report, Rule, Strength, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Warning,
    strength: Strength::Practice,
    authority: "实务：发文字号连写，不留空格，数字用半角",
    since: "0.1.0",
    ids: &["A06"],
    check: Check::Words(&["〔"], check),
};

fn check(paper: &Paper, report: &mut Report) {
    for said in paper.said.iter().filter(|said| said.may_have('〔')) {
        let field = &said.field;
        for (range, clean) in find(said.text()) {
            let own = field.leaf == Leaf::DocumentNumber;
            let trust = if own { Trust::Safe } else { Trust::Suggested };
            report
                .at(
                    field.at(range),
                    words!(
                        "文号里有空格或者全角数字",
                        "the document number has blanks or wide digits in it"
                    ),
                )
                .help(words!("写成“{clean}”", "write `{clean}`"))
                .fix(trust, clean.clone());
        }
    }
}

/// Years in the standard's brackets with the serial number behind them, where they are not
/// written in one piece; with how they should be written.
fn find(text: &str) -> Vec<(Range<usize>, String)> {
    let mut found = Vec::new();
    for (open, _) in text.match_indices('〔') {
        let Some(end) = end_of(&text[open..]) else { continue };
        let before = text[..open].trim_end_matches(blank);
        let coded =
            before.chars().next_back().is_some_and(|c| matches!(c, '\u{4e00}'..='\u{9fff}'));
        let range = if coded { before.len() } else { open }..open + end;
        let clean: String = text[range.clone()].chars().filter(|c| !blank(*c)).map(half).collect();
        if clean != text[range.clone()] {
            found.push((range, clean));
        }
    }
    found
}

/// Where 〔2022〕18号 ends, blanks allowed.
fn end_of(text: &str) -> Option<usize> {
    let digits = |text: &'_ str| text.len() - text.trim_start_matches(digit).len();
    let skip = |at: usize| text.len() - text[at..].trim_start_matches(blank).len();
    let year = skip('〔'.len_utf8());
    let close = skip(year + digits(&text[year..]));
    let serial = skip(close + text[close..].starts_with('〕').then_some('〕'.len_utf8())?);
    let hao = skip(serial + digits(&text[serial..]));
    let numbered = close > year && hao > serial && text[hao..].starts_with('号');
    numbered.then_some(hao + '号'.len_utf8())
}

fn blank(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\u{a0}' | '\u{3000}')
}

fn digit(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c)
}

fn half(c: char) -> char {
    if ('０'..='９').contains(&c) {
        char::from_u32(u32::from(c) - u32::from('０') + u32::from('0')).unwrap_or(c)
    } else {
        c
    }
}
