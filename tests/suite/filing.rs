//! Filing: who has handed in the signed letter, told on the command line and in the lists.

use std::fmt::Write as _;
use std::io::Cursor;

use calamine::{Data, Range, Reader as _, Xlsx, open_workbook_from_rs};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use serde_json::Value;

use crate::judges::judge;
use crate::support::{Folder, Ran, fails};

const LETTER: &str = "policies/commitment-letter.yaml";
const HEADS: &str = "机构编码,机构名称,交回日期,经办人,备注\n";

/// A workspace with a letter that is due on 2026年5月29日前, and a roster of so many institutions.
fn workspace(count: usize) -> (Folder, Vec<Vec<String>>) {
    let folder = Folder::init();
    folder.run(&["new", "commitment-letter"]).expect_code(0);
    let count = count.to_string();
    let ran = folder.run(&["roster", LETTER, "--sample", &count, "--seed", "7"]).expect_code(0);
    folder.write("roster.csv", &ran.out);
    let split = |line: &str| line.split(',').map(str::to_owned).collect();
    let rows = ran.out.trim_start_matches('\u{feff}').lines().map(split).collect();
    (folder, rows)
}

/// The code (机构编码) of an institution, from 0.
fn code(rows: &[Vec<String>], at: usize) -> &str {
    &rows[at + 1][1]
}

/// A register of these institutions and days.
fn register(rows: &[Vec<String>], returns: &[(usize, &str, &str)]) -> String {
    let mut text = HEADS.to_owned();
    for (at, day, note) in returns {
        writeln!(text, "{},,{day},李某,{note}", code(rows, *at)).unwrap();
    }
    text
}

fn filing(folder: &Folder, more: &[&str]) -> Ran {
    folder.run(&[&usual()[..], more].concat())
}

/// The arguments of every run here.
fn usual() -> [&'static str; 8] {
    let (roster, returned) = ("roster.csv", "returned.csv");
    ["--today", "2026-06-05", "filing", LETTER, "--roster", roster, "--returned", returned]
}

fn sheets(bytes: &[u8]) -> Vec<(String, Range<Data>, Range<String>)> {
    let mut book: Xlsx<_> = open_workbook_from_rs(Cursor::new(bytes)).unwrap();
    let names = book.sheet_names();
    let read = |name: String| {
        let cells = book.worksheet_range(&name).unwrap();
        let formulas = book.worksheet_formula(&name).unwrap();
        (name, cells, formulas)
    };
    names.into_iter().map(read).collect()
}

fn bytes(folder: &Folder, path: &str) -> Vec<u8> {
    let files = folder.files("out");
    let found = files.into_iter().find(|(name, _)| name == path);
    found.unwrap_or_else(|| panic!("there is no {path}")).1
}

fn text(range: &Range<Data>, row: u32, column: u32) -> String {
    match range.get_value((row, column)) {
        Some(Data::String(text)) => text.clone(),
        None | Some(Data::Empty) => String::new(),
        Some(other) => other.to_string(),
    }
}

#[test]
fn every_institution_is_told_in_one_way_and_the_sums_add_up() {
    let (folder, rows) = workspace(30);
    let returned = register(
        &rows,
        &[
            (0, "2026-05-20", ""),
            (1, "2026/5/28", ""),
            (2, "2026年6月2日", "邮寄"),
            (3, "20260529", ""),
            (0, "2026-05-21", "又交一份"),
        ],
    );
    folder.write("returned.csv", returned);
    let ran = filing(&folder, &["--format", "json", "--out", "out"]).expect_code(0);
    let said: Value = serde_json::from_str(&ran.out).unwrap();
    let total = &said["total"];
    assert_eq!(total["expected"], 30);
    let states = ["returned", "returned-late", "outstanding", "overdue"];
    let counts = states.map(|state| total[state].as_u64().unwrap());
    assert_eq!(counts, [3, 1, 0, 26]);
    assert_eq!(total["doubtful"], 1);
    let count = |state: &str| {
        let all = said["counties"].as_array().unwrap().iter();
        all.map(|county| county["sums"][state].as_u64().unwrap()).sum::<u64>()
    };
    assert_eq!(states.map(count), counts);
    let late = &said["institutions"][2];
    assert_eq!((&late["days_late"], &late["returned"]), (&4.into(), &"2026-06-02".into()));
    assert_eq!(said["register"]["repeated"], 1);
    assert_eq!(said["findings"][0]["check"], "filing-twice");
    assert_eq!(said["findings"][0]["also_row"], 2);
    filing(&folder, &["--fail-on-overdue", "--out", "out"]).expect_code(1).says(&[
        "合计",
        "登记 5 行 = 计入 4 + 重复 1 + 未填 0 + 有误 0",
        "没有写明最后一日是2026年5月28日还是2026年5月29日，1 家",
        "写出 out/ledger.pdf",
    ]);
}

