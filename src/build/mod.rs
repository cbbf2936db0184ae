//! The compiler: from files to findings and outputs, in one direction.

mod emit;
mod fix;
mod gather;
mod letter;
pub mod manifest;
mod plan;
mod recall;
mod record;
mod rename;
mod scope;
mod settle;
mod source;
mod trouble;
pub mod verify;
mod write;

pub use emit::Output;
pub use fix::{Decide, Mended, fix};
pub use letter::{InLook, Letter, letter};
pub use recall::{Recall, Verdict};
pub use rename::{Renamed, rename};
pub use source::Checked;
pub use write::Folder;

use rayon::prelude::*;

use crate::backend;
use crate::calendar::Date;
use crate::diag::{Fault, Finding, Level};
use crate::model::Edition;
use crate::policy;
use crate::policy::excuse::Ran;
use crate::text::Files;

/// What is asked of a run.
#[derive(Debug, Clone, Default)]
pub struct Request {
    /// Only papers at or under these paths; all when there are none.
    pub paths: Vec<String>,
    /// Whether the papers that depend on those are asked for too.
    pub dependents: bool,
    /// Whether everything must be fit to be issued.
    pub release: bool,
    /// Build in spite of errors, and print 草稿 across every page.
    pub draft: bool,
    /// For whom papers are made.
    pub edition: Edition,
    /// In which formats, by name; PDF when there are none.
    pub formats: Vec<String>,
    /// How papers are printed.
    pub options: backend::Options,
    /// The day on which excuses are judged; without one none has expired.
    pub today: Option<Date>,
    /// The manifest of the build before, whose outputs of other papers, editions, formats and
    /// printings stay in the new one.
    pub previous: Option<String>,
}

/// What a build came to.
#[derive(Debug)]
pub struct Built {
    /// The sources and everything found in them, also while filling and laying out.
    pub checked: Checked,
    /// What is to be written; empty when an error stopped it.
    pub outputs: Vec<Output>,
    /// How many outputs were to be made; 0 when an error stopped it before.
    pub planned: usize,
    /// The manifest, whole; empty when an error stopped the build.
    pub manifest: String,
}

/// Called with how many outputs are done, of how many.
pub type Progress<'a> = &'a (dyn Fn(usize, usize) + Sync);

/// Checks a workspace: sources, schemas, rules, and whether every paper can be filled.
///
/// # Errors
/// When the tool itself cannot work: a file cannot be read, a schema is broken.
pub fn check(files: &dyn Files, request: &Request) -> Result<Checked, Fault> {
    let checked = match request.edition {
        Edition::Internal => check_all(files, request),
        Edition::Public => check_public(files, request),
    };
    let mut checked = checked?;
    checked.judge_excuses(Ran { release: request.release, pages: false });
    Ok(checked)
}

/// Every paper is asked about by rules and by whoever fills it one after the other: a large set is
/// gone through once, for the processor does not keep it at hand.
fn check_all(files: &dyn Files, request: &Request) -> Result<Checked, Fault> {
    let mut checked = source::load(files, request)?;
    let mut judged = Vec::new();
    let filled = emit::judge_all(&checked, request, |ask| {
        judged = policy::check(&checked.set, request.release, ask);
    });
    checked.settle(judged, request);
    checked.add(filled);
    Ok(checked)
}

/// Rules judge everything, and papers are filled with what everybody may see.
fn check_public(files: &dyn Files, request: &Request) -> Result<Checked, Fault> {
    let mut checked = source::judged(files, request)?;
    let filled = emit::judge_all(&checked, request, |ask| {
        (0..checked.set.papers.len()).into_par_iter().for_each(ask);
    });
    checked.add(filled);
    Ok(checked)
}

/// Builds a workspace. This is the whole compiler; nothing is written yet.
///
/// # Errors
/// When the tool itself cannot work.
pub fn build(files: &dyn Files, request: &Request, progress: Progress<'_>) -> Result<Built, Fault> {
    let mut checked = source::judged(files, request)?;
    let (filled, found) = emit::fill_all(&checked, request);
    checked.add(found);
    let (mut outputs, mut planned) = (Vec::new(), 0);
    if !bars(&checked.findings, request) {
        let mut made = emit::emit_all(&mut checked, &filled, request, files, progress)?;
        gather::gather_all(&checked, &filled, &mut made, request, files)?;
        checked.add(made.findings);
        checked.judge_excuses(Ran { release: request.release, pages: true });
        (outputs, planned) = (made.outputs, made.planned);
    }
    let barred = bars(&checked.findings, request);
    if barred {
        outputs.clear();
    }
    let manifest =
        if barred { String::new() } else { manifest::render(&checked, &outputs, request, files)? };
    Ok(Built { checked, outputs, planned, manifest })
}

/// The rule whose finding stops every build, a draft too: a secret is printed by nobody.
pub const SECRECY: &str = "secrecy-in-repo";

/// Whether something found bars a build.
fn bars(findings: &[Finding], request: &Request) -> bool {
    let error = |finding: &&Finding| finding.level == Level::Error;
    let mut errors = findings.iter().filter(error);
    errors.any(|finding| !request.draft || finding.rule == SECRECY)
}
