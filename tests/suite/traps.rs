//! Papers full of what only looks wrong: no rule may find anything in them.

use hongtou::build;

use crate::shown::Shown;

/// What every rule has to leave alone, in papers that are otherwise sound.
pub(crate) const PAPERS: [(&str, &str); 8] = [
    ("registry/units.yaml", UNITS),
    ("registry/people.yaml", PEOPLE),
    ("registry/citations.yaml", CITATIONS),
    ("registry/calendar/2026.yaml", CALENDAR),
    ("registry/calendar/2028.yaml", NEXT_CALENDAR),
    ("traps/notice.yaml", NOTICE),
    ("traps/plan.yaml", PLAN),
    ("traps/order.yaml", ORDER),
];

const UNITS: &str = "\
kind: units
units:
  - {id: gwy, name: 国务院, level: national}
  - {id: gwy-bgt, name: 国务院办公厅, level: national, prefixes: [国办发明电]}
  - {id: gd-ybj, name: 广东省医疗保障局, level: provincial, prefixes: [粤医保发]}
  - {id: jm-ybj, name: 江门市医疗保障局, short: 市医疗保障局, level: city, prefixes: [江医保]}
  - {id: jm-scj, name: 江门市市场监督管理局, short: 市市场监督管理局, level: city}
  - {id: jm-dd, name: 江门市医疗保障执法大队, short: 市医疗保障执法大队, level: city}
  - {id: jm-ybj-office, name: 江门市医疗保障局办公室, short: 市医疗保障局办公室, level: city}
";

const PEOPLE: &str = "\
kind: people
people:
  - {id: cen, name: 岑望舒, unit: jm-ybj, phone: 0750-8555012, phone_class: office}
";

const CITATIONS: &str = "\
kind: citations
citations:
  - {id: fund, title: 医疗保障基金使用监督管理条例, number: 国务院令第735号, issuer: 国务院, kind_of: regulation, effective: 2021年5月1日}
  - {id: gd, title: 关于加强基金监管的通知（2026年修订）, number: 粤医保发〔2026〕5号, issuer: 广东省医疗保障局, kind_of: document}
";

const CALENDAR: &str = "\
kind: calendar
year: 2026
notice: {title: 国务院办公厅关于2026年部分节假日安排的通知, number: 国办发明电〔2025〕7号}
off: []
makeup: []
";

const NEXT_CALENDAR: &str = "\
kind: calendar
year: 2028
notice: {title: 国务院办公厅关于2028年部分节假日安排的通知, number: 国办发明电〔2027〕7号}
off: []
makeup: []
";

const NOTICE: &str = "\
kind: notice
id: notice
status: sample
title: 江门市医疗保障局关于印发《医疗保障基金监管工作方案（试行）》的通知
issuer: 江门市医疗保障局
number: 江医保〔2026〕3号
date: 2026年3月5日
to: 市市场监督管理局
campaign: plan
basis: [gd]
body: |
  “十四五”时期（2021—2025年），全市医疗保障基金运行平稳，追回基金1,234万元。根据《医疗保障基金使用监督管理条例》（国务院令第735号）、《关于加强基金监管的通知（2026年修订）》（粤医保发〔2026〕5号），我局制定了工作方案，现印发给你们。请市市场监督管理局和市医疗保障执法大队大队长室按照分工抓好落实。

  会议定于3月20日上午9:30召开，比例尺为1:500，配比为1：50。登录 https://www.jiangmen.example/a?b=1,2;c=3 或者发邮件至yb@example.cn下载表格，也可以拨打12345热线咨询。

  依照第12号令、2026年第3号公告和GB/T 9704—2012的要求，用A4纸打印，海报规格为60×80 cm，同步监测PM2.5。（2024）粤07民终123号判决认定的事实，可以作为线索。以上报告须附电子版，于6月30日前报送，2028年2月29日前归档。

  按照附件1、附件2的安排，统筹开展“回头看”“一件事”“双随机、一公开”检查，一、二级医疗机构和三级医疗机构一并纳入，5～10天内完成；阿卜杜拉·买买提等3名同志参加。

  1. 自查；
  2. 整改。