#[test]
fn the_ledger_holds_dates_numbers_text_and_formulas() {
    let (folder, rows) = workspace(30);
    let returns = [(0, "2026-05-20", "=1+1"), (1, "2026-06-02", "<r>甲</r>")];
    folder.write("returned.csv", register(&rows, &returns));
    filing(&folder, &["--out", "out"]).expect_code(0);
    let ledger = sheets(&bytes(&folder, "ledger.xlsx"));
    let names: Vec<&str> = ledger.iter().map(|(name, ..)| name.as_str()).collect();
    assert_eq!(names, ["台账", "汇总"]);
    let (_, all, formulas) = &ledger[0];
    assert_eq!(all.end().unwrap().0, 2 + 30, "a line for each under title, period and heads");
    assert!(formulas.used_cells().next().is_none(), "what people write is no formula");
    let line = |at: usize| {
        let found = (3..33).find(|row| text(all, *row, 3) == code(&rows, at));
        found.unwrap_or_else(|| panic!("{} is missing", code(&rows, at)))
    };
    let (early, late) = (line(0), line(1));
    assert!(
        matches!(all.get_value((early, 7)), Some(Data::DateTime(day)) if day.to_string() == "46162")
    );
    assert_eq!((text(all, early, 8), text(all, early, 11)), ("已交回".into(), "=1+1".into()));
    assert_eq!(all.get_value((late, 9)), Some(&Data::Float(4.0)));
    assert_eq!(text(all, late, 11), "<r>甲</r>");
    assert!(matches!(all.get_value((late, 3)), Some(Data::String(_))), "codes are text");
    let (_, sums, formulas) = &ledger[1];
    let end = sums.end().unwrap().0;
    let totals: Vec<String> = (0..6).map(|column| text(sums, end, column)).collect();
    assert_eq!(totals, ["合计", "30", "1", "1", "0", "28"]);
    assert!(formulas.used_cells().count() >= 6 * 2);
    let reminders = sheets(&bytes(&folder, "reminders.xlsx"));
    assert_eq!(reminders[0].1.end().unwrap().0, 2 + 28);
}

#[test]
fn an_independent_program_adds_up_the_same_sums() {
    let (folder, rows) = workspace(40);
    let returns = [(0, "2026-05-20", ""), (1, "2026-06-02", ""), (2, "2026-05-29", "")];
    folder.write("returned.csv", register(&rows, &returns));
    filing(&folder, &["--out", "out"]).expect_code(0);
    let path = |inside: &str| folder.path(inside).display().to_string();
    let profile = format!("-env:UserInstallation=file://{}", path("profile"));
    let (solved, ledger) = (path("solved"), path("out/ledger.xlsx"));
    let arguments =
        [&*profile, "--headless", "--convert-to", "xlsx", "--outdir", &*solved, &ledger];
    if judge("soffice", &arguments).is_none() {
        return;
    }
    let ours = sheets(&bytes(&folder, "ledger.xlsx"));
    let (_, theirs) = folder.files("solved").pop().unwrap();
    let theirs = sheets(&theirs);
    let (end, _) = ours[1].1.end().unwrap();
    for row in 3..=end {
        for column in 0..6 {
            let (own, other) = (text(&ours[1].1, row, column), text(&theirs[1].1, row, column));
            assert_eq!(own, other, "row {row}, column {column}");
        }
    }
}

#[test]
fn the_printed_lists_repeat_their_heads_and_say_what_they_are() {
    let (folder, rows) = workspace(100);
    folder.write("returned.csv", register(&rows, &[(0, "2026-05-20", "")]));
    filing(&folder, &["--out", "out"]).expect_code(0);
    let files = folder.files("out");
    let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names[..2], ["ledger.pdf", "ledger.xlsx"]);
    assert_eq!(names.iter().filter(|name| name.starts_with("reminders/")).count(), 3);
    for (name, people) in [("out/ledger.pdf", false), ("out/reminders/东岭区.pdf", true)] {
        let path = folder.path(name).display().to_string();
        let Some(said) = judge("pdftotext", &["-layout", &path, "-"]) else { return };
        let said = String::from_utf8(said).unwrap();
        let pages: Vec<&str> = said.split('\u{c}').filter(|page| !page.trim().is_empty()).collect();
        assert!(pages.len() > 1, "{name} has several pages");
        for page in &pages {
            for word in ["机构名称", "逾期天数", "内部使用", "经办人"] {
                assert!(page.contains(word), "{name} does not say {word}:\n{page}");
            }
            assert!(people || page.contains("区：") || page.contains("县："), "{page}");
        }
        let east = rows.iter().skip(2).find(|row| row[3] == "东岭区").unwrap();
        assert_eq!(said.contains(&east[6]), people, "telephones are in reminders alone");
    }
}

