//! What a register of returns (交回登记) holds: its columns and its rows.

use crate::calendar::Date;
use crate::roster::{Cell, Column, Kind};

/// How long the name of whoever took a letter in may be, and a note.
pub(super) const HANDLER: usize = 30;
pub(super) const NOTE: usize = 200;

/// The columns of a register, in the order of [`Field`].
pub fn columns() -> Vec<Column> {
    let column = |(key, name, leaf, about, most): (&str, &str, &str, &str, Option<usize>)| Column {
        most,
        key: key.to_owned(),
        name: name.to_owned(),
        about: about.to_owned(),
        leaf: leaf.to_owned(),
    };
    // The first is the one without which a table is no register.
    [
        ("returned", "交回日期", "date", "如 2026-05-20", None),
        ("credit_code", "统一社会信用代码", "credit-code", "代码和编号填一项即可", None),
        ("code", "机构编码", "text", "代码和编号填一项即可", None),
        ("serial", "编号", "text", "承诺书上印的编号", None),
        ("name", "机构名称", "text", "只用来核对", None),
        ("handler", "经办人", "person", "收下承诺书的人", Some(HANDLER)),
        ("note", "备注", "text", "照原样写进台账", Some(NOTE)),
    ]
    .map(column)
    .into()
}

/// A column of a register.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    Returned,
    CreditCode,
    Code,
    Serial,
    Name,
    Handler,
    Note,
}

/// Something handed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Return {
    /// Its row in the register, from 1.
    pub line: u64,
    /// The day (交回日期).
    pub date: Date,
    /// Who took it in (经办人); empty where nobody is named.
    pub handler: String,
    /// What was noted beside it (备注).
    pub note: String,
}

/// What became of the rows of a register: each is one of these.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Rows {
    /// They count.
    pub counted: usize,
    /// They say of an institution again that it has handed in.
    pub repeated: usize,
    /// They name an institution and nothing else: made ready for what is to come.
    pub open: usize,
    /// They are wrong and do not count.
    pub rejected: usize,
}

impl Rows {
    /// All of them.
    pub fn all(&self) -> usize {
        self.counted + self.repeated + self.open + self.rejected
    }
}

impl Field {
    /// The fields of which one must tell the institution.
    pub(super) const IDENTITY: [Self; 3] = [Self::CreditCode, Self::Code, Self::Serial];

    /// Its cell; one that the file does not have where the row is shorter.
    pub(super) fn of(self, cells: &[Cell]) -> &Cell {
        static NONE: Cell = Cell { text: String::new(), column: None, kind: Kind::Text };
        cells.get(self as usize).unwrap_or(&NONE)
    }
}
