//! A paper among the others of its set, with what many rules ask of it looked up once.
//!
//! Rules that hold a paper against its plan, its notice or the registries begin alike: whom do its
//! names mean, who works on its tasks, what does it abbreviate? So they go through the papers
//! together, one paper after the other, and share the answers; papers of the same issuers share
//! the reading of names too.

mod sources;
mod tree;

use std::cell::{OnceCell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::Arc;

use super::abbr::{self, Abbreviation};
use super::jobs::{self, Job};
use super::{Whole, claims, offices, ties};
use crate::calendar::Date;
use crate::model::citing::{self, Quoted};
use crate::model::facts::Phase;
use crate::model::mention::{self, Mention};
use crate::model::registry::Unit;
use crate::model::{Field, Leaf, Names, Paper, REGISTRIES, Reading, Set};
use crate::text::Spanned;

pub use sources::{Cited, Citing, Sources};
pub(super) use tree::Tree;

/// Where papers are read one after the other.
pub(super) struct Desk<'s> {
    whole: Arc<Whole<'s>>,
    circles: RefCell<BTreeMap<Vec<String>, Rc<Circle<'s>>>>,
}

/// The bodies around some issuers, as their papers name them.
struct Circle<'s> {
    issuers: Vec<String>,
    names: Names<'s>,
    members: RefCell<BTreeMap<String, Rc<[&'s Unit]>>>,
}

