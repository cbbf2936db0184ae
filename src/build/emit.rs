//! The second half of the compiler: records to document trees, pages and bytes.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use super::scope::covers;
use super::settle::{Settled, settle};
use super::source::Checked;
use super::trouble::{beyond, in_look, missing, unprintable, warning};
use super::{Progress, Request};
use crate::backend::{self, Backend, InLook, Job, Options, Trouble};
use crate::diag::{Fault, Finding, words};
use crate::doc::Doc;
use crate::model::{Edition, Paper};
use crate::policy::{DocView, PagesView, rules};
use crate::template;
use crate::template::kind::{Look, Role};
use crate::text::Files;

/// A file to be written.
#[derive(Debug, Clone)]
pub struct Output {
    /// Its path inside the output folder.
    pub path: String,
    /// The source it was made of.
    pub source: String,
    /// Its kind.
    pub kind: String,
    /// Its look.
    pub look: String,
    /// How many pages it has.
    pub pages: usize,
    /// The width of its first page, in millimetres.
    pub width_mm: f64,
    /// The height of its first page, in millimetres.
    pub height_mm: f64,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// A paper that has been filled.
pub(super) struct Filled {
    paper: usize,
    doc: Doc,
}

/// Fills every paper that is asked for, and runs the rules over document trees.
pub(super) fn fill_all(checked: &Checked, request: &Request) -> (Vec<Filled>, Vec<Finding>) {
    let asked: Vec<usize> = (0..checked.set.papers.len())
        .filter(|at| checked.asks(&checked.set.papers[*at].path))
        .filter(|at| !checked.withheld.contains(at))
        .collect();
    let done: Vec<(Filled, Vec<Finding>)> = asked
        .par_iter()
        .map(|at| {
            let (mut doc, mut found) =
                template::fill(&checked.set, &checked.schemas, &checked.templates, *at);
            if request.draft {
                doc.meta.across = Some("草稿".to_owned());
            }
            let view =
                DocView { paper: &checked.set.papers[*at], doc: &doc, fonts: &checked.fonts };
            found.extend(rules::ALL.iter().flat_map(|rule| rule.run_doc(&checked.set, &view)));
            (Filled { paper: *at, doc }, found)
        })
        .collect();
    let (filled, found): (Vec<Filled>, Vec<Vec<Finding>>) = done.into_iter().unzip();
    (filled, found.into_iter().flatten().collect())
}

/// After how many outputs typesetting forgets what it no longer uses: a set of thousands of papers
/// must not need memory for all of them.
const FORGET_EVERY: usize = 32;

impl Checked {
    /// How many papers are asked for.
    pub fn covered(&self) -> usize {
        self.set.papers.iter().filter(|paper| self.asks(&paper.path)).count()
    }

    /// How many outputs the papers that are asked for come to.
    pub fn planned(&self, request: &Request) -> usize {
        let shown =
            self.set.papers.iter().enumerate().filter(|(at, _)| !self.withheld.contains(at));
        let asked = shown.map(|(_, paper)| paper).filter(|paper| self.asks(&paper.path));
        let looks: usize = asked.map(|paper| looks(self, paper, request).len()).sum();
        looks * request.formats.len().max(1)
    }

    /// Whether a paper is asked for.
    pub fn covers(&self, paper: &Paper) -> bool {
        self.asks(&paper.path)
    }

    /// The files that are asked for, are no registry, and could not be read as papers.
    pub fn unread(&self) -> usize {
        self.broken().filter(|path| self.asks(path)).count()
    }

    /// Whether a paper, or what should be one, lies at or under a path.
    pub fn holds(&self, path: &str) -> bool {
        let asked = [path.to_owned()];
        let papers = self.set.papers.iter().map(|paper| paper.path.as_str());
        papers.chain(self.broken()).any(|path| covers(&asked, path))
    }

    fn broken(&self) -> impl Iterator<Item = &str> {
        let known = |path: &str| {
            path.starts_with("policies/registry/") || self.set.all().any(|read| read.path == path)
        };
        let all = self.sources.iter().map(|(_, source)| source.path.as_str());
        all.filter(move |path| path.starts_with("policies/") && !known(path))
    }
}

/// The looks that a paper is printed in. Sheets whose head is printed already are for papers with
/// a head, and a proof is for those that somebody signs.
fn looks<'c>(checked: &'c Checked, paper: &Paper, request: &Request) -> Vec<&'c Look> {
    let Some(kind) = checked.templates.kind(&paper.kind.value) else { return Vec::new() };
    let has = |role: fn(&Role) -> bool| kind.parts.iter().any(|part| role(&part.role));
    let options = &request.options;
    let concerned = (options.preprinted.is_none()
        || has(|role| matches!(role, Role::RedHead { .. })))
        && (!options.proof || has(|role| matches!(role, Role::Signature { .. })));
    if concerned { kind.looks_for(&paper.root) } else { Vec::new() }
}

/// One output to be made.
struct Plan<'a> {
    filled: &'a Filled,
    look: String,
    backend: &'static Backend,
    path: String,
}

