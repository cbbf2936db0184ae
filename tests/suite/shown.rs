//! Sources in memory over the schemas and templates of the program.

use hongtou::diag::{Finding, Level};
use hongtou::text::{Builtin, FileError, Files, Memory};

/// Sources in memory, over the built-in schemas and templates.
pub(crate) struct Shown(Memory);

impl Shown {
    /// Sources by their names inside `policies/`; names under `schemas/` and `templates/` stay.
    pub(crate) fn of<'a>(sources: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let path = |(name, text): (&str, &str)| {
            let whole = name.starts_with("schemas/") || name.starts_with("templates/");
            let path = if whole { name.to_owned() } else { format!("policies/{name}") };
            (path, text.as_bytes().to_vec())
        };
        Self(sources.into_iter().map(path).collect())
    }
}

impl Files for Shown {
    fn read(&self, path: &str) -> Result<Vec<u8>, FileError> {
        self.0.read(path).or_else(|_| Builtin.read(path))
    }

    fn list(&self, folder: &str) -> Result<Vec<String>, FileError> {
        let mut all = self.0.list(folder)?;
        if !folder.starts_with("policies") {
            all.extend(Builtin.list(folder)?);
        }
        Ok(all)
    }
}

/// Pairs of errors of two rules over the very same characters: one fault, told twice.
pub(crate) fn doubled(findings: &[Finding]) -> impl Iterator<Item = (&Finding, &Finding)> {
    let errors: Vec<&Finding> = findings.iter().filter(|one| one.level == Level::Error).collect();
    let mut pairs = Vec::new();
    for (at, one) in errors.iter().enumerate() {
        let same = |other: &&&Finding| other.span == one.span && other.rule != one.rule;
        pairs.extend(errors[at + 1..].iter().filter(same).map(|other| (*one, *other)));
    }
    pairs.into_iter()
}
