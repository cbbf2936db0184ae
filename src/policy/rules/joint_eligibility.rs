//! # 不同级的机关联合行文 · a joint paper of bodies of different levels
//!
//! ## 为什么
//! 联合行文的是同级机关。省级与市级机关不能并列署名，需要下级参与的，由上级发文、下级执行。
//!
//! ## Good
//! ```yaml registry/units.yaml
//! kind: units
//! units:
//!   - {id: ybj, name: 江门市医疗保障局, level: city}
//!   - {id: wjj, name: 江门市卫生健康局, level: city}
//! ```
//! ```yaml notice.yaml
//! kind: notice
//! issuer: [江门市医疗保障局, 江门市卫生健康局]
//! ```
//!
//! ## Bad
//! ```yaml registry/units.yaml
//! kind: units
//! units:
//!   - {id: ybj, name: 江门市医疗保障局, level: city}
//!   - {id: sj, name: 广东省医疗保障局, level: provincial}
//! ```
//! ```yaml notice.yaml
//! kind: notice
//! issuer:
//!   - 江门市医疗保障局
//!   - 广东省医疗保障局 # warning「广东省医疗保障局」“广东省医疗保障局”与主办机关不是同级机关
//! ```

use crate::diag::{Level, words};
use crate::policy::offices;
use crate::policy::{Among, Check, Report, Rule, Strength, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Warning,
    strength: Strength::Mandatory,
    authority: "《党政机关公文处理工作条例》第十七条",
    since: "0.1.0",
    ids: &["A25"],
    check: Check::Among(check),
};

fn check(among: &Among<'_>, report: &mut Report) {
    let issuers = among.issuers();
    let [(lead, main), rest @ ..] = issuers else { return };
    let Some(own) = offices::rank(main) else { return };
    for (field, unit) in rest {
        let name = &unit.name.value;
        if offices::rank(unit).is_some_and(|rank| rank != own) {
            report
                .at(
                    field.span,
                    words!(
                        "“{name}”与主办机关不是同级机关",
                        "`{name}` is not of the same level as the leading body"
                    ),
                )
                .also(lead.span, words!("主办机关", "the leading body"))
                .help(words!(
                    "核对登记的层级；确不同级的，不联合行文",
                    "check the registered levels; bodies of different levels issue apart"
                ));
        }
    }
}
