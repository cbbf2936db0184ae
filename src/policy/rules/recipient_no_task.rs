//! # 主送机关没有任务 · a recipient without a task
//!
//! ## 为什么
//! 印发方案的通知主送某局，方案里却没有它的事，要么漏了分工，要么该改为抄送。任务写给统称、说不准包含谁的，不报。
//!
//! ## Good
//! ```yaml registry/units.yaml
//! kind: units
//! units:
//!   - {id: gaj, name: 江门市公安局}
//!   - {id: ts, name: 台山市医疗保障局}
//! ```
//! ```yaml registry/groups.yaml
//! kind: groups
//! groups:
//!   - {id: all, name: 各县（市、区）医疗保障局, members: [ts]}
//! ```
//! ```yaml notice.yaml
//! kind: notice
//! to: [江门市公安局, 台山市医疗保障局]
//! attachments: [plan]
//! ```
//! ```yaml plan.yaml
//! kind: campaign
//! id: plan
//! phases:
//!   - name: 检查
//!     tasks:
//!       - {id: a, title: 检查, lead: 各县（市、区）医疗保障局, support: 江门市公安局}
//! ```
//!
//! ## Bad
//! ```yaml registry/units.yaml
//! kind: units
//! units:
//!   - {id: gaj, name: 江门市公安局}
//!   - {id: wjj, name: 江门市卫生健康局}
//!   - {id: jyj, name: 江门市教育局}
//! ```
//! ```yaml notice.yaml
//! kind: notice
//! to:
//!   - 江门市公安局
//!   - 江门市卫生健康局
//!   - 江门市教育局 # hint「江门市教育局」“江门市教育局”在所附方案中没有任务
//! attachments: [plan]
//! ```
//! ```yaml plan.yaml
//! kind: campaign
//! id: plan
//! phases:
//!   - name: 检查
//!     tasks:
//!       - {id: a, title: 检查, lead: 江门市公安局, support: 江门市卫生健康局}
//! ```

use std::collections::BTreeSet;

use crate::diag::{Level, words};
use crate::model::Body;
use crate::policy::{Among, Check, Report, Rule, Strength, this_file};
use crate::policy::{jobs, offices};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Hint,
    strength: Strength::Practice,
    authority: "实务：主送机关在方案中应当有任务",
    since: "0.1.0",
    ids: &["C16"],
    check: Check::Among(check),
};

fn check(among: &Among<'_>, report: &mut Report) {
    let (set, notice) = (among.set, among.paper);
    if notice.facts.attachments.is_empty() {
        return;
    }
    let attached =
        notice.facts.attachments.iter().filter_map(|entry| set.paper(&entry.paper.value));
    let attached: Vec<_> = attached.collect();
    let all: Vec<_> = attached.iter().flat_map(|paper| jobs::of(paper)).collect();
    let written = all.iter().flat_map(|job| &job.bodies).filter_map(|(_, body)| body.text());
    let mut busy: BTreeSet<&str> = BTreeSet::new();
    let mut open = false;
    let names = among.names();
    for name in written {
        open |= !matches!(names.body(name), Some(Body::Unit(..))) && names.members(name).is_empty();
        busy.extend(names.members(name).into_iter().map(|unit| unit.id.value.as_str()));
    }
    let duties = attached.iter().any(|paper| paper.root.get("duties").is_some());
    if open || duties || busy.len() < 2 {
        return;
    }
    for (field, name) in offices::recipients(notice) {
        let Some(Body::Unit(unit, _)) = names.body(name) else { continue };
        if !busy.contains(unit.id.value.as_str()) {
            report
                .at(
                    field.span,
                    words!(
                        "“{name}”在所附方案中没有任务",
                        "`{name}` has no task in the plan that is attached"
                    ),
                )
                .help(words!("补上分工，或者改为抄送", "give it a task, or move it to `cc`"));
        }
    }
}
