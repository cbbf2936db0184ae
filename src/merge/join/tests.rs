//! Shards that are made, tampered with and joined, with a press that makes letters of nothing.

use std::path::{Path, PathBuf};

use serde_json::Value;

use super::*;
use crate::backend::Trouble;
use crate::backend::batch::Cover;
use crate::build::Folder;
use crate::doc::Doc;
use crate::merge::plan::{self, Plan};
use crate::merge::shard::{Division, Shard};
use crate::merge::{Choice, Names, Part, Printed, Refusal, Task, merge, names};
use crate::roster::{Column, Roster, Row, Spool};
use crate::text::{Disk as Stored, Files, everything};

/// Writes down what a row says, and cannot make letters for one whose name is too long.
struct Double;

impl Press for Double {
    type Own = Vec<String>;

    fn pages(&self) -> usize {
        1
    }

    fn size_mm(&self) -> (f64, f64) {
        (210.0, 297.0)
    }

    fn binds(&self) -> bool {
        true
    }

    fn recipe(&self) -> &'static str {
        "A4"
    }

    fn lay_out(&self, rows: &[&[String]]) -> Result<Vec<Self::Own>, Trouble> {
        Ok(rows.iter().map(|row| row.to_vec()).collect())
    }

    fn refusal(&self, own: &Self::Own) -> Option<Refusal> {
        own[0].contains('长').then(|| Refusal { missing: vec![], beyond: vec![0] })
    }

    fn write(&self, own: &Self::Own) -> Result<Vec<u8>, Trouble> {
        Ok(format!("%PDF {own:?}").into_bytes())
    }

    fn book(&self, _: Option<Cover<'_>>, own: &[Self::Own], _: bool) -> Result<Vec<u8>, Trouble> {
        Ok(format!("%PDF {own:?}").into_bytes())
    }
}

fn roster(count: usize) -> Roster {
    let keys = [
        ("institution", "机构名称"),
        ("code", "机构编码"),
        ("county", "所在县区"),
        ("serial", "编号"),
    ];
    let mut spool = Spool::new(Column::named(&keys)).unwrap();
    for at in 0..count {
        let long = if at == 5 { "长" } else { "" };
        let county = ["东区", "西县"][at % 2].to_owned();
        let values = vec![format!("机构{long}{at}"), format!("H{at:04}"), county, String::new()];
        spool.push(&Row { line: at as u64 + 2, values }).unwrap();
    }
    spool.finish().unwrap()
}

/// A folder with shards in it.
struct Work {
    root: tempfile::TempDir,
    roster: Roster,
    choice: Choice,
    plan: Plan,
}

const ALL: Choice = Choice { letters: true, runs: true, duplex: false };

impl Work {
    fn new(count: usize) -> Self {
        Self::of(count, ALL)
    }

    fn of(count: usize, choice: Choice) -> Self {
        let (root, roster) = (tempfile::tempdir().unwrap(), roster(count));
        let plan = plan::plan(&task(&roster, choice, None), Value::Null).unwrap();
        Self { root, roster, choice, plan }
    }

    /// What one run makes, in a folder.
    fn whole(&self) -> Vec<(String, Vec<u8>)> {
        made(&task(&self.roster, self.choice, None), &self.path("whole"));
        self.files("whole")
    }

    fn hash(&self) -> String {
        plan::hash(&self.plan.text())
    }

    fn path(&self, name: &str) -> PathBuf {
        self.root.path().join(name)
    }

    fn shards(&self, count: u32) -> Vec<PathBuf> {
        let all = (0..count).map(|index| Shard::new(index, count).unwrap());
        all.map(|shard| self.shard(shard, &shard.folder())).collect()
    }

    fn shard(&self, shard: Shard, name: &str) -> PathBuf {
        let division =
            Division::new(&task(&self.roster, self.choice, None), shard.count()).unwrap();
        let row = |row: &Row| division.row(&self.roster, row) == shard.index();
        let run = |path: &str| division.run(path) == Some(shard.index());
        let task = task(&self.roster, self.choice, Some(Part { row: &row, run: &run }));
        let manifest = made(&task, &self.path(name));
        Share::new(&self.hash(), shard, &manifest).write(&self.path(name)).unwrap();
        self.path(name)
    }

    /// Joins shards; otherwise what is said against it.
    fn join(&self, shards: &[PathBuf], out: &str) -> Result<Manifest, Vec<String>> {
        let part = |path: &PathBuf| Given {
            name: path.file_name().unwrap().to_str().unwrap().to_owned(),
            disk: Stored::new(path).unwrap(),
        };
        let task = task(&self.roster, self.choice, None);
        let against = Against { task: &task, plan: &self.hash() };
        let parts: Vec<Given> = shards.iter().map(part).collect();
        join(&against, &parts, &self.path(out), &|_| {}).map_err(|stop| match stop {
            Stop::Unfit(faults) => faults.into_iter().map(|fault| fault.words.en).collect(),
            Stop::Failed(fault) => panic!("{fault}"),
        })
    }

    fn files(&self, folder: &str) -> Vec<(String, Vec<u8>)> {
        let disk = Stored::new(&self.path(folder)).unwrap();
        let names = everything(disk.root()).unwrap().into_iter();
        names.map(|name| (name.clone(), disk.read(&name).unwrap())).collect()
    }

    fn change(&self, path: &Path, change: impl FnOnce(&mut Vec<u8>)) {
        let name = path.strip_prefix(self.root.path()).unwrap().to_str().unwrap().to_owned();
        let mut bytes = Stored::new(self.root.path()).unwrap().read(&name).unwrap();
        change(&mut bytes);
        Folder::new(self.root.path()).unwrap().write_one(&name, &bytes).unwrap();
    }
}

