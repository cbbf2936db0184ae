//! What a clerk relies on in the index, read back cell by cell.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};

use super::*;
use crate::merge::book;
use crate::roster::{Column, Spool};

/// A roster of so many rows for each of some counties, in turns.
fn roster(counties: &[&str], each: usize) -> Roster {
    let columns = ["institution", "code", "credit_code", "county", "serial"];
    let column = |key: &str| Column { key: key.into(), ..Column::default() };
    let mut spool = Spool::new(columns.map(column).into()).unwrap();
    for at in 0..each * counties.len() {
        let county = counties[at % counties.len()];
        let values = [format!("第{at}医院"), format!("H{at:03}"), String::new(), county.into()];
        let values = values.into_iter().chain([String::new()]).collect();
        spool.push(&Row { line: at as u64 + 2, values }).unwrap();
    }
    spool.finish().unwrap()
}

fn editions() -> Vec<Edition> {
    vec![
        Edition::new("", (210.0, 297.0), 1, true),
        Edition::new("-poster", (600.0, 800.0), 1, true),
    ]
}

/// What is asked of the index of a roster.
fn with<T>(
    roster: &Roster,
    made: &(dyn Fn(usize, usize) -> bool + Sync),
    ask: impl Fn(&Index) -> T,
) -> T {
    let volumes = book::volumes(roster);
    let stems = book::stems(&volumes);
    ask(&Index {
        title: "承诺书",
        roster,
        volumes: &volumes,
        stems: &stems,
        editions: &editions(),
        made,
        left_out: 2,
    })
}

fn read(bytes: Vec<u8>, sheet: &str) -> Vec<Vec<Data>> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    let range = book.worksheet_range(sheet).unwrap();
    assert_eq!(range.start(), Some((0, 0)));
    range.rows().map(<[Data]>::to_vec).collect()
}

fn words(cell: &Data) -> String {
    if matches!(cell, Data::Empty) { String::new() } else { cell.to_string() }
}

fn workbook(index: &Index) -> Vec<u8> {
    index.workbook(Cursor::new(Vec::new())).unwrap().into_inner()
}

#[test]
fn a_letter_that_is_missing_leaves_no_gap_and_is_named() {
    let roster = roster(&["黟县"], 4);
    let made = |edition: usize, row: usize| row != 1 && (edition, row) != (1, 2);
    let entries = with(&roster, &made, |index| {
        let entries = index.entries(0).unwrap();
        let remarks: Vec<String> = entries.iter().map(|entry| index.remark(entry)).collect();
        assert_eq!(remarks, ["", "未制成", "未制成：600×800毫米", ""]);
        assert_eq!((index.count(0, 0), index.count(0, 1)), (3, 2));
        entries
    });
    let pages: Vec<_> = entries.into_iter().map(|entry| entry.pages).collect();
    let wanted =
        [[Some(3..=3), Some(2..=2)], [None, None], [Some(5..=5), None], [Some(7..=7), Some(3..=3)]];
    assert_eq!(pages, wanted);
}

#[test]
fn every_letter_has_its_row_in_the_spreadsheet() {
    let counties = ["黟县", "歙县", ""];
    let roster = roster(&counties, book::MOST + 2);
    let rows = with(&roster, &|_, _| true, |index| read(workbook(index), "总目"));
    assert_eq!(words(&rows[0][0]), "承诺书分发总目");
    let heads: Vec<String> = rows[1].iter().map(words).collect();
    let wanted = "序号|编号|机构名称|统一社会信用代码或者机构编码|所在县区|分册文件|A4起页|A4止页|600×800毫米起页|600×800毫米止页|已发放|已收回|备注";
    assert_eq!(heads.join("|"), wanted);
    assert_eq!(rows.len(), 2 + roster.len());
    let row = |at: usize| rows[at].iter().map(words).collect::<Vec<_>>().join("|");
    assert_eq!(row(2), "1|H000|第0医院|H000|黟县|runs/黟县.pdf|3|3|2|2|||");
    let last = book::MOST + 1;
    let wanted =
        format!("{0}|H{1}|第{1}医院|H{1}|黟县|runs/黟县-2.pdf|5|5|3|3|||", last + 1, last * 3);
    assert_eq!(row(2 + last), wanted);
    assert!(row(rows.len() - 1).contains("未注明县区"));
    let listed: Vec<String> = with(&roster, &|_, _| true, |index| {
        let entries = (0..index.volumes.len()).flat_map(|at| index.entries(at).unwrap());
        entries.map(|one| [one.place.to_string(), one.serial, one.institution].join("|")).collect()
    });
    for (row, entry) in rows[2..].iter().zip(&listed) {
        assert_eq!(&row[..3].iter().map(words).collect::<Vec<_>>().join("|"), entry);
    }
    let totals = with(&roster, &|_, _| true, |index| read(workbook(index), "合计"));
    let row = |at: usize| totals[at].iter().map(words).collect::<Vec<_>>().join("|");
    assert_eq!(row(2), "黟县|2|502|502|0|502|0|502");
    assert_eq!(row(5), "合计|6|1506|1506|0|1506|0|1506");
    assert!(row(6).contains("另有2行"));
}

#[test]
fn a_name_is_no_formula_and_no_markup() {
    let columns = ["institution", "code", "county"];
    let column = |key: &str| Column { key: key.into(), ..Column::default() };
    let hostile =
        ["=HYPERLINK(\"http://x\")", "+1+1", "@SUM(A1)", "<r>&", "_x0041_", "0012", "甲\u{1}"];
    let mut spool = Spool::new(columns.map(column).into()).unwrap();
    for name in hostile {
        let values = [name, name, name].map(str::to_owned).into();
        spool.push(&Row { line: 1, values }).unwrap();
    }
    let roster = spool.finish().unwrap();
    let bytes = with(&roster, &|_, _| true, workbook);
    let rows = read(bytes.clone(), "总目");
    for (at, name) in hostile.iter().enumerate() {
        let read = Data::String(name.replace('\u{1}', ""));
        assert_eq!([&rows[at + 2][1], &rows[at + 2][2], &rows[at + 2][4]], [&read; 3]);
    }
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    assert!(book.worksheet_formula("总目").unwrap().is_empty());
}

#[test]
fn more_letters_than_a_sheet_holds_go_to_the_next() {
    let roster = roster(&["黟县", "歙县"], book::MOST + 2);
    let bytes = with(&roster, &|_, _| true, |index| {
        index.sheets(Cursor::new(Vec::new()), book::MOST + 2).ok().unwrap().into_inner()
    });
    assert_eq!(read(bytes.clone(), "总目").len(), 2 + book::MOST + 2);
    assert_eq!(read(bytes.clone(), "总目2").len(), 2 + book::MOST + 2);
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    let formulas = book.worksheet_formula("合计").unwrap();
    let first = formulas.rows().next().unwrap().iter().find(|formula| !formula.is_empty());
    assert_eq!(
        first.unwrap(),
        "COUNTIFS('总目'!$E$3:$E$504,\"=黟县\")+COUNTIFS('总目2'!$E$3:$E$504,\"=黟县\")"
    );
}

#[test]
fn an_index_of_nothing_is_a_sound_file() {
    let bytes = with(&roster(&[], 0), &|_, _| true, workbook);
    assert_eq!(read(bytes.clone(), "合计").len(), 2);
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    assert!(book.worksheet_formula("合计").unwrap().is_empty());
}

#[test]
fn the_same_letters_give_the_same_bytes() {
    let roster = roster(&["黟县"], 7);
    assert!(with(&roster, &|_, _| true, |index| workbook(index) == workbook(index)));
}
