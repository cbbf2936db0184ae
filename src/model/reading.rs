//! From a parsed source to its record, its facts and its texts.

use super::ear::Listener;
use super::facts::Almanac;
use super::leaves::Leaves;
use super::lower::{self, Lowered};
use super::{Ear, Facts, Field, Paper, Status, Value};
use crate::calendar::Context;
use crate::schema::{Schema, Shapes};
use crate::text::{Source, SourceId, Spanned};
use crate::yaml::Node;

/// A source that has been parsed and whose kind is known.
pub struct Parsed<'n, 's> {
    /// Which source.
    pub id: SourceId,
    /// The source.
    pub source: &'n Source,
    /// Its kind.
    pub kind: Spanned<String>,
    /// Its root.
    pub node: &'n Node,
    /// The schema of its kind.
    pub schema: Option<&'s Schema>,
    /// Whether nothing was found wrong with it so far.
    pub valid: bool,
}

/// What whoever reads many sources keeps from one to the next.
#[derive(Debug)]
pub struct Kept<'s> {
    /// What is known of the schemas.
    pub shapes: Shapes<'s>,
    almanac: Almanac,
    ear: &'s Ear<'s>,
}

impl<'s> Kept<'s> {
    /// Nothing yet; an ear listens to all texts.
    pub fn new(ear: &'s Ear<'s>) -> Self {
        Self { shapes: Shapes::default(), almanac: Almanac::default(), ear }
    }
}

impl Paper {
    /// Makes the record of a source. It is no valid one where its schema does not accept it.
    pub fn read<'s>(parsed: Parsed<'_, 's>, kept: &mut Kept<'s>) -> Self {
        let shape = parsed.schema.map(Schema::root);
        let Lowered { root, texts, twice } =
            lower::lower(parsed.node, shape, parsed.source, &mut kept.shapes);
        let accepted = !twice && parsed.schema.is_none_or(|schema| schema.accepts(&root));
        let context = Context { year: year_of(&root) };
        let mut listener = Listener::new(kept.ear);
        let (facts, said) =
            Facts::lift(&root, context, texts, &mut kept.almanac, |text| listener.hear(text));
        let path = parsed.source.path.clone();
        let stem = path.rsplit('/').next().and_then(|file| file.split('.').next());
        let unnamed = Spanned::new(stem.unwrap_or_default().to_owned(), parsed.kind.span);
        let status = match root.get("status").and_then(Field::text) {
            Some("issued") => Status::Issued,
            Some("sample") => Status::Sample,
            _ => Status::Draft,
        };
        let id = root.words_of("id").unwrap_or(unnamed);
        Self {
            source: parsed.id,
            path,
            kind: parsed.kind,
            id,
            valid: parsed.valid && accepted,
            status,
            context,
            root,
            facts,
            leaves: Leaves::of(&said),
            said,
            heard: listener.heard,
            chars: listener.chars,
        }
    }
}

/// The year that bare months belong to: the paper's own period, date, number or title, in this
/// order. A plan dated in December is about the next year.
fn year_of(root: &Field) -> Option<i16> {
    let texts = ["period", "date", "number", "year", "title"];
    texts.iter().find_map(|key| {
        let field = root.get(key)?;
        match &field.value {
            Value::Number(_) => field.integer().and_then(|year| i16::try_from(year).ok()),
            Value::Text(text, _) => four_digits(text),
            _ => None,
        }
    })
}

/// The first run of exactly four digits that is a year of our time.
fn four_digits(text: &str) -> Option<i16> {
    let runs = text.split(|c: char| !c.is_ascii_digit()).filter(|run| run.len() == 4);
    runs.filter_map(|run| run.parse().ok()).find(|year| (1949..2200).contains(year))
}
