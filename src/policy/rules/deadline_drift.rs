//! # 方案与清单的时限不一致 · plan and list set other deadlines
//!
//! ## 为什么
//! 方案写6月底前，清单写6月15日前，承办单位会按对自己有利的那个办。“6月底前”与“6月30日前”可能是同一天，不报；
//! 方案任务只有起止时间的，与其结束时间比较，清单提前的不报。
//!
//! ## Good
//! ```yaml plan.yaml
//! kind: campaign
//! id: plan
//! date: 2022年3月1日
//! phases:
//!   - name: 检查
//!     tasks:
//!       - {id: a, title: 检查, deadline: 6月底前}
//!       - {id: b, title: 宣传, period: 5月至6月}
//! ```
//! ```yaml list.yaml
//! kind: responsibility-list
//! date: 2022年3月1日
//! campaign: plan
//! goals:
//!   - heading: 一
//!     tasks:
//!       - {id: a, title: 检查, deadline: 2022年6月30日前}
//!       - {id: b, title: 宣传, deadline: 2022年5月底前}
//! ```
//!
//! ## Bad
//! ```yaml plan.yaml
//! kind: campaign
//! id: plan
//! date: 2022年3月1日
//! phases:
//!   - name: 检查
//!     tasks:
//!       - {id: a, title: 检查, deadline: 6月底前}
//!       - {id: b, title: 宣传, period: 5月}
//! ```
//! ```yaml list.yaml
//! kind: responsibility-list
//! date: 2022年3月1日
//! campaign: plan
//! goals:
//!   - heading: 一
//!     tasks:
//!       - {id: a, title: 检查, deadline: 6月15日前} # error「6月15日前」“检查”的时限在方案中是“6月底前”
//!       - {id: b, title: 宣传, deadline: 7月底前} # error「7月底前」“宣传”的时限在方案中是“5月”
//! ```

use crate::diag::{Level, words};
use crate::model::TimeUse;
use crate::policy::jobs;
use crate::policy::{Among, Check, Report, Rule, Strength, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Error,
    strength: Strength::Internal,
    authority: "内部一致性：方案与清单的时限应当一致",
    since: "0.1.0",
    ids: &["G18"],
    check: Check::Among(check),
};

fn check(among: &Among<'_>, report: &mut Report) {
    let Some(plan) = among.plan() else { return };
    let planned = jobs::Plan::of(plan);
    for job in among.jobs() {
        let Some(own) = planned.find(job) else { continue };
        let (Some(theirs), Some(ours)) = (own.due(), job.due()) else { continue };
        let earlier = own.task.deadline.is_none() && !is_later(ours, theirs);
        if earlier || !jobs::differ(ours, theirs) {
            continue;
        }
        let (name, written) = (job.task.shown(), theirs.text.trim());
        report
            .at(
                ours.span,
                words!(
                    "“{name}”的时限在方案中是“{written}”",
                    "the plan gives `{name}` until `{written}`"
                ),
            )
            .also(theirs.span, words!("方案的时限", "the plan"))
            .help(words!("核对后改成一致", "make them agree"));
    }
}

fn is_later(one: &TimeUse, other: &TimeUse) -> bool {
    let end = |time: &TimeUse| time.interval().and_then(|days| days.end);
    end(one).zip(end(other)).is_some_and(|(one, other)| one > other)
}
