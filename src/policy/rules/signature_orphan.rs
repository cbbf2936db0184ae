//! # 署名单独成页 · a signature alone on its page
//!
//! ## 为什么
//! 署名和日期单独落在一页，前面没有正文，别人换掉前几页也看不出来。排版后所剩空白放不下时，应当调整
//! 行距、字距，使正文至少有一行与署名同页，不用“此页无正文”来应付。
//!
//! ## Good
//! ```yaml
//! kind: notice
//! title: 关于开展检查的通知
//! issuer: 江门市医疗保障局
//! date: 2022年3月11日
//! body: 请遵照执行。
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: notice
//! title: 关于开展检查的通知
//! issuer: 江门市医疗保障局 # warning「江门市医疗保障局」署名和日期单独落在第2页
//! date: 2022年3月11日
//! body: |
//!   现将有关事项通知如下。
//!
//!   检查病历。
//!
//!   检查处方。
//!
//!   检查票据。
//!
//!   检查药品。
//!
//!   检查耗材。
//!
//!   检查收费。
//!
//!   检查结算。
//!
//!   请遵照执行。
//! ```

use crate::diag::{Level, words};
use crate::doc::pages::Page;
use crate::doc::{Block, Signature};
use crate::policy::{Check, PagesView, Report, Rule, Strength, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Warning,
    strength: Strength::Practice,
    authority: "实务：正文与署名同页，不单独成页",
    since: "0.1.0",
    ids: &["M06"],
    check: Check::Pages(check),
};

fn check(view: &PagesView<'_>, report: &mut Report) {
    for block in &view.doc.blocks {
        let Block::Signature(signature) = block else { continue };
        let pages = view.pages.pages.iter().enumerate();
        // The first page is never without text above the signature: the head stands there.
        let alone = pages.skip(1).find(|(_, page)| stands_alone(page, signature));
        if let Some((at, _)) = alone {
            let number = at + 1;
            let place = signature.bodies.first().and_then(|body| body.span);
            report
                .at(
                    place.unwrap_or_else(|| view.paper.head()),
                    words!(
                        "署名和日期单独落在第{number}页",
                        "signature and date stand alone on page {number}"
                    ),
                )
                .help(words!("增减一两行正文，使署名与正文同页", "add or cut a line or two"));
        }
    }
}

/// Whether a page begins with the signature: all its bodies and the date, and nothing above them.
fn stands_alone(page: &Page, signature: &Signature) -> bool {
    let text: String = page.text().chars().filter(|c| !c.is_whitespace()).collect();
    let mut rest = text.as_str();
    let runs = signature.bodies.iter().chain(&signature.date);
    let mut names: Vec<String> =
        runs.map(|run| run.text.chars().filter(|c| !c.is_whitespace()).collect()).collect();
    names.sort_by_key(|name| std::cmp::Reverse(name.len()));
    // Joint signatures stand in the order of the look: whichever comes next is taken off.
    while !names.is_empty() {
        let Some(at) = names.iter().position(|name| rest.starts_with(name.as_str())) else {
            return false;
        };
        let name = names.remove(at);
        rest = &rest[name.len()..];
    }
    !signature.bodies.is_empty()
}
