//! Turns a document tree into the bytes of a file: one format, one file of `formats`.
//!
//! A back-end is a pure function. What it needs besides the tree (the look, the fonts, the
//! options) is in its job; it finds fault only with looks, which are sources as the user's files
//! are, and with itself.

#![warn(
    clippy::wildcard_enum_match_arm,
    reason = "a new kind of block must stop the build in every back-end that forgot it"
)]

pub mod batch;
pub mod formats;
pub mod paged;
mod pdf;

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::doc::Doc;
use crate::doc::pages::Pages;
use crate::font::Fonts;
use crate::model::Layout;
use crate::model::schedule::Schedule;
use crate::text::Files;
pub use paged::LaidOut;

/// A format that can be written.
pub struct Backend {
    /// Its source file, whose stem is its name.
    pub file: &'static str,
    /// The extension of its files, without the dot.
    pub extension: &'static str,
    /// What it writes of each paper.
    pub writes: Writes,
    /// What it writes of all papers together, besides; whole files with their paths.
    pub gather: Option<Gather>,
}

/// Writes the files that show all papers of a build together.
pub type Gather = fn(&Collection) -> Result<Vec<Gathered>, Trouble>;

/// What a format writes of one paper.
#[derive(Clone, Copy)]
pub enum Writes {
    /// Its pages: one file for each look of the paper's kind.
    Pages(fn(&Job, &LaidOut) -> Result<Vec<u8>, Trouble>),
    /// Its tree: one file for the paper, whatever its looks.
    Tree {
        /// Whether the format has anything to show of such a paper.
        suits: fn(&Doc) -> bool,
        /// Writes it.
        write: fn(&Job) -> Result<Vec<u8>, Trouble>,
    },
    /// Nothing: the format shows sets of papers only.
    Nothing,
}

/// All papers of a build, for files that show them together.
pub struct Collection<'a> {
    /// The papers, in the order of their paths.
    pub papers: &'a [Listed<'a>],
    /// What happens when in all of them, as far as the edition may show it.
    pub schedule: &'a Schedule,
    /// What follows the names of the files of an edition: `-public`, or nothing.
    pub edition: &'static str,
    /// Where templates lie: the user's before those carried by the program.
    pub files: &'a dyn Files,
}

/// One paper of a build.
pub struct Listed<'a> {
    /// The path of its outputs, short of what look, edition and format add.
    pub stem: &'a str,
    /// What follows the names of the outputs of an edition: `-public`, or nothing.
    pub edition: &'static str,
    /// What it says.
    pub doc: &'a Doc,
    /// The files made of it in this build, paths inside the output folder.
    pub files: Vec<&'a str>,
}

/// A file that shows several papers.
pub struct Gathered {
    /// Its path inside the output folder.
    pub path: String,
    /// The file.
    pub bytes: Vec<u8>,
}

impl Backend {
    /// Whether the format has anything to show of such a paper by itself.
    pub fn suits(&self, doc: &Doc) -> bool {
        match self.writes {
            Writes::Pages(_) => true,
            Writes::Tree { suits, .. } => suits(doc),
            Writes::Nothing => false,
        }
    }

    /// Whether it shows pages, and so makes a file for each look.
    pub fn paged(&self) -> bool {
        matches!(self.writes, Writes::Pages(_))
    }

    /// Writes a paper that has been laid out; nothing where the format does not suit it.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn write(&self, job: &Job, laid_out: &LaidOut) -> Result<Vec<u8>, Trouble> {
        match self.writes {
            Writes::Pages(write) => write(job, laid_out),
            Writes::Tree { write, .. } => write(job),
            Writes::Nothing => Ok(Vec::new()),
        }
    }

    /// Lays a paper out and writes it.
    ///
    /// # Errors
    /// When its look is wrong or it cannot be written.
    pub fn emit(&self, job: &Job) -> Result<Emitted, Trouble> {
        let laid_out = paged::lay_out(job)?;
        let bytes = self.write(job, &laid_out)?;
        Ok(Emitted { bytes, pages: laid_out.pages, warnings: laid_out.warnings })
    }

    /// The name that users write.
    pub fn name(&self) -> &'static str {
        let file = self.file.rsplit(['/', '\\']).next().unwrap_or(self.file);
        file.strip_suffix(".rs").unwrap_or(file)
    }
}

/// The back-end with this name.
pub fn find(name: &str) -> Option<&'static Backend> {
    formats::ALL.iter().copied().find(|backend| backend.name() == name)
}

