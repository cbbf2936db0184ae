//! Merges with a press that makes letters of nothing, so that they take no time.

mod safety;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Mutex;

use super::*;
use crate::backend::batch::Cover;
use crate::backend::{InLook, Trouble};
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
    Column::named(&[
        ("institution", "机构名称"),
        ("code", "机构编码"),
        ("county", "所在县区"),
        ("serial", "编号"),
    ])
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
    assert_eq!(
        first.files[1].sha256,
        crate::text::hex(&<sha2::Sha256 as sha2::Digest>::digest(bytes))
    );
}

#[test]
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
