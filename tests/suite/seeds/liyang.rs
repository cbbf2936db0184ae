//! Seed 4, Liyang 2018: a joint campaign of four bureaus with its leading group.

use hongtou::doc::Block;

use super::{counts, full, lists, one, paper, printed, quotas, signed, words};
use crate::lost::laid;

const BUREAUS: [&str; 4] = [
    "溧阳市人力资源和社会保障局",
    "溧阳市卫生和计划生育局",
    "溧阳市公安局",
    "溧阳市市场监督管理局",
];

#[test]
fn seed_4_liyang_notice_is_headed_and_signed_by_four_bureaus() {
    let id = "liyang-notice-2018";
    assert_eq!(words(id, "issuer"), BUREAUS);
    let doc = &laid(id).doc;
    let head = doc.blocks.iter().find_map(|block| match block {
        Block::RedHead(head) => {
            Some(head.issuers.iter().map(|run| run.text.clone()).collect::<Vec<_>>())
        }
        _ => None,
    });
    assert_eq!(head.unwrap(), BUREAUS);
    let (bodies, date) = signed(doc);
    assert_eq!((bodies, date.as_str()), (BUREAUS.map(str::to_owned).to_vec(), "2018年10月31日"));
    assert_eq!(one(id, "printer"), "溧阳市人力资源和社会保障局办公室");
    assert_eq!(one(id, "printed"), "2018年10月31日");
    printed(id, &["各有关单位", "（此件公开发布）"]);
    printed(id, &["溧阳市打击欺诈骗取医疗保障基金专项行动实施方案", "领导小组成员名单"]);
    printed(id, &["溧阳市人力资源和社会保障局办公室", "2018年10月31日印发"]);
}

#[test]
fn seed_4_liyang_plan_has_duties_scope_and_phases_in_thirds_of_months() {
    let id = "liyang-plan-2018";
    let heads = ["工作目标", "组织领导和工作机构", "范围和内容", "工作安排", "工作要求"];
    assert_eq!(words(id, "sections.heading"), heads);
    let bodies: Vec<String> = words(id, "duties.units").iter().map(|name| full(id, name)).collect();
    assert_eq!(bodies, BUREAUS);
    assert_eq!(counts(id, "sections", "items"), [0, 0, 3, 0, 4]);
    let scope = ["检查医疗机构", "检查定点零售药店", "检查参保人员"];
    assert_eq!(words(id, "sections.items.title")[..3], scope);
    assert_eq!(lists(&laid(id).doc), [9, 2]);
    let phases = ["部署启动", "地方自查", "整顿处理和检查验收", "总结报告"];
    assert_eq!(words(id, "phases.name"), phases);
    let periods =
        ["2018年10月下旬", "2018年11月上旬至11月中旬", "2018年11月下旬", "2018年12月上旬"];
    assert_eq!(words(id, "phases.period"), periods);
    assert_eq!(one(id, "reporting.deadline"), "2018年12月10日前");
    let unit = |least: f64, most: f64, unit: &str| (least, most, unit.to_owned());
    let expected = [
        unit(5.0, 10.0, "%"),
        unit(10.0, 0.0, "家"),
        unit(5.0, 10.0, "%"),
        unit(5.0, 0.0, "万元"),
        unit(0.0, 100.0, "位"),
    ];
    assert_eq!(quotas(id), expected);
    printed(
        id,
        &[
            "常人社发〔2018〕213号",
            "5%至10%，",
            "不少于10家，",
            "5%至10%。",
            "2017年",
            "5万元的",
            "居前100位的",
        ],
    );
    printed(id, &["为期3个月", "四个阶段", "2018年12月10日前"]);
    assert_eq!(counts(id, "contacts", "phone"), [1, 1]);
}

#[test]
fn seed_4_liyang_leading_group_has_its_members() {
    let id = "liyang-members-2018";
    assert_eq!(words(id, "groups.name"), ["领导小组", "领导小组办公室"]);
    assert_eq!(words(id, "groups.posts.post"), ["组长", "副组长", "成员"]);
    assert_eq!(counts(id, "groups.posts", "members"), [1, 3, 7]);
    let offices = [
        ("溧阳市人力资源和社会保障局", "副局长"),
        ("溧阳市卫生和计划生育局", "副局长"),
        ("溧阳市公安局", "治安防控大队大队长"),
        ("溧阳市市场监督管理局", "副局长"),
        ("溧阳市社会保险基金管理中心", "主任"),
        ("溧阳市新型农村合作医疗管理委员会办公室", "主任"),
        ("溧阳市人力资源和社会保障局", "财务和基金监督科科长"),
        ("溧阳市人力资源和社会保障局", "医疗保险科科长"),
        ("溧阳市卫生和计划生育局", "医政科科长"),
        ("溧阳市公安局", "治安防控大队副大队长"),
        ("溧阳市市场监督管理局", "药械安全监管科科长"),
    ];
    let members = &paper(id).facts.members;
    assert_eq!(members.len(), offices.len());
    for (member, (body, duty)) in members.iter().zip(offices) {
        let unit = member.unit.as_ref().map_or("", |unit| unit.value.as_str());
        assert_eq!(full(id, unit), body);
        assert_eq!(member.duty.as_ref().map(|duty| duty.value.as_str()), Some(duty));
        let name = &member.name.value;
        assert!(laid(id).text().contains(name) && laid("liyang-notice-2018").text().contains(name));
    }
    assert_eq!(full(id, &words(id, "groups.seat")[0]), BUREAUS[0]);
}
