//! PDF of laid-out pages: tagged, and the same bytes on every machine.

use crate::backend::{Backend, Job, LaidOut, Trouble, Writes, pdf};

/// Writes PDF.
pub(super) static BACKEND: Backend =
    Backend { file: file!(), extension: "pdf", writes: Writes::Pages(write), gather: None };

fn write(job: &Job, laid_out: &LaidOut) -> Result<Vec<u8>, Trouble> {
    // The sheets of a page that is cut hold the same words several times, in pieces.
    pdf::export(job, laid_out.document.clone(), job.options.tile.is_none())
}

#[cfg(test)]
mod tests;
