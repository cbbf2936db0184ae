//! A merge as its user meets it: killed, interrupted, out of room, asked twice.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::support::{Folder, Ran, fails};

const LETTER: &str = "policies/letter.yaml";

/// A workspace with a letter, and a roster of so many institutions with names that fit.
fn workspace(rows: usize) -> Folder {
    let folder = Folder::init();
    folder.run(&["new", "commitment-letter"]).expect_code(0);
    let paper = folder.read("policies/commitment-letter.yaml");
    fs::remove_file(folder.path("policies/commitment-letter.yaml")).unwrap();
    folder.write(LETTER, paper);
    let row = |at: usize| {
        let county = ["西浦县", "东岭区"][at % 2];
        format!("云台市第{at}示例药店,P{at:05},{county}\n")
    };
    let rows: String = (1..=rows).map(row).collect();
    folder.write("roster.csv", format!("机构名称,机构编码,所在县区\n{rows}"));
    folder
}

const MERGE: [&str; 6] = ["merge", LETTER, "--roster", "roster.csv", "--out", "out"];

fn merge(folder: &Folder, more: &[&str]) -> Ran {
    folder.run(&[&MERGE, more].concat())
}

fn tree(folder: &Folder) -> BTreeMap<String, Vec<u8>> {
    folder.files("out").into_iter().collect()
}

/// What a run comes to that nobody disturbs.
fn undisturbed(folder: &Folder, more: &[&str]) -> BTreeMap<String, Vec<u8>> {
    merge(folder, more).expect_code(0);
    let whole = tree(folder);
    fs::remove_dir_all(folder.path("out")).unwrap();
    whole
}

