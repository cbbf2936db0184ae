//! Tables: columns, header rows, rows and cells that may span.

use serde::Serialize;

use super::Inline;
use crate::model::amount::Amount;

/// A table.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Table {
    /// Where a reference finds it.
    pub id: Option<String>,
    /// Its caption (表题), above it.
    pub caption: Vec<Inline>,
    /// Its columns, from left to right.
    pub columns: Vec<Column>,
    /// The header rows, repeated after a page break.
    pub header: Vec<Row>,
    /// The rows.
    pub rows: Vec<Row>,
    /// Notes under it.
    pub notes: Vec<Vec<Inline>>,
    /// Whether it stands on landscape pages (A4 横排表格, clause 8); where nobody says so, its
    /// content decides.
    pub landscape: Option<bool>,
    /// Its type size (字号); where nobody says so, its content decides.
    pub size: Option<TypeSize>,
}

/// The type size of a table. Each of them is practice (实务): the standard has none for tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum TypeSize {
    /// 4号.
    Four,
    /// 小4号.
    SmallFour,
    /// 5号, the smallest that is used.
    Five,
}

/// A column of a table.
#[derive(Debug, Clone, Serialize)]
pub struct Column {
    /// Its share of the width, beside the shares of the others; zero where its content decides.
    pub share: f64,
    /// How its cells stand.
    pub align: Align,
}

/// How the text of a cell stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Align {
    /// In the middle.
    #[default]
    Center,
    /// At the left edge.
    Left,
    /// At the right edge.
    Right,
}

/// A row of a table.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Row {
    /// Its cells; a place covered by a span from above or the left has none.
    pub cells: Vec<Cell>,
    /// Whether it sums up the rows above.
    pub total: bool,
}

/// A cell of a table.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Cell {
    /// Its paragraphs; none in a blank to fill in.
    pub paragraphs: Vec<Vec<Inline>>,
    /// How many rows it covers.
    pub rows: u32,
    /// How many columns it covers.
    pub columns: u32,
    /// How it stands, where that differs from its column.
    pub align: Option<Align>,
    /// Whether its text runs down beside all its rows, which then stay on one page, and is not
    /// said again on each page that they reach.
    pub beside: bool,
    /// The numbers that a form asks for here, in the order in which they stand in its text. Looks
    /// print the text; only formats in which a form is filled in need them.
    #[serde(skip)]
    pub figures: Vec<Figure>,
}

/// A number that a form (统计表) asks for.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// By what other figures of the table know it.
    pub key: u32,
    /// The paragraph of its cell in which it stands, and its place there.
    pub at: (usize, usize),
    /// What it is called: 约谈、定点药店.
    pub name: String,
    /// Its unit (计量单位).
    pub unit: Option<String>,
    /// How many decimals it may have; nothing where nobody says.
    pub decimals: Option<u32>,
    /// What it comes from.
    pub made: Made,
    /// What is filled in.
    pub worth: Worth,
}

/// What a number of a form comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Made {
    /// Somebody fills it in.
    Entered,
    /// It is the sum of others (合计).
    Sum(Vec<u32>),
    /// It is the percentage that one is of another (率).
    Rate(u32, u32),
}

/// What is filled in for a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Worth {
    /// Nothing yet.
    Blank,
    /// A dash, which counts as zero.
    Nil,
    /// A number.
    Number(Amount),
    /// Words that are no number, or one of another unit: 约30家.
    Words,
}

impl Cell {
    /// A cell of one paragraph that covers one place.
    pub fn of(inlines: Vec<Inline>) -> Self {
        let paragraphs = if inlines.is_empty() { Vec::new() } else { vec![inlines] };
        Self { paragraphs, rows: 1, columns: 1, ..Self::default() }
    }
}
