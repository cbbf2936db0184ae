//! # 署名单独成页 · a signature alone on its page
//!
//! ## 为什么
//! 署名和日期单独落在一页，前面没有正文，别人换掉前几页也看不出来。排版后所剩空白放不下时，应当调整
//! 行距、字距，使正文至少有一行与署名同页，不用“此页无正文”来应付。行距在每页20行至24行之间自动
//! 调整；仍不能同页的，才报出来。
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
//! ## Good
//! ```yaml
//! kind: notice
//! title: 关于开展检查的通知
//! issuer: 江门市医疗保障局
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
//!
//! ## Bad
//! ```yaml
//! kind: notice
//! title: 关于开展检查的通知
//! issuer: 江门市医疗保障局 # warning「江门市医疗保障局」署名和日期单独落在第2页
//! date: 2022年3月11日
//! to:
//!   - 蓬江区医疗保障局
//!   - 蓬江区医疗保障事业管理中心驻各镇街服务站
//!   - 江海区医疗保障局
//!   - 江海区医疗保障事业管理中心驻各镇街服务站
//!   - 新会区医疗保障局
//!   - 新会区医疗保障事业管理中心驻各镇街服务站
//!   - 台山市医疗保障局
//!   - 台山市医疗保障事业管理中心驻各镇街服务站
//!   - 开平市医疗保障局
//!   - 开平市医疗保障事业管理中心驻各镇街服务站
//!   - 鹤山市医疗保障局
//!   - 鹤山市医疗保障事业管理中心驻各镇街服务站
//!   - 恩平市医疗保障局
//!   - 恩平市医疗保障事业管理中心驻各镇街服务站
//! body: 请遵照执行。
//! ```

use crate::diag::{Level, words};
use crate::doc::Block;
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
    let Some(at) = view.doc.lone_signature(view.pages) else { return };
    let signature = view.doc.blocks.iter().find_map(|block| {
        if let Block::Signature(signature) = block { Some(signature) } else { None }
    });
    let number = at + 1;
    let place = signature.and_then(|signature| signature.bodies.first()?.span);
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
