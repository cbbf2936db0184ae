//! The document numbers (发文字号) of a paper as the rules over their parts look at them.

use crate::model::{DocumentNumber, Leaf, Paper, Said};

/// How every number begins behind its code: a bracket and the digits of a year.
pub const WORDS: &[&str] = &["〔00", "[00", "［00", "(00", "（00", "【00", "〈00"];

/// The numbers of a paper with the texts they stand in: first its own, then those in running text,
/// then those of what it cites.
pub fn all(paper: &Paper) -> impl Iterator<Item = (&Said, &DocumentNumber)> {
    let leaves = [Leaf::DocumentNumber, Leaf::Prose, Leaf::Citation];
    let texts = leaves.into_iter().flat_map(|leaf| paper.said_of(leaf));
    texts.flat_map(|said| said.numbers().iter().map(move |found| (said, found)))
}
