//! # 人名与登记的人差一个形近字 · a name one look-alike character off
//!
//! ## 为什么
//! “杜家豪”与登记的“杜家毫”只差一个形近字，多半是打错了。同一单位里确有两个相近姓名的很多，所以只在差的那个字
//! 形近，或者电话也相同时才报。
//!
//! ## Good
//! ```yaml registry/people.yaml
//! kind: people
//! people:
//!   - {id: a, name: 杜家毫, unit: ybj, phone: 0750-8555126}
//!   - {id: b, name: 陈晓明, unit: ybj, phone: 0750-8555127}
//! ```
//! ```yaml notice.yaml
//! kind: notice
//! contacts:
//!   - {name: 杜家毫, phone: 0750-8555126}
//!   - {name: 陈晓红, phone: 0750-8555128}
//! ```
//!
//! ## Bad
//! ```yaml registry/people.yaml
//! kind: people
//! people:
//!   - {id: a, name: 杜家毫, unit: ybj, phone: 0750-8555126}
//!   - {id: b, name: 陈晓明, unit: ybj, phone: 0750-8555127}
//! ```
//! ```yaml notice.yaml
//! kind: notice
//! contacts:
//!   - {name: 杜家豪, phone: 0750-8555120} # warning「杜家豪」“杜家豪”与登记的“杜家毫”只差一字
//!   - {name: 陈小明, phone: 0750-8555127} # warning「陈小明」“陈小明”与登记的“陈晓明”只差一字
//! ```

use crate::diag::{Level, words};
use crate::model::registry::Person;
use crate::model::{Field, Registry};
use crate::policy::{Among, Check, Report, Rule, Strength, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Warning,
    strength: Strength::Internal,
    authority: "内部一致性：人名与登记一致",
    since: "0.1.0",
    ids: &["G22"],
    check: Check::Among(check),
};

/// Characters of names that are taken for each other.
const ALIKE: [&str; 24] = [
    "毫豪",
    "铭明名",
    "祥翔详",
    "俊峻竣",
    "玮伟炜",
    "瑞端",
    "慧惠",
    "杨扬",
    "凤风",
    "辉晖",
    "艳燕",
    "洁浩",
    "磊垒",
    "颖颍",
    "喧暄",
    "璇旋",
    "睿瑞",
    "芬芳",
    "勋熏",
    "晓小",
    "阳旸",
    "柱桂",
    "萍平",
    "佳住",
];

fn check(among: &Among<'_>, report: &mut Report) {
    for object in &among.tree().people {
        let name = object.get("name").into_iter();
        name.for_each(|name| judge(object, name, &among.set.registry, report));
    }
}

fn judge(object: &Field, field: &Field, registry: &Registry, report: &mut Report) {
    let name = field.text().unwrap_or_default().trim();
    if registry.named(name).any(|one| one.name.value == name) {
        return;
    }
    let phone = object.get("phone").and_then(Field::text);
    let meant = |one: &&Person| {
        let pair = one_off(name, &one.name.value);
        let alike =
            |(a, b): (char, char)| ALIKE.iter().any(|set| set.contains(a) && set.contains(b));
        let called = phone.is_some() && one.phone.as_ref().map(|own| own.value.as_str()) == phone;
        pair.is_some_and(|pair| alike(pair) || called)
    };
    let Some(one) = registry.people.iter().find(meant) else { return };
    let own = &one.name.value;
    report
        .at(
            field.span,
            words!(
                "“{name}”与登记的“{own}”只差一字",
                "`{name}` is one character off the registered `{own}`"
            ),
        )
        .also(one.name.span, words!("登记在这里", "registered here"))
        .help(words!(
            "核对姓名；确是两个人的，补登记",
            "check the name, or register the other person"
        ));
}

/// The one character in which two names of equal length and the same family name differ.
fn one_off(one: &str, other: &str) -> Option<(char, char)> {
    let same =
        one.chars().count() == other.chars().count() && one.chars().next() == other.chars().next();
    let mut pairs = one.chars().zip(other.chars()).filter(|(a, b)| a != b);
    let first = pairs.next().filter(|_| same)?;
    pairs.next().is_none().then_some(first)
}
