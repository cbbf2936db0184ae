//! Fixes: changes the sources as the findings propose, until nothing more can be changed.
//!
//! Only the bytes of a fix are touched, so comments and layout stay. Where two fixes overlap the
//! second waits for the next round, in which its finding is looked for anew; a change after which
//! a file can no longer be read is undone and never tried again.

use std::collections::{BTreeMap, BTreeSet};

use super::{Checked, Request, check};
use crate::diag::{Fault, Finding, Fix};
use crate::text::{Files, Memory, Overlay, SourceId, Sources};
use crate::yaml;

/// More rounds than any chain of fixes needs; two that undo each other must end.
const ROUNDS: usize = 12;

/// What came of fixing a workspace.
#[derive(Debug)]
pub struct Mended {
    /// The files that changed: path, old text, new text.
    pub files: Vec<(String, String, String)>,
    /// How many fixes were made.
    pub made: usize,
    /// What is left, checked on the new text.
    pub checked: Checked,
}

/// Who decides about a fix: shown its finding, and the sources of this round.
pub type Decide<'a> = &'a mut dyn FnMut(&Finding, &Fix, &Sources) -> bool;

/// Fixes the papers that are asked for. Nothing is written.
///
/// # Errors
/// When the tool itself cannot work.
pub fn fix(files: &dyn Files, request: &Request, decide: Decide<'_>) -> Result<Mended, Fault> {
    let mut changed = Memory::default();
    let mut old = BTreeMap::new();
    let mut refused = BTreeSet::new();
    let mut made = 0;
    for _ in 0..ROUNDS {
        let checked = check(&Overlay { over: &changed, under: files }, request)?;
        let chosen = choose(&checked, &mut refused, decide);
        if chosen.is_empty() {
            return Ok(mended(checked, &changed, old, made));
        }
        for (id, fixes) in chosen {
            let source = checked.sources.get(id);
            if let Some((text, count)) = apply(id, &source.text, &fixes, &mut refused, &source.path)
            {
                made += count;
                old.entry(source.path.clone()).or_insert_with(|| source.text.to_string());
                changed.0.insert(source.path.clone(), text.into_bytes());
            }
        }
    }
    let checked = check(&Overlay { over: &changed, under: files }, request)?;
    Ok(mended(checked, &changed, old, made))
}

/// What tells a fix that was refused from others, whatever moves around it.
type Known = (String, String, String);

fn mended(
    checked: Checked,
    changed: &Memory,
    old: BTreeMap<String, String>,
    made: usize,
) -> Mended {
    let new = |path: &str| {
        let bytes = changed.0.get(path).cloned().unwrap_or_default();
        String::from_utf8(bytes).unwrap_or_default()
    };
    let files = old.into_iter().map(|(path, old)| (path.clone(), old, new(&path)));
    let files = files.filter(|(_, old, new)| old != new).collect();
    Mended { files, made, checked }
}

/// The fixes of a round that are agreed to, source by source, none overlapping another.
fn choose(
    checked: &Checked,
    refused: &mut BTreeSet<Known>,
    decide: Decide<'_>,
) -> BTreeMap<SourceId, Vec<Fix>> {
    let mut chosen: BTreeMap<SourceId, Vec<Fix>> = BTreeMap::new();
    let offered = checked.findings.iter().filter_map(|one| Some((one, one.fix.as_ref()?)));
    for (finding, fix) in offered {
        let path = &checked.sources.get(fix.span.source).path;
        let same = checked.sources.text(fix.span) == fix.text;
        let known = (path.clone(), checked.sources.text(fix.span).to_owned(), fix.text.clone());
        if same || !path.starts_with("policies/") || !checked.asks(path) || refused.contains(&known)
        {
            continue;
        }
        let taken = chosen.get(&fix.span.source).is_some_and(|fixes| {
            let apart =
                |other: &Fix| other.span.end <= fix.span.start || fix.span.end <= other.span.start;
            !fixes.iter().all(|other| apart(other) && other.span != fix.span)
        });
        if taken {
            continue;
        }
        if decide(finding, fix, &checked.sources) {
            chosen.entry(fix.span.source).or_default().push(fix.clone());
        } else {
            refused.insert(known);
        }
    }
    chosen
}

/// The text after its fixes and how many were made; none where no fix leaves it readable.
fn apply(
    id: SourceId,
    text: &str,
    fixes: &[Fix],
    refused: &mut BTreeSet<Known>,
    path: &str,
) -> Option<(String, usize)> {
    let before = yaml::parse(id, text).findings.len();
    let sound = |text: &str| yaml::parse(id, text).findings.len() <= before;
    let all = changed(text, fixes);
    if sound(&all) {
        return Some((all, fixes.len()));
    }
    // One of them breaks the file: each is tried alone, and the others wait for the next round.
    for fix in fixes {
        let alone = changed(text, std::slice::from_ref(fix));
        if sound(&alone) {
            return Some((alone, 1));
        }
        refused.insert((path.to_owned(), text[fix.span.bytes()].to_owned(), fix.text.clone()));
    }
    None
}

fn changed(text: &str, fixes: &[Fix]) -> String {
    let mut fixes: Vec<&Fix> = fixes.iter().collect();
    fixes.sort_by_key(|fix| std::cmp::Reverse(fix.span.start));
    let mut text = text.to_owned();
    for fix in fixes {
        text.replace_range(fix.span.bytes(), &fix.text);
    }
    text
}
