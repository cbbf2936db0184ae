//! # 手机号码 · a mobile number in running text
//!
//! ## 为什么
//! 手机号码跟着人走，发出去就收不回来；联系电话写办公电话。正文、表格里的十一位手机号码都报告，联系人
//! 一栏由 contact-in-open 核对。报告里不重复号码，但会印出所在的一行，转发前请留意。
//!
//! ## Good
//! ```yaml
//! kind: guide
//! title: 办事指南
//! text: 咨询电话12345、0750-5550101，订单号202613800138000。
//! contacts:
//!   - {name: 叶知秋, phone: 0750-5550101}
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: guide
//! title: 办事指南
//! # warning+2「13800138000」这里写了手机号码
//! text: |
//!   有疑问的请拨打13800138000。
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
    ids: &["N02"],
    check: Check::Paper(check),
};

fn check(paper: &Paper, report: &mut Report) {
    let look = |said: &Said| privacy::wordy(said) && said.digits() >= privacy::MOBILE;
    for field in privacy::worth(paper, look) {
        for range in privacy::mobiles(field.text().unwrap_or_default()) {
            report
                .at(field.at(range), words!("这里写了手机号码", "a mobile number stands here"))
                .help(words!("改为办公电话", "give an office number"));
        }
    }
}
