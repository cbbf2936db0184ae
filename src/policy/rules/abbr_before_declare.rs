//! # 先用简称后声明 · an abbreviation used before it is declared
//!
//! ## 为什么
//! 简称出现在“以下简称”之前，读到那里的人还不知道它指什么。同一段文字里，带书名号和引号的简称要先声明后
//! 使用；不带标点的简称可能是别的词的一部分，不作判断。
//!
//! ## Good
//! ```yaml
//! kind: notice
//! body: |
//!   各市医保局要组织检查。根据《基金条例》（以下简称《条例》）和《实施条例》，江门市医疗保障局（以下简称市医保局）按照《条例》检查。
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: notice
//! # warning+2「《条例》」简称“条例”用在声明之前
//! body: |
//!   各单位要学习《条例》。根据《医疗保障基金使用监督管理条例》（以下简称《条例》）开展检查，落实《条例》要求。
//! ```

use crate::diag::{Level, words};
use crate::policy::abbr::{self, Marks};
use crate::policy::{Among, Check, Report, Rule, Strength, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Warning,
    strength: Strength::Practice,
    authority: "实务：简称先声明后使用",
    since: "0.1.0",
    ids: &["H21"],
    check: Check::Among(check),
};

fn check(among: &Among<'_>, report: &mut Report) {
    let all = among.abbreviations();
    // Words without marks may be part of others: 各市医保局 is not 市医保局.
    for abbr in all.iter().filter(|abbr| abbr.marks != Marks::Bare) {
        let earlier = all.iter().any(|other| {
            other.name == abbr.name
                && !std::ptr::eq(other, abbr)
                && std::ptr::eq(other.field, abbr.field)
                && other.range.start < abbr.range.start
        });
        let text = abbr.field.text().map_or("", |text| &text[..abbr.range.start]);
        let used = abbr::uses(text, &abbr.name);
        let first = used.into_iter().find(|(_, marks)| *marks == abbr.marks);
        let Some((range, _)) = first.filter(|_| !earlier) else { continue };
        let name = &abbr.name;
        report
            .at(
                abbr.field.at(range),
                words!(
                    "简称“{name}”用在声明之前",
                    "the abbreviation `{name}` is used before it is declared"
                ),
            )
            .also(
                abbr.field.at(abbr.range.clone()),
                words!("在这里才声明", "it is declared only here"),
            )
            .help(words!("把声明移到第一次出现的地方", "declare it where it stands first"));
    }
}
