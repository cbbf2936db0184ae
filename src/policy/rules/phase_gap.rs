//! # 阶段空档 · a gap between phases
//!
//! ## 为什么
//! 前一阶段3月20日结束、后一阶段3月25日开始，中间几天的工作没有着落。空档只有休息日的，不算空档；
//! 该年放假安排没有登记、不知道是不是休息日的，只作提示。有意留出间隔的，在后一阶段写 `gap: true`。
//!
//! ## Good
//! ```yaml registry/calendar/2022.yaml
//! kind: calendar
//! year: 2022
//! off:
//!   - {name: 国庆节, days: 2022年10月1日至7日}
//! makeup: [2022年10月8日, 2022年10月9日]
//! ```
//!
//! ```yaml plan.yaml
//! kind: campaign
//! phases:
//!   - {name: 部署, period: 2022年3月}
//!   - {name: 自查, period: 2022年4月至9月}
//!   - {name: 检查, period: 2022年10月8日至21日}
//!   - {name: 整改, period: 2022年10月24日至11月10日}
//!   - {name: 总结, period: 2022年11月中旬至12月}
//!   - {name: 抽查, period: 2022年5月, overlap: true}
//!   - {name: 回访, period: 2023年3月, gap: true}
//! ```
//!
//! ## Good
//! ```yaml
//! kind: campaign
//! phases:
//!   - {name: 部署, period: 2022年3月}
//!   - {name: 自查, period: 每月10日前}
//!   - {name: 检查, period: 2022年6月}
//! ```
//!
//! ## Good
//! ```yaml
//! kind: campaign
//! phases:
//!   - {name: 准备, period: 2022年3月底前}
//!   - {name: 实施, period: 2022年4月至9月}
//!   - {name: 总结, period: 2022年12月底前}
//! ```
//!
//! ## Bad
//! ```yaml registry/calendar/2022.yaml
//! kind: calendar
//! year: 2022
//! off: []
//! makeup: []
//! ```
//!
//! ```yaml plan.yaml
//! kind: campaign
//! phases:
//!   - name: 部署
//!     period: 2022年3月1日至20日
//!   - name: 自查
//!     period: 2022年3月25日至5月31日 # warning「2022年3月25日至5月31日」“部署”与“自查”之间有空档：2022年3月21日至24日
//!   - name: 检查
//!     period: 2022年7月 # warning「2022年7月」“自查”与“检查”之间有空档：2022年6月
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: campaign
//! phases:
//!   - name: 部署
//!     period: 2031年3月1日至20日
//!   - name: 自查
//!     period: 2031年3月22日至31日 # hint「2031年3月22日至31日」“部署”与“自查”之间有空档：2031年3月21日
//!   - name: 检查
//!     period: 2031年5月 # warning「2031年5月」“自查”与“检查”之间有空档：2031年4月
//! ```

use crate::calendar::{Answer, Date, Interval, Precision};
use crate::diag::{Level, words};
use crate::model::Set;
use crate::model::facts::Phase;
use crate::policy::{Among, Check, Report, Rule, Strength, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Warning,
    strength: Strength::Internal,
    authority: "内部一致性：各阶段应当前后衔接",
    since: "0.1.0",
    ids: &["F02"],
    check: Check::Among(check),
};

/// No holiday with the weekends around it is longer, in whatever year.
const LONGEST_REST: u32 = 16;

fn check(among: &Among<'_>, report: &mut Report) {
    let (set, paper) = (among.set, among.paper);
    let phases = &paper.facts.phases;
    let days: Option<Vec<(&Phase, Interval)>> =
        phases.iter().map(|phase| Some((phase, phase.interval()?))).collect();
    // A phase whose time cannot be told may fill any gap.
    let Some(mut days) = days else { return };
    days.sort_by_key(|(_, days)| days.start.or(days.end));
    let mut last: Option<(&Phase, Date)> = None;
    for (phase, days) in days {
        let Some(end) = days.end else { break };
        if let (Some((earlier, end)), Some(start)) = (last, days.start)
            && let Some(gap) = between(end, start).filter(|_| !phase.may_gap)
        {
            judge(set, (earlier, phase), &gap, report);
        }
        if last.is_none_or(|(_, latest)| latest < end) {
            last = Some((phase, end));
        }
    }
}

/// The days after one day and before another; months and 旬 where they are whole.
fn between(end: Date, start: Date) -> Option<Interval> {
    let (first, last) = (end.tomorrow().ok()?, start.yesterday().ok()?);
    let whole =
        |precision: &Precision| precision.unit(first).0 == first && precision.unit(last).1 == last;
    let precision = [Precision::Month, Precision::Xun].into_iter().find(whole);
    let gap = Interval::new(Some(first), Some(last), precision.unwrap_or(Precision::Day));
    (first <= last).then_some(gap)
}

fn judge(set: &Set, (earlier, later): (&Phase, &Phase), gap: &Interval, report: &mut Report) {
    let long = gap.length().is_none_or(|days| days > LONGEST_REST);
    let resting = if long { Answer::No } else { set.registry.holidays.all_rest(gap) };
    if resting == Answer::Yes {
        return;
    }
    let (first, second, shown) = (earlier.shown(), later.shown(), gap.canonical());
    let draft = report
        .at(
            later.place(),
            words!(
                "“{first}”与“{second}”之间有空档：{shown}",
                "there is a gap between `{first}` and `{second}`: {shown}"
            ),
        )
        .also(earlier.place(), words!("“{first}”的时间", "the time of `{first}`"))
        .help(words!(
            "使两个阶段首尾相接；有意留出的，在后一阶段写 gap: true",
            "let the one begin where the other ends, or state `gap: true` in the later"
        ));
    if resting == Answer::Unknown {
        draft.level(Level::Hint).help(words!(
            "该年放假安排没有登记；不全是休息日的，使两个阶段首尾相接",
            "that year's holidays are not registered; unless all are days of rest, close the gap"
        ));
    }
}
