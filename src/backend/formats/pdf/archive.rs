//! PDF for archives: the standards, and a file that says nothing it does not know.

use typst::diag::HintedString;
use typst::foundations::Datetime;
use typst_pdf::{PdfStandard, PdfStandards};

use crate::backend::{Archive, Trouble};

/// What Typst is to hold a file to.
pub(super) fn standards(archive: Archive) -> Result<PdfStandards, Trouble> {
    let asked = match archive {
        Archive::A2a => &[PdfStandard::A_2a, PdfStandard::Ua_1][..],
        Archive::A1b => &[PdfStandard::A_1b],
    };
    PdfStandards::new(asked)
        .map_err(|error: HintedString| Trouble::Internal(error.message().to_string()))
}

/// The day a paper is of, as it stands in its metadata.
pub(super) fn day(date: &str) -> Option<Datetime> {
    let mut parts = date.splitn(3, '-');
    let mut next = || parts.next()?.parse::<i32>().ok();
    let (year, month, day) = (next()?, next()?, next()?);
    Datetime::from_ymd(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?)
}
