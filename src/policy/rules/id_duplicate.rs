//! # 标识重复 · one id for two things
//!
//! ## 为什么
//! 标识用来互相引用。两份文件、两个机构用同一个标识，引用就不知道指的是哪一个。没有写 `id` 的文件，
//! 以文件名为标识。
//!
//! ## Good
//! ```yaml 2022/notice.yaml
//! kind: notice
//! id: notice-2022
//! ```
//! ```yaml 2023/notice.yaml
//! kind: notice
//! ```
//! ```yaml plan.yaml
//! kind: campaign
//! phases:
//!   - {id: check, name: 检查, tasks: [{id: check, title: 检查}]}
//! ```
//!
//! ## Bad
//! ```yaml registry/units.yaml
//! kind: units
//! units:
//!   - {id: ybj, name: 江门市医疗保障局, level: city}
//!   - {id: ybj, name: 台山市医疗保障局, level: county} # error「ybj」标识“ybj”已经用过
//! ```
//! ```yaml 2022/notice.yaml
//! kind: notice
//! id: notice
//! ```
//! ```yaml 2023/notice.yaml
//! kind: notice # error「notice」标识“notice”已经用过
//! ```
//! ```yaml plan.yaml
//! kind: campaign
//! phases:
//!   - {id: check, name: 检查}
//!   - {id: check, name: 复查} # error「check」标识“check”已经用过
//! ```

use std::collections::HashMap;

use crate::diag::{Level, words};
use crate::policy::{Check, Report, Rule, Strength, Whole, this_file};
use crate::text::{Span, Spanned};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Error,
    strength: Strength::Internal,
    authority: "内部一致性：一个标识只指一样东西",
    since: "0.1.0",
    ids: &[],
    check: Check::Set(check),
};

fn check(set: &Whole<'_>, report: &mut Report) {
    let registry = &set.registry;
    judge(set.papers.iter().map(|paper| &paper.id), report);
    // A body and a collective name are asked for under one roof.
    let units = registry.units.iter().map(|unit| &unit.id);
    judge(units.chain(registry.groups.iter().map(|group| &group.id)), report);
    judge(registry.people.iter().filter_map(|person| person.id.as_ref()), report);
    judge(registry.citations.iter().map(|entry| &entry.id), report);
    for paper in &set.papers {
        judge(paper.facts.phases.iter().filter_map(|phase| phase.id.as_ref()), report);
        judge(paper.facts.tasks.iter().filter_map(|task| task.id.as_ref()), report);
    }
}

fn judge<'a>(ids: impl Iterator<Item = &'a Spanned<String>>, report: &mut Report) {
    let mut first: HashMap<&str, Span> = HashMap::new();
    for id in ids {
        let Some(earlier) = first.get(id.value.as_str()) else {
            first.insert(&id.value, id.span);
            continue;
        };
        report
            .at(id.span, words!("标识“{id}”已经用过", "the id `{id}` is already taken"))
            .also(*earlier, words!("先用在这里", "taken here"))
            .help(words!(
                "改其中一个；文件没有写 id 的，补上一个",
                "change one; give a paper without an `id` its own"
            ));
    }
}
