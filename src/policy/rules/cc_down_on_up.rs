//! # 上行文抄送下级机关 · a copy of a paper to a superior for one below
//!
//! ## 为什么
//! 请示、报告还没有得到上级答复，不抄送下级机关，免得下级把请示的内容当成定论去办。
//!
//! ## Good
//! ```yaml registry/units.yaml
//! kind: units
//! units:
//!   - {id: ybj, name: 江门市医疗保障局, level: city}
//!   - {id: wjj, name: 江门市卫生健康局, level: city}
//!   - {id: sj, name: 广东省医疗保障局, level: provincial}
//! ```
//! ```yaml ask.yaml
//! kind: notice
//! title: 关于调整检查安排的请示
//! issuer: 江门市医疗保障局
//! to: 广东省医疗保障局
//! cc: 江门市卫生健康局
//! ```
//!
//! ## Bad
//! ```yaml registry/units.yaml
//! kind: units
//! units:
//!   - {id: ybj, name: 江门市医疗保障局, level: city}
//!   - {id: ts, name: 台山市医疗保障局, level: county}
//!   - {id: sj, name: 广东省医疗保障局, level: provincial}
//! ```
//! ```yaml ask.yaml
//! kind: notice
//! title: 关于调整检查安排的请示
//! issuer: 江门市医疗保障局
//! to: 广东省医疗保障局
//! cc: [台山市医疗保障局] # error「台山市医疗保障局」上行文抄送了下级机关
//! ```

use crate::diag::{Level, words};
use crate::policy::offices;
use crate::policy::{Among, Check, Report, Rule, Strength, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Error,
    strength: Strength::Mandatory,
    authority: "《党政机关公文处理工作条例》第十五条第（一）项",
    since: "0.1.0",
    ids: &["C05"],
    check: Check::Among(check),
};

fn check(among: &Among<'_>, report: &mut Report) {
    let Some((issuer, own)) = among.from_below() else { return };
    let (paper, names) = (among.paper, among.names());
    for (field, name) in offices::named(paper, "cc") {
        let ranks = offices::ranks(name, names).unwrap_or_default();
        if ranks.iter().any(|rank| *rank > own) {
            report
                .at(
                    field.span,
                    words!(
                        "上行文抄送了下级机关",
                        "a paper to a superior is copied to a body below the issuer"
                    ),
                )
                .also(issuer.span, words!("发文机关", "the issuer"))
                .help(words!("从 cc 中删去", "remove it from `cc`"));
        }
    }
}
