//! PNG of laid-out pages: one page, or all of them below each other, as drafts travel in chats.
//!
//! The pages are those of the PDF, laid out by the same look.

use typst::layout::Abs;
use typst::utils::Scalar;
use typst_layout::PagedDocument;
use typst_render::{RenderOptions, render, render_merged};

use crate::backend::paged::LaidOut;
use crate::backend::{Backend, Job, Trouble, Writes};

/// Writes PNG.
pub(super) static BACKEND: Backend =
    Backend { file: file!(), extension: "png", writes: Writes::Pages(write), gather: None };

/// The gap between pages that stand below each other, in points.
const GAP: f64 = 8.0;
/// The most pixels of a picture: a paper of a thousand pages becomes smaller and not endless.
const MOST: f64 = 150e6;

fn write(job: &Job, laid_out: &LaidOut) -> Result<Vec<u8>, Trouble> {
    let document = &laid_out.document;
    let picture = job.options.picture;
    let shown = (picture.page as usize).min(document.pages().len());
    let options = RenderOptions {
        pixel_per_pt: Scalar::new(scale(document, picture.width_px, shown == 0)),
        ..RenderOptions::default()
    };
    let pixels = match shown.checked_sub(1) {
        Some(at) => render(&document.pages()[at], &options),
        None => {
            render_merged(document, &options, Abs::pt(GAP), Some(typst::visualize::Color::GRAY))
        }
    };
    pixels.encode_png().map_err(|error| Trouble::Internal(error.to_string()))
}

/// Pixels for each point, so that the widest page has the width that is asked for.
fn scale(document: &PagedDocument, width_px: u32, all: bool) -> f64 {
    let sizes = document.pages().iter().map(|page| page.frame.size());
    let (mut widest, mut high) = (1.0_f64, 0.0_f64);
    for size in sizes {
        widest = widest.max(size.x.to_pt());
        high = if all { high + size.y.to_pt() + GAP } else { high.max(size.y.to_pt()) };
    }
    let asked = f64::from(width_px) / widest;
    asked.min((MOST / (widest * high.max(1.0))).sqrt())
}
