//! Holds the gates to their promise: no rule that is left out, and no paper that is not filled, would
//! have shown anything.

use hongtou::build::{self, Checked, Request};
use hongtou::diag::Finding;
use hongtou::model::Set;
use hongtou::policy::rules::ALL;
use hongtou::policy::{self, Check, DocView, Silence};
use hongtou::template::Filler;
use hongtou::yaml;
use rayon::prelude::*;

use crate::shown::Shown;
use crate::{faults, traps};

/// The findings of rules that name words, as they are told.
fn told(findings: &[Finding]) -> Vec<String> {
    let named = |finding: &&Finding| {
        let rule = policy::find(&finding.rule).map(|rule| &rule.check);
        matches!(rule, Some(Check::Words(..) | Check::Listed(..)))
    };
    let mut told: Vec<String> =
        findings.iter().filter(named).map(|finding| format!("{finding:?}")).collect();
    told.sort();
    told
}

/// What is found with the gate and without it.
fn both_ways(set: &Set) -> (Vec<String>, Vec<String>) {
    let without: Vec<Finding> = ALL.iter().flat_map(|rule| rule.run(set, true)).collect();
    (told(&policy::check(set, true, &|_| ())), told(&without))
}

fn agrees(name: &str, files: &Shown) {
    let checked = build::check(files, &Request::default()).expect("it can be checked");
    let (with, without) = both_ways(&checked.set);
    assert_eq!(with, without, "{name}");
    accepted(name, &checked);
    quiet(name, &checked);
}

/// A schema accepts a record where it finds nothing wrong with what was written.
fn accepted(name: &str, checked: &Checked) {
    for paper in checked.set.all() {
        let source = checked.sources.get(paper.source);
        if source.path.rsplit('.').next() == Some("csv") {
            continue;
        }
        let parsed = yaml::parse(paper.source, &source.text).root;
        let schema = checked.schemas.get(&paper.kind.value);
        if let (Some(node), Some(schema)) = (parsed, schema) {
            let sound = schema.validate(&node).is_empty();
            // What is given under both its names is seen where it is written alone.
            assert!(schema.accepts(&paper.root) || !sound, "{name}: {}", paper.path);
            assert!(!paper.valid || sound, "{name}: {}", paper.path);
        }
    }
}

/// How many papers are not filled when they are only checked. Filling shows nothing in any of them.
fn quiet(name: &str, checked: &Checked) -> usize {
    let set = &checked.set;
    let filler = Filler::new(set, &checked.schemas, &checked.templates);
    let silence = Silence::new(&checked.fonts, &checked.ear);
    let around = filler.is_quiet_around(&checked.sources, &silence);
    let mut quiet = 0;
    for (at, paper) in set.papers.iter().enumerate() {
        if around && filler.is_quiet(at, &silence) {
            let (doc, mut found) = filler.fill(at);
            let view = DocView { paper, doc: &doc, fonts: &checked.fonts };
            found.extend(ALL.iter().flat_map(|rule| rule.run_doc(set, &view)));
            assert!(found.is_empty(), "{name}: {}: {found:?}", paper.path);
            quiet += 1;
        }
    }
    quiet
}

#[test]
fn the_gate_hides_nothing_in_any_example_of_any_rule() {
    ALL.par_iter().for_each(|rule| {
        for example in rule.examples() {
            let files = example.files.iter().map(|(name, text)| (name.as_str(), text.as_str()));
            agrees(&rule.name(), &Shown::of(files));
        }
    });
}

#[test]
fn the_gate_hides_nothing_in_papers_full_of_traps() {
    agrees("traps", &Shown::of(traps::PAPERS));
}

#[test]
fn the_gate_hides_no_fault_in_the_campaigns() {
    faults::broken().par_iter().for_each(|(fault, files)| {
        let files = files.iter().map(|(path, text)| (path.as_str(), text.as_str()));
        agrees(fault, &Shown::of(files));
    });
}

#[test]
fn papers_without_attachments_and_marks_are_not_filled_to_be_checked() {
    let plan = |text: &str| {
        format!(
            "kind: campaign\nid: plan\nstatus: sample\ntitle: 2022年检查工作方案\nperiod: 2022年3月至12月\n\
             sections:\n  - heading: 工作目标\n    text: {text:?}\n"
        )
    };
    let quiet_with = |text: &str| {
        let files = Shown::of([("plan.yaml", plan(text).as_str())]);
        let checked = build::check(&files, &Request::default()).expect("it can be checked");
        assert!(checked.set.papers[0].valid, "{:?}", checked.findings);
        quiet("plan", &checked) == 1
    };
    for text in ["查清底数，核对20%。\n", "自{{ period }}起，共{{ sections | 个数 }}章。"]
    {
        assert!(quiet_with(text), "{text}");
    }
    let loud = [
        "{{ nothing }}",
        "**注意",
        "##### 深",
        "{% if %}",
        "{{ 标题",
        "王𰻝",
        "«姓名»",
        "{{ ref(\"plan\") }}𰻝",
    ];
    for text in loud {
        assert!(!quiet_with(text), "{text}");
    }
}

#[test]
fn a_paper_that_places_its_texts_too_often_is_filled_to_be_checked() {
    let found = |times: usize| {
        let mut plan =
            "kind: campaign\nid: plan\nstatus: sample\ntitle: 方案\nsections:\n".to_owned();
        plan += &"  - {heading: 安排, include: phases}\n".repeat(times);
        plan += "phases:\n";
        plan += &"  - {name: 检查, period: 2022年3月, text: 查, tasks: []}\n".repeat(times);
        let files = Shown::of([("plan.yaml", plan.as_str())]);
        let checked = build::check(&files, &Request::default()).expect("it can be checked");
        checked.findings.iter().any(|finding| finding.rule == "paper-too-large")
    };
    assert!(found(150) && !found(20));
}
