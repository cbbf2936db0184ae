//! # 汉字与数字、字母之间的空格 · a space between Chinese and figures
//!
//! ## 为什么
//! 公文里汉字与数字、字母之间不留空格，2026 年 3 月印出来断断续续。排版程序会自己留出合适的间隙。
//!
//! ## Good
//! ```yaml
//! kind: guide
//! text: |
//!   2026年3月，5 cm，GB/T 9704—2012，联系人：张三 0750-8000126，时间：3月5日 9:30，____ 年 __ 月。
//!
//!   A 甲、乙
//!
//!   {{ 阶段 | 个数 }} 个阶段，张 三。
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: guide
//! # warning+4「2026 年」汉字与数字之间有空格
//! # warning+3「年 3」汉字与数字之间有空格
//! # warning+2「A4 纸」汉字与字母之间有空格
//! text: |
//!   于2026 年 3月前用A4 纸报送。
//! ```
//!
//! ## Fixed
//! ```yaml
//! kind: guide
//! text: |
//!   于2026年3月前用A4纸报送。
//! ```

use std::ops::Range;

use crate::diag::{Level, Trust, words};
use crate::model::{Chars, Paper};
use crate::policy::wording::Wording;
use crate::policy::{Check, Report, Rule, Strength, around, this_file, wording};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Warning,
    strength: Strength::Practice,
    authority: "实务：汉字与数字、字母之间不空格",
    since: "0.1.0",
    ids: &["K31"],
    check: Check::Words(&[" "], check),
};

const SPACE: Chars = Chars::of(" ");

fn check(paper: &Paper, report: &mut Report) {
    for wording in wording::prose(paper).filter(|wording| wording.may_word(&SPACE)) {
        for (at, _) in wording.text.match_indices(' ') {
            let Some(bytes) = around_space(&wording, at) else { continue };
            let figure = wording.text[bytes.clone()].contains(|c: char| c.is_ascii_digit());
            let (zh, en) = if figure && !letters(&wording.text[bytes.clone()]) {
                ("数字", "figures")
            } else {
                ("字母", "letters")
            };
            report
                .at(
                    wording.place(bytes),
                    words!("汉字与{zh}之间有空格", "a space stands between Chinese and {en}"),
                )
                .help(words!("删去空格", "remove the space"))
                .fix_at(wording.place(at..at + 1), Trust::Safe, "");
        }
    }
}

fn letters(text: &str) -> bool {
    text.contains(|c: char| c.is_ascii_alphabetic())
}

/// The Chinese character and the run of figures or letters around a space, when it is for nothing:
/// what follows a name or stands in a row of its own may be set apart on purpose.
fn around_space(wording: &Wording<'_>, at: usize) -> Option<Range<usize>> {
    let word = |c: char| c.is_ascii_alphanumeric();
    let text = wording.text;
    let before = text[..at].chars().next_back()?;
    let after = text[at + 1..].chars().next()?;
    // Whose words they are is asked last: nearly all blanks stand between words of Latin letters.
    let mixed = (word(before) && around::is_han(after))
        || (around::is_han(before) && after.is_ascii_digit());
    let own = || wording.own(&(at - before.len_utf8()..at + 1 + after.len_utf8()));
    if !mixed || !own() {
        return None;
    }
    if word(before) && around::is_han(after) {
        let start = at - text[..at].bytes().rev().take_while(u8::is_ascii_alphanumeric).count();
        let marked = text[..start].ends_with(|c: char| c.is_ascii() && !"(%\n".contains(c));
        let label = around::starts_line(text, start) && after != '年';
        return (!marked && !label).then_some(start..at + 1 + after.len_utf8());
    }
    let end = at + 1 + text[at + 1..].bytes().take_while(u8::is_ascii_alphanumeric).count();
    let figure = after.is_ascii_digit() && end - at <= 5;
    let dated = "年月第约于自至共计为".contains(before);
    let counted = text[end..].trim_start_matches(' ').starts_with(around::is_han);
    (around::is_han(before) && figure && dated && counted).then_some(at - before.len_utf8()..end)
}
