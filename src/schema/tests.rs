//! What drafters and authors of schemas rely on: exact places, humane words, loud faults.

mod languages;

use super::*;
use crate::diag::Lang;
use crate::text::{Builtin, Memory, Overlay, Source, Sources};
use crate::yaml::Parsed;

const COMMON_FILE: &str = r##"{
  "$id": "https://example.com/schemas/common.schema.json",
  "$defs": {
    "title": { "type": "string", "minLength": 1, "x-zh": "名称", "description": "公文的标题" },
    "文号": { "type": "string", "pattern": "^.+〔[0-9]{4}〕[0-9]+号$", "x-type": "document-number",
              "x-pattern-zh": "写成 江医保发〔2022〕1号 的样子" },
    "base": { "type": "object", "required": ["kind", "title"],
      "properties": { "kind": { "const": "plan", "x-zh": "种类" },
                      "title": { "$ref": "#/$defs/title", "x-zh": "标题" } } }
  }
}"##;

const PLAN: &str = r##"{
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "allOf": [{ "$ref": "common.schema.json#/$defs/base" }],
  "properties": {
    "number": { "$ref": "common.schema.json#/$defs/文号", "x-zh": "文号" },
    "status": { "enum": ["draft", "issued", "sample"], "x-zh": "状态" },
    "phases": { "type": "array", "x-zh": "阶段", "minItems": 1, "items": { "$ref": "#/$defs/phase" } },
    "lead": { "oneOf": [{ "type": "string" }, { "type": "array", "items": { "type": "string" } }],
              "x-zh": "牵头" },
    "phone": { "type": "string", "pattern": "^[0-9]{11}$", "x-zh": "电话", "x-sensitivity": "personal" },
    "money": { "type": "number", "minimum": 0, "exclusiveMaximum": 100, "multipleOf": 5 },
    "public": { "type": "boolean" },
    "tags": { "type": "array", "uniqueItems": true, "maxItems": 3, "contains": { "const": "控烟" } },
    "labels": { "type": "object", "additionalProperties": { "$ref": "#/$defs/phase" }, "x-zh": "标签",
                "propertyNames": { "pattern": "^[一-龥]+$" }, "maxProperties": 1 },
    "date": { "type": "string", "format": "date" },
    "old": false,
    "way": { "anyOf": [
      { "type": "object", "required": ["by"], "properties": { "by": { "const": "mail" } } },
      { "type": "object", "required": ["by", "room"], "properties": { "by": { "const": "hand" },
        "room": { "type": "string" } } } ] }
  },
  "if": { "required": ["number"] }, "then": { "required": ["status"] },
  "dependentRequired": { "phone": ["lead"] },
  "unevaluatedProperties": false,
  "$defs": {
    "phase": { "type": "object", "additionalProperties": false, "required": ["name"],
      "properties": { "name": { "type": "string", "x-zh": "名称", "maxLength": 4 },
                      "phases": { "$ref": "#/properties/phases", "x-zh": "阶段" },
                      "count": { "type": "integer", "x-zh": "个数" } } }
  }
}"##;

fn files(plan: &str) -> Memory {
    [("schemas/common.schema.json", COMMON_FILE), ("schemas/plan.schema.json", plan)]
        .into_iter()
        .collect()
}

fn schemas() -> Schemas {
    Schemas::load(&files(PLAN)).unwrap()
}

/// The root of a source.
fn node(text: &str) -> Node {
    let mut sources = Sources::default();
    let id = sources.add(Source::new("a.yaml", text));
    let Parsed { root, findings, .. } = crate::yaml::parse(id, text);
    assert_eq!(findings, []);
    root.unwrap()
}

/// Rule, place, Chinese and English of each finding about a plan.
fn found(text: &str) -> Vec<(String, String, String, String)> {
    let findings = schemas().get("plan").unwrap().validate(&node(text));
    for finding in &findings {
        assert!(finding.help.is_some(), "{}", finding.message.zh);
    }
    let each = findings.into_iter().map(|finding| {
        let place = text[finding.span.bytes()].to_owned();
        (finding.rule, place, finding.message.zh, finding.message.en)
    });
    each.collect()
}

/// The only finding about a plan with this line added.
fn one(line: &str) -> (String, String, String) {
    let all = found(&format!("kind: plan\ntitle: 甲\n{line}\n"));
    assert_eq!(all.len(), 1, "{line}: {all:?}");
    let (rule, place, zh, _) = all.into_iter().next().unwrap();
    (rule, place, zh)
}

