//! The document numbers (发文字号) of a paper as the rules over their parts look at them.

use crate::model::{DocumentNumber, Leaf, Paper, Said};

/// How every number begins behind its code: a bracket and the digits of a year.
pub const WORDS: &[&str] = &["〔00", "[00", "［00", "(00", "（00", "【00", "〈00"];

/// The numbers in the texts of some meanings, with the texts they stand in.
pub fn all<const N: usize>(
    paper: &Paper,
    leaves: [Leaf; N],
) -> impl Iterator<Item = (&Said, &DocumentNumber)> {
    let texts = leaves.into_iter().flat_map(|leaf| paper.said_of(leaf));
    texts.flat_map(|said| said.numbers().iter().map(move |found| (said, found)))
}
