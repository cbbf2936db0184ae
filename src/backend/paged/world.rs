//! What Typst may see: the looks, the paper as data, the fonts. No clock, no packages, no network.

use std::collections::{BTreeMap, HashMap};
use std::sync::{LazyLock, Mutex, PoisonError};

use serde::Serialize;
use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{DiagSpan, FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World, WorldExt};

use crate::backend::{InLook, Job, Options, Trouble};
use crate::doc::Doc;
use crate::model::Layout;
use crate::text;

/// What looks may read besides the data.
const FOLDER: &str = "templates/";

/// Typst's own functions, the same for every paper.
static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| LazyHash::new(Library::default()));

/// The paper as looks see it.
static DATA: LazyLock<FileId> = LazyLock::new(|| id("/data.json").expect("a plain path"));

/// How pages are ruled, in a file of its own: what all measures are made of must not be read again
/// for each paper.
static PAGE: LazyLock<FileId> = LazyLock::new(|| id("/page.json").expect("a plain path"));

/// What a batch fills in, apart from the data for the same reason.
static BATCH: LazyLock<FileId> = LazyLock::new(|| id("/batch.json").expect("a plain path"));

/// What looks read as `/page.json`.
#[derive(Serialize)]
struct Ruling {
    lines: Option<u8>,
    end_together: bool,
}
/// What the house has set, as looks see it: constant through a run, and so apart from the data
/// whose every change makes Typst lay out anew what has read it.
static HOUSE: LazyLock<FileId> = LazyLock::new(|| id("/house.json").expect("a plain path"));

/// What looks read as `/data.json`.
#[derive(Serialize)]
struct Data<'a> {
    doc: &'a Doc,
    options: Settings,
}

/// How a paper is printed, as looks see it.
#[derive(Serialize)]
struct Settings {
    bleed_mm: f64,
    proof: bool,
    preprinted: bool,
}

/// What looks read as `/house.json`: what the house has set, and whether colours are inks.
#[derive(Serialize)]
struct House {
    #[serde(flatten)]
    layout: Layout,
    usual_red: bool,
    inks: bool,
}

/// What looks read as `/batch.json`.
#[derive(Default, Serialize)]
pub(in crate::backend) struct Batch<'a> {
    /// For columns of a roster the values of several institutions, which are laid over each other.
    pub(in crate::backend) values: BTreeMap<&'a str, Vec<&'a str>>,
    /// What a look has searched for and found before.
    pub(in crate::backend) found: BTreeMap<String, f64>,
}

/// One paper, laid out by one look.
pub(super) struct Paper<'a> {
    job: &'a Job<'a>,
    main: FileId,
    data: Bytes,
    page: Bytes,
    house: Bytes,
    batch: Bytes,
    /// Files are read once, so that one paper never sees two versions of a look.
    read: Mutex<HashMap<FileId, FileResult<Bytes>>>,
}

impl<'a> Paper<'a> {
    pub(super) fn new(job: &'a Job<'a>) -> Result<Self, Trouble> {
        let Options { bleed_mm, proof, preprinted, .. } = *job.options;
        let options = Settings { bleed_mm, proof, preprinted: preprinted.is_some() };
        Self::of(job, &Data { doc: job.doc, options })
    }

    /// A look with data of its own.
    pub(super) fn of(job: &'a Job<'a>, data: &impl Serialize) -> Result<Self, Trouble> {
        let Options { lines, end_together, layout, print_shop, .. } = *job.options;
        let layout = layout.sane();
        let usual_red = layout.red == Layout::default().red;
        let data = json(data)?;
        let page = json(&Ruling { lines, end_together })?;
        let house = json(&House { layout, usual_red, inks: print_shop })?;
        let path = look(job.look);
        let main = id(&path).filter(|_| !job.look.contains(['/', '\\'])).ok_or_else(|| {
            let message = format!("`{}` is no name of a look", job.look);
            Trouble::Look(vec![InLook { path, bytes: None, message, hints: Vec::new() }])
        })?;
        Ok(Self {
            job,
            main,
            data: Bytes::new(data),
            page: Bytes::new(page),
            house: Bytes::new(house),
            batch: Bytes::new(json(&Batch::default())?),
            read: Mutex::default(),
        })
    }

    /// The same with what a batch fills in.
    pub(super) fn over(self, batch: &Batch) -> Result<Self, Trouble> {
        Ok(Self { batch: Bytes::new(json(batch)?), ..self })
    }

    /// What Typst says, with places in files.
    pub(super) fn explain(&self, said: &[SourceDiagnostic]) -> Vec<InLook> {
        said.iter().map(|each| self.explain_one(each)).collect()
    }

    fn explain_one(&self, said: &SourceDiagnostic) -> InLook {
        // An error inside Typst's own code is put where the look called it.
        let calls = said.trace.iter().map(|call| DiagSpan::from(call.span));
        let place = std::iter::once(said.span).chain(calls).find(|place| !place.is_detached());
        let file = place.and_then(DiagSpan::id).unwrap_or(self.main);
        InLook {
            path: file.vpath().get_without_slash().to_owned(),
            bytes: place.and_then(|place| self.range(place)),
            message: said.message.to_string(),
            hints: said.hints.iter().map(|hint| hint.v.to_string()).collect(),
        }
    }

    fn bytes(&self, id: FileId) -> FileResult<Bytes> {
        if id == *DATA {
            return Ok(self.data.clone());
        }
        if id == *PAGE {
            return Ok(self.page.clone());
        }
        if id == *HOUSE {
            return Ok(self.house.clone());
        }
        if id == *BATCH {
            return Ok(self.batch.clone());
        }
        let mut read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        read.entry(id).or_insert_with(|| self.fetch(id)).clone()
    }

    fn fetch(&self, id: FileId) -> FileResult<Bytes> {
        let path = id.vpath().get_without_slash();
        if *id.root() != VirtualRoot::Project || !path.starts_with(FOLDER) {
            return Err(FileError::AccessDenied);
        }
        self.job.files.read(path).map(Bytes::new).map_err(|error| match error {
            text::FileError::Missing(path) => FileError::NotFound(path.into()),
            text::FileError::Denied(_) | text::FileError::Outside(_) => FileError::AccessDenied,
            text::FileError::Name(_) => FileError::InvalidUtf8,
            text::FileError::NoWorkspace(_) => FileError::Other(None),
            text::FileError::Other(_, cause) => FileError::Other(Some(cause.into())),
        })
    }
}

impl World for Paper<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        self.job.fonts.book()
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        let bytes = self.bytes(id)?;
        let text = bytes.as_str().map_err(|_| FileError::InvalidUtf8)?;
        Ok(parse(id, text))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        self.bytes(id)
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.job.fonts.font(index)
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}

fn json(data: &impl Serialize) -> Result<Vec<u8>, Trouble> {
    serde_json::to_vec(data).map_err(|error| Trouble::Internal(error.to_string()))
}

/// A look is parsed once for all papers, and again only when it changes.
#[comemo::memoize]
fn parse(id: FileId, text: &str) -> Source {
    Source::new(id, text.to_owned())
}

pub(super) fn look(name: &str) -> String {
    format!("{FOLDER}looks/{name}.typ")
}

fn id(path: &str) -> Option<FileId> {
    let path = VirtualPath::new(path).ok()?;
    Some(RootedPath::new(VirtualRoot::Project, path).intern())
}
