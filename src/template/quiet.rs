//! Papers in which filling can find nothing: whoever only checks need not fill them.
//!
//! Filling finds holes that cannot be filled, Markdown that no paper has, and templates that cannot
//! cope with a record; rules look at what was filled. Here every hole is evaluated, as filling
//! would, and the rest is asked so little that it costs next to nothing. Whatever cannot be told
//! from so little is filled: this may say no too often, and never yes.

use rustc_hash::FxHashSet;

use super::Filler;
use super::engine::Engine;
use super::env::Env;
use super::fill::MOST_TAKEN_IN;
use super::hole::{self, Hole};
use super::kind::{ColumnSpec, Kind, Part, Role};
use super::load::{Body, Loaded};
use super::token::{self, Piece, Token};
use crate::model::{Chars, Leaf, Paper, Said};
use crate::text::Sources;

/// Tells of texts whether no rule over documents finds anything in them.
pub trait Silent {
    /// Of any text.
    fn anywhere(&self, text: &str) -> bool;

    /// Of a text of the set, or of a part of one in which only such characters may stand.
    fn in_set(&self, text: &str, chars: &Chars) -> bool;
}

impl Filler<'_> {
    /// Whether there is nothing to find in what every paper may print: the words of templates and
    /// registries. What Hongtou itself writes, its own fonts hold.
    pub fn is_quiet_around(&self, sources: &Sources, silent: &dyn Silent) -> bool {
        let records = self.engine.world.set.records.iter();
        // What a backslash stands for in the words of a kind is not looked at.
        let anywhere = |text: &str| silent.anywhere(text);
        let kind = |text: &str| anywhere(text) && !text.contains('\\');
        let template = |loaded: &Loaded| {
            kind(&sources.get(loaded.source).text)
                && loaded.body.iter().flat_map(Body::fixed).all(anywhere)
        };
        self.engine.kinds().filter_map(|kind| self.templates.loaded(kind)).all(template)
            && records
                .flat_map(|record| &record.said)
                .all(|said| silent.in_set(said.text(), said.chars()))
    }

    /// Whether filling a paper finds nothing, where no rule over documents finds anything in a text
    /// that is `silent`, and nothing is to be found around it.
    pub fn is_quiet(&self, paper: usize, silent: &dyn Silent) -> bool {
        let env = self.engine.world.env(paper);
        let own = env.own();
        let mut listener =
            Listener { engine: &self.engine, paper, silent, met: FxHashSet::default() };
        own.valid
            && self.templates.loaded(&own.kind.value).is_none_or(|kind| is_plain(kind, &env))
            && own.said.iter().all(|said| listener.is_quiet(said))
    }
}

/// Goes through the texts of a paper.
struct Listener<'a> {
    engine: &'a Engine,
    paper: usize,
    silent: &'a dyn Silent,
    /// The expressions met so far, all of them quiet: papers say the same more than once.
    met: FxHashSet<&'a str>,
}

impl<'a> Listener<'a> {
    fn is_quiet(&mut self, said: &'a Said) -> bool {
        let (text, chars) = (said.text(), said.chars());
        // What no mark stands in has no holes.
        if said.field.leaf != Leaf::Prose || !may_be_marked(text, chars) {
            return self.silent.in_set(text, chars);
        }
        let Ok(holes) = hole::find(text) else { return false };
        let mut at = 0;
        for hole in holes {
            let before = &text[at..hole.range.start];
            if !self.is_quiet_around(before, chars) || !self.is_quiet_in(&hole) {
                return false;
            }
            at = hole.range.end;
        }
        self.is_quiet_around(&text[at..], chars)
    }

    fn is_quiet_around(&self, text: &str, chars: &Chars) -> bool {
        self.silent.in_set(text, chars) && !may_be_marked(text, chars)
    }

    /// Whether a hole can be filled, and with nothing but running text.
    fn is_quiet_in(&mut self, hole: &Hole<'a>) -> bool {
        !self.met.insert(hole.expression) || self.is_quiet_filled(hole.expression)
    }

    fn is_quiet_filled(&self, expression: &str) -> bool {
        let world = &self.engine.world;
        let silent = |text: &str| self.silent.anywhere(text);
        let Ok(text) = self.engine.evaluate(expression, &world.env(self.paper)) else {
            return false;
        };
        token::pieces(&text).all(|piece| match piece {
            Piece::Text(text) => silent(text),
            Piece::Token(Token::Citation(_) | Token::Blank(_)) => true,
            Piece::Token(Token::Reference(paper)) => {
                let meant = &world.set.papers[paper];
                silent(&meant.id.value) && meant.title().is_none_or(|title| silent(&title.value))
            }
            Piece::Token(Token::Prose(..) | Token::Table(..)) => false,
        })
    }
}

