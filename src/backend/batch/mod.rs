//! One letter for many institutions: laid out once, with what each institution has for itself laid
//! over it.
//!
//! Typst sets the letter with empty blanks and writes its PDF once; that is the plate. What is an
//! institution's own is set by the same look, many institutions in one layout, and written behind
//! the plate's bytes with a font of its own few glyphs. So a letter costs what is its own, and its
//! bytes depend on nothing else: not on its neighbours, their number or their order.
//!
//! This holds for looks that lay what is filled in over the page (`parts/filled.typ`). Whether a
//! look does is not believed but tried, when a letter is prepared. For others, and for files that
//! must be tagged, each letter is laid out and written alone, which is the plain path.

mod book;
mod content;
mod fonts;
mod objects;
mod own;
mod plate;

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};
use typst::model::Document as _;
use typst_layout::PagedDocument;

use super::paged::Batch;
use super::{Archive, Job, Trouble, paged, pdf};
use crate::doc::{Block, Doc, Run};
use crate::font::{Fonts, Origin};
use crate::roster::Column;
use crate::text::hex;
use book::Book;
use fonts::Subsets;
use objects::Objects;
pub use own::Own;
use own::Read;
use plate::Plate;

/// What is filled in to see whether it moves anything: short and long, narrow and wide.
const PROBES: [&str; 3] =
    ["一", "示例（Sample 123）测试机构", "名称很长很长很长很长很长的测试机构有限公司"];

/// A letter in one look, ready for any number of institutions.
pub struct Letter<'a> {
    job: Job<'a>,
    columns: Vec<String>,
    prints: Vec<usize>,
    rooms: Vec<Option<f64>>,
    /// The letter with empty blanks.
    empty: PagedDocument,
    /// A hash of what all letters share.
    shared: u64,
    /// What the look has searched for, which is the same for all.
    found: BTreeMap<String, f64>,
    plate: Option<Plate>,
    recipe: String,
}

/// Writes what lies beside letters and is only printed: a list. Nobody asks where its words came to
/// lie, and it has tags only where its file may not do without.
///
/// # Errors
/// When its look is wrong or it cannot be written.
pub fn beside(job: &Job) -> Result<Vec<u8>, Trouble> {
    pdf::export(job, paged::lay_over(job, &Batch::default())?, !untagged(job))
}

/// The sheet before the letters of a print run.
#[derive(Clone, Copy)]
pub struct Cover<'a> {
    /// What it says.
    pub doc: &'a Doc,
    /// Its look.
    pub look: &'a str,
}

impl<'a> Letter<'a> {
    /// Lays a letter out whose blanks are filled in from columns of a roster.
    ///
    /// # Errors
    /// When its look is wrong.
    pub fn prepare(job: &Job<'a>, columns: &[Column]) -> Result<Self, Trouble> {
        let columns: Vec<String> = columns.iter().map(|column| column.key.clone()).collect();
        let named = fields(&job.doc.blocks);
        let prints: Vec<usize> =
            (0..columns.len()).filter(|at| named.contains(&&*columns[*at])).collect();
        let empty = paged::lay_over(job, &Batch::default())?;
        let Read { shared, found, .. } = own::read(&empty, 0);
        let values = prints.iter().map(|at| (&*columns[*at], PROBES.to_vec())).collect();
        let batch = Batch { values, found };
        let tried = own::read(&paged::lay_over(job, &batch)?, PROBES.len());
        let found = batch.found;
        let keeps = tried.shared == shared && !tried.strange && !prints.is_empty();
        let shows = |own: &Own| own.pages.iter().any(|page| !page.is_empty());
        let simple = keeps && tried.owns.iter().all(shows) && untagged(job);
        let file = pdf::export(job, empty.clone(), !untagged(job))?;
        let plate = if simple { Plate::read(&file) } else { None };
        let room = |column: &String| {
            let rooms = tried.rooms.iter().filter(|(own, _)| own == column);
            rooms.map(|(_, room)| *room).min_by(f64::total_cmp)
        };
        let rooms = columns.iter().map(room).collect();
        let recipe = recipe(job, &columns, &file);
        Ok(Self { job: *job, columns, prints, rooms, empty, shared, found, plate, recipe })
    }