#[test]
fn a_register_that_is_wrong_writes_nothing_unless_told_to() {
    let (folder, rows) = workspace(12);
    let name = &rows[1][0];
    let mut returned = register(&rows, &[(0, "明天", ""), (1, "2026-06-30", "")]);
    writeln!(returned, "X1,{name},2026-05-20,,\n,{name},2026-05-20,,").unwrap();
    folder.write("returned.csv", returned);
    let arguments = [&usual()[..], &["--out", "out"]].concat();
    fails(
        &folder,
        &arguments,
        1,
        &[
            "returned.csv 第 2 行 C 列：错误[filing-date-unreadable]",
            "第 3 行 C 列：错误[filing-date-future]",
            "第 4 行 A 列：错误[filing-unknown] 名册里没有这个代码；名称与名册第 2 行相同",
            "第 5 行：错误[filing-unidentified]",
            "什么也没有写",
        ],
        &["returned.csv, row 2, column C: error[filing-date-unreadable]", "nothing was written"],
    );
    assert!(!folder.path("out").exists());
    let ran = filing(&folder, &["--keep-going", "--out", "out"]).expect_code(3);
    assert!(!ran.out.contains(name) && !ran.err.contains(name), "names have no place in logs");
    ran.says(&["登记 4 行 = 计入 0 + 重复 0 + 未填 0 + 有误 4"]);
    let ledger = sheets(&bytes(&folder, "ledger.xlsx"));
    assert_eq!(ledger[2].0, "登记问题");
    assert_eq!(ledger[2].1.end().unwrap().0, 2 + 4, "each of them is listed");
    // Of two it is written that they have handed in, if not when: nobody reminds them.
    let reminders = sheets(&bytes(&folder, "reminders.xlsx"));
    assert_eq!(reminders[0].1.end().unwrap().0, 2 + 10);
}

#[test]
fn a_spreadsheet_of_returns_is_read_with_its_dates() {
    let (folder, rows) = workspace(12);
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let day = Format::new().set_num_format("yyyy/m/d");
    for (column, head) in (0..).zip(["统一社会信用代码", "交回日期"]) {
        sheet.write_string(0, column, head).unwrap();
    }
    for (row, at) in (1..).zip([1, 2]) {
        sheet.write_string(row, 0, &rows[at][2]).unwrap();
        let date = ExcelDateTime::from_ymd(2026, 5, 20).unwrap();
        sheet.write_datetime_with_format(row, 1, &date, &day).unwrap();
    }
    folder.write("returned.xlsx", book.save_to_buffer().unwrap());
    let mut arguments = usual();
    arguments[7] = "returned.xlsx";
    folder
        .run(&arguments)
        .expect_code(0)
        .says(&["登记 2 行 = 计入 2", "写出 output/filing/sample-letter/ledger.xlsx"]);
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let (folder, rows) = workspace(20);
    folder.write("returned.csv", register(&rows, &[(0, "2026-05-20", "")]));
    filing(&folder, &["--out", "out"]).expect_code(0);
    filing(&folder, &["--out", "again"]).expect_code(0);
    assert_eq!(folder.files("out"), folder.files("again"));
}

#[test]
fn a_letter_without_a_last_day_asks_for_one() {
    let (folder, _) = workspace(12);
    folder.write("returned.csv", HEADS);
    folder.change(LETTER, "  deadline: 2026年5月29日前\n", "  deadline: 收到后5日内\n");
    fails(
        &folder,
        &usual(),
        2,
        &["从哪一天算起不能确定", "--deadline"],
        &["--deadline 2026-05-29"],
    );
    filing(&folder, &["--deadline", "2026-06-30"]).expect_code(0).says(&["2026-06-30"]);
    let text = folder.read(LETTER);
    let at = text.find("filing:").unwrap();
    folder.write(LETTER, &text[..at]);
    fails(&folder, &usual(), 2, &["没有写交回期限"], &["does not say until when"]);
}

#[test]
fn lists_of_an_earlier_run_are_told() {
    let (folder, rows) = workspace(3);
    folder.write("returned.csv", HEADS);
    filing(&folder, &["--out", "out"]).expect_code(0);
    let all = [(0, "2026-05-20", ""), (1, "2026-05-20", ""), (2, "2026-05-20", "")];
    folder.write("returned.csv", register(&rows, &all));
    let county = &rows[1][3];
    let ran = filing(&folder, &["--out", "out", "--by-county"]).expect_code(0);
    let told = format!("reminders/{county}.pdf 是以前写的");
    ran.says(&[&told, "ledger.pdf 是以前写的"]);
}

#[test]
fn a_long_ledger_is_printed_county_by_county() {
    let (folder, _) = workspace(2001);
    folder.write("returned.csv", HEADS);
    // Before the deadline nobody is reminded.
    let mut arguments = usual();
    arguments[1] = "2026-05-20";
    folder.run(&[&arguments[..], &["--out", "out"]].concat()).expect_code(0);
    let names: Vec<String> = folder.files("out").into_iter().map(|(name, _)| name).collect();
    let wanted = ["ledger/东岭区.pdf", "ledger/南汀县.pdf", "ledger/西浦县.pdf"];
    assert_eq!(names.iter().filter(|name| name.starts_with("ledger/")).collect::<Vec<_>>(), wanted);
}
