//! JSON Schema 2020-12 over spanned nodes: what a kind of paper may say, and where it does not.
//!
//! Schemas are data, the user's own as well as ours; the user's keys may be Chinese (`x-zh`) or
//! English. Nothing is fetched: a reference leads into `schemas/` or nowhere.

mod judge;
mod place;
mod sentence;
mod set;
mod shape;
mod twin;
mod words;

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::Value as Json;

use crate::diag::{Fault, Finding, words};
use crate::text::Files;
use crate::yaml::Node;

use set::Set;
pub use shape::Shape;

/// Where schemas lie in a workspace.
const FOLDER: &str = "schemas";
/// How the files of schemas end.
const ENDING: &str = ".schema.json";
/// The file that holds what several kinds share and is no kind itself.
const COMMON: &str = "common";

/// Every kind's schema, compiled.
#[derive(Debug, Clone, Default)]
pub struct Schemas {
    kinds: BTreeMap<String, Schema>,
}

/// The schema of one kind.
#[derive(Debug, Clone)]
pub struct Schema {
    set: Arc<Set>,
    file: usize,
    validator: Arc<jsonschema::Validator>,
}

impl Schemas {
    /// Reads and compiles `schemas/*.schema.json`. One schema refers to another by its file name:
    /// `common.schema.json#/$defs/title`.
    ///
    /// # Errors
    /// When a file cannot be read, is no schema, or refers to nothing.
    pub fn load(files: &dyn Files) -> Result<Self, Fault> {
        let mut read = Vec::new();
        for path in files.list(FOLDER)? {
            let name = path.strip_prefix(FOLDER).and_then(|name| name.strip_prefix('/'));
            let stem = name.and_then(|name| name.strip_suffix(ENDING));
            if let Some(stem) = stem.filter(|stem| !stem.contains('/')) {
                read.push((stem.to_owned(), json(&path, &files.read(&path)?)?));
            }
        }
        let set = Arc::new(Set::new(read, ENDING));
        let registry = set.registry()?;
        let mut kinds = BTreeMap::new();
        for (file, stem) in set.stems().enumerate() {
            let validator = Arc::new(set.compile(file, &registry)?);
            if stem != COMMON {
                kinds.insert(stem.to_owned(), Schema { set: set.clone(), file, validator });
            }
        }
        Ok(Self { kinds })
    }

    /// The names of the kinds, in order.
    pub fn kinds(&self) -> impl Iterator<Item = &str> {
        self.kinds.keys().map(String::as_str)
    }

    /// The schema of a kind.
    pub fn get(&self, kind: &str) -> Option<&Schema> {
        self.kinds.get(kind)
    }
}

impl Schema {
    /// What is wrong with a value, at its places.
    pub fn validate(&self, node: &Node) -> Vec<Finding> {
        let mut walk = twin::Walk::new();
        let json = walk.json(node, Some(self.root()));
        let mut findings = std::mem::take(&mut walk.findings);
        if !self.validator.is_valid(&json) {
            let errors: Vec<_> = self.validator.iter_errors(&json).collect();
            findings.extend(judge::judge(&errors, &walk.twin(node, Some(self.root()))));
        }
        crate::diag::sort(&mut findings);
        findings
    }

    /// A cursor for walking the schema and a node together.
    pub fn root(&self) -> Shape<'_> {
        Shape::new(&self.set, self.file)
    }

    /// The schema as it was written.
    pub fn json(&self) -> &Json {
        self.set.json(self.file)
    }
}

fn json(path: &str, bytes: &[u8]) -> Result<Json, Fault> {
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    serde_json::from_slice(bytes).map_err(|error| {
        let (line, column) = (error.line(), error.column());
        let fault = Fault::new(words!(
            "{path} 第 {line} 行第 {column} 列不是有效的 JSON：{error}",
            "{path} is not valid JSON: {error}"
        ));
        fault.help(words!("改正这个文件", "correct this file"))
    })
}

#[cfg(test)]
mod tests;
