//! # 先引文号后引题名 · the number before the title
//!
//! ## 为什么
//! 引用文件通常先写题名，再把文号括在后面：《……》（某政发〔2026〕3号）。文号写在题名前面，同一份文件里
//! 就有两种写法，读者查找也不便。这是长期沿用的习惯，现行标准没有写。
//!
//! ## Good
//! ```yaml
//! kind: notice
//! body: |
//!   根据《监管办法》（江医保〔2021〕9号）办理。江医保〔2021〕9号文件继续有效。按江医保〔2021〕9号和《工作规则》办。
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: notice
//! # warning+2「江医保〔2021〕9号《监管办法》」文号写在题名前面
//! body: |
//!   根据江医保〔2021〕9号《监管办法》开展检查。
//! ```
//!
//! ## Fixed
//! ```yaml
//! kind: notice
//! body: |
//!   根据《监管办法》（江医保〔2021〕9号）开展检查。
//! ```

use crate::diag::{Level, Trust, words};
use crate::model::{Leaf, Paper};
use crate::policy::{Check, Report, Rule, Strength, docno, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Warning,
    strength: Strength::Practice,
    authority: "实务：引文先题名后文号",
    since: "0.1.0",
    ids: &["H01"],
    check: Check::Words(docno::WORDS, check),
};

fn check(paper: &Paper, report: &mut Report) {
    for said in paper.said_of(Leaf::Prose) {
        let (field, text) = (&said.field, said.text());
        for found in said.numbers() {
            let quotes = said.quotes();
            let after = found.range.end;
            let next = quotes.partition_point(|quote| quote.range.start < after);
            let next = quotes.get(next).filter(|quote| quote.range.start == after);
            let Some(quote) = next.filter(|quote| quote.number.is_none()) else { continue };
            let (number, title) = (&text[found.range.clone()], &text[quote.range.clone()]);
            report
                .at(
                    field.at(found.range.start..quote.range.end),
                    words!("文号写在题名前面", "the number stands before the title"),
                )
                .help(words!("题名在前，文号括在后面", "title first, then the number in brackets"))
                .fix(Trust::Suggested, format!("{title}（{number}）"));
        }
    }
}
