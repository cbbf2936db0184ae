//! Who inspects whom (交叉检查的一对).

use crate::model::field::Field;
use crate::text::{Span, Spanned};

/// One pair of a cross-inspection.
#[derive(Debug, Clone)]
pub struct Inspection {
    /// Who inspects (检查单位).
    pub inspector: Spanned<String>,
    /// Who is inspected (被检查单位).
    pub inspected: Spanned<String>,
    /// All of it.
    pub whole: Span,
}

impl Inspection {
    /// Lifts a pair from its object; a pair with a missing end is the schema's business.
    pub(super) fn lift(field: &Field) -> Option<Self> {
        Some(Self {
            inspector: field.words_of("inspector")?,
            inspected: field.words_of("inspected")?,
            whole: field.span,
        })
    }
}
