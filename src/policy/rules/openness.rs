//! # 公开属性没有定或者自相矛盾 · openness that is not settled
//!
//! ## 为什么
//! 附注印“此件公开发布”，公开属性却是“不予公开”，网站不知道登还是不登。印发前没有定公开属性的，作警告。
//!
//! ## Good
//! ```yaml
//! kind: notice
//! to: [各县（市、区）医疗保障局]
//! number: 江医保〔2022〕18号
//! note: 此件公开发布
//! openness: 主动公开
//! ```
//!
//! ## Bad
//! ```yaml a.yaml
//! kind: notice
//! note: 此件公开发布
//! openness: 不予公开 # error「不予公开」公开属性是“不予公开”，附注写“此件公开发布”
//! ```
//! ```yaml b.yaml
//! kind: notice
//! title: 关于开展检查的通知
//! to: [各县（市、区）医疗保障局]
//! number: 江医保〔2022〕19号 # warning「江医保〔2022〕19号」要印发的文件没有定公开属性
//! ```

use crate::diag::{Level, words};
use crate::model::Field;
use crate::policy::offices;
use crate::policy::{Among, Check, Report, Rule, Strength, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Error,
    strength: Strength::Internal,
    authority: "内部一致性：附注与公开属性一致；印发前定公开属性属实务",
    since: "0.1.0",
    ids: &["M09"],
    check: Check::Among(check),
};

fn check(among: &Among<'_>, report: &mut Report) {
    let paper = among.paper;
    let text = |key: &str| paper.root.get(key).and_then(Field::text).map(str::trim);
    let note = text("note").unwrap_or_default();
    let said = if note.contains("依申请公开") {
        Some("依申请公开")
    } else if note.contains("不予公开") || note.contains("不公开") {
        Some("不予公开")
    } else if note.contains("公开") {
        Some("主动公开")
    } else {
        None
    };
    match (said, paper.root.get("openness"), paper.root.get("number")) {
        (Some(said), Some(field), _) if field.text().is_some_and(|own| own.trim() != said) => {
            let own = field.text().unwrap_or_default();
            report
                .at(
                    field.span,
                    words!(
                        "公开属性是“{own}”，附注写“{note}”",
                        "openness is `{own}`, but the note says `{note}`"
                    ),
                )
                .also(
                    paper.root.get("note").map_or(field.span, |note| note.span),
                    words!("附注", "the note"),
                )
                .help(words!("核对后改成一致", "make them agree"));
        }
        (None, None, Some(number))
            if report.due(paper) && offices::recipients(paper).next().is_some() =>
        {
            report
                .at(
                    number.span,
                    words!(
                        "要印发的文件没有定公开属性",
                        "the paper is to be issued, but its openness is not settled"
                    ),
                )
                .help(words!("补上 openness", "add `openness`"))
                .level(Level::Warning);
        }
        _ => {}
    }
}
