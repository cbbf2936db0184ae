//! Living with the checker: excuses, the baseline, fixes, and the list of rules.

use serde_json::Value;

use crate::support::{Folder, fails, run};

/// A workspace whose plan has a gap between its phases: one warning and nothing else.
fn with_gap(comment: &str) -> Folder {
    let folder = Folder::init();
    folder.write("policies/example/plan.yaml", plan(comment));
    folder
}

fn plan(comment: &str) -> String {
    format!(
        "kind: campaign\nid: plan\nstatus: draft\ntitle: 2026年检查工作方案\nissuer: 云台市医疗保障局\n\
         period: 2026年3月至6月\nphases:\n  - {{id: a, name: 自查, period: 2026年3月}}\n\
         {comment}  - {{id: b, name: 检查, period: 2026年5月至6月}}\n"
    )
}

fn found(folder: &Folder, arguments: &[&str]) -> Vec<String> {
    let ran = folder.run(&[&["check", "--format", "json"], arguments].concat());
    let all: Value = serde_json::from_str(&ran.out).expect(&ran.err);
    let rules = all.as_array().unwrap().iter().filter(|one| one["known"] == false);
    let mut rules: Vec<String> =
        rules.map(|one| one["rule"].as_str().unwrap().to_owned()).collect();
    rules.retain(|rule| rule.starts_with("phase") || rule.starts_with("excuse"));
    rules
}

#[test]
fn an_excuse_with_a_reason_hides_what_it_names_and_nothing_else() {
    assert_eq!(found(&with_gap(""), &[]), ["phase-gap"]);
    let excused = with_gap("  # hongtou: allow phase-gap — 四月汛期不检查\n");
    assert_eq!(found(&excused, &[]), [""; 0]);
    let chinese = with_gap("  # 红头：允许 phase-gap — 四月汛期不检查\n");
    assert_eq!(found(&chinese, &[]), [""; 0]);
    let other = with_gap("  # hongtou: allow phase-overlap — 四月汛期不检查\n");
    assert_eq!(found(&other, &[]), ["excuse-unused", "phase-gap"]);
}

#[test]
fn an_excuse_needs_a_reason_and_a_rule_there_is() {
    let silent = with_gap("  # hongtou: allow phase-gap\n");
    assert_eq!(found(&silent, &[]), ["excuse-reason", "phase-gap"]);
    let slip = with_gap("  # hongtou: allow phase-gab — 四月汛期不检查\n");
    assert_eq!(found(&slip, &[]), ["excuse-unknown", "phase-gap"]);
    slip.run(&["check"]).says(&["是不是“phase-gap”"]);
    let vague = with_gap("  # hongtou: ignore everything\n");
    assert_eq!(found(&vague, &[]), ["excuse-form", "phase-gap"]);
}

#[test]
fn an_excuse_ends_on_its_day() {
    let folder = with_gap("  # hongtou: allow phase-gap — 四月汛期不检查，until 2026-12-31\n");
    assert_eq!(found(&folder, &["--today", "2026-12-31"]), [""; 0]);
    assert_eq!(found(&folder, &["--today", "2027-01-01"]), ["excuse-expired", "phase-gap"]);
}

#[test]
fn the_house_excuses_files_and_folders() {
    let folder = with_gap("");
    let house = |paths: &str| {
        format!(
            "kind: house\nexcuses:\n  - rule: phase-gap\n    paths: [{paths}]\n    reason: 四月汛期不检查\n"
        )
    };
    folder.write("policies/registry/house.yaml", house("example"));
    assert_eq!(found(&folder, &[]), [""; 0]);
    folder.write("policies/registry/house.yaml", house("elsewhere"));
    assert_eq!(found(&folder, &[]), ["phase-gap", "excuse-unused"]);
}

#[test]
fn nobody_excuses_a_secret() {
    let folder = Folder::init();
    let text = "kind: notice\n# hongtou: allow-file secrecy-in-repo — 领导同意\nsecrecy: 机密\ntitle: 关于检查的通知\n";
    folder.write("policies/example/secret.yaml", text);
    fails(&folder, &["check"], 4, &["不得豁免"], &["nobody may excuse"]);
}

