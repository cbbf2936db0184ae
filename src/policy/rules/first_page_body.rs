//! # 首页没有正文 · no text of the body on the first page
//!
//! ## 为什么
//! 公文首页必须显示正文。标题、主送机关太长，把正文挤到第二页的，缩短标题，或者把主送机关移到版记。
//!
//! ## Good
//! ```yaml
//! kind: notice
//! title: 关于开展检查的通知
//! issuer: 江门市医疗保障局
//! to: [各县（市、区）医疗保障局]
//! body: 请遵照执行。
//! date: 2022年3月11日
//! ```
//!
//! ## Bad
//! ```yaml
//! kind: notice
//! title: 关于开展检查的通知 # error「关于开展检查的通知」首页没有正文
//! issuer: 江门市医疗保障局
//! number: 江医保〔2022〕18号
//! to:
//!   - 江门市没有登记的第甲办事机构及其所属各单位各部门各科室
//!   - 江门市没有登记的第乙办事机构及其所属各单位各部门各科室
//!   - 江门市没有登记的第丙办事机构及其所属各单位各部门各科室
//!   - 江门市没有登记的第丁办事机构及其所属各单位各部门各科室
//!   - 江门市没有登记的第戊办事机构及其所属各单位各部门各科室
//!   - 江门市没有登记的第己办事机构及其所属各单位各部门各科室
//!   - 江门市没有登记的第庚办事机构及其所属各单位各部门各科室
//!   - 江门市没有登记的第辛办事机构及其所属各单位各部门各科室
//!   - 江门市没有登记的第壬办事机构及其所属各单位各部门各科室
//!   - 江门市没有登记的第癸办事机构及其所属各单位各部门各科室
//!   - 江门市没有登记的第子办事机构及其所属各单位各部门各科室
//!   - 江门市没有登记的第丑办事机构及其所属各单位各部门各科室
//!   - 江门市没有登记的第寅办事机构及其所属各单位各部门各科室
//!   - 江门市没有登记的第卯办事机构及其所属各单位各部门各科室
//!   - 江门市没有登记的第辰办事机构及其所属各单位各部门各科室
//!   - 江门市没有登记的第巳办事机构及其所属各单位各部门各科室
//!   - 江门市没有登记的第午办事机构及其所属各单位各部门各科室
//!   - 江门市没有登记的第未办事机构及其所属各单位各部门各科室
//!   - 江门市没有登记的第申办事机构及其所属各单位各部门各科室
//!   - 江门市没有登记的第酉办事机构及其所属各单位各部门各科室
//!   - 江门市没有登记的第戌办事机构及其所属各单位各部门各科室
//!   - 江门市没有登记的第亥办事机构及其所属各单位各部门各科室
//! body: 请遵照执行。
//! date: 2022年3月11日
//! ```

use crate::diag::{Level, words};
use crate::doc::Block;
use crate::policy::{Check, PagesView, Report, Rule, Strength, this_file};

pub(super) static RULE: Rule = Rule {
    file: file!(),
    text: this_file!(),
    level: Level::Error,
    strength: Strength::Mandatory,
    authority: "GB/T 9704-2012，7.3.3",
    since: "0.1.0",
    ids: &["M07"],
    check: Check::Pages(check),
};

/// How many characters of the body are looked for.
const BEGINNING: usize = 6;

fn check(view: &PagesView<'_>, report: &mut Report) {
    let blocks = &view.doc.blocks;
    let headed = blocks.iter().any(|block| matches!(block, Block::RedHead(_)));
    let (Some(first), true) = (view.pages.pages.first(), headed && view.pages.pages.len() > 1)
    else {
        return;
    };
    let body = blocks.iter().find(|block| {
        matches!(block, Block::Paragraph { .. } | Block::Heading(_) | Block::List { .. })
    });
    let Some(body) = body else { return };
    let mut text = String::new();
    body.texts(&mut |part, _| text.push_str(part));
    let bare = |text: &str| -> String { text.chars().filter(|c| !c.is_whitespace()).collect() };
    let begins: String = bare(&text).chars().take(BEGINNING).collect();
    if !begins.is_empty() && !bare(&first.text()).contains(&begins) {
        report
            .at(
                view.paper.head(),
                words!("首页没有正文", "no text of the body stands on the first page"),
            )
            .help(words!(
                "缩短标题，或者减少主送机关",
                "shorten the title, or name fewer recipients"
            ));
    }
}
