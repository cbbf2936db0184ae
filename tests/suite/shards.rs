//! A merge divided among machines, here processes of the real program: whatever the number of
//! shards, the same folder.

mod deploy;

use std::sync::atomic::{AtomicUsize, Ordering};

use crate::support::{Folder, Ran, fails, run};

const LETTER: &str = "policies/example/letter.yaml";

/// Names that are too long for their blanks are left out.
const ASKED: [&str; 3] = ["--look", "pledge-a4", "--keep-going"];

/// A workspace with a letter and a roster of so many institutions.
fn workspace(rows: usize) -> Folder {
    let folder = Folder::init();
    let text = "kind: commitment-letter\nid: letter\nstatus: sample\ntitle: 维护医保基金安全承诺书\n\
        issuer: 示范市医疗保障局\ndate: 2026年3月20日\naudience: 定点零售药店\n\
        particulars: [{label: 编号, field: 编号}]\n\
        opening: 为维护医保基金安全，本药店郑重承诺：\n\
        pledges: [结算前核验购药人身份；, 如实记录药品购进。]\n\
        blanks: [{label: 承诺单位, hint: 盖章, field: 机构名称}, {label: 主要负责人, hint: 签名}, {label: 日期}]\n";
    folder.write(LETTER, text);
    let sample = folder.run(&["roster", LETTER, "--sample", &rows.to_string(), "--seed", "7"]);
    folder.write("roster.csv", sample.expect_code(0).out);
    folder
}

fn plan(folder: &Folder, out: &str) -> Ran {
    let given = ["merge", "plan", LETTER, "--roster", "roster.csv", "--out", out];
    folder.run(&[&given[..], &ASKED].concat())
}

fn render(folder: &Folder, shard: &str, out: &str) -> Ran {
    let given = ["merge", "render", "--plan", "plan.json", "--roster", "roster.csv"];
    folder.run(&[&given[..], &["--shard", shard, "--out", out]].concat())
}

/// Makes all shards, four at a time as on four machines; gives their folders.
fn render_all(folder: &Folder, count: usize) -> Vec<String> {
    let (next, out) = (AtomicUsize::new(1), format!("shards-{count}"));
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                loop {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    if number > count {
                        break;
                    }
                    render(folder, &format!("{number}/{count}"), &out).expect_code(0);
                }
            });
        }
    });
    (1..=count).map(|number| format!("{out}/shard-{number}-of-{count}")).collect()
}

fn joining<'a>(out: &'a str, shards: &'a [String]) -> Vec<&'a str> {
    let given = ["merge", "join", "--plan", "plan.json", "--roster", "roster.csv", "--out", out];
    given.into_iter().chain(shards.iter().map(String::as_str)).collect()
}

#[test]
fn any_number_of_shards_joins_to_the_bytes_of_one_run() {
    let folder = workspace(60);
    let whole = ["merge", LETTER, "--roster", "roster.csv", "--out", "whole"];
    let ran = folder.run(&[&whole[..], &ASKED].concat());
    let code = ran.code.unwrap();
    assert!([0, 3].contains(&code), "{ran:?}");
    let whole = folder.files("whole");
    assert!(whole.iter().filter(|(name, _)| name.starts_with("letters/")).count() > 50);
    plan(&folder, "plan.json").expect_code(0);
    for count in [1, 7, 50] {
        let shards = render_all(&folder, count);
        let out = format!("out-{count}");
        folder.run(&joining(&out, &shards)).expect_code(code);
        let joined = folder.files(&out);
        let names = |files: &[(String, Vec<u8>)]| {
            files.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>()
        };
        assert_eq!(names(&joined), names(&whole), "{count} shards");
        let other = joined.iter().zip(&whole).find(|(own, other)| own != other);
        assert!(other.is_none(), "{count} shards: {}", other.unwrap().0.0);
        // Whoever asks twice gets the same.
        folder.run(&joining(&out, &shards)).expect_code(code);
    }
    let empty = folder.files("shards-50").into_iter().any(|(name, bytes)| {
        name.ends_with("shard.json")
            && String::from_utf8(bytes).unwrap().contains("\"expected\": 0")
    });
    assert!(empty, "of 50 shards one has no letters");
}

