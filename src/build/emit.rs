//! The second half of the compiler: records to document trees, pages and bytes.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use rayon::prelude::*;

use super::plan::{Plan, plans};
use super::scope::covers;
use super::settle::{Settled, settle};
use super::source::Checked;
use super::trouble::{beyond, in_look, missing, unprintable, warning};
use super::{Progress, Request};
use crate::backend::{self, InLook, Job, LaidOut, Options, Trouble, paged};
use crate::diag::{Fault, Finding};
use crate::doc::Doc;
use crate::model::Paper;
use crate::policy::{DocView, PagesView, Silence, rules};
use crate::template::Filler;
use crate::text::Files;

/// A file to be written.
#[derive(Debug, Clone, Default)]
pub struct Output {
    /// Its path inside the output folder.
    pub path: String,
    /// The source it was made of.
    pub source: String,
    /// Its kind.
    pub kind: String,
    /// Its look.
    pub look: String,
    /// The name of its format.
    pub format: &'static str,
    /// How many pages it has.
    pub pages: usize,
    /// The width of its first page, in millimetres.
    pub width_mm: f64,
    /// The height of its first page, in millimetres.
    pub height_mm: f64,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

impl Output {
    /// The same, where the format divides the paper as its readers' programs please.
    fn without_pages(self) -> Self {
        Self { pages: 0, width_mm: 0.0, height_mm: 0.0, ..self }
    }
}

/// A paper that has been filled.
pub(super) struct Filled {
    pub(super) paper: usize,
    pub(super) doc: Doc,
}

/// Fills every paper that is asked for, and runs the rules over document trees.
pub(super) fn fill_all(checked: &Checked, request: &Request) -> (Vec<Filled>, Vec<Finding>) {
    let filler = filler(checked);
    let fill = |at: &usize| fill(&filler, checked, request, *at);
    let done: Vec<(Filled, Vec<Finding>)> = fillable(checked).par_iter().map(fill).collect();
    let (papers, found): (Vec<Filled>, Vec<Vec<Finding>>) = done.into_iter().unzip();
    (papers, found.into_iter().flatten().collect())
}

/// Asks whether filling a paper may find something; the paper is given by its place in the set.
pub(super) type Ask<'a> = &'a (dyn Fn(usize) + Sync);

/// What is found in filling papers, where nobody wants the trees: none is made where nothing can be
/// found, and each is dropped before the next is made, which then finds its memory warm.
///
/// `go_through` asks about every paper, best while it is at hand.
pub(super) fn judge_all(
    checked: &Checked,
    request: &Request,
    go_through: impl FnOnce(Ask<'_>),
) -> Vec<Finding> {
    let filler = filler(checked);
    let silence = Silence::new(&checked.fonts, &checked.ear);
    let around = filler.is_quiet_around(&checked.sources, &silence);
    let fillable = fillable(checked);
    let loud: Vec<AtomicBool> = checked.set.papers.iter().map(|_| AtomicBool::new(false)).collect();
    go_through(&|at| {
        let asked = fillable.binary_search(&at).is_ok();
        loud[at].store(asked && !(around && filler.is_quiet(at, &silence)), Ordering::Relaxed);
    });
    let loud = fillable.par_iter().filter(|at| loud[**at].load(Ordering::Relaxed));
    loud.flat_map_iter(|at| fill(&filler, checked, request, *at).1).collect()
}

/// The papers that are asked for and may be shown, by their places in the set.
fn fillable(checked: &Checked) -> Vec<usize> {
    (0..checked.set.papers.len())
        .filter(|at| checked.asks(&checked.set.papers[*at].path))
        .filter(|at| !checked.withheld.contains(at))
        .collect()
}

fn filler(checked: &Checked) -> Filler<'_> {
    Filler::new(&checked.set, &checked.schemas, &checked.templates)
}

fn fill(
    filler: &Filler<'_>,
    checked: &Checked,
    request: &Request,
    at: usize,
) -> (Filled, Vec<Finding>) {
    let (mut doc, mut found) = filler.fill(at);
    if request.draft {
        doc.meta.across = Some("草稿".to_owned());
    }
    let view = DocView { paper: &checked.set.papers[at], doc: &doc, fonts: &checked.fonts };
    found.extend(rules::ALL.iter().flat_map(|rule| rule.run_doc(&checked.set, &view)));
    (Filled { paper: at, doc }, found)
}

/// After how many outputs typesetting forgets what it no longer uses: a set of thousands of papers
/// must not need memory for all of them.
const FORGET_EVERY: usize = 32;

impl Checked {
    /// How many papers are asked for.
    pub fn covered(&self) -> usize {
        self.set.papers.iter().filter(|paper| self.asks(&paper.path)).count()
    }

