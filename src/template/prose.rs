//! A drafter's prose: holes are taken out before Markdown is parsed and filled afterwards, so that
//! a value can never become markup, and every character keeps its place.

use std::ops::Range;

use super::hole::{self, Hole};
use super::markdown::{self, Refused, STRONG, Weave};
use crate::doc::{Block, Inline, Run};
use crate::model::Field;
use crate::text::Span;

/// What fills the holes of a text.
pub(super) trait Filler {
    /// The running text an expression stands for.
    fn inline(&mut self, expression: &str, span: Span) -> Vec<Inline>;
    /// The blocks an expression stands for, when it places something and stands alone.
    fn block(&mut self, expression: &str, span: Span) -> Option<Vec<Block>>;
    /// Something in the text that cannot be.
    fn trouble(&mut self, trouble: Trouble, span: Span);
}

/// What can be wrong with a text before its holes are filled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Trouble {
    /// `{{` without `}}`.
    OpenHole,
    /// `{%`: prose has expressions only.
    Statement,
    /// `**` without its partner.
    OpenStrong,
    /// Markdown that no paper has.
    Refused(Refused),
}

/// A stretch of the Markdown and the stretch of the prose it stands for.
struct Piece {
    markdown: Range<usize>,
    prose: Range<usize>,
    hole: Option<usize>,
}

/// The blocks of a prose field.
pub(super) fn blocks(field: &Field, filler: &mut dyn Filler) -> Vec<Block> {
    let Some(text) = field.text() else { return Vec::new() };
    if !may_be_marked(text) {
        let pieces = [Piece { markdown: 0..text.len(), prose: 0..text.len(), hole: None }];
        return markdown::blocks(text, &mut Woven { field, holes: &[], pieces: &pieces, filler });
    }
    if let Some(at) = text.find("{%") {
        filler.trouble(Trouble::Statement, field.at(at..at + 2));
    }
    let holes = hole::find(text).unwrap_or_else(|open| {
        filler.trouble(Trouble::OpenHole, field.at(open));
        Vec::new()
    });
    let (markdown, pieces) = prepare(text, &holes, &mut |at| {
        filler.trouble(Trouble::OpenStrong, field.at(at));
    });
    markdown::blocks(&markdown, &mut Woven { field, holes: &holes, pieces: &pieces, filler })
}

/// Whether a text may hold a hole, `**` or a private-use character: most hold none, and are their
/// own Markdown. Asks every byte, so that the processor takes many at once.
fn may_be_marked(text: &str) -> bool {
    const PRIVATE: u8 = 0xf3;
    text.bytes().fold(false, |found, byte| found | matches!(byte, b'{' | b'*' | PRIVATE))
}

/// Puts one private-use character for each hole and each `**`.
fn prepare(
    text: &str,
    holes: &[Hole<'_>],
    odd: &mut dyn FnMut(Range<usize>),
) -> (String, Vec<Piece>) {
    let mut cuts: Vec<(Range<usize>, char, Option<usize>)> = Vec::new();
    for (at, hole) in holes.iter().enumerate() {
        cuts.push((hole.range.clone(), super::token::OPEN, Some(at)));
    }
    let in_hole = |at: usize| {
        let next = holes.partition_point(|hole| hole.range.end <= at);
        holes.get(next).is_some_and(|hole| hole.range.contains(&at))
    };
    let escaped = |at: usize| text[..at].ends_with('\\');
    let stars = text.match_indices("**").map(|(at, _)| at);
    let stars: Vec<usize> = stars.filter(|at| !in_hole(*at) && !escaped(*at)).collect();
    let mut pairs = Vec::new();
    for at in stars {
        let open = pairs.len() % 2 == 1;
        // Emphasis ends with its paragraph.
        if open && text[pairs[pairs.len() - 1]..at].contains("\n\n") {
            let lost: usize = pairs.pop().unwrap_or(at);
            odd(lost..lost + 2);
        }
        pairs.push(at);
    }
    if pairs.len() % 2 == 1
        && let Some(lost) = pairs.pop()
    {
        odd(lost..lost + 2);
    }
    cuts.extend(pairs.iter().enumerate().map(|(i, at)| (*at..at + 2, STRONG[i % 2], None)));
    cuts.sort_by_key(|(range, ..)| range.start);
    stitch(text, cuts)
}

fn stitch(text: &str, cuts: Vec<(Range<usize>, char, Option<usize>)>) -> (String, Vec<Piece>) {
    let mut markdown = String::new();
    let mut pieces = Vec::new();
    let mut at = 0;
    let plain = |markdown: &mut String, pieces: &mut Vec<Piece>, range: Range<usize>| {
        let start = markdown.len();
        // A private character of the user's must not pass for one of ours.
        markdown.extend(text[range.clone()].chars().map(|c| match c {
            super::token::OPEN | super::token::CLOSE | '\u{F0002}' | '\u{F0003}' => '\u{F8FFF}',
            c => c,
        }));
        pieces.push(Piece { markdown: start..markdown.len(), prose: range, hole: None });
    };
    for (range, mark, hole) in cuts {
        plain(&mut markdown, &mut pieces, at..range.start);
        let start = markdown.len();
        markdown.push(mark);
        pieces.push(Piece { markdown: start..markdown.len(), prose: range.clone(), hole });
        at = range.end;
    }
    plain(&mut markdown, &mut pieces, at..text.len());
    (markdown, pieces)
}

/// Knows what stands at each place of the Markdown.
struct Woven<'a> {
    field: &'a Field,
    holes: &'a [Hole<'a>],
    pieces: &'a [Piece],
    filler: &'a mut dyn Filler,
}

