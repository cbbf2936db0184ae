//! # 简称没有声明 · an abbreviation nobody has declared
//!
//! ## 为什么
//! 正文里只写《通知》《条例》《实施方案》，读者不知道是哪一份。第一次出现时写全称并注明“以下简称”。
//! 通知所附的文件可以沿用通知里声明的简称；引号里说的文种名不算。
//!
//! ## Good
//! ```yaml notice.yaml
//! kind: notice
//! body: |
//!   根据《医疗保障基金使用监督管理条例》（以下简称《条例》），制定《检查方案》。各单位要学习《条例》。
//! attachments: [plan]
//! ```
//! ```yaml plan.yaml
//! kind: campaign
//! id: plan
//! title: 方案
//! preamble: |
//!   落实《条例》和《方案》要求。
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: notice
//! # warning+2「《条例》」《条例》没有写明是哪一份文件的简称
//! body: |
//!   各单位要认真学习《条例》，按照《条例》规定办理。
//! ```

use std::collections::BTreeSet;

use crate::diag::{Level, words};
use crate::model::Paper;
use crate::model::quoting::Quote;
use crate::policy::{Among, Check, Report, Rule, Strength, abbr, this_file};
use crate::text::Span;

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Warning,
    strength: Strength::Practice,
    authority: "实务：首次出现写全称并注明简称",
    since: "0.1.0",
    ids: &["H18"],
    check: Check::Among(check),
};

/// Names of sorts of papers, which alone name no paper.
const SORTS: [&str; 22] = [
    "通知",
    "条例",
    "方案",
    "办法",
    "意见",
    "规定",
    "细则",
    "决定",
    "通告",
    "公告",
    "报告",
    "纲要",
    "规划",
    "标准",
    "规范",
    "指南",
    "清单",
    "实施方案",
    "工作方案",
    "实施意见",
    "实施办法",
    "实施细则",
];

fn check(among: &Among<'_>, report: &mut Report) {
    let (set, paper) = (among.set, among.paper);
    let sort = |quote: &Quote| bare(quote).is_some_and(|title| SORTS.contains(&title));
    if !among.sources().quotes().any(|(_, quote)| sort(quote)) {
        return;
    }
    let mut known = names(paper);
    // What a notice declares holds for what it issues, and the other way round.
    known.extend(among.carrier().map(|(parent, _)| names(parent)).unwrap_or_default());
    for entry in &paper.facts.attachments {
        known.extend(set.paper(&entry.paper.value).map(names).unwrap_or_default());
    }
    // Each name is said once.
    for (citing, quote) in among.sources().quotes().filter(|(_, quote)| sort(quote)) {
        let title = bare(quote).unwrap_or_default();
        if known.insert(title.to_owned()) {
            undeclared(title, citing.field.at(quote.range.clone()), report);
        }
    }
}

/// A title that stands without a number.
fn bare(quote: &Quote) -> Option<&str> {
    quote.title.as_deref().filter(|_| quote.number.is_none())
}

/// The short names that a paper declares, and its own title.
fn names(paper: &Paper) -> BTreeSet<String> {
    let declared = abbr::declared(paper).into_iter().map(|abbr| abbr.name);
    declared.chain(paper.title().map(|title| title.value)).collect()
}

fn undeclared(title: &str, place: Span, report: &mut Report) {
    report
        .at(
            place,
            words!(
                "《{title}》没有写明是哪一份文件的简称",
                "`{title}` is an abbreviation that is nowhere declared"
            ),
        )
        .help(words!(
            "第一次出现写全称，加“（以下简称《{title}》）”",
            "write the full title first, with （以下简称《{title}》）"
        ));
}
