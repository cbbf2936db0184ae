//! A workspace of any number of plans, each different and none with a fault: what checking is
//! measured on.

use std::fmt::Write as _;

use hongtou::text::Memory;

/// A workspace of so many plans, beside the registries, schemas and templates of the repository.
pub(crate) fn workspace(repository: &Memory, plans: usize) -> Memory {
    let kept =
        |path: &String| !path.starts_with("policies/") || path.starts_with("policies/registry/");
    let files = repository.0.iter().filter(|(path, _)| kept(path));
    let mut files: Memory = files.map(|(path, bytes)| (path.clone(), bytes.clone())).collect();
    for at in 0..plans {
        // A folder to a hundred, as campaigns are kept by the year and by the body.
        let path = format!("policies/batch-{:03}/plan-{at:05}.yaml", at / 100);
        files.0.insert(path, plan(at).into_bytes());
    }
    files
}

/// What is looked into, so that no two plans say the same.
const MATTERS: [&str; 12] = [
    "住院费用",
    "门诊慢特病",
    "药品进销存",
    "检查检验",
    "康复理疗",
    "血液透析",
    "骨科耗材",
    "口腔诊疗",
    "医养结合",
    "电子处方",
    "异地就医",
    "生育医疗",
];

/// Who is looked into.
const SUBJECTS: [&str; 5] =
    ["定点医院", "定点药店", "基层医疗机构", "经办机构", "长期护理服务机构"];

/// One plan of about ninety lines.
fn plan(at: usize) -> String {
    let matter = MATTERS[at % MATTERS.len()];
    let subject = SUBJECTS[at / MATTERS.len() % SUBJECTS.len()];
    let batch = at / (MATTERS.len() * SUBJECTS.len()) + 1;
    let mut text = format!(
        "kind: campaign
id: plan-{at:05}
status: sample
title: 2022年江门市{subject}{matter}第{batch}批检查工作方案
issuer: 江门市医疗保障局
date: 2022年3月11日
basis: [fund-regulation, gd-2022-29]
period: 2022年3月至12月
preamble: |
  为做好全市{subject}{matter}第{batch}批检查工作，规范医疗保障基金（以下简称医保基金）使用，根据{{{{ cite(\"fund-regulation\") }}}}和{{{{ cite(\"gd-2022-29\") }}}}，结合我市实际，制定本方案。
sections:
  - id: goals
    heading: 工作目标
    text: |
      把{matter}费用的合规情况查清查实，到{{{{ phase(\"close\").end | 年月 }}}}底努力实现以下目标。
    items:
      - title: 底数清楚
        text: |
          逐家核对{subject}的{matter}台账，把发生的费用、涉及的人次和报销的金额一一对上，形成第{batch}批检查的基础数据。
      - title: 问题见底
        text: |
          对{matter}中重复收费、串换项目、虚增数量等问题逐项排查，发现一起、核实一起，不回避矛盾，不留死角。
      - title: 整改到位
        text: |
          {subject}对照查实的问题限期整改，退回违规占用的医保基金，并完善{matter}的内部管理制度。
  - id: arrangement
    heading: 工作安排
    text: |
      检查工作分为{{{{ 阶段 | 个数 | 汉字 }}}}个阶段，自{{{{ phase(\"inspect\").start | 年月 }}}}开始，至{{{{ phase(\"close\").end | 年月 }}}}结束。
    include: phases
  - id: demands
    heading: 工作要求
    items:
      - title: 压实责任
        text: |
          各级医疗保障部门要把{subject}的{matter}检查列入重要日程，主要负责同志亲自部署，分管负责同志和业务科室逐级明确任务、时限和标准。
      - title: 加强协作
        text: |
          {{{{ unit(\"jm-ybj\").short }}}}会同有关部门互通线索、互认结果，避免对同一家{subject}多头重复检查，切实减轻基层负担。
      - title: 及时报送
        text: |
          遇到重大案情、突发情况，各地应当第一时间向{{{{ unit(\"jm-ybj\").short }}}}报告，不得迟报、漏报、瞒报。
phases:
"
    );
    for (id, name, months, tasks) in PHASES {
        let _ = write!(
            text,
            "  - id: {id}
    name: {name}
    period: {months}
    text: |
      {name}阶段围绕{subject}的{matter}展开，前后衔接、压茬推进，按时完成各项任务。
    tasks:
"
        );
        for (id, title, period, lead, words) in tasks {
            let _ = write!(
            text,
                "      - id: {id}
        title: {title}
        period: {period}
        lead: {lead}
        text: |
          {words}，重点关注{subject}{matter}第{batch}批检查中反映集中的问题，做到事实清楚、证据充分、程序合法。
"
            );
        }
    }
    text
}

/// A task: its id, title, period, leading body and text.
type Task = (&'static str, &'static str, &'static str, &'static str, &'static str);

/// The phases: their ids, names, periods and tasks.
const PHASES: [(&str, &str, &str, &[Task]); 3] = [
    (
        "inspect",
        "现场检查",
        "2022年3月至9月",
        &[
            (
                "flight",
                "先行检查",
                "3月至4月",
                "市医疗保障局",
                "抽调执法、经办和信息技术人员，选取费用增长较快的机构先行检查",
            ),
            (
                "full",
                "全面检查",
                "5月至8月",
                "市医疗保障局",
                "把专项检查、重点检查与经办稽核、日常巡查结合起来，对使用医保基金的情况逐一检查",
            ),
            (
                "revisit",
                "回头核查",
                "9月",
                "各县（市、区）医疗保障局（分局）",
                "对问题较多、整改较慢的机构再次核查，防止边查边犯",
            ),
        ],
    ),
    (
        "self-check",
        "自查自纠",
        "2022年10月至11月",
        &[
            (
                "report",
                "自查整改",
                "10月",
                "各县（市、区）医疗保障局（分局）",
                "督促各机构对照已经查实的问题逐项排查、边查边改，形成书面报告",
            ),
            (
                "refund",
                "退回资金",
                "11月",
                "各县（市、区）医疗保障局（分局）",
                "逐家核实自查结果，将违规占用的医保基金足额退回",
            ),
        ],
    ),
    (
        "close",
        "总结提升",
        "2022年12月",
        &[(
            "sum-up",
            "固化经验",
            "12月",
            "市医疗保障局",
            "总结检查中行之有效的举措，把成熟经验转入日常监管",
        )],
    ),
];
