//! Keys and values in Chinese: the same papers, the same findings, and schemas that agree.

use std::collections::BTreeMap;

use hongtou::build::{self, Built, Request};
use hongtou::diag::Lang;
use hongtou::schema::{Schemas, Shape};
use hongtou::text::{Builtin, Disk, Files, Memory, Source, Sources};
use hongtou::yaml::{self, Node, Value};
use serde_json::Value as Json;

use crate::shown::Shown;
use crate::support::{Folder, fails, root};

fn is_yaml(path: &str) -> bool {
    path.rsplit('.').next() == Some("yaml")
}

/// The papers and registries of this repository, as a drafter wrote them.
fn policies() -> Vec<(String, String)> {
    let disk = Disk::new(root()).unwrap();
    let text = |path: String| {
        let bytes = disk.read(&path).unwrap();
        (path, String::from_utf8(bytes).unwrap())
    };
    let all = disk.list("policies").unwrap().into_iter();
    all.filter(|path| is_yaml(path)).map(text).collect()
}

/// Samples of kinds and the kinds themselves, and the papers of a new workspace.
fn templates() -> Vec<(String, String)> {
    let all = Builtin.list("templates").unwrap().into_iter();
    // The files of CI services and schedulers are no sources of ours.
    let foreign = ["templates/ci/", "templates/deploy/"];
    let ours = |path: &String| !foreign.iter().any(|folder| path.starts_with(folder));
    let yaml = all.filter(|path| is_yaml(path) && ours(path));
    yaml.map(|path| {
        let text = String::from_utf8(Builtin.read(&path).unwrap()).unwrap();
        (path, text)
    })
    .collect()
}

/// Papers of this repository that are tables and so have no keys.
fn tables() -> Vec<(String, String)> {
    let disk = Disk::new(root()).unwrap();
    let all = disk
        .list("policies")
        .unwrap()
        .into_iter()
        .filter(|path| path.rsplit('.').next() == Some("csv"));
    all.map(|path| (path.clone(), String::from_utf8(disk.read(&path).unwrap()).unwrap())).collect()
}

fn memory(files: &[(String, String)]) -> Shown {
    let short = |path: &'_ String| path.trim_start_matches("policies/").to_owned();
    let short: Vec<(String, &str)> =
        files.iter().map(|(path, text)| (short(path), text.as_str())).collect();
    Shown::of(short.iter().map(|(path, text)| (path.as_str(), *text)))
}

/// The files with their keys in a language.
fn renamed(files: &[(String, String)], to: Lang) -> Vec<(String, String)> {
    let paths: Vec<String> = files.iter().map(|(path, _)| path.clone()).collect();
    let renamed = build::rename(&memory(files), &paths, to).unwrap();
    assert_eq!(renamed.findings, []);
    let mut changed: BTreeMap<String, String> = renamed.changed.into_iter().collect();
    let new = |(path, text): &(String, String)| {
        (path.clone(), changed.remove(path).unwrap_or_else(|| text.clone()))
    };
    files.iter().map(new).collect()
}

fn parsed(text: &str) -> Node {
    let id = Sources::default().add(Source::new("a.yaml", text));
    yaml::parse(id, text).root.unwrap()
}

