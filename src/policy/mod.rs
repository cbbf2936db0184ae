//! Rules, and the one loop that runs them.

pub mod abbr;
mod among;
pub mod around;
pub mod baseline;
pub mod burden;
pub mod claims;
pub mod docno;
pub mod excuse;
pub mod forms;
pub mod gate;
pub mod headings;
pub mod held;
pub mod house;
pub mod jobs;
pub mod lexicon;
pub mod needles;
pub mod offices;
mod page;
pub mod privacy;
mod report;
pub mod rules;
pub mod secrecy;
pub mod ties;
mod watch;
mod whole;
pub mod wording;

use among::Desk;
pub use among::{Among, Cited, Citing, Sources};
pub use page::{Example, Expected, Part};
pub use report::{Draft, Report};
pub use watch::Watched;
pub use whole::{Judge, Whole};
use whole::{idle, of_papers};

use std::sync::Arc;

use rayon::prelude::*;

use self::gate::Gate;
use crate::diag::{Finding, Lang, Level, nearest, words};
use crate::doc::Doc;
use crate::doc::pages::Pages;
use crate::font::Fonts;
use crate::model::registry::{HouseLevel, HouseRule};
use crate::model::{Paper, Set};

/// One rule. Each file of `rules/` holds exactly one, as `static RULE`.
pub struct Rule {
    /// The path of the rule's file; its stem is the rule's name.
    pub file: &'static str,
    /// The text of that file; its `//!` header is the handbook page and the test.
    pub text: &'static str,
    /// The level, unless the house says otherwise.
    pub level: Level,
    /// How strongly its authority asks for it; caps the level.
    pub strength: Strength,
    /// Who asks for it: a clause of a standard, an article of a rule, or practice, in Chinese.
    pub authority: &'static str,
    /// The version that brought it.
    pub since: &'static str,
    /// Its numbers in the catalogue of rules.
    pub ids: &'static [&'static str],
    /// What it looks at.
    pub check: Check,
}

/// How strongly an authority asks for something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Strength {
    /// 规定: the text says 应当, 必须 or states it as a fact.
    Mandatory,
    /// 一般: the text says 一般.
    General,
    /// 推荐: the text recommends it.
    Recommended,
    /// 实务: no text asks for it; offices do it.
    Practice,
    /// 内部: the papers contradict themselves, each other or the calendar.
    Internal,
}

impl Strength {
    /// The Chinese word for it.
    pub fn zh(self) -> &'static str {
        match self {
            Self::Mandatory => "规定",
            Self::General => "一般",
            Self::Recommended => "推荐",
            Self::Practice => "实务",
            Self::Internal => "内部",
        }
    }

    /// The English word for it.
    pub fn en(self) -> &'static str {
        match self {
            Self::Mandatory => "mandatory",
            Self::General => "general",
            Self::Recommended => "recommended",
            Self::Practice => "practice",
            Self::Internal => "consistency",
        }
    }

    /// The most severe level a rule of this strength may have by itself.
    pub fn cap(self) -> Level {
        match self {
            Self::Mandatory | Self::Internal => Level::Error,
            Self::General | Self::Recommended | Self::Practice => Level::Warning,
        }
    }
}

/// A look at one paper.
pub type PaperCheck = fn(&Paper, &mut Report);

/// What a rule looks at.
pub enum Check {
    /// Each paper and registry alone.
    Paper(PaperCheck),
    /// Each paper and registry in whose texts one of these words stands, for about others there is
    /// nothing to say. The digit 0 in a word stands for any digit.
    Words(&'static [&'static str], PaperCheck),
    /// The same, for words that are made and not written down.
    Listed(fn() -> Vec<String>, PaperCheck),
    /// All of them together.
    Set(fn(&Whole<'_>, &mut Report)),
    /// Each paper among the others.
    Among(fn(&Among<'_>, &mut Report)),
    /// Each paper and registry among the others.
    Records(fn(&Among<'_>, &mut Report)),
    /// Each paper among the others, by what the rule makes of the set once.
    Prepared(for<'s> fn(&Arc<Whole<'s>>) -> Judge<'s>),
    /// What must hold before a paper of the set is issued; run by `check --release` and on issued
    /// papers.
    Release(fn(&Set, &Paper, &mut Report)),
    /// The document tree of one paper.
    Doc(fn(&DocView<'_>, &mut Report)),
    /// The laid-out pages of one output.
    Pages(fn(&PagesView<'_>, &mut Report)),
}

/// The document tree of a paper, and the fonts it will be set in.
pub struct DocView<'a> {
    /// The paper it was made of.
    pub paper: &'a Paper,
    /// The tree.
    pub doc: &'a Doc,
    /// The fonts.
    pub fonts: &'a Fonts,
}

/// The pages of one output.
pub struct PagesView<'a> {
    /// The paper they were made of.
    pub paper: &'a Paper,
    /// The tree they were laid out from.
    pub doc: &'a Doc,
    /// The look they were laid out by.
    pub look: &'a str,
    /// The pages.
    pub pages: &'a Pages,
}

impl Rule {
    /// Who asks for it and how strongly, in a few words.
    pub fn asked_by(&self, lang: Lang) -> String {
        let authority = self.authority;
        match lang {
            // An authority of this strength says by itself what it is.
            Lang::Zh if self.strength == Strength::Internal => authority.to_owned(),
            Lang::Zh => format!("{authority}（{}）", self.strength.zh()),
            Lang::En => format!("{authority} ({})", self.strength.en()),
        }
    }

    /// The name: `date_invalid.rs` holds `date-invalid`.
    pub fn name(&self) -> String {
        let stem = self.file.rsplit(['/', '\\']).next().unwrap_or(self.file);
        stem.trim_end_matches(".rs").replace('_', "-")
    }

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
            Check::Doc(_) | Check::Pages(_) => {}
        }
        report.into_findings()
    }

    /// What this rule finds in a document tree.
    pub fn run_doc(&self, set: &Set, view: &DocView<'_>) -> Vec<Finding> {
        // Asked first: a report costs more than most rules, and most look at no document.
        let Check::Doc(check) = &self.check else { return Vec::new() };
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

/// The rule of this name, or with this number in the catalogue.
pub fn find(name: &str) -> Option<&'static Rule> {
    let wanted = |rule: &&&Rule| rule.name() == name || rule.ids.contains(&name);
    rules::ALL.iter().find(wanted).copied()
}

/// The text of the file it stands in.
macro_rules! this_file {
    () => {
        include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/", file!()))
    };
}
pub(crate) use this_file;
