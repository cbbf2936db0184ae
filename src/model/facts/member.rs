//! A member (成员) of a leading group, and a contact (联系人): somebody a paper names.

use crate::model::field::Field;
use crate::text::Spanned;

/// Somebody a paper names.
#[derive(Debug, Clone)]
pub struct Member {
    /// The name (姓名), or the id in the register of people.
    pub name: Spanned<String>,
    /// The body they belong to (单位).
    pub unit: Option<Spanned<String>>,
    /// Their office there (职务).
    pub duty: Option<Spanned<String>>,
    /// Their telephone number (电话).
    pub phone: Option<Spanned<String>>,
}

impl Member {
    /// Lifts somebody; one without a name is the schema's business.
    pub(super) fn lift(field: &Field) -> Option<Self> {
        Some(Self {
            name: field.words_of("name")?,
            unit: field.words_of("unit"),
            duty: field.words_of("duty"),
            phone: field.words_of("phone"),
        })
    }
}
