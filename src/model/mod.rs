//! The set of papers as rules and templates see it: records, facts and registries.

pub mod amount;
pub mod avoiding;
pub mod citing;
mod ear;
mod edition;
pub mod facts;
pub mod field;
pub mod implementing;
mod instance;
mod leaves;
mod lower;
pub mod mention;
pub mod number;
pub mod quoting;
mod reading;
pub mod registry;
mod said;
pub mod schedule;
pub mod sheet;
mod writing;

use std::collections::BTreeMap;

pub use ear::{Awaited, Ear, Heard};
pub use edition::Edition;
pub use facts::{Facts, TimeUse};
pub use field::{Field, Leaf, Sensitivity, Value};
pub use number::DocumentNumber;
pub use reading::{Kept, Parsed};
pub use registry::{Body, IssuedText, Layout, Names, PageNumber, Reading, Registry, Spelling};
pub use said::{Chars, Said, Worded};
pub use writing::Writing;

use leaves::Leaves;

use crate::calendar::Context;
use crate::text::{SourceId, Span, Spanned};

/// How far a paper has come.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Status {
    /// It is being written; it may lack number and date.
    #[default]
    Draft,
    /// It has been issued.
    Issued,
    /// It is an example and never valid; every page says so.
    Sample,
}

/// One paper of the set.
#[derive(Debug)]
pub struct Paper {
    /// Its source.
    pub source: SourceId,
    /// The path of its source inside the workspace.
    pub path: String,
    /// Its kind.
    pub kind: Spanned<String>,
    /// Its id; the file's stem where none is written.
    pub id: Spanned<String>,
    /// Whether it can be read and is what the schema of its kind wants.
    pub valid: bool,
    /// How far it has come.
    pub status: Status,
    /// The year that a bare month in it belongs to.
    pub context: Context,
    /// The whole record.
    pub root: Field,
    /// What is lifted from it.
    pub facts: Facts,
    /// Its texts, whatever they mean, in the order they were written.
    pub said: Vec<Said>,
    /// Whose words stand in its texts.
    pub heard: Heard,
    /// The characters that may stand in its texts.
    pub chars: Chars,
    leaves: Leaves,
}

/// All papers of a run, and what they refer to.
#[derive(Debug, Default)]
pub struct Set {
    /// The papers, in the order of their paths.
    pub papers: Vec<Paper>,
    /// The registries.
    pub registry: Registry,
    /// Every record that is no paper: registries and settings, for rules over leaves.
    pub records: Vec<Paper>,
    ids: BTreeMap<String, usize>,
    /// For each attached id, the paper that lists it and its place in the list from 1.
    parents: BTreeMap<String, (usize, usize)>,
}

/// The kinds that are registries and settings and never printed.
pub const REGISTRIES: [&str; 6] = ["units", "groups", "people", "citations", "calendar", "house"];

impl Set {
    /// Makes the set of all records.
    pub fn new(records: impl IntoIterator<Item = Paper>) -> Self {
        let (records, mut set) = (records.into_iter(), Self::default());
        // A record is not moved again and again as more come.
        set.papers.reserve(records.size_hint().0);
        for record in records {
            if REGISTRIES.contains(&record.kind.value.as_str()) {
                set.registry.add(&record.kind.value, &record.root);
                set.records.push(record);
            } else {
                set.papers.push(record);
            }
        }
        set.registry.index();
        set.tell_issued();
        for (at, paper) in set.papers.iter().enumerate() {
            set.ids.entry(paper.id.value.clone()).or_insert(at);
            let mut place = 0;
            for entry in &paper.facts.attachments {
                place += usize::from(!entry.is_issued());
                let place = if entry.is_issued() { 0 } else { place };
                set.parents.entry(entry.paper.value.clone()).or_insert((at, place));
            }
        }
        set
    }

    /// The paper with this id. The first keeps an id that two claim.
    pub fn paper(&self, id: &str) -> Option<&Paper> {
        self.place(id).map(|at| &self.papers[at])
    }

    /// Where in `papers` the paper with this id stands.
    pub fn place(&self, id: &str) -> Option<usize> {
        self.ids.get(id).copied()
    }

