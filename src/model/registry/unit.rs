//! A body (机关、单位) of the registry.

use super::{Spelling, list};
use crate::model::field::Field;
use crate::text::Spanned;

/// A body that issues, receives, leads or is inspected.
#[derive(Debug, Clone)]
pub struct Unit {
    /// Its id.
    pub id: Spanned<String>,
    /// Its full name (全称).
    pub name: Spanned<String>,
    /// Its standard short names (规范化简称), the usual one first.
    pub shorts: Vec<Spanned<String>>,
    /// Other names people use for it.
    pub aliases: Vec<Spanned<String>>,
    /// The codes its document numbers begin with (机关代字).
    pub prefixes: Vec<Spanned<String>>,
    /// Its level: nation, province, city, county ….
    pub level: Option<Spanned<String>>,
    /// The body above it, by id or name.
    pub parent: Option<Spanned<String>>,
    /// The region it serves: 蓬江区.
    pub region: Option<Spanned<String>>,
    /// The body that took over its work.
    pub successor: Option<Spanned<String>>,
    /// The last day it existed.
    pub valid_until: Option<Spanned<String>>,
    /// Its place among others (次序); the smaller stands first.
    pub order: Option<i64>,
}

impl Unit {
    /// Reads a body; one without id or name is the schema's business.
    pub(super) fn read(field: &Field) -> Option<Self> {
        Some(Self {
            id: field.words_of("id")?,
            name: field.words_of("name")?,
            shorts: list(field, "short"),
            aliases: list(field, "aliases"),
            prefixes: list(field, "prefixes"),
            level: field.words_of("level"),
            parent: field.words_of("parent"),
            region: field.words_of("region"),
            successor: field.words_of("successor"),
            valid_until: field.words_of("valid_until"),
            order: field.get("order").and_then(Field::integer),
        })
    }

    /// Every name it goes by. A region is no name: 蓬江区 is a place before it is an office.
    pub(super) fn names(&self) -> impl Iterator<Item = (&str, Spelling)> {
        let own = [(&self.name, Spelling::Full)].into_iter();
        let short = self.shorts.iter().map(|name| (name, Spelling::Short));
        let aliases = self.aliases.iter().map(|name| (name, Spelling::Alias));
        let id = [(&self.id, Spelling::Id)].into_iter();
        own.chain(short).chain(id).chain(aliases).map(|(name, how)| (name.value.as_str(), how))
    }

    /// What papers call it after its first mention: the short name, else the full one.
    pub fn short_name(&self) -> &str {
        self.shorts.first().map_or(self.name.value.as_str(), |short| short.value.as_str())
    }
}
