//! How a merge is divided: a letter goes to the shard of its institution's code, and the print runs
//! of a volume, in whatever looks, go together to the shard of its name.
//!
//! A volume is made from the rows of the roster, not from the letters of other shards, so the two
//! need not meet. Where no letters are asked for, rows go with their volume: somebody has to say
//! what became of them.

use std::collections::{BTreeMap, HashMap};

use super::place;
use crate::diag::Fault;
use crate::merge::book::{stems, volumes};
use crate::merge::plan::Run;
use crate::merge::{Part, Press, Printed, Task};
use crate::roster::{Roster, Row, identity};

/// Which shard makes what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Division {
    count: u32,
    /// The shard of each print run, by its path.
    runs: BTreeMap<String, u32>,
    /// The shard of each row, by its number in the file, where rows go with their volume.
    rows: Option<HashMap<u64, u32>>,
}

impl Division {
    /// A merge in so many parts.
    ///
    /// # Errors
    /// When the roster cannot be read back.
    pub fn new<P: Press>(task: &Task<'_, P>, count: u32) -> Result<Self, Fault> {
        let mut runs = BTreeMap::new();
        let mut rows = (task.choice.runs && !task.choice.letters).then(HashMap::new);
        for volume in bound(task) {
            let shard = place(&volume.stem, count);
            runs.extend(volume.paths.into_iter().map(|path| (path, shard)));
            if let Some(rows) = &mut rows {
                for at in volume.rows {
                    rows.insert(task.roster.row(at)?.line, shard);
                }
            }
        }
        Ok(Self { count, runs, rows })
    }

    /// The shard of a row, from 0.
    pub fn row(&self, roster: &Roster, row: &Row) -> u32 {
        match &self.rows {
            Some(rows) => rows.get(&row.line).copied().unwrap_or(0),
            None => place(identity(roster.columns(), &row.values), self.count),
        }
    }

    /// The shard of a print run, from 0; none for one that nobody is to make.
    pub fn run(&self, path: &str) -> Option<u32> {
        self.runs.get(path).copied()
    }
}

/// A part of a task. What a merge as a whole has, the rows that are left out among it, belongs to
/// no part.
pub fn part<'a, P: Press>(task: &'a Task<'_, P>, part: Part<'a>) -> Task<'a, P> {
    let look = |own: &'a Printed<'_, P>| Printed {
        look: own.look.clone(),
        suffix: own.suffix.clone(),
        doc: own.doc,
        press: own.press,
    };
    Task {
        letter: task.letter,
        looks: task.looks.iter().map(look).collect(),
        roster: task.roster,
        skipped: &[],
        names: task.names.clone(),
        choice: task.choice,
        part: Some(part),
        typeset: task.typeset,
    }
}

/// A volume and its files, one for each look.
struct Bound {
    stem: String,
    paths: Vec<String>,
    rows: Vec<usize>,
}

/// The volumes that are asked for.
fn bound<P: Press>(task: &Task<'_, P>) -> Vec<Bound> {
    if !task.choice.runs {
        return Vec::new();
    }
    let volumes = volumes(task.roster);
    let stems = stems(&volumes);
    let path = |stem: &str, suffix: &str| format!("runs/{stem}{suffix}.pdf");
    let bound = |(volume, stem): (crate::merge::book::Volume, String)| Bound {
        paths: task.looks.iter().map(|look| path(&stem, &look.suffix)).collect(),
        rows: volume.rows,
        stem,
    };
    volumes.into_iter().zip(stems).map(bound).collect()
}

/// The print runs that a merge comes to.
pub fn runs<P: Press>(task: &Task<'_, P>) -> Vec<Run> {
    let all = bound(task).into_iter().flat_map(|volume| {
        let letters = volume.rows.len();
        volume.paths.into_iter().map(move |path| Run { path, letters })
    });
    all.collect()
}