fn command(folder: &Folder, program: &str) -> Command {
    let mut command = Command::new(program);
    command.current_dir(folder.path("")).env("LC_ALL", "en_GB.UTF-8").env("HONGTOU_CACHE", "");
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// Kills a merge as soon as its journal has so many lines; false when it was faster.
fn killed(folder: &Folder, lines: usize) -> bool {
    let mut command = command(folder, env!("CARGO_BIN_EXE_hongtou"));
    let mut child = command.args(MERGE).args(["--jobs", "2"]).spawn().unwrap();
    let (journal, start) = (folder.path("out/.hongtou/journal.jsonl"), Instant::now());
    loop {
        let text = fs::read_to_string(&journal).unwrap_or_default();
        if text.lines().count() >= lines && journal.exists() {
            child.kill().unwrap();
            child.wait().unwrap();
            return true;
        }
        if child.try_wait().unwrap().is_some() {
            return false;
        }
        assert!(start.elapsed() < Duration::from_mins(2), "a merge that never ends");
        std::thread::sleep(Duration::from_millis(1));
    }
}

#[test]
fn a_killed_merge_is_finished_to_the_same_bytes() {
    let folder = workspace(64);
    let whole = undisturbed(&folder, &[]);
    assert!(whole.contains_key("letters/东岭区/P00001-云台市第1示例药店-poster.pdf"));
    // Before the first letter, in their midst, and while print runs are bound.
    let mut kills = 0;
    for lines in [0, 1, 20, 48, 65] {
        kills += usize::from(killed(&folder, lines));
        assert!(!folder.path("out/manifest.json").exists());
    }
    assert!(kills >= 3, "only {kills} of 5 were in time");
    merge(&folder, &[]).expect_code(0);
    assert!(tree(&folder) == whole);
    assert!(!folder.path("out/.hongtou").exists());
}

#[test]
fn any_number_of_cores_gives_the_same_bytes_and_what_is_there_stays() {
    let folder = workspace(30);
    let whole = undisturbed(&folder, &["--jobs", "1", "--duplex"]);
    merge(&folder, &["--jobs", "3", "--duplex"]).says(&["应有 30 份：完成 30（其中原有 0）"]);
    assert!(tree(&folder) == whole);
    merge(&folder, &["--duplex"]).says(&["（其中原有 30）", "新做 0 册"]);
    assert!(tree(&folder) == whole);
    // One row more, in front: one letter more, and one print run of each look.
    folder.change("roster.csv", "所在县区\n", "所在县区\n新开示例药店,P99999,东岭区\n");
    merge(&folder, &["--duplex"]).says(&["完成 31（其中原有 30）", "新做 2 册"]);
    let now = tree(&folder);
    let changed: Vec<&String> = whole
        .iter()
        .filter(|(path, bytes)| now.get(*path) != Some(bytes))
        .map(|one| one.0)
        .collect();
    assert!(changed.iter().all(|path| !path.starts_with("letters/")), "{changed:?}");
}

#[test]
fn letters_and_print_runs_can_be_had_alone() {
    let folder = workspace(10);
    merge(&folder, &["--letters-only", "--look", "pledge-a4"]).expect_code(0);
    let paths: Vec<String> = tree(&folder).into_keys().collect();
    assert_eq!(paths.len(), 12, "{paths:?}");
    fs::remove_dir_all(folder.path("out")).unwrap();
    merge(&folder, &["--runs-only"]).says(&["应有 10 份：完成 10"]);
    let paths: Vec<String> = tree(&folder).into_keys().collect();
    assert!(paths.iter().all(|path| !path.starts_with("letters/")), "{paths:?}");
    assert!(paths.contains(&"runs/东岭区-poster.pdf".to_owned()), "{paths:?}");
    fails(
        &folder,
        &[&MERGE[..], &["--look", "general"]].concat(),
        2,
        &["这份文件没有版式 general", "pledge-a4"],
        &["the letter has no look `general`"],
    );
    fails(
        &folder,
        &[&MERGE[..], &["--runs-only", "--archive", "a-2a"]].concat(),
        2,
        &["不能合订"],
        &["cannot be bound"],
    );
}

#[test]
fn a_bad_row_stops_everything_or_is_left_out() {
    let folder = workspace(20);
    folder.change("roster.csv", "云台市第7示例药店,P00007", "云台市第7示例药店,P00006");
    folder.change("roster.csv", "云台市第9示例药店", "");
    fails(
        &folder,
        &MERGE,
        1,
        &["roster.csv 第 10 行 A 列：错误", "没有写出任何文件", "--keep-going"],
        &["roster.csv, row 10, column A: error", "nothing was written"],
    );
    assert!(!folder.path("out").exists());
    let ran = merge(&folder, &["--keep-going"]).expect_code(3);
    ran.says(&["roster.csv 第 10 行", "失败 0，跳过"]);
    let manifest: Value = serde_json::from_str(&folder.read("out/manifest.json")).unwrap();
    let count = |name: &str| manifest["counts"][name].as_u64().unwrap();
    assert_eq!(count("expected"), 20);
    assert_eq!(count("done") + count("failed") + count("skipped"), 20);
    let lines = folder.read("out/letters.jsonl");
    assert_eq!(lines.lines().count(), 20);
    assert_eq!(lines.matches("\"skipped\"").count() as u64, count("skipped"));
}

#[test]
fn programs_get_an_event_a_line_and_no_names() {
    let folder = workspace(12);
    let ran = merge(&folder, &["--format", "json", "--look", "pledge-a4"]).expect_code(0);
    assert_eq!(ran.err, "", "nothing besides, when nobody watches");
    let events: Vec<Value> =
        ran.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let first = serde_json::json!({"event": "start", "expected": 12, "kept": 0});
    assert_eq!(events[0], first);
    let last = events.last().unwrap();
    assert_eq!((&last["event"], &last["done"]), (&"end".into(), &12.into()));
    assert_eq!(last["complete"], true);
    assert!(!ran.out.contains("示例药店"), "{}", ran.out);
}

#[test]
fn two_rows_with_one_name_are_told_before_anything_is_written() {
    let folder = workspace(10);
    fails(
        &folder,
        &[&MERGE[..], &["--name", "{所在县区}"]].concat(),
        1,
        &["roster.csv 第 2 行和第 4 行会写同一个文件 letters/东岭区/东岭区.pdf", "--name"],
        &["rows 2 and 4 would both write letters/东岭区/东岭区.pdf"],
    );
    assert!(!folder.path("out").exists());
    let wrong = [&MERGE[..], &["--name", "{机构名}"]].concat();
    fails(&folder, &wrong, 2, &["是不是“机构名称”"], &["did you mean `机构名称`"]);
    let inside: Vec<&str> = MERGE[..5].iter().copied().chain(["policies/out"]).collect();
    fails(&folder, &inside, 2, &["不能放成品"], &["no outputs"]);
}

#[cfg(unix)]
#[test]
fn a_full_disk_is_said_and_the_work_goes_on_later() {
    let folder = workspace(16);
    let whole = undisturbed(&folder, &[]);
    // No file may grow beyond 40 KB: the journal fits, a letter does not.
    let line =
        format!("trap '' XFSZ; ulimit -f 40; exec '{}' \"$@\"", env!("CARGO_BIN_EXE_hongtou"));
    let mut limited = command(&folder, "bash");
    let ran = limited.args(["-c", &line, "bash"]).args(MERGE).output().unwrap();
    let said = String::from_utf8_lossy(&ran.stderr);
    assert_eq!(ran.status.code(), Some(2), "{said}");
    assert!(said.contains("no room") && said.contains("the work goes on"), "{said}");
    assert!(folder.path("out/.hongtou/journal.jsonl").exists());
    merge(&folder, &[]).expect_code(0);
    assert!(tree(&folder) == whole);
}

#[cfg(unix)]
#[test]
fn a_folder_that_may_not_be_written_is_said() {
    use std::os::unix::fs::PermissionsExt;
    let folder = workspace(3);
    let out = folder.path("out");
    fs::create_dir(&out).unwrap();
    fs::set_permissions(&out, fs::Permissions::from_mode(0o555)).unwrap();
    crate::support::fails_as_nobody(&folder, &MERGE, &["没有权限写"], &["no permission to write"]);
}

#[test]
fn every_letter_of_a_folder_is_a_pdf_of_its_own_institution() {
    let folder = workspace(9);
    merge(&folder, &["--letters-only"]).expect_code(0);
    let lines = folder.read("out/letters.jsonl");
    for line in lines.lines() {
        let record: Value = serde_json::from_str(line).unwrap();
        assert_eq!(record["files"].as_array().unwrap().len(), 2);
        for file in record["files"].as_array().unwrap() {
            let bytes = fs::read(folder.path("out").join(file["path"].as_str().unwrap())).unwrap();
            assert!(bytes.starts_with(b"%PDF-") && bytes.ends_with(b"%%EOF"), "{file}");
            assert_eq!(bytes.len() as u64, file["bytes"].as_u64().unwrap());
        }
    }
    assert!(Path::new(&folder.path("out/letters/西浦县")).is_dir());
}
