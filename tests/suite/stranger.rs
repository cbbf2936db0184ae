//! A stranger adds the kind 督办函 with data files alone, as `hongtou explain kinds` tells them.

use hongtou::backend::Options;
use hongtou::build::{self, Request};
use hongtou::text::{Builtin, Disk, Overlay};

use crate::support::{Folder, lay_out_with};

const SCHEMA: &str = r#"{
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "$id": "supervision-letter.schema.json",
  "title": "督办函",
  "description": "督促有关单位按期办结某一事项的函。",
  "x-zh": "督办函",
  "type": "object",
  "properties": {
    "kind": { "const": "supervision-letter", "x-zh": "种类", "description": "固定写 supervision-letter（督办函）。" },
    "id": { "$ref": "common.schema.json#/$defs/id", "x-zh": "标识", "description": "文件标识，不印出。" },
    "status": { "$ref": "common.schema.json#/$defs/status", "x-zh": "状态", "description": "文件状态。" },
    "title": { "$ref": "common.schema.json#/$defs/title", "x-zh": "标题", "description": "标题全文。" },
    "issuer": { "$ref": "common.schema.json#/$defs/units", "x-zh": "发文机关", "description": "督办的机关。" },
    "number": { "$ref": "common.schema.json#/$defs/number", "x-zh": "发文字号", "description": "发文字号。" },
    "date": { "$ref": "common.schema.json#/$defs/date", "x-zh": "成文日期", "description": "成文日期。" },
    "to": { "$ref": "common.schema.json#/$defs/recipients", "x-zh": "主送", "description": "被督办的单位。" },
    "matter": { "$ref": "common.schema.json#/$defs/text", "x-zh": "督办事项", "description": "督办的事项，一句话。" },
    "superior": {
      "$ref": "common.schema.json#/$defs/citation",
      "x-zh": "上级文件",
      "description": "提出要求的上级文件，须在引文登记表中登记。"
    },
    "facts": { "$ref": "common.schema.json#/$defs/prose", "x-zh": "情况", "description": "进展情况和督办的缘由。" },
    "requirements": {
      "type": "array",
      "minItems": 1,
      "items": {
        "type": "object",
        "x-fact": "clause",
        "properties": {
          "title": { "$ref": "common.schema.json#/$defs/text", "x-zh": "标题", "description": "要求的题目，不加句号。" },
          "text": { "$ref": "common.schema.json#/$defs/prose", "x-zh": "内容", "description": "要求的内容。" }
        },
        "required": ["title", "text"],
        "additionalProperties": false,
        "description": "一项办理要求。"
      },
      "x-zh": "办理要求",
      "description": "办理要求，自动编序号。"
    },
    "deadline": { "$ref": "common.schema.json#/$defs/deadline", "x-zh": "办结期限", "description": "办结并回复的期限。" },
    "contacts": { "$ref": "common.schema.json#/$defs/contacts", "x-zh": "联系人", "description": "联系人。" },
    "seal": {
      "type": "string",
      "enum": ["sealed", "unsealed"],
      "x-zh-values": { "sealed": "加盖印章", "unsealed": "不加盖印章" },
      "x-zh": "用印",
      "description": "署名形式。"
    }
  },
  "required": ["kind", "id", "status", "title", "issuer", "to", "matter", "requirements", "deadline"],
  "additionalProperties": false
}"#;

const KIND: &str = "种类: 文种
名称: {中文: 督办函, 英文: supervision letter}
版式:
  - {版式名: general}
成分:
  - {成分: 版头, 发文机关: issuer, 标志后缀: 文件, 发文字号: number, 单独成文: true}
  - {成分: 标题, 文字: title}
  - {成分: 主送机关, 取自: to, 单独成文: true}
  - {成分: 正文}
  - {成分: 署名, 署名: issuer, 日期: date, 署名形式: seal, 单独成文: true}
";

const BODY: &str = "{% if superior %}
根据{{ cite(superior) }}要求，现就{{ matter }}事项督办如下。
{% else %}
现就{{ 督办事项 }}督办如下。
{% endif %}

{% if facts %}
{{ facts }}
{% endif %}

{% for item in 办理要求 %}
# {{ item.标题 }}

{{ item.text }}

{% endfor %}
请于{{ deadline }}办结，并书面回复办理结果。

{% for contact in contacts %}
联系人：{{ contact.name }}，{{ contact.phone }}。

{% endfor %}
";

const PAPER: &str = "种类: 督办函
标识: supervise-summary
状态: 样张
标题: 示范市医疗保障局关于报送专项检查总结的督办函
发文机关: 示范市医疗保障局
发文字号: 示医保〔2026〕9号
成文日期: 2026年3月20日
主送: 东岭区医疗保障局
督办事项: 报送专项检查总结
上级文件: gbf-2020-20
情况: |
  你局尚未报送专项检查总结，影响全市汇总。
办理要求:
  - 标题: 抓紧汇总
    内容: 汇总本区检查情况，逐项核对数据。
  - 标题: 按时报送
    内容: 总结经主要负责人审核后报送。
办结期限: 2026年4月30日前
联系人:
  - {姓名: 叶知秋, 电话: 000-5550101}
用印: 加盖印章
";

const PATH: &str = "policies/supervise.yaml";