#[test]
fn shards_that_are_not_the_whole_are_refused_by_name() {
    let folder = workspace(12);
    plan(&folder, "plan.json").expect_code(0);
    let shards = render_all(&folder, 3);
    let out = "out";
    let (zh, en) = (["3 片中缺 1 片：3"], ["1 of 3 shards are missing: 3"]);
    fails(&folder, &joining(out, &shards[..2]), 1, &zh, &en);
    let nowhere = ["nowhere".to_owned()];
    fails(&folder, &joining(out, &nowhere), 1, &["没有 nowhere"], &["there is no nowhere"]);
    let doubled = [&shards[..], &shards[..1]].concat();
    fails(&folder, &joining(out, &doubled), 1, &["第 1 片有两份"], &["shard 1 is here twice"]);
    // A letter that somebody has touched.
    let touched =
        folder.files(&shards[1]).into_iter().find(|(name, _)| name.starts_with("letters/"));
    let (name, bytes) = touched.expect("the second shard has a letter");
    let path = format!("{}/{name}", shards[1]);
    folder.write(&path, [&bytes[..], b"\n"].concat());
    let said = ["shards-3/shard-2-of-3", "改过或不见了"];
    fails(
        &folder,
        &joining(out, &shards),
        1,
        &said,
        &["shards-3/shard-2-of-3", "is changed or gone"],
    );
    folder.write(&path, bytes);
    // A shard of another plan.
    folder.change(LETTER, "如实记录药品购进。", "如实记录药品销售。");
    plan(&folder, "plan.json").expect_code(0);
    let (zh, en) = (["shard-1-of-3 属于另一个计划"], ["shard-1-of-3 belongs to another plan"]);
    fails(&folder, &joining(out, &shards), 1, &zh, &en);
    assert!(!folder.path(out).exists());
}

#[test]
fn a_plan_is_the_same_each_time_and_holds_everyone_to_it() {
    let folder = workspace(6);
    plan(&folder, "plan.json").expect_code(0);
    plan(&folder, "again.json").expect_code(0);
    assert_eq!(folder.read("plan.json"), folder.read("again.json"));
    let letter = folder.read(LETTER);
    folder.change(LETTER, "郑重承诺", "承诺");
    let (zh, en) = (["文件、版式或字体和计划时不同"], ["are not those of the plan"]);
    let rendering = ["merge", "render", "--plan", "plan.json", "--roster", "roster.csv"];
    let rendering = [&rendering[..], &["--shard", "1/2", "--out", "shards"]].concat();
    fails(&folder, &rendering, 1, &zh, &en);
    folder.write(LETTER, letter);
    let roster = folder.read("roster.csv");
    folder.write("roster.csv", roster.trim_end().rsplit_once("\r\n").unwrap().0);
    fails(&folder, &rendering, 1, &["现在是 5 行"], &["has 5 now"]);
    // One row twice: nothing is planned with it.
    let (rows, last) = (roster.trim_end(), roster.trim_end().rsplit_once("\r\n").unwrap().1);
    folder.write("roster.csv", format!("{rows}\r\n{last}\r\n"));
    folder
        .run(&["merge", "plan", LETTER, "--roster", "roster.csv", "--out", "bad.json"])
        .expect_code(1);
    for nothing in ["shards", "bad.json"] {
        assert!(!folder.path(nothing).exists(), "{nothing}");
    }
}

#[test]
fn a_scheduler_says_which_shard_it_is() {
    let folder = workspace(6);
    plan(&folder, "plan.json").expect_code(0);
    let given = ["merge", "render", "--plan", "plan.json", "--roster", "roster.csv"];
    let given = [&given[..], &["--shard", "auto", "--out", "shards"]].concat();
    let with = |variables: &[(&str, &str)]| run(&folder.path(""), &given, variables);
    let index = ("JOB_COMPLETION_INDEX", "1");
    with(&[index, ("HONGTOU_SHARDS", "3")]).expect_code(0).says(&["Kubernetes", "2/3"]);
    assert!(folder.path("shards/shard-2-of-3/shard.json").exists());
    // No scheduler tries again what can never work.
    with(&[index]).expect_code(1).says(&["HONGTOU_SHARDS 没有设置"]);
    with(&[("CI_NODE_INDEX", ""), ("CI_NODE_TOTAL", "3")]).expect_code(1).says(&["是空的"]);
    assert_eq!(
        folder.files("shards").iter().filter(|(name, _)| name.ends_with("shard.json")).count(),
        1
    );
}
