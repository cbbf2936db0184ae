//! Papers that belong together because they say so: by `campaign`, or as attachments of one paper.

use std::collections::{BTreeMap, BTreeSet};

use crate::calendar::Date;
use crate::model::{Field, Paper, Set};
use crate::text::Spanned;

/// A plan and every paper that belongs to it.
pub struct Family<'s> {
    /// The plan.
    pub plan: &'s Paper,
    /// All of them, the plan included, in the order of their paths.
    pub all: Vec<&'s Paper>,
}

/// The plan a paper names as its own under `campaign`.
pub fn plan_of<'s>(paper: &Paper, set: &'s Set) -> Option<&'s Paper> {
    set.paper(paper.root.get("campaign").and_then(Field::text)?.trim())
}

/// Every plan that other papers belong to: those that name it, the paper that carries it as an
/// attachment, and what that carries besides, unless it names another plan.
pub fn families(set: &Set) -> Vec<Family<'_>> {
    let mut plans: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for (at, paper) in set.papers.iter().enumerate() {
        if let Some(plan) = plan_of(paper, set).and_then(|plan| set.place(&plan.id.value)) {
            plans.entry(plan).or_default().extend([plan, at]);
        } else if !paper.facts.phases.is_empty() && set.parent(&paper.id.value).is_some() {
            plans.entry(at).or_default().insert(at);
        }
    }
    for (plan, papers) in &mut plans {
        let id = &set.papers[*plan].id.value;
        let Some((parent, _)) = set.parent(id) else { continue };
        let attached = parent.facts.attachments.iter().map(|entry| entry.paper.value.as_str());
        let carried = attached.chain([parent.id.value.as_str()]).filter_map(|id| set.place(id));
        let own = |at: &usize| match plan_of(&set.papers[*at], set) {
            Some(plan) => plan.id.value == *id,
            // Another plan beside it is a family of its own.
            None => set.papers[*at].facts.phases.is_empty() || set.papers[*at].id.value == *id,
        };
        papers.extend(carried.filter(own));
    }
    let family = |(plan, papers): (usize, BTreeSet<usize>)| Family {
        plan: &set.papers[plan],
        all: papers.into_iter().map(|at| &set.papers[at]).collect(),
    };
    plans.into_iter().map(family).collect()
}

/// When a paper reaches its readers: on its own date, and not before the paper that carries it.
pub fn issued(paper: &Paper, set: &Set) -> Option<Spanned<Date>> {
    let own = |paper: &Paper| {
        let time = paper.time("date")?;
        Some(Spanned::new(time.day()?, time.span))
    };
    let carried = set.parent(&paper.id.value).and_then(|(carrier, _)| own(carrier));
    own(paper).into_iter().chain(carried).max_by_key(|day| day.value)
}
