//! # 标题里写了紧急程度 · urgency in the title
//!
//! ## 为什么
//! 紧急程度在版头标注“特急”“加急”，收发人员一眼就能看到；写进标题反而容易漏办，也把标题拉长。转发别人的
//! 紧急通知，题名照录。
//!
//! ## Good
//! ```yaml
//! kind: notice
//! title: 关于转发《关于做好防汛工作的紧急通知》的通知
//! urgency: 特急
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: notice
//! title: 关于开展汛期检查的紧急通知 # hint「紧急通知」紧急程度写进了标题
//! ```

use crate::diag::{Level, words};
use crate::model::Paper;
use crate::policy::wording;
use crate::policy::{Check, Report, Rule, Strength, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Hint,
    strength: Strength::Practice,
    authority: "实务：紧急程度标在版头，标题不写",
    since: "0.1.0",
    ids: &["A20"],
    check: Check::Words(&URGENT, check),
};

const URGENT: [&str; 5] = ["紧急通知", "紧急请示", "紧急报告", "特急", "加急"];

fn check(paper: &Paper, report: &mut Report) {
    for words in wording::of(paper).filter(|words| words.field.name == "title") {
        if paper.root.get("title").is_none_or(|title| title.span != words.field.span) {
            continue;
        }
        for range in URGENT.iter().flat_map(|word| words.find(word)) {
            report
                .at(words.place(range), words!("紧急程度写进了标题", "the title speaks of urgency"))
                .help(words!(
                    "从标题中删去，另写 urgency: 特急 或者 加急",
                    "leave it out and set `urgency` to 特急 or 加急"
                ));
        }
    }
}
