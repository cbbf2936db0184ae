//! Rosters (名册): one row for each institution that gets a letter of its own. The columns are the
//! fields that a letter's schema keeps for such an institution, by their Chinese names.

mod blank;
mod check;
pub mod code;
mod flaw;
mod identity;
mod read;
mod sample;
mod spool;

pub use blank::{csv, inert, record, xlsx};
#[cfg(test)]
use check::open_rows;
pub use check::{Demands, Opened, counties, open};
pub use flaw::{Flaw, Place, letters, masked};
pub use identity::{identity, serial};
pub use read::{Cell, Each, Kind, Record, Stop, Table, read, read_from};
pub use sample::{MOST, Sample, Sort};
pub(crate) use spool::temporary;
pub use spool::{Roster, Row, Spool};

use crate::schema::Schemas;

/// The field of a letter that holds what is known of one institution.
const FIELDS: &str = "fields";

/// A column of a roster.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Column {
    /// The field it fills, by its English key.
    pub key: String,
    /// Its Chinese name, which stands at its head.
    pub name: String,
    /// What is to be written under it.
    pub about: String,
    /// What its values are: `credit-code`, `phone`, `text` ….
    pub leaf: String,
    /// How many characters its values have at most, where the schema says so.
    pub most: Option<usize>,
}

#[cfg(test)]
impl Column {
    /// Columns by key and name, as tests need them.
    pub(crate) fn named(names: &[(&str, &str)]) -> Vec<Self> {
        let column = |(key, name): &(&str, &str)| Self {
            key: (*key).to_owned(),
            name: (*name).to_owned(),
            ..Self::default()
        };
        names.iter().map(column).collect()
    }
}

/// The columns of a roster for letters of a kind; none for kinds that are not written to anybody.
pub fn columns(schemas: &Schemas, kind: &str) -> Vec<Column> {
    let fields = schemas.get(kind).and_then(|schema| schema.root().property(FIELDS));
    let Some((_, fields)) = fields else { return Vec::new() };
    let text = |words: Option<&str>| words.unwrap_or_default().to_owned();
    let column = |(key, shape): (&str, crate::schema::Shape<'_>)| Column {
        key: key.to_owned(),
        name: text(shape.text("x-zh").or(Some(key))),
        about: text(shape.text("description")),
        leaf: text(shape.text("x-type")),
        most: most(shape),
    };
    fields.properties().map(column).collect()
}

/// The longest value that a schema allows.
fn most(shape: crate::schema::Shape<'_>) -> Option<usize> {
    shape.keyword("maxLength")?.as_u64().and_then(|most| usize::try_from(most).ok())
}
