//! An entry of a paper's list of attachments (附件).

use crate::model::field::{Field, Value};
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
    /// Whether it is the text that the paper issues (印发的正件) and no attachment: as its author
    /// says, else, once the set is whole, as the house has it.
    pub issued: Option<bool>,
    /// All of it.
    pub whole: Span,
}

impl Attachment {
    /// Whether it is no attachment but the text that the paper issues.
    pub fn is_issued(&self) -> bool {
        self.issued == Some(true)
    }

    /// Lifts an entry, written as a bare id or as an object with `paper`.
    pub(super) fn lift(field: &Field) -> Option<Self> {
        if let Some(paper) = field.words() {
            let whole = paper.span;
            return Some(Self { whole, paper, title: None, number: None, issued: None });
        }
        let number = field.get("number");
        let issued = field.get("issued").map(|field| &field.value);
        Some(Self {
            paper: field.words_of("paper")?,
            title: field.words_of("title"),
            number: number.and_then(|field| Some(Spanned::new(field.integer()?, field.span))),
            issued: if let Some(Value::Bool(issued)) = issued { Some(*issued) } else { None },
            whole: field.span,
        })
    }
}
