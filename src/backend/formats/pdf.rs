//! PDF through the embedded Typst: tagged, and the same bytes on every machine.
//!
//! A look reads the tree as `json("/data.json")`. That path is one for all papers, because Typst
//! never forgets a path; and the tree does not go through `sys.inputs`, because new inputs make all
//! that Typst remembers worthless.

mod pages;
mod world;

use typst::foundations::Smart;
use typst::layout::{Abs, Point};
use typst::model::Document as _;
use typst_layout::PagedDocument;
use typst_pdf::PdfOptions;

use crate::backend::{Backend, Emitted, InLook, Job, Shift, Trouble};
use crate::doc::Meta;
use crate::doc::pages::Pages;
use crate::font::{Face, Fonts, Origin};
use world::Paper;

/// Writes PDF.
pub(super) static BACKEND: Backend = Backend { file: file!(), extension: "pdf", emit };

/// A paper on its pages.
pub(super) struct LaidOut<'a> {
    paper: Paper<'a>,
    pub(super) document: PagedDocument,
    /// What Typst warns about in the look.
    pub(super) warnings: Vec<InLook>,
}

/// Lays a paper out by its look.
pub(super) fn lay_out<'a>(job: &'a Job<'a>) -> Result<LaidOut<'a>, Trouble> {
    let paper = Paper::new(job)?;
    let laid_out = typst::compile::<PagedDocument>(&paper);
    let warnings = paper.explain(&laid_out.warnings);
    let mut document = laid_out.output.map_err(|errors| Trouble::Look(paper.explain(&errors)))?;
    if let Some(shift) = job.options.preprinted {
        document = moved(&document, shift);
    }
    Ok(LaidOut { paper, document, warnings })
}

/// What lies where on laid-out pages.
pub(super) fn facts(document: &PagedDocument, fonts: &Fonts) -> Pages {
    pages::read(document, fonts)
}

fn emit(job: &Job) -> Result<Emitted, Trouble> {
    let LaidOut { paper, mut document, warnings } = lay_out(job)?;
    let meta = &job.doc.meta;
    let info = document.info_mut();
    info.title = Some(meta.title.as_str().into());
    info.author = meta.issuers.iter().map(|issuer| issuer.as_str().into()).collect();
    info.date = Smart::Custom(None);

    let bytes = typst_pdf::pdf(&document, &options(meta, job))
        .map_err(|errors| unwritten(paper.explain(&errors), job.fonts))?;
    Ok(Emitted { bytes, pages: facts(&document, job.fonts), warnings })
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

/// Why laid-out pages could not be written. Where neither a place in a look nor a font of the
/// user's is to blame, we are.
fn unwritten(errors: Vec<InLook>, fonts: &Fonts) -> Trouble {
    if errors.iter().any(|error| error.bytes.is_some()) {
        return Trouble::Look(errors);
    }
    let message = errors.into_iter().map(|error| error.message).collect::<Vec<_>>().join("; ");
    let named =
        |face: &&Face| face.origin == Origin::User && message.contains(&*face.font().info().family);
    match fonts.faces().iter().chain(fonts.latin()).find(named) {
        Some(face) => Trouble::Font { file: face.file.clone(), message },
        None => Trouble::Internal(message),
    }
}

/// The identity must stay the same from one version of a paper to the next, so it is what the paper
/// is and not what it says.
fn options(meta: &Meta, job: &Job) -> PdfOptions {
    let number = meta.number.as_deref().unwrap_or_default();
    let look = [job.look, job.options.suffix()].concat();
    let ident = [&meta.kind, &*meta.issuers.join("、"), number, &meta.title, &look].join("\n");
    PdfOptions {
        ident: Smart::Custom(ident),
        creator: Smart::Custom(Some(concat!("Hongtou ", env!("CARGO_PKG_VERSION")).to_owned())),
        ..PdfOptions::default()
    }
}

#[cfg(test)]
mod tests;
