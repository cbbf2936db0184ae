//! # 重号 · one number for two papers
//!
//! ## 为什么
//! 一个发文字号只用于一份公文。两份文件同号，引用、归档、查询时就不知道指的是哪一份。
//! 随通知印发的附件可以写通知的文号，几个附件都写也不算重。
//!
//! ## Good
//! ```yaml notice.yaml
//! kind: notice
//! id: notice
//! number: 江医保〔2022〕18号
//! attachments: [plan, guide]
//! ```
//! ```yaml guide.yaml
//! kind: guide
//! id: guide
//! number: 江医保〔2022〕18号
//! ```
//! ```yaml plan.yaml
//! kind: campaign
//! id: plan
//! number: 江医保〔2022〕18号
//! ```
//! ```yaml other.yaml
//! kind: notice
//! id: other
//! number: 江医保函〔2022〕18号
//! ```
//!
//! ## Bad
//! ```yaml a.yaml
//! kind: notice
//! id: a
//! number: 江医保〔2022〕18号
//! ```
//! ```yaml b.yaml
//! kind: notice
//! id: b
//! number: 江医保〔2022〕018号 # error「江医保〔2022〕018号」文号江医保〔2022〕18号已经用于另一份文件
//! ```

use std::collections::BTreeMap;

use crate::diag::{Level, words};
use crate::model::{DocumentNumber, Field, Paper, Set};
use crate::policy::{Check, Report, Rule, Strength, Whole, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Error,
    strength: Strength::Internal,
    authority: "内部一致性：一个发文字号只用于一份公文",
    since: "0.1.0",
    ids: &["A10"],
    check: Check::Set(check),
};

fn check(set: &Whole<'_>, report: &mut Report) {
    let mut first: BTreeMap<String, (&Paper, &Field)> = BTreeMap::new();
    for paper in &set.papers {
        let Some(field) = paper.root.get("number") else { continue };
        let Some(found) = field.text().and_then(DocumentNumber::whole) else { continue };
        let number = found.canonical();
        let Some((holder, earlier)) = first.get(&number) else {
            first.insert(number, (paper, field));
            continue;
        };
        // The two are one paper when the same notice carries both, or one carries the other.
        if leader(set, holder, &number) == leader(set, paper, &number) {
            continue;
        }
        let shown = holder.title().map_or_else(|| holder.id.value.clone(), |title| title.value);
        report
            .at(
                field.span,
                words!("文号{number}已经用于另一份文件", "the number {number} is already taken"),
            )
            .also(earlier.span, words!("用于《{shown}》", "taken by `{shown}`"))
            .help(words!("查发文登记，改其中一个", "look it up in the register and change one"));
    }
}

/// The paper whose number it is: the one that carries this paper as an attachment and bears the
/// same number, else the paper itself.
fn leader<'a>(set: &'a Set, paper: &'a Paper, number: &str) -> &'a str {
    let carrier = set.parent(&paper.id.value).map(|(carrier, _)| carrier);
    let same = carrier.filter(|carrier| canonical(carrier).as_deref() == Some(number));
    &same.unwrap_or(paper).id.value
}

fn canonical(paper: &Paper) -> Option<String> {
    let written = paper.root.get("number").and_then(Field::text)?;
    DocumentNumber::whole(written).map(|found| found.canonical())
}
