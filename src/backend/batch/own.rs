//! What is each institution's own on the pages of a letter: the text that looks lay over its blanks.
//!
//! A look sets the values of many institutions at once, one over the other, and marks those of the
//! n-th with the label `own-n` (`templates/looks/parts/filled.typ`). So one layout serves a whole
//! chunk of a roster, and every value is set by the look itself, with its fonts and its rules.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use typst::introspection::{Location, Tag};
use typst::layout::{Abs, Frame, FrameItem, Transform};
use typst::text::{FontInstance, TextItem};
use typst::visualize::{Color, Paint, ProcessColor};
use typst_layout::{Page, PagedDocument};

/// What one institution has for itself.
#[derive(Debug, Clone, Default)]
pub struct Own {
    /// Its values, in the order of the roster's columns.
    pub(super) values: Vec<String>,
    /// Its text on each page.
    pub(super) pages: Vec<Vec<Run>>,
    /// Characters that no font has.
    pub missing: Vec<char>,
    /// Columns whose value does not fit where it is to stand.
    pub beyond: Vec<usize>,
}

impl Own {
    /// Whether the letter can be printed.
    pub fn sound(&self) -> bool {
        self.missing.is_empty() && self.beyond.is_empty()
    }
}

/// Glyphs of one font, size and colour.
#[derive(Debug, Clone)]
pub(super) struct Run {
    pub(super) font: FontInstance,
    pub(super) size: f64,
    pub(super) ink: Ink,
    /// From the run to the page, in points, downwards.
    pub(super) place: Transform,
    pub(super) glyphs: Vec<Glyph>,
}

/// A glyph where it stands.
#[derive(Debug, Clone)]
pub(super) struct Glyph {
    pub(super) id: u16,
    /// Where it begins and how far above the line it stands, in parts of the size.
    pub(super) x: f64,
    pub(super) rise: f64,
    /// The characters it stands for.
    pub(super) text: String,
}

/// A colour as PDF names it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Ink {
    Grey(f32),
    Rgb([f32; 3]),
    Cmyk([f32; 4]),
}

/// The pages of a layout, divided into what all institutions share and what each has.
#[derive(Debug, Default)]
pub(super) struct Read {
    pub(super) owns: Vec<Own>,
    /// A hash of everything shared: where it changes with what is filled in, the look does not
    /// keep its promise.
    pub(super) shared: u64,
    /// Whether something is filled in that is no plain text.
    pub(super) strange: bool,
    /// For columns the room of their values, in parts of the type size.
    pub(super) rooms: Vec<(String, f64)>,
    /// What the look has searched for.
    pub(super) found: BTreeMap<String, f64>,
    /// Who has a value that is too wide, and in which column.
    pub(super) beyond: Vec<(usize, String)>,
}

/// Reads a layout of so many institutions.
pub(super) fn read(document: &PagedDocument, count: usize) -> Read {
    let mut reader =
        Reader { read: Read::default(), hash: DefaultHasher::new(), of: None, page: 0 };
    let pages = document.pages();
    reader.read.owns.resize_with(count, Own::default);
    for own in &mut reader.read.owns {
        own.pages.resize_with(pages.len(), Vec::new);
    }
    for (at, page) in pages.iter().enumerate() {
        reader.page = at;
        reader.frame(&page.frame, corner(page));
    }
    reader.read.shared = reader.hash.finish();
    reader.read
}

/// From a page to its sheet: a bleed moves it.
fn corner(page: &Page) -> Transform {
    Transform::translate(page.bleed.left, page.bleed.top)
}

struct Reader {
    read: Read,
    hash: DefaultHasher,
    /// Whose text is being read, and what ends it.
    of: Option<(usize, Location)>,
    page: usize,
}

