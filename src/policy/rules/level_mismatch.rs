//! # 给上级机关派了任务 · a task for a superior
//!
//! ## 为什么
//! 市里的方案把省厅列为配合单位，省厅不会照办。需要上级支持的，另行请示；文中写“争取支持”，不列为责任单位。
//! 层级没有登记的，不作判断。
//!
//! ## Good
//! ```yaml registry/units.yaml
//! kind: units
//! units:
//!   - {id: ybj, name: 江门市医疗保障局, level: city}
//!   - {id: gaj, name: 江门市公安局, level: city}
//! ```
//! ```yaml plan.yaml
//! kind: campaign
//! issuer: 江门市医疗保障局
//! phases:
//!   - name: 检查
//!     tasks: [{title: 检查, lead: 江门市医疗保障局, support: 江门市公安局}]
//! ```
//!
//! ## Bad
//! ```yaml registry/units.yaml
//! kind: units
//! units:
//!   - {id: ybj, name: 江门市医疗保障局, level: city}
//!   - {id: sj, name: 广东省医疗保障局, level: provincial}
//! ```
//! ```yaml plan.yaml
//! kind: campaign
//! issuer: 江门市医疗保障局
//! phases:
//!   - name: 检查
//!     tasks:
//!       - title: 检查
//!         lead: 江门市医疗保障局
//!         support: 广东省医疗保障局 # warning「广东省医疗保障局」“广东省医疗保障局”是上级机关，不宜列为责任单位
//! ```

use crate::diag::{Level, words};
use crate::model::registry::Unit;
use crate::policy::offices;
use crate::policy::{Among, Check, Report, Rule, Strength, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Warning,
    strength: Strength::Practice,
    authority: "实务：不给上级机关派任务",
    since: "0.1.0",
    ids: &["G19"],
    check: Check::Among(check),
};

fn check(among: &Among<'_>, report: &mut Report) {
    let issuers = among.issuers();
    let Some((issuer, unit)) = issuers.first() else { return };
    let Some(own) = offices::rank(unit) else { return };
    for job in among.jobs() {
        for (_, field) in &job.bodies {
            let name = field.text().unwrap_or_default();
            let members = among.members(name);
            let above = |unit: &&Unit| offices::rank(unit).is_some_and(|rank| rank < own);
            if !members.is_empty() && members.iter().all(above) {
                report
                    .at(
                        field.span,
                        words!(
                            "“{name}”是上级机关，不宜列为责任单位",
                            "`{name}` is a superior and takes no tasks from below"
                        ),
                    )
                    .also(issuer.span, words!("发文机关", "the issuer"))
                    .help(words!(
                        "删去，需要支持的另行请示",
                        "remove it, and ask for support apart"
                    ));
            }
        }
    }
}
