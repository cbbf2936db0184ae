//! The files of schemas, and how they refer to each other.

use std::fmt::Write;

use jsonschema::{Draft, Registry, Validator};
use serde_json::Value as Json;

use super::seen::Twins;
use crate::diag::{Fault, words};

/// Where the validator believes the files to be. They are numbered there, because an address
/// holds only ASCII and a kind may well have a Chinese name.
const BASE: &str = "hongtou:///";

/// Where the standard keeps the schema of schemas.
const STANDARD: &str = "https://json-schema.org/";

/// Every file of schemas.
#[derive(Debug, Default)]
pub(super) struct Set {
    ending: &'static str,
    stems: Vec<String>,
    written: Vec<Json>,
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
    pub(super) fn new(files: Vec<(String, Json)>, ending: &'static str) -> Self {
        let (stems, written) = files.into_iter().unzip();
        Self { ending, stems, written }
    }

    pub(super) fn stems(&self) -> impl Iterator<Item = &str> {
        self.stems.iter().map(String::as_str)
    }

    pub(super) fn stem(&self, file: usize) -> &str {
        &self.stems[file]
    }

    pub(super) fn json(&self, file: usize) -> &Json {
        &self.written[file]
    }

    /// The schema that a `$ref` in a file leads to.
    pub(super) fn follow(&self, file: usize, reference: &str) -> Option<(usize, &Json)> {
        let Target::File(file, fragment) = self.target(file, reference) else { return None };
        let json = &self.written[file];
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
        let is_it = |stem: &String| name.strip_suffix(self.ending) == Some(stem);
        match self.stems.iter().position(is_it) {
            Some(file) => Target::File(file, fragment),
            None if address.starts_with(STANDARD) => Target::Elsewhere,
            None => Target::Nowhere(address),
        }
    }

    /// The files as the validator shall see them.
    pub(super) fn registry(&self) -> Result<Registry<'static>, Fault> {
        let mut builder = Registry::new().draft(Draft::Draft202012).retriever(Offline);
        for (file, json) in self.written.iter().enumerate() {
            let json = self.addressed(file, json)?;
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

    pub(super) fn compile(
        &self,
        file: usize,
        registry: &Registry,
    ) -> Result<Validator<Twins>, Fault> {
        let json = self.addressed(file, &self.written[file])?;
        jsonschema::options_for::<Twins>()
            .with_draft(Draft::Draft202012)
            .with_registry(registry)
            .with_base_uri(format!("{BASE}{file}"))
            .should_validate_formats(true)
            .offline()
            .build(&json)
            .map_err(|error| self.fault(file, error.instance_path().as_str(), &error.to_string()))
    }

    /// A schema in which every reference is an address, and which has none of its own.
    fn addressed(&self, file: usize, json: &Json) -> Result<Json, Fault> {
        let mut json = json.clone();
        if let Some(fields) = json.as_object_mut() {
            fields.shift_remove("$id");
        }
        self.address(file, &mut json)?;
        Ok(json)
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
                let from = format!("schemas/{}{}", self.stems[file], self.ending);
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
        let stem = self.stems.get(file).map_or("", String::as_str);
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
        let files = self.stems.iter().enumerate().rev();
        files.fold(reason.to_owned(), |reason, (file, stem)| {
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