fn help(line: &str) -> (String, String) {
    let text = format!("kind: plan\ntitle: 甲\n{line}\n");
    let findings = schemas().get("plan").unwrap().validate(&node(&text));
    let words = findings[0].help.clone().unwrap();
    (words.zh, words.en)
}

#[test]
fn a_good_paper_in_either_language_has_no_finding() {
    for text in [
        "kind: plan\ntitle: 甲\nphases:\n  - name: 自查\n",
        "种类: plan\n标题: 甲\n阶段:\n  - 名称: 自查\n    阶段: [{name: 甲, 个数: 2}]\n牵头: [甲, 乙]\n",
        "种类: plan\n标题: 甲\n标签: {教育: {名称: 甲}}\n文号: 江医保发〔2022〕1号\n状态: draft\n",
    ] {
        assert_eq!(found(text), [], "{text}");
    }
}

#[test]
fn every_keyword_has_its_sentence_at_its_place() {
    for (line, rule, place, zh) in [
        ("阶断: 1", "schema-unknown-key", "阶断", "没有“阶断”这个字段"),
        ("阶段: [{名称: 甲, 人: 乙}]", "schema-unknown-key", "人", "没有“人”这个字段"),
        ("阶段: [{个数: 1}]", "schema-required", "个数", "缺少“名称”（name）"),
        ("文号: 甲〔2022〕1号", "schema-required", "kind", "缺少“状态”（status）"),
        ("电话: '13800000000'", "schema-required", "kind", "缺少“牵头”（lead）"),
        ("阶段: 自查", "schema-type", "自查", "“阶段”应是列表，这里是文字"),
        ("阶段: [自查]", "schema-type", "自查", "“阶段”第 1 项应是一组字段，这里是文字"),
        ("阶段: [{名称: 甲, 个数: 一}]", "schema-type", "一", "“个数”应是整数，这里是文字"),
        ("阶段:", "schema-type", "阶段", "“阶段”是空的"),
        ("阶段: []", "schema-min-items", "[]", "“阶段”是空的"),
        (
            "阶段: [{名称: 一二三四五}]",
            "schema-max-length",
            "一二三四五",
            "“名称”有 5 个字，最多 4 个字",
        ),
        ("状态: 草稿", "schema-enum", "草稿", "“状态”不能是“草稿”"),
        ("牵头: 1", "schema-type", "1", "“牵头”应是文字或列表，这里是数字"),
        ("牵头: [甲, 2]", "schema-type", "2", "“牵头”第 2 项应是文字，这里是数字"),
        ("money: -5", "schema-minimum", "-5", "“money”是 -5，不能小于 0"),
        ("money: 100", "schema-exclusive-maximum", "100", "“money”是 100，必须小于 100"),
        ("money: 7", "schema-multiple-of", "7", "“money”是 7，必须是 5 的倍数"),
        ("public: 是", "schema-type", "是", "“public”应是true 或 false，这里是文字"),
        ("tags: [控烟, 甲, 甲]", "schema-unique-items", "甲", "“tags”有重复的项"),
        (
            "tags: [控烟, 1, 2, 3]",
            "schema-max-items",
            "[控烟, 1, 2, 3]",
            "“tags”有 4 项，最多 3 项",
        ),
        ("tags: [甲]", "schema-contains", "[甲]", "“tags”里没有必需的项"),
        ("标签: {a: {name: 甲}}", "schema-property-names", "a", "字段名“a”不合要求"),
        (
            "标签: {教: {名称: 甲}, 育: {名称: 甲}}",
            "schema-max-properties",
            "{教: {名称: 甲}, 育: {名称: 甲}}",
            "“标签”有 2 个字段，最多 1 个字段",
        ),
        (
            "date: 2022-02-30",
            "schema-format",
            "2022-02-30",
            "“date”写成“2022-02-30”，不是有效的日期",
        ),
        ("old: 1", "schema-not-allowed", "old", "“old”不能写在这里"),
        ("way: {by: hand}", "schema-required", "way", "缺少“room”"),
        ("way: {by: fax}", "schema-const", "fax", "“by”只能是“mail”"),
        (
            "phases: [{name: 甲}]\n阶段: [{name: 乙}]",
            "schema-duplicate-key",
            "阶段",
            "“phases”和“阶段”是同一个字段",
        ),
    ] {
        let expected = (rule.to_owned(), place.to_owned(), zh.to_owned());
        assert_eq!(one(line), expected, "{line}");
    }
}

