//! What the looks reckon, asked of Typst once: where titles break, what tables need, how high a
//! head is. The look `word` answers with data, so that none of it is reckoned twice.

use serde::Deserialize;
use typst::foundations::{Label, Selector};
use typst::introspection::{Introspector as _, MetadataElem};
use typst::utils::PicoStr;

use crate::backend::{Job, Trouble, paged};

/// The look that answers.
const LOOK: &str = "word";

/// What is known of a paper.
#[derive(Debug, Clone, Default, Deserialize)]
pub(super) struct Measures {
    /// What is known of each block, in their order.
    pub(super) blocks: Vec<Known>,
    /// The type of a commitment letter on one sheet.
    pub(super) pledge: Option<Sheet>,
}

/// What is known of one block: what its role has.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub(super) struct Known {
    /// Of a red head.
    pub(super) head: Option<Heads>,
    /// A title's lines on an upright page.
    pub(super) lines: Vec<String>,
    /// On a page that lies across.
    pub(super) wide: Vec<String>,
    /// On a form.
    pub(super) form: Vec<String>,
    /// On a sheet that is one commitment letter.
    pub(super) sheet: Vec<String>,
    /// Of a table.
    pub(super) table: Option<Grid>,
    /// Of what is in an attachment.
    pub(super) blocks: Vec<Known>,
    /// The height of a form's rows, in millimetres; zero where it is none.
    pub(super) form_row: f64,
    /// The type size of a form's fields, in millimetres; zero where it is none.
    pub(super) form_size: f64,
}

/// A red head in each of the formats.
#[derive(Debug, Clone, Copy, Default, Deserialize)]
pub(super) struct Heads {
    /// The general format and minutes.
    pub(super) general: Head,
    /// The order format.
    pub(super) order: Head,
    /// The letter format.
    pub(super) letter: LetterHead,
}

/// Where the parts of a head stand under the upper edge of the type area, in millimetres.
#[derive(Debug, Clone, Copy, Default, Deserialize)]
pub(super) struct Head {
    /// The upper edge of the mark's ink.
    pub(super) top: f64,
    /// How high the mark is.
    pub(super) height: f64,
    /// The grid line of the first line under the mark.
    pub(super) first: f64,
    /// That of the last one.
    pub(super) last: f64,
    /// The lower edge of the last one's characters.
    pub(super) bottom: f64,
}

/// The same for a letter.
#[derive(Debug, Clone, Copy, Default, Deserialize)]
pub(super) struct LetterHead {
    /// The upper edge of the mark's ink.
    pub(super) top: f64,
    /// The upper edge of the double rule under it.
    pub(super) rule: f64,
    /// The upper edge of the first line's characters.
    pub(super) first: f64,
}

/// What a table asks for.
#[derive(Debug, Clone, Default, Deserialize)]
pub(super) struct Grid {
    /// Its type size, in millimetres.
    pub(super) size: f64,
    /// The height of a row of one line, in millimetres.
    pub(super) row: f64,
    /// Whether it lies across the sheet.
    pub(super) lies: bool,
    /// The shares of its columns.
    pub(super) columns: Vec<f64>,
}

/// The type of a commitment letter that fills one sheet.
#[derive(Debug, Clone, Copy, Default, Deserialize)]
pub(super) struct Sheet {
    /// Its type size, in millimetres.
    pub(super) size: f64,
    /// What stands between two lines, in characters.
    pub(super) leading: f64,
    /// The height that is left over, in millimetres.
    pub(super) spare: f64,
}

/// Asks.
pub(super) fn ask(job: &Job) -> Result<Measures, Trouble> {
    let answered = paged::lay_out(&Job { look: LOOK, ..*job })?;
    let label = Label::new(PicoStr::intern("measures")).expect("a label has a name");
    let found = answered.document.introspector().query_first(&Selector::Label(label));
    let silent = || Trouble::Internal(format!("the look `{LOOK}` does not answer"));
    let element = found.ok_or_else(silent)?;
    let data = element.to_packed::<MetadataElem>().ok_or_else(silent)?;
    let json = serde_json::to_value(&data.value);
    json.and_then(serde_json::from_value)
        .map_err(|error| Trouble::Internal(format!("the look `{LOOK}` answers: {error}")))
}

/// How many pages a paper has in its own look.
pub(super) fn pages(job: &Job) -> Result<usize, Trouble> {
    Ok(paged::lay_out(job)?.pages.pages.len())
}
