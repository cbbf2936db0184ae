//! A person (人员) of the registry.

use crate::model::field::Field;
use crate::text::Spanned;

/// Somebody a paper may name as a contact or a signer.
#[derive(Debug, Clone)]
pub struct Person {
    /// The id.
    pub id: Option<Spanned<String>>,
    /// The name.
    pub name: Spanned<String>,
    /// The body they belong to.
    pub unit: Option<Spanned<String>>,
    /// Their office (职务).
    pub duty: Option<Spanned<String>>,
    /// Their telephone number.
    pub phone: Option<Spanned<String>>,
    /// Whether the number is their own (个人电话) and must not be printed.
    pub private: bool,
    /// The last day on which all this holds.
    pub valid_until: Option<Spanned<String>>,
}

impl Person {
    /// Reads a person; one without a name is the schema's business.
    pub(super) fn read(field: &Field) -> Option<Self> {
        Some(Self {
            id: field.words_of("id"),
            name: field.words_of("name")?,
            unit: field.words_of("unit"),
            duty: field.words_of("duty"),
            phone: field.words_of("phone"),
            private: field.get("phone_class").and_then(Field::text) == Some("personal"),
            valid_until: field.words_of("valid_until"),
        })
    }
}
