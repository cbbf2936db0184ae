//! What keeps a merge safe: runs that are broken off, files that are not ours, folders that are not.

use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::super::*;
use super::{Asked, names, tree, undisturbed};
use crate::diag::{Fault, words};

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
