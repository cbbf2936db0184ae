//! Seed 0, Jiangmen 2022: a work plan with requirements, letters of commitment and a guide.

use super::{counts, headings, heads, lists, one, printed, rows, tables, words};
use crate::lost::laid;

#[test]
fn seed_0_jiangmen_plan_has_its_phases_tasks_and_bases() {
    let id = "fund-supervision-2022";
    assert_eq!(one(id, "title"), "2022年江门市医疗保障基金监管工作方案");
    assert_eq!(words(id, "phases.name"), ["专项检查和宣传", "自查自纠", "整改、总结、提升"]);
    // The published plan lets the first two phases share October; ours does not.
    assert_eq!(words(id, "phases.period"), ["2022年3月至9月", "2022年10月至11月", "2022年12月"]);
    assert_eq!(counts(id, "phases", "tasks"), [6, 2, 3]);
    let times = ["3月至4月", "4月", "5月至9月", "5月", "6月至7月", "8月至9月"];
    assert_eq!(words(id, "phases.tasks.period")[..6], times);
    assert_eq!(counts(id, "sections", "items"), [4, 0, 3]);
    assert_eq!(headings(&laid(id).doc, 1).len(), 3);
    printed(
        id,
        &["粤医保函〔2022〕29号", "第一阶段", "第二阶段", "第三阶段", "国办发〔2020〕20号"],
    );
}

#[test]
fn seed_0_jiangmen_counties_inspect_each_other_as_published() {
    let table = tables(&laid("cross-inspection").doc)[0];
    assert_eq!(heads(table), ["序号", "联合检查组", "检查市（区）", "备注"]);
    let pairs = [
        ("蓬江区", "恩平市"),
        ("江海区", "开平市"),
        ("新会区", "鹤山市"),
        ("台山市", "蓬江区"),
        ("开平市", "新会区"),
        ("鹤山市", "台山市"),
        ("恩平市", "江海区"),
    ];
    let expected: Vec<[String; 4]> = pairs
        .iter()
        .zip(1..)
        .map(|((from, to), at)| [format!("{at}"), (*from).into(), (*to).into(), String::new()])
        .collect();
    assert_eq!(rows(table), expected);
    assert_eq!(tables(&laid("fund-supervision-2022").doc).len(), 1, "the plan holds the table");
}

#[test]
fn seed_0_jiangmen_requirements_letters_and_guide_are_whole() {
    assert_eq!(counts("requirements-hospital", "sections", "items"), [3, 5]);
    printed("requirements-hospital", &["100张以上", "一", "二"]);
    assert_eq!(words("requirements-pharmacy", "sections.heading").len(), 6);
    assert_eq!(lists(&laid("requirements-pharmacy").doc), [6]);
    printed("requirements-pharmacy", &["保存2年", "2名", "1名", "1年以上", "30个工作日"]);
    for (id, pledges, audience) in
        [("letter-hospital", 17, "定点医疗机构"), ("letter-pharmacy", 8, "定点零售药店")]
    {
        assert_eq!(words(id, "pledges").len(), pledges);
        assert_eq!(counts(id, "blanks", "label").len(), 3);
        printed(id, &["江门市维护医保基金安全承诺书", audience, "承诺单位", "日期"]);
    }
    assert_eq!(one("guide", "deadline"), "2022年5月31日前");
    let site = "http://www.jiangmen.gov.cn/bmpd/jmsylbzj/index.html";
    printed("guide", &["信用承诺填写指引", site, "A4", "2022年5月31日前", "60cm×80cm"]);
    let attached = words("fund-notice-2022", "attachments");
    let expected = [
        "fund-supervision-2022",
        "requirements-hospital",
        "requirements-pharmacy",
        "letter-hospital",
        "letter-pharmacy",
        "guide",
    ];
    assert_eq!(attached, expected);
    printed("fund-notice-2022", &["附件1", "附件2", "附件3", "附件4", "附件5", "附件6"]);
}