impl<'a> Woven<'a> {
    /// The place in the user's file of some bytes of the Markdown.
    fn span(&self, at: &Range<usize>) -> Span {
        self.field
            .at(self.prose_offset(at.start)
                ..self.prose_offset(at.end).max(self.prose_offset(at.start)))
    }

    fn prose_offset(&self, at: usize) -> usize {
        let piece = self.pieces.partition_point(|piece| piece.markdown.end < at);
        let Some(piece) = self.pieces.get(piece) else { return 0 };
        let inside = at.saturating_sub(piece.markdown.start);
        if piece.markdown.len() == piece.prose.len() {
            piece.prose.start + inside
        } else if inside == 0 {
            piece.prose.start
        } else {
            piece.prose.end
        }
    }

    /// The hole whose mark begins at this byte.
    fn hole(&self, at: usize) -> Option<&'a Hole<'a>> {
        let first = self.pieces.partition_point(|piece| piece.markdown.start < at);
        let mut here = self.pieces[first..].iter().take_while(|piece| piece.markdown.start == at);
        self.holes.get(here.find_map(|piece| piece.hole)?)
    }
}

impl Weave for Woven<'_> {
    fn text(&mut self, text: &str, at: Range<usize>) -> Vec<Inline> {
        let mut out = Vec::new();
        // Backticks, an escape or a line's end make the text shorter than its source: then it has
        // one place, and only the order of holes tells them apart.
        let exact = text.len() == at.len() || self.pieces.is_empty();
        if exact && self.pieces.len() == 1 {
            push_text(&mut out, text, self.span(&at));
            return out;
        }
        let first = self.pieces.partition_point(|piece| piece.markdown.start < at.start);
        let inside = self.pieces[first..].iter().take_while(|piece| piece.markdown.start < at.end);
        let mut holes = inside.filter_map(|piece| piece.hole);
        let mut from = 0;
        let marks = text.match_indices(|c| c == super::token::OPEN || STRONG.contains(&c));
        for (start, mark) in marks {
            let here = if exact { at.start + start } else { at.start };
            push_text(&mut out, &text[from..start], self.span(&(at.start + from..here)));
            if mark.starts_with(super::token::OPEN) {
                if let Some(hole) = holes.next().and_then(|hole| self.holes.get(hole)) {
                    let (expression, range) = (hole.expression, hole.range.clone());
                    let span = self.field.at(range);
                    out.extend(self.filler.inline(expression, span));
                }
            } else {
                out.push(Inline::text(mark));
            }
            from = start + mark.len();
        }
        push_text(&mut out, &text[from..], self.span(&(at.start + from.min(at.len())..at.end)));
        out
    }

    fn block(&mut self, text: &str, at: Range<usize>) -> Option<Vec<Block>> {
        let alone = text.chars().eq([super::token::OPEN]);
        let hole = self.hole(at.start).filter(|_| alone)?;
        let (expression, range) = (hole.expression, hole.range.clone());
        let span = self.field.at(range);
        self.filler.block(expression, span)
    }

    fn refuse(&mut self, what: Refused, at: Range<usize>) {
        let span = self.span(&at);
        self.filler.trouble(Trouble::Refused(what), span);
    }
}

fn push_text(out: &mut Vec<Inline>, text: &str, span: Span) {
    if !text.is_empty() {
        out.push(Run::at(text, span).into());
    }
}
