//! From places in the decoded text of a scalar back to the bytes of its source.
//!
//! The scalar is decoded once more, piece by piece, each piece remembering its source; what does
//! not agree with the text the parser gave falls back to the whole scalar.

use std::ops::Range;

use super::{Node, Style, Value};
use crate::text::{SourceId, Span};

/// Maps offsets in a scalar's decoded text to bytes of its source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextMap {
    source: SourceId,
    whole: Range<usize>,
    pieces: Vec<Piece>,
}

/// A stretch of decoded text and the bytes it came from.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Piece {
    decoded: Range<usize>,
    source: Range<usize>,
    /// Written as it reads, so that offsets inside it can be carried over.
    same: bool,
}

impl TextMap {
    /// The map of a scalar. `source_text` is the whole source the node was read from.
    pub fn of(source_text: &str, node: &Node) -> Self {
        let whole = node.span.bytes();
        let written = source_text.get(whole.clone()).unwrap_or_default();
        let text = match &node.value {
            Value::Text(text) => text.as_str(),
            // Numbers and the like read as they are written.
            Value::Null | Value::Bool(_) | Value::Number(_) => written,
            Value::List(_) | Value::Map(_) => "",
        };
        let mut decoder = Decoder { source: source_text, text, at: 0, pieces: Vec::new() };
        let agrees = match node.style {
            Style::Plain => decoder.flow(whole.clone(), node.style),
            Style::SingleQuoted | Style::DoubleQuoted => {
                let inside = whole.start + 1..whole.end.saturating_sub(1).max(whole.start + 1);
                decoder.flow(inside, node.style)
            }
            Style::Literal | Style::Folded => decoder.block(&whole, node.style == Style::Folded),
            Style::None => None,
        };
        let complete = agrees.is_some() && decoder.at == text.len();
        let pieces = if complete {
            decoder.pieces
        } else {
            vec![Piece { decoded: 0..text.len(), source: whole.clone(), same: false }]
        };
        Self { source: node.span.source, whole, pieces }
    }

    /// The bytes that a range of the decoded text came from.
    pub fn span(&self, decoded: Range<usize>) -> Span {
        let start = self.source_at(decoded.start, false);
        let end = if decoded.is_empty() { start } else { self.source_at(decoded.end, true) };
        Span::new(self.source, start..end.max(start))
    }

    /// Where a decoded offset lies in the source, taken as the end of what stands before it or as
    /// the start of what stands after it.
    fn source_at(&self, at: usize, is_end: bool) -> usize {
        let index = if is_end {
            self.pieces.partition_point(|piece| piece.decoded.end < at)
        } else {
            self.pieces.partition_point(|piece| piece.decoded.end <= at)
        };
        let Some(piece) = self.pieces.get(index) else {
            return self.pieces.last().map_or(self.whole.end, |piece| piece.source.end);
        };
        match (piece.same, is_end) {
            (true, _) => piece.source.start + at.saturating_sub(piece.decoded.start),
            (false, true) => piece.source.end,
            (false, false) => piece.source.start,
        }
    }
}

/// Reads the source again, next to the text that must come out.
struct Decoder<'a> {
    source: &'a str,
    text: &'a str,
    /// How much of the text has been accounted for.
    at: usize,
    pieces: Vec<Piece>,
}

/// The length of the line break a text starts with.
fn line_break(text: &str) -> Option<usize> {
    if text.starts_with("\r\n") { Some(2) } else { text.starts_with(['\n', '\r']).then_some(1) }
}

/// The number of line breaks in white space.
fn count_breaks(space: &str) -> usize {
    let bytes = space.as_bytes();
    let alone = |at: usize| bytes[at] == b'\r' && bytes.get(at + 1) != Some(&b'\n');
    (0..bytes.len()).filter(|at| bytes[*at] == b'\n' || alone(*at)).count()
}

/// The length of the white space a text starts with, line breaks included.
fn space(text: &str) -> usize {
    text.len() - text.trim_start_matches([' ', '\t', '\r', '\n']).len()
}

