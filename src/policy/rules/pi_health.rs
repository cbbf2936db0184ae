//! # 姓名连同病情、困难情况 · somebody's health or hardship beside a name
//!
//! ## 为什么
//! 病情、残疾等级、低保身份属于敏感个人信息，同姓名一起公开会伤害当事人。同一句里既有“姓名，性别”的
//! 写法，又说到这些情况的才报告；用“张某”代替姓名的不报告。
//!
//! ## Good
//! ```yaml
//! kind: guide
//! title: 公示
//! text: 张某，男，患有糖尿病。残疾等级为二级的，凭证办理。李四，女，任科长。
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: guide
//! title: 救助公示
//! # warning+2「患有」姓名旁边写了病情或者困难情况
//! text: |
//!   张三，男，患有糖尿病，救助500元。
//! ```

use std::collections::BTreeSet;

use crate::diag::{Level, words};
use crate::model::{Leaf, Paper};
use crate::policy::wording::{self, Wording};
use crate::policy::{Check, Report, Rule, Strength, privacy, this_file};
use crate::text::Span;

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Warning,
    strength: Strength::Mandatory,
    authority: privacy::AUTHORITY,
    since: "0.1.0",
    ids: &["N07"],
    check: Check::Words(&STATES, check),
};

/// What tells of somebody's health or hardship.
const STATES: [&str; 9] =
    ["患有", "确诊", "身患", "残疾等级", "级残疾", "低保户", "低保对象", "精神障碍", "特困人员"];
/// What follows a name in a list of people.
const SEX: [&str; 4] = ["，男，", "，女，", "（男", "（女"];

fn check(paper: &Paper, report: &mut Report) {
    let public = privacy::shown(paper).into_iter();
    let public: BTreeSet<Span> = public.map(|field| field.span).collect();
    let shown = |wording: &Wording<'_>| {
        wording.field.leaf == Leaf::Prose && public.contains(&wording.field.span)
    };
    for wording in wording::of(paper).filter(shown) {
        for sentence in wording.sentences() {
            let text = &wording.text[sentence.clone()];
            let named = SEX.iter().filter_map(|sex| text.find(sex)).any(|at| named(&text[..at]));
            let state = STATES.iter().filter_map(|word| Some((text.find(word)?, word))).min();
            if let Some((at, word)) = state.filter(|_| named) {
                let at = sentence.start + at;
                report
                    .at(
                        wording.place(at..at + word.len()),
                        words!(
                            "姓名旁边写了病情或者困难情况",
                            "health or hardship stands beside a name"
                        ),
                    )
                    .help(words!("隐去姓名，或删去这些情况", "leave out the name, or the state"));
            }
        }
    }
}

/// Whether a text ends in a whole name: two to four characters, and not 张某.
fn named(before: &str) -> bool {
    let last =
        before.rsplit(['，', '。', '；', '、', '：', '\n', '-', ' ']).next().unwrap_or_default();
    (2..=4).contains(&last.chars().count()) && !last.contains(['某', '×', '*', 'X'])
}
