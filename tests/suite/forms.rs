//! Statistics forms: printed empty and filled, judged to the last digit, and added up.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use hongtou::build::{self, Request};
use hongtou::diag::Level;
use hongtou::doc::{Block, Doc, Inline, Table};
use hongtou::template;

use crate::shown::Shown;
use crate::support::{Folder, lay_out, root, run};

const FORM: &str = include_str!("../../templates/statistics-form/sample.yaml");
const FILLED: &str = include_str!("../../templates/filled-form/sample.yaml");

fn doc(sources: &[(&str, &str)], id: &str) -> Doc {
    let checked = build::check(&Shown::of(sources.iter().copied()), &Request::default()).unwrap();
    assert_eq!(checked.findings, []);
    let at = checked.set.place(id).expect("the paper is there");
    template::fill(&checked.set, &checked.schemas, &checked.templates, at).0
}

fn tables(doc: &Doc) -> Vec<&Table> {
    let mut tables = Vec::new();
    for block in &doc.blocks {
        if let Block::Table(table) = block {
            tables.push(table);
        }
    }
    tables
}

/// Every piece of text of a paper, in reading order, with a mark for each blank.
fn words(inlines: &[Inline]) -> String {
    let word = |inline: &Inline| match inline {
        Inline::Blank { width } => format!("[{width}]"),
        inline => hongtou::doc::plain(std::slice::from_ref(inline)),
    };
    inlines.iter().map(word).collect()
}

fn row(table: &Table, at: usize) -> Vec<String> {
    let cell = |cell: &hongtou::doc::Cell| {
        cell.paragraphs.iter().map(|all| words(all)).collect::<Vec<_>>().join("/")
    };
    table.rows[at].cells.iter().map(cell).collect()
}

#[test]
fn an_empty_form_prints_its_labels_and_blanks() {
    let doc = doc(&[("form.yaml", FORM)], "sample-statistics-form");
    let tables = tables(&doc);
    assert_eq!(words(&tables[0].caption), "（一）处理结果");
    let heads: Vec<Vec<String>> = tables[0]
        .header
        .iter()
        .map(|row| row.cells.iter().map(|cell| words(&cell.paragraphs[0])).collect())
        .collect();
    assert_eq!(heads[0], ["序号", "处理方式", "处理机构数量", "备注"]);
    assert_eq!(heads[1], ["定点医疗机构", "定点药店", "小计"]);
    let sentence = "统筹区内定点医疗机构共[4]家，其中现场检查[4]家。";
    assert_eq!(row(tables[0], 0), ["1", "约谈（家）", "", "", "", sentence]);
    assert_eq!(row(tables[0], 1), ["2", "暂停服务（家，如有请注明）", "", "", ""]);
    assert_eq!(row(tables[0], 2)[1], "追回基金（万元，小数点两位）");
    let blank = "[2]家，/[2]万元";
    assert_eq!(row(tables[0], 3), ["合计（不重复数）", blank, blank, blank]);
    let remark = tables[0].rows[0].cells.last().unwrap();
    assert!(remark.beside && remark.rows == 4 && tables[0].rows[3].total);
    assert_eq!(row(tables[1], 2), ["合计", "", "", ""]);
}

#[test]
fn a_filled_form_prints_its_numbers_in_the_same_places() {
    let sources = [("form.yaml", FORM), ("filled.yaml", FILLED)];
    let doc = doc(&sources, "sample-filled-form");
    assert_eq!(doc.meta.title, "示范市住院费用专项检查情况统计表");
    let tables = tables(&doc);
    let sentence = "统筹区内定点医疗机构共21家，其中现场检查9家。";
    assert_eq!(row(tables[0], 0), ["1", "约谈（家）", "3", "5", "8", sentence]);
    assert_eq!(row(tables[0], 2)[2..], ["12.50", "0.36", "12.86"]);
    assert_eq!(row(tables[0], 3)[1..], ["3家，/12.50万元", "6家，/0.36万元", "9家，/12.86万元"]);
    assert_eq!(row(tables[1], 2), ["合计", "11", "20100.50", "16800.00"]);
    let fields: Vec<String> = doc
        .blocks
        .iter()
        .filter_map(|block| if let Block::Fields { items } = block { Some(items) } else { None })
        .flatten()
        .map(|line| format!("{}：{}", line.label, line.value.as_ref().map_or("", |run| &run.text)))
        .collect();
    let unit = "填报单位：南汀县医疗保障局";
    let date = "填报日期：2026年6月5日";
    assert_eq!(fields, ["统筹区：南汀县", unit, "填报人：叶知秋", "审核人：闻人雪", date]);
}

