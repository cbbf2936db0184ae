//! # 法律首次引用未用全称 · a law that is not cited by its full name at first
//!
//! ## 为什么
//! 法律第一次出现时用全称，后面再用时先交代“以下简称”。
//!
//! ## Good
//! ```yaml
//! kind: guide
//! text: |
//!   根据《中华人民共和国行政处罚法》（以下简称《行政处罚法》），依照《行政处罚法》处理；学习《宪法》。
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: guide
//! # hint+2「《行政处罚法》」首次出现，未用全称
//! text: |
//!   依照《行政处罚法》处理。
//! ```
//!
//! ## Fixed
//! ```yaml
//! kind: guide
//! text: |
//!   依照《中华人民共和国行政处罚法》处理。
//! ```

use std::collections::BTreeSet;

use crate::diag::{Level, Trust, words};
use crate::model::Paper;
use crate::policy::{Check, Report, Rule, Strength, this_file, wording};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Hint,
    strength: Strength::Practice,
    authority: "实务：法律首次引用用全称",
    since: "0.1.0",
    ids: &["H16"],
    check: Check::Words(&["法》"], check),
};

/// National laws, without 中华人民共和国 before them.
const LAWS: [&str; 44] = [
    "行政处罚法",
    "行政许可法",
    "行政强制法",
    "行政复议法",
    "行政诉讼法",
    "民事诉讼法",
    "刑事诉讼法",
    "安全生产法",
    "食品安全法",
    "药品管理法",
    "疫苗管理法",
    "中医药法",
    "医师法",
    "传染病防治法",
    "社会保险法",
    "劳动法",
    "劳动合同法",
    "公务员法",
    "预算法",
    "审计法",
    "统计法",
    "档案法",
    "保守国家秘密法",
    "政府采购法",
    "招标投标法",
    "环境保护法",
    "大气污染防治法",
    "水污染防治法",
    "土地管理法",
    "城乡规划法",
    "监察法",
    "网络安全法",
    "数据安全法",
    "个人信息保护法",
    "突发事件应对法",
    "特种设备安全法",
    "价格法",
    "反不正当竞争法",
    "广告法",
    "电子商务法",
    "治安管理处罚法",
    "道路交通安全法",
    "消防法",
    "反家庭暴力法",
];

fn check(paper: &Paper, report: &mut Report) {
    let mut told: BTreeSet<String> = BTreeSet::new();
    for wording in wording::of(paper).filter(|wording| wording.text.contains("法》")) {
        for quote in wording.quotes() {
            let Some(title) = &quote.title else { continue };
            let short = title.strip_prefix("中华人民共和国").unwrap_or(title).to_owned();
            let full = short != *title || !LAWS.contains(&short.as_str());
            if !told.insert(short) || full {
                continue;
            }
            report
                .at(
                    wording.place(quote.range.clone()),
                    words!("首次出现，未用全称", "this law is not cited by its full name at first"),
                )
                .help(words!("前面加“中华人民共和国”", "put 中华人民共和国 before it"))
                .fix(Trust::Suggested, format!("《中华人民共和国{title}》"));
        }
    }
}