#[test]
fn a_baseline_keeps_old_findings_quiet_and_new_ones_loud() {
    let folder = with_gap("");
    folder.change("policies/example/plan.yaml", "2026年3月}", "2026年2月30日}");
    folder.run(&["check"]).expect_code(1);
    folder.run(&["check", "--write-baseline", "old.json"]).expect_code(0).says(&["写入 old.json"]);
    folder.run(&["check", "--baseline", "old.json"]).expect_code(0).says(&["基线中的旧问题"]);
    // Lines that move are no news; one more of the same is.
    folder.change("policies/example/plan.yaml", "phases:", "# 说明\n\nphases:");
    folder.run(&["check", "--baseline", "old.json"]).expect_code(0);
    folder.change("policies/example/plan.yaml", "5月至6月}", "2月31日}");
    folder.run(&["check", "--baseline", "old.json"]).expect_code(1).says(&["2月31日"]);
}

#[test]
fn a_baseline_that_is_none_is_a_fault() {
    let folder = with_gap("");
    folder.write("old.json", "[]");
    fails(&folder, &["check", "--baseline", "old.json"], 2, &["不是基线文件"], &["no baseline"]);
    fails(
        &folder,
        &["check", "--baseline", "no.json"],
        2,
        &["没有文件 no.json"],
        &["no file no.json"],
    );
}

const SLIPS: &str = "# 说明\nkind: notice   # 文种\nid: slips\nstatus: draft\n\
title: '关于开展检查的通知。'\nissuer: 云台市医疗保障局\nnumber: 云医保[2026]08号 # 文号\ndate: 2026年03月05日\n\
to: [云台市卫生健康委员会]\nbody: |\n  请于2026年04月08日前报送。\n";

#[test]
fn fix_changes_what_is_safe_and_nothing_else() {
    let folder = Folder::init();
    folder.write("policies/example/slips.yaml", SLIPS);
    let dry = folder.run(&["fix", "--dry-run"]).expect_code(1);
    dry.says(&["-number: 云医保[2026]08号 # 文号", "+number: 云医保〔2026〕8号 # 文号"]);
    assert_eq!(folder.read("policies/example/slips.yaml"), SLIPS);
    folder.run(&["fix"]).says(&["改了"]);
    let once = folder.read("policies/example/slips.yaml");
    assert!(once.contains("number: 云医保〔2026〕8号 # 文号"), "{once}");
    assert!(once.contains("date: 2026年3月5日") && once.contains("2026年4月8日前"), "{once}");
    assert!(once.starts_with("# 说明\nkind: notice   # 文种\n"), "{once}");
    folder.run(&["fix"]).says(&["没有可以放心改的地方"]);
    assert_eq!(folder.read("policies/example/slips.yaml"), once);
}

#[test]
fn suggested_changes_need_a_yes() {
    let folder = Folder::init();
    let text = SLIPS.replace("云台市卫生健康委员会", "云台市卫健委");
    folder.write("policies/example/slips.yaml", &text);
    fails(&folder, &["fix", "--suggested"], 2, &["不能逐条询问"], &["no terminal"]);
    assert_eq!(folder.read("policies/example/slips.yaml"), text);
    folder.run(&["fix", "--suggested", "--yes"]);
}

#[test]
fn the_list_of_rules_is_for_programs_and_handbooks_too() {
    let folder = Folder::empty();
    let ran = folder.run(&["rules", "--format", "json"]).expect_code(0);
    let all: Vec<Value> = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(all.len(), hongtou::policy::rules::ALL.len());
    for rule in &all {
        for key in ["name", "title", "authority", "strength", "level", "since"] {
            assert!(!rule[key].as_str().unwrap().is_empty(), "{rule}");
        }
    }
    let table = folder.run(&["rules", "--format", "md"]).expect_code(0).out;
    assert_eq!(table.lines().filter(|line| line.starts_with("| `")).count(), all.len());
    folder.run(&["rules"]).expect_code(0).says(&["phase-gap", "阶段"]);
}

/// A workspace under git with everything committed; none where there is no git.
fn committed() -> Option<Folder> {
    let folder = Folder::init();
    git(&folder, &["init", "-q"])?;
    git(&folder, &["add", "."])?;
    let who = ["-c", "user.name=a", "-c", "user.email=a@example.org"];
    git(&folder, &[&who[..], &["commit", "-q", "-m", "first"]].concat())?;
    Some(folder)
}

fn git(folder: &Folder, arguments: &[&str]) -> Option<()> {
    let ran =
        std::process::Command::new("git").current_dir(folder.path("")).args(arguments).output();
    match ran {
        Ok(ran) if ran.status.success() => Some(()),
        other => {
            crate::support::skipped(&format!("git does not work here: {other:?}"));
            None
        }
    }
}

