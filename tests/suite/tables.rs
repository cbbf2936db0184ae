//! A kind that its user brings: data files alone, and tables with groups, numbers and lists in them.

use hongtou::build::{self, Request};
use hongtou::doc::{Block, Table, plain};
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
