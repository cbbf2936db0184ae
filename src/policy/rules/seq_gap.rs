//! # 列举跳号、重号 · an enumeration that skips or repeats a number
//!
//! ## 为什么
//! “一是……；二是……；四是……”，要么漏了一项，要么删了一项没有改序号。每段文字里从“一是”或者“（一）”数起，另起
//! “一”算重新开始；不从“一”开始的，可能接着上文，不看。
//!
//! ## Good
//! ```yaml
//! kind: notice
//! body: |
//!   一是加强检查，这一是非曲直要分清；二是加强宣传。
//!
//!   一要快，二要准。（一）检查；（二）宣传；按照第（五）项办理。
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: notice
//! # warning+2「三是」“一是”之后应为“二是”
//! # warning+1「（一）」“（一）”重复
//! body: 一是加强检查；三是加强宣传。（一）检查；（一）宣传。
//! ```

use std::ops::Range;

use crate::calendar::numerals;
use crate::diag::{Level, words};
use crate::model::Paper;
use crate::policy::wording::{self, Wording};
use crate::policy::{Check, Report, Rule, Strength, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Warning,
    strength: Strength::Internal,
    authority: "内部一致性：列举的序次连续",
    since: "0.1.0",
    ids: &[],
    check: Check::Words(&["一是", "一要", "（一）"], check),
};

/// What stands before and behind the number of an item.
const FORMS: [(&str, &str); 3] = [("", "是"), ("", "要"), ("（", "）")];

fn check(paper: &Paper, report: &mut Report) {
    for words in wording::of(paper) {
        for (open, close) in FORMS {
            let all = items(&words, open, close);
            for pair in all.windows(2) {
                let ((one, first), (other, second)) = (&pair[0], &pair[1]);
                let begun = all.first().is_some_and(|(number, _)| *number == 1);
                let repeated = one == other;
                if !begun || *other == one + 1 || (*other == 1 && !(repeated && open == "（")) {
                    continue;
                }
                let shown = |number: u32| format!("{open}{}{close}", numerals::to_hanzi(number));
                let (before, right, own) = (shown(*one), shown(one + 1), shown(*other));
                let message = if repeated {
                    words!("“{own}”重复", "`{own}` is repeated")
                } else {
                    words!("“{before}”之后应为“{right}”", "`{right}` should follow `{before}`")
                };
                report
                    .at(words.place(second.clone()), message)
                    .also(words.place(first.clone()), words!("前一项", "the item before"))
                    .help(words!(
                        "补上漏掉的一项，或者改正序号",
                        "add what is missing, or number it anew"
                    ));
            }
        }
    }
}

/// The items of one form, where a clause begins with them.
fn items(words: &Wording<'_>, open: &str, close: &str) -> Vec<(u32, Range<usize>)> {
    let mut found = Vec::new();
    for end in words.find(close) {
        let head = &words.text[..end.start];
        let bare = head.trim_end_matches(|c: char| "一二三四五六七八九十".contains(c));
        let Some(number) = numerals::from_hanzi(&head[bare.len()..]) else { continue };
        let Some(before) = bare.strip_suffix(open) else { continue };
        let begins = before.chars().next_back().is_none_or(|c| "。；，：！？;:\n 　*".contains(c));
        let start = before.len();
        if begins && words.own(&(start..end.end)) {
            found.push((number, start..end.end));
        }
    }
    found
}
