//! # 越级行文没有抄送被越过的机关 · a level is passed over without a copy
//!
//! ## 为什么
//! 一般不越级行文；特殊情况越级的，应当同时抄送被越过的机关，否则中间一级不知情，后面的事接不上。
//!
//! ## Good
//! ```yaml registry/units.yaml
//! kind: units
//! units:
//!   - {id: ts, name: 台山市医疗保障局, level: county}
//!   - {id: ybj, name: 江门市医疗保障局, level: city}
//!   - {id: sj, name: 广东省医疗保障局, level: provincial}
//! ```
//! ```yaml ask.yaml
//! kind: notice
//! title: 关于支付政策的请示
//! issuer: 台山市医疗保障局
//! to: 广东省医疗保障局
//! cc: 江门市医疗保障局
//! ```
//!
//! ## Bad
//! ```yaml registry/units.yaml
//! kind: units
//! units:
//!   - {id: ts, name: 台山市医疗保障局, level: county}
//!   - {id: sj, name: 广东省医疗保障局, level: provincial}
//! ```
//! ```yaml ask.yaml
//! kind: notice
//! title: 关于支付政策的请示
//! issuer: 台山市医疗保障局
//! to: 广东省医疗保障局 # warning「广东省医疗保障局」越级行文，没有抄送被越过的机关
//! ```

use crate::diag::{Level, words};
use crate::policy::offices;
use crate::policy::{Among, Check, Report, Rule, Strength, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Warning,
    strength: Strength::Mandatory,
    authority: "《党政机关公文处理工作条例》第十四条",
    since: "0.1.0",
    ids: &["C12"],
    check: Check::Among(check),
};

fn check(among: &Among<'_>, report: &mut Report) {
    let Some((issuer, own)) = among.from_below() else { return };
    let (paper, names) = (among.paper, among.names());
    let rank = |name: &str| offices::ranks(name, names)?.into_iter().min();
    let all = offices::recipients(paper).chain(offices::named(paper, "cc"));
    let all: Vec<Option<usize>> = all.map(|(_, name)| rank(name)).collect();
    // One whose level nobody knows may be the body between.
    if all.iter().any(|rank| rank.is_none_or(|rank| rank + 1 == own)) {
        return;
    }
    for (field, name) in offices::recipients(paper) {
        if rank(name).is_some_and(|rank| rank + 2 <= own) {
            report
                .at(
                    field.span,
                    words!(
                        "越级行文，没有抄送被越过的机关",
                        "a level is passed over, and the body between gets no copy"
                    ),
                )
                .also(issuer.span, words!("发文机关", "the issuer"))
                .help(words!(
                    "逐级行文；确需越级的，抄送被越过的机关",
                    "go through the body between, or copy it"
                ));
        }
    }
}
