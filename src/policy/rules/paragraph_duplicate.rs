//! # 段落重复 · the same paragraph twice
//!
//! ## 为什么
//! 同一段话出现两次，多半是复制以后忘了改。两处各改一半，就会互相矛盾。
//!
//! ## Good
//! ```yaml
//! kind: campaign
//! preamble: |
//!   各县（市、区）医疗保障局负责本地区工作，组织检查，督促整改，并按时报送材料。
//! sections:
//!   - heading: 责任
//!     text: |
//!       市医疗保障局负责全市工作，组织检查，督促整改，并按时汇总各地报送的材料。
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: campaign
//! preamble: |
//!   各县（市、区）医疗保障局负责本地区工作，组织检查，督促整改，并按时报送材料和有关数据。
//! sections:
//!   - heading: 责任
//!     # warning+2「各县（市、区）医疗保障局负责本地区工作，组织检查，督促整改，并按时报送材料和有关数据。」这一段与前面重复
//!     text: |
//!       各县（市、区）医疗保障局负责本地区工作，组织检查，督促整改，并按时报送材料和有关数据。
//! ```

use std::ops::Range;

use crate::diag::{Level, words};
use crate::model::{Field, Leaf, Paper};
use crate::policy::{Check, Report, Rule, Strength, around, this_file, wording};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Warning,
    strength: Strength::Internal,
    authority: "内部一致性：同一段话只写一次",
    since: "0.1.0",
    ids: &["D18"],
    check: Check::Paper(check),
};

/// Shorter paragraphs may well be the same: 请认真组织实施。
const LEAST: usize = 30;

fn check(paper: &Paper, report: &mut Report) {
    // Most prose is one paragraph.
    let most = paper.said_of(Leaf::Prose).count();
    let mut all: Vec<(&str, Range<usize>, &Field)> = Vec::with_capacity(most);
    for wording in wording::prose(paper) {
        for paragraph in around::paragraphs(wording.text) {
            let text = wording.text[paragraph.clone()].trim_start();
            // A Chinese character is three bytes long.
            if text.len() >= 3 * LEAST && !text.starts_with('|') {
                all.push((text, paragraph, wording.field));
            }
        }
    }
    // Lengths first: hardly any two are alike.
    all.sort_by_key(|(text, ..)| (text.len(), *text));
    for same in all.chunk_by(|one, other| one.0 == other.0).filter(|same| same.len() > 1) {
        let (text, first, field) = &same[0];
        if text.chars().filter(|c| around::is_han(*c)).count() < LEAST {
            continue;
        }
        let first = field.at(first.clone());
        for (_, paragraph, field) in &same[1..] {
            report
                .at(
                    field.at(paragraph.clone()),
                    words!("这一段与前面重复", "this paragraph stands twice in the paper"),
                )
                .also(first, words!("前面的一段", "the first"))
                .help(words!("删去一段，或改成各自的内容", "remove one, or write it anew"));
        }
    }
}
