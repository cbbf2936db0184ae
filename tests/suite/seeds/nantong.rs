//! Seed 3, Nantong 2021: an inspection plan of seven items, and the notice that is the plan.

use super::{counts, full, headings, heads, one, printed, quotas, tables, words};
use crate::lost::laid;

#[test]
fn seed_3_nantong_plan_has_seven_items_with_quotas_as_data() {
    let id = "inspection-plan-2021";
    assert_eq!(counts(id, "items", "focus"), [3, 2, 2, 3, 2, 2, 3]);
    assert_eq!(counts(id, "items", "requirements"), [2, 3, 2, 2, 2, 2, 2]);
    let divisions: [&[&str]; 7] = [
        &["基金监督处", "医保中心"],
        &["待遇保障处", "医保中心"],
        &["待遇保障处", "医保中心"],
        &["医药服务处"],
        &["价格招采处"],
        &["价格招采处"],
        &["医保中心"],
    ];
    assert_eq!(words(id, "items.divisions"), divisions.concat());
    assert_eq!(full(id, "医保中心"), "南通市医疗保险基金管理中心");
    let unit = |least: f64, most: f64, unit: &str| (least, most, unit.to_owned());
    let expected = [
        unit(20.0, 0.0, "%"),
        unit(10.0, 0.0, "件"),
        unit(20.0, 0.0, "家"),
        unit(10.0, 0.0, "家"),
        unit(4.0, 0.0, "次"),
        unit(100.0, 0.0, "%"),
        unit(2.0, 0.0, "次"),
        unit(50.0, 0.0, "%"),
        unit(0.0, 8.0, "%"),
        unit(2.0, 0.0, "次"),
        unit(50.0, 0.0, "%"),
        unit(2.0, 0.0, "次"),
        unit(50.0, 0.0, "%"),
        unit(100.0, 0.0, "%"),
        unit(100.0, 0.0, "%"),
    ];
    assert_eq!(quotas(id), expected);
    let table = tables(&laid(id).doc)[0];
    assert_eq!(heads(table)[..5], ["序号", "检查项目", "重点内容", "相关要求", "责任处室"]);
    assert_eq!(table.rows.len(), 7);
    printed(
        id,
        &[
            "不低于20%。",
            "不少于10件。",
            "不少于20家。",
            "不少于10家。",
            "不少于4次。",
            "8%。",
            "50%。",
        ],
    );
    printed(id, &["不属行政检查，参照执行"]);
}

#[test]
fn seed_3_nantong_notice_is_the_plan_itself() {
    let id = "nantong-notice-2021";
    assert_eq!(one(id, "number"), "通医保办发〔2021〕3号");
    assert_eq!(one(id, "date"), "2021年1月19日");
    assert_eq!(words(id, "to"), ["局各处室、中心"]);
    let expected = ["一、指导思想", "二、目标任务", "三、检查重点及分工", "四、保障措施"];
    assert_eq!(headings(&laid(id).doc, 1), expected);
    assert_eq!(headings(&laid(id).doc, 2).len(), 3);
    assert_eq!(tables(&laid(id).doc)[0].rows.len(), 7);
    assert_eq!(one("inspection-plan-2021", "reporting.to"), "规划财务和法规处");
    // The published number of the measures on social insurance, 劳动部令第16号, names a ministry
    // that had another name; ours is the registered one.
    let bases = ["劳动和社会保障部令第16号", "医保发〔2020〕35号", "医保发〔2020〕32号"];
    printed(id, &bases);
    printed(id, &["共七项", "2021年11月底前", "2021年1月19日"]);
}
