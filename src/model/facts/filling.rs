//! A form that somebody has filled in (已填统计表): which form, who, and every number.

use crate::model::amount::{self, Reading};
use crate::model::field::{Field, Value};
use crate::text::{Span, Spanned};

/// How many keys of a filled form are read.
const MOST: usize = 20_000;

/// A filled form.
#[derive(Debug, Clone)]
pub struct Filling {
    /// The form that is filled in, by id.
    pub form: Spanned<String>,
    /// Who hands it in (填报单位).
    pub unit: Option<Spanned<String>>,
    /// The labelled blanks around the tables, by id or label.
    pub fields: Vec<Spanned<String>>,
    /// The tables, by id or caption.
    pub tables: Vec<FilledTable>,
    /// The filled forms it was added up from (汇总自), where it was.
    pub sources: Vec<Spanned<String>>,
}

/// The numbers of one table.
#[derive(Debug, Clone)]
pub struct FilledTable {
    /// Its id or caption, as it is written.
    pub key: Spanned<String>,
    /// Its rows and blanks, by id or label.
    pub lines: Vec<FilledLine>,
}

/// The numbers of one row, or of one blank.
#[derive(Debug, Clone)]
pub struct FilledLine {
    /// The row or blank, as it is written.
    pub key: Spanned<String>,
    /// The numbers; the one of a blank or of an only column has no key.
    pub cells: Vec<(Option<Spanned<String>>, Entry)>,
}

/// What stands in one place.
#[derive(Debug, Clone)]
pub struct Entry {
    /// As it is written.
    pub written: String,
    /// What it means.
    pub reading: Reading,
    /// Where it stands, without quotes.
    pub span: Span,
    /// The place of the unit behind the number.
    pub unit: Option<Spanned<String>>,
}

impl Filling {
    /// Lifts a filled form from its object; one of no form is the schema's business.
    pub(super) fn lift(field: &Field) -> Option<Self> {
        let mut left = MOST;
        let mut table = |own: &Field| FilledTable {
            key: key(own),
            lines: own.fields().iter().map_while(|line| filled_line(line, &mut left)).collect(),
        };
        let tables = field.get("values").map_or(&[][..], Field::fields);
        let fields = field.get("fields").map_or(&[][..], Field::fields);
        Some(Self {
            form: field.words_of("form")?,
            unit: field.words_of("unit"),
            fields: fields.iter().map(key).collect(),
            tables: tables.iter().map(&mut table).collect(),
            sources: field.items_of("sources").iter().filter_map(Field::words).collect(),
        })
    }
}

fn key(field: &Field) -> Spanned<String> {
    Spanned::new(field.name.as_str().to_owned(), field.key.unwrap_or(field.span))
}

fn filled_line(field: &Field, left: &mut usize) -> Option<FilledLine> {
    let cells = match &field.value {
        Value::Map(cells) => cells
            .iter()
            .map_while(|cell| {
                *left = left.checked_sub(1)?;
                Some((Some(key(cell)), Entry::read(cell)))
            })
            .collect(),
        _ => vec![(None, Entry::read(field))],
    };
    *left = left.checked_sub(1)?;
    Some(FilledLine { key: key(field), cells })
}

impl Entry {
    fn read(field: &Field) -> Self {
        let written = match &field.value {
            Value::Number(number) => amount::plain(number),
            _ => field.text().unwrap_or_default().to_owned(),
        };
        let reading = amount::reading(field);
        let unit = match (&reading, field.text()) {
            (Reading::Number(number), Some(text)) => number
                .unit
                .clone()
                .map(|place| Spanned::new(text[place.clone()].to_owned(), field.at(place))),
            _ => None,
        };
        Self { written, reading, span: field.inside(), unit }
    }

    /// The number it holds; a dash is zero.
    pub fn amount(&self) -> Option<amount::Amount> {
        match &self.reading {
            Reading::Number(number) => Some(number.amount),
            Reading::Nil => Some(amount::Amount::default()),
            Reading::Blank | Reading::Words => None,
        }
    }
}
