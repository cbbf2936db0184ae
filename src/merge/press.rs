//! What makes letters: the batch path of the back-end, behind a trait, so that all that keeps a
//! merge safe is tested without typesetting.

use crate::backend::Trouble;
use crate::backend::batch::{Cover, Letter, Own};

/// One letter in one look, ready for any number of institutions.
pub trait Press: Sync {
    /// What a letter has of its own.
    type Own: Send;

    /// How many pages a letter has.
    fn pages(&self) -> usize;

    /// The size of its first page, trimmed, in millimetres.
    fn size_mm(&self) -> (f64, f64);

    /// Whether letters can be bound into print runs.
    fn binds(&self) -> bool;

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
        cover: Option<Cover<'_>>,
        letters: &[Self::Own],
        duplex: bool,
    ) -> Result<Vec<u8>, Trouble>;
}

impl Press for Letter<'_> {
    type Own = Own;

    fn pages(&self) -> usize {
        self.pages()
    }

    fn size_mm(&self) -> (f64, f64) {
        self.size_mm()
    }

    fn binds(&self) -> bool {
        self.fast()
    }

    fn recipe(&self) -> &str {
        self.recipe()
    }

    fn lay_out(&self, rows: &[&[String]]) -> Result<Vec<Own>, Trouble> {
        self.lay_out(rows)
    }

    fn refusal(&self, own: &Own) -> Option<Refusal> {
        let refusal = || Refusal { missing: own.missing.clone(), beyond: own.beyond.clone() };
        (!own.sound()).then(refusal)
    }

    fn write(&self, own: &Own) -> Result<Vec<u8>, Trouble> {
        self.write(own)
    }

    fn book(
        &self,
        cover: Option<Cover<'_>>,
        letters: &[Own],
        duplex: bool,
    ) -> Result<Vec<u8>, Trouble> {
        self.book(cover, letters, duplex)
    }
}

/// Why a letter must not be printed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Refusal {
    /// Characters that no font has.
    pub missing: Vec<char>,
    /// The columns whose values do not fit where they are printed, from 0.
    pub beyond: Vec<usize>,
}
