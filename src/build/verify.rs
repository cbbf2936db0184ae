//! Holds an output folder against its manifest, and the manifest against the sources.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::Built;
use super::manifest::{self, Input, Manifest, NAME, parse};
use crate::diag::Fault;
use crate::text::{Disk, FileError, Files, everything};

/// What became of outputs since they were made.
#[derive(Debug, Default, Serialize)]
pub struct Verdict {
    /// How many outputs the manifest names.
    pub outputs: usize,
    /// Outputs whose bytes are others.
    pub changed: Vec<String>,
    /// Outputs that are not there.
    pub missing: Vec<String>,
    /// Files that the manifest does not name.
    pub stray: Vec<String>,
    /// Outputs whose sources are others now.
    pub stale: Vec<Stale>,
    /// Sources that came after the build.
    pub added: Vec<String>,
    /// Whether the sources were here to be compared.
    pub sources_compared: bool,
}

/// An output that its sources would not give any more.
#[derive(Debug, Serialize)]
pub struct Stale {
    /// The output.
    pub path: String,
    /// The sources that have changed, come or gone.
    pub because: Vec<String>,
}

impl Verdict {
    /// Whether everything is as it was built.
    pub fn is_clean(&self) -> bool {
        let lists = [&self.changed, &self.missing, &self.stray, &self.added];
        self.stale.is_empty() && lists.iter().all(|list| list.is_empty())
    }
}

/// An output folder as it lies there; nothing is written to it.
#[derive(Debug)]
pub struct Stored {
    root: PathBuf,
    disk: Option<Disk>,
}

/// What commands other than `build` leave in an output folder, and what belongs to git or to the
/// desktop: no proof is about these.
fn known(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    let top = [NAME, "README.md", ".gitignore", ".gitattributes", ".gitkeep", "calibration.pdf"];
    let exported =
        |folder: &str| path.strip_prefix(folder).is_some_and(|name| name.ends_with(".schema.json"));
    top.contains(&path)
        || path.starts_with("filing/")
        || exported("schemas/")
        || exported("schemas-zh/")
        || [".DS_Store", "Thumbs.db", "desktop.ini"].contains(&name)
}

impl Stored {
    /// A folder, which need not be there.
    ///
    /// # Errors
    /// When it is there and cannot be entered.
    pub fn at(root: &Path) -> Result<Self, Fault> {
        let disk = match Disk::new(root) {
            Err(FileError::Missing(_)) => None,
            disk => Some(disk?),
        };
        Ok(Self { root: root.to_owned(), disk })
    }

    /// The text of its manifest, where there is one.
    pub fn manifest(&self) -> Option<String> {
        let bytes = self.bytes(NAME).ok().flatten()?;
        String::from_utf8(bytes).ok()
    }

    /// The bytes of a file; none when it is not there.
    fn bytes(&self, path: &str) -> Result<Option<Vec<u8>>, Fault> {
        let Some(disk) = &self.disk else { return Ok(None) };
        match disk.read(path) {
            Err(FileError::Missing(_)) => Ok(None),
            read => Ok(Some(read?)),
        }
    }

    /// The files that are neither among these nor known.
    fn strays(&self, named: &BTreeSet<&str>) -> Result<Vec<String>, Fault> {
        let mut all = everything(&self.root)?;
        all.retain(|path| !named.contains(path.as_str()) && !known(path));
        Ok(all)
    }
}

/// Holds a folder against a manifest that lies in it under some name, and against the sources
/// where these are here.
///
/// # Errors
/// When a file cannot be read.
pub fn verify(
    manifest: &Manifest,
    own_name: &str,
    stored: &Stored,
    sources: Option<&dyn Files>,
) -> Result<Verdict, Fault> {
    let mut verdict = Verdict { outputs: manifest.outputs.len(), ..Verdict::default() };
    let mut named = BTreeSet::from([own_name]);
    for made in &manifest.outputs {
        named.insert(&made.path);
        match stored.bytes(&made.path)? {
            None => verdict.missing.push(made.path.clone()),
            Some(bytes) if manifest::hash(&bytes) != made.sha256 => {
                verdict.changed.push(made.path.clone());
            }
            Some(_) => {}
        }
    }
    verdict.stray = stored.strays(&named)?;
    if let Some(files) = sources {
        verdict.sources_compared = true;
        compare_sources(manifest, &manifest::current(files)?, &mut verdict);
    }
    Ok(verdict)
}

/// An input that is not what it was, with whether every output depends on it.
type News<'a> = BTreeMap<&'a str, bool>;

fn compare_sources(manifest: &Manifest, now: &[Input], verdict: &mut Verdict) {
    let now: BTreeMap<&str, &Input> =
        now.iter().map(|input| (input.path.as_str(), input)).collect();
    let mut added = BTreeSet::new();
    let news: Vec<News<'_>> = manifest
        .builds
        .iter()
        .map(|run| {
            let then: BTreeSet<&str> = run.inputs.iter().map(|input| input.path.as_str()).collect();
            let other = |input: &&Input| {
                now.get(input.path.as_str()).is_none_or(|own| own.sha256 != input.sha256)
            };
            let changed = run.inputs.iter().filter(other);
            let new = now.values().copied().filter(|input| !then.contains(input.path.as_str()));
            let new: Vec<&Input> = new.collect();
            added.extend(new.iter().map(|input| input.path.clone()));
            changed.chain(new).map(|input| (input.path.as_str(), input.shared)).collect()
        })
        .collect();
    verdict.added = added.into_iter().collect();
    for made in &manifest.outputs {
        let news = &news[made.build];
        let concerns = |(path, shared): &(&&str, &bool)| made.depends_on(path, **shared);
        let because: Vec<String> =
            news.iter().filter(concerns).map(|(path, _)| (*path).to_owned()).collect();
        if !because.is_empty() {
            verdict.stale.push(Stale { path: made.path.clone(), because });
        }
    }
}

/// What a build would change in an output folder.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Differences {
    /// Outputs whose bytes differ.
    pub changed: Vec<String>,
    /// Outputs that are not there.
    pub missing: Vec<String>,
    /// Files there that the sources do not give.
    pub extra: Vec<String>,
    /// Whether all outputs are right and the manifest alone is not.
    pub manifest: bool,
}

/// Holds what a build has made, and nobody has written yet, against a folder. Files that no
/// manifest names are looked for when everything was built.
///
/// # Errors
/// When a file cannot be read.
pub fn compare(built: &Built, whole: bool, stored: &Stored) -> Result<Differences, Fault> {
    let mut found = Differences::default();
    for output in &built.outputs {
        match stored.bytes(&output.path)? {
            None => found.missing.push(output.path.clone()),
            Some(bytes) if bytes != output.bytes => found.changed.push(output.path.clone()),
            Some(_) => {}
        }
    }
    let old = stored.manifest();
    let (new, before) = (parse(&built.manifest, NAME)?, old.as_deref().map(|old| parse(old, NAME)));
    let named: BTreeSet<&str> = new.outputs.iter().map(|made| made.path.as_str()).collect();
    let before = before.and_then(Result::ok).map(|old| old.outputs).unwrap_or_default();
    let before: BTreeSet<&str> = before.iter().map(|made| made.path.as_str()).collect();
    found.extra = stored.strays(&named)?;
    found.extra.retain(|path| whole || before.contains(path.as_str()));
    found.missing.sort();
    found.changed.sort();
    let right = found == Differences::default();
    found.manifest = right && old.as_deref() != Some(built.manifest.as_str());
    Ok(found)
}
