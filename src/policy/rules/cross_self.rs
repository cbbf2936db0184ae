//! # 自己查自己 · a body that inspects itself
//!
//! ## 为什么
//! 交叉检查就是不查自己。同一单位用全称和简称各写一次，也是自己查自己。
//!
//! ## Good
//! ```yaml
//! kind: cross-inspection
//! pairs:
//!   - {inspector: 台山市医疗保障局, inspected: 开平市医疗保障局}
//!   - {inspector: 开平市医疗保障局, inspected: 台山市医疗保障局}
//! ```
//!
//! ## Bad
//! ```yaml registry/units.yaml
//! kind: units
//! units:
//!   - {id: pj, name: 江门市医疗保障局蓬江分局, short: 市医疗保障局蓬江分局}
//!   - {id: kp, name: 开平市医疗保障局}
//! ```
//!
//! ```yaml cross.yaml
//! kind: cross-inspection
//! pairs:
//!   - inspector: 江门市医疗保障局蓬江分局
//!     inspected: 市医疗保障局蓬江分局 # error「市医疗保障局蓬江分局」“市医疗保障局蓬江分局”被安排检查自己
//!   - {inspector: 开平市医疗保障局, inspected: 开平市医疗保障局} # error「开平市医疗保障局」“开平市医疗保障局”被安排检查自己
//! ```

use crate::diag::{Level, words};
use crate::model::Names;
use crate::model::facts::Inspection;
use crate::policy::{Among, Check, Report, Rule, Strength, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Error,
    strength: Strength::Internal,
    authority: "内部一致性：交叉检查不查自己",
    since: "0.1.0",
    ids: &["G24"],
    check: Check::Among(check),
};

fn check(among: &Among<'_>, report: &mut Report) {
    let paper = among.paper;
    let names = among.names();
    for pair in &paper.facts.inspections {
        judge(pair, names, report);
    }
}

fn judge(pair: &Inspection, names: &Names<'_>, report: &mut Report) {
    let (inspector, inspected) = (&pair.inspector, &pair.inspected);
    if names.identity(&inspector.value) == names.identity(&inspected.value) {
        let name = &inspected.value;
        report
            .at(inspected.span, words!("“{name}”被安排检查自己", "`{name}` inspects itself"))
            .also(inspector.span, words!("检查单位", "who inspects"))
            .help(words!("换一个受检单位", "let it inspect another body"));
    }
}
