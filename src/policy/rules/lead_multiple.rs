//! # 多头牵头 · more than one leading body
//!
//! ## 为什么
//! 两家都牵头，出了问题互相等。确需共同牵头的，在任务里写明 `co_lead: true`；一个统称
//! （如各县区医疗保障局）是各管各的地方，不算多头。
//!
//! ## Good
//! ```yaml
//! kind: campaign
//! phases:
//!   - name: 检查
//!     tasks:
//!       - title: 现场检查
//!         lead: 各县（市、区）医疗保障局（分局）
//!       - title: 联合执法
//!         lead: [市医疗保障局, 市公安局]
//!         co_lead: true
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: campaign
//! phases:
//!   - name: 检查
//!     tasks:
//!       - title: 现场检查
//!         lead: [市医疗保障局, 市公安局] # warning「市公安局」“现场检查”有2个牵头单位
//! ```

use crate::diag::{Level, words};
use crate::model::Paper;
use crate::policy::{Check, Report, Rule, Strength, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Warning,
    strength: Strength::Practice,
    authority: "实务：每项任务只有一个牵头单位",
    since: "0.1.0",
    ids: &["G02"],
    check: Check::Paper(check),
};

fn check(paper: &Paper, report: &mut Report) {
    for task in paper.facts.tasks.iter().filter(|task| !task.co_lead) {
        let [first, second, ..] = &task.lead[..] else { continue };
        let (name, count) = (task.shown(), task.lead.len());
        report
            .at(
                second.span,
                words!("“{name}”有{count}个牵头单位", "`{name}` has {count} leading bodies"),
            )
            .also(first.span, words!("第一个牵头单位", "the first leading body"))
            .help(words!(
                "留一个牵头，其余列为配合；确需共同牵头的写明 co_lead: true",
                "keep one and let the others support it, or state `co_lead: true`"
            ));
    }
}
