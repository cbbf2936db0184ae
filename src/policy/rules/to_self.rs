//! # 给自己发文 · a paper to its own issuer
//!
//! ## 为什么
//! 发文机关出现在主送或者抄送里，多半是套用别家的发送范围没有改。
//!
//! ## Good
//! ```yaml
//! kind: notice
//! issuer: 江门市医疗保障局
//! to: [江门市公安局]
//! ```
//!
//! ## Bad
//! ```yaml registry/units.yaml
//! kind: units
//! units:
//!   - {id: ybj, name: 江门市医疗保障局, short: 市医疗保障局}
//! ```
//! ```yaml notice.yaml
//! kind: notice
//! issuer: 江门市医疗保障局
//! to: [江门市公安局]
//! cc: 市医疗保障局 # error「市医疗保障局」“市医疗保障局”就是发文机关
//! ```

use crate::diag::{Level, words};
use crate::policy::offices;
use crate::policy::{Among, Check, Report, Rule, Strength, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Error,
    strength: Strength::Internal,
    authority: "内部一致性：发文机关不是自己的收文机关",
    since: "0.1.0",
    ids: &["C08"],
    check: Check::Among(check),
};

fn check(among: &Among<'_>, report: &mut Report) {
    let paper = among.paper;
    let names = among.names();
    for (issuer, own) in offices::named(paper, "issuer") {
        let own = names.identity(own);
        for (field, name) in offices::recipients(paper).chain(offices::named(paper, "cc")) {
            if names.identity(name) == own {
                report
                    .at(field.span, words!("“{name}”就是发文机关", "`{name}` is the issuer"))
                    .also(issuer.span, words!("发文机关", "the issuer"))
                    .help(words!("删去它", "remove it"));
            }
        }
    }
}
