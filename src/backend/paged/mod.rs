//! A paper on its pages: laid out once by Typst, and then written by every format that shows pages.
//!
//! A look reads the tree as `json("/data.json")`. That path is one for all papers, because Typst
//! never forgets a path; and the tree does not go through `sys.inputs`, because new inputs make all
//! that Typst remembers worthless.

mod pages;
mod world;

use typst::diag::SourceDiagnostic;
use typst::layout::{Abs, Point};
use typst::model::Document as _;
use typst_layout::PagedDocument;

use super::{InLook, Job, Shift, Trouble};
use crate::doc::pages::Pages;
use world::Paper;

/// A paper on its pages.
#[derive(Debug, Clone)]
pub struct LaidOut {
    /// The pages as Typst has them.
    pub document: PagedDocument,
    /// What lies where on them.
    pub pages: Pages,
    /// What Typst warns about in the look.
    pub warnings: Vec<InLook>,
}

/// Lays a paper out by its look.
///
/// # Errors
/// When the look is wrong.
pub fn lay_out(job: &Job) -> Result<LaidOut, Trouble> {
    let paper = Paper::new(job)?;
    let laid_out = typst::compile::<PagedDocument>(&paper);
    let warnings = paper.explain(&laid_out.warnings);
    let mut document = laid_out.output.map_err(|errors| Trouble::Look(paper.explain(&errors)))?;
    if let Some(shift) = job.options.preprinted {
        document = moved(&document, shift);
    }
    let pages = pages::read(&document, job.fonts);
    Ok(LaidOut { document, pages, warnings })
}

/// What Typst says while it writes laid-out pages, with places in the look.
pub(super) fn explain(job: &Job, said: &[SourceDiagnostic]) -> Result<Vec<InLook>, Trouble> {
    Ok(Paper::new(job)?.explain(said))
}

/// The same pages, the first moved on its sheet: only the first sheet has a head that what is
/// printed must meet.
fn moved(document: &PagedDocument, shift: Shift) -> PagedDocument {
    let by = Point::new(Abs::mm(shift.right_mm), Abs::mm(shift.down_mm));
    let mut first = true;
    let pages = document.pages().iter().cloned().map(|mut page| {
        if std::mem::take(&mut first) {
            page.frame.translate(by);
        }
        page
    });
    PagedDocument::new(pages.collect(), document.info().clone())
}