#[test]
fn a_missing_field_of_the_paper_points_at_its_first_key() {
    let all = found("状态: draft\n");
    let told: Vec<_> =
        all.iter().map(|(rule, place, zh, en)| (&**rule, &**place, &**zh, &**en)).collect();
    assert_eq!(
        told,
        [
            ("schema-required", "状态", "缺少“标题”（title）", "`title` (标题) is missing"),
            ("schema-required", "状态", "缺少“种类”（kind）", "`kind` (种类) is missing"),
        ]
    );
}

#[test]
fn help_says_what_to_write() {
    for (line, zh, en) in [
        ("阶断: 1", "是不是“阶段”？", "did you mean `阶段`?"),
        ("phase: 1", "是不是“phases”（阶段）？", "did you mean `phases`?"),
        ("状态: drafts", "是不是“draft”？", "did you mean `draft`?"),
        ("状态: 草稿", "可以写：draft、issued、sample", "one of: draft, issued, sample"),
        ("牵头: 2022", "加引号，它就是文字", "put it into quotes to make it text"),
        (
            "文号: 甲[2022]1号\n状态: draft",
            "写成 江医保发〔2022〕1号 的样子",
            "it must match `^.+〔[0-9]{4}〕[0-9]+号$`",
        ),
        (
            "阶段: [名称：甲]",
            "冒号用半角，后面加空格：“字段: 值”",
            "write `field: value`, with a blank",
        ),
        ("public: 是", "写 true（是）或 false（否）", "write `true` or `false`"),
    ] {
        assert_eq!(help(line), (zh.to_owned(), en.to_owned()), "{line}");
    }
    let missing = schemas().get("plan").unwrap().validate(&node("kind: plan\n"));
    assert_eq!(missing[0].help.as_ref().unwrap().zh, "补上“标题: …”——公文的标题");
}

#[test]
fn a_personal_value_is_not_repeated() {
    let (rule, _, zh) = one("电话: '138'\n牵头: 甲");
    assert_eq!((rule.as_str(), zh.as_str()), ("schema-pattern", "“电话”写成“＊＊＊”，格式不对"));
}

#[test]
fn an_error_in_a_part_does_not_make_its_fields_unknown() {
    let all = found("kind: plan\ntitle: 12\n阶断: 1\n");
    let rules: Vec<&str> = all.iter().map(|(rule, ..)| rule.as_str()).collect();
    assert_eq!(rules, ["schema-type", "schema-unknown-key"]);
}

#[test]
fn a_value_from_an_alias_is_reported_where_it_is_used() {
    let text = "kind: plan\ntitle: 甲\nstatus: &x issue\ntags: [控烟, *x]\nlead: {a: 1}\n";
    let found = schemas().get("plan").unwrap().validate(&node(text));
    assert_eq!(found.len(), 2);
    let text = "kind: plan\ntitle: 甲\ntags: [控烟, &x 长长长长长]\nphases: [{name: *x}]\n";
    let found = schemas().get("plan").unwrap().validate(&node(text));
    assert_eq!(&text[found[0].span.bytes()], "*x");
    assert_eq!(&text[found[0].also[0].0.bytes()], "长长长长长");
}

#[test]
fn a_cursor_follows_references_and_branches() {
    let schemas = schemas();
    let root = schemas.get("plan").unwrap().root();
    let (key, title) = root.property("标题").unwrap();
    assert_eq!((key, title.text("type")), ("title", Some("string")));
    // What is written beside the reference comes first.
    assert_eq!(title.text("x-zh"), Some("标题"));
    assert_eq!(title.text("description"), Some("公文的标题"));
    assert_eq!(root.property("文号").unwrap().1.text("x-type"), Some("document-number"));
    let phases = root.property("phases").unwrap().1.items().unwrap();
    let names: Vec<&str> = phases.properties().map(|(key, _)| key).collect();
    assert_eq!(names, ["name", "phases", "count"]);
    let inner = phases.property("阶段").unwrap().1.items().unwrap();
    assert_eq!(inner.property("个数").unwrap().0, "count");
    let labels = root.property("labels").unwrap().1.values().unwrap();
    assert_eq!(labels.property("名称").unwrap().0, "name");
    assert!(root.property("lead").unwrap().1.items().is_some());
    assert!(root.property("阶断").is_none());
}

#[test]
fn circles_of_references_end() {
    let plan = r##"{ "$ref": "#/$defs/a", "$defs": {
        "a": { "anyOf": [{ "$ref": "#/$defs/b" }, { "$ref": "#" }, { "type": "object" }] },
        "b": { "properties": { "x": { "$ref": "#/$defs/b" } } } } }"##;
    let set = Set::new(vec![File::written("plan", serde_json::from_str(plan).unwrap())], ENDING);
    let root = Shape::new(&set, 0);
    assert_eq!(root.property("x").unwrap().0, "x");
    assert!(root.property("y").is_none() && root.keyword("x-type").is_none());
}

