//! Where text came from: sources, spans, lines and columns, and the one door to the disk.

pub mod builtin;
mod cells;
pub mod files;
pub mod git;
mod marks;
mod needles;
mod patch;
mod plane;
mod stock;

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

pub use builtin::Builtin;
pub use cells::{Cell, cells, first_cell};
pub use files::{Disk, FileError, Files, Memory, Overlay, open};
pub use marks::Marks;
pub use needles::Needles;
pub use patch::patch;
pub use plane::Plane;
pub use stock::everything;

/// Bytes in hexadecimal, as hashes are written down.
pub fn hex(bytes: &[u8]) -> String {
    use fmt::Write;
    bytes.iter().fold(String::with_capacity(2 * bytes.len()), |mut text, byte| {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// Which source of a run a span points into.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceId(u32);

/// A place in one source, in bytes. Both ends lie on character boundaries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The source.
    pub source: SourceId,
    /// The first byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// A place given as a byte range.
    pub fn new(source: SourceId, bytes: Range<usize>) -> Self {
        // A source is at most `yaml::MAX_BYTES` long, far below 4 GiB, so nothing is cut off.
        let narrow = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Self { source, start: narrow(bytes.start), end: narrow(bytes.end) }
    }

    /// The byte range.
    pub fn bytes(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The smallest span that holds both; `self` when the other lies in another source.
    pub fn to(self, other: Self) -> Self {
        if self.source != other.source {
            return self;
        }
        Self {
            source: self.source,
            start: self.start.min(other.start),
            end: self.end.max(other.end),
        }
    }

    /// The part of this span between two byte offsets counted from its start.
    pub fn part(self, bytes: Range<usize>) -> Self {
        let base = self.start as usize;
        Self::new(self.source, base + bytes.start..base + bytes.end)
    }
}

/// A value that remembers where it was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Its place.
    pub span: Span,
}

impl<T> Spanned<T> {
    /// A value and its place.
    pub fn new(value: T, span: Span) -> Self {
        Self { value, span }
    }
}

impl<T: fmt::Display> fmt::Display for Spanned<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.value.fmt(f)
    }
}

/// One file of a run, kept whole, with the offsets of its lines.
#[derive(Debug, Clone)]
pub struct Source {
    /// Its path inside the workspace, with `/` between the parts.
    pub path: String,
    /// Its text, byte for byte; a byte order mark stays where it was.
    pub text: Arc<str>,
    lines: Arc<[u32]>,
}

/// A place as people count it: both from 1, the column in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LineColumn {
    /// The line.
    pub line: usize,
    /// The column, in characters. A byte order mark takes no column.
    pub column: usize,
}

/// The byte order mark that Windows programs put before UTF-8.
pub const BOM: char = '\u{feff}';

impl Source {
    /// A source with its line table.
    pub fn new(path: impl Into<String>, text: impl Into<Arc<str>>) -> Self {
        let text: Arc<str> = text.into();
        let starts = text.match_indices('\n').map(|(at, _)| u32::try_from(at + 1).unwrap_or(0));
        let lines = std::iter::once(0).chain(starts).collect();
        Self { path: path.into(), text, lines }
    }

    /// The line and column of a byte offset.
    pub fn line_column(&self, at: usize) -> LineColumn {
        let line = self.lines.partition_point(|start| (*start as usize) <= at);
        let start = self.lines[line - 1] as usize;
        let before = &self.text[start..at.min(self.text.len())];
        let column = before.chars().filter(|c| *c != BOM).count() + 1;
        LineColumn { line, column }
    }

    /// The text of a byte range.
    pub fn slice(&self, bytes: Range<usize>) -> &str {
        self.text.get(bytes).unwrap_or_default()
    }
}

/// All sources of one run; spans point into it.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    all: Vec<Source>,
}

impl Sources {
    /// Adds a source and says what spans into it are called.
    pub fn add(&mut self, source: Source) -> SourceId {
        let id = u32::try_from(self.all.len()).expect("fewer than four thousand million sources");
        self.all.push(source);
        SourceId(id)
    }

    /// The source a span points into.
    pub fn get(&self, id: SourceId) -> &Source {
        &self.all[id.0 as usize]
    }

    /// The text a span covers.
    pub fn text(&self, span: Span) -> &str {
        self.get(span.source).slice(span.bytes())
    }

    /// A span whose ends lie inside its source and on character boundaries.
    pub fn snap(&self, span: Span) -> Span {
        let text = &self.get(span.source).text;
        let bytes = span.bytes();
        let start = text.floor_char_boundary(bytes.start);
        Span::new(span.source, start..text.ceil_char_boundary(bytes.end.max(start)))
    }

    /// Every source with its id, in the order they were added.
    pub fn iter(&self) -> impl Iterator<Item = (SourceId, &Source)> {
        (0u32..).map(SourceId).zip(&self.all)
    }

    /// The source with this path.
    pub fn find(&self, path: &str) -> Option<SourceId> {
        self.iter().find(|(_, source)| source.path == path).map(|(id, _)| id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_and_not_bytes() {
        let source = Source::new("a.yaml", "标题: 甲\n\t期: 乙");
        assert_eq!(source.line_column(8), LineColumn { line: 1, column: 5 });
        let second = source.text.find('乙').unwrap();
        assert_eq!(source.line_column(second), LineColumn { line: 2, column: 5 });
    }

    #[test]
    fn a_byte_order_mark_takes_no_column() {
        let source = Source::new("a.yaml", "\u{feff}标题: 甲");
        assert_eq!(source.line_column(3), LineColumn { line: 1, column: 1 });
    }

    #[test]
    fn the_end_of_the_text_has_a_place() {
        let source = Source::new("a.yaml", "a\n");
        assert_eq!(source.line_column(2), LineColumn { line: 2, column: 1 });
    }
}
