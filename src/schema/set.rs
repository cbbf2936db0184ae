//! The files of schemas, and how they refer to each other.

use std::fmt::Write;
use std::sync::{Arc, OnceLock};

use jsonschema::{Draft, Registry, Validator};
use rayon::prelude::*;
use serde_json::Value as Json;

use super::COMMON;
use super::seen::Instances;
use crate::diag::{Fault, words};

/// Where the validator believes the files to be. They are numbered there, because an address
/// holds only ASCII and a kind may well have a Chinese name.
const BASE: &str = "hongtou:///";

/// Where the standard keeps the schema of schemas.
const STANDARD: &str = "https://json-schema.org/";

/// Why nothing can be wrong with a carried file.
const SOUND: &str = "our schemas are sound, as a test shows";

/// Every file of schemas.
#[derive(Debug, Default)]
pub(super) struct Set {
    ending: &'static str,
    files: Vec<File>,
    /// What carried files refer to beside themselves, once one of them is compiled.
    shared: OnceLock<Registry<'static>>,
}

/// One file of schemas.
#[derive(Debug)]
pub(super) struct File {
    stem: String,
    /// What the program carries, where the file is no other; it is read when somebody asks.
    carried: Option<&'static [u8]>,
    written: OnceLock<Json>,
    validator: OnceLock<Validator<Instances>>,
}

impl File {
    /// A file that the program carries.
    pub(super) fn carried(stem: &str, bytes: &'static [u8]) -> Self {
        let (written, validator) = Default::default();
        Self { stem: stem.to_owned(), carried: Some(bytes), written, validator }
    }

    /// A file of the user's.
    pub(super) fn written(stem: &str, json: Json) -> Self {
        let (written, validator) = (json.into(), OnceLock::new());
        Self { stem: stem.to_owned(), carried: None, written, validator }
    }

    pub(super) fn is_carried(&self) -> bool {
        self.carried.is_some()
    }

    fn json(&self) -> &Json {
        self.written
            .get_or_init(|| serde_json::from_slice(self.carried.unwrap_or_default()).expect(SOUND))
    }
}

