//! What a check came to, kept by the content of everything it read, so that nothing is checked twice.
//!
//! It is kept outside the workspace: what lies in a repository could be forged by whoever sends a
//! change, and a check that believes it would stop nothing. The key is a hash of every source, of
//! what was asked, of the day and of the program; a paper, a registry or a template that changes
//! has the whole set checked again, because a fact of one paper is judged by all others.

use std::path::Path;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{Checked, Folder, Request};
use crate::diag::{Fault, Finding, Fix, Level, Trust, Words};
use crate::text::hex;
use crate::text::{Files, Source, SourceId, Sources, Span};

/// What a check came to.
#[derive(Debug)]
pub struct Verdict {
    /// The sources that findings point into, and perhaps others.
    pub sources: Sources,
    /// What was found, sorted.
    pub findings: Vec<Finding>,
    /// How many papers were asked for.
    pub papers: usize,
}

impl From<Checked> for Verdict {
    fn from(checked: Checked) -> Self {
        let papers = checked.covered();
        Self { sources: checked.sources, findings: checked.findings, papers }
    }
}

/// Where verdicts are kept: one file for each workspace and for each way of asking.
pub struct Recall {
    folder: Folder,
    name: String,
    asked: String,
    key: String,
}

/// A verdict as it is written down.
#[derive(Serialize, Deserialize)]
struct Kept {
    key: String,
    papers: usize,
    findings: Vec<KeptFinding>,
}

#[derive(Serialize, Deserialize)]
struct KeptFinding {
    rule: String,
    level: u8,
    place: Place,
    message: [String; 2],
    also: Vec<(Place, [String; 2])>,
    help: Option<[String; 2]>,
    fix: Option<(Place, String, bool)>,
}

/// A place in a file.
#[derive(Serialize, Deserialize)]
struct Place(String, usize, usize);

impl Recall {
    /// The verdicts of a workspace in a folder of the user's cache. `program` tells one build of
    /// the program from another; `own` are the workspace's files without those of the program.
    ///
    /// # Errors
    /// When the folder cannot be made, or a file of the workspace cannot be read.
    pub fn new(
        cache: &Path,
        root: &Path,
        program: &str,
        own: &dyn Files,
        request: &Request,
    ) -> Result<Self, Fault> {
        let asked = format!("{program}\n{request:?}");
        let mut name = Sha256::new();
        feed(&mut name, root.to_string_lossy().as_bytes());
        feed(&mut name, asked.as_bytes());
        let name = format!("check-{}.json", &hex(&name.finalize())[..16]);
        let key = key(&asked, own)?;
        Ok(Self { folder: Folder::new(cache)?, name, asked, key })
    }

    /// The verdict on exactly these sources, when there is one. What cannot be read, whatever the
    /// reason, is as if it were not there.
    pub fn find(&self, files: &dyn Files) -> Option<Verdict> {
        let kept: Kept = serde_json::from_str(&self.folder.read(&self.name)?).ok()?;
        if kept.key != self.key {
            return None;
        }
        let mut places = Places { files, sources: Sources::default(), known: Vec::new() };
        let findings = kept.findings.into_iter().map(|kept| places.finding(kept));
        let findings = findings.collect::<Option<Vec<Finding>>>()?;
        Some(Verdict { sources: places.sources, findings, papers: kept.papers })
    }

    /// Keeps a verdict for next time, unless somebody has changed a file meanwhile: then nobody
    /// can say what was judged.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn keep(&self, verdict: &Verdict, own: &dyn Files) -> Result<(), Fault> {
        if key(&self.asked, own)? != self.key {
            return Ok(());
        }
        let findings = verdict.findings.iter().map(|finding| kept(finding, &verdict.sources));
        let kept =
            Kept { key: self.key.clone(), papers: verdict.papers, findings: findings.collect() };
        let text = serde_json::to_string(&kept).unwrap_or_default();
        self.folder.write_one(&self.name, text.as_bytes())
    }
}

/// The levels as they are written down.
const LEVELS: [Level; 3] = [Level::Error, Level::Warning, Level::Hint];

fn kept(finding: &Finding, sources: &Sources) -> KeptFinding {
    let place = |span: Span| {
        let bytes = span.bytes();
        Place(sources.get(span.source).path.clone(), bytes.start, bytes.end)
    };
    let words = |words: &Words| [words.zh.clone(), words.en.clone()];
    let level = LEVELS.iter().position(|level| *level == finding.level).unwrap_or_default();
    KeptFinding {
        rule: finding.rule.clone(),
        level: u8::try_from(level).unwrap_or_default(),
        place: place(finding.span),
        message: words(&finding.message),
        also: finding.also.iter().map(|(span, said)| (place(*span), words(said))).collect(),
        help: finding.help.as_ref().map(words),
        fix: finding
            .fix
            .as_ref()
            .map(|fix| (place(fix.span), fix.text.clone(), fix.trust == Trust::Safe)),
    }
}

/// The sources that kept findings point into, read as they are met.
struct Places<'f> {
    files: &'f dyn Files,
    sources: Sources,
    known: Vec<(String, SourceId)>,
}

impl Places<'_> {
    fn finding(&mut self, kept: KeptFinding) -> Option<Finding> {
        let words = |[zh, en]: [String; 2]| Words::new(zh, en);
        let level = *LEVELS.get(usize::from(kept.level))?;
        let mut finding =
            Finding::new(kept.rule, level, self.span(kept.place)?, words(kept.message));
        for (place, said) in kept.also {
            finding = finding.also(self.span(place)?, words(said));
        }
        finding.help = kept.help.map(words);
        if let Some((place, text, safe)) = kept.fix {
            let trust = if safe { Trust::Safe } else { Trust::Suggested };
            finding.fix = Some(Fix { span: self.span(place)?, text, trust });
        }
        Some(finding)
    }

    fn span(&mut self, Place(path, start, end): Place) -> Option<Span> {
        let known = self.known.iter().find(|(own, _)| *own == path).map(|(_, id)| *id);
        let id = match known {
            Some(id) => id,
            None => self.read(path)?,
        };
        self.sources.get(id).text.get(start..end)?;
        Some(Span::new(id, start..end))
    }

    /// A file that is not UTF-8 is a source without text, here as in a check.
    fn read(&mut self, path: String) -> Option<SourceId> {
        let text = crate::yaml::decode(self.files.read(&path).ok()?).unwrap_or_default();
        let id = self.sources.add(Source::new(path.as_str(), text));
        self.known.push((path, id));
        Some(id)
    }
}

/// Feeds a part with its length, so that no two lists of parts look alike.
fn feed(hash: &mut Sha256, part: &[u8]) {
    hash.update(part.len().to_le_bytes());
    hash.update(part);
}

/// A hash of what is asked and of every file that can have a say in the answer.
fn key(asked: &str, own: &dyn Files) -> Result<String, Fault> {
    let mut key = Sha256::new();
    feed(&mut key, asked.as_bytes());
    for folder in ["policies", "schemas", "templates"] {
        for path in own.list(folder)? {
            feed(&mut key, path.as_bytes());
            feed(&mut key, &own.read(&path)?);
        }
    }
    Ok(hex(&key.finalize()))
}
