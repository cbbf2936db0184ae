//! # 单位用了别称 · a body by another name
//!
//! ## 为什么
//! “市医保局”口头说说无妨，公文用全称或者规范化简称，前后才是同一个单位。登记为别称的名称，
//! 按书写时的开头换成全称或者简称；几个单位共有的别称不代改。
//!
//! ## Good
//! ```yaml registry/units.yaml
//! kind: units
//! units:
//!   - {id: ybj, name: 江门市医疗保障局, short: 市医疗保障局, aliases: [市医保局]}
//! ```
//!
//! ```yaml notice.yaml
//! kind: notice
//! issuer: 江门市医疗保障局
//! to: [市医疗保障局]
//! body: |
//!   市医保局热线照常开通。
//! ```
//!
//! ## Bad
//! ```yaml registry/units.yaml
//! kind: units
//! units:
//!   - id: ybj
//!     name: 江门市医疗保障局
//!     short: 市医疗保障局
//!     aliases: [市医保局, 江门市医保局]
//!   - {id: pj, name: 江门市医疗保障局蓬江分局, aliases: [蓬江医保]}
//! ```
//!
//! ```yaml notice.yaml
//! kind: notice
//! issuer: 江门市医保局 # warning「江门市医保局」“江门市医保局”是江门市医疗保障局的别称
//! to:
//!   - "市医保局" # warning「市医保局」“市医保局”是江门市医疗保障局的别称
//!   - 蓬江医保 # warning「蓬江医保」“蓬江医保”是江门市医疗保障局蓬江分局的别称
//! ```
//!
//! ## Fixed
//! ```yaml registry/units.yaml
//! kind: units
//! units:
//!   - id: ybj
//!     name: 江门市医疗保障局
//!     short: 市医疗保障局
//!     aliases: [市医保局, 江门市医保局]
//!   - {id: pj, name: 江门市医疗保障局蓬江分局, aliases: [蓬江医保]}
//! ```
//!
//! ```yaml notice.yaml
//! kind: notice
//! issuer: 江门市医疗保障局
//! to:
//!   - "市医疗保障局"
//!   - 江门市医疗保障局蓬江分局
//! ```
//!
//! ## Bad
//! ```yaml registry/units.yaml
//! kind: units
//! units:
//!   - {id: rsj, name: 江门市人力资源和社会保障局, aliases: [市社保]}
//!   - {id: sbj, name: 江门市社会保险基金管理局, aliases: [市社保]}
//! ```
//!
//! ```yaml notice.yaml
//! kind: notice
//! to: 市社保 # warning「市社保」“市社保”是几个单位共有的别称
//! ```

use crate::diag::{Level, Trust, words};
use crate::model::registry::Unit;
use crate::model::{Body, Field, Leaf, Set, Spelling};
use crate::policy::{Check, Report, Rule, Strength, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Warning,
    strength: Strength::Practice,
    authority: "实务：写单位用全称、规范化简称或者统称",
    since: "0.1.0",
    ids: &["G05"],
    check: Check::Set(check),
};

fn check(set: &Set, report: &mut Report) {
    for field in set.all().flat_map(|paper| paper.leaves(Leaf::Unit)) {
        let written = field.text().unwrap_or_default().trim();
        if let Some(Body::Unit(unit, Spelling::Alias)) = set.registry.body(written) {
            tell(field, unit, set.registry.is_shared(written), report);
        }
    }
}

fn tell(field: &Field, unit: &Unit, shared: bool, report: &mut Report) {
    let text = field.text().unwrap_or_default();
    let (written, span) = (text.trim(), field.at(0..text.len()));
    if shared {
        let message =
            words!("“{written}”是几个单位共有的别称", "several bodies are called `{written}`");
        report.at(span, message).help(words!("写明是哪个单位", "say which of them is meant"));
        return;
    }
    let (name, proper) = (&unit.name.value, proper(unit, written));
    report
        .at(span, words!("“{written}”是{name}的别称", "`{written}` is another name of `{name}`"))
        .also(unit.id.span, words!("登记在此", "it is registered here"))
        .help(words!("写成“{proper}”", "write `{proper}`"))
        .fix(Trust::Safe, proper);
}

/// The full or the short name, whichever begins more like what was written: 江门市医保局 names
/// the city, 市医保局 does not.
fn proper<'a>(unit: &'a Unit, written: &str) -> &'a str {
    let alike = |name: &str| {
        name.chars().zip(written.chars()).take_while(|(own, other)| own == other).count()
    };
    let (short, full) = (unit.short_name(), unit.name.value.as_str());
    if alike(full) > alike(short) { full } else { short }
}
