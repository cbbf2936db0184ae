//! # 标题、版头、署名不是同一个机关 · title, head and signature name different bodies
//!
//! ## 为什么
//! 版头和署名都取自发文机关；标题开头写的如果是另一个机关，收文的人不知道该认哪一个。联合行文时标题先写的
//! 机关应当就是主办机关。印发机关通常是发文机关自己或者它的办公室，另一个不相干的机关作警告。
//!
//! ## Good
//! ```yaml registry/units.yaml
//! kind: units
//! units:
//!   - {id: zf, name: 江门市人民政府}
//!   - {id: fb, name: 江门市人民政府办公室, parent: zf}
//!   - {id: ybj, name: 江门市医疗保障局, short: 市医疗保障局, parent: zf}
//!   - {id: wjj, name: 江门市卫生健康局, parent: zf}
//! ```
//! ```yaml notice.yaml
//! kind: notice
//! title: 市医疗保障局等两部门关于开展检查的通知
//! issuer: [江门市医疗保障局, 江门市卫生健康局]
//! printer: 江门市医疗保障局办公室
//! ```
//! ```yaml forward.yaml
//! kind: notice
//! title: 江门市人民政府办公室转发江门市医疗保障局关于开展检查的通知
//! issuer: 江门市人民政府办公室
//! printer: 江门市人民政府办公室
//! ```
//! ```yaml government.yaml
//! kind: notice
//! title: 关于开展检查的通知
//! issuer: 江门市人民政府
//! printer: 江门市人民政府办公室
//! ```
//!
//! ## Bad
//! ```yaml registry/units.yaml
//! kind: units
//! units:
//!   - {id: ybj, name: 江门市医疗保障局}
//!   - {id: wjj, name: 江门市卫生健康局}
//! ```
//! ```yaml notice.yaml
//! kind: notice
//! title: 江门市卫生健康局关于开展检查的通知 # error「江门市卫生健康局」标题写江门市卫生健康局，发文机关是江门市医疗保障局
//! issuer: 江门市医疗保障局
//! printer: 江门市卫生健康局 # warning「江门市卫生健康局」印发机关与发文机关江门市医疗保障局没有隶属关系
//! ```
//! ```yaml joint.yaml
//! kind: notice
//! title: 江门市卫生健康局 江门市医疗保障局关于开展检查的通知 # error「江门市卫生健康局」标题写江门市卫生健康局，发文机关是江门市医疗保障局
//! issuer: [江门市医疗保障局, 江门市卫生健康局]
//! ```

use crate::diag::{Level, words};
use crate::model::Field;
use crate::model::registry::Unit;
use crate::policy::{Among, Check, Report, Rule, Strength, this_file};
use crate::text::Span;

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Error,
    strength: Strength::Mandatory,
    authority: "《党政机关公文处理工作条例》第九条第（四）（七）项；印发机关从通常做法",
    since: "0.1.0",
    ids: &["A21"],
    check: Check::Among(check),
};

fn check(among: &Among<'_>, report: &mut Report) {
    let issuers = among.issuers();
    let Some((field, lead)) = issuers.first() else { return };
    if let Some((span, named)) = in_title(among).filter(|(_, named)| named.id != lead.id) {
        let (name, own) = (&named.name.value, &lead.name.value);
        report
            .at(
                span,
                words!(
                    "标题写{name}，发文机关是{own}",
                    "the title names `{name}`, but the issuer is `{own}`"
                ),
            )
            .also(field.span, words!("发文机关", "the issuer"))
            .help(words!("核对标题和 issuer", "check the title and `issuer`"));
    }
    printer(among, report);
}

/// The registered body that stands before 关于 in the title.
fn in_title<'s>(among: &Among<'s>) -> Option<(Span, &'s Unit)> {
    let title = among.paper.root.get("title")?;
    let (head, _) = title.text()?.split_once("关于")?;
    let head = head.rsplit_once('等').map_or(head, |(named, _)| named);
    let first = head.split([' ', '\u{3000}', '、']).find(|part| !part.is_empty())?;
    let start = head.find(first)?;
    Some((title.at(start..start + first.len()), among.names().unit(first)?))
}

/// A printing body that is neither an issuer nor belongs to one.
fn printer(among: &Among<'_>, report: &mut Report) {
    let (issuers, names) = (among.issuers(), among.names());
    let Some(field) = among.paper.root.get("printer") else { return };
    let Some(unit) = names.unit(field.text().unwrap_or_default()) else { return };
    let parent = |unit: &Unit| {
        let parent = unit.parent.as_ref().and_then(|parent| names.unit(&parent.value));
        parent.map(|parent| parent.id.value.clone())
    };
    let kin = |(_, issuer): &(&Field, &Unit)| {
        let (own, other) = (&unit.id.value, &issuer.id.value);
        // An office goes by the name of the body it belongs to, registered so or not.
        let whose = unit.name.value.starts_with(&issuer.name.value);
        own == other
            || whose
            || parent(unit).as_ref() == Some(other)
            || parent(issuer).as_ref() == Some(own)
    };
    let name = &issuers[0].1.name.value;
    if !issuers.iter().any(kin) {
        report
            .at(
                field.span,
                words!(
                    "印发机关与发文机关{name}没有隶属关系",
                    "the printing body does not belong to the issuer `{name}`"
                ),
            )
            .also(issuers[0].0.span, words!("发文机关", "the issuer"))
            .help(words!(
                "改正 printer；确有隶属关系的，登记它的 parent",
                "correct `printer`, or register its `parent`"
            ))
            .level(Level::Warning);
    }
}