#[test]
fn both_samples_fit_one_page_without_a_page_number() {
    let sources = [("form.yaml", FORM), ("filled.yaml", FILLED)];
    for id in ["sample-statistics-form", "sample-filled-form"] {
        let pages = lay_out(&doc(&sources, id), "form").pages.pages;
        assert_eq!(pages.len(), 1, "{id}");
        assert!(!pages[0].text().contains("—1—"), "{id}");
        let lowest = pages[0].rules.iter().map(|rule| rule.to.1).fold(0.0, f64::max);
        assert!(lowest < 297.0 - 20.0, "{id}: {lowest}");
    }
}

#[test]
fn rows_to_fill_in_are_high_enough_to_write_in() {
    let doc = doc(&[("form.yaml", FORM)], "sample-statistics-form");
    let page = &lay_out(&doc, "form").pages.pages[0];
    // Those that begin at the left edge of the tables stand between whole rows.
    let flat = |rule: &&hongtou::doc::pages::Rule| {
        (rule.from.1 - rule.to.1).abs() < 0.01 && rule.from.0.min(rule.to.0) < 22.5
    };
    let mut heights: Vec<f64> = page.rules.iter().filter(flat).map(|rule| rule.from.1).collect();
    heights.sort_by(f64::total_cmp);
    heights.dedup_by(|a, b| (*a - *b).abs() < 0.6);
    let least = heights.windows(2).map(|two| two[1] - two[0]).fold(f64::MAX, f64::min);
    assert!(least >= 7.1, "{least} mm of {heights:?}");
}

const SMALL: &str = "kind: statistics-form
id: f
status: draft
title: 统计表
expected: 各镇
tables:
  - id: t
    columns: [{id: a, head: 医院}, {id: b, head: 药店}]
    rows:
      - {id: x, label: 约谈, unit: 家}
      - {id: y, label: 追回, unit: 万元, decimals: 2}
    totals:
      - {id: once, label: 合计, unit: 家, distinct: true}
";

fn filled(id: &str, unit: &str, x: &str, y: &str, once: &str) -> String {
    format!(
        "kind: filled-form\nid: {id}\nstatus: draft\nform: f\nunit: {unit}\nvalues:\n  t:\n    \
         约谈: {{医院: {x}, 药店: 1}}\n    追回: {{医院: {y}, 药店: 0.1}}\n    \
         合计: {{医院: {once}, 药店: 1}}\n"
    )
}

const UNITS: &str = "kind: units\nunits:\n  - {id: jia, name: 甲镇}\n  - {id: yi, name: 乙镇}\n  \
                     - {id: bing, name: 丙镇}\n";
const GROUPS: &str = "kind: groups\ngroups:\n  - {id: all, name: 各镇, members: [jia, yi, bing]}\n";

/// A workspace with a form, three bodies that are to hand it in, and two that have.
fn workspace() -> Folder {
    let folder = Folder::empty();
    folder.write("policies/registry/units.yaml", UNITS);
    folder.write("policies/registry/groups.yaml", GROUPS);
    folder.write("policies/form.yaml", SMALL);
    folder.write("policies/in/jia.yaml", filled("jia-f", "甲镇", "3", "0.1", "3"));
    folder.write("policies/in/yi.yaml", filled("yi-f", "乙镇", "4", "0.2", "4"));
    folder
}

const BING: &str = "种类,filled-form,\n标识,bing-f,\n状态,draft,\n统计表,f,\n填报单位,丙镇,\n\
                    表,t,\n行,医院,药店\n约谈,\"1,000\",1\n追回,０．３,0.1\n合计,1000,1\n";

#[test]
fn each_wrong_number_is_found_at_its_own_characters() {
    let places = |csv: &str| -> Vec<String> {
        let sources = [("form.yaml", SMALL), ("bing.csv", csv)];
        let checked = build::check(&Shown::of(sources), &Request::default()).unwrap();
        let errors = checked.findings.iter().filter(|finding| finding.level == Level::Error);
        let shown = |finding: &hongtou::diag::Finding| {
            let place = checked.sources.get(finding.span.source).slice(finding.span.bytes());
            format!("{} {place}", finding.rule)
        };
        errors.map(shown).collect()
    };
    assert_eq!(places(BING), [""; 0]);
    for (from, to, found) in [
        ("合计,1000", "合计,1001", "form-total 1001"),
        ("合计,1000", "合计,\"１，００１\"", "form-total １，００１"),
        ("合计,1000", "合计,999", "form-total 999"),
        ("０．３", "0.305", "form-decimals 0.305"),
        ("约谈,\"1,000\",1", "约谈,\"1,000\",1.5", "form-decimals 1.5"),
        ("０．３", "3元", "form-unit 元"),
        ("０．３", "约3", "form-number 约3"),
        ("０．３", "=1+1", "form-number =1+1"),
        ("０．３", "\"=cmd|' /C calc'!A0\"", "form-number =cmd|' /C calc'!A0"),
        ("追回", "追囬", "form-unknown 追囬"),
        ("行,医院", "行,医园", "form-unknown 医园"),
    ] {
        assert!(BING.contains(from));
        let found_here = places(&BING.replacen(from, to, 1));
        assert!(found_here.contains(&found.to_owned()), "{to}: {found_here:?}");
    }
}

