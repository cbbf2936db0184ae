//! PDF for archives: the standards, and a file that says nothing it does not know.

use typst::diag::HintedString;
use typst::foundations::Datetime;
use typst_pdf::{PdfStandard, PdfStandards};

use super::objects::{Change, File, dictionary, find};
use crate::backend::{Archive, Trouble};

/// What Typst is to hold a file to.
pub(super) fn standards(archive: Archive) -> Result<PdfStandards, Trouble> {
    let asked = match archive {
        Archive::A2a => &[PdfStandard::A_2a, PdfStandard::Ua_1][..],
        Archive::A2b => &[PdfStandard::A_2b],
        Archive::A1b => &[PdfStandard::A_1b],
    };
    PdfStandards::new(asked)
        .map_err(|error: HintedString| Trouble::Internal(error.message().to_string()))
}

/// The day that a file says it was made: the paper's own date (成文日期). PDF/A needs none, but
/// Typst does: where the paper has none there is a day that `blank` takes away again.
pub(super) fn day(date: Option<&str>) -> Datetime {
    date.and_then(parse).unwrap_or_else(|| parse(SOME_DAY).expect("a day of the calendar"))
}

const SOME_DAY: &str = "2000-01-01";

fn parse(date: &str) -> Option<Datetime> {
    let mut parts = date.splitn(3, '-');
    let mut next = || parts.next()?.parse::<i32>().ok();
    let (year, month, day) = (next()?, next()?, next()?);
    Datetime::from_ymd(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?)
}

/// What no archive should be told: that the file was saved, converted and last changed on the day
/// of the paper, and that it is a proof.
const UNTRUE: [(&[u8], &[u8]); 4] = [
    (b"<xmpMM:History>", b"</xmpMM:History>"),
    (b"<xmpMM:RenditionClass>", b"</xmpMM:RenditionClass>"),
    (b"<xmp:ModifyDate>", b"</xmp:ModifyDate>"),
    (b"/ModDate(", b")"),
];

/// What a paper without a date leaves unsaid besides.
const UNDATED: [(&[u8], &[u8]); 2] =
    [(b"<xmp:CreateDate>", b"</xmp:CreateDate>"), (b"/CreationDate(", b")")];

/// Puts blanks in the place of metadata that is not true; so nothing else in the file moves.
pub(super) fn blank(pdf: &mut [u8], dated: bool) {
    let undated = if dated { &[][..] } else { &UNDATED };
    for (from, to) in UNTRUE.iter().chain(undated) {
        // Metadata stands at the end of a file, after all pages.
        let Some(start) = pdf.windows(from.len()).rposition(|window| window == *from) else {
            continue;
        };
        let after = start + from.len();
        if let Some(length) = pdf[after..].windows(to.len()).position(|window| window == *to) {
            pdf[start..after + length + to.len()].fill(b' ');
        }
    }
}

/// The same file with the places of its bookmarks written where they are used. A reference to
/// them is as right; but `PDFBox`, which archives judge files by, does not follow it.
pub(super) fn with_plain_bookmarks(pdf: &[u8]) -> Option<Vec<u8>> {
    let file = File::read(pdf)?;
    file.rewrite(&|object| bookmark(&file, object))
}

fn bookmark(file: &File, object: &[u8]) -> Option<Change> {
    const KEY: &[u8] = b"/Dest ";
    let dictionary = dictionary(object);
    let start = find(dictionary, KEY)? + KEY.len();
    let reference = &dictionary[start..];
    let end = start + find(reference, b" 0 R")? + b" 0 R".len();
    let digits = reference.split(|byte| !byte.is_ascii_digit()).next()?;
    let number = std::str::from_utf8(digits).ok()?.parse().ok()?;
    let place = file.object(number)?;
    let (from, to) = (find(place, b"[")?, find(place, b"]")?);
    Some((start..end, place.get(from..=to)?.to_vec()))
}

#[cfg(test)]
mod tests {
    use super::super::objects::tests::file;
    use super::*;

    #[test]
    fn a_bookmark_says_itself_where_it_leads() {
        let pdf = file("1 0 obj\n[7 0 R/XYZ 1 2 0]\nendobj\n");
        let object = b"3 0 obj\n<</Title(1)/Dest 1 0 R/Next 4 0 R>>";
        let (part, new) = bookmark(&File::read(&pdf).unwrap(), object).unwrap();
        assert_eq!(&object[part], b"1 0 R");
        assert_eq!(new, b"[7 0 R/XYZ 1 2 0]");
        let file = File::read(&pdf).unwrap();
        assert_eq!(bookmark(&file, b"3 0 obj\n<</Dest[7 0 R/XYZ 1 2 0]/Next 4 0 R>>"), None);
    }

    #[test]
    fn blanks_take_the_place_of_what_is_not_true() {
        let text = "<xmp:ModifyDate>2000</xmp:ModifyDate><xmp:CreateDate>2000</xmp:CreateDate>\
                    <dc:title>通知</dc:title>";
        let mut dated = text.as_bytes().to_vec();
        blank(&mut dated, true);
        let wanted = "<xmp:CreateDate>2000</xmp:CreateDate><dc:title>通知</dc:title>";
        assert_eq!(String::from_utf8(dated.clone()).unwrap().trim(), wanted);
        assert_eq!(dated.len(), text.len());
        let mut undated = text.as_bytes().to_vec();
        blank(&mut undated, false);
        assert_eq!(String::from_utf8(undated).unwrap().trim(), "<dc:title>通知</dc:title>");
    }

    #[test]
    fn a_paper_is_of_its_own_day() {
        assert_eq!(day(Some("2022-03-04")), Datetime::from_ymd(2022, 3, 4).unwrap());
        assert_eq!(day(None), day(Some("bad")));
    }
}
