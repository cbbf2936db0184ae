//! # 标点重复 · a punctuation mark written twice
//!
//! ## 为什么
//! 同一处写了两个一样的点号，多半是修改时留下的。两个句号之间没有话，读的人会以为漏印了。
//!
//! ## Good
//! ```yaml
//! kind: guide
//! text: |
//!   怎么办？！分两步走……先自查，再整改。见《关于A，，B的通知》，标注——如有。
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: guide
//! # warning+4「，，」标点“，”重复
//! # warning+3「。。。」标点“。”重复
//! # warning+2「、、」标点“、”重复
//! text: |
//!   先自查，，再整改、、再验收。。。
//! ```
//!
//! ## Fixed
//! ```yaml
//! kind: guide
//! text: |
//!   先自查，再整改、再验收。
//! ```

use crate::diag::{Level, Trust, words};
use crate::model::Paper;
use crate::policy::{Check, Report, Rule, Strength, this_file, wording};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Warning,
    strength: Strength::Mandatory,
    authority: "GB/T 15834—2011（标点符号用法）",
    since: "0.1.0",
    ids: &["K06"],
    check: Check::Words(&["，，", "。。", "、、", "；；", "：："], check),
};

/// Marks that never stand twice; …… and —— are one mark of two characters.
const MARKS: [char; 5] = ['，', '。', '、', '；', '：'];

fn check(paper: &Paper, report: &mut Report) {
    for wording in wording::of(paper) {
        let mut end = 0;
        for (at, mark) in wording.chars().filter(|(_, c)| MARKS.contains(c)) {
            if at < end {
                continue;
            }
            let run = wording.text[at..].chars().take_while(|c| *c == mark).count();
            if run < 2 {
                continue;
            }
            end = at + run * mark.len_utf8();
            let message = words!("标点“{mark}”重复", "the mark `{mark}` stands twice");
            report
                .at(wording.place(at..end), message)
                .help(words!("只留一个", "keep one"))
                .fix(Trust::Safe, mark.to_string());
        }
    }
}
