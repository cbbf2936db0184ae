//! # 身份证号 · a number of an identity card
//!
//! ## 为什么
//! 公示名单连同身份证号一起发到网上，是最常见的泄露。地区码、出生日期和校验码都对得上的十八位号码才
//! 报告；标为个人信息的字段不进公开版，不在此列。报告里不重复号码，但会印出所在的一行，转发前请留意。
//!
//! ## Good
//! ```yaml
//! kind: guide
//! title: 领取指南
//! text: 持本人身份证（号码如1101**********002X）办理，编码91440703199001011234不必填写。
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: guide
//! title: 补助名单
//! # error+2「11010519491231002X」这里写了身份证号
//! text: |
//!   张某，身份证号11010519491231002X，补助200元。
//! ```

use crate::diag::{Level, words};
use crate::model::{Leaf, Paper, Said};
use crate::policy::{Check, Report, Rule, Strength, privacy, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Error,
    strength: Strength::Mandatory,
    authority: privacy::AUTHORITY,
    since: "0.1.0",
    ids: &["N01"],
    check: Check::Paper(check),
};

fn check(paper: &Paper, report: &mut Report) {
    let look =
        |said: &Said| said.field.leaf != Leaf::CreditCode && said.digits() >= privacy::ID_CARD;
    for field in privacy::worth(paper, look) {
        for range in privacy::id_cards(field.text().unwrap_or_default()) {
            report
                .at(
                    field.at(range),
                    words!("这里写了身份证号", "a number of an identity card stands here"),
                )
                .help(words!(
                    "删去，或只留前四位和后四位；确需登记的写进标为个人信息的字段",
                    "remove it, or keep four digits at each end; or use a field marked personal"
                ));
        }
    }
}
