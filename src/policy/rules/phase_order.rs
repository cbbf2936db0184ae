//! # 阶段次序与时间不符 · phases written out of order
//!
//! ## 为什么
//! 阶段的序次按书写的先后自动编号。写在后面的阶段时间却在前，印出来就成了“第二阶段”先于“第一阶段”。
//!
//! ## Good
//! ```yaml
//! kind: campaign
//! phases:
//!   - {name: 自查, period: 2022年3月至5月}
//!   - {name: 检查, period: 2022年5月至9月}
//!   - {name: 抽查, period: 2022年4月至9月, overlap: true}
//!   - {name: 总结, period: 2022年12月底前}
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: campaign
//! phases:
//!   - name: 自查
//!     period: 2022年3月
//!   - name: 总结
//!     period: 2022年12月
//!   - name: 检查
//!     period: 2022年4月至11月 # warning「2022年4月至11月」“检查”写在“总结”之后，时间却在其前
//! ```

use crate::calendar::{Answer, Interval};
use crate::diag::{Level, words};
use crate::model::Paper;
use crate::model::facts::Phase;
use crate::policy::{Check, Report, Rule, Strength, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Warning,
    strength: Strength::Internal,
    authority: "内部一致性：阶段的序次应当与时间先后一致",
    since: "0.1.0",
    ids: &["F04"],
    check: Check::Paper(check),
};

fn check(paper: &Paper, report: &mut Report) {
    let mut latest: Option<(&Phase, Interval)> = None;
    for phase in &paper.facts.phases {
        let Some(days) = phase.interval() else { continue };
        if let Some((earlier, other)) = latest
            && days.before(&other) == Answer::Yes
        {
            tell(earlier, phase, report);
        }
        if latest.is_none_or(|(_, other)| other.start < days.start) {
            latest = Some((phase, days));
        }
    }
}

fn tell(above: &Phase, below: &Phase, report: &mut Report) {
    let (first, second) = (above.shown(), below.shown());
    report
        .at(
            below.place(),
            words!(
                "“{second}”写在“{first}”之后，时间却在其前",
                "`{second}` is written after `{first}` but comes before it"
            ),
        )
        .also(above.place(), words!("“{first}”的时间", "the time of `{first}`"))
        .help(words!("按时间先后排列，或改正时间", "put them in order, or correct the times"));
}
