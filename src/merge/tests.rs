//! What keeps a merge safe, with a press that makes letters of nothing.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::*;
use crate::backend::batch::Cover;
use crate::backend::{InLook, Trouble};
use crate::diag::{Fault, words};
use crate::doc::Doc;
use crate::roster::{Column, Roster, Row, Spool};

/// Writes what a row says behind what all letters share. Some rows fail, as some do in life.
struct Double {
    recipe: &'static str,
}

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

    fn recipe(&self) -> &str {
        self.recipe
    }

    fn lay_out(&self, rows: &[&[String]]) -> Result<Vec<Self::Own>, Trouble> {
        if rows.iter().any(|row| row[0].contains('崩')) {
            let [path, message] = ["look.typ", "too much"].map(str::to_owned);
            return Err(Trouble::Look(vec![InLook { path, bytes: None, message, hints: vec![] }]));
        }
        Ok(rows.iter().map(|row| row.to_vec()).collect())
    }

    fn refusal(&self, own: &Self::Own) -> Option<Refusal> {
        let beyond = || Refusal { missing: vec![], beyond: vec![0] };
        own[0].contains('长').then(beyond)
    }

    fn write(&self, own: &Self::Own) -> Result<Vec<u8>, Trouble> {
        Ok(format!("%PDF {} {own:?}", self.recipe.repeat(2000)).into_bytes())
    }

    fn book(&self, _: Option<Cover<'_>>, own: &[Self::Own], _: bool) -> Result<Vec<u8>, Trouble> {
        Ok(format!("%PDF {own:?}").into_bytes())
    }
}

fn columns() -> Vec<Column> {
    let column = |(key, name): (&str, &str)| Column {
        key: key.to_owned(),
        name: name.to_owned(),
        ..Column::default()
    };
    [("institution", "机构名称"), ("code", "机构编码"), ("county", "所在县区"), ("serial", "编号")]
        .map(column)
        .to_vec()
}

fn roster(names: &[String]) -> Roster {
    let mut spool = Spool::new(columns()).unwrap();
    for (at, name) in names.iter().enumerate() {
        let (code, county) = name.rsplit_once('@').unwrap_or((name, "东区"));
        let values = [name, code, county, ""].map(str::to_owned).to_vec();
        spool.push(&Row { line: at as u64 + 2, values }).unwrap();
    }
    spool.finish().unwrap()
}

fn names(count: usize) -> Vec<String> {
    (0..count).map(|at| format!("机构{at}@{}", ["东区", "西县"][at % 2])).collect()
}

/// Everything that can be asked of a merge in these tests.
struct Asked {
    names: Vec<String>,
    recipe: &'static str,
    skipped: Vec<u64>,
    choice: Choice,
    how: How,
}

impl Asked {
    fn of(names: Vec<String>) -> Self {
        let choice = Choice { runs: false, ..Choice::default() };
        Self { names, recipe: "A4", skipped: vec![], choice, how: How::default() }
    }

    fn task<T>(&self, then: impl FnOnce(&Task<'_, Double>) -> T) -> T {
        let (doc, roster) = (Doc::default(), roster(&self.names));
        let presses = [Double { recipe: self.recipe }, Double { recipe: "poster" }];
        let look = |(press, suffix): (_, &str)| Printed {
            look: "look".to_owned(),
            suffix: suffix.to_owned(),
            doc: &doc,
            press,
        };
        then(&Task {
            letter: "policies/letter.yaml",
            looks: presses.iter().zip(["", "-poster"]).map(look).collect(),
            roster: &roster,
            skipped: &self.skipped,
            names: Names::parse(names::USUAL, roster.columns()).unwrap(),
            choice: self.choice,
            part: None,
            typeset: &|_, _| Ok(b"%PDF".to_vec()),
        })
    }

    fn run(&self, root: &Path) -> (Manifest, Strays) {
        match self.task(|task| merge(task, root, self.how, &|_| ())) {
            Ok(Ended::Merged(manifest, strays)) => (*manifest, strays),
            other => panic!("{other:?}"),
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "tests look at what was written")]
fn tree(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let files = walkdir::WalkDir::new(root).into_iter().map(Result::unwrap);
    let files = files.filter(|entry| entry.file_type().is_file());
    let name = |path: &Path| path.strip_prefix(root).unwrap().display().to_string();
    files.map(|entry| (name(entry.path()), std::fs::read(entry.path()).unwrap())).collect()
}

fn undisturbed(asked: &Asked) -> BTreeMap<String, Vec<u8>> {
    let root = tempfile::tempdir().unwrap();
    asked.run(root.path());
    tree(root.path())
}

/// A folder that can take only so much.
struct Failing<'a> {
    folder: &'a Folder,
    left: AtomicUsize,
}

impl Sink for Failing<'_> {
    fn put(&self, path: &str, bytes: &[u8]) -> Result<(), Fault> {
        if self.left.fetch_sub(1, Ordering::Relaxed) == 0 {
            return Err(Fault::new(words!("断电", "the power is gone")));
        }
        self.folder.put(path, bytes)
    }

