//! # 方案缺少必备的内容 · a plan without what a plan needs
//!
//! ## 为什么
//! 方案没有时间，就无从督办；没有责任单位，就没有人做。有阶段、期限或者起止时间的，算写了时间；有牵头单位、职责
//! 分工，或者有组织领导、责任一类标题的，算写了责任。
//!
//! ## Good
//! ```yaml
//! kind: campaign
//! title: 专项检查工作方案
//! period: 2022年3月至12月
//! sections:
//!   - heading: 工作要求
//!     items: [{title: 压实监管责任, text: 各地要高度重视。}]
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: campaign
//! title: 专项检查工作方案 # hint「专项检查工作方案」方案没有写时间安排
//! sections:
//!   - {heading: 组织领导, text: 各地要高度重视。}
//! ```

use crate::diag::{Level, words};
use crate::model::{Paper, Said};
use crate::policy::{Check, Report, Rule, Strength, this_file};
use crate::policy::{jobs, offices};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Hint,
    strength: Strength::Practice,
    authority: "实务：方案写明做什么、何时做、谁来做",
    since: "0.1.0",
    ids: &["D13"],
    check: Check::Paper(check),
};

/// Headings under which a plan says who does it.
const WHO: [&str; 8] =
    ["组织领导", "责任", "职责", "分工", "组织机构", "保障措施", "组织实施", "组织保障"];

fn check(paper: &Paper, report: &mut Report) {
    if paper.root.get("sections").is_none() {
        return;
    }
    let Some(title) = paper.title().filter(|title| offices::bare(&title.value).ends_with("方案"))
    else {
        return;
    };
    let dated =
        paper.facts.times.iter().any(|time| !matches!(time.name.as_str(), "date" | "number"));
    let heading = |said: &Said| matches!(said.field.name.as_str(), "heading" | "title");
    let says =
        |said: &Said| WHO.iter().any(|word| said.may_hold(word) && said.text().contains(word));
    let led = paper.root.get("duties").is_some()
        || jobs::named(paper)
        || paper.said.iter().any(|said| heading(said) && says(said));
    for (there, zh, en) in [(dated, "时间安排", "when"), (led, "责任分工", "who")] {
        if !there {
            report
                .at(title.span, words!("方案没有写{zh}", "the plan does not say {en} it is done"))
                .help(words!("补上有关内容", "add it"));
        }
    }
}
