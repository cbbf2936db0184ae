//! Joining shards: the proof that they make one whole, and the folder they come into.
//!
//! A folder that has been filled has the files of all shards and a journal that knows them. What a
//! merge adds at its end, the index and the lists, is then made by the very run that makes them
//! elsewhere, which finds every letter there; so it comes to the same bytes.

mod proof;
mod share;
mod stage;

use rayon::prelude::*;

pub use proof::{Against, Proven};
pub use share::{NAME, Part, Share};
pub use stage::Stage;

use super::disk::Disk;
use super::journal;
use super::record::Record;
use crate::diag::Fault;

/// Gives the files of proven shards their places, and notes them for the run that adds the rest.
///
/// # Errors
/// When the disk is full, or a shard vanishes meanwhile.
pub fn fill(shards: &[Proven], stage: &Stage) -> Result<(), Fault> {
    shards.par_iter().try_for_each(|shard| take(shard, stage))?;
    let disk = Disk::open(stage.path())?;
    let mut notes = disk.stage(&journal::path())?;
    for shard in shards {
        shard.letters.lines().try_for_each(|line| notes.line(line))?;
        shard.manifest.runs.iter().try_for_each(|run| notes.line(&journal::line(run)))?;
    }
    notes.finish()
}

fn take(shard: &Proven, stage: &Stage) -> Result<(), Fault> {
    for line in shard.letters.lines() {
        // Every line was read when the shard was proven.
        let record: Record = serde_json::from_str(line).unwrap_or_default();
        record.files.iter().try_for_each(|made| stage.take(&shard.part.disk, &made.path))?;
    }
    let runs = &shard.manifest.runs;
    runs.iter().try_for_each(|run| stage.take(&shard.part.disk, &run.file.path))
}