    fn note(&self, records: &[Record]) -> Result<(), Fault> {
        self.folder.note(records)
    }
}

/// A run that ends after so many files without a word, as a killed one does.
fn broken_off(asked: &Asked, root: &Path, after: usize) {
    asked.task(|task| {
        let paths = Paths::new(task).unwrap();
        let mut ledger = Ledger::new(task).unwrap();
        let folder = Folder::take(root, task, paths, &mut ledger, false).unwrap();
        let failing = Failing { folder: &folder, left: AtomicUsize::new(after) };
        // Where less than that was left to do, it ends well.
        let _ = letters(task, &mut ledger, &failing, &|_| ());
    });
}

#[test]
fn every_institution_has_its_files_and_its_line() {
    let root = tempfile::tempdir().unwrap();
    let (manifest, strays) = Asked::of(names(40)).run(root.path());
    assert_eq!(manifest.counts, Counts { expected: 40, done: 40, failed: 0, skipped: 0 });
    assert_eq!(strays, Strays::default());
    let tree = tree(root.path());
    assert_eq!(tree.len(), 82, "{:?}", tree.keys());
    let letter = "letters/西县/机构1-机构1@西县-poster.pdf";
    assert!(String::from_utf8_lossy(&tree[letter]).contains("机构1@西县"));
    let lines = String::from_utf8(tree["letters.jsonl"].clone()).unwrap();
    let rows: Vec<u64> =
        lines.lines().map(|line| serde_json::from_str::<Record>(line).unwrap().row).collect();
    assert_eq!(rows, (2..42).collect::<Vec<_>>());
    let first: Record = serde_json::from_str(lines.lines().next().unwrap()).unwrap();
    let bytes = &tree[&first.files[1].path];
    assert_eq!(first.files[1].bytes, bytes.len() as u64);
    assert_eq!(first.files[1].sha256, names::hex(&<sha2::Sha256 as sha2::Digest>::digest(bytes)));
}

#[test]
fn a_run_that_was_broken_off_anywhere_is_finished_to_the_same_bytes() {
    let asked = Asked::of(names(60));
    let whole = undisturbed(&asked);
    for after in [0, 1, 2, 31, 64, 119] {
        let root = tempfile::tempdir().unwrap();
        broken_off(&asked, root.path(), after);
        assert!(!root.path().join("manifest.json").exists());
        broken_off(&asked, root.path(), after / 3);
        asked.run(root.path());
        assert!(tree(root.path()) == whole, "after {after}");
    }
}

#[test]
#[expect(clippy::disallowed_methods, reason = "a test breaks a journal")]
fn a_line_that_was_not_finished_and_a_file_that_was_not_are_made_again() {
    let asked = Asked::of(names(60));
    let whole = undisturbed(&asked);
    let root = tempfile::tempdir().unwrap();
    broken_off(&asked, root.path(), 64);
    let own = root.path().join(".hongtou");
    std::fs::write(own.join("part-77"), "half").unwrap();
    let journal = own.join("journal.jsonl");
    let text = std::fs::read_to_string(&journal).unwrap();
    assert!(text.lines().count() > 8);
    let first: Record = serde_json::from_str(text.lines().next().unwrap()).unwrap();
    std::fs::write(root.path().join(&first.files[0].path), "").unwrap();
    std::fs::write(&journal, &text[..text.len() - 40]).unwrap();
    asked.run(root.path());
    assert!(tree(root.path()) == whole);
}