/// Lays out every filled paper in every look of its kind, and runs the rules over pages.
pub(super) fn emit_all(
    checked: &mut Checked,
    filled: &[Filled],
    request: &Request,
    files: &dyn Files,
    progress: Progress<'_>,
) -> Result<(Vec<Output>, Vec<Finding>), Fault> {
    let plans = plans(checked, filled, request)?;
    let done = AtomicUsize::new(0);
    let (shared, of) = (&*checked, plans.len());
    let made: Vec<Result<Emission, Trouble>> = plans
        .par_iter()
        .map(|plan| {
            let made = emit(shared, plan, request, files);
            let made_so_far = done.fetch_add(1, Ordering::Relaxed) + 1;
            if made_so_far.is_multiple_of(FORGET_EVERY) {
                backend::forget(1);
            }
            progress(made_so_far, of);
            made
        })
        .collect();
    let mut outputs = Vec::new();
    let mut findings = Vec::new();
    for made in made {
        match made {
            Ok(made) => {
                outputs.extend(made.output);
                findings.extend(made.findings);
                let sources = &mut checked.sources;
                findings.extend(made.warnings.iter().map(|one| warning(one, files, sources)));
            }
            Err(trouble) => findings.extend(in_look(trouble, files, &mut checked.sources)?),
        }
    }
    Ok((outputs, findings))
}

/// What is to be made, and under which names. Two papers that would write one file are a fault.
fn plans<'a>(
    checked: &Checked,
    filled: &'a [Filled],
    request: &Request,
) -> Result<Vec<Plan<'a>>, Fault> {
    let mut plans: Vec<Plan<'a>> = Vec::new();
    // By lower case: some disks take A.pdf and a.pdf for one file.
    let mut taken: BTreeMap<String, &str> = BTreeMap::new();
    for filled in filled {
        let paper = &checked.set.papers[filled.paper];
        for look in looks(checked, paper, request) {
            let stem = paper.path.strip_prefix("policies/").unwrap_or(&paper.path);
            let stem = stem.rsplit_once('.').map_or(stem, |(stem, _)| stem);
            let suffix =
                look.suffix.as_ref().map_or_else(String::new, |suffix| format!("-{suffix}"));
            let public = if request.edition == Edition::Public { "-public" } else { "" };
            for backend in formats(request)? {
                let (printed, extension) = (request.options.suffix(), backend.extension);
                let path = format!("{stem}{suffix}{public}{printed}.{extension}");
                if let Some(other) = taken.insert(path.to_lowercase(), &paper.path) {
                    let (a, b) = (&paper.path, other);
                    return Err(Fault::new(words!(
                        "{a} 和 {b} 会写同一个文件 {path}",
                        "{a} and {b} would both write {path}"
                    ))
                    .help(words!("给其中一个改名", "rename one of them")));
                }
                plans.push(Plan { filled, look: look.look.clone(), backend, path });
            }
        }
    }
    Ok(plans)
}

/// The formats that are asked for.
fn formats(request: &Request) -> Result<Vec<&'static Backend>, Fault> {
    let unknown = |name: &str| {
        let all = backend::formats::ALL.iter().map(|backend| backend.name());
        let all = all.collect::<Vec<_>>().join(", ");
        Fault::new(words!("没有 {name} 这种格式", "there is no format {name}"))
            .help(words!("可选：{all}", "one of {all}"))
    };
    let asked = if request.formats.is_empty() {
        vec!["pdf"]
    } else {
        request.formats.iter().map(String::as_str).collect()
    };
    asked.into_iter().map(|name| backend::find(name).ok_or_else(|| unknown(name))).collect()
}

/// What came of an output.
struct Emission {
    /// None when characters are missing from it: such an output is never written.
    output: Option<Output>,
    findings: Vec<Finding>,
    warnings: Vec<InLook>,
}

fn emit(
    checked: &Checked,
    plan: &Plan<'_>,
    request: &Request,
    files: &dyn Files,
) -> Result<Emission, Trouble> {
    let (look, backend, fonts) = (&*plan.look, plan.backend, &checked.fonts);
    let mut options = request.options;
    options.layout = checked.set.registry.layout;
    options.layout.latin = fonts.latin().is_some();
    let lay_out =
        |doc: &Doc, options: &Options| (backend.emit)(&Job { doc, look, fonts, files, options });
    let Settled { doc, emitted } = settle(&plan.filled.doc, &options, &lay_out)?;
    let paper = &checked.set.papers[plan.filled.paper];
    let view = PagesView { paper, doc: &doc, look: &plan.look, pages: &emitted.pages };
    let pages_found = rules::ALL.iter().flat_map(|rule| rule.run_pages(&checked.set, &view));
    let mut findings: Vec<Finding> = pages_found.collect();
    findings.extend(beyond(&emitted.pages, plan.backend, request, paper));
    let missing = missing(&emitted.pages);
    let first = emitted.pages.pages.first();
    let output = Output {
        path: plan.path.clone(),
        source: paper.path.clone(),
        kind: paper.kind.value.clone(),
        look: plan.look.clone(),
        pages: emitted.pages.pages.len(),
        width_mm: first.map_or(0.0, |page| page.width),
        height_mm: first.map_or(0.0, |page| page.height),
        bytes: emitted.bytes,
    };
    let output = missing.is_empty().then_some(output);
    findings.extend(unprintable(missing, checked, paper, &plan.look));
    let mut warnings = emitted.warnings;
    // A look names the fonts of several machines; what is missing in the end is said above.
    warnings.retain(|one| !one.message.starts_with("unknown font family"));
    Ok(Emission { output, findings, warnings })
}
