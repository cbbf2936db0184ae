//! What makes letters: the batch path of the back-end, behind a trait, so that all that keeps a
//! merge safe is tested without typesetting.

use crate::backend::Trouble;
use crate::doc::Doc;

/// One letter in one look, ready for any number of institutions.
pub trait Press: Sync {
    /// What a letter has of its own.
    type Own: Send;

    /// How many pages a letter has.
    fn pages(&self) -> usize;

    /// A hash of everything that a letter is made of, its row excepted.
    fn recipe(&self) -> &str;

    /// Lays out the letters of some rows, given by their values in the order of the columns.
    ///
    /// # Errors
    /// When one of them cannot be laid out.
    fn lay_out(&self, rows: &[&[String]]) -> Result<Vec<Self::Own>, Trouble>;

    /// Why a letter must not be printed.
    fn refusal(&self, own: &Self::Own) -> Option<Refusal>;

    /// A letter as a file.
    ///
    /// # Errors
    /// When it cannot be written.
    fn write(&self, own: &Self::Own) -> Result<Vec<u8>, Trouble>;

    /// One print run: a cover where there is one, and letters, each beginning on a new leaf where
    /// both sides are printed on.
    ///
    /// # Errors
    /// When it cannot be made.
    fn book(
        &self,
        cover: Option<&Doc>,
        letters: &[Self::Own],
        duplex: bool,
    ) -> Result<Vec<u8>, Trouble>;
}

/// Why a letter must not be printed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Refusal {
    /// Characters that no font has.
    pub missing: Vec<char>,
    /// The columns whose values do not fit where they are printed, from 0.
    pub beyond: Vec<usize>,
}