impl Decoder<'_> {
    /// Source that reads as it is written.
    fn same(&mut self, source: Range<usize>) -> Option<()> {
        let written = self.source.get(source.clone())?;
        self.push(source, written, true)
    }

    /// Source that reads otherwise; nothing if the parser read it otherwise than we do.
    fn push(&mut self, source: Range<usize>, reads: &str, same: bool) -> Option<()> {
        self.text.get(self.at..)?.starts_with(reads).then_some(())?;
        let decoded = self.at..self.at + reads.len();
        self.at = decoded.end;
        match self.pieces.last_mut() {
            Some(last) if same && last.same && last.source.end == source.start => {
                last.decoded.end = decoded.end;
                last.source.end = source.end;
            }
            _ if decoded.is_empty() => {}
            _ => self.pieces.push(Piece { decoded, source, same }),
        }
        Some(())
    }

    /// A scalar whose lines are folded: plain, single-quoted or double-quoted, without its quotes.
    fn flow(&mut self, inside: Range<usize>, style: Style) -> Option<()> {
        let mut at = inside.start;
        while at < inside.end {
            let rest = self.source.get(at..inside.end)?;
            let width = match rest.as_bytes()[0] {
                b' ' | b'\t' | b'\r' | b'\n' => self.flow_space(at, rest)?,
                b'\'' if style == Style::SingleQuoted => {
                    self.push(at..at + 2, "'", false)?;
                    2
                }
                b'\\' if style == Style::DoubleQuoted => self.escape(at, rest)?,
                _ => {
                    let width = rest.find([' ', '\t', '\r', '\n', '\'', '\\']);
                    // A quote or backslash that means itself is a character like any other.
                    let width = width.unwrap_or(rest.len()).max(1);
                    self.same(at..at + width)?;
                    width
                }
            };
            at += width;
        }
        Some(())
    }

    /// White space: kept inside a line, folded where it holds a line break.
    fn flow_space(&mut self, at: usize, rest: &str) -> Option<usize> {
        let width = space(rest);
        match count_breaks(&rest[..width]) {
            0 => self.same(at..at + width)?,
            1 => self.push(at..at + width, " ", false)?,
            breaks => self.push(at..at + width, &"\n".repeat(breaks - 1), false)?,
        }
        Some(width)
    }

    /// A backslash and what belongs to it.
    fn escape(&mut self, at: usize, rest: &str) -> Option<usize> {
        if line_break(&rest[1..]).is_some() {
            let width = 1 + space(&rest[1..]);
            let breaks = count_breaks(&rest[1..width]);
            self.push(at..at + width, &"\n".repeat(breaks - 1), false)?;
            return Some(width);
        }
        let letter = rest[1..].chars().next()?;
        let digits = match letter {
            'x' => 2,
            'u' => 4,
            'U' => 8,
            _ => 0,
        };
        // A surrogate pair is two escapes for one character.
        let pair = letter == 'u' && matches!(rest.get(2..3)?, "d" | "D") && {
            matches!(rest.as_bytes().get(3)?, b'8' | b'9' | b'a' | b'b' | b'A' | b'B')
        };
        let width = if pair { 12 } else { 1 + letter.len_utf8() + digits };
        let read = self.text.get(self.at..)?.chars().next()?;
        self.push(at..at + width, read.encode_utf8(&mut [0; 4]), false)?;
        Some(width)
    }

    /// The lines of a block scalar, from the first with content to the end of the text.
    fn block(&mut self, whole: &Range<usize>, folded: bool) -> Option<()> {
        let first = self.text.find(|c| c != '\n')?;
        let line = self.source.get(..whole.start)?.rfind(['\n', '\r']).map_or(0, |at| at + 1);
        self.leading(line, first)?;
        let indent = whole.start - line;
        let mut at = whole.start;
        let mut previous = None;
        while self.at < self.text.len() && at < self.source.len() {
            let rest = &self.source[at..];
            // A line break is one byte, and looking at bytes is faster than at characters.
            let content = rest.bytes().position(|byte| matches!(byte, b'\n' | b'\r'));
            let content = content.unwrap_or(rest.len());
            if folded && content > 0 {
                self.fold(previous, at)?;
            }
            let end = at + content;
            // A decoded line is never longer than its source, but trailing blanks may be cut.
            self.same(at..end).or_else(|| (self.at == self.text.len()).then_some(()))?;
            let width = line_break(&self.source[end..]).unwrap_or(0);
            if folded {
                previous = if content > 0 { Some(end) } else { previous };
            } else {
                self.break_at(end, width);
            }
            at = end + width;
            at += self.source[at..].bytes().take(indent).take_while(|b| *b == b' ').count();
        }
        self.trailing(previous.unwrap_or(at));
        Some(())
    }

    /// The empty lines before the first content.
    fn leading(&mut self, line: usize, count: usize) -> Option<()> {
        let mut start = line;
        let mut breaks = Vec::new();
        for _ in 0..count {
            let end = start;
            let width = if self.source[..end].ends_with("\r\n") { 2 } else { 1 };
            let from = end.checked_sub(width)?;
            breaks.push(from..end);
            start = self.source[..from].rfind(['\n', '\r']).map_or(0, |at| at + 1);
        }
        breaks.into_iter().rev().try_for_each(|source| self.push(source, "\n", false))
    }

    /// A line break that is kept as it is.
    fn break_at(&mut self, end: usize, width: usize) {
        if self.text[self.at..].starts_with('\n') {
            let same = self.source[end..].starts_with('\n');
            let pushed = self.push(end..end + width, "\n", same);
            debug_assert!(pushed.is_some(), "the next character was looked at");
        }
    }

    /// What stands between two lines of folded text: one blank, or line breaks.
    fn fold(&mut self, previous: Option<usize>, at: usize) -> Option<()> {
        let Some(previous) = previous else { return Some(()) };
        let rest = &self.text[self.at..];
        let kept = rest.len() - rest.trim_start_matches('\n').len();
        if kept == 0 {
            return self.push(previous..at, " ", false);
        }
        self.breaks(previous, at, kept)
    }

    /// The line breaks after the last content, as far as they are kept.
    fn trailing(&mut self, end: usize) {
        let kept = self.text[self.at..].len();
        let blank = end + space(&self.source[end..]);
        let pushed = self.breaks(end, blank, kept);
        debug_assert!(pushed.is_some() || kept > 0, "nothing is always found");
    }

    /// The last `kept` line breaks of the white space between two places, one by one.
    fn breaks(&mut self, from: usize, to: usize, kept: usize) -> Option<()> {
        let mut places = Vec::new();
        let mut at = from;
        while at < to {
            let width = line_break(&self.source[at..]);
            places.extend(width.map(|width| at..at + width));
            at += width.unwrap_or(1);
        }
        for index in 0..kept {
            let place = places.get(index).cloned().unwrap_or(to..to);
            self.push(place, "\n", false)?;
        }
        Some(())
    }
}

#[cfg(test)]
mod tests;
