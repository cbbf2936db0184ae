//! A paper on its pages: laid out once by Typst, and then written by every format that shows pages.
//!
//! A look reads the tree as `json("/data.json")`. That path is one for all papers, because Typst
//! never forgets a path; and the tree does not go through `sys.inputs`, because new inputs make all
//! that Typst remembers worthless.

mod inks;
pub(super) mod marks;
mod pages;
mod tiles;
mod world;

use typst::diag::SourceDiagnostic;
use typst::layout::{Abs, Point};
use typst::model::Document as _;
use typst_layout::PagedDocument;

use super::{InLook, Job, Shift, Trouble};
use crate::doc::pages::Pages;
pub(super) use world::Batch;
use world::Paper;

/// A paper on its pages.
#[derive(Debug, Clone)]
pub struct LaidOut {
    /// The sheets as Typst has them: the pages, or what they are cut into; none where a paper
    /// that is to be cut has no page larger than a sheet.
    pub document: PagedDocument,
    /// What lies where on the pages of the paper.
    pub pages: Pages,
    /// What Typst warns about in the look.
    pub warnings: Vec<InLook>,
}

impl LaidOut {
    /// How many sheets it is printed on.
    pub fn sheets(&self) -> usize {
        self.document.pages().len()
    }

    /// The size of its first sheet, trimmed, in millimetres.
    pub fn size_mm(&self) -> (f64, f64) {
        let first = self.document.pages().first().map(|page| page.frame.size());
        first.map_or((0.0, 0.0), |size| (size.x.to_mm(), size.y.to_mm()))
    }
}

/// Lays a paper out by its look.
///
/// # Errors
/// When the look is wrong.
pub fn lay_out(job: &Job) -> Result<LaidOut, Trouble> {
    let (document, warnings) = typeset(&Paper::new(job)?, job)?;
    let pages = pages::read(&document, job.fonts);
    let document = match job.options.tile {
        Some(sheet) => tiles::cut(job, &document, sheet)?,
        None => document,
    };
    Ok(LaidOut { document, pages, warnings })
}

/// Lays a paper out with what several institutions fill in, one over the other.
///
/// # Errors
/// When the look is wrong.
pub(super) fn lay_over(job: &Job, batch: &Batch) -> Result<PagedDocument, Trouble> {
    typeset(&Paper::new(job)?.over(batch)?, job).map(|(document, _)| document)
}

/// Pages as they go to the printer, and what Typst warns about in the look.
fn typeset(paper: &Paper, job: &Job) -> Result<(PagedDocument, Vec<InLook>), Trouble> {
    let laid_out = typst::compile::<PagedDocument>(paper);
    let document = laid_out.output.map_err(|errors| Trouble::Look(paper.explain(&errors)))?;
    Ok((printed(document, job)?, paper.explain(&laid_out.warnings)))
}

/// Laid-out pages as they go to the printer.
fn printed(mut document: PagedDocument, job: &Job) -> Result<PagedDocument, Trouble> {
    let options = job.options;
    if let Some(shift) = options.preprinted {
        document = moved(&document, shift);
    }
    if options.bleed_mm > 0.0 {
        document = marks::marked(&document, options.bleed_mm, options.print_shop);
    }
    if options.print_shop {
        let path = world::look(job.look);
        document = inks::inked(&document, path).map_err(|one| Trouble::Look(vec![one]))?;
    }
    Ok(document)
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

#[cfg(test)]
mod tests;
