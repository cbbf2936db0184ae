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
use crate::model::{Field, Leaf, Paper};
use crate::text::Sources;

impl Filler<'_> {
    /// Whether there is nothing to find in what every paper may print: the words of templates and
    /// registries. What Hongtou itself writes, its own fonts hold.
    pub fn is_quiet_around(&self, sources: &Sources, silent: &dyn Fn(&str) -> bool) -> bool {
        let records = self.engine.world.set.records.iter();
        // What a backslash stands for in the words of a kind is not looked at.
        let kind = |text: &str| silent(text) && !text.contains('\\');
        let template = |loaded: &Loaded| {
            kind(&sources.get(loaded.source).text)
                && loaded.body.iter().flat_map(Body::fixed).all(silent)
        };
        self.engine.kinds().filter_map(|kind| self.templates.loaded(kind)).all(template)
            && records.flat_map(Paper::texts).filter_map(Field::text).all(silent)
    }

    /// Whether filling a paper finds nothing, where no rule over documents finds anything in a text
    /// that is `silent`, and nothing is to be found around it.
    pub fn is_quiet(&self, paper: usize, silent: &dyn Fn(&str) -> bool) -> bool {
        let env = self.engine.world.env(paper);
        let own = env.own();
        let mut listener =
            Listener { engine: &self.engine, paper, silent, met: FxHashSet::default() };
        own.valid
            && self.templates.loaded(&own.kind.value).is_none_or(|kind| is_plain(kind, &env))
            && own.texts().all(|field| listener.is_quiet(field))
    }
}

/// Goes through the texts of a paper.
struct Listener<'a> {
    engine: &'a Engine,
    paper: usize,
    silent: &'a dyn Fn(&str) -> bool,
    /// The expressions met so far, all of them quiet: papers say the same more than once.
    met: FxHashSet<&'a str>,
}

impl<'a> Listener<'a> {
    fn is_quiet(&mut self, field: &'a Field) -> bool {
        let Some(text) = field.text() else { return true };
        // What no mark stands in has no holes.
        if field.leaf != Leaf::Prose || !may_be_marked(text) {
            return (self.silent)(text);
        }
        let Ok(holes) = hole::find(text) else { return false };
        let mut at = 0;
        for hole in holes {
            if !self.is_quiet_around(&text[at..hole.range.start]) || !self.is_quiet_in(&hole) {
                return false;
            }
            at = hole.range.end;
        }
        self.is_quiet_around(&text[at..])
    }

    fn is_quiet_around(&self, text: &str) -> bool {
        (self.silent)(text) && !may_be_marked(text)
    }

    /// Whether a hole can be filled, and with nothing but running text.
    fn is_quiet_in(&mut self, hole: &Hole<'a>) -> bool {
        !self.met.insert(hole.expression) || self.is_quiet_filled(hole.expression)
    }

    fn is_quiet_filled(&self, expression: &str) -> bool {
        let (world, silent) = (&self.engine.world, self.silent);
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
fn may_be_marked(text: &str) -> bool {
    let text = text.strip_suffix('\n').unwrap_or(text);
    let anywhere = |byte| matches!(byte, b'*' | b'[' | b'{' | b'\r');
    // Most texts are one line without a mark, which is found in one go.
    if !holds(text, |byte| byte == b'\n' || anywhere(byte)) {
        return begins(text.as_bytes());
    }
    holds(text, anywhere) || text.split('\n').any(|line| begins(line.as_bytes()))
}

/// Whether a text holds such a byte. Every one is asked, so that the processor takes many at once.
fn holds(text: &str, is_meant: impl Fn(u8) -> bool) -> bool {
    text.bytes().fold(false, |found, byte| found | is_meant(byte))
}

/// Whether a line begins with what means something there.
fn begins(line: &[u8]) -> bool {
    let is_blank = |byte: &u8| matches!(byte, b' ' | b'\t');
    match past(line, is_blank) {
        [b'#' | b'-' | b'+' | b'=' | b'>', ..] => true,
        number @ [b'0'..=b'9', ..] => match past(number, u8::is_ascii_digit) {
            [b'.' | b')', rest @ ..] => rest.first().is_none_or(is_blank),
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
    use super::may_be_marked;

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
            "一\n+ 二",
        ] {
            assert!(may_be_marked(text), "{text:?}");
        }
        for text in ["甲", "20%至30%\n\n3.5万元，见（一）", "2022-03-01", "a_b", "    甲", ""]
        {
            assert!(!may_be_marked(text), "{text:?}");
        }
    }
}
