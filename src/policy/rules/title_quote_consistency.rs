//! # 印发通知的书名号用法不一 · titles with and without title marks
//!
//! ## 为什么
//! “关于印发《……》的通知”和“关于印发……的通知”都有人用，同一机关应当只用一种。两种写法一样多的，不知道
//! 哪一种是惯例，不报。
//!
//! ## Good
//! ```yaml a.yaml
//! kind: notice
//! title: 关于印发《检查方案》的通知
//! issuer: 江门市医疗保障局
//! ```
//! ```yaml b.yaml
//! kind: notice
//! title: 关于印发宣传方案的通知
//! issuer: 江门市医疗保障局
//! ```
//!
//! ## Bad
//! ```yaml a.yaml
//! kind: notice
//! title: 关于印发《检查方案》的通知
//! issuer: 江门市医疗保障局
//! ```
//! ```yaml b.yaml
//! kind: notice
//! title: 关于印发《宣传方案》的通知
//! issuer: 江门市医疗保障局
//! ```
//! ```yaml c.yaml
//! kind: notice
//! title: 关于印发整治方案的通知 # hint「关于印发整治方案的通知」本机关别的标题给印发的文件加了书名号
//! issuer: 江门市医疗保障局
//! ```

use std::collections::BTreeMap;

use crate::diag::{Level, words};
use crate::policy::offices;
use crate::policy::{Check, Report, Rule, Strength, Whole, this_file};
use crate::text::Span;

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Hint,
    strength: Strength::Practice,
    authority: "实务：同一机关的标题用书名号的做法一致",
    since: "0.1.0",
    ids: &["B08"],
    check: Check::Set(check),
};

fn check(set: &Whole<'_>, report: &mut Report) {
    let mut styles: BTreeMap<&str, [Vec<Span>; 2]> = BTreeMap::new();
    for paper in &set.papers {
        let Some(title) = paper.root.get("title") else { continue };
        let parts = title.text().and_then(|text| text.split_once("关于印发"));
        let Some((_, rest)) = parts else { continue };
        let Some((_, name)) = offices::named(paper, "issuer").next() else { continue };
        let quoted = usize::from(rest.starts_with('《'));
        styles.entry(set.names(paper).identity(name)).or_default()[quoted].push(title.span);
    }
    for [plain, quoted] in styles.values() {
        if plain.is_empty() || quoted.is_empty() || plain.len() == quoted.len() {
            continue;
        }
        let (few, many, zh, en) = if plain.len() < quoted.len() {
            (plain, quoted, "加了书名号", "quote")
        } else {
            (quoted, plain, "不加书名号", "do not quote")
        };
        for span in few {
            report
                .at(
                    *span,
                    words!(
                        "本机关别的标题给印发的文件{zh}",
                        "other titles of this issuer {en} the paper that is issued"
                    ),
                )
                .also(many[0], words!("例如这一件", "this one, for instance"))
                .help(words!("统一写法", "settle on one way"));
        }
    }
}
