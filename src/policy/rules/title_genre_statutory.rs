//! # 标题的文种不是法定文种 · a title that ends in no genre of official papers
//!
//! ## 为什么
//! 编有文号、写明主送机关、直接发出的公文，用《党政机关公文处理工作条例》所列的十五种文种。方案、规划、办法一类，用通知
//! 印发；“请示报告”把两种文种混在一起，上级不知道要不要批复。
//!
//! ## Good
//! ```yaml notice.yaml
//! kind: notice
//! title: 关于印发《工作方案》的通知（试行）
//! to: [各县（市、区）医疗保障局]
//! ```
//! ```yaml plan.yaml
//! kind: campaign
//! title: 2022年工作方案
//! ```
//!
//! ## Bad
//! ```yaml plan.yaml
//! kind: notice
//! title: 关于开展专项检查的方案 # warning「关于开展专项检查的方案」标题末尾不是法定文种
//! number: 江医保〔2022〕19号
//! to: [各县（市、区）医疗保障局]
//! ```
//! ```yaml ask.yaml
//! kind: notice
//! title: 关于增加经费的请示报告 # warning「关于增加经费的请示报告」“请示报告”混用了两种文种
//! to: [江门市人民政府]
//! ```

use crate::diag::{Level, words};
use crate::model::Paper;
use crate::policy::offices;
use crate::policy::{Check, Report, Rule, Strength, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Warning,
    strength: Strength::General,
    authority: "《党政机关公文处理工作条例》第八条",
    since: "0.1.0",
    ids: &["B04"],
    check: Check::Paper(check),
};

/// Two genres in one, and what was probably meant.
const MIXED: [(&str, &str); 4] = [
    ("请示报告", "请示或者报告"),
    ("报告请示", "请示或者报告"),
    ("请示函", "请示或者函"),
    ("通知函", "通知或者函"),
];

fn check(paper: &Paper, report: &mut Report) {
    if offices::recipients(paper).next().is_none() {
        return;
    }
    let Some(title) = paper.title().filter(|title| !title.value.trim().is_empty()) else { return };
    let bare = offices::bare(&title.value);
    if let Some((mixed, either)) = MIXED.iter().find(|(mixed, _)| bare.ends_with(mixed)) {
        report
            .at(title.span, words!("“{mixed}”混用了两种文种", "`{mixed}` mixes two genres"))
            .help(words!("按内容只用{either}", "use only one: {either}"));
    } else if offices::genre(bare).is_none() && paper.root.get("number").is_some() {
        report
            .at(
                title.span,
                words!(
                    "标题末尾不是法定文种",
                    "the title ends in none of the fifteen genres of official papers"
                ),
            )
            .help(words!(
                "方案、办法等用通知印发，申请用请示或者函",
                "issue a plan by a 通知, apply by a 请示 or a 函"
            ));
    }
}
