//! The proof that shards hold every letter once and nothing else, byte for byte as it was made.

use std::collections::BTreeSet;

use rayon::prelude::*;
use sha2::{Digest, Sha256};

use super::share::{self, Given, NAME, Share, again, unfinished};
use crate::diag::{Fault, Words, words};
use crate::merge::disk::OWN;
use crate::merge::manifest::{self, LETTERS, Manifest};
use crate::merge::plan::Stop;
use crate::merge::shard::{Division, Shard};
use crate::merge::{Counts, Made, Press, Record, State, Task};
use crate::text::hex;
use crate::text::{Files, everything};

/// How many things that are wrong are named.
const SHOWN: usize = 20;

/// A shard that holds what it should.
pub struct Proven<'a> {
    /// Its folder.
    pub given: &'a Given,
    /// What it has made.
    pub manifest: Manifest,
}

impl Proven<'_> {
    /// The lines of its letters, read anew: those of all shards together are not held in memory.
    pub fn letters(&self) -> Result<String, Stop> {
        text(self.given, LETTERS, &self.manifest.letters)
            .map_err(|said| Stop::Unfit(vec![again(said)]))
    }
}

/// What shards are held against.
pub struct Against<'a, P> {
    /// The merge as a whole.
    pub task: &'a Task<'a, P>,
    /// The SHA-256 of the plan.
    pub plan: &'a str,
}

impl<P: Press> Against<'_, P> {
    /// Proves that shards make one whole.
    ///
    /// # Errors
    /// When one is missing, given twice, of another plan, unfinished or changed; or when a file
    /// cannot be read.
    pub fn prove<'g>(&self, all: &'g [Given]) -> Result<Vec<Proven<'g>>, Stop> {
        let mut found = Vec::new();
        let mut shards: Vec<(Shard, Share, &Given)> = Vec::new();
        for given in all {
            match share::read(given, self.plan) {
                Ok((which, share)) => shards.push((which, share, given)),
                Err(Stop::Unfit(faults)) => found.extend(faults),
                Err(failed @ Stop::Failed(_)) => return Err(failed),
            }
        }
        let named: Vec<(Shard, &str)> =
            shards.iter().map(|(shard, _, given)| (*shard, &*given.name)).collect();
        // Where a folder is no shard, the one that it should be is missing: that says nothing new.
        if found.is_empty() {
            found = share::whole(&named);
        }
        stop(found)?;
        self.each(shards)
    }

    fn each<'g>(&self, shards: Vec<(Shard, Share, &'g Given)>) -> Result<Vec<Proven<'g>>, Stop> {
        let count = shards.first().map_or(1, |(shard, _, _)| shard.count());
        let division = Division::new(self.task, count)?;
        let rows = self.divided(&division, count)?;
        let proven = shards.into_par_iter().map(|(which, share, given)| {
            let rows = &rows[which.index() as usize];
            let own = Own { shard: which, rows, division: &division };
            self.one(&own, &share, given)
        });
        let proven: Vec<Result<Proven<'g>, Vec<Fault>>> = proven.collect::<Result<_, Fault>>()?;
        let (mut good, mut found) = (Vec::with_capacity(proven.len()), Vec::new());
        for shard in proven {
            match shard {
                Ok(shard) => good.push(shard),
                Err(faults) => found.extend(faults),
            }
        }
        stop(found).map(|()| good)
    }

    /// The places of the rows of each shard.
    fn divided(&self, division: &Division, count: u32) -> Result<Vec<Vec<usize>>, Fault> {
        const BATCH: usize = 512;
        let roster = self.task.roster;
        let mut rows = vec![Vec::new(); count as usize];
        for start in (0..roster.len()).step_by(BATCH) {
            let batch = roster.rows(start..roster.len().min(start + BATCH))?;
            for (at, row) in (start..).zip(batch) {
                rows[division.row(roster, &row) as usize].push(at);
            }
        }
        Ok(rows)
    }

    /// A shard in which everything is as it should be; otherwise what is not.
    fn one<'g>(
        &self,
        own: &Own<'_>,
        share: &Share,
        given: &'g Given,
    ) -> Result<Result<Proven<'g>, Vec<Fault>>, Fault> {
        let (manifest, letters) = match lists(given, share) {
            Ok(lists) => lists,
            Err(said) => return Ok(Err(vec![again(said)])),
        };
        let (records, mut found) = self.records(&given.name, &letters, own.rows)?;
        if found.is_empty() && (counts(&records) != share.counts || manifest.counts != share.counts)
        {
            let name = &given.name;
            found.push(words!("{name} 的份数不对", "the counts of {name} are wrong"));
        }
        found.extend(strange(own, &manifest, &given.name));
        found.extend(changed(given, &records, &manifest));
        // What belongs to rows that nobody could read is no stray.
        if found.is_empty() {
            found.extend(strays(given, &records, &manifest)?);
        }
        let proven = Proven { given, manifest };
        Ok(if found.is_empty() { Ok(proven) } else { Err(found.into_iter().map(again).collect()) })
    }

    /// The records of a shard, and how they differ from those that its rows would have.
    fn records(
        &self,
        name: &str,
        text: &str,
        rows: &[usize],
    ) -> Result<(Vec<Record>, Vec<Words>), Fault> {
        let (mut records, mut found) = (Vec::new(), Vec::new());
        let mut lines = text.lines();
        for at in rows {
            let row = self.task.roster.row(*at)?;
            let number = row.line;
            let Some(line) = lines.next() else {
                found.push(words!("{name} 缺第 {number} 行", "{name} lacks row {number}"));
                return Ok((records, found));
            };
            let values = self.task.values(row);
            let record = serde_json::from_str(line).ok();
            let Some(record) = record.filter(|own| self.fits(own, number, &values)) else {
                found.push(words!(
                    "{name} 的第 {number} 行和名册、文件不符",
                    "row {number} in {name} is not of this roster and letter"
                ));
                return Ok((records, found));
            };
            records.push(record);
        }
        if lines.next().is_some() {
            found.push(words!("{name} 有不属于它的行", "{name} has rows that are not its own"));
        }
        Ok((records, found))
    }

    /// Whether a record is what a row would have.
    fn fits(&self, record: &Record, number: u64, values: &[String]) -> bool {
        let paths = match (record.state, self.task.choice.letters) {
            (State::Done, true) => self.task.paths(values),
            (State::Done, false) | (State::Failed, _) => Vec::new(),
            (State::Skipped, _) => return false,
        };
        record.row == number
            && record.id == self.task.id(values)
            && record.input == hex(&self.task.input(values))
            && record.files.iter().map(|made| &made.path).eq(&paths)
    }
}

