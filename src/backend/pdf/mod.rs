//! The making of PDF files, whichever command writes them: tagged or plain, for archives, for print
//! shops, and the same bytes on every machine.

mod archive;
mod boxes;
pub(super) mod objects;

use typst::foundations::Smart;
use typst::layout::Abs;
use typst_layout::PagedDocument;
use typst_pdf::PdfOptions;

use super::paged;
use super::{InLook, Job, Options, Trouble};
use crate::doc::Meta;
use crate::font::{Face, Fonts, Origin};

/// Writes laid-out pages, with a tree that says what is a heading and what a table (tagged), or
/// without.
pub(super) fn export(
    job: &Job,
    mut document: PagedDocument,
    tagged: bool,
) -> Result<Vec<u8>, Trouble> {
    let meta = &job.doc.meta;
    let info = document.info_mut();
    info.title = Some(meta.title.as_str().into());
    info.author = meta.issuers.iter().map(|issuer| issuer.as_str().into()).collect();
    info.date = Smart::Custom(job.options.archive.map(|_| archive::day(meta.date.as_deref())));
    match typst_pdf::pdf(&document, &PdfOptions { tagged, ..options(meta, job)? }) {
        Ok(bytes) => finished(bytes, job.options, meta.date.is_some()),
        Err(errors) => Err(unwritten(paged::explain(job, &errors)?, job.fonts)),
    }
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
fn options(meta: &Meta, job: &Job) -> Result<PdfOptions, Trouble> {
    let number = meta.number.as_deref().unwrap_or_default();
    let look = [job.look, job.options.suffix()].concat();
    let ident = [&meta.kind, &*meta.issuers.join("、"), number, &meta.title, &look].join("\n");
    let standards = job.options.archive.map(archive::standards).transpose()?.unwrap_or_default();
    Ok(PdfOptions {
        ident: Smart::Custom(ident),
        creator: Smart::Custom(Some(concat!("Hongtou ", env!("CARGO_PKG_VERSION")).to_owned())),
        standards,
        ..PdfOptions::default()
    })
}

/// A file with what Typst cannot write itself, and without what it should not have written.
fn finished(mut bytes: Vec<u8>, options: &Options, dated: bool) -> Result<Vec<u8>, Trouble> {
    let changed = if options.archive.is_some() {
        archive::blank(&mut bytes, dated);
        archive::with_plain_bookmarks(&bytes)
    } else if options.bleed_mm > 0.0 {
        boxes::with_bleed(&bytes, Abs::mm(options.bleed_mm).to_pt())
    } else {
        Some(bytes)
    };
    changed.ok_or_else(|| Trouble::Internal("a PDF without a table of objects".to_owned()))
}
