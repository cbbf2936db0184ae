//! # 单位未登记 · an unregistered body
//!
//! ## 为什么
//! 写错一个字的单位收不到文，也查不出承担过什么任务。写单位的地方都对照机构登记和统称登记核对；
//! 两样都没有登记的工作区不作此项检查。“市教育局”在别的市登记了、在本市没有登记，也是没有登记。
//!
//! ## Good
//! ```yaml registry/units.yaml
//! kind: units
//! units:
//!   - {id: cgj, name: 江门市城市管理局, short: 市城市管理局}
//! ```
//!
//! ```yaml registry/groups.yaml
//! kind: groups
//! groups:
//!   - {id: counties, name: 各县（市、区）人民政府，市政府各部门、各直属机构}
//! ```
//!
//! ```yaml notice.yaml
//! kind: notice
//! issuer: 江门市城市管理局
//! to: 各县（市、区）人民政府，市政府各部门、各直属机构
//! cc: [市城市管理局]
//! ```
//!
//! ## Good
//! ```yaml
//! kind: notice
//! issuer: 江门市城市管理局
//! ```
//!
//! ## Bad
//! ```yaml registry/units.yaml
//! kind: units
//! units:
//!   - {id: cgj, name: 江门市城市管理局, short: 市城市管理局}
//!   - {id: wjj, name: 江门市卫生健康局, short: 市卫生健康局}
//! ```
//!
//! ```yaml notice.yaml
//! kind: notice
//! issuer: 江门市城市管理司 # error「江门市城市管理司」“江门市城市管理司”没有登记
//! to: "市城管局" # error「市城管局」“市城管局”没有登记
//! ```
//!
//! ## Bad
//! ```yaml registry/units.yaml
//! kind: units
//! units:
//!   - {id: jm-ybj, name: 江门市医疗保障局, short: 市医疗保障局, level: city, region: 江门市}
//!   - {id: nt-jyj, name: 南通市教育局, short: 市教育局, level: city, region: 南通市}
//!   - {id: pj-jyj, name: 江门市蓬江区教育局, short: 区教育局, level: county, region: 蓬江区}
//! ```
//!
//! ```yaml notice.yaml
//! kind: notice
//! issuer: 江门市医疗保障局
//! to:
//!   - 市教育局 # error「市教育局」“市教育局”在江门市没有登记
//!   - 南通市教育局
//!   - 区教育局
//! ```

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use crate::diag::{Level, Words, words};
use crate::model::registry::Unit;
use crate::model::{Body, Field, Leaf, Reading, Registry, Set, Spelling};
use crate::policy::{Among, Check, Judge, Report, Rule, Strength, Whole, idle, offices, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Error,
    strength: Strength::Internal,
    authority: "内部一致性：文中的机关、单位应当登记",
    since: "0.1.0",
    ids: &["G04"],
    check: Check::Prepared(check),
};

/// For how many different names a registered one is sought: each search reads the whole registry.
const SEARCHES: usize = 200;

fn check<'s>(whole: &Arc<Whole<'s>>) -> Judge<'s> {
    let registry = &whole.set().registry;
    if registry.units.is_empty() && registry.groups.is_empty() {
        return idle();
    }
    let (whole, helps) = (Arc::clone(whole), OnceLock::new());
    Arc::new(move |among, report| {
        for (field, _) in among.bodies().iter().filter(|(_, read)| matches!(read, Reading::Unknown))
        {
            let written = field.text().unwrap_or_default().trim();
            if is_unknown(written, registry) {
                let helps = helps.get_or_init(|| helps_for(&whole));
                tell(field, written, helps.get(written).cloned().unwrap_or_else(unlisted), report);
            }
        }
        if among.is_paper() {
            elsewhere(among, report);
        }
    })
}

/// Whether a field names a body that nobody has registered. Several bodies in one are
/// `unit-separator`'s.
fn is_unknown(written: &str, registry: &Registry) -> bool {
    !written.is_empty()
        && !written.contains("{{")
        && !registry.is_known(written)
        && offices::joined(written, registry).is_none()
}

/// What to do about the first unknown names of a set. They are looked for once a paper has one,
/// and in all papers at once: which are first must not depend on who asks.
fn helps_for(set: &Set) -> BTreeMap<String, Words> {
    let mut helps: BTreeMap<String, Words> = BTreeMap::new();
    let names = set.all().flat_map(|paper| paper.leaves(Leaf::Unit));
    let names = names.map(|field| field.text().unwrap_or_default().trim());
    for name in names.filter(|name| is_unknown(name, &set.registry)) {
        if helps.len() >= SEARCHES {
            break;
        }
        helps.entry(name.to_owned()).or_insert_with(|| help(&set.registry, name));
    }
    helps
}

/// Short names that in this city nobody bears: 市教育局 in a paper of one city is no body of another
/// city that happens to be registered. Who is of which city only their level and region tell.
fn elsewhere(among: &Among<'_>, report: &mut Report) {
    let names = among.names();
    let homes: Option<Vec<&str>> =
        among.origin().iter().map(|own| city(names.unit(own)?)).collect();
    let Some(homes) = homes.filter(|homes| !homes.is_empty()) else { return };
    for (field, read) in among.bodies() {
        let Reading::One(Body::Unit(unit, Spelling::Short | Spelling::Alias)) = read else {
            continue;
        };
        let written = field.text().unwrap_or_default().trim();
        if !written.starts_with('市') {
            continue;
        }
        let Some(theirs) = city(unit).filter(|theirs| !homes.contains(theirs)) else { continue };
        let (home, full) = (homes[0], &unit.name.value);
        report
            .at(
                field.at(0..field.text().map_or(0, str::len)),
                words!("“{written}”在{home}没有登记", "`{written}` is not registered in {home}"),
            )
            .also(unit.name.span, words!("登记的是{theirs}的", "this one is of {theirs}"))
            .help(words!(
                "登记本地的单位；确指“{full}”的，写全称",
                "register the local body, or write `{full}` in full"
            ));
    }
}

/// The city whose body it is.
fn city(unit: &Unit) -> Option<&str> {
    let level = unit.level.as_ref()?.value.as_str();
    let region = unit.region.as_ref()?.value.as_str();
    (level == "city" && region.ends_with('市')).then_some(region)
}

fn tell(field: &Field, written: &str, help: Words, report: &mut Report) {
    let span = field.at(0..field.text().map_or(0, str::len));
    let message = words!("“{written}”没有登记", "`{written}` is not registered");
    report.at(span, message).help(help);
}

fn help(registry: &Registry, written: &str) -> Words {
    match registry.nearest_body(written) {
        Some(name) => words!("是不是“{name}”？", "did you mean `{name}`?"),
        None => unlisted(),
    }
}

fn unlisted() -> Words {
    words!(
        "核对名称；确有此单位的，在 registry/ 的机构或统称中登记",
        "check the name, or register the body or group in `registry/`"
    )
}
