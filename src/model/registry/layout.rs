//! The house's own layout (版式): what it sets otherwise than GB/T 9704-2012 does.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::model::field::{Field, Value};
use crate::text::Spanned;

/// The width of the sheet (A4, 5.1), in millimetres.
const WIDTH: f64 = 210.0;
/// Its height.
const HEIGHT: f64 = 297.0;
/// Millimetres in a point (磅).
const POINT: f64 = 25.4 / 72.0;
/// Lines of a page, where the house sets none (5.2.3).
pub const LINES: u32 = 22;
/// The red of a red head on the screen.
pub const RED: &str = "#e60012";

/// Where the page number (页码) stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum PageNumber {
    /// On the outer side (7.5).
    #[default]
    Outer,
    /// In the middle.
    Center,
}

/// What the text is that a notice issues (印发).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum IssuedText {
    /// An attachment, labelled and listed like any other.
    #[default]
    Attachment,
    /// A part of the paper itself (正件), neither labelled nor listed.
    Main,
}

/// The layout of A4 papers; by default the standard's. Lengths are in millimetres.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Layout {
    /// Where the page number stands (7.5).
    pub page_number: PageNumber,
    /// Above the type area (天头, 5.2.1).
    pub top: f64,
    /// Below it.
    pub bottom: f64,
    /// At the binding (订口, 5.2.1).
    pub inside: f64,
    /// At the other side.
    pub outside: f64,
    /// Whether the two sides change places on even pages.
    pub mirrored: bool,
    /// Lines of a page (5.2.3); 22 where neither they nor their pitch are set.
    pub lines: Option<u32>,
    /// Characters of a line (5.2.3).
    pub characters: u32,
    /// From line to line, in points, where the house does not let the lines fill the type area.
    pub pitch: Option<f64>,
    /// The red of the head and its rule (5.2.4).
    #[serde(serialize_with = "hex")]
    pub red: [u8; 3],
    /// Whether digits and Latin letters have a font of their own.
    pub latin: bool,
    /// What issued text is.
    #[serde(skip)]
    pub issued_text: IssuedText,
}

impl Default for Layout {
    fn default() -> Self {
        Self {
            page_number: PageNumber::Outer,
            top: 37.0,
            bottom: 35.0,
            inside: 28.0,
            outside: 26.0,
            mirrored: true,
            lines: None,
            characters: 28,
            pitch: None,
            red: [0xe6, 0x00, 0x12],
            latin: false,
            issued_text: IssuedText::Attachment,
        }
    }
}

impl Layout {
    /// Reads `layout:`. What the schema refuses counts as not written.
    pub(super) fn read(field: &Field) -> Self {
        let usual = Self::default();
        let number = |path: &str, or: f64| field.get(path).and_then(number).unwrap_or(or);
        let count = |path: &str| u32::try_from(field.get(path).and_then(Field::integer)?).ok();
        let word = |path: &str| field.get(path).and_then(Field::text);
        let mirrored = field.get("margins.mirrored").map(|field| &field.value);
        Self {
            page_number: match word("page_number") {
                Some("center") => PageNumber::Center,
                _ => PageNumber::Outer,
            },
            top: number("margins.top", usual.top),
            bottom: number("margins.bottom", usual.bottom),
            inside: number("margins.inside", usual.inside),
            outside: number("margins.outside", usual.outside),
            mirrored: !matches!(mirrored, Some(Value::Bool(false))),
            lines: count("lines"),
            characters: count("characters").unwrap_or(usual.characters),
            pitch: field.get("line_pitch").and_then(self::number),
            red: word("red").and_then(rgb).unwrap_or(usual.red),
            latin: false,
            issued_text: match word("issued_text") {
                Some("main") => IssuedText::Main,
                _ => IssuedText::Attachment,
            },
        }
    }

    /// The width of the type area (版心, 5.2.1).
    pub fn width(&self) -> f64 {
        WIDTH - self.inside - self.outside
    }

