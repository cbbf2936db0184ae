//! # 联系人与登记不符 · a contact that differs from the register
//!
//! ## 为什么
//! 联系人写错单位、电话抄错一位，来电的人就找不到。登记了的人员，单位或者电话与登记不同就报；同名的人有几个的，
//! 有一个相符就不报。
//!
//! ## Good
//! ```yaml registry/units.yaml
//! kind: units
//! units:
//!   - {id: ybj, name: 江门市医疗保障局, short: 市医疗保障局}
//! ```
//! ```yaml registry/people.yaml
//! kind: people
//! people:
//!   - {id: cen, name: 岑望舒, unit: ybj, phone: 0750-8555126}
//! ```
//! ```yaml notice.yaml
//! kind: notice
//! contacts:
//!   - {name: 岑望舒, unit: 市医疗保障局, phone: 0750—8555126}
//!   - {name: 没有登记的人, unit: 市公安局, phone: 0750-8555127}
//! ```
//!
//! ## Bad
//! ```yaml registry/units.yaml
//! kind: units
//! units:
//!   - {id: ybj, name: 江门市医疗保障局, short: 市医疗保障局}
//!   - {id: gaj, name: 江门市公安局}
//! ```
//! ```yaml registry/people.yaml
//! kind: people
//! people:
//!   - {id: cen, name: 岑望舒, unit: ybj, phone: 0750-8555126}
//! ```
//! ```yaml notice.yaml
//! kind: notice
//! contacts:
//!   - name: 岑望舒
//!     unit: 江门市公安局 # error「江门市公安局」岑望舒登记的单位是江门市医疗保障局
//!     phone: 0750-8555216 # error「0750-8555216」岑望舒登记的电话是0750-8555126
//! ```

use crate::diag::{Level, Words, words};
use crate::model::registry::Person;
use crate::model::{Field, Leaf, Registry, Set};
use crate::policy::{Check, Report, Rule, Strength, this_file};
use crate::text::Span;

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Error,
    strength: Strength::Internal,
    authority: "内部一致性：联系人的单位、电话与登记一致",
    since: "0.1.0",
    ids: &["G21"],
    check: Check::Set(check),
};

fn check(set: &Set, report: &mut Report) {
    for paper in &set.papers {
        paper.root.walk(&mut |field| judge(field, &set.registry, report));
    }
}

fn judge(object: &Field, registry: &Registry, report: &mut Report) {
    let Some(name) = object.get("name").filter(|name| name.leaf == Leaf::Person) else { return };
    let name = name.text().unwrap_or_default().trim();
    let known: Vec<&Person> = registry.people.iter().filter(|one| one.name.value == name).collect();
    let [first, ..] = known.as_slice() else { return };
    let shown =
        |id: &str| registry.unit(id).map_or_else(|| id.to_owned(), |unit| unit.name.value.clone());
    for (key, zh, en) in [("unit", "单位", "body"), ("phone", "电话", "telephone")] {
        let written = object.get(key).and_then(|field| Some((field.span, field.text()?)));
        let Some((span, text)) = written else { continue };
        let own = |one: &Person| if key == "unit" { one.unit.clone() } else { one.phone.clone() };
        let same = |own: &str| {
            if key == "unit" {
                registry.identity(own) == registry.identity(text)
            } else {
                digits(own) == digits(text)
            }
        };
        if known.iter().any(|one| own(one).is_none_or(|own| same(&own.value))) {
            continue;
        }
        let Some(own) = own(first) else { continue };
        let value = shown(&own.value);
        tell(
            span,
            own.span,
            words!("{name}登记的{zh}是{value}", "the registered {en} of `{name}` is `{value}`"),
            report,
        );
    }
}

fn tell(span: Span, place: Span, message: Words, report: &mut Report) {
    report
        .at(span, message)
        .also(place, words!("登记在这里", "registered here"))
        .help(words!("核对后改正，或者更新登记", "correct it, or bring the register up to date"));
}

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}
