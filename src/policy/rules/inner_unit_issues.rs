//! # 内设机构对外发文 · an inner section issues a paper
//!
//! ## 为什么
//! 部门的内设机构除办公厅（室）外，不得对外正式行文。科室、专班的事，由所在机关发文。名称以本机关名称开头、
//! 以科、处、股等结尾的，才认作内设机构。
//!
//! ## Good
//! ```yaml registry/units.yaml
//! kind: units
//! units:
//!   - {id: ybj, name: 江门市医疗保障局}
//!   - {id: bgs, name: 江门市医疗保障局办公室, parent: ybj}
//!   - {id: glc, name: 江门市公路管理处}
//! ```
//! ```yaml notice.yaml
//! kind: notice
//! issuer: 江门市医疗保障局办公室
//! to: 各县（市、区）医疗保障局
//! ```
//! ```yaml other.yaml
//! kind: notice
//! issuer: 江门市公路管理处
//! to: 各县（市、区）公路局
//! ```
//!
//! ## Bad
//! ```yaml registry/units.yaml
//! kind: units
//! units:
//!   - {id: ybj, name: 江门市医疗保障局}
//!   - {id: jdk, name: 江门市医疗保障局基金监督科, parent: ybj}
//! ```
//! ```yaml notice.yaml
//! kind: notice
//! issuer: 江门市医疗保障局基金监督科 # error「江门市医疗保障局基金监督科」“江门市医疗保障局基金监督科”是江门市医疗保障局的内设机构
//! to: 各县（市、区）医疗保障局
//! ```

use crate::diag::{Level, words};
use crate::policy::offices;
use crate::policy::{Among, Check, Report, Rule, Strength, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Error,
    strength: Strength::Mandatory,
    authority: "《党政机关公文处理工作条例》第十七条",
    since: "0.1.0",
    ids: &["C14"],
    check: Check::Among(check),
};

/// What the names of inner sections end in.
const SECTIONS: [&str; 5] = ["科", "处", "股", "科室", "专班"];

fn check(among: &Among<'_>, report: &mut Report) {
    let paper = among.paper;
    let names = among.names();
    if offices::recipients(paper).next().is_none() {
        return;
    }
    for (field, unit) in among.issuers() {
        let parent = unit.parent.as_ref().and_then(|parent| names.unit(&parent.value));
        let Some(parent) = parent else { continue };
        let (name, outer) = (&unit.name.value, &parent.name.value);
        let own = name.strip_prefix(outer.as_str()).unwrap_or_default();
        if SECTIONS.iter().any(|end| own.ends_with(end)) {
            report
                .at(
                    field.span,
                    words!(
                        "“{name}”是{outer}的内设机构",
                        "`{name}` is an inner section of `{outer}`"
                    ),
                )
                .also(unit.name.span, words!("登记在这里", "registered here"))
                .help(words!(
                    "由所在机关或者它的办公室发文",
                    "let its body, or the body's office, issue it"
                ));
        }
    }
}
