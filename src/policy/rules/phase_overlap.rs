//! # 阶段重叠 · phases overlap
//!
//! ## 为什么
//! 两个阶段都占着十月，十月里交来的东西就不知道归哪个阶段、由谁收。确实要交叉进行的，
//! 在阶段里写明 `overlap: true`。
//!
//! ## Good
//! ```yaml
//! kind: campaign
//! phases:
//!   - name: 专项检查
//!     period: 2022年3月至9月
//!   - name: 自查自纠
//!     period: 2022年10月至11月
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: campaign
//! phases:
//!   - name: 专项检查
//!     period: 2022年3月至10月
//!   - name: 自查自纠
//!     period: 2022年10月至11月 # error「2022年10月至11月」“自查自纠”与“专项检查”有重叠：2022年10月
//! ```

use crate::calendar::Answer;
use crate::diag::{Level, words};
use crate::model::Paper;
use crate::model::facts::TimeUse;
use crate::policy::{Check, Report, Rule, Strength, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Error,
    strength: Strength::Internal,
    authority: "内部一致性：同一方案的阶段不应重叠",
    since: "0.1.0",
    ids: &["F01"],
    check: Check::Paper(check),
};

fn check(paper: &Paper, report: &mut Report) {
    let phases = &paper.facts.phases;
    for (at, later) in phases.iter().enumerate() {
        for earlier in &phases[..at] {
            let (Some(a), Some(b)) = (
                earlier.period.as_ref().and_then(TimeUse::interval),
                later.period.as_ref().and_then(TimeUse::interval),
            ) else {
                continue;
            };
            if earlier.may_overlap || later.may_overlap || a.overlaps(&b) == Answer::No {
                continue;
            }
            let shared = a.shared(&b).map_or_else(String::new, |shared| shared.canonical());
            let (first, second) = (earlier.shown(), later.shown());
            report
                .at(
                    later.place(),
                    words!(
                        "“{second}”与“{first}”有重叠：{shared}",
                        "`{second}` overlaps `{first}`: {shared}"
                    ),
                )
                .also(earlier.place(), words!("“{first}”的时间", "the time of `{first}`"))
                .help(words!(
                    "改其中一个的起止时间，或写明 overlap: true",
                    "change one of the periods, or state `overlap: true`"
                ));
        }
    }
}
