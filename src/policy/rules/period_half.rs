//! # 句末用了英文句点 · an ASCII full stop ends a Chinese sentence
//!
//! ## 为什么
//! 中文的句号是小圆圈。英文句点夹在中文里像一个小数点，印小了几乎看不见。
//!
//! ## Good
//! ```yaml
//! kind: guide
//! text: |
//!   一.工作目标
//!
//!   增长3.5%，见第1.2条和a.b，等等...，阿卜杜拉.买买提同志出席。
//!   完成。
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: guide
//! # warning+3「.」句末的“.”应为“。”
//! # warning+4「.」句末的“.”应为“。”
//! text: |
//!   各地按时报送.
//!
//!   做到“件件有着落.”并存档备查。
//! ```
//!
//! ## Fixed
//! ```yaml
//! kind: guide
//! text: |
//!   各地按时报送。
//!
//!   做到“件件有着落。”并存档备查。
//! ```

use crate::diag::{Level, Trust, words};
use crate::model::{Chars, Paper};
use crate::policy::wording::Wording;
use crate::policy::{Check, Report, Rule, Strength, around, this_file, wording};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Warning,
    strength: Strength::Mandatory,
    authority: "GB/T 15834—2011（标点符号用法）",
    since: "0.1.0",
    ids: &["K03"],
    check: Check::Words(&["."], check),
};

const STOP: Chars = Chars::of(".");

fn check(paper: &Paper, report: &mut Report) {
    for wording in wording::of(paper).filter(|wording| wording.may_word(&STOP)) {
        if around::is_name(wording.field) {
            continue;
        }
        for (at, _) in wording.text.match_indices('.').filter(|(at, _)| ends(&wording, *at)) {
            report
                .at(
                    wording.place(at..at + 1),
                    words!("句末的“.”应为“。”", "an ASCII full stop should be `。`"),
                )
                .help(words!("改用中文句号", "use the Chinese full stop"))
                .fix(Trust::Safe, "。");
        }
    }
}

/// Whether a sentence in Chinese ends here. 一. at the beginning of a line is a number.
fn ends(wording: &Wording<'_>, at: usize) -> bool {
    let text = wording.text;
    let chinese = wording.before(at).is_some_and(|c| around::is_chinese_before(c) && c != '。');
    let after = wording.after(at + 1);
    let last = around::ends_line(text, at + 1) || after.is_some_and(|c| "”’）》".contains(c));
    let numeral = around::hanzi_to(text, at);
    let number = numeral < at && around::starts_line(text, numeral);
    wording.own(&(at..at + 1)) && chinese && last && !number
}