/// Where a reference leads.
enum Target<'a> {
    /// Into one of the files, with the part after `#`.
    File(usize, &'a str),
    /// To the schema of schemas, which the validator knows.
    Elsewhere,
    /// To a file that does not exist.
    Nowhere(&'a str),
}

impl Set {
    pub(super) fn new(files: Vec<File>, ending: &'static str) -> Self {
        Self { ending, files, shared: OnceLock::new() }
    }

    pub(super) fn stems(&self) -> impl Iterator<Item = &str> {
        self.files.iter().map(|file| file.stem.as_str())
    }

    pub(super) fn stem(&self, file: usize) -> &str {
        &self.files[file].stem
    }

    pub(super) fn json(&self, file: usize) -> &Json {
        self.files[file].json()
    }

    /// The schema that a `$ref` in a file leads to.
    pub(super) fn follow(&self, file: usize, reference: &str) -> Option<(usize, &Json)> {
        let Target::File(file, fragment) = self.target(file, reference) else { return None };
        let json = self.json(file);
        let plain = !fragment.contains(['%', '~']);
        let found = if plain { walk(json, fragment) } else { json.pointer(&decode(fragment)?) };
        found.map(|json| (file, json))
    }

    fn target<'a>(&self, file: usize, reference: &'a str) -> Target<'a> {
        let (address, fragment) = reference.split_once('#').unwrap_or((reference, ""));
        if address.is_empty() {
            return Target::File(file, fragment);
        }
        let name = address.rsplit('/').next().unwrap_or(address);
        match self.stems().position(|stem| name.strip_suffix(self.ending) == Some(stem)) {
            Some(file) => Target::File(file, fragment),
            None if address.starts_with(STANDARD) => Target::Elsewhere,
            None => Target::Nowhere(address),
        }
    }

    /// Compiles every file, whoever may need it: there may be errors in them.
    pub(super) fn compile_all(&mut self) -> Result<(), Fault> {
        let files = 0..self.files.len();
        let all: Vec<Arc<Json>> =
            files.map(|file| self.addressed(file)).collect::<Result<_, _>>()?;
        let registry = self.registry(all.iter().cloned().enumerate())?;
        let compile = |(file, json): (usize, &Arc<Json>)| self.compile(file, json, &registry);
        let compiled: Vec<_> = all.par_iter().enumerate().map(compile).collect();
        for (file, validator) in self.files.iter_mut().zip(compiled) {
            file.validator = validator?.into();
        }
        Ok(())
    }

    /// What judges values by a file. Only a carried one may still have to be compiled.
    pub(super) fn validator(&self, file: usize) -> &Validator<Instances> {
        self.files[file].validator.get_or_init(|| {
            let json = self.addressed(file);
            json.and_then(|json| self.compile(file, &json, self.shared())).expect(SOUND)
        })
    }

    fn shared(&self) -> &Registry<'static> {
        self.shared.get_or_init(|| {
            let common = self.stems().position(|stem| stem == COMMON).into_iter();
            let common = common.map(|file| (file, self.addressed(file).expect(SOUND)));
            self.registry(common).expect(SOUND)
        })
    }

    /// Files as the validator shall see them.
    fn registry(
        &self,
        files: impl Iterator<Item = (usize, Arc<Json>)>,
    ) -> Result<Registry<'static>, Fault> {
        let mut builder = Registry::new().draft(Draft::Draft202012).retriever(Offline);
        for (file, json) in files {
            builder = builder
                .add(format!("{BASE}{file}"), json)
                .map_err(|error| self.fault(file, "", &error.to_string()))?;
        }
        builder.prepare().map_err(|error| {
            let reason = self.named(&error.to_string());
            Fault::new(words!(
                "schemas/ 里的引用有误：{reason}",
                "a reference inside schemas/ is wrong: {reason}"
            ))
            .help(words!("改正这个引用", "correct this reference"))
        })
    }

    fn compile(
        &self,
        file: usize,
        json: &Json,
        registry: &Registry,
    ) -> Result<Validator<Instances>, Fault> {
        jsonschema::options_for::<Instances>()
            .with_draft(Draft::Draft202012)
            .with_registry(registry)
            .with_base_uri(format!("{BASE}{file}"))
            .should_validate_formats(true)
            .offline()
            .build(json)
            .map_err(|error| self.fault(file, error.instance_path().as_str(), &error.to_string()))
    }

    /// A schema in which every reference is an address, and which has none of its own.
    fn addressed(&self, file: usize) -> Result<Arc<Json>, Fault> {
        let mut json = self.json(file).clone();
        if let Some(fields) = json.as_object_mut() {
            fields.shift_remove("$id");
        }
        self.address(file, &mut json)?;
        Ok(Arc::new(json))
    }

    fn address(&self, file: usize, json: &mut Json) -> Result<(), Fault> {
        match json {
            Json::Array(items) => items.iter_mut().try_for_each(|item| self.address(file, item)),
            Json::Object(fields) => {
                fields.iter_mut().try_for_each(|(key, value)| match (key.as_str(), value) {
                    ("const" | "enum" | "default" | "examples", _) => Ok(()),
                    ("$ref", Json::String(reference)) => {
                        if let Some(address) = self.rewritten(file, reference)? {
                            *reference = address;
                        }
                        Ok(())
                    }
                    (_, value) => self.address(file, value),
                })
            }
            Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) => Ok(()),
        }
    }

    fn rewritten(&self, file: usize, reference: &str) -> Result<Option<String>, Fault> {
        match self.target(file, reference) {
            Target::File(to, fragment) => Ok(Some(format!("{BASE}{to}#{}", encode(fragment)))),
            Target::Elsewhere => Ok(None),
            Target::Nowhere(address) => {
                let from = format!("schemas/{}{}", self.stem(file), self.ending);
                Err(Fault::new(words!(
                    "{from} 引用的 {address} 不存在",
                    "{from} refers to {address}, which does not exist"
                ))
                .help(words!(
                    "引用写成 common.schema.json#/$defs/title 的样子",
                    "refer by file name: `common.schema.json#/$defs/title`"
                )))
            }
        }
    }

    fn fault(&self, file: usize, at: &str, reason: &str) -> Fault {
        let stem = self.stem(file);
        let path = format!("schemas/{stem}{}", self.ending);
        let at = if at.is_empty() { String::new() } else { format!(" {at}") };
        let reason = self.named(reason);
        Fault::new(words!(
            "{path}{at} 不是有效的 JSON Schema：{reason}",
            "{path}{at} is not a valid JSON Schema: {reason}"
        ))
        .help(words!("改正这个文件", "correct this file"))
    }

    /// A reason with the names of the files for their addresses.
    fn named(&self, reason: &str) -> String {
        let files: Vec<&str> = self.stems().collect();
        files.iter().enumerate().rev().fold(reason.to_owned(), |reason, (file, stem)| {
            reason.replace(&format!("{BASE}{file}"), &format!("{stem}{}", self.ending))
        })
    }
}

/// Fetches nothing.
struct Offline;

impl jsonschema::Retrieve for Offline {
    fn retrieve(
        &self,
        address: &jsonschema::Uri<String>,
    ) -> Result<Json, Box<dyn std::error::Error + Send + Sync>> {
        Err(format!("nothing is fetched from {address}").into())
    }
}

/// What a pointer without any escapes leads to.
fn walk<'a>(json: &'a Json, pointer: &str) -> Option<&'a Json> {
    let mut steps = pointer.split('/');
    if !steps.next()?.is_empty() {
        return None;
    }
    steps.try_fold(json, |json, step| match json {
        Json::Array(items) => items.get(step.parse::<usize>().ok()?),
        json => json.get(step),
    })
}

/// The part after `#`, as an address may hold it.
pub(super) fn encode(fragment: &str) -> String {
    let mut encoded = String::new();
    for byte in fragment.bytes() {
        if byte.is_ascii_graphic() {
            encoded.push(char::from(byte));
        } else {
            let written = write!(encoded, "%{byte:02X}");
            debug_assert!(written.is_ok(), "writing to a string cannot fail");
        }
    }
    encoded
}

/// The JSON pointer in the part after `#`.
pub(super) fn decode(fragment: &str) -> Option<String> {
    let mut bytes = Vec::new();
    let mut parts = fragment.split('%');
    bytes.extend(parts.next()?.bytes());
    for part in parts {
        bytes.push(u8::from_str_radix(part.get(..2)?, 16).ok()?);
        bytes.extend(part[2..].bytes());
    }
    String::from_utf8(bytes).ok()
}
