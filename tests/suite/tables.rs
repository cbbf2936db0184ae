//! A kind that its user brings: data files alone, and tables with groups, numbers and lists in them.

use hongtou::build::{self, Request};
use hongtou::doc::{Block, Table, TypeSize, plain};
use hongtou::template;

use crate::shown::Shown;

const SCHEMA: &str = r#"{
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "type": "object",
  "additionalProperties": false,
  "properties": {
    "kind": {"const": "duty-list"},
    "id": {"type": "string"},
    "status": {"type": "string"},
    "title": {"type": "string"},
    "goals": {"type": "array", "items": {"type": "object", "properties": {
      "heading": {"type": "string"},
      "tasks": {"type": "array", "items": {"type": "object", "properties": {
        "title": {"type": "string"},
        "measures": {"type": "array", "items": {"type": "string"}},
        "units": {"type": "array", "items": {"type": "string", "x-type": "unit"}}
      }}}
    }}}
  }
}"#;

const KIND: &str = "kind: kind
name: {zh: 责任清单, en: duty list}
looks: [{look: table}]
parts: [{part: title, text: title}, {part: table, name: duties}]
tables:
  duties:
    rows: goals.tasks
    columns:
      - {head: 目标, value: heading, of: goals, merge: true, number: 一、}
      - head: 工作
        columns:
          - {head: 任务, value: title, number: （一）, through: true, align: left}
          - {head: 措施, value: measures, each: 1., align: left}
      - {head: 单位, value: units}
";

const PAPER: &str = "kind: duty-list
id: d
status: draft
title: 清单
goals:
  - heading: 甲
    tasks:
      - {title: 子, measures: [一条, 二条], units: [某局, 某会]}
      - {title: 丑, measures: [三条], units: [某局]}
  - heading: 乙
    tasks:
      - {title: 寅, measures: [四条], units: [某局]}
";

fn made() -> Table {
    let files = Shown::of([
        ("schemas/duty-list.schema.json", SCHEMA),
        ("templates/duty-list/kind.yaml", KIND),
        ("d.yaml", PAPER),
    ]);
    let checked = build::check(&files, &Request::default()).unwrap();
    let (doc, findings) = template::fill(&checked.set, &checked.schemas, &checked.templates, 0);
    assert_eq!(findings, []);
    let table = doc.blocks.into_iter().find_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    });
    table.expect("the paper has a table")
}

fn words(row: &hongtou::doc::Row) -> Vec<String> {
    let cell = |cell: &hongtou::doc::Cell| {
        cell.paragraphs.iter().map(|all| plain(all)).collect::<Vec<_>>().join("/")
    };
    row.cells.iter().map(cell).collect()
}

#[test]
fn an_outer_item_is_one_cell_over_its_rows() {
    let table = made();
    let spans: Vec<u32> = table.rows.iter().map(|row| row.cells[0].rows).collect();
    assert_eq!(spans, [2, 1, 1]);
    assert_eq!(words(&table.rows[0]), ["一、甲", "（一）子", "1.一条/2.二条", "某局、某会"]);
    assert_eq!(words(&table.rows[1]), ["（二）丑", "三条", "某局"]);
    assert_eq!(words(&table.rows[2]), ["二、乙", "（三）寅", "四条", "某局"]);
}

#[test]
fn heads_stand_over_their_columns() {
    let table = made();
    assert_eq!(words(&table.header[0]), ["目标", "工作", "单位"]);
    assert_eq!(words(&table.header[1]), ["任务", "措施"]);
    let first: Vec<(u32, u32)> =
        table.header[0].cells.iter().map(|cell| (cell.rows, cell.columns)).collect();
    assert_eq!(first, [(2, 1), (1, 2), (2, 1)]);
}

/// The table of a paper of one of our own kinds.
fn own(kind: &str, paper: &str) -> Table {
    let files = Shown::of([(format!("{kind}.yaml").as_str(), paper)]);
    let checked = build::check(&files, &Request::default()).unwrap();
    let (doc, findings) = template::fill(&checked.set, &checked.schemas, &checked.templates, 0);
    assert_eq!(findings, []);
    let mut tables = doc.blocks.into_iter().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    });
    tables.next().expect("the paper has a table")
}