attachments: [plan, order]
contacts:
  - {name: 岑望舒, unit: 市医疗保障局, phone: 0750-8555012}
seal: sealed
note: 此件公开发布
printer: 江门市医疗保障局办公室
printed: 2026年3月5日
openness: 主动公开
";

const PLAN: &str = "\
kind: campaign
id: plan
status: sample
title: 医疗保障基金监管工作方案（试行）
issuer: 江门市医疗保障局
date: 2026年3月5日
basis: [fund]
period: 2026年3月至12月
preamble: |
  为守护群众的“看病钱”，依法规范基金使用，根据《医疗保障基金使用监督管理条例》，制定本方案。拒付率控制在0.5%～1.5%，罚没款5000元～1万元的按程序报批。
sections:
  - id: goals
    heading: 工作目标
    text: |
      1.追回违规资金。一是摸清底数；二是建立台账；三是按期整改。

      2.以规范为目的的检查不少于20次，参加人员约30人，历时近三四个月；涉及到期协议的，逐份清理。

      （1）发布署名文章3篇，提交待审材料2份，公布举报电话。

      （2）研究竞争性磋商办法，关注消费者诉求，审核消防设施，恢复盖章手续。
  - id: arrangement
    heading: 工作安排
    include: phases
phases:
  - id: check
    name: 自查自纠
    period: 2026年3月至6月
    text: |
      对一、二级医疗机构逐家检查，自2026年3月起，分批次进行。第一、二季度各通报一次。
    tasks:
      - id: self
        title: 开展自查
        period: 3月至6月
        lead: 市医疗保障局
        support: 市市场监督管理局
        text: |
          执法大队大队长带队，每组3～5人，乘车往返300 km；按照省局通知附件9的样式填报，编号为A-1至A-20。药品不良反应情况一并反映。
  - id: sum
    name: 总结提升
    period: 2026年7月至12月
    text: |
      截至12月底，全部任务销号；报名截止后不再受理。
    tasks:
      - id: report
        title: 报送总结
        period: 12月
        lead: 市医疗保障局
        text: |
          水、电、气等费用据实列支，依据《手册》《问答》和有关规定审核。经费决算精确到0.1万元，同比增长2倍；下降幅度为上年的2倍。
";

const ORDER: &str = "\
kind: guide
id: order
status: sample
title: 填写指引
issuer: 江门市医疗保障局
date: 2026年3月5日
text: |
  运行`hongtou check --release`，字段名为`id`，时间格式为`09:30`。

  “第一段引语没有完。

  “第二段引语完了。”（一）甲；（二）乙。

  图中①处填写单位全称，1）2）两栏空着；联系人一栏写“张三 0750-8555012”。

  省略的各项以“……”表示。基金安全——群众的“看病钱”——一分也不能少。

  依据《中华人民共和国行政处罚法》第三十三条第一款（以下简称《行政处罚法》），首次轻微违法可以不予处罚，《行政处罚法》另有规定的除外；按照《信息安全技术要求》第5条设置口令。

  二〇二六年、一百零五天、零容忍、1949年以来、20世纪90年代、近30年、从业30年以上。

  各县（市、区）、各有关单位：请在____年__月__日前填报。
steps:
  - {title: 打开表格, text: 第1步，打开表格。}
  - {title: 填写, text: 第2步，填写3-5行。}
to: 市医疗保障局
deadline: 2026年6月30日前
";

#[test]
fn no_rule_finds_anything_in_papers_full_of_traps() {
    let files = Shown::of(PAPERS);
    let request = build::Request { draft: true, ..build::Request::default() };
    let built = build::build(&files, &request, &|_, _| {}).expect("the papers can be built");
    let sources = &built.checked.sources;
    let found: Vec<String> = built
        .checked
        .findings
        .iter()
        .map(|finding| {
            let source = sources.get(finding.span.source);
            let bytes = finding.span.bytes();
            let line = source.line_column(bytes.start).line;
            let (path, marked) = (&source.path, source.slice(bytes));
            format!("{path}:{line} {} 「{marked}」{}", finding.rule, finding.message.zh)
        })
        .collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}
