//! What `hongtou explain` says is true: its examples work, its lists are whole, its names are known.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use hongtou::text::{Builtin, Files};
use serde_json::Value;

use crate::support::{Folder, fails, root};

/// The files that a guide shows in its fences, by their paths.
fn fenced(guide: &str) -> Vec<(String, String)> {
    let mut files: Vec<(String, String)> = Vec::new();
    let mut open = false;
    for line in guide.lines() {
        if let Some(fence) = line.strip_prefix("```") {
            open = !open;
            if let Some((_, path)) = fence.split_once(' ') {
                files.push((path.to_owned(), String::new()));
            }
        } else if let Some((_, text)) = files.last_mut().filter(|_| open) {
            text.push_str(line);
            text.push('\n');
        }
    }
    files
}

#[test]
fn the_guides_own_example_is_a_kind_that_works() {
    for lang in ["zh", "en"] {
        let folder = Folder::init();
        let guide = folder.run(&["explain", "kinds", "--lang", lang]).expect_code(0).out;
        let files = fenced(&guide);
        assert_eq!(files.len(), 4, "{guide}");
        for (path, text) in files {
            folder.write(&path, text);
        }
        folder.run(&["new", "工作提示"]).expect_code(0).says(&["policies/work-note.yaml"]);
        folder.run(&["check"]).expect_code(0).says(&["没有发现问题"]);
        folder.run(&["build"]).expect_code(0).says(&["work-note.pdf"]);
        let page = folder.run(&["explain", "kind", "work-note"]).expect_code(0);
        page.says(&["工作提示", "- 事项 matters", "deadline-before-issue", "heading-number"]);
    }
}

#[test]
fn the_guide_leaves_no_list_unfilled_and_names_every_part_type_and_fact() {
    let folder = Folder::init();
    let schema = |name: &str| -> Value {
        serde_json::from_slice(&Builtin.read(&format!("schemas/{name}.schema.json")).unwrap())
            .unwrap()
    };
    let part = &schema("kind")["properties"]["parts"]["items"];
    for lang in ["zh", "en"] {
        let guide = folder.run(&["explain", "kinds", "--lang", lang]).expect_code(0).out;
        for hole in ["{types}", "{facts}", "{looks}", "{parts}", "{table}", "{column}", "{kinds}"] {
            assert!(!guide.contains(hole), "{hole}");
        }
        for name in part["properties"]["part"]["enum"].as_array().unwrap() {
            let name = name.as_str().unwrap();
            let known = part["x-parts"].get(name);
            let known = known.unwrap_or_else(|| panic!("say in x-parts what {name} takes"));
            assert!(guide.contains(&format!("\n- {name} ")), "{name}");
            let fields = ["needs", "takes"].into_iter().filter_map(|word| known[word].as_array());
            for field in fields.flatten() {
                let field = field.as_str().unwrap();
                assert!(part["properties"].get(field).is_some(), "{name}: no field {field}");
            }
        }
        for (name, _) in schema("common")["$defs"].as_object().unwrap() {
            assert!(guide.contains(&format!("\n- {name}")), "{name}");
        }
        for fact in ["- phase", "- task", "- attachment", "- inspection", "- clause"] {
            assert!(guide.contains(fact), "{fact}");
        }
    }
}

#[test]
fn the_page_of_every_kind_names_every_field_its_parts_and_its_sample() {
    let folder = Folder::init();
    let paths = Builtin.list("schemas").unwrap();
    for path in paths.iter().filter(|path| !path.contains("common")) {
        let kind = path.trim_start_matches("schemas/").trim_end_matches(".schema.json");
        let schema: Value = serde_json::from_slice(&Builtin.read(path).unwrap()).unwrap();
        let chinese = schema["x-zh"].as_str().unwrap();
        let page = folder.run(&["explain", "kind", chinese]).expect_code(0).out;
        assert_eq!(page, folder.run(&["explain", "kind", kind]).expect_code(0).out);
        let english = folder.run_in_english(&["explain", "kind", kind]).expect_code(0).out;
        for (key, field) in schema["properties"].as_object().unwrap() {
            let zh = field["x-zh"].as_str().unwrap();
            assert!(page.contains(&format!("- {zh} {key}：")), "{kind}: {key}");
            assert!(english.contains(&format!("- {key} ({zh}): ")), "{kind}: {key}");
        }
        if Builtin.read(&format!("templates/{kind}/sample.yaml")).is_ok() {
            assert!(page.contains("## 范例") && page.contains("    kind: "), "{kind}");
            assert!(page.contains("## 成分") && english.contains("## Looks"), "{kind}");
        }
    }
}

#[test]
fn names_that_nothing_has_are_told_the_nearest() {
    let folder = Folder::init();
    fails(
        &folder,
        &["explain", "kind", "notise"],
        2,
        &["是不是“notice”"],
        &["did you mean `notice`"],
    );
    fails(&folder, &["explain", "kind", "工作方按"], 2, &["是不是“工作方案”"], &["工作方案"]);
    fails(&folder, &["explain", "houze"], 2, &["是不是“house”"], &["`house`"]);
    fails(&folder, &["explain", "yaml-tub"], 2, &["是不是“yaml-tab”"], &["`yaml-tab`"]);
    fails(&folder, &["explain", "通知"], 2, &["explain kind 通知"], &["it is a kind"]);
    fails(&folder, &["explain", "house", "x"], 2, &["不能再写“x”"], &["nothing may follow"]);
}

