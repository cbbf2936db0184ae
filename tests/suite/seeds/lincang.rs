//! Seed 1, Lincang 2024: a responsibility list of eight goals and thirty-one tasks.

use hongtou::model::facts::Task;

use super::{counts, full, headings, heads, one, paper, printed, quotas, signed, tables, words};
use crate::lost::laid;

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
