//! # 段末缺句号 · a paragraph without its last mark
//!
//! ## 为什么
//! 前面几句都有句号，最后一句没有，像是话没说完，也像是漏了一截。
//!
//! ## Good
//! ```yaml
//! kind: guide
//! text: |
//!   要求如下。请各地执行：
//!
//!   自查要全面。整改要彻底。
//!
//!   - 甲。乙
//!
//!   水电气保障
//!
//!   见下表。{{ table("a") }}
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: guide
//! # warning+2「行」段末缺句号
//! text: |
//!   各地要加强组织领导，落实责任。各有关单位要密切配合，认真组织执行
//! ```
//!
//! ## Fixed
//! ```yaml
//! kind: guide
//! text: |
//!   各地要加强组织领导，落实责任。各有关单位要密切配合，认真组织执行。
//! ```

use crate::diag::{Level, Trust, words};
use crate::model::Paper;
use crate::policy::{Check, Report, Rule, Strength, around, this_file, wording};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Warning,
    strength: Strength::General,
    authority: "GB/T 15834—2011（标点符号用法）",
    since: "0.1.0",
    ids: &["K16"],
    check: Check::Paper(check),
};

/// A paragraph of fewer characters may be a label or a line of verse.
const LEAST: usize = 20;

fn check(paper: &Paper, report: &mut Report) {
    for wording in wording::prose(paper) {
        for paragraph in around::paragraphs(wording.text) {
            let text = &wording.text[paragraph.clone()];
            let last = text.chars().next_back().filter(|c| around::is_han(*c));
            let Some(last) = last else { continue };
            // A dash before the last words leads to whoever says so: ——编者.
            let marked = text.starts_with(['#', '-', '|', '*', '>']) || text.contains(['\n', '—']);
            let sentences = text.contains('。') && text.chars().count() >= LEAST;
            if marked || !sentences {
                continue;
            }
            let bytes = paragraph.end - last.len_utf8()..paragraph.end;
            report
                .at(
                    wording.place(bytes),
                    words!("段末缺句号", "the paragraph lacks its last full stop"),
                )
                .help(words!("补上句号", "add `。`"))
                .fix(Trust::Suggested, format!("{last}。"));
        }
    }
}
