//! What a quoted title and its number say about each other, by everything the set knows.

use std::collections::BTreeMap;

use super::field::{Field, Leaf};
use super::quoting::{self, Quote, QuotedNumber, normal};
use super::registry::{CitationEntry, Unit};
use super::{Paper, Set};
use crate::text::{Span, Spanned};

/// A law or paper that can be quoted: a registered one, or one of the set itself.
#[derive(Debug)]
pub struct Known {
    /// Its title as it is printed.
    pub title: Spanned<String>,
    /// Its number in its one spelling, and where it is written.
    pub number: Option<Spanned<String>>,
    normal: String,
}

/// Everything that can be quoted.
#[derive(Debug, Default)]
pub struct Shelf {
    all: Vec<Known>,
    titles: BTreeMap<String, Vec<usize>>,
    numbers: BTreeMap<String, Vec<usize>>,
}

/// How a quoted title and its number stand to each other.
#[derive(Debug)]
pub enum Standing<'a> {
    /// They belong together, or nothing is known against it.
    Fits,
    /// The title is known with another number.
    OtherNumber(&'a Known),
    /// The number is known with another title.
    OtherTitle(&'a Known),
    /// The title names one body and the number's code (机关代字) belongs to another.
    OtherIssuer {
        /// The body that the title names.
        named: &'a Unit,
        /// The body whose code it is.
        owner: &'a Unit,
    },
    /// Neither is known.
    Unknown,
}

impl Shelf {
    /// Everything that papers of this set can quote.
    pub fn of(set: &Set) -> Self {
        let mut shelf = Self::default();
        set.registry.citations.iter().for_each(|entry| shelf.add(registered(entry)));
        set.papers.iter().filter_map(|paper| own(set, paper)).for_each(|known| shelf.add(known));
        shelf
    }

    fn add(&mut self, known: Known) {
        let at = self.all.len();
        self.titles.entry(known.normal.clone()).or_default().push(at);
        if let Some(number) = &known.number {
            self.numbers.entry(number.value.clone()).or_default().push(at);
        }
        self.all.push(known);
    }

    fn get<'a>(&'a self, found: Option<&'a Vec<usize>>) -> impl Iterator<Item = &'a Known> {
        found.into_iter().flatten().map(|at| &self.all[*at])
    }

    /// What is known of this title.
    pub fn titled(&self, title: &str) -> impl Iterator<Item = &Known> {
        self.get(self.titles.get(title))
    }

    /// What is known of this number.
    pub fn numbered(&self, number: &str) -> impl Iterator<Item = &Known> {
        self.get(self.numbers.get(number))
    }

    /// The titles that are known, as they are compared.
    pub fn titles(&self) -> impl Iterator<Item = &str> {
        self.titles.keys().map(String::as_str)
    }

    /// How a title and the number behind it stand to each other.
    pub fn judge<'a>(&'a self, set: &'a Set, title: &str, number: &QuotedNumber) -> Standing<'a> {
        let same =
            |known: &&Known| known.number.as_ref().is_some_and(|own| own.value == number.canonical);
        if self.titled(title).any(|known| same(&known)) {
            return Standing::Fits;
        }
        // A title is often quoted without its issuer, and an enclosed paper with the number of
        // the notice that issues it: a title inside the other is no contradiction.
        let related =
            |known: &&Known| known.normal.contains(title) || title.contains(&known.normal);
        let mut of_number = self.numbered(&number.canonical).peekable();
        if of_number.peek().is_some() {
            let other = of_number.find(related).is_none();
            let first = self.numbered(&number.canonical).next().filter(|_| other);
            return first.map_or(Standing::Fits, Standing::OtherTitle);
        }
        let numbered = self.titled(title).find(|known| known.number.is_some());
        if let Some(known) = numbered.filter(|known| comparable(known, number)) {
            return Standing::OtherNumber(known);
        }
        match issuers(set, title, number) {
            Some((named, owner)) => Standing::OtherIssuer { named, owner },
            None if self.titled(title).next().is_some() => Standing::Fits,
            None => Standing::Unknown,
        }
    }
}

/// A number of a paper says nothing about the number of an order: a regulation has had both.
fn comparable(known: &Known, number: &QuotedNumber) -> bool {
    let own = known.number.as_ref().map_or("", |own| own.value.as_str());
    own.contains('〔') == number.prefix.is_some()
}

/// The body that a title names alone, and the other body that the number's code belongs to.
fn issuers<'a>(set: &'a Set, title: &str, number: &QuotedNumber) -> Option<(&'a Unit, &'a Unit)> {
    let owner = set.registry.prefix_owner(number.prefix.as_deref()?)?;
    let verbs = ["关于", "印发", "转发"];
    let named = set.registry.units.iter().find(|unit| {
        let rest = title.strip_prefix(unit.name.value.as_str());
        rest.is_some_and(|rest| verbs.iter().any(|verb| rest.starts_with(verb)))
    })?;
    (named.id.value != owner.id.value).then_some((named, owner))
}

fn registered(entry: &CitationEntry) -> Known {
    let spelt =
        |number: &Spanned<String>| Spanned::new(quoting::canonical(&number.value), number.span);
    Known {
        title: entry.title.clone(),
        number: entry.number.as_ref().map(spelt),
        normal: entry.normal.clone(),
    }
}

/// A paper of the set; an attachment goes by the number of the paper that issues it.
fn own(set: &Set, paper: &Paper) -> Option<Known> {
    let title = paper.title()?;
    let number = number_of(paper).or_else(|| number_of(set.parent(&paper.id.value)?.0));
    let normal = normal(&title.value);
    Some(Known { title, number, normal })
}

fn number_of(paper: &Paper) -> Option<Spanned<String>> {
    let number = paper.root.words_of("number")?;
    Some(Spanned::new(quoting::canonical(&number.value), number.span))
}

/// A title that a paper quotes with a number.
pub struct Quoted<'a> {
    /// The field it stands in.
    pub field: &'a Field,
    /// The title, as it is compared.
    pub title: String,
    /// Where the title stands, with its marks.
    pub span: Span,
    /// The number.
    pub number: QuotedNumber,
}

/// Every title that a paper quotes with a number, in running text and in fields.
pub fn quoted(paper: &Paper) -> Vec<Quoted<'_>> {
    let mut found = Vec::new();
    for field in paper.texts() {
        if !matches!(field.leaf, Leaf::Prose | Leaf::Text | Leaf::Citation) {
            continue;
        }
        for Quote { range, title, number } in quoting::find(field.text().unwrap_or_default()) {
            if let (Some(title), Some(number)) = (title, number) {
                found.push(Quoted { field, title, span: field.at(range), number });
            }
        }
    }
    found
}
