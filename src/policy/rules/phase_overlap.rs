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
//!   - name: 抽查
//!     period: 2022年9月下旬至10月
//!     overlap: true
//!   - name: 整改
//!     period: 2022年12月底前
//!   - name: 总结
//!     period: 2022年12月上旬
//!   - name: 验收
//!     period: 2022年12月中旬
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
//!
//! ## Bad
//! ```yaml
//! kind: campaign
//! phases:
//!   - name: 专项检查
//!     period: 2022年3月1日至20日 # error「2022年3月1日至20日」“专项检查”与“自查”有重叠：2022年3月1日至10日
//!   - name: 自查
//!     period: 2022年2月15日至3月10日
//! ```

use crate::calendar::Interval;
use crate::diag::{Level, words};
use crate::model::Paper;
use crate::model::facts::Phase;
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

// Each phase is held against the one before it that ends last: one look and at most one finding
// for each, however many phases there are. Phases that merely may share days are reported too:
// both claim them, and nobody can tell whose they are. Where an end was left open (12月底前),
// nobody can tell what the phase claims.
fn check(paper: &Paper, report: &mut Report) {
    let phases = paper.facts.phases.iter().filter(|phase| !phase.may_overlap);
    let mut timed: Vec<(&Phase, Interval)> =
        phases.filter_map(|phase| Some((phase, phase.interval().filter(is_closed)?))).collect();
    timed.sort_by_key(|(_, days)| days.start);
    let mut longest: Option<(&Phase, Interval)> = None;
    for (phase, days) in timed {
        if let Some((earlier, other)) = longest
            && let Some(shared) = other.shared(&days)
        {
            tell(earlier, phase, &shared, report);
        }
        if longest.is_none_or(|(_, other)| other.end < days.end) {
            longest = Some((phase, days));
        }
    }
}

fn is_closed(days: &Interval) -> bool {
    days.start.is_some() && days.end.is_some()
}

fn tell(earlier: &Phase, later: &Phase, shared: &Interval, report: &mut Report) {
    let shared = shared.canonical();
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
