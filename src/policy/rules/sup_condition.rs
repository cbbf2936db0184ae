//! # 漏掉了上级的例外 · an exception of the superior's is dropped
//!
//! ## 为什么
//! 上级写“确有困难的除外”，本级转写时漏掉，本来可以不做的单位也被要求做。承接的任务要保留上级的例外，
//! 或者另写自己的例外；这里只看有没有，不比较内容。
//!
//! ## Good
//! ```yaml superior.yaml
//! kind: campaign
//! id: superior
//! sections:
//!   - heading: 要求
//!     items:
//!       - {id: a, title: 自查, text: 五月底前完成自查，确有困难的除外。}
//! ```
//! ```yaml plan.yaml
//! kind: campaign
//! implements: superior
//! sections:
//!   - heading: 要求
//!     items:
//!       - {title: 自查, answers: a, text: 五月底前完成自查，新开业的除外。}
//!       - {title: 复查, answers: a, text: 六月复查。, condition: 确有困难的除外}
//! ```
//!
//! ## Bad
//! ```yaml superior.yaml
//! kind: campaign
//! id: superior
//! sections:
//!   - heading: 要求
//!     items:
//!       - {id: a, title: 自查, text: 五月底前完成自查，确有困难的除外。}
//! ```
//! ```yaml plan.yaml
//! kind: campaign
//! implements: superior
//! sections:
//!   - heading: 要求
//!     items:
//!       - {title: 自查, answers: a, text: 五月底前完成自查。} # warning「自查」没有写上级的例外“确有困难的除外”
//! ```

use crate::diag::{Level, words};
use crate::policy::{Check, Report, Rule, Strength, Whole, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Warning,
    strength: Strength::Mandatory,
    authority: "《党政机关公文处理工作条例》第十九条（一）：同现行有关公文相衔接",
    since: "0.1.0",
    ids: &["O08"],
    check: Check::Set(check),
};

fn check(set: &Whole<'_>, report: &mut Report) {
    for pair in set.implementing() {
        for (own, demand) in pair.answered() {
            let Some(theirs) = &demand.says.condition else { continue };
            if own.says.condition.is_some() {
                continue;
            }
            // A whole sentence is too long to be quoted in a message.
            let long = theirs.value.chars().count() > 24;
            let quoted = if long { String::new() } else { format!("“{}”", theirs.value) };
            report
                .at(
                    own.says.head(),
                    words!(
                        "没有写上级的例外{quoted}",
                        "it lacks the superior's exception {quoted}"
                    ),
                )
                .also(theirs.span, words!("上级的例外", "the superior's exception"))
                .help(words!("写上例外，或写在 condition 里", "add it, or state `condition`"));
        }
    }
}
