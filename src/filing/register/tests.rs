//! What becomes of the rows of a register.

use jiff::civil::date;

use super::*;
use crate::filing::example::{record, roster};

/// The days that count, what became of the rows, and what was found where.
type Taken = (Vec<Option<Date>>, Rows, Vec<(&'static str, String)>);

/// Takes such rows: 机构编码, 机构名称, 交回日期, 备注.
fn taken(rows: &[[&str; 4]]) -> Taken {
    let roster = roster();
    let (issued, today) = (Some(date(2026, 5, 8)), date(2026, 6, 5));
    let mut register = Register::new(&roster, issued, today, &|_| None).unwrap();
    for (line, [code, name, day, note]) in (2..).zip(rows) {
        let cells = [("code", *code), ("name", *name), ("returned", *day), ("note", *note)];
        register.take(record(line, &cells)).unwrap();
    }
    register.end(Table { head: 1, ..Table::default() });
    let days = register.returns.iter().map(|own| own.as_ref().map(|own| own.date));
    let flaws = register.flaws.iter().map(|flaw| (flaw.check, flaw.place.words().en));
    (days.collect(), register.rows, flaws.collect())
}

#[test]
fn every_row_counts_or_is_told() {
    let (days, rows, flaws) = taken(&[
        ["H44070300001", "", "2026-05-20", ""],
        ["H44070300001", "", "2026/5/18", ""],
        ["H44079900001", "", "2026-05-20", ""],
        ["", "江门市江海区示例医院", "2026-05-20", ""],
        ["H44070400003", "", "明天", ""],
        ["H44070400003", "", "", "已收"],
        ["H44070400003", "", "2026-06-06", ""],
        ["H44070400003", "", "2026-05-07", ""],
    ]);
    assert_eq!(days, [Some(date(2026, 5, 18)), None, None, None]);
    assert_eq!(rows, Rows { counted: 1, repeated: 1, open: 0, rejected: 6 });
    assert_eq!(rows.all(), 8);
    let told: Vec<(&str, &str)> = flaws.iter().map(|(check, at)| (*check, at.as_str())).collect();
    assert_eq!(
        told,
        [
            ("filing-twice", "row 3"),
            ("filing-unknown", "row 4, column C"),
            ("filing-unidentified", "row 5"),
            ("filing-date-unreadable", "row 6, column A"),
            ("filing-date-missing", "row 7, column A"),
            ("filing-date-future", "row 8, column A"),
            ("filing-date-early", "row 9, column A"),
        ]
    );
}

#[test]
fn a_name_identifies_nobody_but_what_does_not_match_is_told() {
    let (days, rows, flaws) = taken(&[
        ["H44070300001", "江门市江海区示例医院", "2026-05-20", ""],
        ["X", "江门市江海区示例医院", "2026-05-20", ""],
    ]);
    assert_eq!(days[..3], [Some(date(2026, 5, 20)), None, None]);
    assert_eq!(rows, Rows { counted: 1, rejected: 1, ..Rows::default() });
    assert_eq!(flaws[0], ("filing-name", "row 2, column E".to_owned()));
    assert_eq!(flaws[1], ("filing-unknown", "row 3, column C".to_owned()));
}

#[test]
fn codes_of_one_row_must_be_of_one_institution() {
    let roster = roster();
    let mut register = Register::new(&roster, None, date(2026, 6, 5), &|_| None).unwrap();
    let day = ("returned", "2026-05-20");
    for (line, serial) in [(2, "JH-7"), (3, "H44070300001"), (4, "没有这个")] {
        let cells = [("code", "H44070300001"), ("serial", serial), day];
        register.take(record(line, &cells)).unwrap();
    }
    assert_eq!(register.rows, Rows { counted: 1, rejected: 2, ..Rows::default() });
    assert!(register.flaws.iter().all(|flaw| flaw.check == "filing-contradiction"));
}

#[test]
fn a_column_that_is_missing_is_told_once() {
    let roster = roster();
    let mut register = Register::new(&roster, None, date(2026, 6, 5), &|_| None).unwrap();
    for line in 4..8 {
        let mut row = record(line, &[("name", "江门市江海区示例医院")]);
        row.cells.iter_mut().for_each(|cell| cell.column = None);
        register.take(row).unwrap();
    }
    register.end(Table { head: 3, ..Table::default() });
    assert_eq!(register.rows.rejected, 4);
    let places: Vec<u64> = register.flaws.iter().map(|flaw| flaw.place.row).collect();
    assert_eq!(places, [3]);
}

#[test]
fn a_note_that_cannot_be_printed_is_told_and_the_return_counts() {
    let roster = roster();
    let covered = |text: &str| text.chars().find(|c| *c == '😀');
    let mut register = Register::new(&roster, None, date(2026, 6, 5), &covered).unwrap();
    let note = "甲😀\n乙\u{7}".to_owned() + &"长".repeat(NOTE);
    let cells = [("code", "H44070300001"), ("returned", "2026-05-20"), ("note", note.as_str())];
    register.take(record(2, &cells)).unwrap();
    let told: Vec<&str> = register.flaws.iter().map(|flaw| flaw.check).collect();
    assert_eq!(told, ["filing-character", "filing-long"]);
    let own = register.returns[0].as_ref().unwrap();
    assert!(own.note.starts_with("甲〓 乙〓长"), "{}", own.note);
    assert_eq!(own.note.chars().count(), NOTE);
}

#[test]
fn a_register_may_be_made_ready_for_those_yet_to_come() {
    let (days, rows, flaws) = taken(&[
        ["H44070300001", "江门市蓬江区示例医院", "", ""],
        ["P44070400002", "", "2026-05-20", ""],
        ["X", "", "", ""],
    ]);
    assert_eq!(days[..2], [None, Some(date(2026, 5, 20))]);
    assert_eq!(rows, Rows { counted: 1, open: 1, rejected: 1, ..Rows::default() });
    assert_eq!(flaws, [("filing-unknown", "row 4, column C".to_owned())]);
}

#[test]
fn a_formula_is_no_record_of_anything() {
    let roster = roster();
    let mut register = Register::new(&roster, None, date(2026, 6, 5), &|_| None).unwrap();
    let mut row = record(2, &[("code", "H44070300001"), ("returned", "2026-05-20")]);
    row.cells[Field::Returned as usize].kind = crate::roster::Kind::Formula;
    register.take(row).unwrap();
    assert_eq!((register.rows.rejected, register.flaws[0].check), (1, "filing-cell"));
}
