//! # 单位用了别称 · a body by another name
//!
//! ## 为什么
//! “市医保局”口头说说无妨，公文用全称或者规范化简称，前后才是同一个单位。登记为别称的名称，
//! 按书写时的开头换成全称或者简称；认不出是哪个单位的，由 unit-ambiguous 报告。
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
//!   - {id: jm-zf, name: 江门市人民政府}
//!   - {id: jm, name: 江门市医疗保障局, short: 市医疗保障局, aliases: [市医保局], parent: jm-zf}
//!   - {id: lc-zf, name: 临沧市人民政府}
//!   - {id: lc, name: 临沧市医疗保障局, short: 市医疗保障局, aliases: [市医保局], parent: lc-zf}
//! ```
//!
//! ```yaml notice.yaml
//! kind: notice
//! issuer: 临沧市人民政府
//! to: 市医保局 # warning「市医保局」“市医保局”是临沧市医疗保障局的别称
//! ```
//!
//! ## Fixed
//! ```yaml registry/units.yaml
//! kind: units
//! units:
//!   - {id: jm-zf, name: 江门市人民政府}
//!   - {id: jm, name: 江门市医疗保障局, short: 市医疗保障局, aliases: [市医保局], parent: jm-zf}
//!   - {id: lc-zf, name: 临沧市人民政府}
//!   - {id: lc, name: 临沧市医疗保障局, short: 市医疗保障局, aliases: [市医保局], parent: lc-zf}
//! ```
//!
//! ```yaml notice.yaml
//! kind: notice
//! issuer: 临沧市人民政府
//! to: 市医疗保障局
//! ```

use crate::diag::{Level, Trust, words};
use crate::model::registry::Unit;
use crate::model::{Body, Field, Names, Reading, Spelling};
use crate::policy::{Among, Check, Report, Rule, Strength, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Warning,
    strength: Strength::Practice,
    authority: "实务：写单位用全称、规范化简称或者统称",
    since: "0.1.0",
    ids: &["G05"],
    check: Check::Records(check),
};

fn check(among: &Among<'_>, report: &mut Report) {
    let names = among.names();
    for (field, read) in among.bodies() {
        if let Reading::One(Body::Unit(unit, Spelling::Alias)) = read {
            tell(field, unit, names, report);
        }
    }
}

fn tell(field: &Field, unit: &Unit, names: &Names<'_>, report: &mut Report) {
    let text = field.text().unwrap_or_default();
    let (written, span) = (text.trim(), field.at(0..text.len()));
    let (name, proper) = (&unit.name.value, proper(unit, written, names));
    report
        .at(span, words!("“{written}”是{name}的别称", "`{written}` is another name of `{name}`"))
        .also(unit.id.span, words!("登记在此", "it is registered here"))
        .help(words!("写成“{proper}”", "write `{proper}`"))
        .fix(Trust::Safe, proper);
}

/// The full or the short name, whichever begins more like what was written: 江门市医保局 names
/// the city, 市医保局 does not. A short name that means another body here is none.
fn proper<'a>(unit: &'a Unit, written: &str, names: &Names<'_>) -> &'a str {
    let alike = |name: &str| {
        name.chars().zip(written.chars()).take_while(|(own, other)| own == other).count()
    };
    let (short, full) = (unit.short_name(), unit.name.value.as_str());
    let own = names.unit(short).is_some_and(|other| other.id.value == unit.id.value);
    if own && alike(short) >= alike(full) { short } else { full }
}