/// One paper to be written.
#[derive(Clone, Copy)]
pub struct Job<'a> {
    /// What it says.
    pub doc: &'a Doc,
    /// The name of its look: `general`, `poster-60x80` …; formats without looks ignore it.
    pub look: &'a str,
    /// The fonts.
    pub fonts: &'a Fonts,
    /// Where looks lie, under `templates/looks`: the user's before those carried by the program.
    pub files: &'a dyn Files,
    /// How it is printed.
    pub options: &'a Options,
}

/// How a paper is printed.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Options {
    /// The bleed (出血) outside the trimmed page, in millimetres; with crop marks when not zero.
    pub bleed_mm: f64,
    /// What the house lays out otherwise than the standard.
    pub layout: Layout,
    /// How many lines fill the type area where it is not the look's own number (7.3.5.5).
    pub lines: Option<u8>,
    /// Whether the last paragraph of the body goes to the page of the signature as a whole.
    pub end_together: bool,
    /// What a picture shows.
    pub picture: Picture,
    /// A proof (清样): where seals and signature stamps are to be pressed is drawn.
    pub proof: bool,
    /// For sheets on which the head is printed already (预印红头): the issuer mark and the red
    /// rules keep their room and are left out, and the first page is moved by so much.
    pub preprinted: Option<Shift>,
    /// For a print shop: every colour as inks, so that nothing is left to a conversion.
    pub print_shop: bool,
    /// Pages larger than such a sheet are cut into sheets to be glued together.
    pub tile: Option<Sheet>,
    /// An edition for the archive (归档版), to this standard.
    pub archive: Option<Archive>,
}

/// A sheet that office printers take.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Sheet {
    /// 297 × 420 mm.
    A3,
    /// 210 × 297 mm.
    A4,
}

/// What an archive asks of a PDF.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Archive {
    /// PDF/A-2a (ISO 19005-2) and PDF/UA-1 (ISO 14289-1) together: tagged and readable aloud.
    #[serde(rename = "a-2a")]
    A2a,
    /// PDF/A-2b (ISO 19005-2): keeps its looks, and asks for no tree of what is said; for letters
    /// that are made by the thousand.
    #[serde(rename = "a-2b")]
    A2b,
    /// PDF/A-1b (GB/T 23286.1-2009), which older systems insist on.
    #[serde(rename = "a-1b")]
    A1b,
}

/// What a picture shows, and how large.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Picture {
    /// The page, from 1; 0 for all of them below each other.
    pub page: u32,
    /// The width of the widest page, in pixels.
    pub width_px: u32,
}

impl Default for Picture {
    fn default() -> Self {
        Self { page: 0, width_px: 1000 }
    }
}

/// How far a first page is moved to meet what is printed on its sheet, in millimetres.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Shift {
    /// To the right.
    pub right_mm: f64,
    /// Downwards.
    pub down_mm: f64,
}

impl Options {
    /// What follows the name of an output that is not the paper itself, so that it never takes
    /// the paper's place.
    pub fn suffix(&self) -> &'static str {
        match (self.archive, self.tile) {
            (Some(Archive::A2a), _) => return "-archive",
            (Some(Archive::A2b), _) => return "-archive-a2b",
            (Some(Archive::A1b), _) => return "-archive-a1b",
            (None, Some(Sheet::A3)) => return "-tile-a3",
            (None, Some(Sheet::A4)) => return "-tile-a4",
            (None, None) if self.print_shop => return "-print-shop",
            (None, None) => {}
        }
        match (self.proof, self.preprinted) {
            (false, None) => "",
            (true, None) => "-proof",
            (false, Some(_)) => "-preprinted",
            (true, Some(_)) => "-preprinted-proof",
        }
    }
}

/// A paper that has been written.
#[derive(Debug, Clone, Default)]
pub struct Emitted {
    /// The file.
    pub bytes: Vec<u8>,
    /// What lies where on its pages, whatever the format shows of them.
    pub pages: Pages,
    /// What Typst warns about in the look.
    pub warnings: Vec<InLook>,
}

/// Why a paper could not be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trouble {
    /// The look is wrong.
    Look(Vec<InLook>),
    /// A font of the user's is broken inside, which shows only when its glyphs are written.
    Font {
        /// Its file.
        file: String,
        /// What is wrong, in the words of Typst.
        message: String,
    },
    /// The program is: please report it.
    Internal(String),
}

/// Something wrong in a look, in the words of Typst.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InLook {
    /// The look's file, or another that it reads.
    pub path: String,
    /// The place in the file, where Typst knows it.
    pub bytes: Option<Range<usize>>,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub hints: Vec<String>,
}

/// Forgets what typesetting remembers and has not used for `age` such calls.
///
/// This is for memory and not for speed: a long run calls it with a small age every few dozen
/// papers.
pub fn forget(age: usize) {
    comemo::evict(age);
}
