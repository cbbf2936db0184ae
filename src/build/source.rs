//! The first half of the compiler: files to sources, nodes, records and the findings of rules.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;

use super::scope::{asked, covers, scope};
use super::{Request, SECRECY};
use crate::csv;
use crate::diag::{self, Fault, Finding, Level, nearest, words};
use crate::font::{Fonts, Note};
use crate::model::{Edition, Parsed, REGISTRIES, Set};
use crate::policy::excuse::{Excuses, Ran};
use crate::policy::{self, secrecy};
use crate::schema::{Schemas, Shapes};
use crate::template::Templates;
use crate::text::{Files, Source, SourceId, Sources, Span, Spanned};
use crate::yaml::{self, Node};

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
    /// The fonts, the user's before ours.
    pub fonts: Fonts,
    /// What became of font files that are not used.
    pub notes: Vec<Note>,
    /// What was found, sorted.
    pub findings: Vec<Finding>,
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
pub(super) fn load(files: &dyn Files, request: &Request) -> Result<Checked, Fault> {
    let schemas = Arc::new(Schemas::load(files)?);
    let mut sources = Sources::default();
    let mut findings = Vec::new();
    let ids = read(files, &mut sources, &mut findings)?;
    let parsed: Vec<(SourceId, yaml::Parsed)> =
        ids.par_iter().map(|id| (*id, parse(*id, sources.get(*id)))).collect();
    let (templates, found) = Templates::load(files, &schemas, &mut sources)?;
    findings.extend(found);

    let mut set = lower(&parsed, &sources, &schemas, &templates, &mut findings);
    findings.extend(policy::check(&set, request.release));
    let withheld = match request.edition {
        Edition::Internal => BTreeSet::new(),
        // Rules have judged everything; what follows sees only what everybody may see.
        Edition::Public => set.make_public(),
    };
    let (excuses, found) = Excuses::read(&parsed, &sources, &set, request.today);
    findings.extend(found);
    let wishes = set.registry.fonts.iter();
    let wishes = wishes.map(|(role, family)| (role.clone(), family.value.clone())).collect();
    let (fonts, notes) = Fonts::load_as(files, &wishes)?;
    findings.extend(unmet(&set, &fonts));
    let set = Arc::new(set);
    let asked = asked(&set, request);
    let scope = scope(&set, &asked);
    let mut checked = Checked {
        sources,
        set,
        schemas,
        templates,
        fonts,
        notes,
        findings: vec![],
        excuses,
        withheld,
        asked,
        scope,
    };
    checked.add(findings);
    Ok(checked)
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

fn parse(id: SourceId, source: &Source) -> yaml::Parsed {
    if source.path.rsplit('.').next() == Some("csv") {
        csv::parse(id, &source.text)
    } else {
        yaml::parse(id, &source.text)
    }
}

/// Reads every source of the workspace. One that is not UTF-8 is a finding and hides no other.
fn read(
    files: &dyn Files,
    sources: &mut Sources,
    findings: &mut Vec<Finding>,
) -> Result<Vec<SourceId>, Fault> {
    let mut ids = Vec::new();
    for path in files.list("policies")? {
        let extension = path.rsplit('.').next();
        if !matches!(extension, Some("yaml" | "yml" | "csv")) {
            continue;
        }
        let bytes = files.read(&path)?;
        if extension == Some("csv") && !csv::is_paper(&bytes) {
            continue;
        }
        match yaml::decode(bytes) {
            Ok(text) => ids.push(sources.add(Source::new(path, text))),
            Err(error) => findings.push(not_text(error, &path, sources)),
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

/// Of a file that is not UTF-8; as a source it has no text.
pub(super) fn not_text(error: yaml::NotUtf8, path: &str, sources: &mut Sources) -> Finding {
    let id = sources.add(Source::new(path, ""));
    error.finding(id, path)
}

/// Validates each source by the schema of its kind and makes the set.
fn lower(
    parsed: &[(SourceId, yaml::Parsed)],
    sources: &Sources,
    schemas: &Schemas,
    templates: &Templates,
    findings: &mut Vec<Finding>,
) -> Set {
    let judged: Vec<(Option<Parsed<'_>>, Vec<Finding>)> = parsed
        .par_iter()
        .map_init(Shapes::default, |shapes, (id, parsed)| {
            let mut found = parsed.findings.clone();
            let source = sources.get(*id);
            let Some(node) = &parsed.root else {
                if found.is_empty() {
                    found.push(empty(*id));
                }
                found.extend(secrets(*id, source));
                return (None, found);
            };
            let Some(kind) = kind_of(*id, node, schemas, templates, &mut found) else {
                found.extend(secrets(*id, source));
                return (None, found);
            };
            let schema = schemas.get(&kind.value);
            found.extend(
                schema.map(|schema| schema.validate_with(node, shapes)).unwrap_or_default(),
            );
            cap(&mut found);
            found.extend(
                parsed.comments.iter().filter_map(|own| secret(*id, source, own.span.bytes())),
            );
            (Some(Parsed { id: *id, source, kind, node, schema }), found)
        })
        .collect();
    let mut known = Vec::new();
    for (parsed, found) in judged {
        findings.extend(found);
        known.extend(parsed);
    }
    Set::new(known)
}

/// A secrecy mark in some bytes of a source: where no rule reads, in comments and in files that are
/// broken, a mark is a mark all the same.
fn secret(id: SourceId, source: &Source, bytes: Range<usize>) -> Option<Finding> {
    let line = source.slice(bytes.clone());
    let value = line.trim_start_matches(['#', ' ']).trim_start_matches("secrecy:");
    let mark = secrecy::mark(value)?;
    let start = bytes.start + (line.len() - value.len());
    let span = Span::new(id, start + mark.start..start + mark.end);
    Some(Finding::new(SECRECY, Level::Error, span, secrecy::message()).help(secrecy::help()))
}

fn secrets(id: SourceId, source: &Source) -> Vec<Finding> {
    let mut at = 0;
    let mut found = Vec::new();
    for line in source.text.split_inclusive('\n') {
        found.extend(secret(id, source, at..at + line.len()));
        at += line.len();
    }
    found
}

/// How many findings one source may bring before any rule has read it.
const MOST: usize = 300;

/// Leaves the first findings of a hopeless source and counts the others: nobody reads thousands.
fn cap(found: &mut Vec<Finding>) {
    let more = found.len().saturating_sub(MOST);
    if more == 0 {
        return;
    }
    found.truncate(MOST);
    let Some(span) = found.last().map(|finding| finding.span) else { return };
    let message = words!("此后还有 {more} 处问题", "{more} more findings follow");
    let help = words!("先改前面的，再检查一次", "mend those above and check again");
    found.push(Finding::new("too-many-findings", Level::Error, span, message).help(help));
}

fn empty(id: SourceId) -> Finding {
    let message = words!("文件是空的", "the file is empty");
    let help = words!("写上内容，或删去这个文件", "write something, or delete the file");
    Finding::new("file-empty", Level::Error, Span::new(id, 0..0), message).help(help)
}

/// The kind that a source says it is of.
pub(super) fn kind_of(
    id: SourceId,
    node: &Node,
    schemas: &Schemas,
    templates: &Templates,
    findings: &mut Vec<Finding>,
) -> Option<Spanned<String>> {
    let Some(kind) = schemas.kind_entry(node).map(|entry| &entry.value) else {
        let span = node.entries().first().map_or(Span::new(id, 0..0), |entry| entry.key.span);
        let message = words!("没有写文种（kind）", "the paper names no `kind`");
        let all = kinds(schemas, templates);
        findings.push(
            Finding::new("kind-missing", Level::Error, span, message).help(words!(
                "在第一行写 kind: …，可选：{all}",
                "begin with `kind: …`, one of {all}"
            )),
        );
        return None;
    };
    let Some(text) = kind.as_text() else {
        let message = words!("文种（kind）要写成一个词", "`kind` is one word");
        let all = kinds(schemas, templates);
        let help = words!("可选：{all}", "one of {all}");
        findings.push(Finding::new("kind-unknown", Level::Error, kind.place(), message).help(help));
        return None;
    };
    let usable = |name: &&str| REGISTRIES.contains(name) || templates.has(name);
    if let Some(name) = schemas.kind(text).filter(usable) {
        return Some(Spanned::new(name.to_owned(), kind.span));
    }
    let message = words!("没有“{text}”这个文种", "there is no kind `{text}`");
    let near = nearest(text, schemas.kind_names());
    let all = kinds(schemas, templates);
    let help = near.map_or_else(
        || words!("可选：{all}", "one of {all}"),
        |near| words!("是不是“{near}”？", "did you mean `{near}`?"),
    );
    findings.push(Finding::new("kind-unknown", Level::Error, kind.span, message).help(help));
    None
}

fn kinds(schemas: &Schemas, templates: &Templates) -> String {
    let papers = templates.names().filter(|name| schemas.get(name).is_some());
    papers.chain(REGISTRIES).collect::<Vec<_>>().join(", ")
}
