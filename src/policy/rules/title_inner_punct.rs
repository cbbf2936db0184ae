//! # 标题里有逗号、分号、句号 · commas in a title
//!
//! ## 为什么
//! 公文标题一般只用书名号、引号、括号、顿号。标题里出现逗号、分号、句号，往往是把两句话挤进了一个标题。
//!
//! ## Good
//! ```yaml
//! kind: notice
//! title: 关于印发《提要求，抓落实工作方案》的通知
//! body: |
//!   认真组织，抓好落实。
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: notice
//! title: 关于开展检查，落实整改的通知 # warning「，」标题里一般不用“，”
//! ```

use crate::diag::{Level, words};
use crate::model::Paper;
use crate::policy::{Check, Report, Rule, Strength, around, this_file, wording};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Warning,
    strength: Strength::Practice,
    authority: "实务：公文标题里一般不用点号",
    since: "0.1.0",
    ids: &["B03"],
    check: Check::Paper(check),
};

/// What the title of a paper with a genre (文种) ends in.
const GENRES: [&str; 13] = [
    "通知", "通报", "意见", "方案", "决定", "报告", "请示", "批复", "函", "公告", "通告", "办法",
    "细则",
];

fn check(paper: &Paper, report: &mut Report) {
    let titles = wording::of(paper).filter(|wording| wording.field.name == "title");
    for wording in titles.filter(|wording| wording.may_have_any("，；。")) {
        if around::ends(wording.text, &GENRES).is_none() {
            continue;
        }
        let mut depth = 0_usize;
        for (at, c) in wording.chars() {
            match c {
                '“' | '（' => depth += 1,
                '”' | '）' => depth = depth.saturating_sub(1),
                '，' | '；' | '。' if depth == 0 => {
                    report
                        .at(
                            wording.place(at..at + c.len_utf8()),
                            words!("标题里一般不用“{c}”", "a title does without `{c}`"),
                        )
                        .help(words!("改用“和”“并”，或者换一种说法", "join with words instead"));
                }
                _ => {}
            }
        }
    }
}
