//! Turns a document tree into the bytes of a file: one format, one file of `formats`.
//!
//! A back-end is a pure function. What it needs besides the tree (the look, the fonts, the
//! options) is in its job; it finds fault only with looks, which are sources as the user's files
//! are, and with itself.

#![warn(
    clippy::wildcard_enum_match_arm,
    reason = "a new kind of block must stop the build in every back-end that forgot it"
)]

pub mod formats;

use std::ops::Range;

use crate::doc::Doc;
use crate::doc::pages::Pages;
use crate::font::Fonts;
use crate::model::Layout;
use crate::text::Files;

/// A format that can be written.
pub struct Backend {
    /// Its source file, whose stem is its name.
    pub file: &'static str,
    /// The extension of its files, without the dot.
    pub extension: &'static str,
    /// Writes a paper.
    pub emit: fn(&Job) -> Result<Emitted, Trouble>,
}

impl Backend {
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
    /// What lies where on its pages; empty for a format without pages.
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
