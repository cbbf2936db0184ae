//! `hongtou arrange` as its user meets it: the file it changes, and what it says when it cannot.

use crate::support::Folder;

const PAPER: &str = "# 今年的安排
kind: cross-inspection
id: cross
status: draft
title: 交叉检查安排  # 标题
issuer: 甲市医疗保障局
participants: 各县医疗保障局
times: 2
avoid:
  - {paper: last, reason: 上年已经检查过}
  - {between: [己县医疗保障局, 庚县医疗保障局], reason: 两县相邻}
caption: 分组表
pairs: []  # 由 hongtou arrange 排出
notes_are_kept: 1
";

const LAST: &str = "kind: cross-inspection
id: last
status: draft
title: 上年安排
issuer: 甲市医疗保障局
pairs:
  - {inspector: 乙县医疗保障局, inspected: 丙县医疗保障局}
  - {inspector: 丙县医疗保障局, inspected: 丁县医疗保障局}
  - {inspector: 丁县医疗保障局, inspected: 乙县医疗保障局}
";

const COUNTIES: [&str; 7] = ["乙", "丙", "丁", "戊", "己", "庚", "辛"];

fn workspace() -> Folder {
    let folder = Folder::empty();
    let mut units = "kind: units\nunits:\n  - {id: a, name: 甲市医疗保障局}\n".to_owned();
    for (at, name) in COUNTIES.iter().enumerate() {
        let unit = format!("  - {{id: c{at}, name: {name}县医疗保障局, parent: a}}\n");
        units.push_str(&unit);
    }
    folder.write("policies/registry/units.yaml", units);
    let members: Vec<String> = (0..7).map(|at| format!("c{at}")).collect();
    let group = format!("{{id: all, name: 各县医疗保障局, members: [{}]}}", members.join(", "));
    folder.write("policies/registry/groups.yaml", format!("kind: groups\ngroups:\n  - {group}\n"));
    folder.write("policies/last.yaml", LAST);
    folder.write("policies/cross.yaml", PAPER.replace("notes_are_kept: 1\n", ""));
    folder
}

fn arranged(folder: &Folder) -> Vec<(String, String)> {
    let text = folder.read("policies/cross.yaml");
    let line = |line: &str| {
        let rest = line.strip_prefix("  - {inspector: ")?.strip_suffix('}')?;
        rest.split_once(", inspected: ").map(|(from, to)| (from.to_owned(), to.to_owned()))
    };
    text.lines().filter_map(line).collect()
}

#[test]
fn an_arrangement_is_written_between_the_other_bytes() {
    let folder = workspace();
    folder.run(&["arrange", "policies/cross.yaml", "--seed", "9"]).expect_code(0).says(&["14 组"]);
    let text = folder.read("policies/cross.yaml");
    let (before, _) = PAPER.split_once("pairs: []").unwrap();
    let opened = format!("{before}seed: 9\npairs: # 由 hongtou arrange 排出\n  - {{inspector: ");
    assert!(text.starts_with(&opened), "{text}");
    let pairs = arranged(&folder);
    assert_eq!(pairs.len(), 14);
    for (from, to) in &pairs {
        let pair = (from.as_str(), to.as_str());
        assert!(!LAST.contains(&format!("inspector: {from}, inspected: {to}")), "{pair:?}");
        assert!(!pairs.contains(&(to.clone(), from.clone())), "{pair:?} is mutual");
        let neighbours = ["己县医疗保障局", "庚县医疗保障局"];
        assert!(!(neighbours.contains(&pair.0) && neighbours.contains(&pair.1)), "{pair:?}");
    }
    folder.run(&["check"]).expect_code(0).says(&["没有发现问题"]);
}

#[test]
fn the_seed_in_the_file_gives_the_same_bytes_again() {
    let folder = workspace();
    folder.run(&["arrange", "policies/cross.yaml"]).expect_code(0);
    let first = folder.read("policies/cross.yaml");
    assert!(first.contains("seed: 1\n"));
    folder.run(&["arrange", "policies/cross.yaml"]).expect_code(2).says(&["已有分组", "--again"]);
    assert_eq!(folder.read("policies/cross.yaml"), first);
    folder.run(&["arrange", "policies/cross.yaml", "--again"]).expect_code(0);
    assert_eq!(folder.read("policies/cross.yaml"), first);
    folder.run(&["arrange", "policies/cross.yaml", "--again", "--seed", "2"]).expect_code(0);
    let second = folder.read("policies/cross.yaml");
    assert!(second.contains("seed: 2\n") && second != first);
}

#[test]
fn a_dry_run_shows_the_change_and_writes_nothing() {
    let folder = workspace();
    let before = folder.read("policies/cross.yaml");
    let ran = folder.run(&["arrange", "policies/cross.yaml", "--dry-run"]).expect_code(0);
    assert!(ran.out.contains("\n+pairs: # 由 hongtou arrange 排出\n"), "{}", ran.out);
    assert!(ran.out.contains("\n+  - {inspector: 乙县医疗保障局"), "{}", ran.out);
    assert_eq!(folder.read("policies/cross.yaml"), before);
}

#[test]
fn what_cannot_be_arranged_is_explained_in_both_languages() {
    let folder = workspace();
    let before = folder.read("policies/cross.yaml");
    folder.change("policies/cross.yaml", "times: 2", "times: 4");
    crate::support::fails(
        &folder,
        &["arrange", "policies/cross.yaml"],
        1,
        &["参加单位只有7家", "须另有8家"],
        &["only 7 take part", "needs 8 others"],
    );
    let closed = "  - {inspector: 乙县医疗保障局, inspected: 辛县医疗保障局, reason: 交流任职}\n";
    let all: String = COUNTIES[..5].iter().map(|name| closed.replacen('乙', name, 1)).collect();
    folder.write("policies/cross.yaml", before.replace("caption:", &format!("{all}caption:")));
    crate::support::fails(
        &folder,
        &["arrange", "policies/cross.yaml"],
        1,
        &["能检查“辛县医疗保障局”的只有1家，要有2家", "回避：交流任职"],
        &["only 1 may inspect `辛县医疗保障局`", "to be avoided"],
    );
    assert!(folder.read("policies/cross.yaml").contains("pairs: []"));
}

#[test]
fn a_paper_without_participants_and_a_group_without_members_are_named() {
    let folder = workspace();
    folder.change("policies/cross.yaml", "participants: 各县医疗保障局\n", "");
    folder.run(&["arrange", "policies/cross.yaml"]).expect_code(1).says(&["没有写参加单位"]);
    let folder = workspace();
    folder.write(
        "policies/registry/groups.yaml",
        "kind: groups\ngroups:\n  - {id: all, name: 各县医疗保障局}\n",
    );
    folder.run(&["arrange", "policies/cross.yaml"]).expect_code(1).says(&["没有登记成员"]);
    folder.run(&["arrange", "policies/nothing.yaml"]).expect_code(2);
}
