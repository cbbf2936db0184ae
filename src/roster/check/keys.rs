//! What must not be repeated in a roster. While rows go by, only hashes of it are kept: a few bytes
//! for each row.

use std::hash::{DefaultHasher, Hash, Hasher};

use crate::roster::Column;

/// Hashes of what must not be repeated.
#[derive(Debug, Default)]
pub(super) struct Keys {
    hashes: Vec<u64>,
}

impl Keys {
    /// Takes in a row.
    pub(super) fn add(&mut self, fields: &Fields, values: &[String]) {
        let start = self.hashes.len();
        for key in fields.keys(values) {
            let hash = key.hash();
            // A row that numbers its letter by its own code repeats nobody.
            if !self.hashes[start..].contains(&hash) {
                self.hashes.push(hash);
            }
        }
    }

    /// The hashes that two rows share, sorted.
    pub(super) fn repeated(mut self) -> Vec<u64> {
        self.hashes.sort_unstable();
        let runs = self.hashes.chunk_by(|a, b| a == b).filter(|run| run.len() > 1);
        runs.map(|run| run[0]).collect()
    }
}

/// Something that must not be repeated.
pub(super) enum Key<'a> {
    /// A name, without what is often written differently.
    Name(String),
    /// A code of any kind, or a number.
    Code(&'a str),
}

impl Key<'_> {
    pub(super) fn hash(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        match self {
            Self::Name(name) => (1_u8, name).hash(&mut hasher),
            Self::Code(code) => (2_u8, code).hash(&mut hasher),
        }
        hasher.finish()
    }
}

/// Where the fields that matter stand among the columns, and those in the file.
#[derive(Debug)]
pub(super) struct Fields {
    pub(super) columns: Vec<Column>,
    /// The column of each in the file, where it has one.
    pub(super) files: Vec<Option<usize>>,
    pub(super) institution: Option<usize>,
    pub(super) county: Option<usize>,
    pub(super) code: Option<usize>,
    pub(super) credit: Option<usize>,
    pub(super) serial: Option<usize>,
}

impl Fields {
    pub(super) fn new(columns: &[Column]) -> Self {
        let at = |key: &str| columns.iter().position(|column| column.key == key);
        Self {
            columns: columns.to_vec(),
            files: vec![None; columns.len()],
            institution: at("institution"),
            county: at("county"),
            code: at("code"),
            credit: at("credit_code"),
            serial: at("serial"),
        }
    }

    pub(super) fn value(values: &[String], at: Option<usize>) -> &str {
        at.and_then(|at| values.get(at)).map_or("", String::as_str)
    }

    pub(super) fn keys<'a>(&self, values: &'a [String]) -> impl Iterator<Item = Key<'a>> {
        let name = Self::value(values, self.institution);
        let name = (!name.is_empty()).then(|| Key::Name(folded(name)));
        let codes = [self.serial, self.code, self.credit].map(|at| Self::value(values, at));
        name.into_iter().chain(codes.into_iter().filter(|code| !code.is_empty()).map(Key::Code))
    }
}

/// A name without blanks, its brackets and letters in one width: what makes two of them one.
pub(super) fn folded(name: &str) -> String {
    const STEP: u32 = 0xfee0;
    let half = |c: char| match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - STEP).unwrap_or(c),
        c => c,
    };
    name.chars().filter(|c| !c.is_whitespace()).map(half).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_one_whatever_the_width_of_their_brackets() {
        assert_eq!(folded("甲（Ａ1）药房"), folded("甲 (A1) 药房"));
        assert_ne!(folded("甲药房"), folded("甲大药房"));
    }

    #[test]
    fn a_row_does_not_repeat_itself() {
        let column = |key: &str| Column { key: key.into(), ..Column::default() };
        let fields = Fields::new(&["institution", "code", "serial"].map(column));
        let mut keys = Keys::default();
        keys.add(&fields, &["甲", "H1", "H1"].map(str::to_owned));
        keys.add(&fields, &["乙", "H2", ""].map(str::to_owned));
        assert!(keys.repeated().is_empty());
        let mut keys = Keys::default();
        keys.add(&fields, &["甲", "H1", ""].map(str::to_owned));
        keys.add(&fields, &["乙", "", "H1"].map(str::to_owned));
        assert_eq!(keys.repeated().len(), 1);
    }
}
