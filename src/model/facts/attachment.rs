//! An entry of a paper's list of attachments (附件).

use crate::model::field::Field;
use crate::text::{Span, Spanned};

/// An entry of the list of attachments: a reference to a paper of the set, and what its author
/// states about it.
#[derive(Debug, Clone)]
pub struct Attachment {
    /// The id of the paper.
    pub paper: Spanned<String>,
    /// The title its author states; checked against the paper's own.
    pub title: Option<Spanned<String>>,
    /// The number its author states; checked against the place in the list.
    pub number: Option<Spanned<i64>>,
    /// All of it.
    pub whole: Span,
}

impl Attachment {
    /// Lifts an entry, written as a bare id or as an object with `paper`.
    pub(super) fn lift(field: &Field) -> Option<Self> {
        if let Some(paper) = field.words() {
            return Some(Self { whole: paper.span, paper, title: None, number: None });
        }
        let number = field.get("number");
        Some(Self {
            paper: field.words_of("paper")?,
            title: field.words_of("title"),
            number: number.and_then(|field| Some(Spanned::new(field.integer()?, field.span))),
            whole: field.span,
        })
    }
}
