//! A law or paper (引文) of the registry.

use crate::model::field::Field;
use crate::model::number::DocumentNumber;
use crate::model::quoting;
use crate::text::Spanned;

/// A law or paper that the set may cite.
#[derive(Debug, Clone)]
pub struct CitationEntry {
    /// Its id.
    pub id: Spanned<String>,
    /// Its title, without 《》.
    pub title: Spanned<String>,
    /// Its title as titles are compared.
    pub normal: String,
    /// Its document number; laws have none.
    pub number: Option<Spanned<String>>,
    /// Who issued it.
    pub issuer: Option<Spanned<String>>,
    /// When it came into force.
    pub effective: Option<Spanned<String>>,
    /// What repealed it.
    pub repealed_by: Option<Spanned<String>>,
}

impl CitationEntry {
    /// Reads an entry; one without id or title is the schema's business.
    pub(super) fn read(field: &Field) -> Option<Self> {
        let (id, title) = (field.words_of("id")?, field.words_of("title")?);
        Some(Self {
            id,
            normal: quoting::normal(&title.value),
            title,
            number: field.words_of("number"),
            issuer: field.words_of("issuer"),
            effective: field.words_of("effective"),
            repealed_by: field.words_of("repealed_by"),
        })
    }

    /// Its number in the standard's spelling.
    pub fn canonical_number(&self) -> Option<String> {
        let number = self.number.as_ref()?;
        let found = DocumentNumber::whole(&number.value);
        Some(found.map_or_else(|| number.value.clone(), |found| found.canonical()))
    }

    /// How it is cited: title, then number.
    pub fn cited(&self) -> String {
        let title = &self.title.value;
        // 《》 inside 《》 becomes 〈〉 (GB/T 15834-2011, 4.15).
        let title = title.replace('《', "〈").replace('》', "〉");
        match &self.number {
            Some(number) => format!("《{title}》（{number}）"),
            None => format!("《{title}》"),
        }
    }
}
