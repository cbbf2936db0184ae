//! HTML: one page for each paper that needs nothing but itself, and an index of all of them.
//!
//! The words come from the tree, the markup from the Tera templates in `templates/web`, of which a
//! house may replace any. A page has no script and loads nothing, so that it can be laid on any
//! government site, sent by mail or opened from a disk; and it is well-formed XML, for the programs
//! that read no HTML.
//!
//! What it does not show: pages and their numbers before it is printed, and the imprint at the foot
//! of the last one; sheets that lie across; where seals and stamps go, and the places that a proof
//! marks; the shares of the width that a table's columns ask for and its type size, which follow
//! the window; that a cell's text runs down beside its rows; the lines of balanced titles, of which
//! names of bodies and places alone are kept whole. The name and the columns of the site are the
//! site's to say: `templates/web/site.html` is where.

mod engine;
mod grid;
mod ids;
mod index;
mod page;
mod parts;
mod table;
mod words;

use crate::backend::{Backend, Collection, Gathered, Job, Trouble, Writes};
use engine::Engine;

/// Writes HTML.
pub(super) static BACKEND: Backend = Backend {
    file: file!(),
    extension: "html",
    writes: Writes::Tree { suits: |_| true, write },
    gather: Some(gather),
};

fn write(job: &Job) -> Result<Vec<u8>, Trouble> {
    let page = page::page(job.doc, job.look);
    Engine::new(job.files)?.render("page.html", &page)
}

/// The index of a build; none where there is nothing to list.
fn gather(collection: &Collection) -> Result<Vec<Gathered>, Trouble> {
    let Some(first) = collection.papers.first() else { return Ok(Vec::new()) };
    let path = format!("index{}.html", first.edition);
    let index = index::index(collection.papers);
    let bytes = Engine::new(collection.files)?.render("index.html", &index)?;
    Ok(vec![Gathered { path, bytes }])
}

#[cfg(test)]
mod tests;
