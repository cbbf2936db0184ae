//! Bad input gets a clear message in both languages, what to do, and the right exit code; what was
//! built before stays as it was.

use std::fs;

use crate::support::{Folder, built, fails, fails_as_nobody, run};

const NOTICE: &str = "policies/example/notice.yaml";

#[test]
fn a_folder_without_workspace() {
    let folder = Folder::empty();
    for command in [&["check"][..], &["build"], &["new", "notice"]] {
        fails(
            &folder,
            command,
            2,
            &["故障", "没有 policies 文件夹", "在空文件夹里运行 hongtou init"],
            &["fault", "has a `policies` folder", "run `hongtou init` in an empty folder"],
        );
    }
    assert_eq!(folder.files("").len(), 0);
}

#[test]
fn a_workspace_without_papers() {
    let folder = Folder::empty();
    fs::create_dir(folder.path("policies")).unwrap();
    let zh = ["没有 YAML 文件", "hongtou new"];
    fails(&folder, &["check"], 2, &zh, &["holds no YAML file", "hongtou new"]);
}

#[test]
fn a_path_that_is_not_there_or_lies_outside() {
    let folder = Folder::init();
    let paths = ["policies/nothing.yaml", "no-folder"];
    for path in paths {
        let (zh, en) = (format!("没有 {path}"), format!("there is no {path}"));
        fails(&folder, &["check", path], 2, &[&zh, "检查路径"], &[&en, "check the path"]);
    }
    fails(&folder, &["build", ".."], 2, &["在工作区之外"], &["outside the workspace"]);
    assert!(!folder.path("output/manifest.json").exists());
}

#[cfg(unix)]
#[test]
fn an_unreadable_file() {
    use std::os::unix::fs::PermissionsExt;
    let (folder, before) = built();
    fs::set_permissions(folder.path(NOTICE), fs::Permissions::from_mode(0o000)).unwrap();
    let zh = ["没有权限读取", NOTICE, "检查文件的权限"];
    let en = ["no permission to read", NOTICE, "check the file's permissions"];
    fails_as_nobody(&folder, &["build"], &zh, &en);
    assert!(folder.files("output") == before);
}

#[test]
fn a_file_in_gb18030_hides_no_other() {
    let folder = Folder::init();
    let (bytes, ..) = encoding_rs::GB18030.encode("kind: notice\ntitle: 关于开展检查的通知\n");
    folder.write("policies/old.yaml", &bytes);
    folder.write("policies/typo.yaml", "kind: notise\n");
    let zh = ["policies/old.yaml 不是 UTF-8", "像是 GB18030", "另存为 UTF-8", "没有“notise”"];
    let en =
        ["policies/old.yaml is not UTF-8", "looks like GB18030", "save it as UTF-8", "`notise`"];
    fails(&folder, &["check"], 1, &zh, &en);
}

#[test]
fn one_syntax_error_for_each_file() {
    let folder = Folder::init();
    folder.write("policies/a.yaml", "kind: notice\ntitle: \"通知\nid: x\n");
    folder.write("policies/b.yaml", "kind: notice\n\ttitle: 通知\n");
    let ran = folder.run(&["check", "--format", "short"]).expect_code(1);
    ran.says(&["policies/a.yaml:2:8: error[yaml-syntax]", "policies/b.yaml:2:1: error["]);
    let zh = ["引号没有闭合", "补上另一半引号"];
    let english = folder.run_in_english(&["check"]).expect_code(1);
    folder.run(&["check"]).says(&zh);
    assert!(english.err.contains("quot") && english.err.contains("help: "), "{}", english.err);
}

#[test]
fn an_unknown_kind_and_an_unknown_field_name_the_nearest() {
    let folder = Folder::init();
    folder.write("policies/a.yaml", "kind: notise\n");
    folder.change(NOTICE, "issuer:", "isuer:");
    let zh = ["没有“notise”这个文种", "是不是“notice”", "“isuer”", "issuer"];
    let en = ["there is no kind `notise`", "did you mean `notice`?", "`isuer`", "did you mean"];
    fails(&folder, &["check"], 1, &zh, &en);
}

