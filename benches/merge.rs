//! How fast letters are made: letters a second, and ratios to the plain loop over the same letters
//! in the same run.
//!
//! `cargo bench --bench merge` measures; `cargo bench --bench merge -- 1000000` makes so many
//! letters into nothing besides, to show that memory does not grow; `-- soak` kills and resumes.

#![expect(clippy::disallowed_methods, reason = "a benchmark reads the clock")]
#![expect(clippy::print_stdout, reason = "a benchmark prints what it measured")]

mod rounds;
mod soak;

use std::path::{Path, PathBuf};
use std::time::Instant;

use hongtou::backend::batch::{self, Letter};
use hongtou::backend::{self, Job};
use hongtou::build::{self, InLook, Request};
use hongtou::diag::Fault;
use hongtou::doc::Doc;
use hongtou::merge::{self, Choice, Discard, How, Ledger, Names, Printed, Task};
use hongtou::roster::{self, Column, Roster, Sample, Sort, Spool};
use hongtou::text::Disk;
use rounds::{float, in_turn, spread};

/// The letter that is measured.
const LETTER: &str = "policies/fund-supervision-2022/letter-hospital.yaml";
/// How many letters each measurement makes.
const LETTERS: usize = 3000;
/// How many the plain loop makes: it is slow.
const PLAIN: usize = 20;
/// How often each is measured.
const RUNS: usize = 5;
/// Rosters between which memory must not grow.
const FEW: usize = 5000;
const MANY: usize = 100_000;

fn main() -> Result<(), Fault> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if arguments.iter().any(|argument| argument == "soak") {
        soak::run();
        return Ok(());
    }
    let disk = Disk::new(Path::new(env!("CARGO_MANIFEST_DIR")))?;
    let request = Request { paths: vec![LETTER.to_owned()], ..Request::default() };
    let letter = build::letter(&disk, &request, LETTER, &[])?;
    let columns = roster::columns(&letter.checked.schemas, "commitment-letter");
    let folder = tempfile::tempdir().expect("a folder can be made");
    let bench = Bench { folder: folder.path(), disk: &disk, letter: &letter, columns: &columns };
    // First of all, while nothing else has left its memory behind.
    bench.memory(arguments.iter().find_map(|argument| argument.parse().ok()))?;
    println!("{RUNS} runs each; median (lowest – highest)\n");
    let roster = bench.roster(LETTERS)?;
    ["pledge-a4", "poster-60x80"].into_iter().try_for_each(|look| bench.look(look, &roster))
}

struct Bench<'a> {
    /// Where files go. They stay until the end: a file system that is still busy with removing
    /// thousands is slow to make others, which no print room sees.
    folder: &'a Path,
    disk: &'a Disk,
    letter: &'a build::Letter,
    columns: &'a [Column],
}

