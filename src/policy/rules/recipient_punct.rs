//! # 主送、抄送里写了标点 · punctuation after a recipient
//!
//! ## 为什么
//! 主送机关之后的冒号、抄送机关之后的句号由版式加上；自己再写一个，印出来就是两个。
//!
//! ## Good
//! ```yaml
//! kind: notice
//! to: [各县、自治县、区人民政府, 市直有关部门（单位）]
//! cc: [市公安局]
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: notice
//! to:
//!   - "市公安局，" # error「，」主送之后的标点由版式加上
//!   - "市教育局：" # error「：」主送之后的标点由版式加上
//! cc: 市财政局。 # error「。」抄送之后的标点由版式加上
//! ```
//!
//! ## Fixed
//! ```yaml
//! kind: notice
//! to:
//!   - "市公安局"
//!   - "市教育局"
//! cc: 市财政局
//! ```

use crate::diag::{Level, Trust, words};
use crate::model::Paper;
use crate::policy::offices;
use crate::policy::{Check, Report, Rule, Strength, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Error,
    strength: Strength::Mandatory,
    authority: "GB/T 9704-2012，7.3.2、7.4.2",
    since: "0.1.0",
    ids: &["C02", "C09"],
    check: Check::Paper(check),
};

const MARKS: [char; 10] = ['：', ':', '。', '，', ',', '、', '；', ';', '.', ' '];

fn check(paper: &Paper, report: &mut Report) {
    for (key, zh, en) in [("to", "主送", "main recipient"), ("cc", "抄送", "copied body")] {
        for (field, _) in offices::named(paper, key) {
            let text = field.text().unwrap_or_default().trim_end();
            let bare = text.trim_end_matches(MARKS);
            if bare.is_empty() || bare.len() == text.len() {
                continue;
            }
            report
                .at(
                    field.at(bare.len()..text.len()),
                    words!(
                        "{zh}之后的标点由版式加上",
                        "the look adds the punctuation after a {en}"
                    ),
                )
                .help(words!("删去它", "remove it"))
                .fix(Trust::Safe, "");
        }
    }
}