    /// The ids of all papers.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.ids.keys().map(String::as_str)
    }

    /// Tells the texts that papers issue (印发的正件) from their attachments, where the house
    /// wants it and their authors say nothing: by the title of the paper that carries them.
    fn tell_issued(&mut self) {
        if self.registry.layout.issued_text != IssuedText::Main {
            return;
        }
        let titles: BTreeMap<String, String> = self
            .papers
            .iter()
            .filter_map(|paper| Some((paper.id.value.clone(), paper.title()?.value)))
            .collect();
        for paper in &mut self.papers {
            let Some(title) = paper.title().filter(|title| title.value.contains("印发")) else {
                continue;
            };
            for entry in &mut paper.facts.attachments {
                let named =
                    titles.get(&entry.paper.value).is_some_and(|own| title.value.contains(own));
                entry.issued = entry.issued.or(Some(named));
            }
        }
    }

    /// The paper that lists this one as an attachment, with its place in the list from 1; 0 for
    /// the text that the paper issues. The first counts where several list it.
    pub fn parent(&self, id: &str) -> Option<(&Paper, usize)> {
        self.parents.get(id).map(|(at, place)| (&self.papers[*at], *place))
    }

    /// The names of bodies as a paper reads them: from its issuers, else from those of the paper
    /// it is attached to or belongs to.
    pub fn names(&self, paper: &Paper) -> Names<'_> {
        self.registry.names(self.issuers(paper).iter().map(String::as_str))
    }

    /// The bodies a paper comes from: its issuers (发文机关), else those of the paper it is attached
    /// to or belongs to.
    pub fn issuers(&self, paper: &Paper) -> Vec<String> {
        let issuers = |paper: &Paper| -> Vec<String> {
            let items = paper.root.items_of("issuer").iter();
            items.filter_map(Field::text).map(str::to_owned).collect()
        };
        let holder = || self.parent(&paper.id.value).map(|(holder, _)| holder);
        let campaign = || self.paper(paper.root.get("campaign")?.text()?);
        let mut found = issuers(paper);
        for other in [holder(), campaign()].into_iter().flatten() {
            if found.is_empty() {
                found = issuers(other);
            }
        }
        found
    }

    /// Whether an issuer of a paper is registered nowhere, which `unit-unknown` tells: until it is,
    /// nobody can know which city's bodies the paper's short names mean.
    pub fn homeless(&self, paper: &Paper) -> bool {
        self.issuers(paper).iter().any(|issuer| !self.registry.is_known(issuer))
    }

    /// Papers and registries: everything that has leaves.
    pub fn all(&self) -> impl Iterator<Item = &Paper> {
        self.papers.iter().chain(&self.records)
    }
}

impl Paper {
    /// Its title (标题), when it has one.
    pub fn title(&self) -> Option<Spanned<String>> {
        self.root.words_of("title")
    }

    /// The time that a field at the top holds: `date` (成文日期), `period` (起止时间).
    pub fn time(&self, key: &str) -> Option<&TimeUse> {
        let field = self.root.get(key)?;
        let place = field.at(0..field.text()?.len());
        self.facts.times.iter().find(|time| time.span == place && time.leaf == field.leaf)
    }

    /// The folder of its source.
    pub fn folder(&self) -> &str {
        self.path.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// Every field of one meaning that holds words, in the order it was written.
    pub fn leaves(&self, leaf: Leaf) -> impl Iterator<Item = &Field> {
        self.said_of(leaf).map(|said| &said.field)
    }

    /// Every text of one meaning, in the order it was written.
    pub fn said_of(&self, leaf: Leaf) -> impl Iterator<Item = &Said> {
        self.leaves.places(leaf).map(|at| &self.said[at])
    }

    /// Every field that holds words, whatever they mean.
    pub fn texts(&self) -> impl Iterator<Item = &Field> {
        self.said.iter().map(|said| &said.field)
    }

    /// Where to point when the paper itself is meant.
    pub fn head(&self) -> Span {
        self.title().map_or(self.id.span, |title| title.span)
    }
}
