//! # 主送抄送重复 · a body both addressed and copied
//!
//! ## 为什么
//! 同一机关既主送又抄送，会收到两份，也说不清是要它办还是让它知道。用全称和简称各写一次也算；统称里含有的不算。
//!
//! ## Good
//! ```yaml registry/units.yaml
//! kind: units
//! units:
//!   - {id: pj, name: 蓬江区医疗保障局}
//! ```
//! ```yaml registry/groups.yaml
//! kind: groups
//! groups:
//!   - {id: all, name: 各县（市、区）医疗保障局, members: [pj]}
//! ```
//! ```yaml notice.yaml
//! kind: notice
//! to: 各县（市、区）医疗保障局
//! cc: 蓬江区医疗保障局
//! ```
//!
//! ## Bad
//! ```yaml registry/units.yaml
//! kind: units
//! units:
//!   - {id: gaj, name: 江门市公安局, short: 市公安局}
//! ```
//! ```yaml notice.yaml
//! kind: notice
//! to: [市公安局]
//! cc: [江门市公安局] # error「江门市公安局」“江门市公安局”已经主送
//! ```

use std::collections::BTreeMap;

use crate::diag::{Level, words};
use crate::policy::offices;
use crate::policy::{Among, Check, Report, Rule, Strength, this_file};
use crate::text::Span;

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Error,
    strength: Strength::Internal,
    authority: "内部一致性：主送与抄送不重复",
    since: "0.1.0",
    ids: &["C07"],
    check: Check::Among(check),
};

fn check(among: &Among<'_>, report: &mut Report) {
    let paper = among.paper;
    let names = among.names();
    let to: BTreeMap<&str, Span> = offices::recipients(paper)
        .map(|(field, name)| (names.identity(name), field.span))
        .collect();
    for (field, name) in offices::named(paper, "cc") {
        let Some(place) = to.get(names.identity(name)) else { continue };
        report
            .at(field.span, words!("“{name}”已经主送", "`{name}` is a main recipient already"))
            .also(*place, words!("在这里主送", "here"))
            .help(words!("从 cc 中删去", "remove it from `cc`"));
    }
}
