//! Bad input gets a clear message in both languages, what to do, and the right exit code; what was
//! built before stays as it was.

use std::fs;
use std::io::Write as _;

use crate::support::{Folder, root, run};

const NOTICE: &str = "policies/example/notice.yaml";

/// Runs a command in both languages and holds both to the exit code and the words.
#[track_caller]
fn fails(folder: &Folder, arguments: &[&str], code: i32, zh: &[&str], en: &[&str]) {
    folder.run(arguments).expect_code(code).says(zh);
    folder.run_in_english(arguments).expect_code(code).says(en);
}

/// A workspace that has been built, and everything in its output folder.
fn built() -> (Folder, Vec<(String, Vec<u8>)>) {
    let folder = Folder::init();
    folder.run(&["build"]).expect_code(0);
    let before = folder.files("output");
    assert_eq!(before.len(), 3);
    (folder, before)
}

/// Says past the test harness why a test was not made.
fn skipped(why: &str) {
    let _ = writeln!(std::io::stderr(), "SKIPPED: {why}");
}

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
    if fs::read(folder.path(NOTICE)).is_ok() {
        return skipped("this user may read every file");
    }
    let zh = ["没有权限读取", NOTICE, "检查文件的权限"];
    let en = ["no permission to read", NOTICE, "check the file's permissions"];
    fails(&folder, &["build"], 2, &zh, &en);
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
#[ignore = "waits for the rule over references to papers"]
fn a_reference_to_nothing() {
    let folder = Folder::init();
    folder.change(NOTICE, "attachments: [example-plan]", "attachments: [example-plam]");
    let zh = ["example-plam", "example-plan"];
    fails(&folder, &["check"], 1, &zh, &["example-plam", "example-plan"]);
}

/// Two papers that are each other's attachment.
fn cycle() -> Folder {
    let folder = Folder::init();
    let plan = "policies/example/plan.yaml";
    folder.change(plan, "\npreamble:", "\nattachments: [example-notice]\npreamble:");
    folder
}

#[test]
fn a_cycle_of_attachments_ends_the_program_no_other_way_than_by_itself() {
    for command in ["check", "build"] {
        let ran = cycle().run(&[command]);
        assert!(matches!(ran.code, Some(0 | 1)), "{ran:?}");
        assert!(!ran.err.contains("internal error"), "{}", ran.err);
    }
}

#[test]
#[ignore = "waits for the rule attachment-cycle"]
fn a_cycle_of_attachments_is_an_error() {
    cycle().run(&["check"]).expect_code(1).says(&["attachment-cycle"]);
}

#[test]
fn an_output_name_that_leaves_the_folder() {
    let folder = Folder::init();
    let kind = fs::read_to_string(root().join("templates/notice/kind.yaml")).unwrap();
    let look = "{look: general}";
    assert!(kind.contains(look));
    let suffix = "{look: general, suffix: ../../../../escaped}";
    folder.write("templates/notice/kind.yaml", kind.replace(look, suffix));
    let zh = ["templates/notice/kind.yaml:4", "../../../../escaped", "格式不对"];
    fails(&folder, &["build"], 1, &zh, &["templates/notice/kind.yaml:4", "../../../../escaped"]);
    assert_eq!(folder.files("output").len(), 0);
}