fn task<'a>(roster: &'a Roster, choice: Choice, part: Option<Part<'a>>) -> Task<'a, Double> {
    static DOC: std::sync::LazyLock<Doc> = std::sync::LazyLock::new(Doc::default);
    let look = Printed { look: "a4".into(), suffix: String::new(), doc: &DOC, press: &Double };
    Task {
        letter: "policies/letter.yaml",
        looks: vec![look],
        roster,
        skipped: if part.is_some() { &[] } else { &[99] },
        names: Names::parse(names::USUAL, roster.columns()).unwrap(),
        choice,
        part,
        typeset: &|doc, _| Ok(doc.meta.title.clone().into_bytes()),
    }
}

fn made(task: &Task<'_, Double>, folder: &Path) -> Manifest {
    match merge(task, folder, How::default(), &|_| {}).unwrap() {
        Ended::Merged(manifest, _) => *manifest,
        Ended::Clashes(clashes) => panic!("{clashes:?}"),
    }
}

#[test]
fn any_number_of_shards_joins_to_the_folder_of_one_run() {
    let work = Work::new(12);
    let whole = work.whole();
    assert_eq!(work.plan.weights.runs.len(), 2);
    // Of the last some are empty.
    for count in [1, 7, 13] {
        let out = format!("out-{count}");
        let manifest = work.join(&work.shards(count), &out).unwrap();
        let counts = manifest.counts;
        assert_eq!((counts.expected, counts.done, counts.failed, counts.skipped), (13, 11, 1, 1));
        assert_eq!(work.files(&out), whole, "{count} shards");
    }
}

#[test]
fn letters_alone_and_print_runs_alone_are_divided_too() {
    for (letters, runs) in [(true, false), (false, true)] {
        let work = Work::of(12, Choice { letters, runs, duplex: true });
        let whole = work.whole();
        work.join(&work.shards(5), "out").unwrap();
        assert_eq!(work.files("out"), whole, "letters {letters}");
    }
}

#[test]
fn a_print_run_that_no_shard_has_is_missed() {
    let mut work = Work::of(12, Choice { runs: false, ..ALL });
    let shards = work.shards(2);
    work.choice = ALL;
    assert_eq!(work.join(&shards, "out").unwrap_err(), ["no shard has runs/东区.pdf"]);
    assert!(!work.path("out").exists());
}

#[test]
fn a_shard_that_is_missing_doubled_or_foreign_is_named() {
    let work = Work::new(40);
    let shards = work.shards(3);
    let said = |shards: &[PathBuf]| work.join(shards, "out").unwrap_err();
    assert_eq!(said(&shards[..2]), ["1 of 3 shards are missing: 3"]);
    let doubled = [&shards[..], &shards[..1]].concat();
    assert_eq!(said(&doubled), ["shard 1 is here twice: shard-1-of-3, shard-1-of-3"]);
    // Of another plan: somebody joined the institutions meanwhile.
    let mut other = Work::new(41);
    other.root = tempfile::tempdir().unwrap();
    let foreign = other.shard(Shard::parse("2/3").unwrap(), "foreign");
    let mixed = [shards[0].clone(), foreign, shards[2].clone()];
    assert_eq!(said(&mixed), ["foreign belongs to another plan"]);
    let divided = [shards[0].clone(), work.shard(Shard::parse("2/2").unwrap(), "half")];
    assert_eq!(said(&divided), ["the shards are of different divisions: half 2, shard-1-of-3 3"]);
    assert!(!work.path("out").exists());
}

#[test]
fn a_file_that_is_changed_gone_or_strange_is_named_with_its_shard() {
    let work = Work::new(40);
    let shards = work.shards(3);
    let said = |work: &Work| work.join(&shards, "out").unwrap_err().join("\n");
    let letter = everything(&shards[1]).unwrap();
    let letter = letter.iter().find(|path| path.starts_with("letters/")).unwrap();
    work.change(&shards[1].join(letter), |bytes| *bytes.last_mut().unwrap() ^= 1);
    let told = said(&work);
    assert!(told.starts_with("shard-2-of-3: the letter of row "), "{told}");
    assert!(told.ends_with("is changed or gone") && !told.contains("机构"), "{told}");
    work.change(&shards[1].join(letter), |bytes| *bytes.last_mut().unwrap() ^= 1);
    Folder::new(&shards[2]).unwrap().write_one("letters/extra.pdf", b"").unwrap();
    assert_eq!(said(&work), "shard-3-of-3 has a stray file: letters/extra.pdf");
    Folder::new(&shards[0]).unwrap().write_one(".hongtou/journal.jsonl", b"").unwrap();
    assert!(said(&work).contains("shard-1-of-3 is not finished"));
    assert!(!work.path("out").exists());
}

#[test]
fn lists_that_are_changed_are_named_with_their_shard() {
    for (name, told) in [
        ("letters.jsonl", "shard-2-of-3: letters.jsonl was changed"),
        ("manifest.json", "shard-2-of-3: manifest.json was changed"),
        ("shard.json", "shard-2-of-3/shard.json cannot be read"),
    ] {
        let work = Work::new(20);
        let shards = work.shards(3);
        work.change(&shards[1].join(name), |bytes| {
            bytes.truncate(bytes.len() - 3);
        });
        assert_eq!(work.join(&shards, "out").unwrap_err(), [told]);
    }
}
