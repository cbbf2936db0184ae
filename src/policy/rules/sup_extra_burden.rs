//! # 层层加码 · more than the superior asks
//!
//! ## 为什么
//! 上级按季度要一次情况，本级要求下面每周报，基层的时间就花在填报上。这里比较两件事：报送的频次是不是
//! 比上级密，要下面填的报表是不是比上级多。确有需要的，说明理由后可以豁免。
//!
//! ## Good
//! ```yaml superior.yaml
//! kind: campaign
//! id: superior
//! reporting: {what: 进展, deadline: 每月5日前, to: 市医疗保障局}
//! ```
//! ```yaml plan.yaml
//! kind: campaign
//! implements: superior
//! reporting: {what: 进展, deadline: 每季度末, to: 县医疗保障局}
//! ```
//! ```yaml once.yaml
//! kind: campaign
//! implements: superior
//! reporting: {what: 总结, deadline: 2026年6月30日前, to: 县医疗保障局}
//! ```
//!
//! ## Bad
//! ```yaml superior.yaml
//! kind: campaign
//! id: superior
//! reporting: {what: 进展, deadline: 每季度末, to: 市医疗保障局}
//! ```
//! ```yaml plan.yaml
//! kind: campaign
//! implements: superior
//! reporting:
//!   deadline: 每周五前 # warning「每周五前」报送比上级要求的“每季度末”频繁
//!   to: 县医疗保障局
//! ```
//! ```yaml other.yaml
//! kind: campaign
//! implements: superior # warning「superior」要求填报1张表，上级没有要求填表
//! attachments: [form]
//! ```
//! ```yaml form.yaml
//! kind: guide
//! id: form
//! title: 情况统计表
//! ```

use crate::calendar::{Cycle, Time};
use crate::diag::{Level, words};
use crate::model::implementing::Implementing;
use crate::model::{Paper, Set, TimeUse};
use crate::policy::{Check, Report, Rule, Strength, Whole, burden, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Warning,
    strength: Strength::General,
    authority: "《整治形式主义为基层减负若干规定》",
    since: "0.1.0",
    ids: &["O05"],
    check: Check::Set(check),
};

fn check(set: &Whole<'_>, report: &mut Report) {
    for pair in set.implementing() {
        frequency(pair, report);
        forms(set, pair, report);
    }
}

/// How often a time comes round: the unit, and how many of it a turn takes.
fn turn(time: Option<&TimeUse>) -> Option<(Cycle, u32)> {
    match &time?.parsed {
        Ok(Time::Recurring(term)) => Some((term.cycle, term.every)),
        Ok(Time::Span(_) | Time::By(_) | Time::Relative(_)) | Err(_) => None,
    }
}

fn frequency(pair: &Implementing<'_>, report: &mut Report) {
    for (own, demand) in pair.answered() {
        let (Some(ours), Some(theirs)) = (turn(own.says.due), turn(demand.says.due)) else {
            continue;
        };
        if ours >= theirs {
            continue;
        }
        let asked = demand.says.due.map_or("", |due| due.text.as_str());
        report
            .at(
                own.says.place(),
                words!(
                    "报送比上级要求的“{asked}”频繁",
                    "more frequent than the superior's `{asked}`"
                ),
            )
            .also(demand.says.place(), words!("上级的频次", "how often the superior asks"))
            .help(words!("不多于上级的频次，或说明理由", "ask no more often, or give a reason"));
    }
}

fn forms(set: &Set, pair: &Implementing<'_>, report: &mut Report) {
    let count = |paper: &Paper| burden::forms(set, paper).len();
    let (ours, theirs) = (count(pair.paper), count(pair.superior));
    if ours <= theirs {
        return;
    }
    let message = match theirs {
        0 => words!(
            "要求填报{ours}张表，上级没有要求填表",
            "it demands {ours} forms, the superior none"
        ),
        _ => words!(
            "要求填报{ours}张表，上级只要求{theirs}张",
            "it demands {ours} forms, the superior {theirs}"
        ),
    };
    report
        .at(pair.link, message)
        .also(pair.superior.head(), words!("上级文件", "the superior paper"))
        .help(words!("合并或者删去报表，或说明理由", "merge or drop forms, or give a reason"));
}
