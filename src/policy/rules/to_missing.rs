//! # 缺主送机关 · nobody to receive it
//!
//! ## 为什么
//! 通知、请示、批复、函一般是写给特定机关的，主送不应是空的。公告、通告面向社会，可以没有主送；题为
//! 报告的也有不发给谁的，不在此列。
//! 整个字段都没有写的，由字段检查报告。
//!
//! ## Good
//! ```yaml notice.yaml
//! kind: notice
//! title: 江门市医疗保障局关于开展检查的通知
//! to: 各县（市、区）医疗保障局
//! ```
//! ```yaml public.yaml
//! kind: notice
//! title: 江门市医疗保障局关于公布检查结果的通告
//! to: []
//! ```
//! ```yaml report.yaml
//! kind: notice
//! title: 江门市医疗保障局2022年法治政府建设年度报告
//! to: []
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: notice
//! title: 江门市医疗保障局关于开展检查的通知
//! to: [] # warning「[]」没有主送机关
//! ```

use crate::diag::{Level, words};
use crate::model::{Field, Paper, Value};
use crate::policy::{Check, Report, Rule, Strength, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Warning,
    strength: Strength::General,
    authority: "《党政机关公文处理工作条例》第九条第（八）项",
    since: "0.1.0",
    ids: &["C01"],
    check: Check::Paper(check),
};

/// The genres (文种) that are written to somebody.
const ADDRESSED: [&str; 4] = ["通知", "请示", "批复", "函"];

fn check(paper: &Paper, report: &mut Report) {
    let Some(to) = paper.root.get("to") else { return };
    let Some(title) = paper.title() else { return };
    let name = title.value.trim_end_matches('）').split('（').next().unwrap_or_default();
    let addressed = ADDRESSED.iter().any(|genre| name.trim_end().ends_with(genre));
    let empty = match &to.value {
        Value::List(items) => items.iter().all(blank),
        Value::Text(..) => blank(to),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Map(_) => false,
    };
    if addressed && empty {
        report
            .at(to.span, words!("没有主送机关", "there is no main recipient"))
            .also(
                title.span,
                words!("这样的公文一般有主送机关", "a paper of this genre generally has one"),
            )
            .help(words!("在 to 里写主送机关", "write the main recipients under `to`"));
    }
}

fn blank(field: &Field) -> bool {
    field.text().is_some_and(|text| text.trim().is_empty())
}
