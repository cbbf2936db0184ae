//! How titles break into lines: whole words and whole names, 梯形 or 菱形 (7.3.1).

use hongtou::doc::{Block, Doc, Meta, Title};

use super::*;
use crate::support::{doc, inlines, lay_out, paragraph};

/// The lines of a title, joined with `/`.
fn broken(title: &str, names: &[&str]) -> String {
    let block = Block::Title(Title { inlines: inlines(title), subtitle: Vec::new() });
    let names = names.iter().map(|name| (*name).to_owned()).collect();
    let doc =
        Doc { meta: Meta { names, ..Meta::default() }, blocks: vec![block, paragraph("国")] };
    let page = &lay_out(&doc, "general").pages.pages[0];
    let own = lines(page).into_iter().filter(|line| line.first().font == "xiaobiaosong");
    own.map(|line| line.text()).collect::<Vec<_>>().join("/")
}

/// Titles as they must break, and the registered names in them: those of all papers under
/// `policies`, of papers they cite, and of every usual kind.
const TITLES: &[(&str, &[&str])] = &[
    ("2021年度医疗保障行政检查计划", &[]),
    ("2022年江门市医疗保障基金/监管交叉检查安排", &["江门市"]),
    ("2022年江门市医疗保障基金监管工作方案", &["江门市"]),
    (
        "临沧市人民政府办公室关于印发临沧市加强/医疗保障基金使用常态化监管责任清单的通知",
        &["临沧市人民政府办公室", "临沧市"],
    ),
    ("临沧市加强医疗保障基金/使用常态化监管责任清单", &["临沧市"]),
    (
        "南通市医疗保障局办公室关于印发/2021年度医疗保障行政检查计划的通知",
        &["南通市医疗保障局办公室", "南通市医疗保障局"],
    ),
    ("定点医疗机构医保基金使用管理要求", &[]),
    (
        "江门市医疗保障局关于印发2022年/江门市医疗保障基金监管工作方案的通知",
        &["江门市医疗保障局", "江门市"],
    ),
    ("江门市维护医保基金安全承诺书", &["江门市"]),
    (
        "溧阳市人力资源和社会保障局等四部门/关于印发溧阳市打击欺诈骗取医疗保障基金/专项行动实施方案的通知",
        &["溧阳市人力资源和社会保障局", "溧阳市"],
    ),
    ("溧阳市打击欺诈骗取/医疗保障基金专项行动实施方案", &["溧阳市"]),
    ("溧阳市打击欺诈骗取医疗保障基金/专项行动领导小组成员名单", &["溧阳市"]),
    (
        "黄山区医疗保障局关于印发/黄山区重症医学领域违法违规使用/医保基金专项整治行动工作方案的通知",
        &["黄山区医疗保障局", "黄山区"],
    ),
    ("黄山市重症医学领域违法违规使用/医保基金专项整治行动工作方案", &["黄山市"]),
    (
        "云南省人民政府办公厅关于印发云南省加强/医疗保障基金使用常态化监管若干措施的通知",
        &["云南省人民政府办公厅", "云南省"],
    ),
    ("国务院办公厅关于推进医疗保障基金/监管制度体系改革的指导意见", &["国务院办公厅"]),
    ("国务院办公厅关于建立健全职工/基本医疗保险门诊共济保障机制的指导意见", &["国务院办公厅"]),
    ("广东省医疗保障局关于做好2022年/医疗保障基金监管工作的通知", &["广东省医疗保障局"]),
    (
        "溧阳市人力资源和社会保障局/溧阳市公安局 溧阳市卫生和计划生育局/溧阳市市场监督管理局关于印发《溧阳市/打击欺诈骗取医疗保障基金/专项行动实施方案》的通知",
        &[
            "溧阳市人力资源和社会保障局",
            "溧阳市公安局",
            "溧阳市卫生和计划生育局",
            "溧阳市市场监督管理局",
            "溧阳市",
        ],
    ),
    (
        "双江拉祜族佤族布朗族傣族自治县人民政府/关于加强医疗保障基金监管工作的报告",
        &["双江拉祜族佤族布朗族傣族自治县人民政府"],
    ),
    (
        "国家金融监督管理总局临沧监管分局/关于商请提供商业保险理赔数据的函",
        &["国家金融监督管理总局临沧监管分局"],
    ),
    ("某市人民政府关于2026年度/安全生产和消防工作考核结果的通报", &["某市人民政府"]),
    ("关于进一步加强城乡居民/基本医疗保险参保缴费工作的通知", &[]),
    ("关于转发《国家医疗保障局关于开展/医保基金飞行检查工作的通知》的通知", &["国家医疗保障局"]),
    ("某县人民政府办公室/关于成立防汛抗旱指挥部的通知", &["某县人民政府办公室"]),
    ("某市教育局关于组织开展中小学生/预防溺水专题教育活动的通知", &["某市教育局"]),
    ("关于报送2025年度/行政执法案卷评查情况的函", &[]),
    ("某市卫生健康委员会关于公布/2026年第一批医疗机构校验结果的公告", &["某市卫生健康委员会"]),
    ("关于请求解决医疗保障/信息平台升级改造经费的请示", &[]),
    ("关于同意设立某市医疗保障服务中心的批复", &["某市医疗保障服务中心"]),
    ("某市人民政府关于表彰2025年度/乡村振兴工作先进集体和先进个人的决定", &["某市人民政府"]),
    ("某市医疗保障局关于/2025年度法治政府建设情况的报告", &["某市医疗保障局"]),
    ("某市市场监督管理局关于开展食品安全/“你点我检”活动的通知", &["某市市场监督管理局"]),
    ("第十四届某市人民政府/第三十二次常务会议纪要", &["某市人民政府"]),
    ("关于印发《某市突发环境事件/应急预案（2026年修订版）》的通知", &[]),
    ("关于调整某市全民健康保障工作领导小组/组成人员的通知", &["某市全民健康保障工作领导小组"]),
    (
        "某市财政局 某市医疗保障局/关于提前下达2026年中央财政/城乡医疗救助补助资金预算的通知",
        &["某市财政局", "某市医疗保障局"],
    ),
    ("关于推荐2026年“最美医保人”的通知", &[]),
    ("某市人力资源和社会保障局/关于公开招聘事业单位工作人员的公告", &["某市人力资源和社会保障局"]),
    ("关于做好省际联盟药品/集中带量采购中选结果执行工作的通知", &[]),
];

