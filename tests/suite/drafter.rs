//! A drafter's first hour: `init`, a plan with mistakes, `check` in every format, `new`.

use serde_json::Value;

use crate::support::Folder;

/// A plan with three planted faults: phases that share June, a day that February does not have,
/// and a document number in square brackets.
const PLAN: &str = r"kind: campaign
id: drug-costs
status: sample
title: 示范市药品费用专项检查工作方案
issuer: 示范市医疗保障局
date: 2026年3月10日
period: 2026年3月至9月
preamble: |
  为规范药品费用结算，根据《国务院办公厅关于推进医疗保障基金监管制度体系改革的指导意见》（国办发[2020]20号），制定本方案。
sections:
  - heading: 工作步骤
    include: phases
phases:
  - id: self-check
    name: 自查
    period: 2026年3月至6月
    tasks:
      - id: report
        title: 开展自查
        period: 3月至6月
        lead: 市医疗保障事业管理中心
        support: 各县（区）医疗保障局
        text: |
          组织定点医疗机构核对药品采购、使用和结算数据。
  - id: inspect
    name: 检查
    period: 2026年6月至9月
    tasks:
      - id: visit
        title: 实施现场检查
        period: 6月至9月
        lead: 市医疗保障局
        support: [市卫生健康局, 市市场监管局]
        text: |
          汇总报告于2026年6月31日前报送市医疗保障局。
";

fn with_faults() -> Folder {
    let folder = Folder::init();
    folder.write("policies/plan.yaml", PLAN);
    folder
}

#[test]
fn a_new_workspace_is_clean_and_builds() {
    let folder = Folder::init();
    folder.run(&["check"]).expect_code(0).says(&["已检查 2 份文件，没有发现问题"]);
    folder.run_in_english(&["check"]).expect_code(0).says(&["checked 2 papers, nothing to report"]);
    folder.run(&["build"]).expect_code(0);
    let built: Vec<String> = folder.files("output").into_iter().map(|(path, _)| path).collect();
    assert_eq!(built, ["example/notice.pdf", "example/plan.pdf", "manifest.json"]);
}

#[test]
fn init_touches_nothing_that_is_there() {
    let folder = Folder::init();
    folder.change("policies/example/plan.yaml", "自查", "自行检查");
    let before = folder.files("");
    let ran = folder.run(&["init"]).expect_code(2);
    ran.says(&["已经存在", "在空文件夹里运行 hongtou init"]);
    assert!(folder.files("") == before);
}

const HUMAN: &str = "\
错误[docno-bracket]: 文号的年份要用六角括号〔〕
 --> policies/plan.yaml:9:50
  |
9 |   为规范药品费用结算，根据《国务院办公厅关于推进医疗保障基金监管制度体系改革的指导意见》（国办发[2020]20号），制定本方案。
  |                                                                                                 ^^^^^^
  |
  = 依据: GB/T 9704-2012，7.2.5（规定）
  = 帮助: 写成〔2020〕

错误[phase-overlap]: “检查”与“自查”有重叠：2026年6月
  --> policies/plan.yaml:27:13
   |
16 |     period: 2026年3月至6月
   |             -------------- “自查”的时间
...
27 |     period: 2026年6月至9月
   |             ^^^^^^^^^^^^^^
   |
   = 依据: 内部一致性：同一方案的阶段不应重叠
   = 帮助: 改其中一个的起止时间，或写明 overlap: true

错误[date-invalid]: 2026年6月有30天，没有31日
  --> policies/plan.yaml:35:23
   |
35 |           汇总报告于2026年6月31日前报送市医疗保障局。
   |                              ^^
   |
   = 依据: 内部一致性：日期须为历法上存在的日期

3 个错误，0 个警告，0 个提示
";

#[test]
fn three_planted_faults_are_found_with_carets_under_their_characters() {
    let ran = with_faults().run(&["check"]).expect_code(1);
    assert_eq!(ran.out, "");
    assert_eq!(ran.err, HUMAN, "{}", ran.err);
}

#[test]
fn carets_stand_under_chinese_as_a_terminal_shows_it() {
    let ran = with_faults().run(&["check"]).expect_code(1);
    let lines: Vec<&str> = ran.err.lines().collect();
    for (words, marked) in [("（国办发[2020]20号", "[2020]"), ("6月31日前", "31")] {
        let at = lines.iter().position(|line| line.contains(words)).unwrap();
        let before = lines[at].split(words).next().unwrap().len() + words.find(marked).unwrap();
        let caret = lines[at + 1].find('^').unwrap();
        assert_eq!(caret, columns(&lines[at][..before]), "{words}");
        assert_eq!(lines[at + 1].matches('^').count(), columns(marked), "{words}");
    }
}

/// How many columns of a terminal a text takes: two for a Chinese character or punctuation mark.
fn columns(text: &str) -> usize {
    text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
}

