//! # 发文字号的括号 · the brackets of a document number
//!
//! ## 为什么
//! 年份用六角括号〔〕括入。写成方括号、圆括号的文号，检索系统和归档目录都认不出来。所引的文号也
//! 一样：方括号是照抄时打字打成的；写圆括号的可能是别的编号，只作警告。
//!
//! ## Good
//! ```yaml
//! kind: notice
//! number: 江医保〔2022〕18号
//! body: 检查情况【22】12月前报送，江国土（2020）5号地块不在此列。
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: notice
//! number: 江医保[2022]18号 # error「[2022]」文号的年份要用六角括号〔〕
//! # warning+1「（2022）」文号的年份要用六角括号〔〕
//! body: 根据省局粤医保函（2022）29号文件。
//! basis:
//!   - 粤医保函[2022]30号 # error「[2022]」文号的年份要用六角括号〔〕
//! ```
//!
//! ## Fixed
//! ```yaml
//! kind: notice
//! number: 江医保〔2022〕18号
//! body: 根据省局粤医保函〔2022〕29号文件。
//! basis:
//!   - 粤医保函〔2022〕30号
//! ```

use crate::diag::{Level, words};
use crate::model::{Field, Leaf, Paper, number};
use crate::policy::{Check, Report, Rule, Strength, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Error,
    strength: Strength::Mandatory,
    authority: "GB/T 9704-2012，7.2.5",
    since: "0.1.0",
    ids: &["A01"],
    check: Check::Paper(check),
};

fn check(paper: &Paper, report: &mut Report) {
    for leaf in [Leaf::DocumentNumber, Leaf::Prose, Leaf::Citation] {
        paper.leaves(leaf).for_each(|field| judge(field, report));
    }
}

fn judge(field: &Field, report: &mut Report) {
    let (cited, trust) = number::weight(field.leaf);
    for found in number::within(field) {
        if (found.open, found.close) == ('〔', '〕') {
            continue;
        }
        // No issuer prints [2020] for 〔2020〕: that is how it was typed. Round brackets have
        // other uses in running text.
        let round = matches!(found.open, '(' | '（');
        let level = if round { cited } else { Level::Error };
        let year = &found.year;
        let message =
            words!("文号的年份要用六角括号〔〕", "the year of a document number stands in 〔〕");
        report
            .at(field.at(found.year_range.clone()), message)
            .help(words!("写成〔{year}〕", "write 〔{year}〕"))
            .level(level)
            .fix(trust, format!("〔{year}〕"));
    }
}