/// Whether a paper is made of its own fields by a template that copes with any.
fn is_plain(loaded: &Loaded, env: &Env<'_>) -> bool {
    loaded.kind.parts.iter().all(|part| is_plain_part(part, env.own())) && is_small(loaded, env)
}

/// Whether a body copes with a paper, and places so little of it that filling does not stop.
fn is_small(loaded: &Loaded, env: &Env<'_>) -> bool {
    let own = env.own();
    let beside = own.said.len().saturating_mul(reach(&loaded.kind));
    let left = MOST_TAKEN_IN.saturating_sub(beside);
    let copes = |body: &Body| {
        let steady = env.forms().and_then(|forms| body.steady(forms));
        steady.is_some_and(|steady| steady.prints_at_most(left, &own.root))
    };
    left > 0 && loaded.body.as_ref().is_none_or(copes)
}

/// How often at most a kind places a text beside what its body does.
fn reach(kind: &Kind) -> usize {
    fn cells(column: &ColumnSpec) -> usize {
        let inner = column.columns.iter().map(cells).sum::<usize>();
        1 + column.phrases.len() + column.below.len() + inner
    }
    let columns = kind.tables.values().flat_map(|table| &table.columns);
    kind.parts.len() + columns.map(cells).sum::<usize>()
}

fn is_plain_part(part: &Part, own: &Paper) -> bool {
    part.of.is_none()
        && match &part.role {
            Role::Attachments { from } | Role::AttachmentList { from } => {
                own.root.items_of(from).is_empty()
            }
            Role::Prose { from } => {
                own.root.get(from).is_none_or(|field| field.leaf == Leaf::Prose)
            }
            Role::FormTables { .. } | Role::Schedule { .. } | Role::Timeline { .. } => false,
            Role::RedHead { .. }
            | Role::Title { .. }
            | Role::Recipients { .. }
            | Role::Body
            | Role::Pledges { .. }
            | Role::Blanks { .. }
            | Role::Fields { .. }
            | Role::Table { .. }
            | Role::Signature { .. }
            | Role::Attendance { .. }
            | Role::Note { .. }
            | Role::Imprint { .. } => true,
        }
}

/// Whether Markdown may see more in a text than paragraphs: something that begins a line there, or
/// a mark that means something anywhere. What only changes how words are set is none of that.
///
/// Only such characters as are given may stand in it.
fn may_be_marked(text: &str, chars: &Chars) -> bool {
    // Every byte is asked, so that the processor takes many at once.
    let marks = || {
        text.bytes().fold(false, |found, byte| found | matches!(byte, b'*' | b'[' | b'{' | b'\r'))
    };
    let bytes = text.as_bytes();
    begins(bytes)
        || MARKS.meets(chars) && marks()
        || memchr::memchr_iter(b'\n', bytes).any(|end| begins(&bytes[end + 1..]))
}

/// What means something to Markdown wherever it stands.
const MARKS: Chars = Chars::of("*[{\r");

/// Whether the first of some lines begins with what means something there.
fn begins(lines: &[u8]) -> bool {
    let is_blank = |byte: &u8| matches!(byte, b' ' | b'\t');
    match past(lines, is_blank) {
        [b'#' | b'-' | b'+' | b'=' | b'>', ..] => true,
        number @ [b'0'..=b'9', ..] => match past(number, u8::is_ascii_digit) {
            [b'.' | b')', rest @ ..] => rest.first().is_none_or(u8::is_ascii_whitespace),
            _ => false,
        },
        _ => false,
    }
}

/// What comes after the bytes at the beginning that are left out.
fn past(bytes: &[u8], left_out: impl Fn(&u8) -> bool) -> &[u8] {
    &bytes[bytes.iter().take_while(|byte| left_out(byte)).count()..]
}

#[cfg(test)]
mod tests {
    use super::{Chars, may_be_marked};

    #[test]
    fn marks_that_make_more_than_paragraphs_are_seen() {
        for text in [
            "# 一",
            "  - 一",
            "1. 一",
            "12) 一",
            "甲\n===",
            "**甲**",
            "![图](a)",
            "> 引",
            "甲{",
            "1.\n甲",
            "一\n+ 二",
        ] {
            assert!(may_be_marked(text, &Chars::of(text)), "{text:?}");
        }
        for text in ["甲", "20%至30%\n\n3.5万元，见（一）", "2022-03-01", "a_b", "    甲", ""]
        {
            assert!(!may_be_marked(text, &Chars::of(text)), "{text:?}");
        }
    }
}