fn stranger() -> Folder {
    let folder = Folder::init();
    folder.write("schemas/supervision-letter.schema.json", SCHEMA);
    folder.write("templates/supervision-letter/kind.yaml", KIND);
    folder.write("templates/supervision-letter/body.md", BODY);
    folder.write("templates/supervision-letter/sample.yaml", PAPER);
    folder.run(&["new", "督办函", PATH]).expect_code(0);
    folder
}

#[test]
fn a_new_kind_of_data_files_alone_makes_a_clean_paper() {
    let folder = stranger();
    let ran = folder.run(&["check"]).expect_code(0);
    ran.says(&["没有发现问题"]);
    let ran = folder.run(&["build"]).expect_code(0);
    assert_eq!(ran.err, "");
    ran.says(&["output/supervise.pdf"]);
    let pdf = std::fs::read(folder.path("output/supervise.pdf")).unwrap();
    assert!(pdf.starts_with(b"%PDF-"));
}

#[test]
fn everything_that_the_paper_says_stands_on_its_pages() {
    let folder = stranger();
    let disk = Disk::new(&folder.path("")).unwrap();
    let files = Overlay { over: &disk, under: &Builtin };
    let checked = build::check(&files, &Request::default()).unwrap();
    let at = checked.set.place("supervise-summary").unwrap();
    let (doc, found) =
        hongtou::template::fill(&checked.set, &checked.schemas, &checked.templates, at);
    assert_eq!(found, []);
    let pages = lay_out_with(&doc, "general", Options::default()).pages;
    let text: String = pages.pages.iter().map(hongtou::doc::pages::Page::text).collect();
    let text: String = text.split_whitespace().collect();
    for words in [
        "示范市医疗保障局文件",
        "示医保〔2026〕9号",
        "关于报送专项检查总结的督办函",
        "东岭区医疗保障局：",
        "（国办发〔2020〕20号）要求，现就报送专项检查总结事项督办如下。",
        "你局尚未报送专项检查总结",
        "一、抓紧汇总",
        "二、按时报送",
        "请于2026年4月30日前办结",
        "联系人：叶知秋，000-5550101。",
        "2026年3月20日",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
}

/// What is found in the stranger's paper after a slip.
fn found(from: &str, to: &str) -> String {
    let folder = stranger();
    folder.change(PATH, from, to);
    let ran = folder.run(&["check", "--format", "short"]);
    format!("{}{}", ran.out, ran.err)
}

#[test]
fn every_fitting_rule_watches_the_new_kind() {
    for (from, to, rule) in [
        ("成文日期: 2026年3月20日", "成文日期: 2026年2月30日", "date-invalid"),
        ("成文日期: 2026年3月20日", "成文日期: 2026年03月20日", "date-zero-pad"),
        ("〔2026〕9号", "[2026]9号", "docno-bracket"),
        ("〔2026〕9号", "〔2026〕09号", "docno-zero-pad"),
        ("〔2026〕9号", "〔2026〕第9号", "docno-di"),
        ("〔2026〕9号", "〔26〕9号", "docno-year-short"),
        ("发文字号: 示医保", "发文字号: 国办发", "docno-prefix-unknown"),
        ("主送: 东岭区医疗保障局", "主送: 东岭区医疗保证局", "unit-unknown"),
        ("办结期限: 2026年4月30日前", "办结期限: 2026年3月1日前", "deadline-before-issue"),
        ("办结期限: 2026年4月30日前", "办结期限: 2026年4月31日前", "date-invalid"),
        ("上级文件: gbf-2020-20", "上级文件: gbf-2020-21", "cite-unregistered"),
        ("影响全市汇总", "不合国办发[2020]20号要求", "docno-bracket"),
        ("标题: 抓紧汇总", "标题: 一、抓紧汇总", "heading-number"),
        ("督办函\n发文", "督办函。\n发文", "title-end-punct"),
        ("影响全市汇总", "影响XX市汇总", "placeholder"),
        ("督办事项: 报送", "督办事顶: 报送", "schema-unknown-key"),
        ("用印: 加盖印章", "用印: 盖章", "schema-enum"),
    ] {
        let said = found(from, to);
        assert!(said.contains(rule), "{to}: no {rule} in\n{said}");
    }
}

#[test]
fn a_mistake_in_the_data_files_is_shown_at_its_place() {
    let folder = stranger();
    folder.change("templates/supervision-letter/body.md", "{{ matter }}", "{{ mattre }}");
    folder.run(&["check"]).expect_code(1).says(&["template-field", "是不是“matter”"]);
    let folder = stranger();
    folder.change("templates/supervision-letter/kind.yaml", "成分: 正文", "成分: 正闻");
    folder.run(&["check"]).expect_code(1).says(&["schema-enum", "是不是“正文”"]);
}

#[test]
fn the_new_kind_explains_itself_and_works_in_english_keys_too() {
    let folder = stranger();
    let page = folder.run(&["explain", "kind", "督办函"]).expect_code(0);
    page.says(&[
        "- 办结期限 deadline",
        "deadline-before-issue",
        "cite-unregistered",
        "版头 red-head",
    ]);
    folder.run(&["fmt", "--keys", "en", PATH]).expect_code(0);
    assert!(folder.read(PATH).contains("\ndeadline: 2026年4月30日前\n"));
    folder.run(&["build"]).expect_code(0).says(&["supervise.pdf"]);
}