impl Reader {
    fn frame(&mut self, frame: &Frame, to_page: Transform) {
        for (at, item) in frame.items() {
            let to_page = to_page.pre_concat(Transform::translate(at.x, at.y));
            match item {
                FrameItem::Group(group) => {
                    self.read.strange |= self.of.is_some() && group.clip.is_some();
                    if self.of.is_none() {
                        group.clip.hash(&mut self.hash);
                    }
                    self.frame(&group.frame, to_page.pre_concat(group.transform));
                }
                FrameItem::Tag(Tag::Start(content, _)) => {
                    if let Some(label) = content.label() {
                        let location = content.location();
                        self.label(label.resolve().as_str(), location);
                    }
                }
                FrameItem::Tag(Tag::End(location, ..)) => {
                    if self.of.is_some_and(|(_, end)| end == *location) {
                        self.of = None;
                    }
                }
                FrameItem::Text(text) => self.text(text, to_page),
                FrameItem::Shape(..) | FrameItem::Image(..) | FrameItem::Link(..) => {
                    self.read.strange |= self.of.is_some();
                    self.share(item, to_page);
                }
            }
        }
    }

    fn label(&mut self, label: &str, location: Option<Location>) {
        let mut parts = label.splitn(3, '-');
        match (parts.next(), parts.next(), parts.next()) {
            (Some("own"), Some(number), None) if self.of.is_none() => {
                let number = number.parse().ok().filter(|n| *n < self.read.owns.len());
                self.of = number.zip(location);
            }
            (Some("room"), Some(room), Some(column)) => {
                self.read.rooms.push((column.to_owned(), room.parse().unwrap_or(0.0)));
            }
            (Some("found"), Some(value), Some(name)) => {
                let value = value.parse().ok();
                self.read.found.extend(value.map(|value| (name.to_owned(), value)));
            }
            (Some("beyond"), Some(number), Some(column)) => {
                let number = number.parse().unwrap_or(usize::MAX);
                self.read.beyond.push((number, column.to_owned()));
            }
            _ => {}
        }
    }

    fn share(&mut self, item: &impl Hash, to_page: Transform) {
        if self.of.is_none() {
            (self.page, item, to_page).hash(&mut self.hash);
        }
    }

    fn text(&mut self, text: &TextItem, to_page: Transform) {
        let Some((of, _)) = self.of else {
            return self.share(text, to_page);
        };
        let Some(run) = run(text, to_page) else {
            self.read.strange = true;
            return;
        };
        let own = &mut self.read.owns[of];
        let missing = run.glyphs.iter().filter(|glyph| glyph.id == 0);
        own.missing.extend(missing.flat_map(|glyph| glyph.text.chars()));
        own.pages[self.page].push(run);
    }
}

/// A run of text; none where it is not plain: outlined, or painted with more than a colour.
fn run(text: &TextItem, to_page: Transform) -> Option<Run> {
    let Paint::Solid(Color::Process(colour)) = text.fill else { return None };
    let plain = text.stroke.is_none() && text.font.variations().0.is_empty();
    let ink = ink(colour)?;
    let mut cursor = Abs::zero();
    let size = text.size;
    let glyphs = text.glyphs.iter().map(|glyph| {
        let x = (cursor + glyph.x_offset.at(size)) / size;
        cursor += glyph.x_advance.at(size);
        let text = text.text.get(glyph.range()).unwrap_or_default().to_owned();
        Glyph { id: glyph.id, x, rise: glyph.y_offset.get(), text }
    });
    let (font, size) = (text.font.clone(), size.to_pt());
    plain.then(|| Run { font, size, ink, place: to_page, glyphs: glyphs.collect() })
}

/// The colour of a text; none for one that needs a conversion.
fn ink(colour: ProcessColor) -> Option<Ink> {
    match colour {
        ProcessColor::Luma(grey) if grey.alpha >= 1.0 => Some(Ink::Grey(grey.luma)),
        ProcessColor::Rgb(rgb) if rgb.alpha >= 1.0 => {
            Some(Ink::Rgb([rgb.red, rgb.green, rgb.blue]))
        }
        ProcessColor::Cmyk(cmyk) => Some(Ink::Cmyk([cmyk.c, cmyk.m, cmyk.y, cmyk.k])),
        ProcessColor::Luma(_)
        | ProcessColor::Rgb(_)
        | ProcessColor::Oklab(_)
        | ProcessColor::Oklch(_)
        | ProcessColor::LinearRgb(_)
        | ProcessColor::Hsl(_)
        | ProcessColor::Hsv(_) => None,
    }
}
