//! # 附件说明没有写名称 · attachments that are not named
//!
//! ## 为什么
//! “附件如文”“附件随文”是旧时的写法，看不出附了什么，丢了一份也没人知道。附件说明由程序按 attachments 写出，
//! 正文不另写。
//!
//! ## Good
//! ```yaml
//! kind: notice
//! body: 任务分工见附件1。
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: notice
//! # warning+1「附件如文」“附件如文”看不出附了什么
//! body: 请遵照执行。附件如文。
//! ```

use crate::diag::{Level, words};
use crate::model::Paper;
use crate::policy::wording;
use crate::policy::{Check, Report, Rule, Strength, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Warning,
    strength: Strength::Practice,
    authority: "实务：附件写明名称",
    since: "0.1.0",
    ids: &["I11"],
    check: Check::Paper(check),
};

fn check(paper: &Paper, report: &mut Report) {
    for words in wording::of(paper) {
        for phrase in ["附件如文", "附件随文", "附件同前", "附件如前", "附件见后", "附件附后"]
        {
            for range in words.find(phrase) {
                report
                    .at(
                        words.place(range),
                        words!(
                            "“{phrase}”看不出附了什么",
                            "`{phrase}` does not say what is attached"
                        ),
                    )
                    .help(words!("写明附件的名称或者序号", "name the attachment or its number"));
            }
        }
    }
}
