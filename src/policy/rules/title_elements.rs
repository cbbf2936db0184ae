//! # 标题没有事由 · a title that does not say what it is about
//!
//! ## 为什么
//! 标题由发文机关名称、事由和文种组成。只写“通知”或者“某某局通知”，收文的人要读完全文才知道是什么事。
//!
//! ## Good
//! ```yaml
//! kind: notice
//! title: 会议通知
//! issuer: 江门市医疗保障局
//! to: [各县（市、区）医疗保障局]
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: notice
//! title: 江门市医疗保障局通知 # warning「江门市医疗保障局通知」标题没有写事由
//! issuer: 江门市医疗保障局
//! to: [各县（市、区）医疗保障局]
//! ```

use crate::diag::{Level, words};
use crate::policy::offices;
use crate::policy::{Among, Check, Report, Rule, Strength, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Warning,
    strength: Strength::Mandatory,
    authority: "《党政机关公文处理工作条例》第九条第（七）项",
    since: "0.1.0",
    ids: &["B01"],
    check: Check::Among(check),
};

fn check(among: &Among<'_>, report: &mut Report) {
    let paper = among.paper;
    let Some(title) = paper.title() else { return };
    let Some(genre) = offices::genre(&title.value) else { return };
    if genre == "令" || offices::recipients(paper).next().is_none() {
        return;
    }
    let mut rest = offices::bare(&title.value).trim_end_matches(genre).to_owned();
    for (_, name) in offices::named(paper, "issuer") {
        let names = among.names().unit(name);
        let names = names.map(|unit| (unit.name.value.as_str(), unit.short_name()));
        for own in names.map_or(vec![name], |(full, short)| vec![full, short, name]) {
            rest = rest.replace(own, "");
        }
    }
    if rest.trim_matches(|c: char| c.is_whitespace() || "、关于的".contains(c)).is_empty() {
        report
            .at(title.span, words!("标题没有写事由", "the title does not say what it is about"))
            .help(words!("写成“机关＋关于……的＋文种”", "write `body 关于 matter 的 genre`"));
    }
}
