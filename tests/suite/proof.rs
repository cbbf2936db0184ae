//! The manifest, `verify` and `build --check`: what an output folder is held against.

use serde_json::Value;

use hongtou::build::manifest::SCHEMA;

use crate::support::{Folder, fails};

/// A workspace that has been built as it is.
fn built() -> Folder {
    let folder = Folder::init();
    folder.run(&["build"]).expect_code(0);
    folder
}

fn manifest(folder: &Folder) -> Value {
    serde_json::from_str(&folder.read("output/manifest.json")).unwrap()
}

fn paths(manifest: &Value) -> Vec<&str> {
    let outputs = manifest["outputs"].as_array().unwrap();
    outputs.iter().map(|output| output["path"].as_str().unwrap()).collect()
}

/// What `verify` says for programs.
fn verdict(folder: &Folder, code: i32) -> Value {
    let ran = folder.run(&["verify", "--format", "json"]).expect_code(code);
    serde_json::from_str(&ran.out).unwrap()
}

#[test]
fn a_manifest_meets_its_schema_and_every_field_is_explained() {
    let folder = built();
    for arguments in [
        &["build", "--edition", "public", "--format", "pdf,png"][..],
        &["build", "--preprinted", "--shift", "0.5,-1", "--proof", "--draft"],
    ] {
        folder.run(arguments).expect_code(0);
    }
    let schema: Value = serde_json::from_str(SCHEMA).unwrap();
    let manifest = manifest(&folder);
    let validator = jsonschema::draft202012::new(&schema).unwrap();
    let errors: Vec<String> = validator.iter_errors(&manifest).map(|one| one.to_string()).collect();
    assert_eq!(errors, [""; 0]);
    assert_eq!(manifest["builds"].as_array().unwrap().len(), 3);
    explained(&schema);
    folder.run(&["schema", "export"]).expect_code(0);
    assert_eq!(folder.read("output/schemas/manifest.schema.json"), SCHEMA);
}

/// Every property says in both languages what it is.
fn explained(schema: &Value) {
    let Some(object) = schema.as_object() else { return };
    for (name, property) in
        object.get("properties").and_then(Value::as_object).into_iter().flatten()
    {
        let said = property["description"].as_str().or(property["$ref"].as_str()).unwrap_or("");
        assert!(said.contains(" / ") || said.starts_with('#'), "{name} is not explained");
    }
    object.values().for_each(explained);
}

#[test]
fn a_manifest_says_nothing_of_the_machine() {
    let folder = built();
    let text = folder.read("output/manifest.json");
    assert!(!text.contains(&*folder.path("").display().to_string()));
    for word in ["time", "host", "user", "jobs", "lang"] {
        assert!(!text.contains(&format!("\"{word}")), "{word}");
    }
}

#[test]
fn what_was_built_is_verified_until_something_changes() {
    let folder = built();
    fails(
        &folder,
        &["verify"],
        0,
        &["2 个输出文件都与生成时相同，源文件没有变"],
        &["2 outputs as built, of unchanged sources"],
    );
    let clean = verdict(&folder, 0);
    assert_eq!((&clean["clean"], &clean["outputs"]), (&true.into(), &2.into()));

    folder.write("output/example/plan.pdf", "no pdf");
    std::fs::remove_file(folder.path("output/example/notice.pdf")).unwrap();
    folder.write("output/example/.hongtou-a1b2", "");
    folder.write("output/notes.docx", "");
    let found = verdict(&folder, 1);
    assert_eq!(found["changed"], serde_json::json!(["example/plan.pdf"]));
    assert_eq!(found["missing"], serde_json::json!(["example/notice.pdf"]));
    assert_eq!(found["stray"], serde_json::json!(["example/.hongtou-a1b2", "notes.docx"]));
    assert_eq!(found["stale"], serde_json::json!([]));
    fails(
        &folder,
        &["verify"],
        1,
        &[
            "改动：output/example/plan.pdf",
            "缺失：output/example/notice.pdf",
            "多出：清单里没有 output/notes.docx",
        ],
        &[
            "changed: output/example/plan.pdf",
            "missing: output/example/notice.pdf",
            "stray: output/notes.docx",
        ],
    );
}

#[test]
fn what_other_commands_leave_beside_outputs_is_no_stray() {
    let folder = built();
    folder.run(&["schema", "export"]).expect_code(0);
    folder.run(&["schema", "export", "--lang", "zh"]).expect_code(0);
    folder.run(&["calibrate"]).expect_code(0);
    for name in [".gitignore", ".DS_Store", "example/Thumbs.db"] {
        folder.write(&format!("output/{name}"), "");
    }
    verdict(&folder, 0);
    folder.run(&["build", "--check"]).expect_code(0);
}

/// Three papers in two folders: a notice with its attached plan, and one of its own.
fn with_a_stranger() -> Folder {
    let folder = Folder::init();
    folder.run(&["new", "notice", "policies/other/alone.yaml"]).expect_code(0);
    folder.run(&["build"]).expect_code(0);
    folder
}

