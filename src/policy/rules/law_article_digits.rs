//! # 法律条款用了阿拉伯数字 · an article of a law in digits
//!
//! ## 为什么
//! 法律和条例的条、款用汉字编号，引用时照原文写。标准、合同用阿拉伯数字编号，不在此列。
//!
//! ## Good
//! ```yaml
//! kind: guide
//! text: |
//!   依照《中华人民共和国行政处罚法》第三十三条第一款；《信息安全技术要求》第5条；《服务协议》第3条。
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: guide
//! # warning+2「第15条第2款」法律的条款用汉字编号
//! text: |
//!   依照《医疗保障基金使用监督管理条例》第15条第2款处理。
//! ```
//!
//! ## Fixed
//! ```yaml
//! kind: guide
//! text: |
//!   依照《医疗保障基金使用监督管理条例》第十五条第二款处理。
//! ```

use crate::calendar::numerals;
use crate::diag::{Level, Trust, words};
use crate::model::Paper;
use crate::policy::{Check, Report, Rule, Strength, around, this_file, wording};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Warning,
    strength: Strength::Practice,
    authority: "实务：引用法律条文照原文写序号",
    since: "0.1.0",
    ids: &["H17"],
    check: Check::Words(&["》第0"], check),
};

fn check(paper: &Paper, report: &mut Report) {
    for wording in wording::of(paper) {
        for quote in wording.quotes() {
            let title = quote.title.as_deref().unwrap_or_default();
            let law = title.ends_with("条例")
                || (title.starts_with("中华人民共和国") && title.ends_with('法'));
            let at = quote.range.end;
            let Some((length, right)) = article(&wording.text[at..]).filter(|_| law) else {
                continue;
            };
            report
                .at(
                    wording.place(at..at + length),
                    words!("法律的条款用汉字编号", "articles of laws are numbered in Chinese"),
                )
                .help(words!("写成“{right}”", "write `{right}`"))
                .fix(Trust::Suggested, right);
        }
    }
}

/// How long the article with its paragraph is, and how it is written right.
fn article(after: &str) -> Option<(usize, String)> {
    let (mut at, mut right) = (0, String::new());
    for part in ["条", "款"] {
        let Some(rest) = after[at..].strip_prefix('第') else { break };
        let digits = around::digits_from(rest, 0);
        let (Ok(number), true) = (rest[..digits].parse(), rest[digits..].starts_with(part)) else {
            break;
        };
        right = format!("{right}第{}{part}", numerals::to_hanzi(number));
        at += '第'.len_utf8() + digits + part.len();
    }
    (at > 0).then_some((at, right))
}