#[test]
fn since_a_revision_only_changes_and_what_depends_on_them_count() {
    let Some(folder) = committed() else { return };
    folder.run(&["check", "--since", "HEAD"]).expect_code(0).says(&["没有改动"]);
    folder.write("policies/other/notice.yaml", "kind: notice\nid: other\ndate: 2026年2月30日\n");
    git(&folder, &["add", "."]).unwrap();
    let who = ["-c", "user.name=a", "-c", "user.email=a@example.org"];
    git(&folder, &[&who[..], &["commit", "-q", "-m", "old fault"]].concat()).unwrap();
    // The notice attaches the plan: a change of the plan asks for both, and not for the other.
    folder.change("policies/example/plan.yaml", "开展自查", "组织自查");
    let ran = folder.run(&["check", "--since", "HEAD"]).expect_code(0);
    assert!(!ran.err.contains("2月30日"), "{}", ran.err);
    ran.says(&["已检查 2 份文件"]);
    // A registry concerns every paper.
    folder.change("policies/registry/groups.yaml", "kind: groups", "# 说明\nkind: groups");
    folder.run(&["check", "--since", "HEAD"]).expect_code(1).says(&["2月30日"]);
}

#[test]
fn an_unknown_revision_is_a_fault() {
    let Some(folder) = committed() else { return };
    fails(&folder, &["check", "--since", "nowhere"], 2, &["git 说不出"], &["git cannot say"]);
    fails(&folder, &["check", "--since=--output=x"], 2, &["git 说不出"], &["git cannot say"]);
}

#[test]
fn the_files_of_a_ci_service_come_with_a_workspace_or_after_it() {
    let folder = Folder::empty();
    folder.run(&["init", "--ci", "github"]).expect_code(0);
    assert!(folder.read(".github/workflows/hongtou.yml").contains("hongtou check --format sarif"));
    folder.run(&["check"]).expect_code(0);
    folder.run(&["init", "--ci", "github"]).expect_code(2).says(&["已经存在"]);
    let later = Folder::init();
    later.run(&["init", "--ci", "gitlab"]).expect_code(0);
    for file in [".gitlab-ci.yml", ".pre-commit-config.yaml"] {
        let parsed: Result<Value, _> = serde_yaml::from_str(&later.read(file));
        assert!(parsed.is_ok(), "{file}: {parsed:?}");
    }
}

#[test]
fn what_was_checked_is_not_checked_again_until_something_changes() {
    let (folder, cache) = (with_gap(""), Folder::empty());
    let place = cache.path("").display().to_string();
    let check = |more: &[&str]| {
        run(&folder.path(""), &[&["check"], more].concat(), &[("HONGTOU_CACHE", &place)])
    };
    let first = check(&[]);
    let kept = cache.files("");
    assert_eq!(kept.len(), 1, "{kept:?}");
    let second = check(&[]);
    assert_eq!((&second.out, &second.err, second.code), (&first.out, &first.err, first.code));
    // What is kept is what is told: a kept verdict that says nothing is believed.
    let text = String::from_utf8(kept[0].1.clone()).unwrap();
    let mut silent: Value = serde_json::from_str(&text).unwrap();
    silent["findings"] = Value::Array(Vec::new());
    cache.write(&kept[0].0, silent.to_string());
    assert!(!check(&[]).err.contains("phase-gap"));
    check(&["--no-cache"]).says(&["phase-gap"]);
    // And only for exactly these sources: any other byte has everything judged again.
    folder.change("policies/example/plan.yaml", "2026年检查工作方案", "2026年检查方案");
    check(&[]).says(&["phase-gap"]);
    assert_ne!(cache.files(""), kept);
    // What cannot be read is as if it were not there.
    cache.write(&kept[0].0, "{");
    check(&[]).says(&["phase-gap"]);
}

#[test]
fn a_kept_verdict_is_told_in_every_format_as_a_fresh_one_is() {
    let (folder, cache) =
        (with_gap("  # hongtou: allow phase-gab — 四月汛期不检查\n"), Folder::empty());
    let place = cache.path("").display().to_string();
    for format in ["human", "short", "json", "sarif", "junit", "github", "gitlab", "checkstyle"] {
        let ask = || {
            let arguments = ["check", "--format", format];
            run(&folder.path(""), &arguments, &[("HONGTOU_CACHE", &place)])
        };
        let (fresh, kept) = (ask(), ask());
        assert_eq!(
            (&fresh.out, &fresh.err, fresh.code),
            (&kept.out, &kept.err, kept.code),
            "{format}"
        );
    }
}
