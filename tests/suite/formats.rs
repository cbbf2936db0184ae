//! Findings for other programs: each format held to its schema, and to the places it names.

use std::process::Command;

use serde_json::Value;

use crate::support::{Folder, root};

/// A workspace with an error on a line that holds Chinese, an emoji and a tab before the mark, a
/// finding with two ends, and one with a fix.
fn slips() -> Folder {
    let folder = Folder::init();
    let text = "kind: notice\nid: slips\nstatus: draft\ntitle: 关于检查的通知\nissuer: 云台市医疗保障局\n\
                body: |\n  请各单位😀\t于2026年2月30日前报送《“<&>”表》。\n\
                number: 云医保[2026]8号\ndate: 2026年3月5日\nprinted: 2026年3月4日\n";
    folder.write("policies/example/检查 1.yaml", text);
    folder
}

fn report(format: &str) -> String {
    slips().run(&["check", "--format", format]).expect_code(1).out
}

/// The schema of SARIF, from the sources of the crate that carries it.
fn sarif_schema() -> Value {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let asked = ["metadata", "--offline", "--format-version", "1", "--filter-platform"];
    let host = Command::new("rustc").args(["--print", "host-tuple"]).output().unwrap().stdout;
    let host = String::from_utf8(host).unwrap();
    let ran =
        Command::new(cargo).args(asked).arg(host.trim()).current_dir(root()).output().unwrap();
    let metadata: Value =
        serde_json::from_slice(&ran.stdout).expect("cargo describes its packages");
    let packages = metadata["packages"].as_array().unwrap();
    let package = packages.iter().find(|package| package["name"] == "serde-sarif").unwrap();
    let manifest = std::path::Path::new(package["manifest_path"].as_str().unwrap());
    let schema = std::fs::read(manifest.with_file_name("src").join("schema.json")).unwrap();
    let mut schema: Value = serde_json::from_slice(&schema).unwrap();
    // The published pattern of `language` has a bracket too many, which only lenient engines take.
    for holder in ["run", "toolComponent"] {
        let language = &mut schema["definitions"][holder]["properties"]["language"];
        language.as_object_mut().unwrap().remove("pattern");
    }
    schema
}

#[test]
fn sarif_passes_its_schema() {
    let log: Value = serde_json::from_str(&report("sarif")).unwrap();
    let schema = jsonschema::validator_for(&sarif_schema()).unwrap();
    let wrong: Vec<String> = schema.iter_errors(&log).map(|error| error.to_string()).collect();
    assert_eq!(wrong, [""; 0]);
    let broken: Value = serde_json::json!({ "version": "2.1.0" });
    assert!(!schema.is_valid(&broken), "a schema that refuses nothing is no judge");
}

