//! A paper against the superior paper it implements (落实): what is demanded, and what answers it.
//!
//! Anything with an id that a schema calls a task, a clause or a phase can be demanded; anything
//! with `answers` (承接) answers. The link itself keeps a fingerprint of what was answered, so that
//! a later change of the superior paper leaves it suspect.

mod statement;

use std::collections::{BTreeMap, BTreeSet};

use sha2::{Digest, Sha256};

pub use statement::{Obligation, Statement, Target};

use super::field::{Field, Leaf, Value};
use super::{Paper, Set, TimeUse};
use crate::text::{Span, Spanned};

/// The id of the demand that a paper's own `reporting` (报送) makes, which needs no other.
pub const REPORTING: &str = "reporting";

/// What a superior paper demands.
#[derive(Debug)]
pub struct Demand<'a> {
    /// Its id.
    pub id: Spanned<String>,
    /// What it says.
    pub says: Statement<'a>,
    /// What its words come to; changes when they do.
    pub fingerprint: String,
}

/// What answers a demand.
#[derive(Debug)]
pub struct Answer<'a> {
    /// The paper it stands in: the implementing one, or one that belongs to it.
    pub paper: &'a Paper,
    /// The id it names, with its place.
    pub to: Spanned<String>,
    /// Whether the link is written in `answers`, and not understood of itself.
    pub written: bool,
    /// The fingerprint it was confirmed against.
    pub confirmed: Option<String>,
    /// The demand it answers, as a place in `demands`; none when there is no such demand.
    pub demand: Option<usize>,
    /// What it says.
    pub says: Statement<'a>,
}

/// A demand that the implementing paper leaves to others, and why.
#[derive(Debug)]
pub struct Waiver {
    /// The id, with its place.
    pub id: Spanned<String>,
    /// Why it is not answered.
    pub reason: String,
}

/// An implementing paper and its superior.
#[derive(Debug)]
pub struct Implementing<'a> {
    /// The paper that implements.
    pub paper: &'a Paper,
    /// Where it says so.
    pub link: Span,
    /// The paper that is implemented.
    pub superior: &'a Paper,
    /// Everything that is demanded, in the order it was written.
    pub demands: Vec<Demand<'a>>,
    /// Everything that answers, in the order it was written.
    pub answers: Vec<Answer<'a>>,
    /// What is expressly not answered.
    pub waivers: Vec<Waiver>,
}

/// Every pair of an implementing paper and its superior in a set.
pub fn all(set: &Set) -> Vec<Implementing<'_>> {
    let mut campaigns = Campaigns::new();
    for paper in &set.papers {
        if let Some(campaign) = paper.root.get("campaign").and_then(Field::text) {
            campaigns.entry(campaign).or_default().push(paper);
        }
    }
    let mut found = Vec::new();
    for paper in &set.papers {
        let links = paper.root.items_of("implements").iter();
        found.extend(links.filter_map(|link| read(set, paper, link, &campaigns)));
    }
    found
}

/// The papers that name a campaign (所属专项), by its id.
type Campaigns<'a> = BTreeMap<&'a str, Vec<&'a Paper>>;

fn read<'a>(
    set: &'a Set,
    paper: &'a Paper,
    link: &'a Field,
    campaigns: &Campaigns<'a>,
) -> Option<Implementing<'a>> {
    let superior = set.paper(link.text()?).filter(|other| other.source != paper.source)?;
    let demands = demands(superior);
    let places: BTreeMap<&str, usize> =
        demands.iter().enumerate().map(|(at, demand)| (demand.id.value.as_str(), at)).collect();
    let mut found: Vec<Answer<'a>> = Vec::new();
    for own in belonging(set, paper, campaigns) {
        found.extend(answers(own, &places));
    }
    let waivers = paper.root.items_of("waives").iter().filter_map(|field| {
        let reason = field.words_of("reason").map_or_else(String::new, |words| words.value);
        Some(Waiver { id: field.words_of("clause")?, reason })
    });
    let (link, waivers) = (link.inside(), waivers.collect());
    Some(Implementing { paper, link, superior, demands, answers: found, waivers })
}

/// The paper itself, what it attaches, and what names it as its campaign, each once.
fn belonging<'a>(set: &'a Set, paper: &'a Paper, campaigns: &Campaigns<'a>) -> Vec<&'a Paper> {
    let attached = paper.facts.attachments.iter();
    let attached = attached.filter_map(|entry| set.paper(&entry.paper.value));
    let naming = campaigns.get(paper.id.value.as_str()).into_iter().flatten().copied();
    let mut sources = BTreeSet::new();
    let all = std::iter::once(paper).chain(attached).chain(naming);
    all.filter(|own| sources.insert(own.source)).collect()
}