#[test]
fn the_same_faults_are_told_in_english() {
    let ran = with_faults().run_in_english(&["check"]).expect_code(1);
    ran.says(&[
        "error[docno-bracket]: the year of a document number stands in 〔〕",
        "error[phase-overlap]: `检查` overlaps `自查`: 2026年6月",
        "error[date-invalid]: June 2026 has 30 days, there is no day 31",
        "help: write 〔2020〕",
        "3 errors, 0 warnings, 0 hints",
    ]);
    let chosen = with_faults().run(&["--lang", "en", "check"]).expect_code(1);
    assert_eq!(chosen.err, ran.err);
}

const SHORT: &str = "\
policies/plan.yaml:9:50: error[docno-bracket]: 文号的年份要用六角括号〔〕
policies/plan.yaml:27:13: error[phase-overlap]: “检查”与“自查”有重叠：2026年6月
policies/plan.yaml:35:23: error[date-invalid]: 2026年6月有30天，没有31日
";

#[test]
fn the_short_format_is_one_line_for_each_fault() {
    let ran = with_faults().run(&["check", "--format", "short"]).expect_code(1);
    assert_eq!((ran.out.as_str(), ran.err.as_str()), (SHORT, ""));
}

#[test]
fn json_carries_line_column_and_the_bytes_at_fault() {
    let ran = with_faults().run(&["check", "--format", "json"]).expect_code(1);
    let found: Value = serde_json::from_str(&ran.out).unwrap();
    let wanted = [
        ("docno-bracket", 9, 50, "[2020]"),
        ("phase-overlap", 27, 13, "2026年6月至9月"),
        ("date-invalid", 35, 23, "31"),
    ];
    assert_eq!(found.as_array().unwrap().len(), wanted.len());
    for (one, (rule, line, column, marked)) in found.as_array().unwrap().iter().zip(wanted) {
        assert_eq!((&one["rule"], &one["level"]), (&rule.into(), &"error".into()));
        assert_eq!((&one["line"], &one["column"]), (&line.into(), &column.into()), "{rule}");
        assert_eq!(one["path"], "policies/plan.yaml");
        assert_eq!(slice(&one["bytes"]), marked);
        assert!(!one["message"].as_str().unwrap().is_empty());
        assert!(!one["message_en"].as_str().unwrap().is_empty());
    }
    let other = &found[1]["also"][0];
    assert_eq!((&other["line"], slice(&other["bytes"])), (&16.into(), "2026年3月至6月"));
    assert_eq!(found[0]["fix"]["text"], "〔2020〕");
    assert_eq!(slice(&found[0]["fix"]["bytes"]), "[2020]");
}

fn slice(bytes: &Value) -> &'static str {
    let at = |index: usize| usize::try_from(bytes[index].as_u64().unwrap()).unwrap();
    &PLAN[at(0)..at(1)]
}

#[test]
fn a_build_stops_at_the_faults_and_writes_nothing() {
    let folder = with_faults();
    let ran = folder.run(&["build"]).expect_code(1);
    ran.says(&["错误[docno-bracket]", "3 个错误"]);
    assert_eq!(folder.files("output").len(), 0);
}

#[test]
fn a_draft_is_built_all_the_same() {
    let folder = with_faults();
    let ran = folder.run(&["build", "--draft"]).expect_code(0);
    ran.says(&["错误[docno-bracket]", "plan.pdf"]);
    assert!(folder.path("output/plan.pdf").is_file());
}

#[test]
fn a_draft_that_lacks_an_output_does_not_succeed() {
    let folder = with_faults();
    folder.change("policies/plan.yaml", "开展自查", "开展自查😀");
    let ran = folder.run(&["build", "--draft"]).expect_code(1);
    ran.says(&["错误[glyph-missing]", "（U+1F600）", "notice.pdf"]);
    assert!(!folder.path("output/plan.pdf").exists());
    folder.write("policies/plan.yaml", "kind: campaign\ntitle: [\n");
    folder.run(&["build", "--draft"]).expect_code(1);
}

/// Adds Typst code to a look that both papers of a new workspace are printed in.
fn with_look(code: &str) -> Folder {
    let folder = Folder::init();
    for look in ["general", "plain"] {
        let path = format!("templates/looks/{look}.typ");
        let own = std::fs::read_to_string(crate::support::root().join(&path)).unwrap();
        folder.write(&path, format!("{own}\n{code}\n"));
    }
    folder
}

#[test]
fn what_a_look_is_warned_of_is_told_but_not_which_fonts_it_tries() {
    let ran = with_look("#[**]#text(font: \"no-such-font\")[一]").run(&["build"]);
    let ran = ran.expect_code(0);
    ran.says(&["警告[look]: 版式警告", "templates/looks/", "notice.pdf"]);
    assert!(!ran.err.contains("unknown font family"), "{}", ran.err);
}

