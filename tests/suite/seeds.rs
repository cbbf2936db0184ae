//! Five real campaigns, from 2018 to 2024, as their papers were published: what each of them
//! holds stands here as data, and our examples hold the same, in YAML and on paper.

use hongtou::doc::{Block, Doc, Inline, Table, plain};
use hongtou::model::facts::Task;
use hongtou::model::{Field, Paper, Value};

use crate::lost::{CHECKED, laid, squeezed};

fn paper(id: &str) -> &'static Paper {
    CHECKED.set.paper(id).unwrap_or_else(|| panic!("no paper {id}"))
}

/// The words under a path; through lists, of every item.
fn words(id: &str, path: &str) -> Vec<String> {
    let mut fields = vec![&paper(id).root];
    for key in path.split('.') {
        fields = fields.into_iter().flat_map(|field| field.items_of(key)).collect();
    }
    let word = |field: &Field| match &field.value {
        Value::Number(number) => Some(number.to_string()),
        _ => field.text().map(|text| text.trim().to_owned()),
    };
    fields.into_iter().filter_map(word).collect()
}

fn one(id: &str, path: &str) -> String {
    let all = words(id, path);
    assert_eq!(all.len(), 1, "{id}: {path}: {all:?}");
    all.into_iter().next().unwrap()
}

/// How many items each object of a list has under a key.
fn counts(id: &str, list: &str, key: &str) -> Vec<usize> {
    let mut fields = vec![&paper(id).root];
    for part in list.split('.') {
        fields = fields.into_iter().flat_map(|field| field.items_of(part)).collect();
    }
    fields.into_iter().map(|field| field.items_of(key).len()).collect()
}

/// The headings of a level, with their numbers.
fn headings(doc: &Doc, level: u8) -> Vec<String> {
    let heading = |block: &Block| match block {
        Block::Heading(heading) if heading.level == level => {
            Some(format!("{}{}", heading.number, plain(&heading.inlines)))
        }
        _ => None,
    };
    doc.blocks.iter().filter_map(heading).collect()
}

fn tables(doc: &Doc) -> Vec<&Table> {
    fn table(block: &Block) -> Option<&Table> {
        if let Block::Table(table) = block { Some(table) } else { None }
    }
    doc.blocks.iter().filter_map(table).collect()
}

/// The cells of the first header row.
fn heads(table: &Table) -> Vec<String> {
    table.header[0]
        .cells
        .iter()
        .map(|cell| cell.paragraphs.iter().map(|all| plain(all)).collect())
        .collect()
}

fn rows(table: &Table) -> Vec<Vec<String>> {
    let cell = |cell: &hongtou::doc::Cell| cell.paragraphs.iter().map(|all| plain(all)).collect();
    table.rows.iter().map(|row| row.cells.iter().map(cell).collect()).collect()
}

/// Who signs a paper, and when.
fn signed(doc: &Doc) -> (Vec<String>, String) {
    let found = doc.blocks.iter().find_map(|block| match block {
        Block::Signature(signature) => Some((
            signature.bodies.iter().map(|run| run.text.clone()).collect(),
            signature.date.as_ref().map(|run| run.text.clone()).unwrap_or_default(),
        )),
        _ => None,
    });
    found.expect("the paper is signed")
}

/// Holds a paper's printed text to these words, in this order.
#[track_caller]
fn printed(id: &str, expected: &[&str]) {
    let text = laid(id).text();
    let mut at = 0;
    for word in expected {
        let word = squeezed(word);
        let Some(found) = text[at..].find(&word) else {
            panic!("{id} does not print “{word}”")
        };
        at += found + word.len();
    }
}

/// What a body is called in full, as a paper reads its name.
fn full(id: &str, name: &str) -> String {
    let names = CHECKED.set.names(paper(id));
    names.unit(name).map_or_else(|| panic!("{id}: {name}"), |unit| unit.name.value.clone())
}

fn lists(doc: &Doc) -> Vec<usize> {
    let list =
        |block: &Block| if let Block::List { items } = block { Some(items.len()) } else { None };
    doc.blocks.iter().filter_map(list).collect()
}

fn quotas(id: &str) -> Vec<(f64, f64, String)> {
    let bound = |bound: Option<(f64, _)>| bound.map_or(0.0, |(number, _)| number);
    let quotas = paper(id).facts.quotas.iter();
    quotas.map(|quota| (bound(quota.at_least), bound(quota.at_most), quota.unit.clone())).collect()
}

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

