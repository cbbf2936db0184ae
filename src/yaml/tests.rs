//! What users of the tree rely on: exact places, strict values, bounded work.

use std::fmt::Write;

use super::*;
use crate::text::{Source, Sources};

/// A source, read.
struct Read {
    text: String,
    parsed: Parsed,
}

fn read(text: &str) -> Read {
    let mut sources = Sources::default();
    let id = sources.add(Source::new("a.yaml", text));
    Read { text: text.to_owned(), parsed: parse(id, text) }
}

impl Read {
    fn root(&self) -> &Node {
        assert_eq!(self.parsed.findings, [], "{}", self.text);
        self.parsed.root.as_ref().unwrap()
    }

    fn slice(&self, span: Span) -> &str {
        &self.text[span.bytes()]
    }

    /// The source of the node at a pointer.
    fn at(&self, pointer: &str) -> &str {
        self.slice(self.root().at_pointer(pointer).unwrap().span)
    }

    fn rules(&self) -> Vec<&str> {
        self.parsed.findings.iter().map(|finding| finding.rule.as_str()).collect()
    }

    /// Rule, line and column of each finding.
    fn places(&self) -> Vec<(&str, usize, usize)> {
        let source = Source::new("a.yaml", self.text.as_str());
        let place = |finding: &Finding| source.line_column(finding.span.bytes().start);
        let found = self.parsed.findings.iter();
        found.map(|f| (f.rule.as_str(), place(f).line, place(f).column)).collect()
    }
}

#[test]
fn every_value_has_its_own_place() {
    let read = read(concat!(
        "标题: 控烟计划  # 说明\n任务:\n  - 名称: \"宣传\"\n    备注: |\n      第一行\n",
        "      第二行\n\n  - 名称: '检查'\n列表: [甲, {乙: 丙}]\n空:\n折: >-\n\n  甲\n  乙\n\n多: 一\n  二\n",
    ));
    assert_eq!(read.at("/标题"), "控烟计划");
    assert_eq!(read.at("/任务/0/名称"), "\"宣传\"");
    assert_eq!(read.at("/任务/0/备注"), "第一行\n      第二行");
    assert_eq!(read.at("/任务/1"), "名称: '检查'");
    assert!(read.at("/任务").starts_with("名称: \"宣传\"") && read.at("/任务").ends_with("'检查'"));
    assert_eq!(read.at("/列表"), "[甲, {乙: 丙}]");
    assert_eq!(read.at("/列表/1"), "{乙: 丙}");
    assert_eq!(read.at("/空"), "");
    assert_eq!(read.at("/折"), "甲\n  乙");
    assert_eq!(read.at("/多"), "一\n  二");
    assert!(read.at("").starts_with("标题") && read.at("").ends_with("二"));
    assert_eq!(read.slice(read.root().entry("任务").unwrap().key.span), "任务");
    assert_eq!(read.slice(read.parsed.comments[0].span), "# 说明");
    assert_eq!(read.parsed.comments[0].text, " 说明");
}

#[test]
fn a_byte_order_mark_and_windows_lines_shift_nothing() {
    let read = read("\u{feff}标题: 甲\r\n正文: |\r\n  一\r\n  二\r\n\r\n末: \"乙\"\r\n");
    assert_eq!(read.at("/标题"), "甲");
    assert_eq!(read.at("/正文"), "一\r\n  二");
    assert_eq!(read.at("/末"), "\"乙\"");
    assert_eq!(read.root().get("正文").unwrap().as_text(), Some("一\n二\n"));
}

#[test]
fn values_are_what_they_look_like() {
    let read = read("a: no\nb: 010\nc: '12'\nd: 12\ne: true\nf: ~\ng: [1.5, 2022-01-01]\n1: x\n");
    let json = serde_json::json!({
        "a": "no", "b": "010", "c": "12", "d": 12, "e": true, "f": null,
        "g": [1.5, "2022-01-01"], "1": "x",
    });
    assert_eq!(read.root().to_json(), json);
}

#[test]
fn an_alias_remembers_where_it_is_used() {
    let read = read("a: &x {p: 甲}\nb: *x\n");
    let node = read.root().at_pointer("/b/p").unwrap();
    assert_eq!(node.as_text(), Some("甲"));
    assert_eq!((read.slice(node.span), read.slice(node.place())), ("甲", "*x"));
    assert_eq!(read.root().at_pointer("/a/p").unwrap().alias, None);
}

#[test]
fn merged_keys_yield_to_those_written_here() {
    let read = read("x: &x {p: 1, q: 2}\ny: &y {q: 3, r: 4}\nz:\n  <<: [*x, *y]\n  p: 9\n");
    let json = serde_json::json!({"p": 9, "q": 2, "r": 4});
    assert_eq!(read.root().get("z").unwrap().to_json(), json);
    assert_eq!(self::read("a: {<<: 甲}\n").rules(), ["yaml-merge"]);
}

