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

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::sync::Arc;

use crate::diag::{Level, words};
use crate::model::Set;
use crate::policy::{Check, Judge, Report, Rule, Strength, Whole, this_file};
use crate::text::{Span, Spanned};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Error,
    strength: Strength::Internal,
    authority: "内部一致性：一个标识只指一样东西",
    since: "0.1.0",
    ids: &[],
    check: Check::Prepared(check),
};

fn check<'s>(whole: &Arc<Whole<'s>>) -> Judge<'s> {
    let registered = registered(whole.set());
    Arc::new(move |among, report| {
        let paper = among.paper;
        if !among.is_paper() {
            let own = registered.iter().filter(|(id, _)| id.span.source == paper.source);
            own.for_each(|(id, first)| tell(id, *first, report));
            return;
        }
        let first = among.set.paper(&paper.id.value).map(|first| first.id.span);
        if let Some(first) = first.filter(|first| *first != paper.id.span) {
            tell(&paper.id, first, report);
        }
        let phases = paper.facts.phases.iter().filter_map(|phase| phase.id.as_ref());
        let tasks = paper.facts.tasks.iter().filter_map(|task| task.id.as_ref());
        for (id, first) in taken(phases).into_iter().chain(taken(tasks)) {
            tell(id, first, report);
        }
    })
}

/// An id that is taken already, and where it was first.
type Taken<'a> = (&'a Spanned<String>, Span);

/// What of the registries is taken already.
fn registered(set: &Set) -> Vec<Taken<'_>> {
    let registry = &set.registry;
    // A body and a collective name are asked for under one roof.
    let units = registry.units.iter().map(|unit| &unit.id);
    let mut found = taken(units.chain(registry.groups.iter().map(|group| &group.id)));
    found.extend(taken(registry.people.iter().filter_map(|person| person.id.as_ref())));
    found.extend(taken(registry.citations.iter().map(|entry| &entry.id)));
    found
}

fn taken<'a>(ids: impl Iterator<Item = &'a Spanned<String>> + Clone) -> Vec<Taken<'a>> {
    // Hardly any id is taken twice, and where it was first is asked only then.
    let mut sorted: Vec<&str> = ids.clone().map(|id| id.value.as_str()).collect();
    sorted.sort_unstable();
    if sorted.is_sorted_by(|one, next| one < next) {
        return Vec::new();
    }
    let mut first: BTreeMap<&str, Span> = BTreeMap::new();
    let mut found = Vec::new();
    for id in ids {
        match first.entry(&id.value) {
            Entry::Vacant(free) => drop(free.insert(id.span)),
            Entry::Occupied(earlier) => found.push((id, *earlier.get())),
        }
    }
    found
}

fn tell(id: &Spanned<String>, first: Span, report: &mut Report) {
    report
        .at(id.span, words!("标识“{id}”已经用过", "the id `{id}` is already taken"))
        .also(first, words!("先用在这里", "taken here"))
        .help(words!(
            "改其中一个；文件没有写 id 的，补上一个",
            "change one; give a paper without an `id` its own"
        ));
}
