//! # 起止颠倒 · the end lies before the start
//!
//! ## 为什么
//! “5月31日至3月1日”没有一天可以办事。多半是起止写反了，或者跨年时漏写了后一个年份；
//! 应当怎样改只有起草人知道。
//!
//! ## Good
//! ```yaml
//! kind: campaign
//! period: 2022年11月至2023年2月
//! sections:
//!   - heading: 时间安排
//!     text: |
//!       每天9:30至17:00受理。自查从2022年12月20日至次年1月10日。
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: campaign
//! period: 2022年5月31日至3月1日 # error「2022年5月31日至3月1日」止于2022年3月1日，早于起始2022年5月31日
//! sections:
//!   - heading: 时间安排
//!     # error+2「2022年9月至3月」止于2022年3月，早于起始2022年9月
//!     text: |
//!       检查于2022年9月至3月进行。
//! ```

use crate::calendar::ErrorKind;
use crate::diag::Level;
use crate::model::Paper;
use crate::policy::{Check, Report, Rule, Strength, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Error,
    strength: Strength::Internal,
    authority: "内部一致性：时段的终点不应早于起点",
    since: "0.1.0",
    ids: &["E12"],
    check: Check::Paper(check),
};

fn check(paper: &Paper, report: &mut Report) {
    for time in &paper.facts.times {
        let Err(trouble) = &time.parsed else { continue };
        if !matches!(trouble.kind, ErrorKind::Reversed { .. }) {
            continue;
        }
        let draft = report.at(trouble.span, trouble.message.clone());
        if let Some(help) = &trouble.help {
            draft.help(help.clone());
        }
    }
}
