//! The manifest: what was made of what, by hash, without anything of host, clock or jobs.
//!
//! It proves that a folder is what some sources gave, and not who says so: whoever can write the
//! folder can write the manifest. Where that matters the manifest is signed by other means.

mod inputs;
mod origins;
mod parse;
mod record;

use std::collections::{BTreeMap, BTreeSet};

pub use parse::parse;
pub use record::{Input, Made, Manifest, Role, Run, Settings, Tool, VERSION};

use self::origins::Origins;
use super::Request;
use super::emit::Output;
use super::gather::SET;
use super::plan::formats;
use super::source::Checked;
use crate::diag::{Fault, words};
use crate::text::Files;
use crate::yaml;

/// The name of the manifest in an output folder.
pub const NAME: &str = "manifest.json";

/// The JSON Schema of the manifest, for those who read it with other programs.
pub const SCHEMA: &str = include_str!("manifest.schema.json");

/// Writes the manifest of a build: its outputs, and those of other builds that stay beside them.
pub(super) fn render(
    checked: &Checked,
    outputs: &[Output],
    request: &Request,
    files: &dyn Files,
) -> Result<String, Fault> {
    let inputs = inputs::read(files)?;
    unchanged(checked, &inputs, files)?;
    let origins = Origins::new(checked, &inputs, files)?;
    let mut known: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    let mut fresh = Vec::new();
    for output in outputs {
        let source = output.source.as_str();
        let own = known.entry(source).or_insert_with(|| origins.of(source));
        fresh.push(made(output, own.clone()));
    }
    let run = Run { tool: Tool::own(), options: Settings::of(request), inputs };
    let mut parts = kept(checked, &fresh, &run.options, request)?;
    parts.push((run, fresh));
    let manifest = joined(parts);
    Ok(serde_json::to_string_pretty(&manifest).unwrap_or_default() + "\n")
}

/// The inputs of a workspace as they are now, by path.
pub(super) fn current(files: &dyn Files) -> Result<Vec<Input>, Fault> {
    inputs::read(files)
}

/// The SHA-256 of some bytes, in hexadecimal.
pub(super) fn hash(bytes: &[u8]) -> String {
    inputs::hash(bytes)
}

/// Refuses to vouch for sources that were changed between being read and being hashed.
fn unchanged(checked: &Checked, inputs: &[Input], files: &dyn Files) -> Result<(), Fault> {
    for (_, source) in checked.sources.iter() {
        let path = &source.path;
        let Ok(at) = inputs.binary_search_by(|input| input.path.cmp(path)) else { continue };
        if inputs[at].sha256 == inputs::hash(source.text.as_bytes()) {
            continue;
        }
        // What is not UTF-8 has been reported and is empty as a source.
        let now = yaml::decode(files.read(path)?);
        if now.is_ok_and(|text| *text != *source.text) {
            return Err(Fault::new(words!(
                "{path} 在排版过程中被改动",
                "{path} was changed while the build ran"
            ))
            .help(words!("再运行一次", "run the build again")));
        }
    }
    Ok(())
}

/// The outputs of builds before that this one was not asked to make: of other papers, editions,
/// formats or printings. Each stays with the run that made it, whatever has changed since, so that
/// `verify` can tell. What this build was asked for and did not make is no output any more, and
/// neither is what was made of a paper that is gone.
fn kept(
    checked: &Checked,
    fresh: &[Made],
    own: &Settings,
    request: &Request,
) -> Result<Vec<(Run, Vec<Made>)>, Fault> {
    let Some(old) = request.previous.as_deref().and_then(|text| parse(text, NAME).ok()) else {
        return Ok(Vec::new());
    };
    let formats: BTreeSet<&str> = formats(request)?.iter().map(|format| format.name()).collect();
    let fresh: BTreeSet<&str> = fresh.iter().map(|made| made.path.as_str()).collect();
    let whole = request.paths.is_empty() && request.options.suffix().is_empty();
    let asked = |source: &str| if source == SET { whole } else { checked.asks(source) };
    let papers = &checked.set.papers;
    let alive = |source: &str| {
        source == SET || papers.binary_search_by(|paper| paper.path.as_str().cmp(source)).is_ok()
    };
    let mut parts: Vec<(Run, Vec<Made>)> =
        old.builds.into_iter().map(|run| (run, Vec::new())).collect();
    for made in old.outputs {
        let Some((run, stay)) = parts.get_mut(made.build) else { continue };
        let again = run.options.names() == own.names()
            && formats.contains(made.format.as_str())
            && asked(&made.source);
        if !again && alive(&made.source) && !fresh.contains(made.path.as_str()) {
            stay.push(made);
        }
    }
    Ok(parts)
}

/// One manifest of several runs: those that are equal become one, and all stand in an order that
/// does not depend on which came first.
fn joined(parts: Vec<(Run, Vec<Made>)>) -> Manifest {
    let mut runs: BTreeMap<String, (Run, Vec<Made>)> = BTreeMap::new();
    for (run, made) in parts.into_iter().filter(|(_, made)| !made.is_empty()) {
        let text = serde_json::to_string(&run).unwrap_or_default();
        runs.entry(text).or_insert_with(|| (run, Vec::new())).1.extend(made);
    }
    let mut manifest = Manifest { version: VERSION, builds: Vec::new(), outputs: Vec::new() };
    for (at, (run, made)) in runs.into_values().enumerate() {
        manifest.builds.push(run);
        manifest.outputs.extend(made.into_iter().map(|one| Made { build: at, ..one }));
    }
    manifest.outputs.sort_by(|a, b| a.path.cmp(&b.path));
    manifest
}

fn made(output: &Output, inputs: Vec<String>) -> Made {
    Made {
        path: output.path.clone(),
        sha256: inputs::hash(&output.bytes),
        build: 0,
        source: output.source.clone(),
        kind: output.kind.clone(),
        look: output.look.clone(),
        format: output.format.to_owned(),
        pages: output.pages,
        width_mm: hundredths(output.width_mm),
        height_mm: hundredths(output.height_mm),
        inputs,
    }
}

/// Millimetres to a hundredth: the last bits of a length are nobody's business.
fn hundredths(mm: f64) -> f64 {
    (mm * 100.0).round() / 100.0
}