#[test]
fn sarif_counts_columns_in_utf_16_and_escapes_paths() {
    let log: Value = serde_json::from_str(&report("sarif")).unwrap();
    let results = log["runs"][0]["results"].as_array().unwrap();
    let date = results.iter().find(|result| result["ruleId"] == "date-invalid").unwrap();
    let place = &date["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "policies/example/%E6%A3%80%E6%9F%A5%201.yaml");
    // 30日 is the 17th character; the emoji before it is two units.
    assert_eq!(
        (&place["region"]["startLine"], &place["region"]["startColumn"]),
        (&7.into(), &18.into())
    );
    let signed = results.iter().find(|result| result["ruleId"] == "print-before-sign").unwrap();
    assert_eq!(signed["relatedLocations"].as_array().unwrap().len(), 1);
    let bracket = results.iter().find(|result| result["ruleId"] == "docno-bracket").unwrap();
    let fix = &bracket["fixes"][0]["artifactChanges"][0]["replacements"][0];
    assert!(fix["insertedContent"]["text"].as_str().unwrap().contains('〔'), "{fix}");
}

#[test]
fn sarif_tells_old_findings_from_new_ones() {
    let folder = slips();
    folder.run(&["check", "--write-baseline", "old.json"]).expect_code(0);
    folder.change("policies/example/检查 1.yaml", "2月30日", "2月31日");
    let ran = folder.run(&["check", "--baseline", "old.json", "--format", "sarif"]).expect_code(1);
    let log: Value = serde_json::from_str(&ran.out).unwrap();
    let results = log["runs"][0]["results"].as_array().unwrap();
    let of = |state: &str| -> Vec<&str> {
        let those = results.iter().filter(|one| one["baselineState"] == state);
        those.map(|one| one["ruleId"].as_str().unwrap()).collect()
    };
    // Whoever touches a line answers for all that is wrong on it.
    assert_eq!(of("new"), ["glyph-missing", "date-invalid"]);
    assert!(of("unchanged").contains(&"docno-bracket"));
}

/// What a `JUnit` reader asks: counts that are right, and a class and a name on every test.
#[test]
fn junit_counts_what_it_holds() {
    let text = report("junit");
    let tree = roxmltree::Document::parse(&text).unwrap();
    let top = tree.root_element();
    let cases = tree.descendants().filter(|node| node.has_tag_name("testcase"));
    let failed = tree.descendants().filter(|node| node.has_tag_name("failure")).count();
    assert_eq!(top.attribute("tests"), Some(cases.clone().count().to_string().as_str()));
    assert_eq!(top.attribute("failures"), Some(failed.to_string().as_str()));
    for case in cases {
        assert!(case.attribute("name").is_some() && case.attribute("classname").is_some());
        assert!(case.parent_element().unwrap().has_tag_name("testsuite"));
    }
    let clean = Folder::init().run(&["check", "--format", "junit"]).expect_code(0).out;
    assert!(
        roxmltree::Document::parse(&clean).unwrap().root_element().attribute("tests") == Some("1")
    );
}

#[test]
fn checkstyle_names_each_file_once() {
    let text = report("checkstyle");
    let tree = roxmltree::Document::parse(&text).unwrap();
    let files: Vec<_> = tree.descendants().filter(|node| node.has_tag_name("file")).collect();
    assert_eq!(files.len(), 1);
    assert_eq!(files[0].attribute("name"), Some("policies/example/检查 1.yaml"));
    for error in files[0].children().filter(roxmltree::Node::is_element) {
        let number = |name| error.attribute(name).and_then(|text| text.parse::<usize>().ok());
        assert!(number("line").is_some() && number("column").is_some());
        let severity = error.attribute("severity").unwrap();
        assert!(["error", "warning", "info"].contains(&severity));
    }
}

#[test]
fn github_gets_one_command_a_line() {
    let text = report("github");
    for line in text.lines() {
        let known = ["::error ", "::warning ", "::notice "];
        assert!(known.iter().any(|name| line.starts_with(name)), "{line}");
        assert!(line.contains("file=policies/example/检查 1.yaml,line="), "{line}");
    }
    assert!(text.lines().any(|line| line.contains("title=date-invalid::")));
}

#[test]
fn gitlab_gets_unique_fingerprints_that_survive_a_move() {
    let prints = |folder: &Folder| -> Vec<String> {
        let ran = folder.run(&["check", "--format", "gitlab"]);
        let all: Vec<Value> = serde_json::from_str(&ran.out).unwrap();
        for one in &all {
            assert!(["critical", "minor", "info"].contains(&one["severity"].as_str().unwrap()));
            assert!(one["location"]["lines"]["begin"].is_u64() && one["description"].is_string());
        }
        let mut prints: Vec<String> =
            all.iter().map(|one| one["fingerprint"].as_str().unwrap().to_owned()).collect();
        prints.sort();
        prints
    };
    let folder = slips();
    let before = prints(&folder);
    let mut unique = before.clone();
    unique.dedup();
    assert_eq!(unique, before);
    folder.change("policies/example/检查 1.yaml", "kind: notice\n", "# 说明\nkind: notice\n");
    assert_eq!(prints(&folder), before);
}

#[test]
fn people_and_programs_are_told_the_authority() {
    let folder = slips();
    folder.run(&["check"]).says(&["依据", "GB/T 9704"]);
    folder.run_in_english(&["check"]).says(&["authority"]);
    let all: Vec<Value> = serde_json::from_str(&report("json")).unwrap();
    let bracket = all.iter().find(|one| one["rule"] == "docno-bracket").unwrap();
    assert!(!bracket["authority"].as_str().unwrap().is_empty());
}

#[test]
fn lines_and_columns_are_right_behind_chinese_emoji_and_tabs() {
    let folder = Folder::empty();
    folder.write(
        "policies/a.yaml",
        "kind: guide\ntext: |\n  甲乙\t😀丙，，丁。\n\n  \t“A”é，，戊。\n",
    );
    let ran = folder.run(&["check", "--format", "sarif"]);
    let log: Value = serde_json::from_str(&ran.out).unwrap();
    let run = &log["runs"][0];
    assert_eq!(run["columnKind"], "utf16CodeUnits");
    let found = run["results"].as_array().unwrap().iter();
    let found = found.filter(|one| one["ruleId"] == "punct-dup");
    let places: Vec<[u64; 4]> = found
        .map(|one| {
            let region = &one["locations"][0]["physicalLocation"]["region"];
            ["startLine", "startColumn", "endLine", "endColumn"]
                .map(|key| region[key].as_u64().unwrap())
        })
        .collect();
    // Two blanks, 甲乙, a tab of one unit, an emoji of two, 丙: the commas begin in column 9.
    assert_eq!(places, [[3, 9, 3, 11], [5, 8, 5, 10]], "{}", ran.out);
}
