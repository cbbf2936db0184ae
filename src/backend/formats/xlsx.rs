//! XLSX: each table of a paper on a sheet of its own, as offices fill them in, sort and add up.
//!
//! A sheet has the label and title of the paper or attachment its table stands in, what stands
//! between them where the paper is nothing but title and tables (an introduction, labelled blanks),
//! the caption, the table with its merged cells, its notes and the labelled blanks under it. Every
//! word is text, whatever it begins with; dates and numbers of lists stay as they are printed.
//!
//! In statistics forms the places to fill in are numbers, totals and rates are formulas that carry
//! their result, and a sentence beside the rows takes its numbers from cells under the table. A
//! total whose paper states another number than its formula gives stays the paper's number. The
//! sheets of forms are protected without a password, so that only the places to fill in change by
//! accident: it keeps nobody out. What is filled in is asked to be a number of the form's decimals,
//! from zero up, or a dash; whoever means it may still enter another one.
//!
//! Not on the sheets, because it is no table: head (版头), recipients, headings, paragraphs and
//! lists of a paper that has more than title and tables, pledges, blanks for signatures, the list
//! of attachments, signature and date, attendance, note and imprint; nor any part of an attachment
//! without a table. Of a table's text, emphasis (着重) is not marked. Of the looks, a row of totals
//! with several numbers to a cell takes one row for each number, its unit behind the label.
//! 样张 and 草稿 stand in the head of the printed page.

mod body;
mod figures;
mod grid;
mod measure;
mod paint;
mod sentence;
mod sheets;
mod style;
mod words;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use crate::backend::{Backend, Job, Trouble, Writes};
use crate::doc::{Block, Doc, Meta};

/// Writes XLSX.
pub(super) static BACKEND: Backend = Backend {
    file: file!(),
    extension: "xlsx",
    writes: Writes::Tree { suits: |doc| has_table(&doc.blocks), write },
    gather: None,
};

fn has_table(blocks: &[Block]) -> bool {
    blocks.iter().any(|block| {
        sheets::tabled(block).is_some()
            || matches!(block, Block::Attachment(attachment) if has_table(&attachment.blocks))
    })
}

fn write(job: &Job) -> Result<Vec<u8>, Trouble> {
    workbook(job.doc).map_err(|error| Trouble::Internal(error.to_string()))
}

fn workbook(doc: &Doc) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    workbook.set_default_format(&style::normal(), style::ROW, style::COLUMN)?;
    workbook.set_properties(&properties(&doc.meta)?);
    for sheet in sheets::sheets(doc) {
        paint::paint(workbook.add_worksheet(), &sheet, doc.meta.across.as_deref())?;
    }
    workbook.save_to_buffer()
}

/// The library would stamp the hour of the run; a paper is as old as its date says.
fn properties(meta: &Meta) -> Result<DocProperties, XlsxError> {
    let made = meta.date.as_deref().and_then(day);
    let made = made.map_or_else(|| ExcelDateTime::from_ymd(2000, 1, 1), Ok)?;
    Ok(DocProperties::new()
        .set_title(meta.title.as_str())
        .set_author(meta.issuers.join("、"))
        .set_creation_datetime(&made))
}

/// A date as the tree has it, 2022-03-04.
fn day(date: &str) -> Option<ExcelDateTime> {
    let mut parts = date.splitn(3, '-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    ExcelDateTime::from_ymd(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}
