//! # 几个单位写成了一个 · several bodies written as one
//!
//! ## 为什么
//! “市公安局，市教育局”写成一项，程序只当是一个单位，牵头、主送、排序都核对不了。统称本身带顿号的、登记了这样
//! 名称的，不算。
//!
//! ## Good
//! ```yaml registry/units.yaml
//! kind: units
//! units:
//!   - {id: gaj, name: 市公安局}
//!   - {id: jyj, name: 市教育局}
//! ```
//! ```yaml notice.yaml
//! kind: notice
//! to: [各县、自治县、区人民政府, 市公安局, 市教育局]
//! ```
//!
//! ## Bad
//! ```yaml registry/units.yaml
//! kind: units
//! units:
//!   - {id: gaj, name: 市公安局}
//!   - {id: jyj, name: 市教育局}
//! ```
//! ```yaml notice.yaml
//! kind: notice
//! to: 市公安局，市教育局 # warning「市公安局，市教育局」2个单位写成了一项
//! ```

use crate::diag::{Level, words};
use crate::model::{Leaf, Names, Paper, Set};
use crate::policy::{Check, Report, Rule, Strength, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Warning,
    strength: Strength::Practice,
    authority: "实务：几个单位逐个列出，标点由版式加上",
    since: "0.1.0",
    ids: &["C03", "G08"],
    check: Check::Set(check),
};

fn check(set: &Set, report: &mut Report) {
    for paper in &set.papers {
        judge(paper, &set.names(paper), report);
    }
}

fn judge(paper: &Paper, names: &Names<'_>, report: &mut Report) {
    for field in paper.leaves(Leaf::Unit) {
        let written = field.text().unwrap_or_default();
        if names.body(written).is_some() {
            continue;
        }
        let parts: Vec<&str> = written
            .split(['、', '，', ',', '；', ';', '和', ' ', '\u{3000}'])
            .map(str::trim)
            .filter(|part| !part.is_empty())
            .collect();
        let count = parts.len();
        if count > 1 && parts.iter().all(|part| names.body(part).is_some()) {
            report
                .at(
                    field.inside(),
                    words!("{count}个单位写成了一项", "{count} bodies are written as one"),
                )
                .help(words!("写成列表，一项一个单位", "write a list with one body each"));
        }
    }
}
