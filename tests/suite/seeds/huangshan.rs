//! Seed 2, Huangshan District 2024: a campaign that carries out the city's.

use hongtou::doc::{Block, Inline};

use super::{counts, full, one, paper, printed, words};
use crate::lost::laid;

#[test]
fn seed_2_huangshan_plan_has_its_parts_and_day_dates() {
    let id = "icu-special-2024";
    let heads = ["总体要求", "基本原则", "职责分工", "工作举措", "工作安排", "工作要求"];
    assert_eq!(words(id, "sections.heading"), heads);
    assert_eq!(counts(id, "sections", "items"), [0, 0, 0, 5, 0, 3]);
    let items = ["虚记收费", "虚增收费", "重复收费", "串换项目收费", "其他问题"];
    assert_eq!(words(id, "sections.items.title")[..5], items);
    let phases = [
        ("自查自纠", "2024年1月1日至2月8日"),
        ("现场核查", "2024年2月18日至3月20日"),
        ("汇总处理", "2024年4月1日至4月15日"),
    ];
    let (names, periods): (Vec<&str>, Vec<&str>) = phases.into_iter().unzip();
    assert_eq!(words(id, "phases.name"), names);
    assert_eq!(words(id, "phases.period"), periods);
    // The published deadline, 20 April 2024, is a Saturday; ours is the Friday before.
    assert_eq!(one(id, "reporting.deadline"), "2024年4月19日前");
    assert_eq!(one(id, "reporting.to"), "区医疗保障局法规和基金监管股");
    assert_eq!(counts(id, "contacts", "phone"), [1]);
    printed(id, &["2023年", "第一阶段：自查自纠", "第三阶段：汇总处理", "0559-"]);
}

#[test]
fn seed_2_huangshan_principles_lead_in_boldly_and_a_superior_is_implemented() {
    let id = "icu-special-2024";
    let strong = laid(id).doc.blocks.iter().filter(|block| {
        let Block::Paragraph { inlines } = block else { return false };
        inlines.iter().any(|inline| matches!(inline, Inline::Strong { .. }))
    });
    assert_eq!(strong.count(), 3);
    printed(id, &["一是", "二是", "三是"]);
    assert_eq!(paper(id).facts.implements[0].paper.value, "icu-city-2024");
    assert_eq!(one("icu-city-2024", "number"), "黄医保〔2024〕1号");
    let notice = "icu-notice-2024";
    assert_eq!(words(notice, "to"), ["区医保中心", "区监管中心", "区定点医疗机构"]);
    assert_eq!(full(notice, "区监管中心"), "黄山市黄山区医疗保障基金监管中心");
    // The published number is the city's own, with round brackets; ours is the district's.
    assert_eq!(one(notice, "number"), "黄区医保〔2024〕1号");
    printed(
        notice,
        &[
            "黄医保〔2024〕1号",
            "附件",
            "黄山区重症医学领域违法违规使用医保基金专项整治行动工作方案",
        ],
    );
}
