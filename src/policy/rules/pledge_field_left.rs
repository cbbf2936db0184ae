//! # 合并字段残留 · a merge field left in print
//!
//! ## 为什么
//! 承诺书、函件由名册逐份填写，«单位名称»、{{单位}}、${name} 没有填上就印出去，收的人一看就知道
//! 没人核过。这里看的是将要印出的文字；正文里的花括号已经填好，只有填不到的地方才会留下。
//!
//! ## Good
//! ```yaml
//! kind: commitment-letter
//! title: 信用承诺书
//! opening: 本单位承诺{{ title }}所列事项，费用5$，不等式a«b。
//! pledges: [如实申报；]
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: commitment-letter
//! title: "{{单位名称}}信用承诺书" # error「{{单位名称}}」合并字段“{{单位名称}}”没有填上
//! # error+1「«单位名称»」合并字段“«单位名称»”没有填上
//! opening: «单位名称»郑重承诺：
//! pledges:
//!   - 由${负责人}负责； # error「${负责人}」合并字段“${负责人}”没有填上
//! ```

use std::ops::Range;

use crate::diag::{Level, words};
use crate::doc;
use crate::policy::{Check, DocView, May, Report, Rule, Strength, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Error,
    strength: Strength::Internal,
    authority: "内部一致性：印出的文字不留合并字段",
    since: "0.1.0",
    ids: &["L06"],
    check: Check::Doc(May::Hold(OPENING, may_hold_a_field), check),
};

/// How merge fields open and close, here and in the word processors people come from.
const MARKS: [(&str, &str); 3] = [("{{", "}}"), ("«", "»"), ("${", "}")];
/// The characters of which one is in whatever opens a merge field.
const OPENING: &str = "{«";

fn check(view: &DocView<'_>, report: &mut Report) {
    view.doc.texts(&mut |text, span| {
        if !may_hold_a_mark(text) {
            return;
        }
        for range in MARKS.iter().flat_map(|(open, close)| fields(text, open, close)) {
            let shown = &text[range.clone()];
            let place = span.map_or(view.paper.head(), |span| doc::part(text, span, range.clone()));
            report
                .at(
                    place,
                    words!(
                        "合并字段“{shown}”没有填上",
                        "the merge field `{shown}` was not filled in"
                    ),
                )
                .help(words!(
                    "写上内容；要填的值写在正文字段里才会填",
                    "write what belongs here; holes are filled in running text only"
                ));
        }
    });
}

/// Whether a text may hold a mark that opens a field: hardly any does.
fn may_hold_a_mark(text: &str) -> bool {
    const FIRST_OF_GUILLEMET: u8 = 0xc2;
    memchr::memchr2(b'{', FIRST_OF_GUILLEMET, text.as_bytes()).is_some()
}

fn may_hold_a_field(text: &str) -> bool {
    may_hold_a_mark(text) && MARKS.iter().any(|(open, _)| text.contains(open))
}

/// Every field between two marks. What is long or broken over lines is no name of a field.
fn fields(text: &str, open: &str, close: &str) -> Vec<Range<usize>> {
    const LONGEST: usize = 40;
    let mut found: Vec<Range<usize>> = Vec::new();
    for (at, _) in text.match_indices(open) {
        let start = at + open.len();
        let taken = found.last().is_some_and(|last| last.end > at);
        let near: usize = text[start..].chars().take(LONGEST).map(char::len_utf8).sum();
        let end = text[start..start + near].find(close);
        if let Some(end) = end.filter(|end| *end > 0 && !taken) {
            found.push(at..start + end + close.len());
        }
    }
    found
}