#[test]
fn two_papers_that_would_write_one_file() {
    let (folder, before) = built();
    folder.run(&["new", "commitment-letter", "policies/letter.yaml"]).expect_code(0);
    folder.run(&["new", "guide", "policies/letter-poster.yaml"]).expect_code(0);
    let zh = ["会写同一个文件 letter-poster.pdf", "给其中一个改名"];
    fails(&folder, &["build"], 2, &zh, &["would both write letter-poster.pdf", "rename one"]);
    assert!(folder.files("output") == before);
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

#[cfg(unix)]
#[test]
fn a_link_that_leads_out_of_the_output_folder() {
    let folder = Folder::init();
    let outside = Folder::empty();
    fs::create_dir(folder.path("output")).unwrap_or_default();
    std::os::unix::fs::symlink(outside.path(""), folder.path("output/example")).unwrap();
    let zh = ["在输出文件夹之外", "移走指向外面的链接"];
    fails(&folder, &["build"], 2, &zh, &["outside the output folder", "link that leads out"]);
    assert_eq!(outside.files("").len(), 0);
}

#[test]
fn an_output_folder_that_cannot_be_one() {
    let folder = Folder::init();
    folder.write("taken", "a file");
    let ran = ["build", "--out", "taken"];
    fails(&folder, &ran, 2, &["故障: 写", "taken"], &["fault: cannot write", "taken"]);
    assert_eq!(folder.read("taken"), "a file");
}

#[cfg(unix)]
#[test]
fn a_read_only_output_folder() {
    use std::os::unix::fs::PermissionsExt;
    let (folder, before) = built();
    let modes = |mode| {
        for path in ["output", "output/example"] {
            fs::set_permissions(folder.path(path), fs::Permissions::from_mode(mode)).unwrap();
        }
    };
    modes(0o555);
    if fs::write(folder.path("output/probe"), "").is_ok() {
        return skipped("this user may write everywhere");
    }
    let zh = ["没有权限写", "换一个 --out 文件夹"];
    fails(&folder, &["build"], 2, &zh, &["no permission to write", "choose another --out"]);
    assert!(folder.files("output") == before);
    modes(0o755);
}

/// Runs a script in a new workspace, with `$hongtou` as the program.
#[cfg(unix)]
fn script(folder: &Folder, program: &str, arguments: &[&str], script: &str) -> crate::support::Ran {
    let mut command = std::process::Command::new(program);
    command.args(arguments).arg(script).current_dir(folder.path(""));
    command.env("hongtou", env!("CARGO_BIN_EXE_hongtou")).env("LC_ALL", "zh_CN.UTF-8");
    let ran = command.output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    crate::support::Ran { code: ran.status.code(), out: text(ran.stdout), err: text(ran.stderr) }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk() {
    let folder = Folder::init();
    let fill = "mkdir out && mount -t tmpfs -o size=64k none out || exit 77
        mkdir out/example && echo before > out/example/notice.pdf
        \"$hongtou\" build --out out; code=$?
        find out -type f | sort; cat out/example/notice.pdf; exit $code";
    let unshare = ["--map-root-user", "--mount", "sh", "-c"];
    let ran = script(&folder, "unshare", &unshare, fill);
    if ran.code != Some(2) && !ran.out.contains("out/") {
        return skipped(&format!("no small disk can be mounted here: {}", ran.err.trim()));
    }
    let ran = ran.expect_code(2);
    ran.says(&["磁盘已满", "没有写成", "腾出空间后再运行一次；原有文件没有动"]);
    assert_eq!(ran.out, "out/example/notice.pdf\nbefore\n");
}

#[cfg(target_os = "linux")]
#[test]
fn a_file_that_may_not_grow() {
    let (folder, before) = built();
    folder.change(NOTICE, "请认真组织实施", "请抓好落实");
    let ran = script(&folder, "sh", &["-c"], "trap '' XFSZ; ulimit -f 20; \"$hongtou\" build");
    ran.expect_code(2).says(&["故障: 写", "notice.pdf", "原有文件没有动"]);
    assert!(folder.files("output") == before);
}

#[test]
fn an_error_leaves_earlier_outputs_as_they_were() {
    let (folder, before) = built();
    folder.change(NOTICE, "〔2026〕", "[2026]");
    folder.run(&["build"]).expect_code(1).says(&["docno-bracket"]);
    assert!(folder.files("output") == before);
}

#[test]
fn a_broken_look_is_shown_where_it_breaks() {
    let (folder, before) = built();
    folder.write("templates/looks/general.typ", "#let a = 1\n#nothing-of-this-name(a)\n");
    let zh = ["错误[look]: 版式出错", "templates/looks/general.typ:2:2", "nothing-of-this-name"];
    fails(&folder, &["build"], 1, &zh, &["error[look]: the look fails", "general.typ:2:2"]);
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
