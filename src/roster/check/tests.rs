//! Rows and what is said of them.

use super::*;
use crate::roster::Kind;
use crate::roster::code::check;

/// A roster of these rows, for tests that need no file.
pub(in crate::roster) fn open_rows(
    columns: &[Column],
    counties: &[&str],
    rows: impl Iterator<Item = Vec<String>>,
) -> Opened {
    let counties = counties.iter().map(|county| (*county).to_owned()).collect();
    let demands = Demands { counties, printed: vec![0], ..Demands::default() };
    let mut checking = Checking::new(columns, &demands).unwrap();
    for (line, row) in (2..).zip(rows) {
        let cells = row.into_iter().enumerate();
        let cells =
            cells.map(|(at, text)| Cell { text, column: Some(at), ..Cell::default() }).collect();
        checking.record(Record { line, cells, flaws: Vec::new() }).unwrap();
    }
    checking.finish(Table { head: 1, ..Table::default() }).unwrap()
}

/// The columns of a letter as its schema has them.
fn columns() -> Vec<Column> {
    let column = |(key, name, leaf): (&str, &str, &str)| Column {
        key: key.into(),
        name: name.into(),
        leaf: leaf.into(),
        ..Column::default()
    };
    let all = [
        ("institution", "机构名称", "text"),
        ("code", "机构编码", "text"),
        ("credit_code", "统一社会信用代码", "credit-code"),
        ("county", "所在县区", "region"),
        ("phone", "电话", "phone"),
        ("serial", "编号", "text"),
    ];
    all.map(column).to_vec()
}

/// A right credit code for each number.
fn credit(number: u32) -> String {
    let body = format!("12990101XY{number:07}");
    format!("{body}{}", check(&body).unwrap())
}

fn opened(rows: &[[&str; 6]]) -> Opened {
    let rows = rows.iter().map(|row| row.map(str::to_owned).to_vec());
    open_rows(&columns(), &["蓬江区", "台山市"], rows)
}

/// What is said of some rows: the row, the column, the level and the check.
fn said(rows: &[[&str; 6]]) -> Vec<(u64, Option<usize>, &'static str, &'static str)> {
    let flaws = opened(rows).flaws.into_iter();
    flaws.map(|flaw| (flaw.place.row, flaw.place.column, flaw.level.name(), flaw.check)).collect()
}

const GOOD: [&str; 6] = ["甲医院", "H1", "", "蓬江区", "0750-5550110", ""];

#[test]
fn a_good_row_is_kept_and_a_bad_one_is_told() {
    let opened =
        opened(&[GOOD, ["", "H2", "", "火星区", "", ""], ["乙", "", "", "台山市", "", ""]]);
    let told: Vec<(u64, Option<usize>, &str)> = opened
        .flaws
        .iter()
        .map(|flaw| (flaw.place.row, flaw.place.column, flaw.words.zh.as_str()))
        .collect();
    assert_eq!(
        told,
        [
            (3, Some(0), "缺机构名称"),
            (3, Some(3), "没有登记这个县区"),
            (4, Some(2), "缺统一社会信用代码和机构编码"),
        ]
    );
    assert_eq!((opened.total, opened.bad(), opened.skipped.as_slice()), (3, 2, &[3, 4][..]));
    assert_eq!((opened.roster.len(), opened.errors, opened.warnings), (1, 3, 0));
    assert!(opened.whole);
}

#[test]
fn two_rows_of_one_code_are_both_doubtful() {
    let (one, two) = (credit(1), credit(2));
    let rows = [
        ["甲医院", "H1", &one, "蓬江区", "", ""],
        ["乙医院", "H1", &two, "蓬江区", "", ""],
        ["丙医院", "H3", "", "蓬江区", "", ""],
        ["丁医院", "H1", "", "蓬江区", "", ""],
    ];
    let opened = opened(&rows);
    let told: Vec<(u64, Option<u64>)> =
        opened.flaws.iter().map(|flaw| (flaw.place.row, flaw.also)).collect();
    assert_eq!(told, [(2, Some(3)), (3, Some(2)), (5, Some(2))]);
    assert_eq!(opened.roster.len(), 1);
    assert_eq!(opened.roster.row(0).unwrap().line, 4);
    assert_eq!(opened.skipped, [2, 3, 5]);
}

#[test]
fn a_row_that_stands_twice_is_printed_once() {
    let opened = opened(&[GOOD, ["乙", "H2", "", "蓬江区", "", ""], GOOD]);
    assert_eq!(opened.flaws.len(), 1);
    assert_eq!((opened.flaws[0].check, opened.flaws[0].also), ("roster-repeated", Some(2)));
    assert_eq!((opened.roster.len(), opened.skipped.as_slice()), (2, &[4][..]));
}

#[test]
fn names_may_be_alike_in_two_counties_and_not_in_one() {
    let other = ["甲 医院", "H2", "", "台山市", "", ""];
    assert_eq!(said(&[GOOD, other]), [(3, Some(0), "warning", "roster-duplicate")]);
    let same = ["甲 医院", "H2", "", "蓬江区", "", ""];
    let both =
        [(2, Some(0), "error", "roster-duplicate"), (3, Some(0), "error", "roster-duplicate")];
    assert_eq!(said(&[GOOD, same]), both);
}

#[test]
fn a_number_may_be_nobody_elses_code() {
    let rows = [GOOD, ["乙", "H2", "", "蓬江区", "", "H1"]];
    assert_eq!(
        said(&rows),
        [(2, Some(5), "error", "roster-duplicate"), (3, Some(5), "error", "roster-duplicate")]
    );
    let code = credit(1);
    let rows = [["甲", "", &code, "蓬江区", "", "1"], ["乙", &code, "", "蓬江区", "", "2"]];
    assert_eq!(said(&rows).len(), 2, "a credit code in the column of codes");
}

