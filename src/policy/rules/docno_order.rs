//! # 文号各部分次序颠倒 · a document number in the wrong order
//!
//! ## 为什么
//! 发文字号依次是机关代字、年份、发文顺序号。把年份写到机关代字前面，就不是本机关的文号了。
//!
//! ## Good
//! ```yaml
//! kind: notice
//! number: 江医保〔2022〕18号
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: notice
//! number: 〔2022〕江医保18号 # error「〔2022〕江医保18号」机关代字应当在年份之前
//! ```
//!
//! ## Fixed
//! ```yaml
//! kind: notice
//! number: 江医保〔2022〕18号
//! ```

use crate::diag::{Level, Trust, words};
use crate::model::{Leaf, Paper};
use crate::policy::{Check, Report, Rule, Strength, docno, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Error,
    strength: Strength::Mandatory,
    authority: "《党政机关公文处理工作条例》第九条第（五）项",
    since: "0.1.0",
    ids: &["A07"],
    check: Check::Words(docno::WORDS, check),
};

fn check(paper: &Paper, report: &mut Report) {
    for field in paper.leaves(Leaf::DocumentNumber) {
        let Some(right) = reordered(field.text().unwrap_or_default().trim()) else { continue };
        report
            .at(
                field.inside(),
                words!("机关代字应当在年份之前", "the code of the issuer goes before the year"),
            )
            .help(words!("写成“{right}”", "write `{right}`"))
            .fix(Trust::Suggested, right.clone());
    }
}

/// A number that begins with its year, in the right order.
fn reordered(text: &str) -> Option<String> {
    let rest = text.strip_prefix(['〔', '[', '（', '('])?;
    let (year, rest) = rest.split_once(['〕', ']', '）', ')'])?;
    let serial = rest.trim_start_matches(|c: char| matches!(c, '\u{4e00}'..='\u{9fff}'));
    let code = &rest[..rest.len() - serial.len()];
    let digits = serial.strip_suffix('号')?;
    let number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let whole = year.len() == 4 && number(year) && number(digits) && code.chars().count() >= 2;
    whole.then(|| format!("{code}〔{year}〕{digits}号"))
}