/// What a shard is to hold.
struct Own<'a> {
    shard: Shard,
    /// The places of its rows.
    rows: &'a [usize],
    division: &'a Division,
}

/// The files besides letters that are not for this shard to make. Whether it has all of its own
/// shows in the end: where every row of a volume failed there is none.
fn strange(own: &Own<'_>, manifest: &Manifest, name: &str) -> Vec<Words> {
    let made = manifest.runs.iter().chain(&manifest.index).map(|other| &other.file.path);
    let strange = made.filter(|path| own.division.run(path) != Some(own.shard.index()));
    strange.map(|path| words!("{name} 多出 {path}", "{name} has {path} too many")).collect()
}

/// The manifest of a shard and the lines of its letters, once both are as they were written.
fn lists(given: &Given, share: &Share) -> Result<(Manifest, String), Words> {
    let manifest = text(given, manifest::NAME, &share.manifest)?;
    let manifest = Manifest::parse(&manifest, &given.name).map_err(|fault| fault.words)?;
    let letters = text(given, LETTERS, &manifest.letters)?;
    Ok((manifest, letters))
}

/// A list of a shard, once it is as it was written.
fn text(given: &Given, path: &str, hash: &str) -> Result<String, Words> {
    let name = &given.name;
    let bytes = given.disk.read(path).map_err(|_| unfinished(name))?;
    let text = String::from_utf8(bytes).ok();
    let text = text.filter(|text| hex(&Sha256::digest(text.as_bytes())) == hash);
    text.ok_or_else(|| words!("{name} 的 {path} 改过", "{name}: {path} was changed"))
}

/// The files of a shard that are not as they were made.
fn changed(given: &Given, records: &[Record], manifest: &Manifest) -> Vec<Words> {
    let name = &given.name;
    let same = |made: &Made| {
        let bytes = given.disk.read(&made.path).ok();
        bytes.is_some_and(|bytes| {
            bytes.len() as u64 == made.bytes && hex(&Sha256::digest(&bytes)) == made.sha256
        })
    };
    let letters = records.par_iter().filter(|record| !record.files.iter().all(same));
    // A path would tell whose letter it is.
    let letters = letters.map(|Record { row, .. }| {
        words!(
            "{name} 第 {row} 行的文件改过或不见了",
            "{name}: the letter of row {row} is changed or gone"
        )
    });
    let runs = manifest.runs.par_iter().map(|run| &run.file).filter(|made| !same(made));
    let runs = runs.map(|Made { path, .. }| {
        words!("{name} 的 {path} 改过或不见了", "{name}: {path} is changed or gone")
    });
    letters.chain(runs).collect()
}

/// What lies in the folder of a shard and belongs to nobody.
fn strays(given: &Given, records: &[Record], manifest: &Manifest) -> Result<Vec<Words>, Fault> {
    let name = &given.name;
    let files = records.iter().flat_map(|record| &record.files);
    let files = files.chain(manifest.runs.iter().map(|run| &run.file));
    let mut known: BTreeSet<&str> = files.map(|made| &*made.path).collect();
    known.extend([NAME, LETTERS, manifest::NAME]);
    let all = everything(given.disk.root())?;
    let strays: Vec<&String> = all.iter().filter(|path| !known.contains(path.as_str())).collect();
    let own = |path: &&&String| path.strip_prefix(OWN).is_some_and(|rest| rest.starts_with('/'));
    if strays.iter().any(|path| own(&path)) {
        return Ok(vec![unfinished(name)]);
    }
    let stray = |path| words!("{name} 里有来历不明的 {path}", "{name} has a stray file: {path}");
    Ok(strays.into_iter().map(stray).collect())
}

fn counts(records: &[Record]) -> Counts {
    let count = |state| records.iter().filter(|record| record.state == state).count();
    let (done, failed, skipped) = (count(State::Done), count(State::Failed), count(State::Skipped));
    Counts { expected: records.len(), done, failed, skipped }
}

/// Ends where something is wrong.
fn stop(mut found: Vec<Fault>) -> Result<(), Stop> {
    let more = found.len().saturating_sub(SHOWN);
    if more > 0 {
        found.truncate(SHOWN);
        found.push(Fault::new(words!("还有 {more} 处", "and {more} more")));
    }
    if found.is_empty() { Ok(()) } else { Err(Stop::Unfit(found)) }
}
