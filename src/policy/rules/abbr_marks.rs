//! # 简称的标点前后不一 · an abbreviation with other marks than declared
//!
//! ## 为什么
//! 声明的是《条例》，后文写成“条例”，像是另一样东西。声明时用书名号，后文就用书名号；声明时用引号，后文
//! 就用引号。不带标点的“条例规定”等说法不报告。
//!
//! ## Good
//! ```yaml
//! kind: notice
//! body: |
//!   根据《基金监管条例》（以下简称《条例》），开展“百日行动”（以下简称“行动”）。依照《条例》推进“行动”，条例规定的程序不变。
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: notice
//! # warning+2「“条例”」简称的标点与声明时的不同
//! body: |
//!   根据《基金监管条例》（以下简称《条例》），各单位要落实“条例”要求。
//! ```

use crate::diag::{Level, words};
use crate::model::{Field, Leaf};
use crate::policy::abbr::{self, Abbreviation, Marks};
use crate::policy::{Among, Check, Report, Rule, Strength, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Warning,
    strength: Strength::Practice,
    authority: "实务：同一简称用同样的标点",
    since: "0.1.0",
    ids: &["H22"],
    check: Check::Among(check),
};

fn check(among: &Among<'_>, report: &mut Report) {
    for abbr in among.abbreviations() {
        let other = match abbr.marks {
            Marks::Title => Marks::Quotes,
            Marks::Quotes => Marks::Title,
            Marks::Bare => continue,
        };
        let prose = among.paper.said_of(Leaf::Prose);
        for said in prose.filter(|said| said.may_hold(&abbr.name)) {
            judge(abbr, &said.field, other, report);
        }
    }
}

fn judge(abbr: &Abbreviation<'_>, field: &Field, other: Marks, report: &mut Report) {
    let found = abbr::uses(field.text().unwrap_or_default(), &abbr.name);
    for (range, _) in found.into_iter().filter(|(_, marks)| *marks == other) {
        report
            .at(
                field.at(range),
                words!("简称的标点与声明时的不同", "other marks than in its declaration"),
            )
            .also(abbr.field.at(abbr.range.clone()), words!("声明时的写法", "as it is declared"))
            .help(words!("改成声明时的写法", "write it as declared"));
    }
}