    /// How many pages an institution gets.
    pub fn pages(&self) -> usize {
        self.empty.pages().len()
    }

    /// Whether letters are written behind what they share, and not each from the beginning.
    pub fn fast(&self) -> bool {
        self.plate.is_some()
    }

    /// The columns that the letter prints.
    pub fn prints(&self) -> &[usize] {
        &self.prints
    }

    /// How wide the value of a column may be at its usual size, in parts of that size; none where
    /// the column is not printed.
    pub fn room(&self, column: usize) -> Option<f64> {
        self.rooms.get(column).copied().flatten()
    }

    /// The size of its first page, trimmed, in millimetres.
    pub fn size_mm(&self) -> (f64, f64) {
        let first = self.empty.pages().first().map(|page| page.frame.size());
        first.map_or((0.0, 0.0), |size| (size.x.to_mm(), size.y.to_mm()))
    }

    /// A hash of everything that letters are made of besides their rows: letter, look, fonts,
    /// printing, version.
    pub fn recipe(&self) -> &str {
        &self.recipe
    }

    /// Sets what is each institution's own, from its values in the order of the columns. A hundred
    /// at once cost less than one by one, and come out the same.
    ///
    /// # Errors
    /// When the look fails at these values.
    pub fn lay_out<'r>(&'r self, rows: &[&'r [String]]) -> Result<Vec<Own>, Trouble> {
        let column = |at: &usize| {
            let value = |row: &&'r [String]| row.get(*at).map_or("", String::as_str);
            (&*self.columns[*at], rows.iter().map(value).collect())
        };
        let values = self.prints.iter().map(column).collect();
        let batch = Batch { values, found: self.found.clone() };
        let read = own::read(&paged::lay_over(&self.job, &batch)?, rows.len());
        if self.fast() && (read.strange || read.shared != self.shared) {
            // Found out only now: a look that treats some values in its own way.
            return Err(Trouble::Internal("a value has moved what all letters share".to_owned()));
        }
        let mut owns = read.owns;
        for (number, key) in read.beyond {
            let column = self.columns.iter().position(|column| *column == key);
            owns.get_mut(number).zip(column).into_iter().for_each(|(own, at)| own.beyond.push(at));
        }
        for (own, row) in owns.iter_mut().zip(rows) {
            own.values = row.to_vec();
        }
        Ok(owns)
    }