const DUTIES: &str = "kind: responsibility-list
id: d
status: draft
title: 清单
goals:
  - heading: 甲
    tasks:
      - id: a
        title: 子
        measures: [一条]
        lead: [市医保局, 市财政局]
        co_lead: true
        support: 市卫生健康委
        units: 各县（区）人民政府
      - {id: b, title: 丑, measures: [二条], units: [市医保局, 市公安局, 各县（区）人民政府], wording: 等按职责分工负责}
      - {id: c, title: 寅, measures: [三条], units: [各县（区）人民政府, 市医保局]}
      - {id: d, title: 卯, measures: [四条], lead: 市医保局}
";

#[test]
fn a_responsibility_list_has_four_columns_and_says_who_answers_in_one_sentence() {
    let table = own("responsibility-list", DUTIES);
    assert_eq!(words(&table.header[0]), ["工作目标", "工作任务", "工作措施", "责任单位"]);
    let said: Vec<String> = table.rows.iter().filter_map(|row| words(row).pop()).collect();
    assert_eq!(
        said,
        [
            "市医保局、市财政局牵头，市卫生健康委配合，各县（区）人民政府",
            "市医保局、市公安局，各县（区）人民政府等按职责分工负责",
            "各县（区）人民政府、市医保局",
            "市医保局牵头",
        ]
    );
}

const INSPECTIONS: &str = "kind: inspection-plan
id: p
status: draft
title: 计划
items:
  - {title: 稽核, focus: [甲。, 乙。], requirements: [全覆盖。], divisions: 医保中心, note: 参照执行}
  - {title: 检查, focus: [丙。], divisions: [监督处, 医保中心]}
";

#[test]
fn the_note_of_an_inspection_stands_in_brackets_in_the_cell_of_its_divisions() {
    let table = own("inspection-plan", INSPECTIONS);
    let heads = ["序号", "检查项目", "重点内容", "相关要求", "责任处室"];
    assert_eq!(words(&table.header[0]), heads);
    let first = ["1", "稽核", "1.甲。/2.乙。", "全覆盖。", "医保中心/（参照执行）"];
    assert_eq!(words(&table.rows[0]), first);
    assert_eq!(words(&table.rows[1]), ["2", "检查", "丙。", "", "监督处、医保中心"]);
}

#[test]
fn a_task_without_anyone_who_answers_is_no_valid_task() {
    let paper = DUTIES.replace(", lead: 市医保局}", "}");
    let files = Shown::of([("d.yaml", paper.as_str())]);
    let checked = build::check(&files, &Request::default()).unwrap();
    let said: Vec<&str> = checked.findings.iter().map(|found| found.rule.as_str()).collect();
    assert!(said.iter().any(|rule| rule.starts_with("schema-")), "{said:?}");
}

#[test]
fn what_kind_yaml_says_of_a_table_reaches_its_look() {
    let kind =
        KIND.replace("rows: goals.tasks", "rows: goals.tasks\n    landscape: true\n    size: 5号");
    let files = Shown::of([
        ("schemas/duty-list.schema.json", SCHEMA),
        ("templates/duty-list/kind.yaml", kind.as_str()),
        ("d.yaml", PAPER),
    ]);
    let checked = build::check(&files, &Request::default()).unwrap();
    let (doc, _) = template::fill(&checked.set, &checked.schemas, &checked.templates, 0);
    let table = doc.blocks.iter().find_map(|block| match block {
        Block::Table(table) => Some((table.landscape, table.size, table.columns[0].share)),
        _ => None,
    });
    let (landscape, size, share) = table.expect("the paper has a table");
    assert_eq!((landscape, size), (Some(true), Some(TypeSize::Five)));
    assert!(share.abs() < f64::EPSILON, "no share is given: the look finds the width");
}

#[test]
fn a_drafter_may_say_that_a_table_lies_across() {
    assert_eq!(own("responsibility-list", DUTIES).landscape, None);
    for says in [true, false] {
        let paper = DUTIES.replace("title: 清单", &format!("title: 清单\nlandscape: {says}"));
        assert_eq!(own("responsibility-list", &paper).landscape, Some(says));
    }
}
