//! # 重复的字词 · a word written twice
//!
//! ## 为什么
//! “关于关于”“开展开展”是修改时留下的。大队大队长、市市场监督管理局这样的重叠本来就对。
//!
//! ## Good
//! ```yaml
//! kind: notice
//! title: 江门市市场监督管理局关于执法大队大队长任职的通知
//! body: |
//!   以安全为目的的活动；标的的价值；的的确确；研究研究；市市政设施；有关工作工作人员已到位。
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: notice
//! title: 关于关于开展检查的通知 # warning「关于关于」“关于”写了两遍
//! # warning+2「的的」“的”写了两遍
//! body: |
//!   请做好有关的的工作。
//! ```
//!
//! ## Fixed
//! ```yaml
//! kind: notice
//! title: 关于开展检查的通知
//! body: |
//!   请做好有关的工作。
//! ```

use crate::diag::{Level, Trust, words};
use crate::model::Paper;
use crate::policy::{Check, Report, Rule, Strength, around, this_file, wording};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Warning,
    strength: Strength::Internal,
    authority: "内部一致性：同一个词不连写两遍",
    since: "0.1.0",
    ids: &["B14"],
    check: Check::Listed(|| WORDS.iter().map(|(word, _)| word.repeat(2)).collect(), check),
};

/// Words that never stand twice in a row, with what makes other words of the second one.
const WORDS: [(&str, &[&str]); 14] = [
    ("关于", &[]),
    ("开展", &[]),
    ("进行", &["曲"]),
    ("加强", &["版", "型"]),
    ("印发", &[]),
    ("做好", &[]),
    ("通知", &["书", "单", "函"]),
    ("根据", &["地"]),
    ("按照", &[]),
    ("以及", &[]),
    ("并且", &[]),
    ("贯彻", &[]),
    ("落实", &[]),
    ("的", &["确", "士", "卡"]),
];
/// Before the first, what ends in 的 by itself.
const ENDINGS: [&str; 8] = ["目", "标", "有", "打", "中", "众矢之", "无", "鹄"];

fn check(paper: &Paper, report: &mut Report) {
    for wording in wording::of(paper) {
        for (word, others) in WORDS {
            if !wording.may_hold(word) {
                continue;
            }
            let twice = word.repeat(2);
            for bytes in wording.find(&twice) {
                let (before, after) = (&wording.text[..bytes.start], &wording.text[bytes.end..]);
                let ending = word == "的" && around::ends(before, &ENDINGS).is_some();
                if ending || around::begins(after, others).is_some() {
                    continue;
                }
                report
                    .at(
                        wording.place(bytes),
                        words!("“{word}”写了两遍", "`{word}` is written twice"),
                    )
                    .help(words!("只留一个", "keep one"))
                    .fix(Trust::Suggested, word);
            }
        }
    }
}