    /// A letter as a file of its own.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn write(&self, own: &Own) -> Result<Vec<u8>, Trouble> {
        match &self.plate {
            Some(plate) => self.behind(plate, own).ok_or_else(broken),
            None => self.alone(own, self.job.options.tile.is_none()),
        }
    }

    /// Letters in one file, each on sheets of its own: in duplex order a letter that ends on the
    /// front of a sheet is followed by a blank page.
    ///
    /// # Errors
    /// When the cover's look is wrong, or a letter takes the plain path, whose files cannot be
    /// joined.
    pub fn book(
        &self,
        cover: Option<Cover<'_>>,
        letters: &[Own],
        duplex: bool,
    ) -> Result<Vec<u8>, Trouble> {
        if self.plate.is_none() {
            return Err(Trouble::Internal(
                "letters of the plain path make no print run".to_owned(),
            ));
        }
        let mut pages = Vec::new();
        if let Some(Cover { doc, look }) = cover {
            let job = Job { doc, look, ..self.job };
            let cover = paged::lay_over(&job, &Batch::default())?;
            pages.extend(cover.pages().iter().cloned());
        }
        let before = pages.len();
        pages.extend(self.empty.pages().iter().cloned());
        let document = PagedDocument::new(pages.into(), self.empty.info().clone());
        let pdf = pdf::export(&self.job, document, false)?;
        let plate = Plate::read(&pdf).ok_or_else(broken)?;
        Book { letter: self, plate: &plate, before, duplex }.bind(letters).ok_or_else(broken)
    }

    fn behind(&self, plate: &Plate, own: &Own) -> Option<Vec<u8>> {
        let mut subsets = Subsets::default();
        own.pages.iter().flatten().for_each(|run| subsets.add(run));
        let mut objects = Objects::after(&plate.head, &plate.places, plate.head.len() / 4);
        let fonts = subsets.resources(objects.next());
        subsets.write(&mut objects)?;
        for (number, inside) in &plate.resources {
            objects.put(*number, &plate::with_fonts(inside, &fonts));
        }
        for (sheet, (height, runs)) in plate.sheets.iter().zip(self.heights().zip(&own.pages)) {
            let [content] = objects.numbers();
            let shown = content::page(runs, height, &subsets, plate);
            objects.stream(content, "", &shown);
            objects.put(sheet.number, &plate.page(sheet, content));
        }
        let kids: Vec<usize> = plate.sheets.iter().map(|sheet| sheet.number).collect();
        objects.put(plate.pages, &plate::page_list(&kids));
        let identity = self.identity(std::slice::from_ref(own));
        let metadata = plate.metadata(&identity, None);
        objects.stream(plate.metadata.0, "/Type/Metadata/Subtype/XML", &metadata);
        Some(objects.finish(&plate.trailer, &identity))
    }

    /// A letter laid out and written for itself, as `build` does it; tagged, so that it can be read
    /// aloud, or not.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn alone(&self, own: &Own, tagged: bool) -> Result<Vec<u8>, Trouble> {
        let mut doc = self.job.doc.clone();
        let value = |key: &str| {
            let at = self.columns.iter().position(|column| column == key)?;
            own.values.get(at).filter(|value| !value.is_empty()).map(Run::new)
        };
        fill(&mut doc.blocks, &value);
        let job = Job { doc: &doc, ..self.job };
        pdf::export(&job, paged::lay_out(&job)?.document, tagged)
    }

    /// The heights of the sheets, in points.
    fn heights(&self) -> impl Iterator<Item = f64> {
        self.empty
            .pages()
            .iter()
            .map(|page| (page.frame.height() + page.bleed.top + page.bleed.bottom).to_pt())
    }

    /// The names of a file that holds some letters: what it is, and what is in it.
    fn identity(&self, letters: &[Own]) -> [String; 2] {
        let said = |prefix: &str| {
            let mut digest = Sha256::new();
            digest.update(prefix);
            for value in letters.iter().flat_map(|own| &own.values) {
                digest.update((value.len() as u64).to_le_bytes());
                digest.update(value);
            }
            hex(&digest.finalize()[..16])
        };
        [said(&self.job.doc.meta.title), said(&self.recipe)]
    }
}

/// Whether files of this printing may do without a tree of what they say: those that are to be read
/// aloud may not, and the older standard asks of fonts what is not written here.
fn untagged(job: &Job) -> bool {
    matches!(job.options.archive, None | Some(Archive::A2b)) && job.options.tile.is_none()
}

/// The columns that blocks name, in their blanks.
fn fields(blocks: &[Block]) -> Vec<&str> {
    let mut found = Vec::new();
    for block in blocks {
        if let Block::Blanks { items } | Block::Fields { items } = block {
            found.extend(items.iter().filter_map(|item| item.field.as_deref()));
        }
    }
    found
}

/// Fills blanks in.
fn fill(blocks: &mut [Block], value: &dyn Fn(&str) -> Option<Run>) {
    for block in blocks {
        if let Block::Blanks { items } | Block::Fields { items } = block {
            for item in items {
                item.value = item.field.as_deref().and_then(value);
            }
        }
    }
}

/// A hash of what letters are made of besides their rows; the file of the letter with empty blanks
/// speaks for the letter and its look.
fn recipe(job: &Job, columns: &[String], file: &[u8]) -> String {
    let mut digest = Sha256::new();
    digest.update(concat!("hongtou ", env!("CARGO_PKG_VERSION"), "\n"));
    digest.update(format!("{columns:?}\n{:?}\n{}\n", job.options, job.look));
    digest.update(faces(job.fonts));
    digest.update(file);
    hex(&digest.finalize())
}

/// What tells the fonts of one run from those of another: ours belong to the version.
fn faces(fonts: &Fonts) -> String {
    let users = fonts.faces().iter().chain(fonts.latin());
    let users = users.filter(|face| face.origin == Origin::User);
    users.fold(String::new(), |text, face| format!("{text}{} {}\n", face.file, face.sha256()))
}

fn broken() -> Trouble {
    Trouble::Internal("a PDF that is built otherwise than Typst builds them".to_owned())
}

#[cfg(test)]
mod tests;