#[test]
fn an_output_is_stale_when_what_it_was_made_of_changes_and_only_then() {
    let folder = with_a_stranger();
    folder.change("policies/example/plan.yaml", "自查", "自行检查");
    let found = verdict(&folder, 1);
    let stale: Vec<&str> = found["stale"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["path"].as_str().unwrap())
        .collect();
    assert_eq!(stale, ["example/notice.pdf", "example/plan.pdf"]);
    assert_eq!(found["stale"][0]["because"], serde_json::json!(["policies/example/plan.yaml"]));
    // Building those alone makes everything right again.
    folder.run(&["build", "policies/example"]).expect_code(0);
    assert_eq!(manifest(&folder)["builds"].as_array().unwrap().len(), 2);
    verdict(&folder, 0);
    folder.run(&["build", "--check"]).expect_code(1).says(&["清单过期：output/manifest.json"]);
    folder.run(&["build"]).expect_code(0);
    assert_eq!(manifest(&folder)["builds"].as_array().unwrap().len(), 1);
    folder.run(&["build", "--check"]).expect_code(0);
}

#[test]
fn what_a_manifest_calls_independent_does_not_change_with_it() {
    let folder = with_a_stranger();
    let before = folder.files("output");
    folder.change("policies/example/plan.yaml", "自查", "自行检查");
    folder.run(&["build"]).expect_code(0);
    let mut changed = Vec::new();
    for ((path, old), (_, new)) in before.iter().zip(&folder.files("output")) {
        changed.extend((old != new).then_some(path.as_str()));
    }
    assert_eq!(changed, ["example/notice.pdf", "example/plan.pdf", "manifest.json"]);
}

#[test]
fn registries_looks_and_fonts_concern_every_output() {
    for (path, text) in [
        ("policies/registry/house.yaml", "kind: house\n"),
        ("templates/looks/parts/mine.typ", "// mine\n"),
        ("schemas/units.schema.json", "{}"),
    ] {
        let folder = with_a_stranger();
        folder.write(path, text);
        let found = verdict(&folder, 1);
        assert_eq!(found["stale"].as_array().unwrap().len(), 3, "{path}");
        for stale in found["stale"].as_array().unwrap() {
            assert_eq!(stale["because"], serde_json::json!([path]));
        }
    }
}

#[test]
fn a_new_paper_is_told_and_makes_nothing_else_stale() {
    let folder = built();
    folder.run(&["new", "notice", "policies/other/alone.yaml"]).expect_code(0);
    let found = verdict(&folder, 1);
    assert_eq!(found["added"], serde_json::json!(["policies/other/alone.yaml"]));
    assert_eq!(found["stale"], serde_json::json!([]));
    folder.run(&["build", "--check"]).expect_code(1).says(&["缺失：output/other/alone.pdf"]);
}

#[test]
fn outputs_can_be_verified_where_the_sources_are_not() {
    let folder = built();
    let away = Folder::empty();
    for (path, bytes) in folder.files("output") {
        away.write(&format!("archive/{path}"), bytes);
    }
    fails(
        &away,
        &["verify", "archive"],
        0,
        &["2 个输出文件都与生成时相同；没有对照源文件"],
        &["2 outputs as built; the sources were not compared"],
    );
    away.write("archive/example/plan.pdf", "");
    away.run(&["verify", "archive/manifest.json"])
        .expect_code(1)
        .says(&["改动：archive/example/plan.pdf"]);
    // Sources that have moved on do not matter to somebody who asks about outputs.
    folder.change("policies/example/plan.yaml", "自查", "自行检查");
    folder.run(&["verify"]).expect_code(1);
    folder.run(&["verify", "--outputs-only"]).expect_code(0);
}

#[test]
fn a_manifest_that_cannot_be_trusted_is_a_fault() {
    let folder = built();
    let good = folder.read("output/manifest.json");
    fails(
        &folder,
        &["verify", "none.json"],
        2,
        &["没有清单 none.json"],
        &["there is no none.json"],
    );
    let with = |text: &str, zh: &str, en: &str| {
        folder.write("output/manifest.json", text);
        fails(&folder, &["verify"], 2, &[zh], &[en]);
    };
    with("{", "不是可用的清单", "is no manifest");
    with(
        "{\"version\": 99}",
        "是第 99 版清单，本程序只认第 1 版",
        "version 99; this program knows 1",
    );
    with("{\"outputs\": [], \"inputs\": []}", "旧版程序", "an earlier program");
    for path in ["../escape.pdf", "/etc/passwd", "example/../../x"] {
        let bad = good.replacen("\"example/plan.pdf\"", &format!("\"{path}\""), 1);
        with(&bad, "指向文件夹之外", "leads out of the folder");
        let bad = good.replacen("\"policies/example/plan.yaml\"", &format!("\"{path}\""), 1);
        with(&bad, "指向文件夹之外", "leads out of the folder");
    }
}

