//! # 拿办文规定作业务依据 · rules on paperwork as the basis of other work
//!
//! ## 为什么
//! 公文处理的规定只管公文怎么写、怎么办，不能作开展检查、整治的依据。“根据”“依据”之后引了这类规定，而
//! 文件本身与公文、档案、办公室工作无关的，提醒改引业务上的依据。
//!
//! ## Good
//! ```yaml
//! kind: notice
//! title: 关于进一步规范公文办理工作的通知
//! body: |
//!   根据《党政机关公文处理工作条例》，现将有关要求通知如下。
//! ```
//! ```yaml other.yaml
//! kind: notice
//! title: 关于开展燃气安全检查的通知
//! body: |
//!   检查情况按照《党政机关公文格式》的版式报送。
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: notice
//! title: 关于开展燃气安全检查的通知
//! # warning+2「《党政机关公文处理工作条例》」这是办理公文的规定，不是业务依据
//! body: |
//!   根据《党政机关公文处理工作条例》，决定开展燃气安全检查。
//! ```

use crate::diag::{Level, words};
use crate::model::{Field, Leaf, Paper};
use crate::policy::{Check, Report, Rule, Strength, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Warning,
    strength: Strength::Practice,
    authority: "实务：依据应当是业务上的依据",
    since: "0.1.0",
    ids: &["H12"],
    check: Check::Words(&["根据《", "依据《"], check),
};

/// What titles of rules on paperwork hold.
const PROCEDURES: [&str; 4] = ["公文处理", "公文格式", "公文办理", "机关档案"];
/// What titles of papers on paperwork hold.
const PAPERWORK: [&str; 8] =
    ["公文", "文件", "档案", "办公室工作", "办文", "文风", "行文", "信息报送"];

fn check(paper: &Paper, report: &mut Report) {
    let title = paper.root.get("title").and_then(Field::text).unwrap_or_default();
    if PAPERWORK.iter().any(|word| title.contains(word)) {
        return;
    }
    for said in paper.said_of(Leaf::Prose) {
        let text = said.text();
        for quote in said.quotes() {
            let rule = quote.title.as_deref().unwrap_or_default();
            let before = &text[..quote.range.start];
            let basis = before.ends_with("根据") || before.ends_with("依据");
            if !basis || !PROCEDURES.iter().any(|word| rule.contains(word)) {
                continue;
            }
            report
                .at(
                    said.field.at(quote.range.clone()),
                    words!(
                        "这是办理公文的规定，不是业务依据",
                        "these are rules on paperwork and no basis of the work itself"
                    ),
                )
                .help(words!("改引业务上的依据", "cite what the work is based on"));
        }
    }
}