/// Goal by goal: its heading, and each task's number of measures and bodies besides 市医疗保障局
/// and the counties.
type Goal = (&'static str, &'static [(usize, &'static str)]);

const LINCANG: [Goal; 8] = [
    (
        "加强监管制度体系建设",
        &[(2, ""), (3, ""), (4, "市卫生健康委"), (2, ""), (3, "市发展改革委"), (2, "")],
    ),
    ("推进智能监控常态化", &[(3, ""), (3, ""), (2, ""), (4, "市公安局 市卫生健康委")]),
    ("推进日常监管常态化", &[(2, ""), (3, "市司法局 市审计局 市信访局")]),
    (
        "推进专项整治常态化",
        &[
            (1, "市公安局 市财政局 市卫生健康委 市市场监管局 市检察院"),
            (1, "市公安局 市卫生健康委 市市场监管局 市检察院"),
            (2, ""),
        ],
    ),
    ("推进飞行检查常态化", &[(2, "市财政局 市卫生健康委 市市场监管局"), (2, ""), (2, "")]),
    ("推进社会监督常态化", &[(2, "市财政局"), (2, ""), (2, "")]),
    (
        "健全完善协同联动机制",
        &[
            (5, "市卫生健康委"),
            (2, "市卫生健康委"),
            (2, "市市场监管局"),
            (3, "市公安局 市检察院"),
            (2, "市纪委监委 市委巡察办"),
            (2, "国家金融监督管理总局临沧监管分局 国家税务总局临沧市税务局 市法院"),
        ],
    ),
    ("强化保障措施", &[(1, "市司法局"), (1, ""), (1, "市财政局 市人力资源社会保障局"), (1, "")]),
];

fn shared(task: &Task) -> Vec<&str> {
    task.shared.iter().map(|unit| unit.value.as_str()).collect()
}

#[test]
fn seed_1_lincang_list_has_eight_goals_and_thirty_one_tasks() {
    let id = "lincang-duties-2024";
    assert_eq!(one(id, "title"), "临沧市加强医疗保障基金使用常态化监管责任清单");
    let goals: Vec<&str> = LINCANG.iter().map(|(goal, _)| *goal).collect();
    assert_eq!(words(id, "goals.heading"), goals);
    let tasks: Vec<(usize, &str)> =
        LINCANG.iter().flat_map(|(_, tasks)| tasks.iter().copied()).collect();
    assert_eq!(tasks.len(), 31);
    let measures: Vec<usize> = tasks.iter().map(|(measures, _)| *measures).collect();
    assert_eq!(counts(id, "goals.tasks", "measures"), measures);
    for (at, (task, (_, others))) in paper(id).facts.tasks.iter().zip(&tasks).enumerate() {
        let mut expected = vec!["市医疗保障局"];
        expected.extend(others.split_whitespace());
        // The two tasks of other departments name those first.
        if [23, 24].contains(&(at + 1)) {
            expected.swap(0, 1);
        }
        expected.push("各县（区）人民政府");
        assert_eq!(shared(task), expected, "task {}", at + 1);
        assert!(task.lead.is_empty() && task.support.is_empty(), "all share the task");
    }
    assert!(words(id, "goals.tasks.wording").iter().all(|words| words == "等按职责分工负责"));
}

#[test]
fn seed_1_lincang_list_is_numbered_straight_through_the_goals() {
    let id = "lincang-duties-2024";
    let table = tables(&laid(id).doc)[0];
    assert_eq!(heads(table), ["工作目标", "工作任务", "工作措施", "责任单位"]);
    assert_eq!(table.rows.len(), 31);
    let spans: Vec<u32> = table
        .rows
        .iter()
        .filter(|row| row.cells[0].rows > 1)
        .map(|row| row.cells[0].rows)
        .collect();
    assert_eq!(spans, [6, 4, 2, 3, 3, 3, 6, 4]);
    let text = laid(id).text();
    for number in ["（一）", "（十）", "（十一）", "（二十）", "（三十）", "（三十一）"]
    {
        assert!(text.contains(number), "{number}");
    }
    assert!(!text.contains("（三十二）"));
    printed(id, &["一、加强监管制度体系建设", "（七）", "（三十一）"]);
    printed(id, &["20万元"]);
    let quotas = quotas(id);
    assert_eq!(quotas[1], (0.0, 20.0, "万元".to_owned()), "the reward of an informer");
}

#[test]
fn seed_1_lincang_notice_has_its_public_data_and_the_yearly_duty() {
    let id = "lincang-notice-2024";
    assert_eq!(one(id, "number"), "临政办发〔2024〕2号");
    assert_eq!(words(id, "to"), ["各县、自治县、区人民政府", "市直有关部门"]);
    assert_eq!(one(id, "publisher"), "临沧市医疗保障局");
    assert_eq!(one(id, "published"), "2024年2月6日");
    assert_eq!(one(id, "date"), "2024年1月17日");
    assert_eq!(one(id, "openness"), "主动公开");
    assert!(one(id, "index_number").ends_with("/2024-00002"));
    assert_eq!(one(id, "note"), "此件公开发布");
    let expected = ["一、提高政治站位", "二、强化责任担当", "三、加强协同联动"];
    assert_eq!(headings(&laid(id).doc, 1), expected);
    let (bodies, date) = signed(&laid(id).doc);
    assert_eq!((bodies, date.as_str()), (vec!["临沧市人民政府办公室".into()], "2024年1月17日"));
    assert_eq!(one("lincang-duties-2024", "reporting.deadline"), "每年1月30日前");
    assert_eq!(full("lincang-duties-2024", "市医疗保障局"), "临沧市医疗保障局");
    printed(id, &["云政办发〔2023〕66号", "每年1月30日前", "临沧市医疗保障局", "（此件公开发布）"]);
}

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