#[cfg(unix)]
#[test]
fn a_link_in_the_folder_that_leads_out_is_not_followed() {
    let folder = built();
    std::fs::remove_file(folder.path("output/example/plan.pdf")).unwrap();
    std::os::unix::fs::symlink("/etc/hosts", folder.path("output/example/plan.pdf")).unwrap();
    fails(&folder, &["verify"], 2, &["example/plan.pdf"], &["example/plan.pdf"]);
}

#[test]
fn check_builds_in_memory_and_writes_nothing() {
    let folder = Folder::init();
    let ran = folder.run(&["build", "--check"]).expect_code(1);
    ran.says(&["缺失：output/example/notice.pdf", "output 与源文件不符"]);
    assert!(!folder.path("output").exists(), "not even the folder is made");
    folder.run(&["build"]).expect_code(0);
    let before = folder.files("output");
    fails(
        &folder,
        &["build", "--check"],
        0,
        &["2 个输出文件与源文件相符"],
        &["2 outputs as the sources give them"],
    );
    folder.change("policies/example/plan.yaml", "自查", "自行检查");
    folder.write("output/left.pdf", "");
    fails(
        &folder,
        &["build", "--check"],
        1,
        &["不符：output/example/plan.pdf", "多出：output/left.pdf"],
        &["differs: output/example/plan.pdf", "extra: output/left.pdf"],
    );
    std::fs::remove_file(folder.path("output/left.pdf")).unwrap();
    assert!(folder.files("output") == before);
}

#[test]
fn check_takes_paths_formats_and_editions() {
    let folder = built();
    folder.run(&["build", "--format", "text", "policies/example/plan.yaml"]).expect_code(0);
    let text = ["build", "--check", "--format", "text"];
    folder.run(&text).expect_code(1).says(&["缺失：output/example/notice.txt"]);
    folder.run(&[&text[..], &["policies/example/plan.yaml"]].concat()).expect_code(0);
    folder.run(&["build", "--check"]).expect_code(0);
    folder
        .run(&["build", "--check", "--edition", "public"])
        .expect_code(1)
        .says(&["缺失：output/example/plan-public.pdf"]);
    // A report for programs stays one.
    let ran = folder.run(&[&text[..], &["--report", "json"]].concat()).expect_code(1);
    assert_eq!(ran.out, "[]\n");
}

#[test]
fn check_says_nothing_of_outputs_when_the_sources_are_wrong() {
    let folder = built();
    folder.change("policies/example/plan.yaml", "kind: campaign", "kind: campain");
    let ran = folder.run(&["build", "--check"]).expect_code(1);
    assert!(!ran.err.contains("不符") && ran.err.contains("campain"), "{}", ran.err);
}

#[test]
fn a_build_keeps_what_it_was_not_asked_for() {
    let folder = built();
    let ways: [&[&str]; 4] = [
        &["build", "--edition", "public"],
        &["build", "--format", "text"],
        &["build", "--proof"],
        &["build", "policies/example/plan.yaml", "--format", "png"],
    ];
    for arguments in ways {
        folder.run(arguments).expect_code(0);
    }
    let all = [
        "example/notice-proof.pdf",
        "example/notice-public.pdf",
        "example/notice.pdf",
        "example/notice.txt",
        "example/plan-public.pdf",
        "example/plan.pdf",
        "example/plan.png",
        "example/plan.txt",
    ];
    let named = |folder: &Folder| -> Vec<String> {
        paths(&manifest(folder))
            .into_iter()
            .filter(|path| !path.contains("plan-proof"))
            .map(str::to_owned)
            .collect()
    };
    assert_eq!(named(&folder), all);
    verdict(&folder, 0);
    // Each entry names the options it was made with.
    let manifest = manifest(&folder);
    let public =
        manifest["outputs"].as_array().unwrap().iter().find(|one| one["path"] == all[1]).unwrap();
    let build = &manifest["builds"][usize::try_from(public["build"].as_u64().unwrap()).unwrap()];
    assert_eq!(build["options"]["edition"], "public");
    folder.run(&["build"]).expect_code(0);
    assert_eq!(named(&folder), all);
}

#[test]
fn what_a_build_would_not_make_again_is_no_output_any_more() {
    let folder = with_a_stranger();
    folder.run(&["build", "--edition", "public"]).expect_code(0);
    std::fs::remove_file(folder.path("policies/other/alone.yaml")).unwrap();
    let check = folder.run(&["build", "--check"]).expect_code(1);
    check.says(&["多出：output/other/alone.pdf", "多出：output/other/alone-public.pdf"]);
    folder.run(&["build"]).expect_code(0);
    let found = verdict(&folder, 1);
    assert_eq!(found["stray"], serde_json::json!(["other/alone-public.pdf", "other/alone.pdf"]));
}

#[test]
fn a_manifest_that_cannot_be_read_is_replaced_and_that_is_said() {
    let folder = built();
    folder.write("output/manifest.json", "{\"outputs\": []}");
    let ran = folder.run_in_english(&["build"]).expect_code(0);
    ran.says(&["an earlier program", "a new one is written"]);
    verdict(&folder, 0);
}