/// One paper or registry among the others.
pub struct Among<'s> {
    /// All of them.
    pub set: &'s Set,
    /// The paper.
    pub paper: &'s Paper,
    is_paper: bool,
    whole: Arc<Whole<'s>>,
    circle: Rc<Circle<'s>>,
    bodies: OnceCell<Vec<(&'s Field, Reading<'s>)>>,
    issuers: OnceCell<Vec<(&'s Field, &'s Unit)>>,
    upward: OnceCell<bool>,
    jobs: OnceCell<Vec<Job<'s>>>,
    abbreviations: OnceCell<Vec<Abbreviation<'s>>>,
    plan: OnceCell<Option<&'s Paper>>,
    phases: OnceCell<&'s [Phase]>,
    issued: OnceCell<Option<Spanned<Date>>>,
    lists: OnceCell<Vec<&'s Paper>>,
    sources: OnceCell<Sources<'s>>,
    tree: OnceCell<Tree<'s>>,
    carrier: OnceCell<Option<(&'s Paper, usize)>>,
    mentions: OnceCell<Vec<(&'s Field, Vec<Mention>)>>,
    about_all: OnceCell<Vec<&'s Field>>,
    quoted: OnceCell<Vec<Quoted<'s>>>,
}

impl<'s> Desk<'s> {
    /// An empty desk.
    pub(super) fn new(whole: &Arc<Whole<'s>>) -> Self {
        Self { whole: Arc::clone(whole), circles: RefCell::default() }
    }

    /// A paper or registry of the set among the others.
    pub(super) fn read(&self, paper: &'s Paper) -> Among<'s> {
        let set = self.whole.set();
        let issuers = set.issuers(paper);
        let mut known = self.circles.borrow_mut();
        let circle = if let Some(circle) = known.get(&issuers) {
            Rc::clone(circle)
        } else {
            let circle = Rc::new(Circle {
                issuers: issuers.clone(),
                names: set.names(paper),
                members: RefCell::default(),
            });
            Rc::clone(known.entry(issuers).or_insert(circle))
        };
        Among {
            set,
            paper,
            is_paper: !REGISTRIES.contains(&paper.kind.value.as_str()),
            whole: Arc::clone(&self.whole),
            circle,
            bodies: OnceCell::new(),
            issuers: OnceCell::new(),
            upward: OnceCell::new(),
            jobs: OnceCell::new(),
            abbreviations: OnceCell::new(),
            plan: OnceCell::new(),
            phases: OnceCell::new(),
            issued: OnceCell::new(),
            lists: OnceCell::new(),
            sources: OnceCell::new(),
            tree: OnceCell::new(),
            carrier: OnceCell::new(),
            mentions: OnceCell::new(),
            about_all: OnceCell::new(),
            quoted: OnceCell::new(),
        }
    }
}

impl<'s> Among<'s> {
    /// Whether it is a paper and no registry.
    pub fn is_paper(&self) -> bool {
        self.is_paper
    }

    /// The names of bodies as the paper reads them.
    pub fn names(&self) -> &Names<'s> {
        &self.circle.names
    }

    /// The bodies a name stands for: one, or the members of a group.
    pub fn members(&self, name: &str) -> Rc<[&'s Unit]> {
        if let Some(known) = self.circle.members.borrow().get(name) {
            return Rc::clone(known);
        }
        let members: Rc<[&Unit]> = self.names().members(name).into();
        self.circle.members.borrow_mut().insert(name.to_owned(), Rc::clone(&members));
        members
    }

    /// The bodies that it comes from as they are written: its issuers (发文机关), else those of the
    /// paper it is attached to or belongs to.
    pub fn origin(&self) -> &[String] {
        &self.circle.issuers
    }

    /// The fields that name a body, each with what the name stands for.
    pub fn bodies(&self) -> &[(&'s Field, Reading<'s>)] {
        self.bodies.get_or_init(|| {
            let named = self.paper.leaves(Leaf::Unit);
            named
                .map(|field| (field, self.names().read(field.text().unwrap_or_default())))
                .collect()
        })
    }

    /// The issuers (发文机关), when the registry knows every one of them.
    pub fn issuers(&self) -> &[(&'s Field, &'s Unit)] {
        self.issuers.get_or_init(|| offices::issuers(self.paper, self.names()))
    }

    /// The issuer of a paper that goes to a superior, and how high it stands, where that is known.
    pub fn from_below(&self) -> Option<(&'s Field, usize)> {
        let (issuer, unit) = self.issuers().first().filter(|_| self.upward())?;
        Some((*issuer, offices::rank(unit)?))
    }

    /// Whether it goes to a superior.
    pub fn upward(&self) -> bool {
        *self.upward.get_or_init(|| offices::upward(self.paper, self.names()))
    }

    /// Its tasks, and who works on them.
    pub fn jobs(&self) -> &[Job<'s>] {
        self.jobs.get_or_init(|| {
            let facts = &self.paper.facts;
            if facts.tasks.is_empty() {
                return Vec::new();
            }
            jobs::of_objects(self.paper, &self.tree().tasks)
        })
    }

    /// The abbreviations that it declares.
    pub fn abbreviations(&self) -> &[Abbreviation<'s>] {
        self.abbreviations.get_or_init(|| abbr::declared(self.paper))
    }

    /// The plan that it names as its own.
    pub fn plan(&self) -> Option<&'s Paper> {
        *self.plan.get_or_init(|| ties::plan_of(self.paper, self.set))
    }

    /// The phases that it speaks of.
    pub fn phases(&self) -> &'s [Phase] {
        self.phases.get_or_init(|| claims::phases_of(self.set, self.paper))
    }

    /// When it reaches its readers.
    pub fn issued(&self) -> Option<Spanned<Date>> {
        *self.issued.get_or_init(|| ties::issued(self.paper, self.set))
    }

    /// What it cites.
    pub fn sources(&self) -> &Sources<'s> {
        self.sources.get_or_init(|| Sources::of(self.paper, &self.set.registry))
    }

    /// What rules look for in its tree.
    pub fn tree(&self) -> &Tree<'s> {
        self.tree.get_or_init(|| Tree::of(&self.paper.root))
    }

    /// The paper that lists it as an attachment, with its place in the list from 1; 0 for the text
    /// that the paper issues.
    pub fn carrier(&self) -> Option<(&'s Paper, usize)> {
        *self.carrier.get_or_init(|| self.set.parent(&self.paper.id.value))
    }

    /// The prose that speaks of the phases of the whole: at the top, and where they are printed.
    pub fn about_all(&self) -> &[&'s Field] {
        self.about_all.get_or_init(|| {
            let places = self.tree().phases.iter().copied();
            let prose = std::iter::once(&self.paper.root).chain(places).flat_map(claims::prose);
            prose.filter(|prose| prose.text().is_some_and(|text| text.contains("阶段"))).collect()
        })
    }

    /// The prose that speaks of attachments by their numbers, with every place that does.
    pub fn mentions(&self) -> &[(&'s Field, Vec<Mention>)] {
        self.mentions.get_or_init(|| {
            let prose = self.paper.said_of(Leaf::Prose).filter(|said| said.may_hold("附件"));
            prose.map(|said| (&said.field, mention::find(said.text()))).collect()
        })
    }

    /// The titles that it quotes with their numbers.
    pub fn quoted(&self) -> &[Quoted<'s>] {
        self.quoted.get_or_init(|| {
            // Most papers quote nothing.
            let quotes = self.paper.said.iter().any(|said| said.may_have('《'));
            if quotes { citing::quoted(self.paper) } else { Vec::new() }
        })
    }

    /// The papers that it attaches.
    pub fn attached(&self) -> impl Iterator<Item = &'s Paper> + use<'s> {
        let set = self.set;
        let entries = self.paper.facts.attachments.iter();
        entries.filter_map(move |entry| set.paper(&entry.paper.value))
    }

    /// The papers whose list of attachments 附件1 may mean in it: its own when it has a list, else
    /// those of the papers that attach it, and of those that it issues.
    pub fn lists(&self) -> &[&'s Paper] {
        self.lists.get_or_init(|| {
            if !self.paper.facts.numbered().is_empty() {
                return vec![self.paper];
            }
            let issued = self.paper.facts.attachments.iter().filter(|entry| entry.is_issued());
            let issued = issued.filter_map(|entry| self.set.paper(&entry.paper.value));
            self.whole.carriers(&self.paper.id.value).chain(issued).collect()
        })
    }
}
