//! What a paper cites, in fields and in running text, and what the registry knows of it.

use std::ops::Range;

use crate::model::quoting::{self, Quote};
use crate::model::registry::CitationEntry;
use crate::model::{Field, Leaf, Paper, Registry, Said};

/// What the fields and the running text of a paper cite.
pub struct Sources<'s> {
    /// The fields that name a law or paper (引文), each with what it names.
    pub fields: Vec<(&'s Field, Option<&'s CitationEntry>)>,
    /// The running text that quotes titles or cites by holes, in the order it was written.
    pub prose: Vec<Citing<'s>>,
}

/// Running text that cites something.
pub struct Citing<'s> {
    /// The field.
    pub field: &'s Field,
    /// Its text.
    pub text: &'s str,
    /// Its holes, whatever they call.
    pub all_holes: &'s [Range<usize>],
    /// The titles it quotes.
    pub quotes: &'s [Quote],
    /// What its holes cite.
    pub holes: Vec<Cited<'s>>,
}

/// What a hole cites.
pub struct Cited<'s> {
    /// The id in the hole.
    pub id: &'s str,
    /// Where the id stands.
    pub range: Range<usize>,
    /// What it names.
    pub entry: Option<&'s CitationEntry>,
}

impl<'s> Sources<'s> {
    /// What a paper cites.
    pub fn of(paper: &'s Paper, registry: &'s Registry) -> Self {
        let known = |field: &'s Field| (field, registry.citation(field.text().unwrap_or_default()));
        let fields = paper.leaves(Leaf::Citation).map(known).collect();
        // Most texts cite nothing.
        let calls = |said: &Said| quoting::CITING.iter().any(|call| said.may_hold(call));
        let prose = paper.said_of(Leaf::Prose).filter(|said| said.may_have('《') || calls(said));
        let prose = prose.filter_map(|said| {
            let (quotes, holes) = (said.quotes(), quoting::cited(said.text(), said.holes()));
            let cited = |(id, range): (&'s str, Range<usize>)| {
                let entry = registry.citation(id);
                Cited { id, range, entry }
            };
            (!quotes.is_empty() || !holes.is_empty()).then(|| Citing {
                field: &said.field,
                text: said.text(),
                all_holes: said.holes(),
                quotes,
                holes: holes.into_iter().map(cited).collect(),
            })
        });
        Self { fields, prose: prose.collect() }
    }

    /// Every title that running text quotes, with the text.
    pub fn quotes(&self) -> impl Iterator<Item = (&Citing<'s>, &Quote)> {
        self.prose.iter().flat_map(|citing| citing.quotes.iter().map(move |quote| (citing, quote)))
    }
}
