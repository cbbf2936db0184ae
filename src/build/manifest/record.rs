//! The manifest as it is written; `manifest.schema.json` beside this says the same to others.

use serde::{Deserialize, Serialize};

use super::super::Request;
use crate::backend;
use crate::model::Edition;

/// The version of the manifest's own form.
pub const VERSION: u32 = 1;

/// What was made of what.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Manifest {
    /// The version of this form: [`VERSION`].
    pub version: u32,
    /// The runs that its outputs came from: one for each way they were made in.
    pub builds: Vec<Run>,
    /// The files in the output folder, by path.
    pub outputs: Vec<Made>,
}

/// One way in which outputs were made: by which program, how, and of which files.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Run {
    /// The program.
    pub tool: Tool,
    /// What was asked of it, as far as it shows in outputs.
    pub options: Settings,
    /// Every file that it read, by path.
    pub inputs: Vec<Input>,
}

/// A program.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tool {
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: String,
}

impl Tool {
    /// This program.
    pub fn own() -> Self {
        let (name, version) = (env!("CARGO_PKG_NAME"), env!("CARGO_PKG_VERSION"));
        Self { name: name.to_owned(), version: version.to_owned() }
    }
}

/// What was asked of a build.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Settings {
    /// For whom: `internal` (内部版) or `public` (公开版).
    pub edition: String,
    /// Whether 草稿 stands across every page.
    pub draft: bool,
    /// Whether it is a proof (清样).
    pub proof: bool,
    /// How far the first page was moved, when it is for preprinted sheets (套打).
    pub preprinted: Option<Moved>,
    /// The bleed (出血) in millimetres.
    pub bleed_mm: f64,
    /// Whether it is for a print shop (送印版): in inks, with crop marks.
    pub print_shop: bool,
    /// The sheets that large pages were cut into.
    pub tile: Option<backend::Sheet>,
    /// The standard that an archive edition (归档版) keeps to.
    pub archive: Option<backend::Archive>,
    /// What pictures show, when the build made any.
    pub picture: Option<Picture>,
}

/// How far a page was moved, in millimetres.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Moved {
    /// To the right.
    pub right_mm: f64,
    /// Downwards.
    pub down_mm: f64,
}

/// What a picture shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Picture {
    /// The page, from 1; 0 for all of them below each other.
    pub page: u32,
    /// The width in pixels.
    pub width_px: u32,
}

/// A file that a build read.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Input {
    /// Its path inside the workspace.
    pub path: String,
    /// What it is.
    pub role: Role,
    /// Whether the program carries this very file inside it.
    pub carried: bool,
    /// Whether every output of the build depends on it.
    pub shared: bool,
    /// The SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
}

/// What an input is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// A paper.
    Paper,
    /// A registry or the settings of the house.
    Registry,
    /// A JSON Schema.
    Schema,
    /// What a kind of paper consists of: `kind.yaml`, `body.md`.
    Kind,
    /// A look, or what looks may read.
    Look,
    /// A font.
    Font,
}

/// A file in the output folder.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Made {
    /// Its path inside the output folder.
    pub path: String,
    /// The SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
    /// Which of the `builds` made it, counted from 0.
    pub build: usize,
    /// The paper it shows; `policies` for what shows all of them.
    pub source: String,
    /// The kind of that paper.
    pub kind: String,
    /// The look it is printed in.
    pub look: String,
    /// Its format.
    pub format: String,
    /// How many pages it has.
    pub pages: usize,
    /// The width of its first page in millimetres.
    pub width_mm: f64,
    /// The height of its first page in millimetres.
    pub height_mm: f64,
    /// The inputs it depends on besides the shared ones; all those under a folder where a path
    /// ends with `/`.
    pub inputs: Vec<String>,
}

impl Made {
    /// Whether it depends on an input of its build.
    pub fn depends_on(&self, path: &str, shared: bool) -> bool {
        let names = |own: &String| own == path || (own.ends_with('/') && path.starts_with(own));
        shared || self.inputs.iter().any(names)
    }
}

impl Settings {
    /// What is asked of a build, pictures apart when it makes none.
    pub(super) fn of(request: &Request) -> Self {
        // Taken apart by name, so that nobody adds an option and leaves it out here. What the house
        // lays out is in a registry, and the settled lines come of the paper itself.
        let backend::Options {
            bleed_mm,
            layout: _,
            lines: _,
            end_together: _,
            picture,
            proof,
            preprinted,
            print_shop,
            tile,
            archive,
        } = request.options;
        let pictures =
            request.formats.iter().any(|format| matches!(format.as_str(), "png" | "svg"));
        Self {
            edition: edition(request.edition).to_owned(),
            draft: request.draft,
            proof,
            preprinted: preprinted
                .map(|shift| Moved { right_mm: shift.right_mm, down_mm: shift.down_mm }),
            bleed_mm,
            print_shop,
            tile,
            archive,
            picture: pictures.then_some(Picture { page: picture.page, width_px: picture.width_px }),
        }
    }

    /// What these settings add to the names of outputs, which keeps them apart from others.
    pub(super) fn names(&self) -> (&str, &'static str) {
        let options = backend::Options {
            proof: self.proof,
            preprinted: self
                .preprinted
                .map(|by| backend::Shift { right_mm: by.right_mm, down_mm: by.down_mm }),
            print_shop: self.print_shop,
            tile: self.tile,
            archive: self.archive,
            ..backend::Options::default()
        };
        (&self.edition, options.suffix())
    }
}

fn edition(edition: Edition) -> &'static str {
    match edition {
        Edition::Internal => "internal",
        Edition::Public => "public",
    }
}
