//! # 上行文没有签发人 · a paper to a superior without a signer
//!
//! ## 为什么
//! 请示、报告送上级机关，应当标注签发人，上级据此知道由谁负责。主送机关的层级没有登记的，不作判断。
//!
//! ## Good
//! ```yaml registry/units.yaml
//! kind: units
//! units:
//!   - {id: ybj, name: 江门市医疗保障局, level: city}
//!   - {id: sj, name: 广东省医疗保障局, level: provincial}
//! ```
//! ```yaml ask.yaml
//! kind: notice
//! title: 关于调整检查安排的请示
//! issuer: 江门市医疗保障局
//! to: 广东省医疗保障局
//! signers: [岑望舒]
//! ```
//! ```yaml public.yaml
//! kind: notice
//! title: 2022年法治政府建设年度报告
//! issuer: 江门市医疗保障局
//! to: []
//! ```
//!
//! ## Bad
//! ```yaml registry/units.yaml
//! kind: units
//! units:
//!   - {id: ybj, name: 江门市医疗保障局, level: city}
//!   - {id: sj, name: 广东省医疗保障局, level: provincial}
//! ```
//! ```yaml ask.yaml
//! kind: notice
//! title: 关于调整检查安排的请示
//! issuer: 江门市医疗保障局
//! to: 广东省医疗保障局 # error「广东省医疗保障局」上行文没有标注签发人
//! ```

use crate::diag::{Level, words};
use crate::policy::offices;
use crate::policy::{Among, Check, Report, Rule, Strength, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Error,
    strength: Strength::Mandatory,
    authority: "《党政机关公文处理工作条例》第九条第（六）项",
    since: "0.1.0",
    ids: &["A23"],
    check: Check::Among(check),
};

fn check(among: &Among<'_>, report: &mut Report) {
    let paper = among.paper;
    if paper.root.items_of("signers").is_empty() && among.upward() {
        let to = offices::recipients(paper).next().map_or(paper.head(), |(field, _)| field.span);
        report
            .at(to, words!("上行文没有标注签发人", "a paper to a superior names no signer"))
            .also(paper.head(), words!("上行文", "the paper"))
            .help(words!("在 signers 里写签发人姓名", "name who signs it off under `signers`"));
    }
}
