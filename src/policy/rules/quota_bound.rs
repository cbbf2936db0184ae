//! # 数量要求说不通 · a quota that cannot be met
//!
//! ## 为什么
//! 覆盖率不低于200%做不到，至少10家、至多5家也做不到；只写事项、不写多少的，不成其为要求。
//!
//! ## Good
//! ```yaml
//! kind: inspection-plan
//! items:
//!   - title: 监督检查
//!     quotas:
//!       - {subject: 覆盖率, at_least: 20, unit: "%"}
//!       - {subject: 增长率, at_least: 5, at_most: 100, unit: "%"}
//!       - {subject: 全年检查, at_least: 4, unit: 次}
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: inspection-plan
//! items:
//!   - title: 监督检查
//!     quotas:
//!       - {subject: 覆盖率, at_least: 200, unit: "%"} # error「200」覆盖率不会超过100%
//!       - {subject: 抽查, at_least: 10, at_most: 5, unit: 家} # error「5」至少10家、至多5家，做不到
//!       - {subject: 案件, unit: 件} # error「subject」没有写明不少于或者不超过多少
//! ```

use crate::diag::{Level, words};
use crate::model::Paper;
use crate::model::facts::Quota;
use crate::policy::{Check, Report, Rule, Strength, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Error,
    strength: Strength::Internal,
    authority: "内部一致性：数量要求应当写明多少，并且做得到",
    since: "0.1.0",
    ids: &[],
    check: Check::Paper(check),
};

fn check(paper: &Paper, report: &mut Report) {
    paper.facts.quotas.iter().for_each(|quota| judge(quota, report));
}

fn judge(quota: &Quota, report: &mut Report) {
    let unit = &quota.unit;
    match (quota.at_least, quota.at_most) {
        (None, None) => {
            let message = words!(
                "没有写明不少于或者不超过多少",
                "the quota says neither how many nor how few"
            );
            let help = words!("写 at_least 或者 at_most", "state `at_least` or `at_most`");
            report.at(quota.head, message).help(help);
        }
        (Some((least, place)), Some((most, end))) if least > most => {
            let message = words!(
                "至少{least}{unit}、至多{most}{unit}，做不到",
                "at least {least}{unit} and at most {most}{unit} cannot both be"
            );
            let help = words!("改正其中一个数", "correct one of the numbers");
            report.at(end, message).also(place, words!("下限", "the lower bound")).help(help);
        }
        (Some((least, place)), _) if covers(quota) && least > 100.0 => {
            let message = words!("覆盖率不会超过100%", "a share covered is never above 100%");
            report.at(place, message).help(words!("改正比例", "correct the share"));
        }
        _ => {}
    }
}

/// Whether it is a share of a whole. A growth of 200% is none.
fn covers(quota: &Quota) -> bool {
    quota.unit == "%" && ["覆盖率", "比例", "率达"].iter().any(|word| quota.subject.contains(word))
}
