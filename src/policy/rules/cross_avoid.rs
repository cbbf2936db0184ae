//! # 安排了应当回避的一对 · a pair that was to be avoided
//!
//! ## 为什么
//! 上年已经查过、彼此相邻、负责人刚刚交流过的，安排时写明回避；排出来的分组里又有这一对，不是排错了，
//! 就是回避写得不对。双方回避的，谁查谁都不行；照另一份安排回避的，只看同一方向。
//!
//! ## Good
//! ```yaml last.yaml
//! kind: cross-inspection
//! id: last
//! pairs:
//!   - {inspector: 台山市医疗保障局, inspected: 开平市医疗保障局}
//!   - {inspector: 开平市医疗保障局, inspected: 鹤山市医疗保障局}
//!   - {inspector: 鹤山市医疗保障局, inspected: 台山市医疗保障局}
//! ```
//!
//! ```yaml cross.yaml
//! kind: cross-inspection
//! avoid:
//!   - {paper: last, reason: 上年已经检查过}
//!   - {inspector: 恩平市医疗保障局, inspected: 开平市医疗保障局, reason: 主要负责人交流任职}
//! pairs:
//!   - {inspector: 开平市医疗保障局, inspected: 台山市医疗保障局}
//!   - {inspector: 台山市医疗保障局, inspected: 鹤山市医疗保障局}
//!   - {inspector: 鹤山市医疗保障局, inspected: 开平市医疗保障局}
//! ```
//!
//! ## Bad
//! ```yaml registry/units.yaml
//! kind: units
//! units:
//!   - {id: ts, name: 台山市医疗保障局, aliases: [台山医保]}
//!   - {id: kp, name: 开平市医疗保障局}
//!   - {id: hs, name: 鹤山市医疗保障局}
//! ```
//!
//! ```yaml last.yaml
//! kind: cross-inspection
//! id: last
//! pairs:
//!   - {inspector: 鹤山市医疗保障局, inspected: 台山市医疗保障局}
//! ```
//!
//! ```yaml cross.yaml
//! kind: cross-inspection
//! avoid:
//!   - {between: [开平市医疗保障局, 台山医保], reason: 两地相邻}
//!   - {paper: last, reason: 上年已经检查过}
//! pairs:
//!   - inspector: 台山市医疗保障局 # error「台山市医疗保障局」“台山市医疗保障局”检查“开平市医疗保障局”应当回避
//!     inspected: 开平市医疗保障局
//!   - {inspector: 开平市医疗保障局, inspected: 鹤山市医疗保障局}
//!   - {inspector: 鹤山市医疗保障局, inspected: 台山市医疗保障局} # error「鹤山市医疗保障局」“鹤山市医疗保障局”检查“台山市医疗保障局”应当回避
//! ```

use std::collections::BTreeMap;

use crate::diag::{Level, words};
use crate::model::avoiding::Barred;
use crate::model::facts::Inspection;
use crate::policy::{Among, Check, Report, Rule, Strength, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Error,
    strength: Strength::Internal,
    authority: "内部一致性：写明回避的，不作安排",
    since: "0.1.0",
    ids: &[],
    check: Check::Among(check),
};

fn check(among: &Among<'_>, report: &mut Report) {
    let (set, paper) = (among.set, among.paper);
    let mut barred = BTreeMap::new();
    for one in set.barred(paper) {
        barred.entry((one.inspector, one.inspected)).or_insert(one);
    }
    if barred.is_empty() {
        return;
    }
    let names = among.names();
    for pair in &paper.facts.inspections {
        let ends = (names.identity(&pair.inspector.value), names.identity(&pair.inspected.value));
        if let Some(one) = barred.get(&ends) {
            tell(pair, one, report);
        }
    }
}

fn tell(pair: &Inspection, barred: &Barred<'_>, report: &mut Report) {
    let (from, to, reason) = (&pair.inspector.value, &pair.inspected.value, barred.reason);
    report
        .at(
            pair.inspector.span,
            words!("“{from}”检查“{to}”应当回避", "`{from}` is not to inspect `{to}`"),
        )
        .also(barred.place, words!("回避：{reason}", "to be avoided: {reason}"))
        .help(words!(
            "改换这一组，或用 hongtou arrange --again 重新安排",
            "change the pair, or arrange anew with `hongtou arrange --again`"
        ));
}
