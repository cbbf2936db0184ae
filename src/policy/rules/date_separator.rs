//! # 正文日期用了点、横线 · a date in figures and signs in running text
//!
//! ## 为什么
//! 正文里的日期用年、月、日写全。2026.3.5、2026-03-05是表格和系统里的写法。
//!
//! ## Good
//! ```yaml
//! kind: guide
//! text: |
//!   2026年3月5日；版本2026.3；电话2026-03；IP 10.26.3.5；编号2026-03-05-001。
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: guide
//! # warning+3「2026.3.5」正文里的日期应写年、月、日
//! # warning+2「2026-03-05」正文里的日期应写年、月、日
//! text: |
//!   自2026.3.5起施行，2026-03-05前报送。
//! ```
//!
//! ## Fixed
//! ```yaml
//! kind: guide
//! text: |
//!   自2026年3月5日起施行，2026年3月5日前报送。
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: guide
//! deadline: 2026-03-05前 # warning「2026-03-05前」期限照写照印，应写年、月、日
//! ```

use crate::calendar;
use crate::diag::{Level, Trust, words};
use crate::model::{Chars, Leaf, Paper, TimeUse};
use crate::policy::{Check, Report, Rule, Strength, around, this_file, wording};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Warning,
    strength: Strength::Practice,
    authority: "实务：正文的日期用年、月、日",
    since: "0.1.0",
    ids: &["E09"],
    check: Check::Paper(check),
};

/// How many digits a year, a month and a day have at least.
const LEAST: usize = 6;

/// What may part the numbers of a date.
const SIGNS: Chars = Chars::of(".-/");

fn check(paper: &Paper, report: &mut Report) {
    // A deadline is printed as it is written; the date of a paper is not.
    let printed = |time: &&TimeUse| matches!(time.leaf, Leaf::Deadline | Leaf::Period);
    for time in paper.facts.times.iter().filter(printed) {
        if time.spelling.separator.is_some() && time.parsed.is_ok() {
            report
                .at(
                    time.span,
                    words!(
                        "期限照写照印，应写年、月、日",
                        "a deadline is printed as written: 年月日"
                    ),
                )
                .help(words!("写成2026年3月5日的样子", "write it as 2026年3月5日"));
        }
    }
    let prose = wording::prose(paper);
    let prose = prose.filter(|wording| wording.digits() >= LEAST);
    for wording in prose.filter(|wording| wording.may_word(&SIGNS)) {
        for bytes in days(wording.text).into_iter().filter(|bytes| wording.own(bytes)) {
            let read = calendar::parse_date(&wording.text[bytes.clone()], paper.context);
            let Ok(day) = read.map(|written| written.value) else { continue };
            let plain = format!("{}年{}月{}日", day.year(), day.month(), day.day());
            let same = around::keeps_times(paper, wording.text, &bytes, &plain);
            let trust = if same { Trust::Safe } else { Trust::Suggested };
            report
                .at(
                    wording.place(bytes),
                    words!(
                        "正文里的日期应写年、月、日",
                        "a date in running text has 年, 月 and 日"
                    ),
                )
                .help(words!("写成“{plain}”", "write `{plain}`"))
                .fix(trust, plain);
        }
    }
}

/// Three numbers joined by the same sign that stand alone: a year, a month, a day.
fn days(text: &str) -> Vec<std::ops::Range<usize>> {
    let part =
        |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '/' | '_' | ':' | ',');
    let mut found = Vec::new();
    let mut at = 0;
    for run in text.split(|c: char| !part(c)) {
        // split() parts at one character that is no part of a run.
        let start = at;
        at += run.len();
        let bare = run.trim_end_matches(['.', ',', ':']);
        let begins = bare.len() >= 8 && bare.as_bytes()[..4].iter().all(u8::is_ascii_digit);
        let whole = ['.', '-', '/'].iter().any(|sign| {
            if !begins {
                return false;
            }
            let numbers: Vec<&str> = bare.split(*sign).collect();
            let digits = |number: &&str| number.bytes().all(|b| b.is_ascii_digit());
            numbers.len() == 3
                && numbers.iter().all(digits)
                && numbers[0].len() == 4
                && numbers[1..].iter().all(|number| matches!(number.len(), 1 | 2))
        });
        if whole {
            found.push(start..start + bare.len());
        }
        at += text[at..].chars().next().map_or(0, char::len_utf8);
    }
    found
}
