//! One letter that goes to many institutions: checked as every paper is, filled, and settled in each
//! of its looks, with empty blanks where a roster fills them in.

use rayon::prelude::*;

use super::emit::{Filled, fill_all};
use super::settle::{Settled, settle};
use super::source::{self, Checked};
use super::trouble::{in_look, missing, unprintable};
use super::{Request, bars};
use crate::backend::{Job, Options, paged};
use crate::diag::{Fault, Finding};
use crate::doc::{Block, Doc};
use crate::policy::excuse::Ran;
use crate::policy::{PagesView, rules};
use crate::text::Files;

/// A letter, and all that was read to make it.
pub struct Letter {
    /// The sources and everything found in them.
    pub checked: Checked,
    /// The place of the letter among the papers of the set; none where it could not be read.
    pub paper: Option<usize>,
    /// The letter in each of its looks; none when an error bars it.
    pub looks: Vec<InLook>,
}

/// A letter in one look.
pub struct InLook {
    /// The name of the look.
    pub look: String,
    /// What follows the names of its files: nothing, `-poster`, `-poster-archive`.
    pub suffix: String,
    /// What it says, with empty blanks.
    pub doc: Doc,
    /// How it is printed, as it was found to fit.
    pub options: Options,
}

/// Checks a workspace as a build of this one paper does, and settles it in its looks: in those that
/// are named, when all of them are its own, else in all.
///
/// # Errors
/// When the tool itself cannot work.
pub fn letter(
    files: &dyn Files,
    request: &Request,
    path: &str,
    named: &[String],
) -> Result<Letter, Fault> {
    let mut checked = source::judged(files, request)?;
    let (mut filled, found) = fill_all(&checked, request);
    checked.add(found);
    let paper = checked.set.papers.iter().position(|paper| paper.path == path);
    let filled = filled.iter_mut().find(|filled| Some(filled.paper) == paper);
    let mut looks = Vec::new();
    if let Some(filled) = filled.filter(|_| !bars(&checked.findings, request)) {
        empty(&mut filled.doc.blocks);
        looks = settled(&mut checked, filled, request, files, named)?;
        checked.judge_excuses(Ran { release: request.release, pages: true });
    }
    if bars(&checked.findings, request) {
        looks.clear();
    }
    Ok(Letter { checked, paper, looks })
}

/// Takes out what the paper itself says of an institution: each has its own.
fn empty(blocks: &mut [Block]) {
    for block in blocks {
        if let Block::Blanks { items } | Block::Fields { items } = block {
            items.iter_mut().filter(|item| item.field.is_some()).for_each(|item| item.value = None);
        }
    }
}

fn settled(
    checked: &mut Checked,
    filled: &Filled,
    request: &Request,
    files: &dyn Files,
    named: &[String],
) -> Result<Vec<InLook>, Fault> {
    let Filled { paper, doc } = filled;
    let kind = checked.templates.kind(&checked.set.papers[*paper].kind.value);
    let root = &checked.set.papers[*paper].root;
    let mut looks = kind.map(|kind| kind.looks_for(root)).unwrap_or_default();
    if named.iter().all(|name| looks.iter().any(|own| own.look == *name)) && !named.is_empty() {
        looks.retain(|own| named.contains(&own.look));
    }
    let shared = &*checked;
    let tried: Vec<_> = looks
        .par_iter()
        .map(|own| {
            let suffix = own.suffix.as_ref().map_or_else(String::new, |own| format!("-{own}"));
            let suffix = suffix + request.options.suffix();
            let settled = in_one(shared, *paper, doc, &own.look, request, files);
            (own.look.clone(), suffix, settled)
        })
        .collect();
    let mut done = Vec::new();
    for (look, suffix, settled) in tried {
        match settled {
            Ok((doc, options, found)) => {
                checked.add(found);
                done.push(InLook { look, suffix, doc, options });
            }
            Err(trouble) => {
                let found = in_look(trouble, files, &mut checked.sources)?;
                checked.add(found);
            }
        }
    }
    Ok(done)
}

/// Settles a letter in one look, and runs the rules over its pages.
fn in_one(
    checked: &Checked,
    paper: usize,
    doc: &Doc,
    look: &str,
    request: &Request,
    files: &dyn Files,
) -> Result<(Doc, Options, Vec<Finding>), crate::backend::Trouble> {
    let fonts = &checked.fonts;
    let mut options = request.options;
    options.layout = checked.set.registry.layout;
    options.layout.latin = fonts.latin().is_some();
    let lay_out =
        |doc: &Doc, options: &Options| paged::lay_out(&Job { doc, look, fonts, files, options });
    let Settled { doc, options, laid_out } = settle(doc, &options, &lay_out)?;
    let paper = &checked.set.papers[paper];
    let view = PagesView { paper, doc: &doc, look, pages: &laid_out.pages };
    let mut found: Vec<Finding> =
        rules::ALL.iter().flat_map(|rule| rule.run_pages(&checked.set, &view)).collect();
    found.extend(unprintable(missing(&laid_out.pages), checked, paper, look));
    Ok((doc.into_owned(), options, found))
}
