//! The manifest: what was made of what, by hash, without anything of host, clock or jobs.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::Request;
use super::emit::Output;
use super::gather::SET;
use super::source::Checked;
use crate::diag::Fault;
use crate::font::Origin;
use crate::text::Files;

#[derive(Serialize, Deserialize)]
struct Manifest {
    outputs: Vec<Made>,
    inputs: Vec<Read>,
}

#[derive(Serialize, Deserialize)]
struct Made {
    path: String,
    source: String,
    kind: String,
    look: String,
    pages: usize,
    width_mm: f64,
    height_mm: f64,
    sha256: String,
}

#[derive(Serialize, Deserialize, PartialEq, Eq, PartialOrd, Ord)]
struct Read {
    path: String,
    sha256: String,
}

/// Writes the manifest of a build: its outputs, and every source, schema and look behind them.
pub(super) fn render(
    checked: &Checked,
    outputs: &[Output],
    request: &Request,
    files: &dyn Files,
) -> Result<String, Fault> {
    let inputs = inputs(checked, files)?;
    let mut made: Vec<Made> = outputs.iter().map(made).collect();
    made.extend(kept(checked, &made, &inputs, request));
    made.sort_by(|a, b| a.path.cmp(&b.path));
    let manifest = Manifest { outputs: made, inputs };
    Ok(serde_json::to_string_pretty(&manifest).unwrap_or_default() + "\n")
}

/// Outputs of the build before that this one, asked for some papers or for proofs only, has not
/// made again.
/// Those whose source is gone are forgotten, and all of them when any input is no longer what it
/// was: the manifest must not say that they were made of the inputs it names.
fn kept(checked: &Checked, made: &[Made], inputs: &[Read], request: &Request) -> Vec<Made> {
    let partial = !request.paths.is_empty() || !request.options.suffix().is_empty();
    let previous = request.previous.as_ref().filter(|_| partial);
    let previous = previous.and_then(|text| serde_json::from_str::<Manifest>(text).ok());
    let previous =
        previous.filter(|old| old.inputs.iter().all(|input| inputs.binary_search(input).is_ok()));
    let alive =
        |source: &str| source == SET || checked.set.papers.iter().any(|paper| paper.path == source);
    let fresh = |path: &str| made.iter().any(|made| made.path == path);
    let outputs = previous.map(|manifest| manifest.outputs).unwrap_or_default();
    outputs.into_iter().filter(|old| alive(&old.source) && !fresh(&old.path)).collect()
}

fn inputs(checked: &Checked, files: &dyn Files) -> Result<Vec<Read>, Fault> {
    let source = |source: &crate::text::Source| Read {
        path: source.path.clone(),
        sha256: hash(source.text.as_bytes()),
    };
    let mut inputs: Vec<Read> = checked.sources.iter().map(|(_, own)| source(own)).collect();
    for folder in ["schemas", "templates/looks"] {
        for path in files.list(folder)? {
            let sha256 = hash(&files.read(&path)?);
            inputs.push(Read { path, sha256 });
        }
    }
    let faces = checked.fonts.faces().iter().chain(checked.fonts.latin());
    for face in faces.filter(|face| face.origin == Origin::User) {
        inputs.push(Read { path: face.file.clone(), sha256: face.sha256() });
    }
    inputs.sort();
    inputs.dedup();
    Ok(inputs)
}

fn made(output: &Output) -> Made {
    Made {
        path: output.path.clone(),
        source: output.source.clone(),
        kind: output.kind.clone(),
        look: output.look.clone(),
        pages: output.pages,
        width_mm: hundredths(output.width_mm),
        height_mm: hundredths(output.height_mm),
        sha256: hash(&output.bytes),
    }
}

/// Millimetres to a hundredth: the last bits of a length are nobody's business.
fn hundredths(mm: f64) -> f64 {
    (mm * 100.0).round() / 100.0
}

/// The SHA-256 of some bytes, in hexadecimal.
fn hash(bytes: &[u8]) -> String {
    use std::fmt::Write;
    Sha256::digest(bytes).iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
