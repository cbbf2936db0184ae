//! The first half of the compiler: files to sources, nodes, records and the findings of rules.

use std::collections::BTreeSet;
use std::sync::Arc;

use rayon::prelude::*;

use super::record::{Read, Reader};
use super::scope::{asked, covers, scope};
use super::{Request, SECRECY};
use crate::csv;
use crate::diag::{self, Fault, Finding, Level, words};
use crate::font::{Fonts, Note};
use crate::model::{Ear, Edition, Kept, Set};
use crate::policy;
use crate::policy::excuse::{Excuses, Ran};
use crate::schema::Schemas;
use crate::template::Templates;
use crate::text::{Files, Source, SourceId, Sources, Span};
use crate::yaml;

/// A workspace that has been read and checked.
#[derive(Debug)]
pub struct Checked {
    /// Every source, the templates among them.
    pub sources: Sources,
    /// The set of papers.
    pub set: Arc<Set>,
    /// The schemas.
    pub schemas: Arc<Schemas>,
    /// The kinds.
    pub templates: Templates,
    /// What listened to all papers and registries, and knows their characters.
    pub ear: Ear<'static>,
    /// The fonts, the user's before ours.
    pub fonts: Fonts,
    /// What became of font files that are not used.
    pub notes: Vec<Note>,
    /// What was found, sorted.
    pub findings: Vec<Finding>,
    /// What was parsed, of sources with comments in them.
    commented: Vec<(SourceId, yaml::Parsed)>,
    excuses: Excuses,
    /// The paths that are asked for; all when there are none.
    asked: Vec<String>,
    /// The papers, by their places in the set, that the edition asked for cannot show.
    pub(super) withheld: BTreeSet<usize>,
    /// The paths whose findings count, where only some are asked for: those, and what their
    /// papers attach or quote.
    scope: Vec<String>,
}

impl Checked {
    /// Adds what rules have found to what was found in reading. What comes after sees only what the
    /// edition asked for may show.
    pub(super) fn settle(&mut self, found: Vec<Finding>, request: &Request) {
        if request.edition == Edition::Public {
            let set = Arc::get_mut(&mut self.set).expect("nobody else keeps the set");
            self.withheld = set.make_public();
        }
        let (commented, day) = (std::mem::take(&mut self.commented), request.today);
        let (excuses, wrong) = Excuses::read(&commented, &self.sources, &self.set, day);
        self.excuses = excuses;
        self.asked = asked(&self.set, request);
        self.scope = scope(&self.set, &self.asked);
        let read = std::mem::take(&mut self.findings);
        self.add([read, found, wrong].concat());
    }

    /// Adds findings, keeps those asked for, and sorts them.
    pub(super) fn add(&mut self, found: Vec<Finding>) {
        let snapped = found.into_iter().map(|finding| snapped(finding, &self.sources));
        let counting = snapped.filter(|finding| !self.excuses.cover(finding, &self.sources));
        self.findings.extend(counting);
        let wanted = |span: Span| covers(&self.scope, &self.sources.get(span.source).path);
        self.findings.retain(|finding| {
            let secret = finding.rule == SECRECY;
            secret || wanted(finding.span) || finding.also.iter().any(|(span, _)| wanted(*span))
        });
        diag::sort(&mut self.findings);
    }

    /// Whether a source is asked for.
    pub(super) fn asks(&self, path: &str) -> bool {
        covers(&self.asked, path)
    }

    /// Reports the excuses that excused nothing, once all rules that will be run have been.
    pub(super) fn judge_excuses(&mut self, ran: Ran) {
        let idle = self.excuses.unused(&self.set, ran);
        self.add(idle);
    }
}

/// A finding whose places can be shown, whatever a rule has counted.
fn snapped(mut finding: Finding, sources: &Sources) -> Finding {
    finding.span = sources.snap(finding.span);
    for (span, _) in &mut finding.also {
        *span = sources.snap(*span);
    }
    finding
}

/// Reads and checks a workspace, short of filling its papers.
pub(super) fn judged(files: &dyn Files, request: &Request) -> Result<Checked, Fault> {
    let mut checked = load(files, request)?;
    let found = policy::check(&checked.set, request.release, &|_| ());
    checked.settle(found, request);
    Ok(checked)
}

