//! A form to be filled in (统计表): its tables, and how their numbers hang together.

use std::ops::Range;

use crate::model::field::{Field, Value};
use crate::text::{Span, Spanned};

/// How many tables of a form are read; the schema admits no more.
pub const MAX_TABLES: usize = 20;
/// How many rows of a table are read.
pub const MAX_ROWS: usize = 500;
/// How many lines of totals, columns or blanks of a table are read.
pub const MAX_OTHERS: usize = 60;

/// A form.
#[derive(Debug, Clone)]
pub struct Form {
    /// Its tables.
    pub tables: Vec<FormTable>,
    /// The labelled blanks around the tables: 统筹区, 填报人.
    pub fields: Vec<FormLine>,
    /// Who is to hand it in (应报单位): bodies or groups of them.
    pub expected: Vec<Spanned<String>>,
}

/// One table of a form.
#[derive(Debug, Clone)]
pub struct FormTable {
    /// Its id.
    pub id: Spanned<String>,
    /// Its caption (表题).
    pub caption: Option<Spanned<String>>,
    /// The columns that hold numbers, from left to right.
    pub columns: Vec<FormLine>,
    /// The rows, then the lines of the totals.
    pub rows: Vec<FormLine>,
    /// The blanks in the sentences beside the rows.
    pub blanks: Vec<FormLine>,
    /// The sentences beside the rows; `{id}` is a blank in them.
    pub sentences: Vec<Field>,
    /// How it is printed.
    pub print: Print,
}

/// What of a table is printed and never counted.
#[derive(Debug, Clone, Default)]
pub struct Print {
    /// The heads over the columns, as they stand in each other.
    pub heads: Vec<Head>,
    /// What stands over the serial numbers, where there are any.
    pub serial: Option<String>,
    /// The head over the rows' names.
    pub stub: Head,
    /// The head over the sentences beside the rows, where there are any.
    pub remarks: Option<Head>,
    /// The rows of totals: the label of each, and which rows of the table stand in it.
    pub totals: Vec<(Spanned<String>, Range<usize>)>,
    /// The notes under the table.
    pub notes: Vec<Field>,
}

/// The head of a column, or of several.
#[derive(Debug, Clone, Default)]
pub struct Head {
    /// What it says.
    pub name: String,
    /// The unit of the numbers under it.
    pub unit: Option<String>,
    /// Its share of the width.
    pub share: Option<f64>,
    /// The heads under it.
    pub inner: Vec<Head>,
}

/// A row, a column or a blank: what its numbers are, and what they have to do with others.
#[derive(Debug, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the form's own")]
pub struct FormLine {
    /// Its id.
    pub id: Spanned<String>,
    /// What it is called: the row's label, the column's head.
    pub name: String,
    /// The unit of its numbers (计量单位).
    pub unit: Option<Spanned<String>>,
    /// How many decimals its numbers may have (小数位).
    pub decimals: Option<u32>,
    /// What it is a part of (其中).
    pub part_of: Option<Spanned<String>>,
    /// What it sums up; empty for a total that sums up all plain rows of its unit.
    pub sum_of: Option<Vec<Spanned<String>>>,
    /// What it is the percentage of: part and whole (率).
    pub ratio_of: Vec<Spanned<String>>,
    /// Whether it counts each thing once (不重复数): it may then be less than the sum.
    pub distinct: bool,
    /// Whether it stands among the totals.
    pub total: bool,
    /// Whether a column has nothing in the rows of totals.
    pub no_total: bool,
    /// What else stands in brackets behind its name: 如有请注明.
    pub note: Option<String>,
    /// Whether the decimals are asked for in these brackets.
    pub show_decimals: bool,
    /// How wide a blank it is, in characters.
    pub blank: Option<u32>,
    /// Where to point when the line itself is meant.
    pub head: Span,
}

impl Form {
    /// Lifts a form from its object.
    pub(super) fn lift(field: &Field) -> Self {
        let tables = field.items_of("tables").iter().take(MAX_TABLES);
        let fields = field.items_of("above").iter().chain(field.items_of("below"));
        Self {
            tables: tables.filter_map(FormTable::lift).collect(),
            fields: fields.take(MAX_OTHERS).filter_map(|own| FormLine::lift(own, None)).collect(),
            expected: field.items_of("expected").iter().filter_map(Field::words).collect(),
        }
    }

    /// The table that a key names, by id or caption.
    pub fn table(&self, name: &str) -> Option<usize> {
        let caption =
            |table: &FormTable| table.caption.as_ref().is_some_and(|own| own.value == name);
        let by_id = self.tables.iter().position(|table| table.id.value == name);
        by_id.or_else(|| self.tables.iter().position(caption))
    }
}

impl FormTable {
    fn lift(field: &Field) -> Option<Self> {
        let mut columns = Vec::new();
        leaves(field.items_of("columns"), &mut columns);
        let rows = field.items_of("rows").iter().take(MAX_ROWS);
        let mut rows: Vec<FormLine> = rows.filter_map(|row| FormLine::lift(row, None)).collect();
        let mut print = Print::lift(field);
        for total in field.items_of("totals").iter().take(MAX_OTHERS) {
            let start = rows.len();
            rows.extend(totals(total).into_iter().take(MAX_OTHERS));
            let label = total.words_of("label").unwrap_or(Spanned::new(String::new(), total.span));
            print.totals.push((label, start..rows.len()));
        }
        let blanks = field.items_of("remarks.blanks").iter().take(MAX_OTHERS);
        Some(Self {
            id: field.words_of("id")?,
            caption: field.words_of("caption"),
            columns,
            rows,
            blanks: blanks.filter_map(|blank| FormLine::lift(blank, None)).collect(),
            sentences: field.items_of("remarks.sentences").to_vec(),
            print,
        })
    }

