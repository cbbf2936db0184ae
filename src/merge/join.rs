//! Joining shards: the proof that they make one whole, and the folder they come into.
//!
//! A folder that has been filled has the files of all shards and a journal that knows them. What a
//! merge adds at its end, the index and the lists, is then made by the very run that makes them
//! elsewhere, which finds every letter there; so it comes to the same bytes.

mod proof;
mod share;
mod stage;

use std::collections::BTreeSet;
use std::path::Path;

use rayon::prelude::*;

pub use proof::Against;
pub use share::{Given, Share};

use super::disk::Disk;
use super::plan::Stop;
use super::{Ended, How, Manifest, Press, Record, Tell, journal};
use crate::diag::{Fault, Words, words};
use proof::Proven;
use stage::Stage;

/// Joins shards into a folder: the same that one run would have made there.
///
/// # Errors
/// When the shards do not make one whole, or something cannot be written. The folder is then as it
/// was.
pub fn join<P: Press>(
    against: &Against<'_, P>,
    given: &[Given],
    out: &Path,
    tell: Tell<'_>,
) -> Result<Manifest, Stop> {
    let shards = against.prove(given)?;
    let stage = Stage::new(out)?;
    fill(&shards, &stage)?;
    let ended = super::merge(against.task, stage.path(), How::default(), tell)?;
    let Ended::Merged(manifest, strays) = ended else {
        return Err(unequal(words!("有两家的文件重名", "two letters have the same name")));
    };
    // Whoever makes what a shard could not make has not joined but made.
    let done: usize = shards.iter().map(|shard| shard.manifest.counts.done).sum();
    let bound: BTreeSet<&str> = shards.iter().flat_map(|shard| runs(&shard.manifest)).collect();
    if let Some(path) = runs(&manifest).find(|path| !bound.contains(path)) {
        return Err(unequal(words!("各片都没有 {path}", "no shard has {path}")));
    }
    if manifest.counts.done != done || strays.count > 0 {
        return Err(unequal(words!(
            "各片合起来和计划不符",
            "the shards together are not what the plan comes to"
        )));
    }
    stage.finish()?;
    Ok(*manifest)
}

fn runs(manifest: &Manifest) -> impl Iterator<Item = &str> {
    manifest.runs.iter().map(|run| &*run.file.path)
}

fn unequal(said: Words) -> Stop {
    Stop::Unfit(vec![Fault::new(said).help(words!(
        "用同一版红头从 plan 重做",
        "begin again from `plan`, with one version of the program"
    ))])
}

/// Gives the files of proven shards their places, and notes them for the run that adds the rest.
fn fill(shards: &[Proven<'_>], stage: &Stage) -> Result<(), Stop> {
    shards.par_iter().try_for_each(|shard| take(shard, stage))?;
    let disk = Disk::open(stage.path())?;
    let mut notes = disk.stage(&journal::path())?;
    for shard in shards {
        shard.letters()?.lines().try_for_each(|line| notes.line(line))?;
        shard.manifest.runs.iter().try_for_each(|run| notes.line(&journal::line(run)))?;
    }
    Ok(notes.finish()?)
}

fn take(shard: &Proven<'_>, stage: &Stage) -> Result<(), Stop> {
    for line in shard.letters()?.lines() {
        // Every line was read when the shard was proven.
        let record: Record = serde_json::from_str(line).unwrap_or_default();
        record.files.iter().try_for_each(|made| stage.take(&shard.given.disk, &made.path))?;
    }
    let runs = &shard.manifest.runs;
    Ok(runs.iter().try_for_each(|run| stage.take(&shard.given.disk, &run.file.path))?)
}

#[cfg(test)]
mod tests;
