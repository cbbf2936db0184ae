//! Holds the gate before the rules to its promise: no rule it leaves out would have found anything.

use hongtou::build::{self, Request};
use hongtou::diag::Finding;
use hongtou::model::Set;
use hongtou::policy::rules::ALL;
use hongtou::policy::{self, Check};
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
    (told(&policy::check(set, true)), told(&without))
}

fn agrees(name: &str, files: &Shown) {
    let checked = build::check(files, &Request::default()).expect("it can be checked");
    let (with, without) = both_ways(&checked.set);
    assert_eq!(with, without, "{name}");
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
