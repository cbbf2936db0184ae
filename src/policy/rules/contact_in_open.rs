//! # 公开文件留手机号码 · a mobile number for the public to call
//!
//! ## 为什么
//! 主动公开的文件登在网站上，联系人的手机号码也就人人可见。公开的文件联系电话写办公电话；登记表里记为
//! 个人电话的号码同样不写。不公开的文件留手机号码，不报告。
//!
//! ## Good
//! ```yaml
//! kind: notice
//! openness: 主动公开
//! contacts:
//!   - {name: 叶知秋, phone: 0750-5550101}
//! ```
//! ```yaml inner.yaml
//! kind: notice
//! openness: 不予公开
//! contacts:
//!   - {name: 叶知秋, phone: "13800138000"}
//! ```
//!
//! ## Bad
//! ```yaml registry/people.yaml
//! kind: people
//! people:
//!   - {id: ye, name: 叶知秋, phone: 0750-5550199, phone_class: personal}
//! ```
//! ```yaml notice.yaml
//! kind: notice
//! openness: 主动公开
//! attachments: [plan]
//! contacts:
//!   - {name: 叶知秋, phone: 0750-5550199} # warning「0750-5550199」公开的文件里留了个人电话
//! ```
//! ```yaml plan.yaml
//! kind: campaign
//! id: plan
//! contacts:
//!   - name: 叶知秋
//!     phone: "13800138000" # warning「13800138000」公开的文件里留了个人电话
//! ```

use std::collections::BTreeSet;

use crate::diag::{Level, words};
use crate::model::{Field, Leaf, Paper, Sensitivity, Set};
use crate::policy::{Check, Report, Rule, Strength, privacy, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Warning,
    strength: Strength::Practice,
    authority: "实务：公开文件只留办公电话",
    since: "0.1.0",
    ids: &["M10"],
    check: Check::Set(check),
};

fn check(set: &Set, report: &mut Report) {
    let people = set.records.iter().filter(|record| record.kind.value == "people");
    let entries = people.flat_map(|record| record.root.items_of("people"));
    let personal = entries
        .filter(|entry| entry.get("phone_class").and_then(Field::text) == Some("personal"))
        .filter_map(|entry| entry.get("phone").and_then(Field::text));
    let personal: BTreeSet<String> = personal.map(privacy::digits).collect();
    for paper in set.papers.iter().filter(|paper| open(set, paper)) {
        let phones = paper.leaves(Leaf::Phone);
        for field in phones.filter(|field| field.sensitivity == Sensitivity::Public) {
            let text = field.text().unwrap_or_default();
            if privacy::mobiles(text).is_empty() && !personal.contains(&privacy::digits(text)) {
                continue;
            }
            report
                .at(
                    field.inside(),
                    words!(
                        "公开的文件里留了个人电话",
                        "a personal number stands in a paper for the public"
                    ),
                )
                .help(words!("改为办公电话", "give an office number"));
        }
    }
}

/// Whether everybody may read a paper: it says so, or the paper that it is attached to does.
fn open(set: &Set, paper: &Paper) -> bool {
    let says = |paper: &Paper| paper.root.get("openness").and_then(Field::text) == Some("主动公开");
    says(paper) || set.parent(&paper.id.value).is_some_and(|(parent, _)| says(parent))
}