#[test]
fn a_table_of_other_things_is_left_alone_and_one_in_another_encoding_is_told_of() {
    let folder = workspace();
    folder.write("policies/in/names.csv", "姓名,电话\n甲,1\n");
    folder.run(&["check"]).expect_code(0);
    let mut old = vec![0xd6, 0xd6, 0xc0, 0xe0];
    old.extend(b",filled-form\n");
    folder.write("policies/in/old.csv", old);
    folder.run(&["check"]).expect_code(1).says(&["file-encoding", "GB18030"]);
}

#[test]
fn forms_add_up_to_the_last_digit_and_the_missing_are_named() {
    let folder = workspace();
    let ran = folder.run(&["tally", "policies/form.yaml"]).expect_code(3);
    ran.says(&["没有报送：丙镇", "应报 3 = 已汇总 2 + 有误 0 + 未报 1", "4和7之间"]);
    folder.write("policies/in/bing.csv", BING);
    // What is there is never overwritten unasked.
    let first = folder.read("policies/form-total.yaml");
    let refused = folder.run(&["tally", "policies/form.yaml"]).expect_code(2);
    refused.says(&["已经存在", "--force"]);
    assert_eq!(folder.read("policies/form-total.yaml"), first);
    let given = ["--given", "t/once/a=1007", "--given", "合计/医院=1"];
    folder.run(&[&["tally", "policies/form.yaml", "--force"], &given[..]].concat()).expect_code(2);
    let beyond = ["tally", "policies/form.yaml", "--force", "--given", "t/once/a=999"];
    folder.run(&beyond).expect_code(2).says(&["999", "1000和1007之间"]);
    let asked = ["tally", "policies/form.yaml", "--force", "--given", "t/once/a=1007"];
    folder.run(&asked).expect_code(0).says(&["应报 3 = 已汇总 3 + 有误 0 + 未报 0"]);
    let text = folder.read("policies/form-total.yaml");
    for part in [
        "#   丙镇：policies/in/bing.csv\n",
        "    x:\n      a: 1007\n      b: 3\n",
        "      a: 0.6\n      b: 0.3\n",
        "    once:\n      a: 1007\n      b: null\n",
        "- jia-f\n- yi-f\n- bing-f\n",
    ] {
        assert!(text.contains(part), "{part} is not in:\n{text}");
    }
    // The result is no source of itself, and the same forms give the same bytes.
    folder.run(&asked).expect_code(0);
    assert_eq!(folder.read("policies/form-total.yaml"), text);
    folder.run(&["check"]).expect_code(0);
    folder.change("policies/in/bing.csv", "０．３", "0.4");
    folder.run(&["check"]).expect_code(1).says(&["form-rollup", "下级各表之和为0.7"]);
}

#[test]
fn contradictory_forms_stop_the_sum_or_are_left_out() {
    let folder = workspace();
    folder.write("policies/in/bing.yaml", filled("bing-f", "丙镇", "5", "0.3", "9"));
    let ran = folder.run(&["tally", "policies/form.yaml"]).expect_code(1);
    ran.says(&["大于各项之和5", "数字有误：丙镇", "应报 3 = 已汇总 2 + 有误 1 + 未报 0"]);
    assert!(!folder.path("policies/form-total.yaml").exists());
    let ran = folder.run_in_english(&["tally", "policies/form.yaml", "--keep-going"]);
    ran.expect_code(3).says(&["expected 3 = done 2 + failed 1 + skipped 0"]);
    let text = folder.read("policies/form-total.yaml");
    assert!(text.contains("      a: 7\n") && text.contains("没有汇总：\n#   丙镇\n"), "{text}");
    // A house that does not want to hear of it gets no wrong sum all the same.
    let house = "kind: house\nrules: {form-total: off}\n";
    folder.write("policies/registry/house.yaml", house);
    folder.run(&["check"]).expect_code(0);
    folder.run(&["tally", "policies/form.yaml", "--force"]).expect_code(1);
}

