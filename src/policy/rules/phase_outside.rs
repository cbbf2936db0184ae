//! # 阶段超出总时间 · a phase outside the whole period
//!
//! ## 为什么
//! 方案定到6月底，却有阶段排到7月中旬：要么总时间写短了，要么阶段写长了。
//!
//! ## Good
//! ```yaml
//! kind: campaign
//! period: 2022年3月15日至12月
//! phases:
//!   - {name: 自查, period: 2022年3月}
//!   - {name: 总结, period: 2022年12月下旬}
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: campaign
//! period: 2022年3月至6月
//! phases:
//!   - name: 自查
//!     period: 2022年3月至5月
//!   - name: 总结
//!     period: 2022年6月至7月15日 # error「2022年6月至7月15日」“总结”超出总时间2022年3月至6月
//! ```

use crate::calendar::Answer;
use crate::diag::{Level, words};
use crate::model::Paper;
use crate::policy::{Check, Report, Rule, Strength, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Error,
    strength: Strength::Internal,
    authority: "内部一致性：各阶段应当在方案的起止时间之内",
    since: "0.1.0",
    ids: &["F03"],
    check: Check::Paper(check),
};

fn check(paper: &Paper, report: &mut Report) {
    let Some(whole) = paper.time("period") else { return };
    let Some(days) = whole.interval() else { return };
    for phase in &paper.facts.phases {
        let inside = phase.interval().map_or(Answer::Unknown, |own| days.contains(&own));
        if inside != Answer::No {
            continue;
        }
        let (name, all) = (phase.shown(), days.canonical());
        report
            .at(
                phase.place(),
                words!("“{name}”超出总时间{all}", "`{name}` leaves the whole period `{all}`"),
            )
            .also(whole.span, words!("总时间", "the whole period"))
            .help(words!("改阶段的时间，或改总时间", "change the phase, or the whole period"));
    }
}
