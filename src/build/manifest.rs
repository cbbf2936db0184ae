//! The manifest: what was made of what, by hash, without anything of host, clock or jobs.

use serde::Serialize;
use sha2::{Digest, Sha256};

use super::emit::Output;
use super::source::Checked;
use crate::diag::Fault;
use crate::text::Files;

#[derive(Serialize)]
struct Manifest<'a> {
    outputs: Vec<Made<'a>>,
    inputs: Vec<Read<'a>>,
}

#[derive(Serialize)]
struct Made<'a> {
    path: &'a str,
    source: &'a str,
    kind: &'a str,
    look: &'a str,
    pages: usize,
    width_mm: f64,
    height_mm: f64,
    sha256: String,
}

#[derive(Serialize)]
struct Read<'a> {
    path: &'a str,
    sha256: String,
}

/// Writes the manifest of a build: its outputs, and every source, schema and look behind them.
pub(super) fn write(
    checked: &Checked,
    outputs: &[Output],
    files: &dyn Files,
) -> Result<String, Fault> {
    let mut inputs: Vec<(String, String)> = checked
        .sources
        .iter()
        .map(|(_, source)| (source.path.clone(), hash(source.text.as_bytes())))
        .collect();
    for folder in ["schemas", "templates/looks"] {
        for path in files.list(folder)? {
            let sum = hash(&files.read(&path)?);
            inputs.push((path, sum));
        }
    }
    inputs.sort();
    inputs.dedup();
    let mut made: Vec<Made<'_>> = outputs.iter().map(made).collect();
    made.sort_by(|a, b| a.path.cmp(b.path));
    let read = |(path, sha256): &'_ (String, String)| (path.clone(), sha256.clone());
    let pairs: Vec<(String, String)> = inputs.iter().map(read).collect();
    let inputs = pairs.iter().map(|(path, sum)| Read { path, sha256: sum.clone() }).collect();
    let manifest = Manifest { outputs: made, inputs };
    Ok(serde_json::to_string_pretty(&manifest).unwrap_or_default() + "\n")
}

fn made(output: &Output) -> Made<'_> {
    Made {
        path: &output.path,
        source: &output.source,
        kind: &output.kind,
        look: &output.look,
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
pub(super) fn hash(bytes: &[u8]) -> String {
    use std::fmt::Write;
    Sha256::digest(bytes).iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
