//! A collective name (统称) of the registry: 各县（市、区）医疗保障局.

use super::list;
use crate::model::field::Field;
use crate::text::Spanned;

/// A name for several bodies.
#[derive(Debug, Clone)]
pub struct Group {
    /// Its id.
    pub id: Spanned<String>,
    /// The name that papers print.
    pub name: Spanned<String>,
    /// Other names for it.
    pub aliases: Vec<Spanned<String>>,
    /// The body whose papers use it, where several cities have a group of this name.
    pub parent: Option<Spanned<String>>,
    /// The bodies it stands for, by any of their names.
    pub members: Vec<Spanned<String>>,
}

impl Group {
    /// Reads a group; one without id or name is the schema's business.
    pub(super) fn read(field: &Field) -> Option<Self> {
        Some(Self {
            id: field.words_of("id")?,
            name: field.words_of("name")?,
            aliases: list(field, "aliases"),
            parent: field.words_of("parent"),
            members: list(field, "members"),
        })
    }

    /// Every name it goes by.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        let names = [&self.name, &self.id].into_iter().chain(&self.aliases);
        names.map(|name| name.value.as_str())
    }
}
