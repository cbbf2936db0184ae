//! Output folders that lie elsewhere, are full, or may not be written: what was built before stays.

use std::fs;

use crate::support::{Folder, Ran, built, fails, fails_as_nobody, root, skipped};

const NOTICE: &str = "policies/example/notice.yaml";

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
fn a_folder_in_the_place_of_an_output() {
    let (folder, mut before) = built();
    fs::remove_file(folder.path("output/example/plan.pdf")).unwrap();
    fs::create_dir(folder.path("output/example/plan.pdf")).unwrap();
    before.retain(|(path, _)| path != "example/plan.pdf");
    folder.change(NOTICE, "请认真组织实施", "请抓好落实");
    let zh = ["plan.pdf 是文件夹，不是文件", "移走那个文件夹"];
    fails(&folder, &["build"], 2, &zh, &["plan.pdf is a folder and no file", "move that folder"]);
    assert!(folder.files("output") == before);
}

#[test]
fn an_output_folder_that_cannot_be_one() {
    let folder = Folder::init();
    folder.write("taken", "a file");
    let ran = ["build", "--out", "taken"];
    fails(&folder, &ran, 2, &["taken 是文件，不是文件夹"], &["taken is a file and no folder"]);
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
    let zh = ["没有权限写", "换一个 --out 文件夹"];
    let en = ["no permission to write", "choose another --out"];
    fails_as_nobody(&folder, &["build"], &zh, &en);
    assert!(folder.files("output") == before);
    modes(0o755);
}

/// Runs a script in a new workspace, with `$hongtou` as the program.
#[cfg(unix)]
fn script(folder: &Folder, program: &str, arguments: &[&str], script: &str) -> Ran {
    let mut command = std::process::Command::new(program);
    command.args(arguments).arg(script).current_dir(folder.path(""));
    command.env("hongtou", env!("CARGO_BIN_EXE_hongtou")).env("LC_ALL", "zh_CN.UTF-8");
    command.output().unwrap().into()
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
fn a_draft_with_a_secrecy_mark_writes_nothing() {
    let folder = Folder::init();
    folder.change("policies/example/notice.yaml", "\nstatus:", "\nsecrecy: 机密★1年\nstatus:");
    for ran in [&["build"][..], &["build", "--draft"]] {
        folder.run(ran).expect_code(4).says(&["secrecy-in-repo"]);
        assert!(folder.files("output").is_empty());
    }
}
