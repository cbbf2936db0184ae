//! The superior's paper that a paper carries out (落实上级文件).

use crate::model::field::Field;
use crate::text::Spanned;

/// A reference to the paper that is carried out.
#[derive(Debug, Clone)]
pub struct Implements {
    /// The id of the superior's paper.
    pub paper: Spanned<String>,
}

impl Implements {
    /// Lifts the reference.
    pub(super) fn lift(field: &Field) -> Option<Self> {
        Some(Self { paper: field.words()? })
    }
}
