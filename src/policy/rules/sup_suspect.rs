//! # 上级要求改了，承接待确认 · the superior's words have changed since
//!
//! ## 为什么
//! 承接时核对过的上级要求后来改了期限或者文字，承接的任务未必还对得上。`answers` 里 @ 后面是核对时
//! 上级文字的校验码，对不上就要重新核对；核对完用 `hongtou trace --confirm` 写入新的校验码。
//!
//! ## Good
//! ```yaml superior.yaml
//! kind: campaign
//! id: superior
//! phases:
//!   - {id: one, name: 自查, period: 2026年5月}
//! ```
//! ```yaml plan.yaml
//! kind: campaign
//! implements: superior
//! phases:
//!   - {id: a, name: 自查, period: 2026年5月, answers: one}
//! ```
//!
//! ## Bad
//! ```yaml superior.yaml
//! kind: campaign
//! id: superior
//! phases:
//!   - {id: one, name: 自查, period: 2026年5月}
//! ```
//! ```yaml plan.yaml
//! kind: campaign
//! implements: superior
//! phases:
//!   - {id: a, name: 自查, period: 2026年5月, answers: one@00000000} # warning「one@00000000」上级的“自查”在确认之后改过
//! ```

use crate::diag::{Level, words};
use crate::policy::{Check, Report, Rule, Strength, Whole, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Warning,
    strength: Strength::Internal,
    authority: "内部一致性：承接须对应上级现在的文字",
    since: "0.1.0",
    ids: &["O20"],
    check: Check::Set(check),
};

fn check(set: &Whole<'_>, report: &mut Report) {
    for pair in set.implementing() {
        for (own, demand) in pair.answered() {
            if !own.suspect(demand) {
                continue;
            }
            let name = demand.says.shown();
            report
                .at(
                    own.to.span,
                    words!(
                        "上级的“{name}”在确认之后改过",
                        "the superior's `{name}` has changed since it was confirmed"
                    ),
                )
                .also(demand.says.head(), words!("上级现在的要求", "what it asks now"))
                .help(words!(
                    "核对后运行 hongtou trace --confirm",
                    "compare them, then run `hongtou trace --confirm`"
                ));
        }
    }
}
