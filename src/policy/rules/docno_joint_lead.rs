//! # 联合行文没有用主办机关的文号 · a joint paper under another body's number
//!
//! ## 为什么
//! 几个机关联合行文，用主办机关的发文字号；发文机关里排在最前的就是主办机关。
//!
//! ## Good
//! ```yaml registry/units.yaml
//! kind: units
//! units:
//!   - {id: ybj, name: 江门市医疗保障局, prefixes: [江医保]}
//!   - {id: wjj, name: 江门市卫生健康局, prefixes: [江卫]}
//! ```
//! ```yaml notice.yaml
//! kind: notice
//! issuer: [江门市医疗保障局, 江门市卫生健康局]
//! number: 江医保〔2022〕18号
//! ```
//!
//! ## Bad
//! ```yaml registry/units.yaml
//! kind: units
//! units:
//!   - {id: ybj, name: 江门市医疗保障局, prefixes: [江医保]}
//!   - {id: wjj, name: 江门市卫生健康局, prefixes: [江卫]}
//! ```
//! ```yaml notice.yaml
//! kind: notice
//! issuer: [江门市医疗保障局, 江门市卫生健康局]
//! number: 江卫〔2022〕7号 # error「江卫」文号是江门市卫生健康局的，主办机关是江门市医疗保障局
//! ```

use crate::diag::{Level, words};
use crate::model::{DocumentNumber, Field};
use crate::policy::{Among, Check, Report, Rule, Strength, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Error,
    strength: Strength::Mandatory,
    authority: "《党政机关公文处理工作条例》第九条第（五）项",
    since: "0.1.0",
    ids: &["A12"],
    check: Check::Among(check),
};

fn check(among: &Among<'_>, report: &mut Report) {
    let paper = among.paper;
    let issuers = among.issuers();
    let [(first, lead), rest @ ..] = issuers else { return };
    let Some(number) = paper.root.get("number") else { return };
    let Some(found) = number.text().and_then(DocumentNumber::whole) else { return };
    let uses = |code: &str| lead.prefixes.iter().any(|own| own.value == code);
    let others = rest.iter().map(|(_, unit)| unit);
    let mut owner = others.filter(|unit| unit.prefixes.iter().any(|own| own.value == found.prefix));
    let Some(owner) = owner.next().filter(|_| !uses(&found.prefix)) else { return };
    let (name, main) = (&owner.name.value, &lead.name.value);
    report
        .at(
            Field::at(number, found.range.start..found.range.start + found.prefix.len()),
            words!(
                "文号是{name}的，主办机关是{main}",
                "the number is one of `{name}`, but `{main}` leads"
            ),
        )
        .also(first.span, words!("主办机关在这里", "the leading body"))
        .help(words!(
            "改用主办机关的文号，或者把主办机关排在最前",
            "use the leading body's number, or put the leading body first"
        ));
}