#[test]
fn a_repeated_key_points_at_both_places_and_the_first_counts() {
    let read = read("标题: 甲\n期: 1\n标题: 乙\n期: 2\n标题: 丙\n");
    let expected = [("yaml-duplicate-key", 3, 1), ("yaml-duplicate-key", 4, 1)];
    assert_eq!(read.places()[..2], expected);
    assert_eq!(read.places().len(), 3);
    assert_eq!(read.parsed.findings[0].also[0].0.bytes(), 0..6);
    let root = read.parsed.root.unwrap();
    assert_eq!(root.to_json(), serde_json::json!({"标题": "甲", "期": 1}));
}

#[test]
fn a_tab_is_named_where_it_stands() {
    for (text, line, column) in [
        ("a:\n\tb: 1\n", 2, 1),
        ("a: 1\n\tb: 2\n", 2, 1),
        ("a:\n  b: 1\n\tc: 2\n", 3, 1),
        ("a:\n  b: 1\n  \tc: 2\n", 3, 3),
        ("正文: |\n\t甲\n", 2, 1),
        ("a:\n- x\n\t- y: 1\n", 3, 1),
    ] {
        assert_eq!(read(text).places(), [("yaml-tab", line, column)], "{text:?}");
    }
    assert_eq!(read("正文: |\n  甲\n  \t乙\na:\t1\n").rules(), [""; 0]);
}

#[test]
fn common_slips_are_explained() {
    for (text, said, line, column) in [
        ("标题：甲\n日期: 乙\n", "冒号是全角的", 1, 3),
        ("日期: 乙\n标题：甲\n名: 丙\n", "冒号是全角的", 2, 3),
        ("标题：甲\n", "冒号是全角的", 1, 3),
        ("- 名称：甲\n  电话: 1\n", "冒号是全角的", 1, 5),
        ("a:1\nb: 2\n", "冒号后面没有空格", 1, 2),
        ("a 1\nb: 2\n", "这一行缺少冒号", 1, 1),
        ("a: 1\n乙 二\nc: 3\n", "这一行缺少冒号", 2, 1),
        ("甲乙丙\n", "这一行缺少冒号", 1, 1),
        ("a: b: c\n", "一行里有两个冒号", 1, 5),
        ("a: 1\n b: 2\n", "缩进和上文对不齐", 2, 2),
        ("a:\n  b: 1\n c: 2\n", "缩进和上文对不齐", 3, 2),
        ("a:\n  - b\n - c\n", "缩进和上文对不齐", 3, 2),
        ("a: 1\n- b\n", "缩进和上文对不齐", 2, 1),
        ("a: \"甲\nb: 1\n", "引号没有闭合，或者续行没有缩进", 1, 4),
        ("a: '甲", "引号没有闭合，或者续行没有缩进", 1, 4),
        ("a: '甲'乙\n", "引号之后还有文字", 1, 7),
        ("a: [1, 2\nb: 1\n", "括号没有闭合", 1, 4),
        ("a: [1, 2\n", "括号没有闭合", 1, 4),
        ("a: {b: 1\n", "括号没有闭合", 1, 4),
        ("a: [1}\n", "“[”由“}”闭合", 1, 4),
        ("a: ]\n", "多了一个括号", 1, 4),
        ("a: @甲\n", "文字不能以“@”开头", 1, 4),
        ("a: - b\n", "列表项不能写在这里", 1, 4),
        ("a: \"\\q\"\n", "双引号里的反斜杠没有意义", 1, 4),
        ("a: \u{7}\n", "有看不见的控制字符 U+0007", 1, 4),
        ("a: {{ x }}前\n", "值已经结束，后面还有文字", 1, 11),
        ("a:\n\u{3000}b: 1\n", "缩进用了全角空格", 2, 1),
    ] {
        let read = read(text);
        let syntax: Vec<_> = read.parsed.findings.iter().zip(read.places()).collect();
        let (finding, place) = syntax
            .iter()
            .find(|(finding, _)| finding.rule == "yaml-syntax")
            .unwrap_or_else(|| panic!("{text:?}: {:?}", read.rules()));
        assert_eq!((finding.message.zh.as_str(), *place), (said, ("yaml-syntax", line, column)));
        assert!(finding.help.is_some());
    }
}

#[test]
fn an_unquoted_hole_is_told_to_be_quoted() {
    let read = read("标题: {{ x }}\n");
    assert_eq!(read.places(), [("yaml-key-not-text", 1, 6)]);
    let help = read.parsed.findings[0].help.as_ref().unwrap();
    assert!(help.zh.contains("以 {{ 开头的值要放进引号"), "{}", help.zh);
}

#[test]
fn a_key_that_is_no_text_is_reported_and_dropped() {
    let read = read("? [a]\n: 1\n~: 2\nb: 3\n");
    assert_eq!(read.rules(), ["yaml-key-not-text", "yaml-key-not-text"]);
    assert_eq!(read.parsed.root.unwrap().to_json(), serde_json::json!({"b": 3}));
}

