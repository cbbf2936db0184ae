//! JSON Schema 2020-12 over spanned nodes: what a kind of paper may say, and where it does not.
//!
//! Schemas are data, the user's own as well as ours; the user's keys may be Chinese (`x-zh`) or
//! English. Nothing is fetched: a reference leads into `schemas/` or nowhere.

mod export;
mod forms;
mod instance;
mod judge;
mod known;
mod place;
mod rename;
mod seen;
mod sentence;
mod set;
mod shape;
mod twin;
mod words;

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use serde_json::Value as Json;

use crate::diag::{Fault, Finding, Lang, words};
use crate::text::{Files, builtin};
use crate::yaml::{Entry, Node};

pub use forms::{Form, FormField, Forms};
pub use instance::{Instance, Kind};
pub use known::{Known, Role, Shapes};
pub use rename::{Edit, apply};
use seen::Seen;
use set::{File, Set};
pub use shape::Shape;
use twin::Walk;

/// Where schemas lie in a workspace.
const FOLDER: &str = "schemas";
/// How the files of schemas end.
const ENDING: &str = ".schema.json";
/// The file that holds what several kinds share and is no kind itself.
const COMMON: &str = "common";

/// Every kind's schema, compiled.
#[derive(Debug, Clone, Default)]
pub struct Schemas {
    set: Arc<Set>,
    kinds: BTreeMap<String, Schema>,
}

/// The schema of one kind.
#[derive(Debug, Clone)]
pub struct Schema {
    set: Arc<Set>,
    file: usize,
    forms: Arc<OnceLock<Forms>>,
}

impl Schemas {
    /// Reads and compiles `schemas/*.schema.json`. One schema refers to another by its file name:
    /// `common.schema.json#/$defs/title`.
    ///
    /// Where they are all those that the program carries, nothing can be wrong with them, and each
    /// is read and compiled when it is first needed: a workspace has papers of a few kinds.
    ///
    /// # Errors
    /// When a file cannot be read, is no schema, or refers to nothing.
    pub fn load(files: &dyn Files) -> Result<Self, Fault> {
        let mut read = Vec::new();
        for path in files.list(FOLDER)? {
            let Some(stem) = stem(&path) else { continue };
            let bytes = files.read(&path)?;
            let carried = builtin::bytes(&path).filter(|carried| *carried == bytes);
            read.push(match carried {
                Some(carried) => File::carried(stem, carried),
                None => File::written(stem, json(&path, &bytes)?),
            });
        }
        let carried = builtin::list(FOLDER).filter_map(stem).count();
        let ours = read.len() == carried && read.iter().all(File::is_carried);
        let mut set = Set::new(read, ENDING);
        if !ours {
            set.compile_all()?;
        }
        let set = Arc::new(set);
        let kinds = set.stems().enumerate().filter(|(_, stem)| *stem != COMMON);
        let schema = |file| Schema { set: set.clone(), file, forms: Arc::default() };
        let kinds = kinds.map(|(file, stem)| (stem.to_owned(), schema(file))).collect();
        Ok(Self { set, kinds })
    }

    /// The names of the kinds, in order.
    pub fn kinds(&self) -> impl Iterator<Item = &str> {
        self.kinds.keys().map(String::as_str)
    }

    /// The kind that a name, English or Chinese, stands for.
    pub fn kind(&self, name: &str) -> Option<&str> {
        let english = self.kinds.get_key_value(name);
        let chinese = || self.kinds.iter().find(|(_, schema)| schema.chinese() == Some(name));
        english.or_else(chinese).map(|(kind, _)| kind.as_str())
    }

    /// The names of the kinds in both languages, for "did you mean".
    pub fn kind_names(&self) -> impl Iterator<Item = &str> {
        let chinese = self.kinds.values().filter_map(Schema::chinese);
        self.kinds().chain(chinese)
    }

    /// The key and value by which a file says of what kind it is, in whatever language.
    pub fn kind_entry<'n>(&self, node: &'n Node) -> Option<&'n Entry> {
        let chinese = |key: &str| {
            let fields = self.kinds.values().filter_map(|schema| schema.root().property("kind"));
            fields.into_iter().any(|(_, field)| field.text("x-zh") == Some(key))
        };
        let own = || node.entries().iter().find(|entry| chinese(&entry.key.value));
        node.entry("kind").or_else(own)
    }

    /// Every file for other programs, by its name, with the keys of a language.
    pub fn export(&self, lang: Lang) -> Vec<(String, Json)> {
        let name = |stem: &str| format!("{stem}{ENDING}");
        let files = self.set.stems().enumerate();
        files.map(|(file, stem)| (name(stem), export::export(&self.set, file, lang))).collect()
    }

    /// The schema of a kind.
    pub fn get(&self, kind: &str) -> Option<&Schema> {
        self.kinds.get(kind)
    }
}

impl Schema {
    /// What is wrong with a value, at its places.
    pub fn validate(&self, node: &Node) -> Vec<Finding> {
        self.validate_with(node, &mut Shapes::default())
    }

    /// The same, for whoever judges many: what is known of the schemas is kept from one to the
    /// next.
    pub fn validate_with<'s>(&'s self, node: &Node, shapes: &mut Shapes<'s>) -> Vec<Finding> {
        let mut walk = Walk::new(shapes);
        let twin = walk.tree(node, self.root());
        let mut findings = walk.findings;
        let validator = self.set.validator(self.file);
        if !validator.is_valid(Seen::Value(&twin)) {
            let errors: Vec<_> = validator.iter_errors(Seen::Value(&twin)).collect();
            findings.extend(judge::judge(&errors, &twin));
        }
        crate::diag::sort(&mut findings);
        findings
    }

    /// Whether nothing is wrong with a value. What is wrong with one is told by [`Schema::validate`],
    /// at the places where it is written.
    pub fn accepts(&self, value: &dyn Instance) -> bool {
        self.set.validator(self.file).is_valid(Seen::Value(value))
    }

    /// A value with English keys and values, whatever language it is written in.
    pub fn english(&self, node: &Node) -> Json {
        Walk::new(&mut Shapes::default()).tree(node, self.root()).to_json()
    }

    /// Changes that give the keys of a node the names of a language.
    ///
    /// # Errors
    /// When two keys would become one, or one key would need two names.
    pub fn rename(&self, node: &Node, text: &str, to: Lang) -> Result<Vec<Edit>, Vec<Finding>> {
        rename::rename(self.root(), node, text, to)
    }

    /// What the kind is called in Chinese.
    pub fn chinese(&self) -> Option<&str> {
        self.json().get("x-zh")?.as_str()
    }

    /// A cursor for walking the schema and a node together.
    pub fn root(&self) -> Shape<'_> {
        Shape::new(&self.set, self.file)
    }

    /// Its places as plain lists of fields.
    pub fn forms(&self) -> &Forms {
        self.forms.get_or_init(|| Forms::of(self.root()))
    }

    /// The schema as it was written.
    pub fn json(&self) -> &Json {
        self.set.json(self.file)
    }
}

/// The name of a file of schemas without its ending, when a path is one.
fn stem(path: &str) -> Option<&str> {
    let stem = path.strip_prefix(FOLDER)?.strip_prefix('/')?.strip_suffix(ENDING)?;
    (!stem.contains('/')).then_some(stem)
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
