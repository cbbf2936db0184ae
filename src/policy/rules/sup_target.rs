//! # 目标低于上级要求 · a lower target than the superior's
//!
//! ## 为什么
//! 上级要求覆盖率不低于98%，本级写成95%，任务全部完成也达不到上级的要求。事项和计量单位都相同的目标
//! 值才作比较：下限不能更低，上限不能更高；承接了任务却没有写目标值的，提醒补上。
//!
//! ## Good
//! ```yaml superior.yaml
//! kind: campaign
//! id: superior
//! sections:
//!   - heading: 要求
//!     items:
//!       - {id: cover, title: 检查, text: 检查到位。, targets: [{subject: 覆盖率, at_least: 98, unit: "%"}, {subject: 检查次数, at_most: 2, unit: 次}]}
//! ```
//! ```yaml plan.yaml
//! kind: campaign
//! implements: superior
//! sections:
//!   - heading: 要求
//!     items:
//!       - {title: 检查, answers: cover, text: 检查到位。, targets: [{subject: 覆盖率, at_least: 100, unit: "%"}, {subject: 检查次数, at_most: 1, unit: 次}]}
//!       - {title: 再检查, answers: cover, text: 覆盖率不低于98%，检查次数不超过2次。}
//! ```
//!
//! ## Bad
//! ```yaml superior.yaml
//! kind: campaign
//! id: superior
//! sections:
//!   - heading: 要求
//!     items:
//!       - {id: cover, title: 检查, text: 检查到位。, targets: [{subject: 覆盖率, at_least: 98, unit: "%"}]}
//! ```
//! ```yaml plan.yaml
//! kind: campaign
//! implements: superior
//! sections:
//!   - heading: 要求
//!     items:
//!       - title: 检查
//!         answers: cover
//!         text: 检查到位。
//!         targets:
//!           # error+1「{subject: 覆盖率, at_least: 95, unit: "%"}」“覆盖率”为95%，低于上级的98%
//!           - {subject: 覆盖率, at_least: 95, unit: "%"}
//!       - {title: 抽查, answers: cover, text: 抽查一批。} # warning「抽查」上级的目标值“覆盖率”没有写明
//! ```

use crate::diag::{Level, words};
use crate::model::implementing::{Answer, Target};
use crate::policy::{Check, Report, Rule, Strength, Whole, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Error,
    strength: Strength::Internal,
    authority: "内部一致性：承接的指标不低于上级要求",
    since: "0.1.0",
    ids: &["O03"],
    check: Check::Set(check),
};

fn check(set: &Whole<'_>, report: &mut Report) {
    for pair in set.implementing() {
        for (own, demand) in pair.answered() {
            for theirs in &demand.says.targets {
                judge(own, theirs, report);
            }
        }
    }
}

fn judge(own: &Answer<'_>, theirs: &Target, report: &mut Report) {
    let (subject, unit) = (&theirs.subject, &theirs.unit);
    let mut same = own.says.targets.iter().filter(|ours| ours.subject == *subject);
    let Some(ours) = same.next() else {
        return missing(own, theirs, report);
    };
    if ours.unit != *unit {
        return;
    }
    let (less, a, b, zh, en) = match (theirs.at_least, theirs.at_most) {
        (Some(theirs), _) => match ours.at_least {
            Some(ours) => (ours < theirs, ours, theirs, "低", "lower"),
            None => return,
        },
        (None, Some(theirs)) => match ours.at_most {
            Some(ours) => (ours > theirs, ours, theirs, "高", "higher"),
            None => return,
        },
        (None, None) => return,
    };
    if less {
        report
            .at(
                ours.span,
                words!(
                    "“{subject}”为{a}{unit}，{zh}于上级的{b}{unit}",
                    "`{subject}` is {a}{unit}, {en} than the superior's {b}{unit}"
                ),
            )
            .also(theirs.span, words!("上级的目标值", "the superior's target"))
            .help(words!("按上级的目标值改正", "meet the superior's target"));
    }
}

/// Tells of a target that is taken over neither as data nor in words.
fn missing(own: &Answer<'_>, theirs: &Target, report: &mut Report) {
    let number = theirs.at_least.or(theirs.at_most).map(|number| number.to_string());
    let subject = &theirs.subject;
    if number.is_none_or(|number| own.says.says(&number)) {
        return;
    }
    report
        .at(
            own.says.head(),
            words!(
                "上级的目标值“{subject}”没有写明",
                "the superior's target `{subject}` is not stated"
            ),
        )
        .also(theirs.span, words!("上级的目标值", "the superior's target"))
        .help(words!("写在 targets（目标值）里", "state it under `targets`"))
        .level(Level::Warning);
}
