//! The one loop that runs all rules over a set, and one rule run by itself.

use std::sync::Arc;

use rayon::prelude::*;

use super::among::Desk;
use super::gate::Gate;
use super::{Check, DocView, Judge, PagesView, PaperCheck, Report, Rule, Whole, house, rules};
use crate::diag::{Finding, Level, nearest, words};
use crate::font::Fonts;
use crate::model::registry::{HouseLevel, HouseRule};
use crate::model::{Paper, Set};

impl Rule {
    fn report(&self, set: &Set, release: bool) -> Option<Report> {
        let name = self.name();
        // No house may let secrets in.
        let house = set.registry.house.get(&name).filter(|_| name != "secrecy-in-repo");
        let level = match house.map(|rule| rule.level) {
            Some(HouseLevel::Off) => return None,
            Some(HouseLevel::At(level)) => level,
            None => self.level,
        };
        Some(Report::new(name, level, release))
    }

    /// What it does with a paper alone, when it is over single papers.
    fn over_paper(&self) -> Option<PaperCheck> {
        match self.check {
            Check::Paper(check) | Check::Words(_, check) | Check::Listed(_, check) => Some(check),
            _ => None,
        }
    }

    /// Whether it judges papers among the others.
    fn is_among(&self) -> bool {
        matches!(self.check, Check::Among(_) | Check::Records(_) | Check::Prepared(_))
    }

    /// What this rule finds in a set, before anything is laid out. It looks at every paper, also
    /// where none of its words stands.
    pub fn run(&self, set: &Set, release: bool) -> Vec<Finding> {
        self.run_over(&Whole::of(set), release)
    }

    fn run_over(&self, whole: &Arc<Whole<'_>>, release: bool) -> Vec<Finding> {
        let set = whole.set();
        let Some(mut report) = self.report(set, release) else { return Vec::new() };
        match self.check {
            Check::Set(check) => check(whole, &mut report),
            Check::Paper(check) | Check::Words(_, check) | Check::Listed(_, check) => {
                set.all().for_each(|paper| check(paper, &mut report));
            }
            Check::Release(check) => {
                for paper in &set.papers {
                    if report.due(paper) {
                        check(set, paper, &mut report);
                    }
                }
            }
            Check::Among(_) | Check::Records(_) | Check::Prepared(_) => {
                let desk = Desk::new(whole);
                if let Some(judge) = whole.judge(&self.check) {
                    set.all().for_each(|paper| judge(&desk.read(paper), &mut report));
                }
            }
            Check::Doc(..) | Check::Pages(_) => {}
        }
        report.into_findings()
    }

    /// Whether it may find something in a document tree where a text stands, if it looks at one.
    fn over_doc(&self) -> Option<fn(&str, &Fonts) -> bool> {
        match self.check {
            Check::Doc(may_find, _) => Some(may_find),
            _ => None,
        }
    }

    /// What this rule finds in a document tree.
    pub fn run_doc(&self, set: &Set, view: &DocView<'_>) -> Vec<Finding> {
        // Asked first: a report costs more than most rules, and most look at no document.
        let Check::Doc(_, check) = &self.check else { return Vec::new() };
        let Some(mut report) = self.report(set, false) else { return Vec::new() };
        check(view, &mut report);
        report.into_findings()
    }

    /// What this rule finds on the pages of an output.
    pub fn run_pages(&self, set: &Set, view: &PagesView<'_>) -> Vec<Finding> {
        match (&self.check, self.report(set, false)) {
            (Check::Pages(check), Some(mut report)) => {
                check(view, &mut report);
                report.into_findings()
            }
            _ => Vec::new(),
        }
    }
}

/// Tells of a text whether no rule over document trees finds anything in it, wherever it stands.
pub fn silent(fonts: &Fonts) -> impl Fn(&str) -> bool + Sync {
    let may_find: Vec<_> = rules::ALL.iter().filter_map(|rule| rule.over_doc()).collect();
    move |text| !may_find.iter().any(|may_find| may_find(text, fonts))
}

/// How many papers one core takes at once.
const PAPERS_AT_ONCE: usize = 16;

/// Everything all rules find in a set, before anything is laid out.
pub fn check(set: &Set, release: bool) -> Vec<Finding> {
    // Rules over single papers go by paper: its text is read into the processor once for all.
    let (single, others): (Vec<&'static Rule>, Vec<&'static Rule>) =
        rules::ALL.iter().partition(|rule| rule.over_paper().is_some());
    let wanted = |rule: &'static Rule| {
        rule.report(set, release).and_then(|report| Some((rule, rule.over_paper()?, report)))
    };
    let ready: Vec<(&Rule, PaperCheck, Report)> = single.into_iter().filter_map(wanted).collect();
    let gate = Gate::before(ready.iter().map(|(rule, ..)| *rule));
    let whole = Whole::of(set);
    let judges = others.iter().filter(|rule| rule.is_among()).filter_map(|rule| {
        let report = rule.report(set, release)?;
        Some((whole.judge(&rule.check)?, report))
    });
    let judges: Vec<(Judge<'_>, Report)> = judges.collect();
    let papers: Vec<&Paper> = set.all().collect();
    let each = papers.par_chunks(PAPERS_AT_ONCE).flat_map_iter(|papers| {
        let (mut reports, mut beside) = (ready.clone(), judges.clone());
        let desk = Desk::new(&whole);
        for paper in papers {
            for ((_, check, report), open) in reports.iter_mut().zip(gate.open(paper)) {
                if open {
                    check(paper, report);
                }
            }
            let paper = desk.read(paper);
            for (judge, report) in &mut beside {
                judge(&paper, report);
            }
        }
        let reports = reports.into_iter().map(|(.., report)| report);
        let beside = beside.into_iter().map(|(_, report)| report);
        reports.chain(beside).flat_map(Report::into_findings)
    });
    let others = others.par_iter().filter(|rule| !rule.is_among());
    let rest = others.flat_map_iter(|rule| rule.run_over(&whole, release));
    let (mut found, rest): (Vec<Finding>, Vec<Finding>) =
        rayon::join(|| each.collect(), || rest.collect());
    found.extend(rest);
    found.extend(unknown_in_house(set));
    found.extend(house::layout(set));
    found
}

/// Levels that the house sets for rules there are not: a slip that would change nothing, silently.
fn unknown_in_house(set: &Set) -> Vec<Finding> {
    let names: Vec<String> = rules::ALL.iter().map(|rule| rule.name()).collect();
    let unknown = set.registry.house.iter().filter(|(name, _)| !names.contains(name));
    let judge = |(name, rule): (&String, &HouseRule)| {
        let message = words!("没有名为“{name}”的规则", "there is no rule `{name}`");
        let near = nearest(name, names.iter().map(String::as_str));
        let help = near.map_or_else(
            || words!("hongtou explain 列出全部规则", "`hongtou explain` lists all rules"),
            |near| words!("是不是“{near}”？", "did you mean `{near}`?"),
        );
        Finding::new("house-rule-unknown", Level::Warning, rule.span, message).help(help)
    };
    unknown.map(judge).collect()
}
