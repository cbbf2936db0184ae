//! # 姓名连同出生日期 · a birthday beside a name
//!
//! ## 为什么
//! 姓名、性别加上出生年月日，足以认出是谁，也是许多账号的找回凭证。写成“某某，男，1975年3月2日出生”
//! 的报告；只写年月、年龄的，说历史人物和机构成立的，不报告。
//!
//! ## Good
//! ```yaml
//! kind: guide
//! title: 公示
//! text: 张三，男，1975年3月出生。本中心1975年3月2日成立。凡2020年1月1日以后出生的儿童均可参加。
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: guide
//! title: 公示
//! # warning+2「1975年3月2日」姓名旁边写了出生日期
//! text: |
//!   张三，男，1975年3月2日出生，拟任副科长。
//! ```

use crate::calendar;
use crate::diag::{Level, words};
use crate::model::{Leaf, Paper, Said};
use crate::policy::{Check, Report, Rule, Strength, privacy, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Warning,
    strength: Strength::Mandatory,
    authority: privacy::AUTHORITY,
    since: "0.1.0",
    ids: &["N05"],
    check: Check::Words(SEX, check),
};

/// What stands between a name and a birthday in a list of people.
const SEX: &[&str] = &["，男，", "，女，", "（男，", "（女，", "、男、", "、女、"];

fn check(paper: &Paper, report: &mut Report) {
    let look = |said: &Said| {
        let prose = said.field.leaf == Leaf::Prose && said.may_have('生');
        prose && SEX.iter().any(|sex| said.may_hold(sex) && said.text().contains(sex))
    };
    for field in privacy::worth(paper, look) {
        let text = field.text().unwrap_or_default();
        for found in calendar::find(text, paper.context) {
            let (before, after) = (&text[..found.range.start], &text[found.range.end..]);
            let sexed = SEX.iter().any(|sex| before.ends_with(sex));
            let born = after.starts_with("出生") || after.starts_with("生，");
            let day = text[found.range.clone()].contains('日');
            if sexed && born && day {
                report
                    .at(
                        field.at(found.range),
                        words!("姓名旁边写了出生日期", "a birthday stands beside a name"),
                    )
                    .help(words!("只写出生年月", "give the month only"));
            }
        }
    }
}