#[test]
#[expect(clippy::disallowed_methods, reason = "a test looks at the times of files")]
fn only_what_changed_is_made_again() {
    let root = tempfile::tempdir().unwrap();
    let mut asked = Asked::of(names(30));
    asked.run(root.path());
    let times = || {
        let all = tree(root.path()).into_keys().filter(|path| path.starts_with("letters/"));
        let time = |path: String| {
            let found = std::fs::metadata(root.path().join(&path)).unwrap();
            (path, found.modified().unwrap())
        };
        all.map(time).collect::<BTreeMap<_, _>>()
    };
    let before = times();
    asked.run(root.path());
    assert_eq!(times(), before);
    // A row above all others moves every row and changes none.
    asked.names.insert(0, "新来@东区".to_owned());
    let (manifest, strays) = asked.run(root.path());
    assert_eq!((manifest.counts.done, strays.count), (31, 0));
    let after = times();
    assert_eq!(after.len(), before.len() + 2);
    assert!(before.iter().all(|(path, time)| after[path] == *time));
    assert!(tree(root.path()) == undisturbed(&asked));
    // Another letter makes all of them anew.
    asked.recipe = "A5";
    asked.run(root.path());
    assert!(after.iter().all(|(path, time)| times()[path] != *time));
    assert!(tree(root.path()) == undisturbed(&asked));
}

#[test]
#[expect(clippy::disallowed_methods, reason = "a test changes a file behind our back")]
fn bytes_that_somebody_changed_are_found_when_they_are_looked_at() {
    let root = tempfile::tempdir().unwrap();
    let mut asked = Asked::of(names(10));
    let whole = undisturbed(&asked);
    asked.run(root.path());
    let path = root.path().join("letters/东区/机构0-机构0@东区.pdf");
    let mut bytes = std::fs::read(&path).unwrap();
    bytes.reverse();
    std::fs::write(&path, &bytes).unwrap();
    asked.how.verify = true;
    asked.run(root.path());
    assert!(tree(root.path()) == whole);
}

#[test]
fn a_letter_that_fails_is_named_and_the_others_go_on() {
    let mut all = names(40);
    all[7] = "某某崩@东区".to_owned();
    all[12] = "某某某某某长@东区".to_owned();
    let asked = Asked { skipped: vec![1, 30, 99], ..Asked::of(all) };
    let root = tempfile::tempdir().unwrap();
    let told = Mutex::new(Vec::new());
    let ended = asked.task(|task| {
        merge(task, root.path(), How::default(), &|event| {
            if let Event::Failed { row, who, words } = event {
                told.lock().unwrap().push(format!("{row} {who} {}", words.en));
            }
        })
    });
    let Ok(Ended::Merged(manifest, _)) = ended else { panic!("{ended:?}") };
    assert_eq!(manifest.counts, Counts { expected: 43, done: 38, failed: 2, skipped: 3 });
    let mut told = told.into_inner().unwrap();
    told.sort();
    assert_eq!(
        told,
        ["14 某某…(9) 机构名称: too long for its place", "9 某某…(6) the look fails: too much"]
    );
    let tree = tree(root.path());
    assert_eq!(tree.len(), 2 * 38 + 2);
    let lines = String::from_utf8(tree["letters.jsonl"].clone()).unwrap();
    let records = lines.lines().map(|line| serde_json::from_str::<Record>(line).unwrap());
    let (rows, lost): (Vec<u64>, Vec<u64>) =
        records.map(|one| (one.row, u64::from(one.state != State::Done))).unzip();
    assert!(rows.is_sorted() && rows.len() == 43 && lost.iter().sum::<u64>() == 5);
}

#[test]
#[expect(clippy::disallowed_methods, reason = "a test puts files where they do not belong")]
fn strays_are_named_and_only_ours_are_pruned() {
    let root = tempfile::tempdir().unwrap();
    let mut asked = Asked::of(names(12));
    asked.run(root.path());
    asked.names.truncate(10);
    std::fs::write(root.path().join("letters/东区/盖章扫描.pdf"), "scan").unwrap();
    // A signed letter was scanned over one that we made, whose row is gone.
    std::fs::write(root.path().join("letters/西县/机构11-机构11@西县.pdf"), "scan").unwrap();
    for _ in 0..2 {
        let (_, strays) = asked.run(root.path());
        assert_eq!((strays.count, strays.ours, strays.pruned), (5, 3, 0));
        assert!(strays.first.contains(&"letters/东区/盖章扫描.pdf".to_owned()));
    }
    asked.how.prune = true;
    let (_, strays) = asked.run(root.path());
    assert_eq!((strays.count, strays.ours, strays.pruned), (2, 0, 3));
    let mut tree = tree(root.path());
    tree.remove("letters/东区/盖章扫描.pdf").unwrap();
    tree.remove("letters/西县/机构11-机构11@西县.pdf").unwrap();
    assert!(tree == undisturbed(&asked));
}

