//! # 联合行文机关次序不一 · joint issuers in another order
//!
//! ## 为什么
//! 通知把主办机关排在最前，所附的方案换了次序，版头和署名就对不上。同一组机关联合印发的通知和附件，次序应当相同。
//!
//! ## Good
//! ```yaml notice.yaml
//! kind: notice
//! issuer: [甲局, 乙局]
//! attachments: [plan, other]
//! ```
//! ```yaml plan.yaml
//! kind: campaign
//! id: plan
//! issuer: [甲局, 乙局]
//! ```
//! ```yaml other.yaml
//! kind: guide
//! id: other
//! issuer: [乙局]
//! ```
//!
//! ## Bad
//! ```yaml notice.yaml
//! kind: notice
//! issuer: [甲局, 乙局]
//! attachments: [plan]
//! ```
//! ```yaml plan.yaml
//! kind: campaign
//! id: plan
//! issuer: [乙局, 甲局] # error「乙局」发文机关的次序与印发它的文件不同
//! ```

use crate::diag::{Level, words};
use crate::model::Paper;
use crate::policy::offices;
use crate::policy::{Among, Check, Report, Rule, Strength, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Error,
    strength: Strength::Internal,
    authority: "内部一致性：联合行文机关的次序一致",
    since: "0.1.0",
    ids: &["M04"],
    check: Check::Among(check),
};

fn check(among: &Among<'_>, report: &mut Report) {
    let (set, paper) = (among.set, among.paper);
    let Some((carrier, _)) = among.carrier() else { return };
    let names = |paper: &'_ Paper| -> Vec<String> {
        offices::named(paper, "issuer")
            .map(|(_, name)| set.names(paper).identity(name).to_owned())
            .collect()
    };
    let (own, other) = (names(paper), names(carrier));
    let (mut one, mut two) = (own.clone(), other.clone());
    one.sort();
    two.sort();
    if own.len() < 2 || one != two || own == other {
        return;
    }
    let at = own.iter().zip(&other).position(|(own, other)| own != other).unwrap_or_default();
    let place =
        |paper: &'_ Paper| offices::named(paper, "issuer").nth(at).map(|(field, _)| field.span);
    report
        .at(
            place(paper).unwrap_or_else(|| paper.head()),
            words!(
                "发文机关的次序与印发它的文件不同",
                "the issuers stand in another order than in the paper that carries it"
            ),
        )
        .also(
            place(carrier).unwrap_or_else(|| carrier.head()),
            words!("印发它的文件", "that paper"),
        )
        .help(words!("主办机关在前，两处一致", "put the leading body first in both"));
}