#[test]
fn a_hole_that_names_nothing_points_at_itself() {
    let folder = Folder::init();
    folder.change(NOTICE, "task(\"report\")", "task(\"reprot\")");
    let zh = ["没有名为“reprot”的任务", "是不是“report”", "^^^"];
    fails(&folder, &["check"], 1, &zh, &["reprot", "report", "^^^"]);
}

#[test]
fn a_reference_to_nothing() {
    let folder = Folder::init();
    folder.change(NOTICE, "attachments: [example-plan]", "attachments: [example-plam]");
    let zh = ["example-plam", "example-plan"];
    fails(&folder, &["check"], 1, &zh, &["example-plam", "example-plan"]);
}

#[test]
fn a_cycle_of_attachments() {
    let folder = Folder::init();
    let plan = "policies/example/plan.yaml";
    folder.change(plan, "\npreamble:", "\nattachments: [example-notice]\npreamble:");
    for command in ["check", "build"] {
        let zh = ["错误[attachment-cycle]", plan];
        fails(&folder, &[command], 1, &zh, &["error[attachment-cycle]", plan, "help: "]);
    }
    assert_eq!(folder.files("output").len(), 0);
}

#[cfg(unix)]
#[test]
fn a_link_out_of_the_workspace() {
    let (folder, before) = built();
    let outside = Folder::empty();
    outside.write("secret.yaml", "kind: notice\n密码: 1\n");
    std::os::unix::fs::symlink(outside.path("secret.yaml"), folder.path("policies/a.yaml"))
        .unwrap();
    let zh = ["policies/a.yaml 在工作区之外", "把文件放进工作区"];
    let en = ["policies/a.yaml lies outside the workspace", "put the file inside the workspace"];
    fails(&folder, &["build"], 2, &zh, &en);
    assert!(folder.files("output") == before);
}

#[test]
fn words_the_command_line_does_not_know() {
    let folder = Folder::init();
    for arguments in [&["chek"][..], &["check", "--format", "xml"], &["build", "--bleed", "3cm"]] {
        let ran = run(&folder.path(""), arguments, &[]).expect_code(2);
        assert!(!ran.err.is_empty());
    }
    fails(
        &folder,
        &["new", "notise"],
        2,
        &["没有“notise”这个文种", "是不是“notice”"],
        &["there is no kind `notise`", "did you mean `notice`?"],
    );
}

#[test]
fn a_secrecy_mark_has_an_exit_code_of_its_own() {
    let (folder, before) = built();
    folder.change(NOTICE, "note: 此件公开发布", "note: 密级：机密★1年");
    for command in ["check", "build"] {
        let zh = ["错误[secrecy-in-repo]", NOTICE, "帮助"];
        fails(&folder, &[command], 4, &zh, &["error[secrecy-in-repo]", NOTICE, "help: "]);
    }
    assert!(folder.files("output") == before);
}

#[test]
fn an_empty_file() {
    let folder = Folder::init();
    folder.write("policies/a.yaml", "# 以后再写\n");
    fails(&folder, &["check"], 1, &["file-empty", "文件是空的"], &["the file is empty"]);
}

#[test]
fn a_broken_kind_is_not_blamed_on_its_papers() {
    let folder = Folder::init();
    folder.write(
        "templates/notice/kind.yaml",
        "kind: kind\nname: {zh: 通知, en: notice}\nlook: []\n",
    );
    let ran = folder.run(&["check"]);
    assert!(ran.err.contains("templates/notice/kind.yaml:3:1"), "{}", ran.err);
    assert!(!ran.err.contains("kind-unknown"), "{}", ran.err);
}

#[test]
fn a_secrecy_mark_in_a_comment_or_a_broken_file() {
    for text in ["# 机密★5年\nkind: notce\n", "kind: notice\nsecrecy: 机密\ntitle: [\n"] {
        let folder = Folder::init();
        folder.write("policies/a.yaml", text);
        folder.run(&["check"]).expect_code(4).says(&["secrecy-in-repo"]);
    }
    let folder = Folder::init();
    folder.write("policies/b.yaml", "# 注意保护商业秘密和国家秘密\nkind: notce\n");
    folder.run(&["check"]).expect_code(1);
}
