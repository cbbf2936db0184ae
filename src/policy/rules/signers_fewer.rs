//! # 签发人少于发文机关 · fewer signers than issuers
//!
//! ## 为什么
//! 几个机关联合上报，各机关都有负责人签发，版头上按机关的次序逐个标注。只写了主办机关的签发人，多半是会签还没有
//! 走完，或者登记时漏了。
//!
//! ## Good
//! ```yaml
//! kind: request
//! title: 关于联合开展检查的请示
//! issuer: [甲局, 乙局]
//! signers: [沈听澜, 叶拾秋]
//! ```
//!
//! ## Good
//! ```yaml
//! kind: request
//! title: 关于开展检查的请示
//! issuer: 甲局
//! signers: [沈听澜]
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: request
//! title: 关于联合开展检查的请示
//! issuer: [甲局, 乙局]
//! signers:
//!   - 沈听澜 # warning「沈听澜」2个机关联合行文，签发人只有1名
//! ```

use crate::diag::{Level, words};
use crate::model::Paper;
use crate::policy::{Check, Report, Rule, Strength, offices, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Warning,
    strength: Strength::Practice,
    authority: "实务：联合上行文逐个机关标注签发人",
    since: "0.1.0",
    ids: &[],
    check: Check::Paper(check),
};

fn check(paper: &Paper, report: &mut Report) {
    let signers: Vec<_> = offices::named(paper, "signers").collect();
    let issuers: Vec<_> = offices::named(paper, "issuer").collect();
    let (bodies, people) = (issuers.len(), signers.len());
    let (Some((last, _)), Some((body, _))) = (signers.last(), issuers.last()) else { return };
    if people < bodies {
        report
            .at(
                last.inside(),
                words!(
                    "{bodies}个机关联合行文，签发人只有{people}名",
                    "{bodies} bodies issue it jointly, and {people} sign"
                ),
            )
            .also(body.inside(), words!("发文机关", "the issuers"))
            .help(words!("按机关的次序补齐签发人", "name who signs for each body, in their order"));
    }
}
