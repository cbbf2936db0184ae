//! A small roster for the tests of this module.

use super::columns;
use crate::roster::{Cell, Column, Kind, Record, Roster, Row, Spool};

/// Four institutions of two counties, whose credit codes nobody has written down.
pub(crate) fn roster() -> Roster {
    let keys = ["institution", "code", "credit_code", "county", "responsible", "phone", "serial"];
    let column = |key: &str| Column { key: key.to_owned(), ..Column::default() };
    let mut spool = Spool::new(keys.map(column).into()).unwrap();
    let rows = [
        ["江门市蓬江区示例医院", "H44070300001", "", "蓬江区", "甲某", "0750-8000001", ""],
        ["示例药店", "P44070400002", "", "江海区", "乙某", "0750-8000002", "JH-7"],
        ["江门市江海区示例医院", "H44070400003", "", "江海区", "丙某", "0750-8000003", ""],
        ["示例药店", "P44070300004", "", "蓬江区", "丁某", "0750-8000004", ""],
    ];
    for (line, values) in (2..).zip(rows) {
        spool.push(&Row { line, values: values.map(str::to_owned).into() }).unwrap();
    }
    spool.finish().unwrap()
}

/// A row of a register whose columns stand in their usual order.
pub(crate) fn record(line: u64, written: &[(&str, &str)]) -> Record {
    let cell = |(at, column): (usize, Column)| {
        let text = written.iter().find(|(key, _)| *key == column.key);
        let text = text.map_or_else(String::new, |(_, text)| (*text).to_owned());
        Cell { text, column: Some(at), kind: Kind::Text }
    };
    let cells = columns().into_iter().enumerate().map(cell).collect();
    Record { line, cells, flaws: Vec::new() }
}
