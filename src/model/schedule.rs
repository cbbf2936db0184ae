//! What happens when: every phase, task, inspection, deadline and recurring duty of a set, once.
//!
//! Calendars and time charts are made of this record and of nothing else, so that they can never
//! say different things. It is lifted from fields alone. A time that stands in running text only
//! (每年年底汇总工作情况) has neither a matter nor a unit that could be known for sure and is no
//! event; whoever wants it in a calendar gives it a field.

mod again;
mod merge;
mod read;

use std::collections::{BTreeMap, BTreeSet};

pub use again::Again;

use super::{Paper, Set};
use crate::calendar::{Date, Holidays};
use crate::text::{Span, Spanned};

/// Everything that happens, in the order it was written: papers by their paths, in each its own
/// order.
#[derive(Debug, Clone, Default)]
pub struct Schedule {
    /// The events.
    pub events: Vec<Event>,
}

/// Something that happens.
#[derive(Debug, Clone)]
pub struct Event {
    /// What tells it from the other events of its paper, whatever becomes of its dates:
    /// `task.flight`.
    pub key: String,
    /// What it is.
    pub kind: EventKind,
    /// What is to be done.
    pub title: Spanned<String>,
    /// The time as its paper writes it, with the year where that is left out.
    pub written: Spanned<String>,
    /// The days it means.
    pub when: When,
    /// For a deadline, whether it is left open that the day named still counts as in time: a bare
    /// 前 does not say.
    pub open: bool,
    /// Who takes part and how, as the paper names them: 牵头, 市医疗保障局.
    pub shares: Vec<Share>,
    /// Whoever takes part, by registered full names, groups taken apart; each once.
    pub units: Vec<String>,
    /// The paper that owns it.
    pub source: Origin,
    /// Other papers that say the same.
    pub also: Vec<Origin>,
    /// The plan (工作方案) that its paper is or belongs to.
    pub campaign: Option<String>,
    /// The phase it belongs to, as a place in this schedule.
    pub phase: Option<usize>,
}

/// What kind of event it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum EventKind {
    /// A phase (阶段).
    Phase,
    /// The time of a task (任务).
    Task,
    /// A visit of inspectors (检查).
    Inspection,
    /// A time limit (期限).
    Deadline,
    /// A duty that comes round (定期事项).
    Recurring,
}

impl EventKind {
    /// What it is called.
    pub fn zh(self) -> &'static str {
        match self {
            Self::Phase => "阶段",
            Self::Task => "任务",
            Self::Inspection => "检查",
            Self::Deadline => "期限",
            Self::Recurring => "定期事项",
        }
    }
}

/// On which days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum When {
    /// From one day to another, both included.
    Days(Date, Date),
    /// Again and again.
    Again(Again),
    /// On days that nobody can know yet: 自批准之日起30个工作日内.
    Unknown,
}

impl When {
    /// The first and the last day, when both are known.
    pub fn days(&self) -> Option<(Date, Date)> {
        match self {
            Self::Days(from, to) => Some((*from, *to)),
            Self::Again(_) | Self::Unknown => None,
        }
    }

    /// The first day of all.
    pub fn first(&self) -> Option<Date> {
        match self {
            Self::Days(from, _) => Some(*from),
            Self::Again(again) => Some(again.first),
            Self::Unknown => None,
        }
    }
}

/// How some bodies take part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Share {
    /// What they do: 牵头, 配合.
    pub part: &'static str,
    /// Who they are, as they were written.
    pub names: Vec<Spanned<String>>,
}

/// A paper that events come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// Its id.
    pub id: String,
    /// Its kind.
    pub kind: String,
    /// Its title, without 《》.
    pub title: String,
    /// Where that is written.
    pub place: Span,
    /// Its number, else that of the paper which issues it.
    pub number: Option<String>,
    /// Its date, else that of the paper which issues it.
    pub date: Option<Date>,
    /// Its issuers by their full names.
    pub issuers: Vec<String>,
}

impl Schedule {
    /// The schedule of all papers but those whose places are left out.
    pub fn of(set: &Set, without: &BTreeSet<usize>) -> Self {
        let families = families(set);
        let mut schedule = Self::default();
        for (at, paper) in set.papers.iter().enumerate() {
            if !without.contains(&at) {
                read::paper(set, paper, families.get(&at).copied(), &mut schedule.events);
            }
        }
        merge::once(set, &mut schedule);
        schedule
    }

    /// The events of a plan and of the papers that belong to it.
    pub fn of_campaign(set: &Set, plan: &str) -> Self {
        let families = families(set);
        let place = set.place(plan);
        let strangers = 0..set.papers.len();
        let strangers = strangers.filter(|at| families.get(at).copied() != place).collect();
        Self::of(set, &strangers)
    }

    /// Everybody who takes part in anything, with the places of the events.
    pub fn by_unit(&self) -> BTreeMap<&str, Vec<usize>> {
        let mut all: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (at, event) in self.events.iter().enumerate() {
            for unit in &event.units {
                all.entry(unit).or_default().push(at);
            }
        }
        all
    }
}

/// For each paper that is a plan or belongs to one, the place of that plan: what names it under
/// `campaign`, the paper that carries it as an attachment, and what that carries besides.
fn families(set: &Set) -> BTreeMap<usize, usize> {
    let mut plans: BTreeMap<usize, usize> = BTreeMap::new();
    for (at, paper) in set.papers.iter().enumerate() {
        let named = paper.root.get("campaign").and_then(super::Field::text);
        if let Some(plan) = named.and_then(|id| set.place(id.trim())) {
            plans.insert(at, plan);
            plans.insert(plan, plan);
        }
    }
    let first = |at: usize| {
        let carried = set.papers[at].facts.attachments.iter();
        let mut carried = carried.filter_map(|entry| set.place(&entry.paper.value));
        carried.find(|own| !set.papers[*own].facts.phases.is_empty())
    };
    for at in 0..set.papers.len() {
        let Some(plan) = plans.get(&at).copied().or_else(|| first(at)) else { continue };
        for entry in &set.papers[at].facts.attachments {
            if let Some(own) = set.place(&entry.paper.value) {
                plans.entry(own).or_insert(plan);
            }
        }
        plans.entry(at).or_insert(plan);
    }
    for (at, paper) in set.papers.iter().enumerate() {
        if !paper.facts.phases.is_empty() {
            plans.entry(at).or_insert(at);
        }
    }
    plans
}

/// The paper that issues another as its attachment.
fn carrier<'s>(set: &'s Set, paper: &Paper) -> Option<&'s Paper> {
    set.parent(&paper.id.value).map(|(carrier, _)| carrier)
}

/// Runs of days of rest between two days, both included, with the holiday each belongs to: an
/// empty name for weekends. Nothing of a year that is not loaded.
pub fn rests(holidays: &Holidays, from: Date, to: Date) -> Vec<(Date, Date, String)> {
    use crate::calendar::Kind;
    let mut runs: Vec<(Date, Date, String)> = Vec::new();
    let days = std::iter::successors(Some(from), |day| day.tomorrow().ok());
    for day in days.take_while(|day| *day <= to) {
        let name = match holidays.kind(day) {
            Some(Kind::Holiday(off)) => off.name.as_str(),
            Some(Kind::Weekend) => "",
            Some(Kind::Workday | Kind::MakeUp) | None => continue,
        };
        match runs.last_mut() {
            Some((_, last, own))
                if own == name && last.tomorrow().is_ok_and(|next| next == day) =>
            {
                *last = day;
            }
            _ => runs.push((day, day, name.to_owned())),
        }
    }
    runs
}