impl Bench<'_> {
    /// A roster of invented institutions, with long names and rare characters among them.
    fn roster(&self, rows: usize) -> Result<Roster, Fault> {
        let sample = Sample::new(self.columns, &[], Sort::Hospital, "0750-5550110", 7);
        let mut spool = Spool::new(self.columns.to_vec())?;
        for at in 0..rows as u64 {
            spool.push(&roster::Row { line: at + 2, values: sample.row(at) })?;
        }
        spool.finish()
    }

    fn fresh(&self) -> PathBuf {
        let folder = tempfile::tempdir_in(self.folder).expect("a folder can be made");
        folder.keep()
    }

    fn press<'b>(&'b self, own: &'b InLook) -> Letter<'b> {
        let fonts = &self.letter.checked.fonts;
        let job =
            Job { doc: &own.doc, look: &own.look, fonts, files: self.disk, options: &own.options };
        Letter::prepare(&job, self.columns).expect("our letter can be laid out")
    }

    fn look(&self, look: &str, roster: &Roster) -> Result<(), Fault> {
        let own = self.letter.looks.iter().find(|own| own.look == look).expect("it is there");
        let press = self.press(own);
        assert!(press.fast(), "our looks take the batch path");
        println!("{look}");
        let values = self.values(roster, PLAIN)?;
        let rows: Vec<&[String]> = values.iter().map(Vec::as_slice).collect();
        let owns = press.lay_out(&rows).expect("samples can be laid out");
        let (one, all) = (threads(1), threads(0));
        let plainly = || {
            let folder = self.fresh();
            for (nth, own) in owns.iter().enumerate() {
                let file = press.alone(own, false).expect("it can be written");
                std::fs::write(folder.join(format!("{nth}.pdf")), file).expect("a disk");
                backend::forget(8);
            }
        };
        let letters = Choice { letters: true, runs: false, duplex: false };
        let runs = Choice { letters: false, runs: true, duplex: false };
        let merged = |choice| self.merge(own, &press, roster, choice);
        let [plain, single, double, bound] = speeds([
            (PLAIN, &|| one.install(plainly)),
            (roster.len(), &|| one.install(|| merged(letters))),
            (roster.len(), &|| all.install(|| merged(letters))),
            (roster.len(), &|| one.install(|| merged(runs))),
        ]);
        said("plain loop, one core", &plain);
        said("merged, one core, files on disk", &single);
        said("merged, all cores, files on disk", &double);
        said("print runs with covers and index, one core", &bound);
        ratio("merged : plain loop, one core", &single, &plain);
        ratio("all cores : one core", &double, &single);
        ratio("print runs : merged, one core", &bound, &single);
        let size = |files: Vec<Vec<u8>>| files.iter().map(Vec::len).sum::<usize>() / files.len();
        let batch = size(owns.iter().filter_map(|own| press.write(own).ok()).collect());
        let alone = size(owns.iter().filter_map(|own| press.alone(own, false).ok()).collect());
        println!("  {batch} bytes a letter, {alone} alone: {:.2}\n", float(batch) / float(alone));
        Ok(())
    }

    fn values(&self, roster: &Roster, count: usize) -> Result<Vec<Vec<String>>, Fault> {
        let rows = roster.rows(0..count.min(roster.len()))?;
        let serial = self.columns.iter().position(|column| column.key == "serial");
        let number = |row: roster::Row| {
            let number = roster::serial(self.columns, &row.values).to_owned();
            let mut values = row.values;
            if let Some(at) = serial {
                values[at] = number;
            }
            values
        };
        Ok(rows.into_iter().map(number).collect())
    }

    /// A merge as the command does it, into a folder of its own.
    fn merge(&self, own: &InLook, press: &Letter, roster: &Roster, choice: Choice) {
        let folder = self.fresh();
        self.task(own, press, roster, choice, &|task| {
            let made = merge::merge(task, &folder.join("out"), How::default(), &|_| {});
            assert!(matches!(made, Ok(merge::Ended::Merged(..))), "{made:?}");
        });
    }

    fn task(
        &self,
        own: &InLook,
        press: &Letter,
        roster: &Roster,
        choice: Choice,
        then: &dyn Fn(&Task<'_, Letter<'_>>),
    ) {
        let typeset = |doc: &Doc, look: &str| {
            let fonts = &self.letter.checked.fonts;
            let job = Job { doc, look, fonts, files: self.disk, options: &own.options };
            batch::beside(&job)
        };
        let printed =
            Printed { look: own.look.clone(), suffix: own.suffix.clone(), doc: &own.doc, press };
        let names = Names::parse(merge::names::USUAL, self.columns).expect("the usual names");
        then(&Task {
            letter: LETTER,
            looks: vec![printed],
            roster,
            skipped: &[],
            names,
            choice,
            part: None,
            typeset: &typeset,
        });
    }

    /// The memory that a roster of some size needs at most.
    fn memory(&self, grown: Option<usize>) -> Result<(), Fault> {
        let own = &self.letter.looks[0];
        let press = self.press(own);
        println!("letters into nothing, all cores: memory at its highest");
        for rows in [FEW, MANY].into_iter().chain(grown) {
            let roster = self.roster(rows)?;
            let choice = Choice { letters: true, runs: false, duplex: false };
            forget_peak();
            let start = Instant::now();
            self.task(own, &press, &roster, choice, &|task| {
                let mut ledger = Ledger::new(task).expect("it can be begun");
                merge::letters(task, &mut ledger, &Discard, &|_| {}).expect("nothing can fail");
                assert_eq!(ledger.made(), rows, "every letter is counted");
            });
            let speed = float(rows) / start.elapsed().as_secs_f64();
            println!("  {rows} letters: {} MB, {speed:.0} letters a second", peak());
        }
        println!();
        Ok(())
    }
}

/// Forgets how much memory was used at most, where the system can.
fn forget_peak() {
    let _ = std::fs::write("/proc/self/clear_refs", "5");
}

/// The most memory used since, in megabytes; 0 where the system does not tell.
fn peak() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let number = line.and_then(|line| line.split_ascii_whitespace().next()?.parse::<usize>().ok());
    number.unwrap_or(0) / 1024
}

fn threads(count: usize) -> rayon::ThreadPool {
    rayon::ThreadPoolBuilder::new().num_threads(count).build().expect("threads can start")
}

/// Letters a second of several steps, each with how many it makes.
fn speeds<const N: usize>(steps: [(usize, &dyn Fn()); N]) -> [Vec<f64>; N] {
    let mut all = steps.map(|(_, step)| step);
    let seconds = in_turn(RUNS, settle, all.each_mut().map(|step| step as &mut dyn FnMut()));
    let mut letters = steps.into_iter().map(|(letters, _)| float(letters));
    seconds.map(|seconds| {
        let letters = letters.next().unwrap_or_default();
        seconds.into_iter().map(|seconds| letters / seconds).collect()
    })
}

/// Waits until what was written before is on the disk, where the system can: a thousand letters are
/// over a hundred megabytes, and one run must not pay for those of another.
fn settle() {
    let _ = std::process::Command::new("sync").status();
}

fn said(what: &str, speeds: &[f64]) {
    let (median, low, high) = spread(speeds.iter().copied());
    println!("  {what:<44} {median:>6.0} letters a second ({low:.0} – {high:.0})");
}

/// How much faster one is than the other, round by round.
fn ratio(what: &str, one: &[f64], other: &[f64]) {
    let ratios = one.iter().zip(other).map(|(one, other)| one / other);
    let (median, low, high) = spread(ratios);
    println!("  {what:<44} {median:>6.2} ({low:.2} – {high:.2})");
}
