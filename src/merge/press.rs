//! What makes letters: the batch path of the back-end, behind a trait, so that all that keeps a
//! merge safe is tested without typesetting.

use crate::backend::Trouble;
use crate::diag::Words;
use crate::doc::Doc;

/// One letter in one look, ready for any number of institutions.
pub trait Press: Sync {
    /// How many pages a letter has.
    fn pages(&self) -> usize;

    /// A hash of everything that a letter is made of, its row excepted.
    fn recipe(&self) -> &str;

    /// Lays out the letters of some rows, given by their values in the order of the columns.
    ///
    /// # Errors
    /// When one of them cannot be laid out.
    fn lay_out<'a>(&'a self, rows: &[&[String]]) -> Result<Box<dyn Sheets + 'a>, Trouble>;

    /// One print run: a cover where there is one, and the letters of some rows, each beginning on
    /// a new leaf where both sides are printed on.
    ///
    /// # Errors
    /// When it cannot be made.
    fn book(
        &self,
        cover: Option<&Doc>,
        rows: &[&[String]],
        duplex: bool,
    ) -> Result<Vec<u8>, Trouble>;
}

/// The letters of some rows, laid out.
pub trait Sheets {
    /// Why a letter must not be printed: characters are missing, a value leaves its line.
    fn refusal(&self, nth: usize) -> Option<Refusal>;

    /// A letter as a file.
    ///
    /// # Errors
    /// When it cannot be written.
    fn write(&self, nth: usize) -> Result<Vec<u8>, Trouble>;
}

/// Why a letter is not printed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Refusal {
    /// Characters that no font has.
    pub missing: Vec<char>,
    /// The columns whose values do not fit, from 0.
    pub beyond: Vec<usize>,
    /// What else went wrong.
    pub trouble: Option<Words>,
}