    /// Its height.
    pub fn height(&self) -> f64 {
        HEIGHT - self.top - self.bottom
    }

    /// The width of a character of the body, which is its size too.
    pub fn cell(&self) -> f64 {
        self.width() / f64::from(self.characters.max(1))
    }

    /// From line to line.
    pub fn line(&self) -> f64 {
        let lines = self.lines.unwrap_or(LINES).max(2);
        let filling = (self.height() - self.cell()) / f64::from(lines - 1);
        self.pitch.map_or(filling, |points| points * POINT)
    }

    /// How many lines stand on a page.
    pub fn lines_on_page(&self) -> u8 {
        let sane = self.sane();
        let between = ((sane.height() - sane.cell()) / sane.line() + 1e-6).floor();
        // Lines of a page are few: the bounds of the schema allow 32.
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "few")]
        let between = between.clamp(1.0, 100.0) as u8;
        between + 1
    }

    /// What a paper can be laid out by: this, or the standard's where this makes no sense.
    pub fn sane(self) -> Self {
        if self.troubles().is_empty() { self } else { Self { red: self.red, ..Self::default() } }
    }

    /// What makes no sense: the paths of the fields to blame, and why.
    pub fn troubles(&self) -> Vec<(&'static [&'static str], Trouble)> {
        let mut found: Vec<(&'static [&'static str], Trouble)> = Vec::new();
        let (width, height) = (self.width(), self.height());
        if !(120.0..=190.0).contains(&width) {
            found.push((&["margins.inside", "margins.outside", "margins"], Trouble::Width(width)));
        }
        if !(160.0..=260.0).contains(&height) {
            found.push((&["margins.top", "margins.bottom", "margins"], Trouble::Height(height)));
        }
        if !found.is_empty() {
            return found;
        }
        let (cell, line) = (self.cell(), self.line());
        if !(4.2..=7.0).contains(&cell) {
            found.push((&["characters", "margins"], Trouble::Size(cell / POINT)));
        } else if line < cell * 1.15 {
            found.push((&["line_pitch", "lines", "characters"], Trouble::Tight(line / POINT)));
        }
        let whole = self.lines.map(|lines| f64::from(lines.max(1) - 1) * line + cell);
        if let Some(whole) = whole.filter(|whole| *whole > height + 0.05) {
            found.push((&["lines", "line_pitch"], Trouble::Overflow(whole, height)));
        }
        found
    }
}

/// Why a layout makes no sense.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Trouble {
    /// A type area of this width.
    Width(f64),
    /// A type area of this height.
    Height(f64),
    /// Characters of this size, in points.
    Size(f64),
    /// Lines as near as this, in points.
    Tight(f64),
    /// Lines that need so much of a type area that is so high.
    Overflow(f64, f64),
}

/// The families chosen for the roles, by the names of the roles in looks.
pub(super) fn fonts(layout: &Field) -> BTreeMap<String, Spanned<String>> {
    let fields = layout.get("fonts").map_or(&[][..], Field::fields);
    let named = |field: &Field| Some((field.name.as_str().to_owned(), field.words()?));
    fields.iter().filter_map(named).collect()
}

fn number(field: &Field) -> Option<f64> {
    if let Value::Number(number) = &field.value { number.as_f64() } else { None }
}

fn rgb(text: &str) -> Option<[u8; 3]> {
    let hex = text.strip_prefix('#').filter(|hex| hex.len() == 6 && hex.is_ascii())?;
    let part = |at: usize| u8::from_str_radix(&hex[at..at + 2], 16).ok();
    Some([part(0)?, part(2)?, part(4)?])
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn hex<S: serde::Serializer>(red: &[u8; 3], to: S) -> Result<S::Ok, S::Error> {
    let [r, g, b] = red;
    to.serialize_str(&format!("#{r:02x}{g:02x}{b:02x}"))
}
