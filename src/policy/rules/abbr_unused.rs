//! # 简称声明了没有用 · an abbreviation that is never used
//!
//! ## 为什么
//! 声明“以下简称”而后文再没有出现，括号里的话就是多余的；也可能后文用了另一个简称，读者对不上。
//! 通知声明、所附文件使用的，算已经使用。
//!
//! ## Good
//! ```yaml
//! kind: notice
//! body: |
//!   根据《医疗保障基金使用监督管理条例》（以下简称《条例》），江门市医疗保障局（以下简称市局）按照《条例》
//!   组织检查。结果报市局。
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: notice
//! # hint+2「《条例》」简称“条例”声明以后没有用过
//! body: |
//!   根据《医疗保障基金使用监督管理条例》（以下简称《条例》），请各单位组织自查。
//! ```

use crate::diag::{Level, words};
use crate::model::{Field, Paper};
use crate::policy::{Among, Check, Report, Rule, Strength, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Hint,
    strength: Strength::Practice,
    authority: "实务：声明的简称应当使用",
    since: "0.1.0",
    ids: &["H19"],
    check: Check::Among(check),
};

fn check(among: &Among<'_>, report: &mut Report) {
    let (set, paper) = (among.set, among.paper);
    for abbr in among.abbreviations() {
        let name = abbr.name.as_str();
        let attached = paper.facts.attachments.iter();
        let attached = attached.filter_map(|entry| set.paper(&entry.paper.value));
        // The declaration itself is one place, and a title may hold the name before it.
        let own = abbr.field.text().map_or("", |text| &text[abbr.end..]);
        let later = || others(paper, abbr.field, name);
        if own.contains(name) || later() || attached.into_iter().any(|other| holds(other, name)) {
            continue;
        }
        report
            .at(
                abbr.field.at(abbr.range.clone()),
                words!(
                    "简称“{name}”声明以后没有用过",
                    "the abbreviation `{name}` is declared and never used"
                ),
            )
            .help(words!("删去声明，或在后文使用它", "drop the declaration, or use it"));
    }
}

/// Whether a field of a paper other than this one holds a name.
fn others(paper: &Paper, field: &Field, name: &str) -> bool {
    let other = |other: &Field| !std::ptr::eq(other, field);
    let mut texts = paper.said.iter().filter(|said| other(&said.field));
    texts.any(|said| said.may_hold(name) && said.text().contains(name))
}

fn holds(paper: &Paper, name: &str) -> bool {
    paper.said.iter().any(|said| said.may_hold(name) && said.text().contains(name))
}
