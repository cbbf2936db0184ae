//! # 上行文多头主送 · a paper to several superiors
//!
//! ## 为什么
//! 请示、报告原则上主送一个上级机关，需要别的机关知道的，用抄送。同时主送两家，谁来答复说不清。
//!
//! ## Good
//! ```yaml registry/units.yaml
//! kind: units
//! units:
//!   - {id: ybj, name: 江门市医疗保障局, level: city}
//!   - {id: sj, name: 广东省医疗保障局, level: provincial}
//!   - {id: sw, name: 广东省卫生健康委员会, level: provincial}
//! ```
//! ```yaml ask.yaml
//! kind: notice
//! title: 关于调整检查安排的请示
//! issuer: 江门市医疗保障局
//! to: 广东省医疗保障局
//! cc: 广东省卫生健康委员会
//! ```
//!
//! ## Bad
//! ```yaml registry/units.yaml
//! kind: units
//! units:
//!   - {id: ybj, name: 江门市医疗保障局, level: city}
//!   - {id: sj, name: 广东省医疗保障局, level: provincial}
//!   - {id: sw, name: 广东省卫生健康委员会, level: provincial}
//! ```
//! ```yaml ask.yaml
//! kind: notice
//! title: 关于调整检查安排的请示
//! issuer: 江门市医疗保障局
//! to:
//!   - 广东省医疗保障局
//!   - 广东省卫生健康委员会 # warning「广东省卫生健康委员会」上行文主送了不止一个机关
//! ```

use crate::diag::{Level, words};
use crate::policy::offices;
use crate::policy::{Among, Check, Report, Rule, Strength, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Warning,
    strength: Strength::General,
    authority: "《党政机关公文处理工作条例》第十五条第（一）项",
    since: "0.1.0",
    ids: &["C04"],
    check: Check::Among(check),
};

fn check(among: &Among<'_>, report: &mut Report) {
    if !among.upward() {
        return;
    }
    let mut recipients = offices::recipients(among.paper);
    let (Some((first, _)), Some((second, _))) = (recipients.next(), recipients.next()) else {
        return;
    };
    report
        .at(
            second.span,
            words!(
                "上行文主送了不止一个机关",
                "a paper to a superior has more than one main recipient"
            ),
        )
        .also(first.span, words!("第一个主送机关", "the first main recipient"))
        .help(words!("只主送一个机关，其余改为抄送", "keep one and move the others to `cc`"));
}
