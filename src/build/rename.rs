//! The keys of the user's files in the other language (`hongtou fmt --keys`); nothing is written.

use super::record::kind_of;
use super::source::not_text;
use crate::diag::{self, Fault, Finding, Lang};
use crate::schema::{Schemas, apply};
use crate::template::Templates;
use crate::text::{Files, Source, Sources};
use crate::yaml;

/// What renaming keys came to.
#[derive(Debug, Default)]
pub struct Renamed {
    /// The files that were looked at.
    pub sources: Sources,
    /// The files that change, by their paths, with their new texts.
    pub changed: Vec<(String, String)>,
    /// Why other files were left alone, sorted.
    pub findings: Vec<Finding>,
}

/// Gives the keys of some files the names of a language.
///
/// # Errors
/// When a file or a schema cannot be read.
pub fn rename(files: &dyn Files, paths: &[String], to: Lang) -> Result<Renamed, Fault> {
    let schemas = Schemas::load(files)?;
    let mut renamed = Renamed::default();
    // Their findings concern the templates and are told by `check`.
    let (templates, _) = Templates::load(files, &schemas, &mut Sources::default())?;
    for path in paths {
        let Some(text) = read(files, path, &mut renamed)? else { continue };
        match one(&text, path, (&schemas, &templates), to, &mut renamed.sources) {
            Ok(Some(new)) => renamed.changed.push((path.clone(), new)),
            Ok(None) => {}
            Err(found) => renamed.findings.extend(found),
        }
    }
    diag::sort(&mut renamed.findings);
    Ok(renamed)
}

fn read(files: &dyn Files, path: &str, renamed: &mut Renamed) -> Result<Option<String>, Fault> {
    match yaml::decode(files.read(path)?) {
        Ok(text) => Ok(Some(text)),
        Err(error) => {
            renamed.findings.push(not_text(error, path, &mut renamed.sources));
            Ok(None)
        }
    }
}

/// The new text of one file; none where nothing changes.
fn one(
    text: &str,
    path: &str,
    (schemas, templates): (&Schemas, &Templates),
    to: Lang,
    sources: &mut Sources,
) -> Result<Option<String>, Vec<Finding>> {
    let id = sources.add(Source::new(path, text));
    let parsed = yaml::parse(id, text);
    if !parsed.findings.is_empty() {
        return Err(parsed.findings);
    }
    let Some(node) = parsed.root else { return Ok(None) };
    let named = schemas.kind_entry(&node).and_then(|entry| entry.value.as_text());
    // A kind's own file is of no kind that papers are of.
    let schema = named.and_then(|name| schemas.kind(name)).and_then(|kind| schemas.get(kind));
    let Some(schema) = schema else {
        let mut found = Vec::new();
        kind_of(id, &node, schemas, templates, &mut found);
        return Err(found);
    };
    let edits = schema.rename(&node, text, to)?;
    Ok((!edits.is_empty()).then(|| apply(text, &edits)))
}
