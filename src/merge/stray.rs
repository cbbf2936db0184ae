//! Files that are nobody's: those of institutions that have left the roster, and whatever people put
//! there. Only what a run has written, by its own records and still in the size they know, is ever
//! removed, and only when somebody asks for it.

use super::disk::Disk;
use super::record::Made;
use super::stock::{list, listed};
use crate::diag::Fault;

/// The folders that a merge writes into.
const FOLDERS: [&str; 3] = ["letters", "runs", "index"];
/// How many strays are named.
const NAMED: usize = 10;

/// What lies in a folder and is none of a merge's files.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Strays {
    /// How many there are.
    pub count: usize,
    /// The first of them.
    pub first: Vec<String>,
    /// How many of them runs before have made: those can be pruned.
    pub ours: usize,
    /// How many were removed.
    pub pruned: usize,
}

/// Looks for strays, and removes those that are ours where that is asked for.
pub(super) fn look(
    disk: &Disk,
    wanted: &dyn Fn(&str) -> bool,
    prune: bool,
) -> Result<Strays, Fault> {
    let mut strays = Strays::default();
    let ours = |made: &Made| {
        may_be(&made.path) && !wanted(&made.path) && disk.size(&made.path) == Some(made.bytes)
    };
    let mut known: Vec<Made> = listed(disk)?.into_iter().filter(ours).collect();
    if prune {
        for made in known.drain(..) {
            disk.remove(&made.path)?;
            let folder = made.path.rsplit_once('/').map_or("", |(folder, _)| folder);
            disk.remove_empty(folder);
            strays.pruned += 1;
        }
    }
    strays.ours = known.len();
    list(disk, &known)?;
    for folder in FOLDERS {
        disk.each_file(folder, &mut |path| {
            if !wanted(&path) {
                strays.count += 1;
                strays.first.extend((strays.first.len() < NAMED).then_some(path));
            }
        })?;
    }
    Ok(strays)
}

/// Whether a merge writes to such places at all: records could have been changed by anybody.
fn may_be(path: &str) -> bool {
    let parts: Vec<&str> = path.split('/').collect();
    let plain = parts.iter().all(|part| !part.is_empty() && !part.starts_with('.'));
    let pdf = path.ends_with(".pdf");
    plain
        && match parts[..] {
            ["letters", _, _] | ["runs" | "index", _] => pdf,
            ["index.xlsx"] => true,
            _ => false,
        }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_removed_where_no_merge_writes() {
        for path in ["letters/东区/1.pdf", "runs/东区-2.pdf", "index/东区.pdf", "index.xlsx"]
        {
            assert!(may_be(path), "{path}");
        }
        for path in [
            "letters/1.pdf",
            "letters/../../1.pdf",
            "/letters/a/1.pdf",
            "letters/东区/1.docx",
            "letters/东区/扫描/1.pdf",
            "policies/a.pdf",
            "index.html",
            "",
        ] {
            assert!(!may_be(path), "{path}");
        }
    }
}