#[test]
fn one_error_hides_no_other() {
    let read = read("a: 1\na: 2\nb: *无\nc: [1\n---\nd: !t x\ne: 'x\n---\nf: 1\nf: 2\n");
    assert_eq!(
        read.places(),
        [
            ("yaml-duplicate-key", 2, 1),
            ("yaml-alias-unknown", 3, 4),
            ("yaml-syntax", 4, 4),
            ("yaml-many-documents", 5, 1),
            ("yaml-tag", 6, 4),
            ("yaml-syntax", 7, 4),
            ("yaml-duplicate-key", 10, 1),
        ]
    );
    assert_eq!(read.parsed.root, None);
}

#[test]
fn a_second_document_does_not_replace_the_first() {
    let read = read("a: 1\n---\nb: 2\n");
    assert_eq!(read.places(), [("yaml-many-documents", 2, 1)]);
    assert_eq!(read.parsed.root.unwrap().to_json(), serde_json::json!({"a": 1}));
    assert_eq!(self::read("---\na: 1\n").rules(), [""; 0]);
}

#[test]
fn an_anchor_that_contains_itself_is_no_endless_tree() {
    assert_eq!(read("a: &a [1, *a]\n").places(), [("yaml-alias-unknown", 1, 11)]);
}

#[test]
fn an_alias_may_stand_for_a_key() {
    let read = read("a: &a \u{3000}甲\n? *a\n: 1\n");
    assert_eq!(read.root().get("\u{3000}甲").unwrap().to_json(), serde_json::json!(1));
}

#[test]
fn an_empty_source_has_no_root_and_no_finding() {
    for text in ["", "\u{feff}", "# 说明\n", "\r\n \n"] {
        let read = read(text);
        assert!(read.parsed.root.is_none() && read.parsed.findings.is_empty(), "{text:?}");
    }
}

/// An alias bomb: each level stands ten times for the one before.
fn bomb(levels: usize) -> String {
    let mut text = String::from("a0: &a0 [哈,哈,哈,哈,哈,哈,哈,哈,哈,哈]\n");
    for level in 1..levels {
        let parts = vec![format!("*a{}", level - 1); 10].join(", ");
        writeln!(text, "a{level}: &a{level} [{parts}]").unwrap();
    }
    text
}

#[test]
fn bombs_stop_at_the_budget() {
    for text in [
        bomb(9),
        format!("- &x {{p: 1}}\n{}", "- {<<: *x, q: [*x, *x]}\n".repeat(60_000)),
        "- &a x\n".repeat(300_000),
        format!("[{}]", "a,".repeat(500_000)),
        "#\n".repeat(500_000),
        ":\n".repeat(500_000),
    ] {
        let read = read(&text);
        let last = *read.rules().last().unwrap();
        assert!(read.rules().contains(&"yaml-too-many-nodes"), "{last} in {}", &text[..20]);
        assert!(read.parsed.root.is_none());
    }
}

#[test]
fn depth_is_bounded_however_it_is_reached() {
    let stairs = (0..200).map(|depth| " ".repeat(depth) + "a:\n").collect::<String>();
    let mut chain = String::from("a0: &a0 [x]\n");
    for level in 1..200 {
        writeln!(chain, "a{level}: &a{level} [*a{}]", level - 1).unwrap();
    }
    for text in ["[".repeat(10_000), "{".repeat(8 << 20), "- ".repeat(10_000), stairs, chain] {
        assert_eq!(read(&text).rules(), ["yaml-too-deep"], "{}", &text[..20]);
    }
    let deep = format!("{}{}", "[".repeat(MAX_DEPTH), "]".repeat(MAX_DEPTH));
    assert_eq!(read(&deep).rules(), [""; 0]);
}

#[test]
fn a_source_of_the_largest_size_is_read_and_a_larger_one_is_not() {
    let line = "- 说明文字说明文字说明文字说明文字\n";
    let text = line.repeat(MAX_BYTES / line.len());
    assert_eq!(read(&text).root().items().len(), MAX_BYTES / line.len());
    let text = format!("a: {}", "x".repeat(MAX_BYTES));
    assert_eq!(read(&text).rules(), ["yaml-too-large"]);
}

#[test]
fn broken_sources_of_any_size_end_soon() {
    for text in [
        "]\n---\n".repeat(1 << 20),
        "---\n".repeat(2 << 20),
        format!("\"{}", "a\n".repeat(4 << 20)),
        "a: 1\n b: 2\n---\n".repeat(1 << 19),
        format!("a: {}\n\tb: 1", "x\n ".repeat(2 << 20)),
    ] {
        let found = read(&text).parsed.findings.len();
        assert!((1..=200).contains(&found), "{found}");
    }
}
