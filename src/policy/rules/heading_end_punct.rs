//! # 小标题末尾有标点 · punctuation at the end of a heading
//!
//! ## 为什么
//! 独立成行的小标题是名称，末尾不用标点。以句号结尾、后面紧接一段话的小标题是接排的，句号要留着。
//!
//! ## Good
//! ```yaml
//! kind: campaign
//! preamble: |
//!   # 怎么办？
//!
//!   ## 落实“两类”机构的责任（试行）
//!
//!   ## 压实责任。
//!
//!   各地要认真落实。
//! sections:
//!   - heading: 工作目标
//!     items:
//!       - title: 压实监管责任
//!   - heading: 从严管理。
//!     text: |
//!       各地要认真落实。
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: campaign
//! # warning+2「。」独立成行的小标题末尾不用标点
//! preamble: |
//!   # 总体要求。
//!
//!   ## 目标
//! sections:
//!   - heading: 工作目标： # warning「：」独立成行的小标题末尾不用标点
//!     text: |
//!       甲。
//! ```
//!
//! ## Fixed
//! ```yaml
//! kind: campaign
//! preamble: |
//!   # 总体要求
//!
//!   ## 目标
//! sections:
//!   - heading: 工作目标
//!     text: |
//!       甲。
//! ```

use std::ops::Range;

use crate::diag::{Level, Trust, words};
use crate::model::{Field, Leaf, Paper, Said};
use crate::policy::{Check, Report, Rule, Strength, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Warning,
    strength: Strength::Practice,
    authority: "实务：独立成行的标题不用句号",
    since: "0.1.0",
    ids: &["D10"],
    check: Check::Paper(check),
};

/// Marks that end or part sentences. A question or a call may be meant, and is left alone.
const MARKS: [char; 5] = ['。', '，', '、', '；', '：'];

fn check(paper: &Paper, report: &mut Report) {
    // What follows a heading is asked only where there may be something to say of it.
    let marked = |text: &str| text.trim_end().ends_with(MARKS);
    let suspect = |said: &Said| match said.field.leaf {
        Leaf::Prose if said.may_have('#') => true,
        _ => said.field.name == "heading" && marked(said.text()),
    };
    if !paper.said.iter().any(suspect) {
        return;
    }
    paper.root.walk(&mut |field| {
        let text = field.text().unwrap_or_default();
        if let Some(heading) = field.get("heading") {
            let length = heading.text().unwrap_or_default().len();
            say(heading, 0..length, field.get("text").is_some(), report);
        }
        if field.leaf == Leaf::Prose && text.contains('#') {
            let mut at = 0;
            for line in text.split_inclusive('\n') {
                let heading = line.trim_start_matches('#');
                let end = at + line.len();
                if heading.len() < line.len() && heading.starts_with(' ') {
                    let next = text[end..].trim_start();
                    say(field, at..end, !next.is_empty() && !next.starts_with('#'), report);
                }
                at = end;
            }
        }
    });
}

/// Judges the heading that these bytes of a field are. One that ends in a full stop and has a
/// paragraph behind it is set on one line with it.
fn say(field: &Field, bytes: Range<usize>, followed: bool, report: &mut Report) {
    let text = field.text().unwrap_or_default()[bytes.clone()].trim_end();
    let bare = text.trim_end_matches(MARKS);
    let run_in = followed && text.ends_with('。');
    if bare.is_empty() || bare.len() == text.len() || run_in {
        return;
    }
    report
        .at(
            field.at(bytes.start + bare.len()..bytes.start + text.len()),
            words!("独立成行的小标题末尾不用标点", "a heading on its own line ends without a mark"),
        )
        .help(words!("删去它", "remove it"))
        .fix(Trust::Safe, "");
}