/// A text whose values, too, have their Chinese names where there are any.
fn with_chinese_values(text: &str, schemas: &Schemas) -> String {
    fn walk(node: &Node, shape: Option<Shape<'_>>, edits: &mut Vec<(usize, usize, String)>) {
        match &node.value {
            Value::Text(text) => {
                let name = shape.and_then(|shape| shape.value_name(text));
                let bytes = node.span.bytes();
                edits.extend(name.map(|name| (bytes.start, bytes.end, name.to_owned())));
            }
            Value::List(items) => {
                let inner = shape.and_then(|shape| shape.items());
                for item in items {
                    walk(item, inner, edits);
                }
            }
            Value::Map(entries) => {
                for entry in entries {
                    let named = shape.and_then(|shape| shape.property(&entry.key.value));
                    let free = || shape.and_then(|shape| shape.values());
                    walk(&entry.value, named.map(|(_, shape)| shape).or_else(free), edits);
                }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }
    let root = parsed(text);
    let kind = schemas.kind_entry(&root).unwrap().value.as_text().unwrap();
    let schema = schemas.get(schemas.kind(kind).unwrap()).unwrap();
    let mut edits = Vec::new();
    walk(&root, Some(schema.root()), &mut edits);
    let mut text = text.to_owned();
    for (start, end, name) in edits.into_iter().rev() {
        text.replace_range(start..end, &name);
    }
    text
}

fn schemas() -> Schemas {
    Schemas::load(&Builtin).unwrap()
}

fn in_chinese(files: &[(String, String)]) -> Vec<(String, String)> {
    let schemas = schemas();
    let chinese = renamed(files, Lang::Zh).into_iter();
    chinese.map(|(path, text)| (path, with_chinese_values(&text, &schemas))).collect()
}

fn built(files: &[(String, String)]) -> Built {
    let all = [files, &tables()].concat();
    let built = build::build(&memory(&all), &Request::default(), &|_, _| {}).unwrap();
    assert_eq!(built.checked.findings, []);
    built
}

#[test]
fn every_paper_in_chinese_keys_and_values_comes_out_the_same() {
    let english = policies();
    // The kinds, too, are written in Chinese.
    let mut chinese = [english.clone(), templates()].concat();
    chinese.retain(|(path, _)| path.starts_with("policies/") || path.ends_with("/kind.yaml"));
    let chinese = in_chinese(&chinese);
    let all: String = chinese.iter().map(|(_, text)| text.as_str()).collect();
    for words in ["种类: 通知\n", "状态: 样张\n", "种类: 文种\n", "阶段:\n", "成分: 版头"]
    {
        assert!(all.contains(words), "{words}");
    }
    let (one, two) = (built(&english), built(&chinese));
    assert!(one.outputs.len() >= 20);
    let same =
        one.outputs.iter().zip(&two.outputs).all(|(a, b)| a.path == b.path && a.bytes == b.bytes);
    assert!(same && one.outputs.len() == two.outputs.len());
}

#[test]
fn every_sample_in_chinese_is_as_sound_as_in_english() {
    for (path, text) in templates().into_iter().filter(|(path, _)| path.ends_with("/sample.yaml")) {
        let found = |text: &str| {
            let files = vec![("policies/a.yaml".to_owned(), text.to_owned())];
            let checked = build::check(&memory(&files), &Request::default()).unwrap();
            let words =
                |found: &hongtou::diag::Finding| (found.rule.clone(), found.message.zh.clone());
            checked.findings.iter().map(words).collect::<Vec<_>>()
        };
        let chinese = in_chinese(&[("policies/a.yaml".to_owned(), text.clone())]);
        assert_eq!(found(&text), found(&chinese[0].1), "{path}");
    }
}

#[test]
fn every_english_value_has_a_chinese_name() {
    fn walk(json: &Json, path: &str) {
        let choices = json.get("enum").and_then(Json::as_array).into_iter().flatten();
        let words = choices
            .filter_map(Json::as_str)
            .filter(|word| word.starts_with(|c: char| c.is_ascii_alphabetic()));
        for word in words {
            let name = json.get("x-zh-values").and_then(|names| names.get(word)?.as_str());
            assert!(name.is_some_and(|name| !name.is_ascii()), "{path}: no x-zh-values for {word}");
        }
        json.as_object().into_iter().flatten().for_each(|(_, inner)| walk(inner, path));
        json.as_array().into_iter().flatten().for_each(|inner| walk(inner, path));
    }
    for path in Builtin.list("schemas").unwrap() {
        walk(&serde_json::from_slice(&Builtin.read(&path).unwrap()).unwrap(), &path);
    }
}

/// The exported schema of a kind, with all others it refers to.
fn validator(exported: &[(String, Json)], kind: &str) -> jsonschema::Validator {
    let mut registry = jsonschema::Registry::new().draft(jsonschema::Draft::Draft202012);
    for (name, schema) in exported {
        registry = registry.add(format!("json-schema:///{name}"), schema.clone()).unwrap();
    }
    let registry = registry.prepare().unwrap();
    let file = format!("{kind}.schema.json");
    let schema = &exported.iter().find(|(name, _)| *name == file).unwrap().1;
    let mut schema = schema.clone();
    schema.as_object_mut().unwrap().shift_remove("$id");
    jsonschema::options()
        .with_draft(jsonschema::Draft::Draft202012)
        .with_registry(&registry)
        .with_base_uri(format!("json-schema:///{file}"))
        .build(&schema)
        .unwrap()
}

#[test]
fn the_exported_schemas_of_each_language_accept_every_file_in_that_language() {
    let schemas = schemas();
    let all = [policies(), templates()].concat();
    let (english, chinese) = (schemas.export(Lang::En), schemas.export(Lang::Zh));
    let keys = renamed(&all, Lang::Zh);
    let values = in_chinese(&all);
    // A file in English keys, too, may give values their Chinese names.
    let mixed: Vec<(String, String)> = all
        .iter()
        .map(|(path, text)| (path.clone(), with_chinese_values(text, &schemas)))
        .collect();
    let mut validators = BTreeMap::new();
    for (exported, files) in
        [(&english, &all), (&english, &mixed), (&chinese, &keys), (&chinese, &values)]
    {
        for (path, text) in files {
            let root = parsed(text);
            let kind = schemas.kind_entry(&root).unwrap().value.as_text().unwrap();
            let kind = schemas.kind(kind).unwrap();
            let key = (std::ptr::eq(exported, &raw const chinese), kind.to_owned());
            let validator = validators.entry(key).or_insert_with(|| validator(exported, kind));
            let json = root.to_json();
            let errors: Vec<String> = validator.iter_errors(&json).map(|e| e.to_string()).collect();
            assert_eq!(errors, Vec::<String>::new(), "{path}");
        }
    }
}

#[test]
fn the_exported_chinese_schemas_refuse_what_the_english_ones_refuse() {
    let chinese = schemas().export(Lang::Zh);
    let notice = validator(&chinese, "notice");
    let good = "种类: 通知\n标识: a\n状态: 草稿\n标题: 甲\n发文机关: 某局\n主送: 某局\n正文: 甲\n";
    assert!(notice.is_valid(&parsed(good).to_json()));
    for (from, to) in [
        ("标题: 甲\n", ""),
        ("标题:", "title:"),
        ("状态: 草稿", "状态: 草搞"),
        ("种类: 通知", "种类: 方案"),
        ("正文: 甲", "正文: 甲\n附件: [{标题: 甲}]"),
    ] {
        assert!(!notice.is_valid(&parsed(&good.replace(from, to)).to_json()), "{to}");
    }
}

#[test]
fn keys_there_and_back_are_the_same_bytes() {
    let all = [policies(), templates()].concat();
    let chinese = renamed(&all, Lang::Zh);
    assert_eq!(renamed(&chinese, Lang::Zh), chinese);
    assert_eq!(renamed(&chinese, Lang::En), all);
    assert_eq!(renamed(&renamed(&chinese, Lang::En), Lang::Zh), chinese);
}

#[test]
fn only_the_bytes_of_keys_change() {
    let text = "\u{feff}# title: 甲\r\nkind: campaign   # phases\r\n'id': x\r\n\"title\": \"a: b\"\r\n\
        contacts: [{name: 甲, phone: '1'}, &two {name: 乙, ? phone : '2'}, *two]\r\n\
        phases:\r\n- &p\r\n  name: 甲\r\n  tasks: []\r\n- <<: *p\r\n  period: 2022年3月\r\n\
        preamble: |\r\n  name: 甲 {{ phases | count }}\r\n  title: 乙\r\nunknown: {title: 甲}\r\n";
    let wanted = "\u{feff}# title: 甲\r\n种类: campaign   # phases\r\n'标识': x\r\n\"标题\": \"a: b\"\r\n\
        联系人: [{姓名: 甲, 电话: '1'}, &two {姓名: 乙, ? 电话 : '2'}, *two]\r\n\
        阶段:\r\n- &p\r\n  名称: 甲\r\n  任务: []\r\n- <<: *p\r\n  时间: 2022年3月\r\n\
        引言: |\r\n  name: 甲 {{ phases | count }}\r\n  title: 乙\r\nunknown: {title: 甲}\r\n";
    let file = |text: &str| vec![("policies/a.yaml".to_owned(), text.to_owned())];
    assert_eq!(renamed(&file(text), Lang::Zh)[0].1, wanted);
    assert_eq!(renamed(&file(wanted), Lang::En)[0].1, text);
}

/// What keeps a file from being renamed.
fn refused(text: &str) -> Vec<String> {
    let files = vec![("policies/a.yaml".to_owned(), text.to_owned())];
    let renamed =
        build::rename(&memory(&files), &["policies/a.yaml".to_owned()], Lang::Zh).unwrap();
    assert_eq!(renamed.changed, []);
    renamed.findings.into_iter().map(|finding| finding.rule).collect()
}

#[test]
fn what_cannot_be_renamed_without_loss_is_a_finding() {
    assert_eq!(refused("kind: campaign\nphases: []\n阶段: []\n"), ["schema-duplicate-key"]);
    assert_eq!(refused("kind: campaign\ntitle: [甲\n"), ["yaml-syntax"]);
    assert_eq!(refused("title: 甲\n"), ["kind-missing"]);
    assert_eq!(refused("kind: campain\n"), ["kind-unknown"]);
    // `name` is 姓名 of a contact and 名称 of a phase.
    let torn = "kind: campaign\ncontacts: [&a {name: 甲}]\nphases: [*a]\n";
    assert_eq!(refused(torn), ["fmt-key-torn"]);
}

#[test]
fn fmt_checks_shows_and_writes() {
    let folder = Folder::init();
    let before = folder.files("policies");
    let (zh, en) = (["--keys zh"], ["`--keys zh`"]);
    fails(&folder, &["fmt"], 2, &zh, &en);
    fails(
        &folder,
        &["fmt", "--keys", "zh", "README.md"],
        2,
        &["没有 YAML 文件"],
        &["no YAML file"],
    );
    let ran = folder.run(&["fmt", "--keys", "zh", "--check"]).expect_code(1);
    assert!(ran.out.contains("policies/example/plan.yaml\n"), "{}", ran.out);
    let ran = folder.run(&["fmt", "--keys", "zh", "--diff", "policies/example"]).expect_code(0);
    ran.says(&["--- a/policies/example/notice.yaml", "-kind: notice", "+种类: notice", "@@ -1,"]);
    assert_eq!(folder.files("policies"), before);
    folder.run(&["fmt", "--keys", "zh"]).expect_code(0).says(&["改了"]);
    folder.run(&["fmt", "--keys", "zh", "--check"]).expect_code(0);
    folder.run(&["check"]).expect_code(0).says(&["没有发现问题"]);
    folder.run(&["fmt", "--keys", "en"]).expect_code(0);
    assert_eq!(folder.files("policies"), before);
}

#[test]
fn a_file_that_does_not_parse_is_reported_and_the_others_are_written() {
    let folder = Folder::init();
    folder.write("policies/broken.yaml", "kind: notice\ntitle: [甲\n");
    let ran = folder.run(&["fmt", "--keys", "zh"]).expect_code(1);
    ran.says(&["policies/broken.yaml", "1 个有问题，没有动"]);
    assert_eq!(folder.read("policies/broken.yaml"), "kind: notice\ntitle: [甲\n");
    assert!(folder.read("policies/example/plan.yaml").contains("\n标题: "));
}

#[test]
fn a_wrong_value_is_explained_by_both_its_names() {
    let files: Memory = [(
        "policies/a.yaml",
        "种类: 通知\n标识: a\n状态: 草搞\n标题: 甲\n发文机关: 某局\n主送: 某局\n正文: 甲\n用印: 圆\n",
    )]
    .into_iter()
    .collect();
    let files = hongtou::text::Overlay { over: &files, under: &Builtin };
    let checked = build::check(&files, &Request::default()).unwrap();
    let help = |rule: &str| -> Vec<String> {
        let all = checked.findings.iter().filter(|finding| finding.rule == rule);
        all.map(|finding| finding.help.clone().unwrap().zh).collect()
    };
    assert_eq!(
        help("schema-enum"),
        ["是不是“草稿”？", "可以写：加盖印章（sealed）、不加盖印章（unsealed）、签名章（stamp）"]
    );
}

#[test]
fn the_command_exports_chinese_schemas_when_asked() {
    let folder = Folder::init();
    folder.run(&["schema", "export", "--lang", "zh"]).expect_code(0).says(&["output/schemas-zh"]);
    let text = folder.read("output/schemas-zh/notice.schema.json");
    assert!(text.contains("\"发文机关\"") && !text.contains("\"issuer\""));
    folder.run(&["schema", "export"]).expect_code(0);
    assert!(folder.read("output/schemas/notice.schema.json").contains("\"issuer\""));
}