#[test]
fn bad_rows_are_compared_too() {
    let rows = [["甲", "H1", "", "火星区", "", ""], ["乙", "H1", "", "蓬江区", "", ""]];
    assert_eq!(said(&rows).len(), 3);
    assert_eq!(opened(&rows).roster.len(), 0);
}

#[test]
fn warnings_do_not_keep_a_row_back() {
    for row in [
        ["甲/乙医院", "H1", "", "蓬江区", "", ""],
        ["@甲医院", "H1", "", "蓬江区", "", ""],
        ["甲\u{2f08}医院", "H1", "", "蓬江区", "", ""],
        ["甲医院", "H1", "", "蓬江区", "13800000000", ""],
        ["甲医院", "H1", "", "蓬江区", "见附件", ""],
    ] {
        let opened = opened(&[row]);
        assert_eq!((opened.roster.len(), opened.warnings, opened.errors), (1, 1, 0), "{row:?}");
    }
}

#[test]
fn no_value_stands_in_what_is_told() {
    let secret = "秘密名称";
    let rows = [
        [secret, secret, secret, secret, secret, secret],
        ["..", "Ｈ1", "9", "", "13800000000", ""],
        ["甲\u{200b}秘密名称", "H1", "", "蓬江区", "", ""],
    ];
    for flaw in opened(&rows).flaws {
        let told = format!("{:?}{:?}", flaw.words, flaw.help);
        assert!(!told.contains("秘密") && !told.contains("138"), "{told}");
    }
}

#[test]
fn what_spreadsheets_do_to_codes_is_told() {
    let columns = columns();
    let demands = Demands { printed: vec![0], ..Demands::default() };
    let kinds = [Kind::Rounded, Kind::Date, Kind::Formula, Kind::Error, Kind::Number];
    let mut checking = Checking::new(&columns, &demands).unwrap();
    for (line, kind) in (2..).zip(kinds) {
        let cell = |(at, text): (usize, &str)| Cell {
            text: format!("{text}{line}"),
            column: Some(at),
            kind: if at == 1 { kind } else { Kind::Text },
        };
        let cells = ["甲", "4407"].into_iter().enumerate().map(cell);
        let rest = (2..6).map(|at| Cell { column: Some(at), ..Cell::default() });
        let mut cells: Vec<Cell> = cells.chain(rest).collect();
        cells[3].text = "蓬江区".into();
        checking.record(Record { line, cells, flaws: Vec::new() }).unwrap();
    }
    let opened = checking.finish(Table { head: 1, ..Table::default() }).unwrap();
    let told: Vec<_> = opened.flaws.iter().map(|flaw| (flaw.place.row, flaw.check)).collect();
    let digits = "roster-digits";
    let expected =
        [(2, digits), (3, digits), (4, "roster-formula"), (5, "roster-error"), (6, digits)];
    assert_eq!(told, expected);
    assert_eq!((opened.errors, opened.warnings, opened.roster.len()), (4, 1, 1));
}

#[test]
fn a_letter_asks_for_what_it_prints() {
    let columns = columns();
    let covered = |text: &str| text.chars().find(|c| *c == '䶮');
    let room = |at: usize, text: &str| at != 5 || text.len() < 4;
    let demands =
        Demands { printed: vec![0, 4, 5], counties: Vec::new(), covered: &covered, room: &room };
    let mut checking = Checking::new(&columns, &demands).unwrap();
    let rows =
        [["甲䶮", "H1", "", "任何县", "", "7"], ["乙", "H23456", "", "任何县", "5550110", ""]];
    for (line, row) in (2..).zip(rows) {
        let cell = |(at, text): (usize, &str)| Cell {
            text: text.into(),
            column: Some(at),
            ..Cell::default()
        };
        let cells = row.into_iter().enumerate().map(cell).collect();
        checking.record(Record { line, cells, flaws: Vec::new() }).unwrap();
    }
    let opened = checking.finish(Table { head: 1, ..Table::default() }).unwrap();
    let told: Vec<_> =
        opened.flaws.iter().map(|flaw| (flaw.place.row, flaw.place.column, flaw.check)).collect();
    let expected =
        [(2, Some(0), "roster-font"), (2, Some(4), "roster-missing"), (3, Some(1), "roster-room")];
    assert_eq!(told, expected);
}

#[test]
fn a_roster_without_rows_or_columns_is_not_whole() {
    let opened = opened(&[]);
    assert!(!opened.whole);
    assert_eq!((opened.flaws.len(), opened.flaws[0].check), (1, "roster-empty"));
    let columns = columns();
    let demands = Demands::default();
    let mut checking = Checking::new(&columns, &demands).unwrap();
    let cells = vec![Cell { text: "甲".into(), column: Some(0), ..Cell::default() }];
    checking.record(Record { line: 5, cells, flaws: Vec::new() }).unwrap();
    let opened = checking.finish(Table { head: 4, ..Table::default() }).unwrap();
    assert!(!opened.whole);
    let told: Vec<_> = opened.flaws.iter().map(|flaw| flaw.words.zh.as_str()).collect();
    assert_eq!(told, ["没有“机构编码”这一列", "没有“统一社会信用代码”这一列"]);
    assert!(opened.flaws.iter().all(|flaw| flaw.place == Place::row(4)));
}

#[test]
fn thousands_of_flaws_are_counted_and_some_kept() {
    let rows =
        (0..10_000).map(|at| vec![String::new(), format!("H{at}"), String::new(), "蓬江区".into()]);
    let opened = open_rows(&columns(), &["蓬江区"], rows);
    assert_eq!((opened.errors, opened.bad(), opened.flaws.len()), (10_000, 10_000, 3000));
}
