//! # 文号用了六角括号或方括号 · a number behind a title in the wrong brackets
//!
//! ## 为什么
//! 题名后面的文号放在圆括号里，六角括号只括年份：《……》（江医保〔2026〕3号）。
//!
//! ## Good
//! ```yaml
//! kind: guide
//! text: |
//!   按《通知》（江医保〔2026〕3号）办；《通知》〔摘要〕；《通知》[1]；《通知》【全文】；[《通知》](a.md)。
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: guide
//! # warning+3「〔江医保2026〕3号」题名后面的文号应放在圆括号里
//! # warning+2「【江医保〔2026〕3号】」题名后面的文号应放在圆括号里
//! text: |
//!   按《通知》〔江医保2026〕3号和《办法》【江医保〔2026〕3号】办。
//! ```
//!
//! ## Fixed
//! ```yaml
//! kind: guide
//! text: |
//!   按《通知》（江医保〔2026〕3号）和《办法》（江医保〔2026〕3号）办。
//! ```

use crate::diag::{Level, Trust, words};
use crate::model::DocumentNumber;
use crate::model::Paper;
use crate::policy::{Check, Report, Rule, Strength, around, this_file, wording};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Warning,
    strength: Strength::Practice,
    authority: "实务：引文的文号放在圆括号里",
    since: "0.1.0",
    ids: &["H03"],
    check: Check::Words(&["》〔", "》［", "》[", "》【"], check),
};

fn check(paper: &Paper, report: &mut Report) {
    for wording in wording::of(paper) {
        for quote in wording.quotes() {
            let at = quote.range.end;
            let Some((length, right)) = wrong(&wording.text[at..]) else { continue };
            report
                .at(
                    wording.place(at..at + length),
                    words!(
                        "题名后面的文号应放在圆括号里",
                        "the number behind a title takes round brackets"
                    ),
                )
                .help(words!("写成“{right}”", "write `{right}`"))
                .fix(Trust::Suggested, right);
        }
    }
}

/// How long the number in wrong brackets is, and the right one.
fn wrong(after: &str) -> Option<(usize, String)> {
    let open = after.chars().next().filter(|c| "〔［[【".contains(*c))?;
    let inside = around::head(&after[open.len_utf8()..]);
    let whole = inside.find(['】', ']', '］']).filter(|_| open != '〔');
    if let Some(number) = whole.and_then(|end| DocumentNumber::whole(&inside[..end])) {
        let end = open.len_utf8() + whole?;
        let close = after[end..].chars().next()?.len_utf8();
        return Some((end + close, format!("（{}）", number.canonical())));
    }
    // 〔江医保2026〕3号: the code has slipped into the brackets of the year.
    let (code, rest) = inside.split_once(['〕', '】', ']', '］'])?;
    let year = around::digits_to(code, code.len());
    let digits = around::digits_from(rest, 0);
    let named = code[..year].chars().count() >= 2 && code[..year].chars().all(around::is_han);
    let hao = rest[digits..].starts_with('号');
    if !named || code.len() - year != 4 || digits == 0 || !hao {
        return None;
    }
    let serial = &rest[..digits];
    let length = open.len_utf8() + inside.len() - rest.len() + digits + '号'.len_utf8();
    Some((length, format!("（{}〔{}〕{serial}号）", &code[..year], &code[year..])))
}
