//! Plans against their superiors, and what papers cost: `hongtou trace` and `hongtou burden`.

use serde_json::Value;

use crate::support::Folder;

const SUPERIOR: &str = "kind: campaign\nid: superior\nstatus: draft\ntitle: 市检查工作方案\n\
                        phases:\n  - {id: look, name: 自查, period: 2026年5月}\n  \
                        - {id: visit, name: 检查, period: 2026年6月}\n\
                        sections:\n  - {heading: 安排, include: phases}\n";

const PLAN: &str = "# 县里的方案\nkind: campaign\nid: county\nstatus: draft\ntitle: 县检查工作方案\n\
                    implements: superior\n\
                    phases:\n  - {id: a, name: 自查自纠, period: 2026年5月, answers: look} # 承接自查\n  \
                    - {id: b, name: 现场检查, period: 2026年6月, answers: [ \"visit\" ]}\n\
                    sections:\n  - {heading: 安排, include: phases}\n";

fn workspace(plan: &str) -> Folder {
    let folder = Folder::init();
    folder.write("policies/t/superior.yaml", SUPERIOR);
    folder.write("policies/t/county.yaml", plan);
    folder
}

fn states(folder: &Folder) -> Vec<(String, String)> {
    let ran = folder.run(&["trace", "county", "--format", "json"]);
    let all: Value = serde_json::from_str(&ran.out).expect(&ran.err);
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let rows = all[0]["rows"].as_array().unwrap().iter();
    rows.map(|row| (text(&row["demand"]), text(&row["state"]))).collect()
}

fn pairs(all: &[(&str, &str)]) -> Vec<(String, String)> {
    all.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect()
}

#[test]
fn the_matrix_shows_what_is_answered_and_what_is_open() {
    let folder = workspace(PLAN);
    assert_eq!(states(&folder), pairs(&[("look", "answered"), ("visit", "answered")]));
    folder.run(&["trace"]).expect_code(0).says(&["上级要求", "自查自纠", "已承接"]);
    folder.change("policies/t/county.yaml", ", answers: look", "");
    assert_eq!(states(&folder), pairs(&[("look", "open"), ("visit", "answered")]));
    folder.run(&["trace", "county"]).expect_code(1).says(&["未承接"]);
    folder.run(&["trace", "superior"]).expect_code(2).says(&["没有可对照的上级文件"]);
}

#[test]
fn a_confirmed_answer_is_suspect_once_the_superior_changes() {
    let folder = workspace(PLAN);
    folder.run(&["trace", "--confirm"]).expect_code(0).says(&["确认 2 处承接"]);
    let written = folder.read("policies/t/county.yaml");
    let without: Vec<&str> =
        written.split('@').map(|part| part.trim_start_matches(is_hex)).collect();
    assert_eq!(without.concat(), PLAN, "only fingerprints are added");
    assert_eq!(states(&folder), pairs(&[("look", "confirmed"), ("visit", "confirmed")]));
    folder.run(&["trace", "--confirm"]).expect_code(0).says(&["确认 0 处承接"]);
    folder.change("policies/t/superior.yaml", "2026年6月", "2026年6月上旬");
    assert_eq!(states(&folder), pairs(&[("look", "confirmed"), ("visit", "suspect")]));
    folder.run(&["check"]).says(&["sup-suspect", "在确认之后改过"]);
    folder.run(&["trace", "--confirm"]).expect_code(0).says(&["确认 1 处承接"]);
    assert_eq!(states(&folder), pairs(&[("look", "confirmed"), ("visit", "confirmed")]));
}

/// Whether a character may stand in a fingerprint. No id in the plan begins with one of them.
fn is_hex(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, 'a'..='f')
}

#[test]
fn the_matrix_is_a_paper_too() {
    let folder = workspace(PLAN);
    folder.run(&["trace", "county", "--write", "policies/t/table.yaml"]).expect_code(0);
    let written = folder.read("policies/t/table.yaml");
    assert!(
        written.contains("kind: conformance-table") && written.contains("自查自纠"),
        "{written}"
    );
    folder.run(&["build", "policies/t/table.yaml"]).expect_code(0);
    assert!(folder.path("output/t/table.pdf").exists());
    folder.run(&["trace", "county", "--write", "policies/t/table.yaml"]).expect_code(2);
}

#[test]
fn the_burden_of_papers_fits_a_page_and_a_program() {
    let folder = workspace(PLAN);
    let pledge = "sections:\n  - {heading: 责任, text: 各乡镇签订责任状，每周五前报送进展。}\n  -";
    folder.change("policies/t/county.yaml", "sections:\n  -", pledge);
    folder.run(&["burden", "policies/t"]).expect_code(0).says(&["责任状", "每周五前", "减负"]);
    let ran = folder.run(&["burden", "--format", "json", "policies/t/county.yaml"]).expect_code(0);
    let all: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(all[0]["pledges"][0]["word"], "责任状");
    assert_eq!(all[0]["reports"][0]["frequent"], true);
    assert_eq!(all[0]["usual_limit"], 4000);
}

#[test]
fn text_copied_from_elsewhere_is_shown_at_both_ends() {
    let folder = workspace(PLAN);
    let same = "全面核对定点医药机构的收费和结算记录，逐项列明问题并限期整改到位。";
    let section = format!("sections:\n  - {{heading: 要求, text: {same}}}\n  -");
    folder.change("policies/t/county.yaml", "sections:\n  -", &section);
    folder.change("policies/t/superior.yaml", "sections:\n  -", &section);
    let ran = folder.run(&["burden", "--format", "json", "policies/t/county.yaml"]).expect_code(0);
    let all: Value = serde_json::from_str(&ran.out).unwrap();
    let copied = &all[0]["copied"][0];
    assert_eq!(copied["from"], "superior");
    assert_eq!(copied["here"], "policies/t/county.yaml:11");
    assert_eq!(copied["there"], "policies/t/superior.yaml:9");
}
