//! # 机关代字不符 · the code of another body
//!
//! ## 为什么
//! 发文字号以发文机关的代字开头。用了别的机关的代字，等于用了别人的文号；代字没有登记的，
//! 无从核对。机关代字登记在 `registry/units.yaml` 的 `prefixes` 里。
//!
//! ## Good
//! ```yaml registry/units.yaml
//! kind: units
//! units:
//!   - {id: jm-ybj, name: 江门市医疗保障局, short: 市医疗保障局, level: city, prefixes: [江医保, 江医保函]}
//! ```
//! ```yaml notice.yaml
//! kind: notice
//! issuer: 市医疗保障局
//! number: 江医保函〔2022〕18号
//! ```
//! ```yaml other.yaml
//! kind: notice
//! issuer: 没有登记的机关
//! number: 某某〔2022〕1号
//! ```
//!
//! ## Bad
//! ```yaml registry/units.yaml
//! kind: units
//! units:
//!   - {id: jm-ybj, name: 江门市医疗保障局, level: city, prefixes: [江医保]}
//!   - {id: jm-wjj, name: 江门市卫生健康局, level: city, prefixes: [江卫]}
//! ```
//! ```yaml notice.yaml
//! kind: notice
//! issuer: 江门市医疗保障局
//! number: 江卫〔2022〕18号 # error「江卫」机关代字“江卫”属于江门市卫生健康局
//! ```
//! ```yaml second.yaml
//! kind: notice
//! issuer: 江门市医疗保障局
//! number: 江医报〔2022〕19号 # warning「江医报」机关代字“江医报”没有登记
//! ```

use crate::diag::{Level, nearest, words};
use crate::model::registry::Unit;
use crate::model::{DocumentNumber, Field, Leaf, Names, Set};
use crate::policy::{Among, Check, Report, Rule, Strength, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Error,
    strength: Strength::Internal,
    authority: "内部一致性：机关代字与登记的一致",
    since: "0.1.0",
    ids: &["A08"],
    check: Check::Records(check),
};

fn check(among: &Among<'_>, report: &mut Report) {
    let (set, root, names) = (among.set, &among.paper.root, among.names());
    if among.is_paper() {
        judge(root, set, names, true, report);
    } else {
        root.walk(&mut |field| judge(field, set, names, false, report));
    }
}

/// Judges an object that has a number and an issuer. A registry of citations lists papers of
/// bodies that nobody registers codes for, so only a code of another body is an error there.
fn judge(object: &Field, set: &Set, names: &Names<'_>, own: bool, report: &mut Report) {
    let Some(number) = object.get("number").filter(|field| field.leaf == Leaf::DocumentNumber)
    else {
        return;
    };
    let Some(found) = number.text().and_then(DocumentNumber::whole) else { return };
    let issuers: Option<Vec<&Unit>> = object
        .items_of("issuer")
        .iter()
        .map(|issuer| names.unit(issuer.text().unwrap_or_default()))
        .collect();
    // An issuer nobody knows is another rule's business.
    let Some(issuers) = issuers.filter(|issuers| !issuers.is_empty()) else { return };
    let code = &found.prefix;
    let uses = |unit: &&Unit| unit.prefixes.iter().any(|own| own.value == *code);
    if issuers.iter().any(&uses) {
        return;
    }
    let span = number.at(found.range.start..found.range.start + code.len());
    if let Some(owner) = set.registry.units.iter().find(uses) {
        let name = &owner.name.value;
        let message = words!("机关代字“{code}”属于{name}", "the code `{code}` belongs to `{name}`");
        let entry = owner.prefixes.iter().find(|own| own.value == *code);
        let place = entry.map_or(owner.name.span, |own| own.span);
        report
            .at(span, message)
            .also(place, words!("登记在这里", "registered here"))
            .also(issuers[0].name.span, words!("发文机关的登记", "the issuer's entry"))
            .help(words!("改用发文机关自己的代字", "use the issuer's own code"));
    } else if own {
        unregistered(code, span, issuers[0], report);
    }
}

fn unregistered(code: &str, span: crate::text::Span, issuer: &Unit, report: &mut Report) {
    let name = &issuer.name.value;
    let near = nearest(code, issuer.prefixes.iter().map(|own| own.value.as_str()));
    let help = match near {
        Some(near) => words!("是不是“{near}”？", "did you mean `{near}`?"),
        None => words!(
            "核对后登记在“{name}”的 prefixes 里",
            "once it is confirmed, add it to the `prefixes` of `{name}`"
        ),
    };
    report
        .at(span, words!("机关代字“{code}”没有登记", "the code `{code}` is not registered"))
        .also(issuer.name.span, words!("发文机关的登记", "the issuer's entry"))
        .help(help)
        .level(Level::Warning);
}
