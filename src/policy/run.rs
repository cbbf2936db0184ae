//! The one loop that runs all rules over a set, and one rule run by itself.

use std::sync::Arc;

use rayon::prelude::*;

use super::among::Desk;
use super::gate::{self, Gate};
use super::{Check, DocView, Judge, May, PagesView, PaperCheck, Report, Rule, Whole, house, rules};
use crate::diag::{Finding, Level, nearest, words};
use crate::font::Fonts;
use crate::model::registry::{HouseLevel, HouseRule};
use crate::model::{Chars, Ear, Paper, Set};
use crate::template::Silent;
use crate::text::cells;

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

    /// In which texts it may find something, if it looks at document trees.
    fn over_doc(&self) -> Option<May> {
        match self.check {
            Check::Doc(may, _) => Some(may),
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

/// Tells of texts whether no rule over document trees finds anything in them, wherever they stand.
pub struct Silence<'a> {
    fonts: &'a Fonts,
    rules: Vec<May>,
    /// Those that may find something in texts of the set: others have nothing to say of any
    /// character in it.
    in_set: Vec<May>,
}

impl<'a> Silence<'a> {
    /// Of the texts of the set that an ear has listened to, and any others.
    pub fn new(fonts: &'a Fonts, ear: &Ear<'_>) -> Self {
        let rules: Vec<May> = rules::ALL.iter().filter_map(|rule| rule.over_doc()).collect();
        let speaks = |may: &May| match may {
            May::Have(may_have) => !ear.all(|cell| !may_have(cell, fonts)),
            May::Hold(..) => true,
        };
        let in_set = rules.iter().copied().filter(speaks).collect();
        Self { fonts, rules, in_set }
    }

    fn over(&self, rules: &[May], text: &str, may_have: impl Fn(char) -> bool) -> bool {
        !rules.iter().any(|may| match may {
            May::Have(is_told) => cells(text).any(|(_, cell)| is_told(cell, self.fonts)),
            May::Hold(of, may_find) => of.chars().any(&may_have) && may_find(text),
        })
    }
}

impl Silent for Silence<'_> {
    fn anywhere(&self, text: &str) -> bool {
        self.over(&self.rules, text, |c| text.contains(c))
    }

    fn in_set(&self, text: &str, chars: &Chars) -> bool {
        self.over(&self.in_set, text, |c| chars.may_have(c))
    }
}

/// How many papers one core takes at once.
const PAPERS_AT_ONCE: usize = 16;

/// Everything all rules find in a set, before anything is laid out. Whoever else has to read papers
/// is told of each by its place in the set, once rules have read it.
pub fn check(set: &Set, release: bool, at_hand: &(dyn Fn(usize) + Sync)) -> Vec<Finding> {
    // Rules over single papers go by paper: its text is read into the processor once for all.
    let single = rules::ALL.iter().zip(gate::all()).filter_map(|(rule, gate)| {
        let check = rule.over_paper()?;
        Some((gate, check, rule.report(set, release)?))
    });
    let ready: Vec<(&Gate, PaperCheck, Report)> = single.collect();
    let others: Vec<&Rule> =
        rules::ALL.iter().copied().filter(|rule| rule.over_paper().is_none()).collect();
    let whole = Whole::of(set);
    let judges = others.iter().filter(|rule| rule.is_among()).filter_map(|rule| {
        let report = rule.report(set, release)?;
        Some((whole.judge(&rule.check)?, report))
    });
    let judges: Vec<(Judge<'_>, Report)> = judges.collect();
    let papers: Vec<&Paper> = set.all().collect();
    let chunks = papers.par_chunks(PAPERS_AT_ONCE).enumerate();
    let each = chunks.flat_map_iter(|(chunk, papers)| {
        let (mut reports, mut beside) = (ready.clone(), judges.clone());
        let desk = Desk::new(&whole);
        for (at, paper) in (chunk * PAPERS_AT_ONCE..).zip(papers) {
            for (_, check, report) in reports.iter_mut().filter(|(gate, ..)| gate.opens(paper)) {
                check(paper, report);
            }
            let paper = desk.read(paper);
            for (judge, report) in &mut beside {
                judge(&paper, report);
            }
            if at < set.papers.len() {
                at_hand(at);
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