#[test]
fn a_roster_that_changes_while_half_is_made_leaves_no_wrong_letter() {
    let one = Asked::of(names(60));
    let other = Asked { recipe: "A5", ..Asked::of(names(60)) };
    let root = tempfile::tempdir().unwrap();
    one.run(root.path());
    // Half of them are of the other letter now, in files of the same names and sizes.
    broken_off(&other, root.path(), 61);
    one.run(root.path());
    assert!(tree(root.path()) == undisturbed(&one));
}

#[test]
fn two_letters_never_share_a_file() {
    let mut all = names(600);
    all[599] = "甲-POSTER@东区".to_owned();
    all[1] = "甲@东区".to_owned();
    let root = tempfile::tempdir().unwrap();
    let asked = Asked::of(all);
    let ended = asked.task(|task| {
        let task = Task {
            looks: task
                .looks
                .iter()
                .map(|look| Printed {
                    look: look.look.clone(),
                    suffix: look.suffix.clone(),
                    ..*look
                })
                .collect(),
            names: Names::parse("{机构编码}", task.roster.columns()).unwrap(),
            ..*task
        };
        merge(&task, root.path(), How::default(), &|_| ())
    });
    let Ok(Ended::Clashes(clashes)) = ended else { panic!("{ended:?}") };
    let clash = Clash { path: "letters/东区/甲-POSTER.pdf".to_owned(), rows: [3, 601] };
    assert_eq!(clashes, [clash]);
    assert!(tree(root.path()).is_empty(), "nothing was written");
}

#[test]
fn two_runs_do_not_write_into_one_folder() {
    let root = tempfile::tempdir().unwrap();
    let asked = Asked::of(names(3));
    asked.task(|task| {
        let mut ledger = Ledger::new(task).unwrap();
        let folder = Folder::take(root.path(), task, Paths::default(), &mut ledger, false).unwrap();
        let fault = merge(task, root.path(), How::default(), &|_| ()).unwrap_err();
        assert!(fault.words.en.starts_with("another `hongtou merge`"), "{fault}");
        drop(folder);
        merge(task, root.path(), How::default(), &|_| ()).unwrap();
    });
}

#[test]
#[expect(clippy::disallowed_methods, reason = "a test prepares a folder")]
fn a_folder_with_something_else_is_left_alone() {
    let root = tempfile::tempdir().unwrap();
    std::fs::write(root.path().join("manifest.json"), r#"{"version":3,"builds":[]}"#).unwrap();
    let fault = Asked::of(names(3)).task(|task| merge(task, root.path(), How::default(), &|_| ()));
    assert!(fault.unwrap_err().words.en.contains("no manifest of a merge"));
    assert_eq!(tree(root.path())["manifest.json"], br#"{"version":3,"builds":[]}"#);
}

#[test]
#[cfg(unix)]
#[expect(clippy::disallowed_methods, reason = "a test prepares a folder")]
fn nothing_leaves_the_folder_and_what_is_in_the_way_is_named() {
    let asked = Asked::of(names(3));
    let said = |prepare: &dyn Fn(&Path)| {
        let root = tempfile::tempdir().unwrap();
        prepare(root.path());
        let fault = asked.task(|task| merge(task, root.path(), How::default(), &|_| ()));
        fault.unwrap_err().words.en
    };
    let outside = tempfile::tempdir().unwrap();
    let link = |root: &Path| std::os::unix::fs::symlink(outside.path(), root.join("letters"));
    assert!(said(&|root| link(root).unwrap()).contains("outside the output folder"));
    assert!(tree(outside.path()).is_empty());
    let own = |root: &Path| std::os::unix::fs::symlink(outside.path(), root.join(".hongtou"));
    assert!(said(&|root| own(root).unwrap()).contains("outside the output folder"));
    let file = |root: &Path| std::fs::write(root.join("letters"), "");
    assert!(said(&|root| file(root).unwrap()).contains("is a file and no folder"));
    let folder =
        |root: &Path| std::fs::create_dir_all(root.join("letters/东区/机构0-机构0@东区.pdf/x"));
    assert!(said(&|root| folder(root).unwrap()).contains("is a folder and no file"));
}
