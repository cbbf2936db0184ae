//! Word files (DOCX) that an office can go on writing in: real styles with outline levels, the type
//! area of GB/T 9704-2012, fonts by the names that users of Word and WPS have, live page numbers.
//!
//! Written without a library: the parts are few, and those libraries know neither repeated header
//! rows nor the order that the schema wants. Type sizes of Word are whole half points, so 28
//! characters of 16 points are set 0.25 points closer; its lines are counted with the gap under the
//! last one, so they stand 0.2 mm closer than on our pages, 22 of them all the same.
//!
//! What Word has no way to show, and what it shows instead:
//! - a title, a mark or a head of a table that is condensed to its measured ink: condensed to whole
//!   hundredths;
//! - a cell over several rows whose words are said again on each further page: said once;
//! - the last two characters of a paragraph kept together (孤字): not kept;
//! - the outlines of seals and stamps on a proof (清样), and sheets with a printed head: such
//!   outputs are made as pages only;
//! - the word of a sample pressed over the mark in a frame: only the word across the page, as Word's
//!   own watermark;
//! - a commitment letter as a poster: the letter on A4;
//! - the page number of a page that lies across at the foot of the upright sheet: at its own foot;
//! - the head and the imprint of a paper that is attached: not shown, as on our pages;
//! - where a mention or a citation leads to: its words.

mod blocks;
mod closing;
mod flow;
mod forms;
mod head;
mod imprint;
mod margins;
mod measures;
mod package;
mod page;
mod para;
mod runs;
mod section;
mod styles;
mod table;
mod xml;

use crate::backend::{Backend, Job, Trouble, Writes};
use flow::Flow;
use package::Parts;
use page::Page;

/// Writes DOCX.
pub(super) static BACKEND: Backend = Backend {
    file: file!(),
    extension: "docx",
    writes: Writes::Tree { suits: |_| true, write },
    gather: None,
};

fn write(job: &Job) -> Result<Vec<u8>, Trouble> {
    let doc = job.doc.with_tables();
    let job = &Job { doc: &doc, ..*job };
    let known = measures::ask(job)?;
    let page = Page::of(job, &known, measures::pages(job)?);
    let mut flow = Flow::new(&page, flow::margins(&margins::parts(&page, "", "")), job.doc, &known);
    blocks::write(&mut flow, &job.doc.blocks, &known.blocks, false);
    let (head, foot) = std::mem::take(&mut flow.first);
    let parts = Parts {
        document: format!(
            "{}<w:document{}><w:body>{}</w:body></w:document>",
            xml::DECLARATION,
            xml::SPACES,
            flow.finish()
        ),
        styles: styles::styles(&page),
        settings: styles::settings(&page),
        fonts: styles::fonts(),
        margins: margins::parts(&page, &head, &foot),
    };
    package::pack(&parts, &job.doc.meta)
}
