//! # 首页没有正文 · no text of the body on the first page
//!
//! ## 为什么
//! 公文首页必须显示正文。标题、主送机关太长，把正文挤到第二页的，缩短标题；主送机关太多的，程序会移到版记。
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
//! issuer: 江门市医疗保障局
//! number: 江医保〔2022〕18号
//! # error+1「关于对全市定点医疗机构违法违规使用医疗保障基金有关问题、全市定点零售药店违法违规使用医疗保障基金有关问题、全市参保单位违法违规使用医疗保障基金有关问题、全市经办机构违法违规使用医疗保障基金有关问题、全市医药企业违法违规使用医疗保障基金有关问题、全市第三方机构违法违规使用医疗保障基金有关问题、全市职业骗保团伙违法违规使用医疗保障基金有关问题、全市医保医师违法违规使用医疗保障基金有关问题、全市医保护师违法违规使用医疗保障基金有关问题、全市医保药师违法违规使用医疗保障基金有关问题、全市异地就医人员违法违规使用医疗保障基金有关问题、全市门诊慢特病患者违法违规使用医疗保障基金有关问题、全市住院患者违法违规使用医疗保障基金有关问题、全市生育参保人员违法违规使用医疗保障基金有关问题开展联合检查的通知」首页没有正文
//! title: 关于对全市定点医疗机构违法违规使用医疗保障基金有关问题、全市定点零售药店违法违规使用医疗保障基金有关问题、全市参保单位违法违规使用医疗保障基金有关问题、全市经办机构违法违规使用医疗保障基金有关问题、全市医药企业违法违规使用医疗保障基金有关问题、全市第三方机构违法违规使用医疗保障基金有关问题、全市职业骗保团伙违法违规使用医疗保障基金有关问题、全市医保医师违法违规使用医疗保障基金有关问题、全市医保护师违法违规使用医疗保障基金有关问题、全市医保药师违法违规使用医疗保障基金有关问题、全市异地就医人员违法违规使用医疗保障基金有关问题、全市门诊慢特病患者违法违规使用医疗保障基金有关问题、全市住院患者违法违规使用医疗保障基金有关问题、全市生育参保人员违法违规使用医疗保障基金有关问题开展联合检查的通知
//! to: [各县（市、区）医疗保障局]
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

fn check(view: &PagesView<'_>, report: &mut Report) {
    let headed = view.doc.blocks.iter().any(|block| matches!(block, Block::RedHead(_)));
    if headed && view.doc.body_misses_first_page(view.pages) {
        report
            .at(
                view.paper.head(),
                words!("首页没有正文", "no text of the body stands on the first page"),
            )
            .help(words!("缩短标题", "shorten the title"));
    }
}
