//! What is asked for and what that concerns: papers that depend on others, attach or quote them.

use std::collections::BTreeSet;

use super::Request;
use crate::model::{Field, Leaf, Paper, Set};

/// Whether a path lies at or under one of those asked for.
pub(super) fn covers(asked: &[String], path: &str) -> bool {
    let under = |asked: &String| {
        let rest = path.strip_prefix(asked.trim_end_matches('/'));
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/') || asked.is_empty())
    };
    // What is wrong with a template or a registry concerns every paper.
    let shared = path.starts_with("templates/") || path.starts_with("policies/registry/");
    asked.is_empty() || shared || asked.iter().any(under)
}

/// The paths asked for; with the papers that depend on them, however far, where that is asked.
pub(super) fn asked(set: &Set, request: &Request) -> Vec<String> {
    let mut asked = request.paths.clone();
    if !request.dependents || asked.is_empty() {
        return asked;
    }
    let uses: Vec<Vec<usize>> = set.papers.iter().map(|paper| mentioned(set, paper)).collect();
    let mut grown = true;
    while grown {
        grown = false;
        for (paper, uses) in set.papers.iter().zip(&uses) {
            let depends = || uses.iter().any(|other| covers(&asked, &set.papers[*other].path));
            if !covers(&asked, &paper.path) && depends() {
                asked.push(paper.path.clone());
                grown = true;
            }
        }
    }
    asked
}

/// The paths asked for, and those of all papers that theirs attach or quote, however far.
pub(super) fn scope(set: &Set, asked: &[String]) -> Vec<String> {
    let mut scope = asked.to_vec();
    if scope.is_empty() {
        return scope;
    }
    let asked = (0..set.papers.len()).filter(|at| covers(asked, &set.papers[*at].path));
    let mut open: Vec<usize> = asked.collect();
    let mut seen: BTreeSet<usize> = open.iter().copied().collect();
    while let Some(at) = open.pop() {
        let paper = &set.papers[at];
        scope.push(paper.path.clone());
        open.extend(mentioned(set, paper).into_iter().filter(|other| seen.insert(*other)));
    }
    scope
}

/// The papers that one attaches or refers to, or names in the holes of its prose.
pub(super) fn mentioned(set: &Set, paper: &Paper) -> Vec<usize> {
    let attached = paper.facts.attachments.iter().map(|entry| entry.paper.value.as_str());
    let referred = paper.leaves(Leaf::Reference).filter_map(Field::text);
    let prose = paper.leaves(Leaf::Prose).filter_map(Field::text);
    let quoted = prose.filter(|text| text.contains("{{"));
    let words = quoted.flat_map(|text| text.split(['"', '\'']));
    attached.chain(referred).chain(words).filter_map(|id| set.place(id)).collect()
}
