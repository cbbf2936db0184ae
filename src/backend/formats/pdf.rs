//! PDF of laid-out pages: tagged, and the same bytes on every machine.

use typst::foundations::Smart;
use typst_pdf::PdfOptions;

use crate::backend::paged::{self, LaidOut};
use crate::backend::{Backend, InLook, Job, Trouble, Writes};
use crate::doc::Meta;
use crate::font::{Face, Fonts, Origin};

/// Writes PDF.
pub(super) static BACKEND: Backend =
    Backend { file: file!(), extension: "pdf", writes: Writes::Pages(write), gather: None };

fn write(job: &Job, laid_out: &LaidOut) -> Result<Vec<u8>, Trouble> {
    let mut document = laid_out.document.clone();
    let meta = &job.doc.meta;
    let info = document.info_mut();
    info.title = Some(meta.title.as_str().into());
    info.author = meta.issuers.iter().map(|issuer| issuer.as_str().into()).collect();
    info.date = Smart::Custom(None);
    match typst_pdf::pdf(&document, &options(meta, job)) {
        Ok(bytes) => Ok(bytes),
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
