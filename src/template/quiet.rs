//! Papers in which filling can find nothing: whoever only checks need not fill them.
//!
//! Filling finds holes that cannot be filled, Markdown that no paper has, and templates that cannot
//! cope with a record; rules look at what was filled. Here every hole is evaluated, as filling
//! would, and the rest is asked so little that it costs next to nothing. Whatever cannot be told
//! from so little is filled: this may say no too often, and never yes.

use super::fill::MOST_TAKEN_IN;
use super::hole::{self, Hole};
use super::kind::{ColumnSpec, Kind, Part, Role};
use super::load::{Body, Loaded};
use super::token::{self, Piece, Token};
use super::{Filler, Templates};
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
        self.templates.all().all(template)
            && records.flat_map(Paper::texts).filter_map(Field::text).all(silent)
    }

    /// Whether filling a paper finds nothing, where no rule over documents finds anything in a text
    /// that is `silent`, and nothing is to be found around it.
    pub fn is_quiet(&self, paper: usize, silent: &dyn Fn(&str) -> bool) -> bool {
        let own = &self.engine.world.set.papers[paper];
        own.valid
            && is_plain(self.templates, own)
            && own.texts().all(|field| self.is_quiet_text(field, paper, silent))
    }

    fn is_quiet_text(&self, field: &Field, paper: usize, silent: &dyn Fn(&str) -> bool) -> bool {
        let Some(text) = field.text() else { return true };
        if field.leaf != Leaf::Prose {
            return silent(text);
        }
        let Ok(holes) = hole::find(text) else { return false };
        let quiet = |text: &str| silent(text) && !may_be_marked(text);
        let mut at = 0;
        for hole in holes {
            if !quiet(&text[at..hole.range.start]) || !self.is_quiet_hole(&hole, paper, silent) {
                return false;
            }
            at = hole.range.end;
        }
        quiet(&text[at..])
    }

    /// Whether a hole can be filled, and with nothing but running text.
    fn is_quiet_hole(&self, hole: &Hole, paper: usize, silent: &dyn Fn(&str) -> bool) -> bool {
        let world = &self.engine.world;
        let Ok(text) = self.engine.evaluate(&hole.expression, &world.env(paper, paper)) else {
            return false;
        };
        token::pieces(&text).into_iter().all(|piece| match piece {
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
fn is_plain(templates: &Templates, own: &Paper) -> bool {
    let Some(loaded) = templates.loaded(&own.kind.value) else { return true };
    loaded.kind.parts.iter().all(|part| is_plain_part(part, own)) && is_small(loaded, own)
}

/// Whether a body copes with a paper, and places so little of it that filling does not stop.
fn is_small(loaded: &Loaded, own: &Paper) -> bool {
    let beside = own.said.len().saturating_mul(reach(&loaded.kind));
    let left = MOST_TAKEN_IN.saturating_sub(beside);
    let copes = |body: &Body| {
        body.steady.as_ref().is_some_and(|steady| steady.prints_at_most(left, &own.root))
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
    // Asks every byte, so that the processor takes many at once.
    let anywhere = |found: bool, byte| found | matches!(byte, b'*' | b'[' | b'{' | b'\r');
    let begins = |line: &str| {
        let line = line.trim_start_matches([' ', '\t']);
        let number = line.trim_start_matches(|c: char| c.is_ascii_digit());
        let item = number.strip_prefix(['.', ')']).filter(|_| number.len() < line.len());
        line.starts_with(['#', '-', '+', '=', '>'])
            || item.is_some_and(|item| item.is_empty() || item.starts_with([' ', '\t']))
    };
    text.bytes().fold(false, anywhere) || text.split('\n').any(begins)
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