#[test]
fn a_character_that_a_look_alone_prints_is_missed_and_stops_a_draft_too() {
    let folder = with_look("#[一😀]");
    for arguments in [&["build"][..], &["build", "--draft"]] {
        let ran = folder.run(arguments).expect_code(1);
        ran.says(&["错误[glyph-missing]: 版式 ", "印不出😀（U+1F600）", "templates/fonts"]);
        assert!(!folder.path("output/example/notice.pdf").exists());
    }
}

#[test]
fn a_path_without_papers_is_a_slip() {
    let folder = with_faults();
    std::fs::create_dir(folder.path("policies/empty")).unwrap();
    for command in ["check", "build"] {
        let ran = folder.run(&[command, "policies/empty"]).expect_code(2);
        ran.says(&["policies/empty 里没有文件"]);
    }
    let ran = folder.run_in_english(&["build", "policies/registry"]).expect_code(2);
    ran.says(&["no paper at or under policies/registry"]);
    // A hook names the files of a commit, and a commit may change a registry alone.
    let ran = folder.run_in_english(&["check", "policies/registry"]).expect_code(0);
    ran.says(&["nothing to report"]);
    let one = folder.run_in_english(&["check", "policies/example/notice.yaml"]).expect_code(0);
    one.says(&["checked 1 paper, nothing to report"]);
}

#[test]
fn only_what_is_asked_for_is_reported() {
    let folder = with_faults();
    folder.run(&["check", "policies/example"]).expect_code(0);
    folder.run(&["check", "policies/plan.yaml"]).expect_code(1);
}

#[test]
fn every_kind_has_an_example_that_checks_clean_and_builds() {
    let folder = Folder::init();
    let kinds =
        ["notice", "campaign", "cross-inspection", "commitment-letter", "requirements", "guide"];
    for kind in kinds {
        folder.run(&["new", kind]).expect_code(0).says(&[&format!("policies/{kind}.yaml")]);
        let ran = folder.run(&["check"]).expect_code(0);
        assert_eq!(ran.err, "", "{kind}");
        folder.run(&["new", kind]).expect_code(2).says(&["已经存在"]);
    }
    folder.run(&["build"]).expect_code(0);
    for kind in kinds {
        assert!(folder.path(&format!("output/{kind}.pdf")).is_file(), "{kind}");
    }
}

#[test]
fn a_new_paper_lies_in_policies_as_yaml() {
    let folder = Folder::init();
    let ran = folder.run(&["new", "notice", "policies/sub/letter"]).expect_code(0);
    ran.says(&["写出 policies/sub/letter.yaml"]);
    let inside = folder.path("policies/sub");
    let run = |path: &str| crate::support::run(&inside, &["new", "notice", path], &[]);
    run("../up.yml").expect_code(0).says(&["写出 policies/up.yml"]);
    run("letter").expect_code(2).says(&["policies/sub/letter.yaml 已经存在"]);
    run("x.txt").expect_code(2).says(&["不是 YAML 文件"]);
    run("../../x").expect_code(2).says(&["x.yaml 不在 policies 里"]);
    run("new/../x").expect_code(2).says(&["在工作区之外"]);
}

#[test]
fn exported_schemas_do_not_hide_those_of_the_program() {
    let folder = Folder::init();
    folder.run(&["schema", "export"]).expect_code(0).says(&["output/schemas"]);
    assert!(folder.path("output/schemas/notice.schema.json").is_file());
    assert!(!folder.path("schemas").exists());
}

#[test]
fn rules_fonts_and_schemas_can_be_asked_for() {
    let folder = Folder::init();
    folder.run(&["explain"]).expect_code(0).says(&["date-invalid", "phase-overlap"]);
    let page = folder.run(&["explain", "phase-overlap"]).expect_code(0);
    page.says(&["阶段重叠 · phases overlap", "## 为什么", "依据"]);
    folder.run(&["explain", "phase-overlp"]).expect_code(2).says(&["是不是“phase-overlap”"]);
    let fonts = folder.run(&["fonts"]).expect_code(0);
    fonts.says(&["小标宋", "黑体", "楷体", "仿宋", "宋体", "GB 2312 6763/6763"]);
    folder.run(&["schema", "export", "--out", "exported"]).expect_code(0);
    let schema: Value = serde_json::from_str(&folder.read("exported/notice.schema.json")).unwrap();
    assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
}

/// The findings that a README shows.
fn shown(readme: &str) -> String {
    let text = std::fs::read_to_string(crate::support::root().join(readme)).unwrap();
    let block = text.split("```").find(|block| block.contains("[phase-overlap]"));
    block.unwrap().trim_start_matches('\n').to_owned()
}

#[test]
fn the_readmes_show_what_the_program_says() {
    let folder = Folder::init();
    let plan = "policies/example/plan.yaml";
    folder.change(plan, "2026年5月29日前", "2026年6月31日前");
    folder.change(plan, "period: 2026年3月至5月", "period: 2026年3月至6月");
    assert_eq!(folder.run(&["check"]).expect_code(1).err, shown("README.zh-CN.md"));
    assert_eq!(folder.run_in_english(&["check"]).expect_code(1).err, shown("README.md"));
}