#[test]
fn the_house_is_shown_beside_the_standard_and_each_deviation_is_marked() {
    let folder = Folder::init();
    let page = folder.run(&["explain", "house"]).expect_code(0).out;
    assert!(page.contains("与标准不同 0 处") && !page.contains("偏离"), "{page}");
    folder.write(
        "policies/registry/house.yaml",
        "kind: house\nrules: {date-weekday: hint}\nlayout:\n  page_number: center\n  lines: 22\n  \
         margins: {top: 33.5, mirrored: false}\n  issued_text: main\n",
    );
    let page = folder.run(&["explain", "house"]).expect_code(0).out;
    for words in [
        "- 页码 page_number：居中【偏离】　标准：外侧（GB/T 9704-2012 7.5）",
        "- 每页行数 lines：22　标准：22（GB/T 9704-2012 5.2.3）",
        "- 天头 margins.top：33.5【偏离】　标准：37（GB/T 9704-2012 5.2.1）",
        "- 双面 margins.mirrored：false【偏离】",
        "- 所印发的文件 issued_text：正件　标准：未规定",
        "与标准不同 3 处",
        "- date-weekday：hint　原定：error",
    ] {
        assert!(page.contains(words), "{words}\n{page}");
    }
    let page = folder.run_in_english(&["explain", "house"]).expect_code(0).out;
    assert!(page.contains("page_number (页码): 居中 [deviation]; standard: outer"), "{page}");
}

/// The code of every file of the program, without tests and comments.
fn code() -> Vec<String> {
    fn read(folder: &Path, texts: &mut Vec<String>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            if path.is_dir() && name != "tests" {
                read(&path, texts);
            } else if path.extension().is_some_and(|end| end == "rs") && name != "tests.rs" {
                let text = fs::read_to_string(&path).unwrap();
                let text = text.split("#[cfg(test)]").next().unwrap();
                let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
                texts.push(code.collect::<Vec<_>>().join("\n"));
            }
        }
    }
    let mut texts = Vec::new();
    read(&root().join("src"), &mut texts);
    texts
}

/// The names of findings in the code: first arguments of what makes them, and names kept as
/// constants.
fn ids() -> BTreeSet<String> {
    let makers = ["Finding::new(", ".finding(", "report(", "RULE: &str =", "SECRECY: &str ="];
    let mut ids = BTreeSet::new();
    for text in code() {
        for maker in makers {
            for (at, _) in text.match_indices(maker) {
                let rest = text[at + maker.len()..].trim_start();
                let Some(rest) = rest.strip_prefix('"') else { continue };
                ids.insert(rest.split('"').next().unwrap().to_owned());
            }
        }
    }
    ids
}

#[test]
fn every_finding_has_a_page_in_both_languages() {
    let folder = Folder::init();
    let mut ids = ids();
    assert!(ids.len() > 25, "{ids:?}");
    // Those of the validator are made of its keywords.
    let keywords = [
        "required",
        "type",
        "enum",
        "const",
        "pattern",
        "format",
        "min-length",
        "max-length",
        "min-items",
        "max-items",
        "min-properties",
        "max-properties",
        "minimum",
        "maximum",
        "exclusive-minimum",
        "exclusive-maximum",
        "multiple-of",
        "unique-items",
        "contains",
        "property-names",
        "not",
        "not-allowed",
        "unknown-key",
        "any-of",
        "one-of",
        "unevaluated-items",
        "additional-items",
        "content-media-type",
        "content-encoding",
    ];
    ids.extend(keywords.iter().map(|keyword| format!("schema-{keyword}")));
    for id in ids {
        let page = folder.run(&["explain", &id]).expect_code(0).out;
        let english = folder.run_in_english(&["explain", &id]).expect_code(0).out;
        assert!(page.contains(&id) && page.len() > 80, "{id}: {page}");
        assert!(english.contains(&id) && english != page, "{id}: {english}");
    }
}

#[test]
fn words_of_a_title_find_its_page_and_numbers_of_the_catalogue_what_they_ask() {
    let folder = Folder::empty();
    folder.run(&["explain", "豁免"]).expect_code(0).says(&["excuse-reason", "hongtou: allow"]);
    let many = folder.run(&["explain", "附件"]).expect_code(0).out;
    assert!(many.contains("att-page-label") && many.lines().count() > 5, "{many}");
    folder.run(&["explain", "M15"]).expect_code(0).says(&["7.5", "由程序保证"]);
    folder.run(&["explain", "没有这样的词"]).expect_code(2);
    let listed = folder.run(&["rules", "--format", "md"]).expect_code(0).out;
    assert!(listed.contains("| M11 |") && listed.contains("`cross-double-booking`"), "{listed}");
}

#[test]
fn a_calibration_sheet_for_a_body_nobody_knows_says_so() {
    let folder = Folder::init();
    let ran = folder.run(&["calibrate", "示范市医疗保证局"]).expect_code(0);
    assert!(ran.err.contains("没有登记") && ran.err.contains("示范市医疗保障局"), "{}", ran.err);
    assert!(
        !folder.run(&["calibrate", "示范市医疗保障局"]).expect_code(0).err.contains("没有登记")
    );
}