    /// What a total sums up where it does not say: every plain row of its unit.
    pub fn summed(&self, row: &FormLine) -> Vec<usize> {
        let Some(named) = &row.sum_of else { return Vec::new() };
        if !named.is_empty() {
            return all(named, &self.rows);
        }
        let unit = |row: &FormLine| row.unit.as_ref().map(|unit| unit.value.clone());
        let plain = |(_, other): &(usize, &FormLine)| {
            !other.total && other.is_plain() && other.part_of.is_none() && unit(other) == unit(row)
        };
        self.rows.iter().enumerate().filter(plain).map(|(at, _)| at).collect()
    }
}

impl Print {
    fn lift(field: &Field) -> Self {
        let words = |key: &str| field.words_of(key).map(|words| words.value);
        Self {
            heads: field.items_of("columns").iter().map(Head::lift).collect(),
            serial: words("serial"),
            stub: Head {
                name: words("stub").unwrap_or_else(|| "项目".to_owned()),
                share: share(field, "stub_share"),
                ..Head::default()
            },
            remarks: field.get("remarks").map(Head::lift),
            totals: Vec::new(),
            notes: field.items_of("notes").to_vec(),
        }
    }
}

impl Head {
    fn lift(field: &Field) -> Self {
        let words = |key: &str| field.words_of(key).map(|words| words.value);
        Self {
            name: words("head").unwrap_or_default(),
            unit: words("unit"),
            share: share(field, "share"),
            inner: field.items_of("columns").iter().map(Self::lift).collect(),
        }
    }
}

fn share(field: &Field, key: &str) -> Option<f64> {
    match &field.get(key)?.value {
        Value::Number(number) => number.as_f64(),
        _ => None,
    }
}

/// The lines that keys name; none at all where one is unknown, because a sum without it is wrong.
pub fn all(names: &[Spanned<String>], lines: &[FormLine]) -> Vec<usize> {
    let found: Option<Vec<usize>> = names.iter().map(|name| find(lines, &name.value)).collect();
    found.unwrap_or_default()
}

/// The line that a key names, by id or name.
pub fn find(lines: &[FormLine], name: &str) -> Option<usize> {
    let by_id = lines.iter().position(|line| line.id.value == name);
    by_id.or_else(|| lines.iter().position(|line| line.name == name))
}

/// The columns under which numbers stand, through all heads that hold others.
fn leaves(columns: &[Field], into: &mut Vec<FormLine>) {
    for column in columns {
        let inner = column.items_of("columns");
        if into.len() >= MAX_OTHERS {
            return;
        }
        if inner.is_empty() {
            into.extend(FormLine::lift(column, None));
        } else {
            leaves(inner, into);
        }
    }
}

/// The lines of one row of totals: 合计 counts 家 and 万元 side by side.
fn totals(field: &Field) -> Vec<FormLine> {
    let label = field.words_of("label").map(|label| label.value);
    let parts = field.items_of("parts");
    let lines = if parts.is_empty() { std::slice::from_ref(field) } else { parts };
    let total = |line: FormLine| FormLine {
        total: true,
        sum_of: line.sum_of.or_else(|| line.ratio_of.is_empty().then(Vec::new)),
        ..line
    };
    let named = |line: &Field| FormLine::lift(line, label.as_deref());
    lines.iter().filter_map(named).map(total).collect()
}

impl FormLine {
    fn lift(field: &Field, label: Option<&str>) -> Option<Self> {
        let id = field.words_of("id")?;
        let own = ["label", "head"].iter().find_map(|key| field.words_of(key));
        let name = own.map(|name| name.value).or_else(|| label.map(str::to_owned));
        let names = |key: &str| -> Vec<Spanned<String>> {
            field.items_of(key).iter().filter_map(Field::words).take(MAX_ROWS).collect()
        };
        let flag =
            |key: &str| matches!(field.get(key).map(|own| &own.value), Some(Value::Bool(true)));
        let count = |key: &str| u32::try_from(field.get(key).and_then(Field::integer)?).ok();
        Some(Self {
            name: name.unwrap_or_else(|| id.value.clone()),
            head: id.span,
            id,
            unit: field.words_of("unit"),
            decimals: count("decimals"),
            part_of: field.words_of("part_of"),
            sum_of: field.get("sum_of").map(|_| names("sum_of")),
            ratio_of: names("ratio_of"),
            distinct: flag("distinct"),
            total: false,
            no_total: flag("no_total"),
            note: field.words_of("note").map(|note| note.value),
            show_decimals: flag("show_decimals"),
            blank: count("blank"),
        })
    }

    /// Whether its numbers are filled in and not computed from others.
    pub fn is_plain(&self) -> bool {
        self.sum_of.is_none() && self.ratio_of.is_empty()
    }
}

/// The blanks of a sentence: each `{id}` in it, with its brackets.
pub fn marks(text: &str) -> Vec<Range<usize>> {
    let mut marks = Vec::new();
    let mut at = 0;
    while let Some(open) = text[at..].find('{').map(|open| at + open) {
        let Some(length) =
            text[open..].find(['}', '\n']).filter(|end| text[open + end..].starts_with('}'))
        else {
            break;
        };
        // In `{{a}` the mark begins at the last bracket that opens.
        let start = text[open..open + length].rfind('{').map_or(open, |last| open + last);
        marks.push(start..open + length + 1);
        at = open + length + 1;
    }
    marks
}