#[test]
fn two_forms_of_one_body_and_one_of_a_stranger_are_not_added_up() {
    let folder = workspace();
    folder.write("policies/in/again.yaml", filled("again", "甲镇", "3", "0.1", "3"));
    folder.write("policies/in/far.yaml", filled("far", "丁镇", "3", "0.1", "3"));
    let ran = folder.run(&["tally", "policies/form.yaml"]).expect_code(1);
    ran.says(&["“甲镇”报了不止一份", "“丁镇”不在应报单位之内", "已汇总 1 + 有误 1 + 未报 1"]);
    let only =
        ["tally", "policies/form.yaml", "--from", "policies/in/jia.yaml", "policies/in/yi.yaml"];
    folder.run(&only).expect_code(3).says(&["已汇总 2 + 有误 0 + 未报 1"]);
}

#[test]
fn a_tally_of_nothing_or_of_no_form_says_so() {
    let folder = workspace();
    folder.run(&["tally", "policies/in/jia.yaml"]).expect_code(2).says(&["不是统计表"]);
    folder.run(&["tally", "policies/none.yaml"]).expect_code(2).says(&["没有"]);
    let out = ["tally", "policies/form.yaml", "--out", "total.yaml"];
    folder.run(&out).expect_code(2).says(&["汇总表不能写到 total.yaml"]);
    folder.write("elsewhere/x.yaml", "");
    let from = ["tally", "policies/form.yaml", "--from", "elsewhere"];
    folder.run(&from).expect_code(2).says(&["不在 policies 里"]);
    folder.change("policies/form.yaml", "expected: 各镇", "expected: 各乡");
    folder.run(&["tally", "policies/form.yaml"]).expect_code(2).says(&["不知道“各乡”是哪些单位"]);
}

#[test]
fn a_name_in_a_filled_form_cannot_write_into_the_result() {
    let folder = workspace();
    let unit = "\"甲镇\\nkind: x\"";
    folder.change("policies/form.yaml", "expected: 各镇\n", "");
    folder.write(
        "policies/registry/units.yaml",
        UNITS.replace("name: 甲镇", &format!("name: {unit}")),
    );
    folder.write("policies/in/jia.yaml", filled("jia-f", unit, "3", "0.1", "3"));
    folder.run(&["tally", "policies/form.yaml"]).expect_code(0);
    let text = folder.read("policies/form-total.yaml");
    assert!(text.contains("#   甲镇 kind: x：policies/in/jia.yaml\n"), "{text}");
    assert_eq!(text.lines().filter(|line| line.starts_with("kind:")).count(), 1, "{text}");
}

#[test]
fn large_and_hostile_forms_are_judged_in_time() {
    let mut form =
        "kind: statistics-form\nid: f\nstatus: draft\ntitle: 表\ntables:\n  - id: t\n    \
                    columns:\n"
            .to_owned();
    (0..60).for_each(|at| writeln!(form, "      - {{id: c{at}, head: 栏{at}}}").unwrap());
    form.push_str("    rows:\n");
    (0..2000).for_each(|at| writeln!(form, "      - {{id: r{at}, label: 行{at}}}").unwrap());
    form.push_str("    totals:\n");
    (0..200).for_each(|at| writeln!(form, "      - {{id: t{at}, label: 合计{at}}}").unwrap());
    let mut csv = "kind,filled-form\nid,d\nstatus,draft\nform,f\n表,t\n行".to_owned();
    (0..60).for_each(|at| write!(csv, ",栏{at}").unwrap());
    for at in 0..2000 {
        write!(csv, "\n行{at}{}", ",1".repeat(60)).unwrap();
        write!(csv, "\n没有{at},1").unwrap();
    }
    let braces = "{".repeat(200_000);
    let sentence = format!(
        "kind: statistics-form\nid: g\nstatus: draft\ntitle: 表\ntables:\n  - id: t\n    columns: \
         [{{id: a, head: 栏}}]\n    rows: [{{id: r, label: 行}}]\n    remarks: {{head: 备注, \
         sentences: ['{braces}a}}']}}\n"
    );
    let sources = [("form.yaml", &*form), ("d.csv", &*csv), ("g.yaml", &*sentence)];
    let start = Instant::now();
    let checked = build::check(&Shown::of(sources), &Request::default()).unwrap();
    assert!(!checked.findings.is_empty());
    assert!(start.elapsed() < Duration::from_mins(1), "{:?}", start.elapsed());
}

#[test]
fn the_campaign_of_2018_adds_up() {
    let folder = Folder::empty();
    let out = folder.path("x").display().to_string();
    run(root(), &["build", "--out", &out, "policies/liyang-joint-2018"], &[]).expect_code(0);
    let made = folder.files("x/liyang-joint-2018/returns");
    assert_eq!(made.len(), 6);
    for name in ["form-results", "form-conduct", "form-results-total", "form-conduct-total"] {
        assert!(folder.path(&format!("x/liyang-joint-2018/{name}.pdf")).exists(), "{name}");
    }
}