/// Reads a workspace that rules shall judge, whose findings are then to be settled.
pub(super) fn load(files: &dyn Files, request: &Request) -> Result<Checked, Fault> {
    let schemas = Arc::new(Schemas::load(files)?);
    let mut sources = Sources::default();
    let mut findings = Vec::new();
    let ids = read(files, &mut sources, &mut findings)?;
    let (templates, found) = Templates::load(files, &schemas, &mut sources)?;
    findings.extend(found);

    let ear = Ear::new(policy::awaited());
    let reader = Reader { sources: &sources, schemas: &schemas, templates: &templates, ear: &ear };
    let (set, commented) = read_all(&ids, &reader, &mut findings);
    let wishes = set.registry.fonts.iter();
    let wishes = wishes.map(|(role, family)| (role.clone(), family.value.clone())).collect();
    let (fonts, notes) = Fonts::load_as(files, &wishes)?;
    findings.extend(unmet(&set, &fonts));
    let asked = asked(&set, request);
    Ok(Checked {
        sources,
        set: Arc::new(set),
        schemas,
        templates,
        ear,
        fonts,
        notes,
        findings,
        commented,
        excuses: Excuses::default(),
        withheld: BTreeSet::new(),
        asked,
        scope: Vec::new(),
    })
}

/// The fonts that the house has chosen and that are not here.
fn unmet(set: &Set, fonts: &Fonts) -> Vec<Finding> {
    let wishes = set.registry.fonts.iter().filter(|(role, _)| !fonts.met(role));
    let told = wishes.map(|(_, family)| {
        let message = words!("没有找到字体“{family}”", "the font `{family}` is not here");
        Finding::new("house-font", Level::Warning, family.span, message).help(words!(
            "把字体文件放进 templates/fonts；在此之前用替代字体",
            "put its file into templates/fonts; until then a substitute is used"
        ))
    });
    told.collect()
}

/// Reads every source of the workspace. One that is not UTF-8 is a finding and hides no other.
fn read(
    files: &dyn Files,
    sources: &mut Sources,
    findings: &mut Vec<Finding>,
) -> Result<Vec<SourceId>, Fault> {
    let mut paths = files.list("policies")?;
    paths.retain(|path| matches!(extension(path), "yaml" | "yml" | "csv"));
    let read = |path: &String| {
        let bytes = files.read(path)?;
        let table = extension(path) == "csv" && !csv::is_paper(&bytes);
        Ok((!table).then(|| yaml::decode(bytes)))
    };
    let texts: Vec<Result<_, Fault>> = paths.par_iter().map(read).collect();
    let mut ids = Vec::new();
    for (path, text) in paths.into_iter().zip(texts) {
        match text? {
            Some(Ok(text)) => ids.push(sources.add(Source::new(path, text))),
            Some(Err(error)) => findings.push(not_text(error, &path, sources)),
            None => {}
        }
    }
    if ids.is_empty() && findings.is_empty() {
        return Err(Fault::new(words!(
            "policies 里没有 YAML 文件",
            "`policies` holds no YAML file"
        ))
        .help(words!(
            "运行 hongtou new <文种> 写出一份范例",
            "`hongtou new <kind>` writes an example"
        )));
    }
    Ok(ids)
}

fn extension(path: &str) -> &str {
    path.rsplit('.').next().unwrap_or_default()
}

/// Of a file that is not UTF-8; as a source it has no text.
pub(super) fn not_text(error: yaml::NotUtf8, path: &str, sources: &mut Sources) -> Finding {
    let id = sources.add(Source::new(path, ""));
    error.finding(id, path)
}

/// Reads what each source says and makes the set. What was parsed is given back where somebody has
/// written a comment, which may speak of the values around it; all else is let go at once, so that
/// the next source finds its memory warm.
fn read_all(
    ids: &[SourceId],
    reader: &Reader<'_>,
    findings: &mut Vec<Finding>,
) -> (Set, Vec<(SourceId, yaml::Parsed)>) {
    let kept = || Kept::new(reader.ear);
    let read: Vec<Read> =
        ids.par_iter().map_init(kept, |kept, id| reader.read(*id, kept)).collect();
    let mut papers = Vec::with_capacity(read.len());
    let mut commented = Vec::new();
    for (id, read) in ids.iter().zip(read) {
        findings.extend(read.findings);
        papers.extend(read.paper);
        commented.extend(read.commented.map(|parsed| (*id, parsed)));
    }
    (Set::new(papers), commented)
}
