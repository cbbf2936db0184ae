//! # 上级任务没有承接 · a superior's task that nothing answers
//!
//! ## 为什么
//! 上级布置了四项，本级方案只安排了三项，漏掉的一项到检查时才会发现。写明 `implements` 的方案，上级
//! 每一个有标识的任务、阶段和分项都要有 `answers` 承接，或者在 `waives` 里说明不承接的理由。
//!
//! ## Good
//! ```yaml superior.yaml
//! kind: campaign
//! id: superior
//! phases:
//!   - {id: one, name: 自查, period: 2026年5月}
//!   - {id: two, name: 检查, period: 2026年6月}
//! sections:
//!   - heading: 要求
//!     items:
//!       - {title: 加强领导, text: 加强领导。}
//! ```
//! ```yaml plan.yaml
//! kind: campaign
//! id: plan
//! implements: superior
//! waives: [{clause: two, reason: 由市级统一检查}]
//! ```
//! ```yaml duties.yaml
//! kind: responsibility-list
//! campaign: plan
//! goals:
//!   - heading: 自查
//!     tasks:
//!       - {id: a, title: 开展自查, answers: one, measures: [开展自查。], units: 县医疗保障局, role: sole}
//! ```
//!
//! ## Bad
//! ```yaml superior.yaml
//! kind: campaign
//! id: superior
//! phases:
//!   - {id: one, name: 自查, period: 2026年5月}
//!   - {id: two, name: 检查, period: 2026年6月}
//! ```
//! ```yaml plan.yaml
//! kind: campaign
//! implements: superior # warning「superior」上级的“检查”没有承接
//! phases:
//!   - {id: a, name: 自查, period: 2026年5月, answers: one}
//! ```
//! ```yaml unlinked.yaml
//! kind: campaign
//! implements: superior # warning「superior」没有写明承接上级的哪一项要求
//! phases:
//!   - {id: b, name: 自查, period: 2026年5月}
//! ```

use std::collections::BTreeSet;

use crate::diag::{Level, nearest, words};
use crate::model::implementing::{Implementing, REPORTING};
use crate::policy::{Check, Report, Rule, Strength, Whole, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Warning,
    strength: Strength::Mandatory,
    authority: "《党政机关公文处理工作条例》第十九条（一）：同现行有关公文相衔接",
    since: "0.1.0",
    ids: &["O04"],
    check: Check::Set(check),
};

fn check(set: &Whole<'_>, report: &mut Report) {
    for pair in set.implementing() {
        let linked = |pair: &Implementing<'_>| {
            let links = pair.answers.iter().any(|own| own.to.value != REPORTING);
            links || !pair.waivers.is_empty()
        };
        if linked(pair) {
            each(pair, report);
        } else {
            none(pair, report);
        }
    }
}

fn each(pair: &Implementing<'_>, report: &mut Report) {
    // A link to a demand there is not, which `sup-answer-unknown` says, means the nearest.
    let ids = || pair.demands.iter().map(|demand| demand.id.value.as_str());
    let slips = pair.answers.iter().filter(|own| own.demand.is_none());
    let meant: BTreeSet<&str> = slips.filter_map(|own| nearest(&own.to.value, ids())).collect();
    for demand in pair.unanswered().filter(|demand| !meant.contains(demand.id.value.as_str())) {
        let name = demand.says.shown();
        let id = &demand.id.value;
        report
            .at(
                pair.link,
                words!("上级的“{name}”没有承接", "nothing answers the superior's `{name}`"),
            )
            .also(demand.says.head(), words!("上级的要求", "what the superior asks"))
            .help(words!(
                "在承接的任务里写 answers: {id}，或在 waives 里说明理由",
                "write `answers: {id}` in a task, or waive it with a reason"
            ));
    }
}

/// One finding instead of many for a plan whose links nobody has written yet.
fn none(pair: &Implementing<'_>, report: &mut Report) {
    let Some(first) = pair.unanswered().find(|demand| demand.id.value != REPORTING) else { return };
    report
        .at(
            pair.link,
            words!(
                "没有写明承接上级的哪一项要求",
                "it does not say which of the superior's demands it answers"
            ),
        )
        .also(first.says.head(), words!("上级的第一项要求", "the superior's first demand"))
        .help(words!(
            "在任务、阶段、分项里写 answers；hongtou trace 列出对照表",
            "write `answers` in tasks, phases, items; `hongtou trace` shows them all"
        ));
}
