//! # 银行卡号 · a number of a bank card
//!
//! ## 为什么
//! 补助、退费名单上的银行卡号一旦公开，就可能被冒用。以已知卡组织号段开头、校验位对得上的十六到十九
//! 位号码才报告。报告里不重复号码，但会印出所在的一行，转发前请留意。
//!
//! ## Good
//! ```yaml
//! kind: guide
//! title: 办事指南
//! text: 退费退回原卡（尾号0000），流水号1234567812345670，户号6222020000000000001。
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: guide
//! title: 退费名单
//! # warning+2「6222 0200 0000 0000 000」这里写了银行卡号
//! text: |
//!   张某，卡号6222 0200 0000 0000 000，退费200元。
//! ```

use crate::diag::{Level, words};
use crate::model::{Paper, Said};
use crate::policy::{Check, Report, Rule, Strength, privacy, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Warning,
    strength: Strength::Mandatory,
    authority: privacy::AUTHORITY,
    since: "0.1.0",
    ids: &["N03"],
    check: Check::Paper(check),
};

fn check(paper: &Paper, report: &mut Report) {
    let look = |said: &Said| privacy::wordy(said) && said.digits() >= privacy::BANK_CARD;
    for field in privacy::worth(paper, look) {
        for range in privacy::bank_cards(field.text().unwrap_or_default()) {
            report
                .at(
                    field.at(range),
                    words!("这里写了银行卡号", "a number of a bank card stands here"),
                )
                .help(words!("删去，或只留尾号四位", "remove it, or keep the last four digits"));
        }
    }
}