/// What a paper demands of those who implement it.
fn demands(paper: &Paper) -> Vec<Demand<'_>> {
    let times = times(paper);
    let mut found = Vec::new();
    paper.root.walk(&mut |field| {
        let stated = matches!(field.fact(), Some("task" | "clause" | "phase"));
        let Some(id) = field.words_of("id").filter(|_| stated) else { return };
        // The tasks of a phase demand, and the phase that holds them only groups them.
        if field.items_of("tasks").iter().all(|task| task.get("id").is_none()) {
            found.push(demand(id, field, &times));
        }
    });
    if let Some(reporting) = paper.root.get(REPORTING) {
        let id = Spanned::new(REPORTING.to_owned(), reporting.head());
        found.push(demand(id, reporting, &times));
    }
    found
}

fn demand<'a>(id: Spanned<String>, field: &'a Field, times: &Times<'a>) -> Demand<'a> {
    Demand { id, says: Statement::read(field, times), fingerprint: fingerprint(field) }
}

/// What in a paper answers; its own reporting answers the superior's.
fn answers<'a>(paper: &'a Paper, places: &BTreeMap<&str, usize>) -> Vec<Answer<'a>> {
    let times = times(paper);
    let mut found = Vec::new();
    paper.root.walk(&mut |field| {
        for link in field.items_of("answers") {
            let Some(text) = link.text() else { continue };
            let (id, confirmed) =
                text.split_once('@').map_or((text, None), |(id, sum)| (id, Some(sum.to_owned())));
            let to = Spanned::new(id.to_owned(), link.inside());
            let (demand, says) = (places.get(id).copied(), Statement::read(field, &times));
            found.push(Answer { paper, to, written: true, confirmed, demand, says });
        }
    });
    let linked = |found: &[Answer<'_>]| found.iter().any(|answer| answer.to.value == REPORTING);
    if let (Some(own), Some(at)) = (paper.root.get(REPORTING), places.get(REPORTING))
        && !linked(&found)
    {
        let to = Spanned::new(REPORTING.to_owned(), own.head());
        let says = Statement::read(own, &times);
        found.push(Answer { paper, to, written: false, confirmed: None, demand: Some(*at), says });
    }
    found
}

/// The times of a paper's fields by the place they begin at.
type Times<'a> = BTreeMap<usize, &'a TimeUse>;

fn times(paper: &Paper) -> Times<'_> {
    let fields = paper.facts.times.iter().filter(|time| time.leaf != Leaf::Prose);
    fields.map(|time| (time.span.bytes().start, time)).collect()
}

/// A digest of everything an object says, whatever way it is wrapped into lines.
fn fingerprint(field: &Field) -> String {
    let mut digest = Sha256::new();
    field.walk(&mut |inner| {
        if matches!(inner.name.as_str(), "id" | "answers") {
            return;
        }
        let said = match &inner.value {
            Value::Text(text, _) => text.split_whitespace().collect::<String>(),
            Value::Number(number) => number.to_string(),
            Value::Bool(value) => value.to_string(),
            Value::Null | Value::List(_) | Value::Map(_) => return,
        };
        digest.update(inner.name.as_bytes());
        digest.update([0]);
        digest.update(said.as_bytes());
        digest.update([0]);
    });
    digest.finalize().iter().take(4).fold(String::new(), |text, byte| format!("{text}{byte:02x}"))
}

impl<'a> Implementing<'a> {
    /// The answers that name a demand there is, each with it.
    pub fn answered(&self) -> impl Iterator<Item = (&Answer<'a>, &Demand<'a>)> {
        self.answers.iter().filter_map(|own| Some((own, &self.demands[own.demand?])))
    }

    /// The answers that are due later than the demand they answer, each with it.
    pub fn later(&self) -> impl Iterator<Item = (&Answer<'a>, &Demand<'a>)> {
        self.answered().filter(|(own, demand)| {
            let days = own.says.last_day().zip(demand.says.last_day());
            days.is_some_and(|(ours, theirs)| ours > theirs)
        })
    }

    /// What answers the demand at this place.
    pub fn answers_to(&self, at: usize) -> impl Iterator<Item = &Answer<'a>> {
        self.answers.iter().filter(move |own| own.demand == Some(at))
    }

    /// Why the demand of this id is expressly not answered.
    pub fn waiver(&self, id: &str) -> Option<&Waiver> {
        self.waivers.iter().find(|waiver| waiver.id.value == id)
    }

    /// The demands that nothing answers and nobody has waived.
    pub fn unanswered(&self) -> impl Iterator<Item = &Demand<'a>> {
        let answered: BTreeSet<usize> = self.answers.iter().filter_map(|own| own.demand).collect();
        let waived: BTreeSet<&str> =
            self.waivers.iter().map(|waiver| waiver.id.value.as_str()).collect();
        let open = move |(at, demand): &(usize, &Demand<'a>)| {
            !answered.contains(at) && !waived.contains(demand.id.value.as_str())
        };
        self.demands.iter().enumerate().filter(open).map(|(_, demand)| demand)
    }
}

impl Answer<'_> {
    /// Whether it was confirmed against other words than the demand has now.
    pub fn suspect(&self, demand: &Demand<'_>) -> bool {
        self.confirmed.as_ref().is_some_and(|sum| *sum != demand.fingerprint)
    }
}
