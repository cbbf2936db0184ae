//! # 成文日期用了汉字 · the date of the paper in Chinese numerals
//!
//! ## 为什么
//! 成文日期和印发日期用阿拉伯数字把年、月、日标全。汉字的写法是旧规定，早已不用。
//!
//! ## Good
//! ```yaml
//! kind: notice
//! date: 2026年3月5日
//! body: |
//!   自二〇二六年三月五日起施行。
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: notice
//! date: 二〇二六年三月五日 # error「二〇二六年三月五日」成文日期用了汉字数字
//! ```
//!
//! ## Fixed
//! ```yaml
//! kind: notice
//! date: 2026年3月5日
//! ```

use crate::diag::{Level, Trust, words};
use crate::model::Paper;
use crate::policy::{Check, Report, Rule, Strength, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Error,
    strength: Strength::Mandatory,
    authority: "GB/T 9704-2012，7.3.5.4（成文日期）、7.4.3（印发日期）",
    since: "0.1.0",
    ids: &["E06"],
    check: Check::Paper(check),
};

fn check(paper: &Paper, report: &mut Report) {
    for (key, zh, en) in [("date", "成文日期", "date"), ("printed", "印发日期", "printing date")]
    {
        let Some(time) = paper.time(key).filter(|time| time.spelling.hanzi) else { continue };
        let draft = report
            .at(time.span, words!("{zh}用了汉字数字", "the {en} is written in Chinese numerals"))
            .help(words!("年、月、日用阿拉伯数字", "write year, month and day in digits"));
        if let Some(day) = time.day().filter(|_| time.weekdays.is_empty()) {
            let plain = format!("{}年{}月{}日", day.year(), day.month(), day.day());
            draft.fix(Trust::Safe, plain);
        }
    }
}
