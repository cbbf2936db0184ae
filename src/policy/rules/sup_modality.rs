//! # 改变了上级的义务强度 · another obligation than the superior's
//!
//! ## 为什么
//! 上级写“应当”，本级写“可以”，硬要求就成了可做可不做；上级写“鼓励”，本级写“必须”，则是层层加码。
//! 强度写在 `obligation` 里，没有写的看文字；一段话里两种说法都有的，不作判断。
//!
//! ## Good
//! ```yaml superior.yaml
//! kind: campaign
//! id: superior
//! sections:
//!   - heading: 要求
//!     items:
//!       - {id: a, title: 自查, text: 各单位应当开展自查。}
//!       - {id: b, title: 公开, text: 鼓励公开结果，但不得泄露隐私。}
//! ```
//! ```yaml plan.yaml
//! kind: campaign
//! implements: superior
//! sections:
//!   - heading: 要求
//!     items:
//!       - {title: 自查, answers: a, text: 各单位必须在五月开展自查。}
//!       - {title: 公开, answers: b, text: 各单位必须公开结果。}
//! ```
//!
//! ## Bad
//! ```yaml superior.yaml
//! kind: campaign
//! id: superior
//! sections:
//!   - heading: 要求
//!     items:
//!       - {id: a, title: 自查, text: 各单位应当开展自查。}
//!       - {id: b, title: 公开, text: 鼓励公开结果。}
//!       - {id: c, title: 培训, text: 做好培训。, obligation: must}
//! ```
//! ```yaml plan.yaml
//! kind: campaign
//! implements: superior
//! sections:
//!   - heading: 要求
//!     items:
//!       - {title: 自查, answers: a, text: 各单位可以开展自查。} # warning「可以」上级要求“应当”，这里写成可做可不做
//!       - {title: 公开, answers: b, text: 各单位必须公开结果。} # warning「必须」上级只是允许或者鼓励，这里写成必须做
//!       - {title: 培训, answers: c, text: 做好培训。, obligation: may} # warning「may」上级要求“应当”，这里写成可做可不做
//! ```

use crate::diag::{Level, words};
use crate::model::implementing::Obligation;
use crate::policy::{Check, Report, Rule, Strength, Whole, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Warning,
    strength: Strength::Mandatory,
    authority: "《党政机关公文处理工作条例》第十九条（一）：同现行有关公文相衔接",
    since: "0.1.0",
    ids: &["O07"],
    check: Check::Set(check),
};

fn check(set: &Whole<'_>, report: &mut Report) {
    for pair in set.implementing() {
        for (own, demand) in pair.answered() {
            let (Some(ours), Some(theirs)) = (&own.says.obligation, &demand.says.obligation) else {
                continue;
            };
            let message = match (theirs.value, ours.value) {
                (Obligation::Must, Obligation::May) => words!(
                    "上级要求“应当”，这里写成可做可不做",
                    "the superior demands it, this leaves a choice"
                ),
                (Obligation::May, Obligation::Must) => words!(
                    "上级只是允许或者鼓励，这里写成必须做",
                    "the superior leaves a choice, this demands it"
                ),
                (Obligation::Must, Obligation::Must) | (Obligation::May, Obligation::May) => {
                    continue;
                }
            };
            report
                .at(ours.span, message)
                .also(theirs.span, words!("上级的说法", "the superior's word"))
                .help(words!("按上级的强度改写", "ask for it as strongly as the superior"));
        }
    }
}
