//! Text that stands in two papers word for word.

use std::collections::BTreeMap;

use crate::model::{Field, Paper};
use crate::policy::wording;
use crate::text::Span;

/// How many characters running must agree before a run counts as copied: set phrases are shorter.
const RUN: usize = 16;

/// In how many papers a run is looked up: what more of them share is nobody's own.
const PLACES: usize = 4;

/// The running text of papers, ready to be looked up.
#[derive(Debug, Default)]
pub struct Shelf<'a> {
    papers: Vec<Running<'a>>,
    /// The first places of each run of `RUN` characters, each in another paper.
    runs: BTreeMap<u64, Vec<(usize, usize)>>,
}

/// The drafter's own words of a paper, one character after another.
#[derive(Debug)]
struct Running<'a> {
    paper: &'a Paper,
    fields: Vec<&'a Field>,
    /// Each character with its field and its place in that field's text.
    chars: Vec<(char, usize, usize)>,
}

/// How much of a paper stands in another.
#[derive(Debug)]
pub struct Copied<'a> {
    /// The other paper.
    pub from: &'a Paper,
    /// How many characters are copied from it.
    pub chars: usize,
    /// Of how many.
    pub of: usize,
    /// The longest run that is copied: here, and there.
    pub longest: (Span, Span),
    /// Its length in characters.
    pub run: usize,
}

impl Copied<'_> {
    /// The copied share in percent, rounded down.
    pub fn percent(&self) -> usize {
        self.chars * 100 / self.of.max(1)
    }
}

impl<'a> Running<'a> {
    fn of(paper: &'a Paper) -> Self {
        let (mut fields, mut chars) = (Vec::new(), Vec::new());
        for wording in wording::of(paper) {
            let own =
                wording.chars().filter(|(_, c)| !c.is_whitespace() && !matches!(c, '*' | '#'));
            chars.extend(own.map(|(at, c)| (c, fields.len(), at)));
            fields.push(wording.field);
        }
        Self { paper, fields, chars }
    }

    /// A digest of the run that begins at a place; none where it would leave the field.
    fn digest(&self, at: usize) -> Option<u64> {
        let run = self.chars.get(at..at + RUN)?;
        if run[0].1 != run[RUN - 1].1 {
            return None;
        }
        // FNV-1a: a wrong hit is harmless, for runs are compared before they count.
        let step = |sum: u64, one: &(char, usize, usize)| {
            (sum ^ u64::from(one.0)).wrapping_mul(0x0100_0000_01b3)
        };
        Some(run.iter().fold(0xcbf2_9ce4_8422_2325, step))
    }

    fn span(&self, from: usize, count: usize) -> Span {
        let (first, last) = (self.chars[from], self.chars[from + count - 1]);
        self.fields[first.1].at(first.2..last.2 + last.0.len_utf8())
    }

    /// How many characters agree from two places on, within one field of each.
    fn common(&self, at: usize, other: &Self, there: usize) -> usize {
        let (own, field) = (&self.chars[at..], self.chars[at].1);
        let (theirs, their_field) = (&other.chars[there..], other.chars[there].1);
        let same = own.iter().zip(theirs);
        same.take_while(|(a, b)| a.0 == b.0 && a.1 == field && b.1 == their_field).count()
    }
}

impl<'a> Shelf<'a> {
    /// The text of some papers.
    pub fn of(papers: impl IntoIterator<Item = &'a Paper>) -> Self {
        let mut shelf = Self::default();
        for paper in papers {
            let running = Running::of(paper);
            let place = shelf.papers.len();
            for at in 0..running.chars.len().saturating_sub(RUN - 1) {
                if let Some(digest) = running.digest(at) {
                    let places = shelf.runs.entry(digest).or_default();
                    if places.len() < PLACES && places.last().is_none_or(|last| last.0 != place) {
                        places.push((place, at));
                    }
                }
            }
            shelf.papers.push(running);
        }
        shelf
    }

    /// What of a paper stands in each paper of the shelf that `wanted` allows, the most copied
    /// first.
    pub fn copied(&self, paper: &Paper, wanted: impl Fn(&Paper) -> bool) -> Vec<Copied<'a>> {
        let own = Running::of(paper);
        let mut found: BTreeMap<usize, Copied<'a>> = BTreeMap::new();
        let mut at = 0;
        while at + RUN <= own.chars.len() {
            let hits = own.digest(at).and_then(|digest| self.runs.get(&digest));
            let mut hits = hits.into_iter().flatten();
            let Some(&(place, there)) = hits.find(|hit| wanted(self.papers[hit.0].paper)) else {
                at += 1;
                continue;
            };
            let other = &self.papers[place];
            let run = own.common(at, other, there);
            if run < RUN {
                at += 1;
                continue;
            }
            let longest = || (own.span(at, run), other.span(there, run));
            let of = own.chars.len();
            let copied = found.entry(place).or_insert_with(|| Copied {
                from: other.paper,
                chars: 0,
                of,
                longest: longest(),
                run,
            });
            copied.chars += run;
            if run > copied.run {
                (copied.longest, copied.run) = (longest(), run);
            }
            at += run;
        }
        let mut all: Vec<Copied<'a>> = found.into_values().collect();
        all.sort_by_key(|copied| std::cmp::Reverse(copied.chars));
        all
    }
}