#[test]
fn clause_7_3_1_a_title_breaks_between_words() {
    for (wanted, names) in TITLES {
        assert_eq!(broken(&wanted.replace('/', ""), names), *wanted);
    }
}

#[test]
fn clause_7_3_1_a_title_never_splits_the_name_of_a_body() {
    for (wanted, names) in TITLES {
        let lines = broken(&wanted.replace('/', ""), names);
        let whole = wanted.replace('/', "");
        for name in names.iter().filter(|name| whole.contains(**name)) {
            assert!(lines.contains(name), "{name} is torn: {lines}");
        }
    }
}

#[test]
fn clause_7_3_1_a_title_is_a_trapezium_or_a_rhombus() {
    for (wanted, names) in TITLES {
        let lines = broken(&wanted.replace('/', ""), names);
        let widths: Vec<usize> = lines.split('/').map(|line| line.chars().count()).collect();
        let widest = widths.iter().position(|width| Some(width) == widths.iter().max()).unwrap();
        let rises = widths[..=widest].is_sorted();
        let falls = widths[widest..].is_sorted_by(|a, b| a >= b);
        assert!(rises && falls, "a waist: {lines}");
    }
}

#[test]
fn clause_7_3_1_a_name_longer_than_a_line_breaks_between_its_words() {
    let name = "常州市打击欺诈骗取医疗保障基金专项行动领导小组办公室";
    let lines = broken(&format!("{name}关于开展回头看工作的通知"), &[name]);
    assert_eq!(
        lines,
        "常州市打击欺诈骗取医疗保障基金专项行动/领导小组办公室关于开展回头看工作的通知"
    );
}

#[test]
fn clause_7_3_1_a_single_word_longer_than_a_line_is_condensed_and_not_cut() {
    let word = "Pneumonoultramicroscopicsilicovolcanoconiosis";
    let lines = broken(&format!("关于使用{word}的通知"), &[]);
    assert!(lines.split('/').any(|line| line == word), "{lines}");
    let block = Block::Title(Title { inlines: inlines(word), subtitle: Vec::new() });
    let page = &lay_out(&doc(vec![block, paragraph("国")]), "general").pages.pages[0];
    let line = line(page, "Pneumono");
    assert!(line.left() > BINDING - 0.1 && line.right() < BINDING + WIDTH + 0.1);
}

#[test]
fn a_title_of_hostile_length_is_broken_in_no_time() {
    let lines = broken(&"监管和检查工作".repeat(60), &[]);
    assert!(lines.split('/').count() > 15);
}
