//! # 文号的年份与成文日期不同年 · a number of another year
//!
//! ## 为什么
//! 发文字号按年度编排，年份通常就是成文日期那一年。两处不同年，多半是沿用旧稿时只改了一处。年底编号、
//! 年初签发的确实会差一年，所以只作警告。只看文号字段，所引的文号不在此列。
//!
//! ## Good
//! ```yaml notice.yaml
//! kind: notice
//! number: 江医保〔2022〕18号
//! date: 2022年3月11日
//! body: 根据省局粤医保函〔2021〕29号文件。
//! ```
//! ```yaml undated.yaml
//! kind: notice
//! number: 江医保〔2021〕18号
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: notice
//! number: 江医保〔2021〕18号 # warning「〔2021〕」文号是2021年的，成文日期在2022年
//! date: 2022年3月11日
//! ```

use crate::diag::{Level, words};
use crate::model::{DocumentNumber, Paper};
use crate::policy::{Check, Report, Rule, Strength, docno, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Warning,
    strength: Strength::Practice,
    authority: "实务：发文字号按年度编排，与成文日期同年",
    since: "0.1.0",
    ids: &["A09"],
    check: Check::Words(docno::WORDS, check),
};

fn check(paper: &Paper, report: &mut Report) {
    let Some(field) = paper.root.get("number") else { return };
    let Some(found) = field.text().and_then(DocumentNumber::whole) else { return };
    let Some((time, day)) = paper.time("date").and_then(|time| Some((time, time.day()?))) else {
        return;
    };
    // A short year is another rule's business.
    let Some(year) = found.year.parse::<i16>().ok().filter(|_| found.year.len() == 4) else {
        return;
    };
    let signed = day.year();
    if year != signed {
        report
            .at(
                field.at(found.year_range),
                words!(
                    "文号是{year}年的，成文日期在{signed}年",
                    "the number is of {year}, the date of {signed}"
                ),
            )
            .also(time.span, words!("成文日期", "the date of issue"))
            .help(words!("核对文号和成文日期", "check the number and the date"));
    }
}