#[test]
fn the_kinds_are_the_files_and_the_schema_is_as_written() {
    let schemas = schemas();
    assert_eq!(schemas.kinds().collect::<Vec<_>>(), ["plan"]);
    assert!(schemas.get("common").is_none() && schemas.get("通知").is_none());
    let written: Json = serde_json::from_str(PLAN).unwrap();
    assert_eq!(schemas.get("plan").unwrap().json(), &written);
}

#[test]
fn a_kind_may_have_a_chinese_name() {
    let files: Memory = [
        ("schemas/通知.schema.json", r#"{"$ref": "公共.schema.json#/$defs/题"}"#),
        ("schemas/公共.schema.json", r#"{"$defs": {"题": {"type": "object"}}}"#),
        ("schemas/README.md", "no schema"),
    ]
    .into_iter()
    .collect();
    let schemas = Schemas::load(&files).unwrap();
    assert_eq!(schemas.get("通知").unwrap().validate(&node("[1]")).len(), 1);
}

#[test]
fn a_broken_schema_is_a_fault_that_names_the_file_and_the_reason() {
    for (plan, parts) in [
        ("{", ["plan.schema.json", "EOF"]),
        (r#"{"type": "strin"}"#, ["plan.schema.json /type", "strin"]),
        (r#"{"required": "title"}"#, ["plan.schema.json /required", "title"]),
        (r##"{"$ref": "#/$defs/none"}"##, ["plan.schema.json", "/$defs/none"]),
        (r#"{"$ref": "other.schema.json"}"#, ["plan.schema.json", "other.schema.json"]),
        (r#"{"$ref": "https://example.com/x.json"}"#, ["plan.schema.json", "example.com"]),
        (r#"{"properties": {"a": {"pattern": "("}}}"#, ["plan.schema.json", "("]),
    ] {
        let fault = Schemas::load(&files(plan)).unwrap_err();
        for part in parts {
            assert!(fault.words.zh.contains(part), "{plan}: {}", fault.words.zh);
            assert!(fault.words.en.contains(part), "{plan}: {}", fault.words.en);
        }
        assert!(fault.help.is_some());
    }
}

#[test]
fn a_large_paper_with_an_error_in_every_line_is_judged_soon() {
    let items = "  - {名称: 甲, 乙: 1, 个数: 一}\n".repeat(30_000);
    let findings = schemas()
        .get("plan")
        .unwrap()
        .validate(&node(&format!("kind: plan\ntitle: 甲\n阶段:\n{items}")));
    assert_eq!(findings.len(), 60_000);
    let keys: String =
        (0..50_000).map(|at| format!("k{at}: 1\n")).fold(String::new(), |a, b| a + &b);
    let findings =
        schemas().get("plan").unwrap().validate(&node(&format!("kind: plan\ntitle: 甲\n{keys}")));
    assert_eq!(findings.len(), 50_000);
}

#[test]
fn what_the_program_carries_is_sound_file_by_file_and_all_at_once() {
    let carried = Schemas::load(&Builtin).unwrap();
    assert!(carried.kinds().count() > 20);
    for kind in carried.kinds() {
        let schema = carried.get(kind).unwrap();
        let lacking = schema.validate(&node("[1]"));
        assert_eq!(lacking.len(), 1, "{kind}");
    }
    // A file of the user's beside them: now there may be errors anywhere.
    let own = Memory::from_iter([("schemas/own.schema.json", r#"{"type": "object"}"#)]);
    let both = Schemas::load(&Overlay { over: &own, under: &Builtin }).unwrap();
    assert_eq!(both.kinds().count(), carried.kinds().count() + 1);
    let text = "kind: notice\n标题: 1\n外: 2\n";
    let found = |schemas: &Schemas| schemas.get("notice").unwrap().validate(&node(text));
    assert_eq!(found(&both), found(&carried));
    assert!(found(&both).len() > 2);
}

#[test]
fn a_fault_in_the_place_of_a_carried_file_is_found_before_anybody_needs_it() {
    for (path, schema) in [
        ("schemas/notice.schema.json", r#"{"type": "strin"}"#),
        ("schemas/common.schema.json", r#"{"$defs": {}}"#),
        ("schemas/own.schema.json", "{"),
    ] {
        let own = Memory::from_iter([(path, schema)]);
        assert!(Schemas::load(&Overlay { over: &own, under: &Builtin }).is_err(), "{path}");
    }
}
