//! # 年份里的“〇” · the zero of a year in Chinese numerals
//!
//! ## 为什么
//! 汉字年份里的零写“〇”。键盘上的0、字母o、圆圈○看着像，机器却不认识；“零”用在“一百零五”这样的数量里。
//!
//! ## Good
//! ```yaml
//! kind: guide
//! text: |
//!   二〇二六年；一百零五天；零容忍；一九九八年；2026年；二千零二十年的历史。
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: guide
//! # warning+3「二0二六」年份里的“0”应为“〇”
//! # warning+2「二零三五」年份里的“零”应为“〇”
//! text: |
//!   自二0二六年起，到二零三五年。
//! ```
//!
//! ## Fixed
//! ```yaml
//! kind: guide
//! text: |
//!   自二〇二六年起，到二〇三五年。
//! ```

use crate::diag::{Level, Trust, words};
use crate::model::Paper;
use crate::policy::{Check, Report, Rule, Strength, around, this_file, wording};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Warning,
    strength: Strength::Mandatory,
    authority: "GB/T 15835—2011（出版物上数字用法）",
    since: "0.1.0",
    ids: &["E08"],
    check: Check::Words(&YEARS, check),
};

/// What is written for 〇.
const ZEROS: [char; 8] = ['0', '零', '○', 'O', 'o', 'Ｏ', '０', '◯'];

/// What the years of our time begin with, as far as a zero may stand in them.
const YEARS: [&str; 10] =
    ["二0", "二零", "二○", "二O", "二o", "二Ｏ", "二０", "二◯", "二〇", "一九"];

fn check(paper: &Paper, report: &mut Report) {
    for wording in wording::of(paper) {
        for bytes in wording.find("年") {
            let text = &wording.text[..bytes.start];
            let digits: Vec<(usize, char)> = text.char_indices().rev().take(4).collect();
            let Some((start, _)) = digits.last().filter(|_| year(&digits)) else { continue };
            let bytes = *start..bytes.start;
            let Some(zero) = text[bytes.clone()].chars().find(|c| ZEROS.contains(c)) else {
                continue;
            };
            let whole = text[bytes.clone()].replace(ZEROS, "〇");
            let same = around::keeps_times(paper, wording.text, &bytes, &whole);
            let trust = if same { Trust::Safe } else { Trust::Suggested };
            report
                .at(
                    wording.place(bytes),
                    words!("年份里的“{zero}”应为“〇”", "the zero `{zero}` of a year should be 〇"),
                )
                .help(words!("写成“{whole}”", "write `{whole}`"))
                .fix(trust, whole);
        }
    }
}

/// Whether four numerals, from the last, are a year: Chinese digits from 一九 or 二 on.
fn year(digits: &[(usize, char)]) -> bool {
    let numeral = |c: char| "〇一二三四五六七八九".contains(c);
    let all: Vec<char> = digits.iter().rev().map(|(_, c)| *c).collect();
    let zero = |c: &char| ZEROS.contains(c) || *c == '〇';
    match all.as_slice() {
        ['一', '九', rest @ ..] | ['二', rest @ ..] => {
            all.len() == 4
                && rest.iter().all(|c| zero(c) || numeral(*c))
                && (all[0] == '一' || zero(&all[1]))
        }
        _ => false,
    }
}
