//! # 期限晚于上级要求 · later than the superior asks
//!
//! ## 为什么
//! 上级要求6月30日前完成，本级方案写成7月5日，照着办就一定误期。承接上级要求的任务，期限要在上级的
//! 期限之内；每年、每月等循环的期限不在此列。
//!
//! ## Good
//! ```yaml superior.yaml
//! kind: campaign
//! id: superior
//! phases:
//!   - id: p
//!     name: 检查
//!     period: 2026年5月至6月
//!     tasks:
//!       - {id: check, title: 现场检查, deadline: 2026年6月底前, text: 开展检查。}
//!       - {id: report, title: 报告情况, deadline: 每年1月30日前, text: 报告情况。}
//! ```
//! ```yaml plan.yaml
//! kind: campaign
//! implements: superior
//! phases:
//!   - id: q
//!     name: 检查
//!     period: 2026年5月至7月
//!     tasks:
//!       - {id: a, title: 检查, answers: check, deadline: 2026年6月30日前, text: 开展检查。}
//!       - {id: b, title: 报告, answers: [report], deadline: 2026年12月31日前, text: 报告情况。}
//!       - {id: c, title: 回头看, deadline: 2026年7月31日前, text: 开展复查。}
//! ```
//!
//! ## Bad
//! ```yaml superior.yaml
//! kind: campaign
//! id: superior
//! phases:
//!   - id: p
//!     name: 检查
//!     period: 2026年5月至6月
//!     tasks:
//!       - {id: check, title: 现场检查, deadline: 2026年6月30日前, text: 开展检查。}
//! reporting: {what: 总结, deadline: 2026年7月10日前, to: 市医疗保障局}
//! ```
//! ```yaml plan.yaml
//! kind: campaign
//! implements: superior
//! phases:
//!   - id: q
//!     name: 检查
//!     period: 2026年5月至7月
//!     tasks:
//!       # error+1「2026年7月5日前」期限晚于上级的2026年6月30日
//!       - {id: a, title: 检查, answers: check, deadline: 2026年7月5日前, text: 开展检查。}
//! reporting:
//!   deadline: 2026年7月15日前 # error「2026年7月15日前」期限晚于上级的2026年7月10日
//!   to: 县医疗保障局
//! ```

use crate::calendar::canonical;
use crate::diag::{Level, words};
use crate::policy::{Check, Report, Rule, Strength, Whole, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Error,
    strength: Strength::Internal,
    authority: "内部一致性：承接的期限不晚于上级要求",
    since: "0.1.0",
    ids: &["O01"],
    check: Check::Set(check),
};

fn check(set: &Whole<'_>, report: &mut Report) {
    for pair in set.implementing() {
        for (own, demand) in pair.later() {
            let Some(theirs) = demand.says.last_day().map(canonical) else { continue };
            report
                .at(
                    own.says.place(),
                    words!("期限晚于上级的{theirs}", "later than the superior's {theirs}"),
                )
                .also(demand.says.place(), words!("上级的期限", "the superior's deadline"))
                .help(words!("把期限提前到上级的期限之内", "bring it within the superior's"));
        }
    }
}
