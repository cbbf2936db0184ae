//! # 题名与文号不配 · title and number do not belong together
//!
//! ## 为什么
//! 题名是国家医疗保障局的，文号却是广东省医疗保障局的，读者照着就找不到文件。题名和文号要出自
//! 同一份文件；登记过的逐字核对，没有登记的核对发文机关和机关代字。
//!
//! 引用时略去发文机关、以通知的文号引用所印发的方案，都不算不符。
//!
//! ## Good
//! ```yaml registry/citations.yaml
//! kind: citations
//! citations:
//!   - {id: gd-2022-29, title: 广东省医疗保障局关于做好2022年医疗保障基金监管工作的通知, number: 粤医保函〔2022〕29号, issuer: 广东省医疗保障局, kind_of: document}
//!   - {id: fund, title: 医疗保障基金使用监督管理条例, number: 国务院令第735号, issuer: 国务院, kind_of: regulation}
//!   - {id: order, title: 关于印发〈工作规则〉的通知, number: 粤医保发〔2021〕3号, issuer: 广东省医疗保障局, kind_of: document}
//! ```
//! ```yaml notice.yaml
//! kind: notice
//! body: |
//!   根据《广东省医疗保障局关于做好2022年医疗保障基金监管工作的通知》（粤医保函〔2022〕29号，以下简称《通知》）
//!   和《医疗保障基金使用监督管理条例》（中华人民共和国国务院令第七百三十五号），
//!   以及《关于做好2022年医疗保障基金监管工作的通知》（粤医保函〔2022〕29号）、
//!   《关于印发《工作规则》的通知》（粤医保发〔2021〕3号）、《工作规则》（粤医保发〔2021〕3号）。
//!   《医疗保障基金使用监督管理条例》（2021年1月15日公布）、《办法》（粤医保函〔2020〕1号）另行学习。
//! ```
//!
//! ## Bad
//! ```yaml registry/citations.yaml
//! kind: citations
//! citations:
//!   - {id: gd-2022-29, title: 广东省医疗保障局关于做好2022年医疗保障基金监管工作的通知, number: 粤医保函〔2022〕29号, issuer: 广东省医疗保障局, kind_of: document}
//! ```
//! ```yaml plan.yaml
//! kind: campaign
//! # error+2「粤医保函〔2022〕29号」粤医保函〔2022〕29号不是所引文件的文号
//! preamble: |
//!   根据《国家医疗保障局关于做好2022年医疗保障基金监管工作的通知》（粤医保函〔2022〕29号）的要求，制定本方案。
//! ```
//! ```yaml notice.yaml
//! kind: notice
//! # error+1「粤医保函〔2021〕29号」所引文件的文号登记为粤医保函〔2022〕29号
//! body: 根据《广东省医疗保障局关于做好2022年医疗保障基金监管工作的通知》（粤医保函〔2021〕29号）。
//! ```
//!
//! ## Bad
//! ```yaml registry/units.yaml
//! kind: units
//! units:
//!   - {id: gj-ybj, name: 国家医疗保障局, level: national, prefixes: [医保发]}
//!   - {id: gd-ybj, name: 广东省医疗保障局, level: provincial, prefixes: [粤医保函]}
//! ```
//! ```yaml plan.yaml
//! kind: campaign
//! # error+1「粤医保函〔2022〕29号」机关代字“粤医保函”属于广东省医疗保障局，题名却是国家医疗保障局的
//! preamble: 根据《国家医疗保障局关于做好监管工作的通知》（粤医保函〔2022〕29号）制定本方案。
//! ```

use std::sync::Arc;

use crate::diag::{Level, words};
use crate::model::Set;
use crate::model::citing::{Quoted, Shelf, Standing};
use crate::policy::{Check, Judge, Report, Rule, Strength, Whole, of_papers, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Error,
    strength: Strength::Internal,
    authority: "内部一致性：引用的题名和文号须出自同一份文件",
    since: "0.1.0",
    ids: &["H05"],
    check: Check::Prepared(check),
};

fn check<'s>(whole: &Arc<Whole<'s>>) -> Judge<'s> {
    let whole = Arc::clone(whole);
    of_papers(move |among, report| {
        for quoted in among.quoted() {
            judge(quoted, whole.shelf(), among.set, report);
        }
    })
}

fn judge(quoted: &Quoted<'_>, shelf: &Shelf, set: &Set, report: &mut Report) {
    let number = &quoted.number;
    let (span, written) = (quoted.field.at(number.range.clone()), &number.canonical);
    match shelf.judge(set, &quoted.title, number) {
        Standing::Fits | Standing::Unknown => {}
        Standing::OtherNumber(known) => {
            let Some(right) = &known.number else { return };
            report
                .at(
                    span,
                    words!(
                        "所引文件的文号登记为{right}",
                        "the paper cited is registered with the number {right}"
                    ),
                )
                .also(right.span, words!("登记的文号", "the number registered"))
                .help(words!("核对原文，改题名或改文号", "look it up, and change one of the two"));
        }
        Standing::OtherTitle(known) => {
            let title = &known.title.value;
            report
                .at(
                    span,
                    words!(
                        "{written}不是所引文件的文号",
                        "{written} is the number of another paper"
                    ),
                )
                .also(quoted.span, words!("这里引的题名", "the title cited"))
                .also(
                    known.title.span,
                    words!("这个文号属于这份文件", "the paper with this number"),
                )
                .help(words!("引这个文号应写《{title}》", "with this number, cite `{title}`"));
        }
        Standing::OtherIssuer { named, owner } => {
            let (named_as, owner_as) = (&named.name.value, &owner.name.value);
            let code = number.prefix.as_deref().unwrap_or_default();
            report
                .at(
                    span,
                    words!(
                        "机关代字“{code}”属于{owner_as}，题名却是{named_as}的",
                        "the code `{code}` belongs to `{owner_as}`, the title to `{named_as}`"
                    ),
                )
                .also(quoted.span, words!("这里引的题名", "the title cited"))
                .also(owner.name.span, words!("用这个代字的机关", "the body with this code"))
                .help(words!("核对原文，改题名或改文号", "look it up, and change one of the two"));
        }
    }
}
