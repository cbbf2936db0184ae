//! The pairs that an arrangement must avoid, one by one, with the reason and the place.

use std::collections::BTreeSet;

use super::facts::{Avoid, Avoided};
use super::{Names, Paper, Set};
use crate::text::Span;

/// A pair that must not be arranged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Barred<'a> {
    /// Who must not inspect, as `Names::identity` tells bodies apart.
    pub inspector: &'a str,
    /// Whom.
    pub inspected: &'a str,
    /// Why (理由).
    pub reason: &'a str,
    /// Where that is written.
    pub place: Span,
}

impl Set {
    /// Every pair that a paper's arrangement must avoid.
    pub fn barred<'a>(&'a self, paper: &'a Paper) -> Vec<Barred<'a>> {
        // Hardly any paper has something to avoid.
        if paper.facts.avoids.is_empty() {
            return Vec::new();
        }
        let names = self.names(paper);
        let mut papers = BTreeSet::<&str>::new();
        // An arrangement that is listed twice bars no more than once.
        let new = |avoid: &&'a Avoid| match &avoid.what {
            Avoided::Paper(id) => papers.insert(&id.value),
            Avoided::Between(..) | Avoided::OneWay(..) => true,
        };
        let avoids = paper.facts.avoids.iter().filter(new);
        avoids.flat_map(|avoid| self.pairs_of(&names, avoid)).collect()
    }

    fn pairs_of<'a>(&'a self, names: &Names<'a>, avoid: &'a Avoid) -> Vec<Barred<'a>> {
        let reason = avoid.reason.as_ref().map_or("", |reason| reason.value.as_str());
        let barred =
            |inspector, inspected| Barred { inspector, inspected, reason, place: avoid.whole };
        match &avoid.what {
            Avoided::Between(one, other) => {
                let (one, other) = (names.identity(&one.value), names.identity(&other.value));
                vec![barred(one, other), barred(other, one)]
            }
            Avoided::OneWay(from, to) => {
                vec![barred(names.identity(&from.value), names.identity(&to.value))]
            }
            Avoided::Paper(id) => {
                let Some(other) = self.paper(&id.value) else { return Vec::new() };
                let names = self.names(other);
                let pairs = other.facts.inspections.iter();
                let ends = |name| names.identity(name);
                pairs
                    .map(|pair| barred(ends(&pair.inspector.value), ends(&pair.inspected.value)))
                    .collect()
            }
        }
    }
}
