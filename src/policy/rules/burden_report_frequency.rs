//! # 报送过于频繁 · reports asked for too often
//!
//! ## 为什么
//! 每天、每周要一次情况，基层就只能忙着填报。文件一般不另提报送落实情况的要求，确需报送的，按月以上
//! 为宜；防汛、疫情等确需日报、周报的，说明理由后豁免。
//!
//! ## Good
//! ```yaml
//! kind: campaign
//! reporting: {what: 总结, deadline: 每季度末, to: 市医疗保障局}
//! preamble: |
//!   每周五开展一次巡查。每月5日前报送进展。
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: campaign
//! reporting:
//!   deadline: 每周五前 # hint「每周五前」要求“每周五前”报送，频次偏高
//!   to: 市医疗保障局
//! # hint+2「每日」要求“每日”报送，频次偏高
//! preamble: |
//!   各单位应当每日报送检查进展。
//! ```

use crate::diag::{Level, words};
use crate::model::Paper;
use crate::policy::{Check, Report, Rule, Strength, burden, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Hint,
    strength: Strength::General,
    authority: burden::AUTHORITY,
    since: "0.1.0",
    ids: &["J27"],
    check: Check::Words(&["每"], check),
};

fn check(paper: &Paper, report: &mut Report) {
    for demanded in burden::reports(paper).into_iter().filter(burden::Demanded::frequent) {
        let text = &demanded.text;
        report
            .at(
                demanded.span,
                words!("要求“{text}”报送，频次偏高", "reports are due `{text}`, which is often"),
            )
            .help(words!("改为按月、按季度，或说明理由", "ask monthly or less, or give a reason"));
    }
}