    /// The papers that are asked for and that the edition cannot show.
    pub fn withheld(&self) -> impl Iterator<Item = &Paper> {
        let papers = self.withheld.iter().map(|at| &self.set.papers[*at]);
        papers.filter(|paper| self.asks(&paper.path))
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

/// What laying papers out came to.
#[derive(Default)]
pub(super) struct Made {
    /// How many files were to be made.
    pub(super) planned: usize,
    pub(super) outputs: Vec<Output>,
    pub(super) findings: Vec<Finding>,
}

/// Lays out every filled paper in every look of its kind, runs the rules over pages, and writes
/// the formats that are asked for.
pub(super) fn emit_all(
    checked: &mut Checked,
    filled: &[Filled],
    request: &Request,
    files: &dyn Files,
    progress: Progress<'_>,
) -> Result<Made, Fault> {
    let plans = plans(checked, filled, request)?;
    let planned = plans.iter().map(|plan| plan.files.len()).sum();
    let done = AtomicUsize::new(0);
    if !plans.is_empty() {
        checked.fonts.prepare();
    }
    let shared = &*checked;
    let emissions: Vec<Result<Emission, Trouble>> = plans
        .par_iter()
        .map(|plan| {
            let made = emit(shared, plan, request, files);
            let before = done.fetch_add(plan.files.len(), Ordering::Relaxed);
            let made_so_far = before + plan.files.len();
            if made_so_far / FORGET_EVERY > before / FORGET_EVERY {
                backend::forget(1);
            }
            progress(made_so_far, planned);
            made
        })
        .collect();
    let mut all = Made { planned, ..Made::default() };
    for emission in emissions {
        match emission {
            Ok(made) => {
                all.planned -= made.left_out;
                all.outputs.extend(made.outputs);
                all.findings.extend(made.findings);
                let sources = &mut checked.sources;
                all.findings.extend(made.warnings.iter().map(|one| warning(one, files, sources)));
            }
            Err(trouble) => all.findings.extend(in_look(trouble, files, &mut checked.sources)?),
        }
    }
    Ok(all)
}

/// What came of one look of a paper.
struct Emission {
    /// Empty when characters are missing from it: such an output is never written.
    outputs: Vec<Output>,
    /// How many of its files there is nothing for: it was to be cut into sheets, and is as small
    /// as they are.
    left_out: usize,
    findings: Vec<Finding>,
    warnings: Vec<InLook>,
}

fn emit(
    checked: &Checked,
    plan: &Plan<'_>,
    request: &Request,
    files: &dyn Files,
) -> Result<Emission, Trouble> {
    let (look, fonts) = (&*plan.look, &checked.fonts);
    let mut options = request.options;
    options.layout = checked.set.registry.layout;
    options.layout.latin = fonts.latin().is_some();
    let lay_out =
        |doc: &Doc, options: &Options| paged::lay_out(&Job { doc, look, fonts, files, options });
    let Settled { doc, options, mut laid_out } = settle(&plan.filled.doc, &options, &lay_out)?;
    let paper = &checked.set.papers[plan.filled.paper];
    let pages = &laid_out.pages;
    let view = PagesView { paper, doc: &doc, look, pages };
    let pages_found = rules::ALL.iter().flat_map(|rule| rule.run_pages(&checked.set, &view));
    let mut findings: Vec<Finding> = pages_found.collect();
    findings
        .extend(plan.files.iter().filter_map(|(format, _)| beyond(pages, format, request, paper)));
    let missing = missing(pages);
    let mut outputs = Vec::new();
    if missing.is_empty() {
        let job = Job { doc: &doc, look, fonts, files, options: &options };
        for (backend, path) in plan.files.iter().filter(|_| laid_out.sheets() > 0) {
            let bytes = backend.write(&job, &laid_out)?;
            let output = output(path, paper, look, &laid_out, bytes);
            let output = if backend.paged() { output } else { output.without_pages() };
            outputs.push(Output { format: backend.name(), ..output });
        }
    }
    findings.extend(unprintable(missing, checked, paper, look));
    let mut warnings = std::mem::take(&mut laid_out.warnings);
    // A look names the fonts of several machines; what is missing in the end is said above.
    warnings.retain(|one| !one.message.starts_with("unknown font family"));
    let left_out = if laid_out.sheets() == 0 { plan.files.len() } else { 0 };
    Ok(Emission { outputs, left_out, findings, warnings })
}

fn output(path: &str, paper: &Paper, look: &str, laid_out: &LaidOut, bytes: Vec<u8>) -> Output {
    let (width_mm, height_mm) = laid_out.size_mm();
    Output {
        path: path.to_owned(),
        source: paper.path.clone(),
        kind: paper.kind.value.clone(),
        look: look.to_owned(),
        pages: laid_out.sheets(),
        width_mm,
        height_mm,
        bytes,
        ..Output::default()
    }
}
