//! # 放假安排未登记 · the year's holidays are not registered
//!
//! ## 为什么
//! 放假和调休每年另行公布，不能推算。期限落在没有登记的年份，是否逢休息日就无从判断；
//! 本工具不作猜测，只作提示。每份文件提示一次。
//!
//! ## Good
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
//!   - name: 检查
//!     tasks:
//!       - {title: 报名单, deadline: 2022年10月8日前}
//!       - {title: 报小结, deadline: 2023年6月底前}
//!       - {title: 报总结, deadline: 每年1月30日前}
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
//!   - name: 检查
//!     tasks:
//!       - {title: 报名单, deadline: 2022年10月8日前}
//!       - title: 报总结
//!         deadline: 2023年1月10日前 # hint「2023年1月10日前」2023年放假安排没有登记，无从判断是否逢休息日
//!       - title: 报材料
//!         deadline: 2023年2月10日前
//! ```

use crate::calendar::Precision;
use crate::diag::{Level, words};
use crate::model::Leaf;
use crate::policy::{Among, Check, Report, Rule, Strength, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Hint,
    strength: Strength::Practice,
    authority: "实务：放假安排逐年公布，未登记的年份不作推算",
    since: "0.1.0",
    ids: &["E19"],
    check: Check::Among(check),
};

fn check(among: &Among<'_>, report: &mut Report) {
    let (holidays, paper) = (&among.set.registry.holidays, among.paper);
    let unknown = paper.facts.times.iter().find_map(|time| {
        let by = time.by().filter(|_| time.leaf == Leaf::Deadline)?;
        let asked = by.precision == Precision::Day && holidays.kind(by.last).is_none();
        asked.then_some((time.span, by.last.year()))
    });
    let Some((span, year)) = unknown else { return };
    report
        .at(
            span,
            words!(
                "{year}年放假安排没有登记，无从判断是否逢休息日",
                "the holidays of {year} are not registered, so days of rest are unknown"
            ),
        )
        .help(words!(
            "公布后在 registry/calendar/ 登记{year}年放假安排",
            "register the holidays of {year} in `registry/calendar/` once announced"
        ));
}
