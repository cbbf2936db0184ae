//! What a merge comes to, worked out of what it is made of: one letter of each look is made, and
//! all others weigh about the same.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{Look, Plan, Planned};
use crate::diag::Fault;
use crate::merge::paths::{Clash, Paths};
use crate::merge::shard::runs;
use crate::merge::work::lay_out;
use crate::merge::{Press, Printed, Task};

/// What a merge comes to.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Weights {
    /// How many files of letters there will be.
    pub letters: usize,
    /// How many pages they have, print runs apart.
    pub pages: usize,
    /// About how many bytes they take, print runs apart.
    pub bytes: u64,
    /// Each county with its institutions, as they are met in the roster.
    pub counties: Vec<County>,
    /// The print runs.
    pub runs: Vec<Run>,
}

/// A county and how many of its institutions get a letter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct County {
    /// Its name.
    pub county: String,
    /// How many institutions it has.
    pub letters: usize,
}

/// A print run, which one shard makes as a whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Run {
    /// Its path in the out folder, which says whose it is.
    pub path: String,
    /// How many rows it is for.
    pub letters: usize,
}

/// The plan of a merge.
///
/// # Errors
/// When the roster cannot be read back, or a font is broken.
pub fn plan<P: Press>(task: &Task<'_, P>, options: Value) -> Result<Plan, Fault> {
    let looks = task.looks.iter().map(|printed| look(task, printed));
    let looks: Vec<Look> = looks.collect::<Result<_, Fault>>()?;
    let (rows, skipped) = (task.roster.len(), task.skipped.len());
    let files = if task.choice.letters { rows } else { 0 };
    let county =
        |(name, rows): (&str, Vec<usize>)| County { county: name.to_owned(), letters: rows.len() };
    let weights = Weights {
        letters: files * looks.len(),
        pages: files * looks.iter().map(|look| look.pages).sum::<usize>(),
        bytes: files as u64 * looks.iter().map(|look| look.bytes).sum::<u64>(),
        counties: task.roster.counties().into_iter().map(county).collect(),
        runs: runs(task),
    };
    let roster = Planned { hash: task.roster.hash().to_owned(), rows, skipped };
    Ok(Plan::new(task.letter, options, roster, looks, weights))
}

/// The letters that would share a file, for which nothing can be planned.
///
/// # Errors
/// When the roster cannot be read back.
pub fn clashes<P: Press>(task: &Task<'_, P>) -> Result<Vec<Clash>, Fault> {
    Paths::new(task).map(|paths| paths.clashes)
}

fn look<P: Press>(task: &Task<'_, P>, printed: &Printed<'_, P>) -> Result<Look, Fault> {
    let press = printed.press;
    let mut bytes = 0;
    if !task.roster.is_empty() {
        let values = task.values(task.roster.row(0)?);
        let laid = lay_out(press, &[&values], task.roster.columns())?;
        // One that cannot be made weighs nothing; the shard it belongs to says why.
        let written = laid.into_iter().flatten().filter_map(|own| press.write(&own).ok());
        bytes = written.map(|file| file.len() as u64).sum();
    }
    Ok(Look {
        look: printed.look.clone(),
        suffix: printed.suffix.clone(),
        recipe: press.recipe().to_owned(),
        pages: press.pages(),
        bytes,
    })
}
