//! # 责任状和一票否决 · pledges signed downwards, and vetoes
//!
//! ## 为什么
//! 层层签责任状、动辄“一票否决”，是把责任往下推。减负规定要求文件原则上不对这两件事提出具体要求；有
//! 法律法规或者上级明文依据的，写明依据后豁免。说的是“不签责任状”“取消一票否决”的，不报告。
//!
//! ## Good
//! ```yaml
//! kind: notice
//! body: |
//!   不得要求基层签责任状。取消一票否决事项。按照《消防安全责任状管理办法》办理。
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: notice
//! # warning+3「责任状」文件原则上不要求签“责任状”
//! # warning+2「一票否决」文件原则上不写“一票否决”
//! body: |
//!   各县要与乡镇逐级签订责任状，对落实不力的实行一票否决。
//! ```

use crate::diag::{Level, words};
use crate::model::Paper;
use crate::policy::{Check, Report, Rule, Strength, burden, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Warning,
    strength: Strength::General,
    authority: burden::AUTHORITY,
    since: "0.1.0",
    ids: &["L13"],
    check: Check::Words(burden::PLEDGES, check),
};

fn check(paper: &Paper, report: &mut Report) {
    for (span, word) in burden::pledges(paper) {
        let message = if word == "一票否决" {
            words!("文件原则上不写“{word}”", "papers in principle threaten with no veto")
        } else {
            words!("文件原则上不要求签“{word}”", "papers in principle have no pledges signed")
        };
        report.at(span, message).help(words!(
            "删去；有明文依据的，写明依据并豁免",
            "remove it; where a law asks for it, name the law and excuse the finding"
        ));
    }
}
