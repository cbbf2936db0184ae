//! Rosters as spreadsheets.

use std::io::{Cursor, Read as _, Write as _};

use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook, Worksheet};

use hongtou::roster::{Kind, Place};

use super::{FIELDS, fault, flaw, good, texts};

fn book(write: impl FnOnce(&mut Worksheet)) -> Vec<u8> {
    let mut book = Workbook::new();
    write(book.add_worksheet());
    book.save_to_buffer().unwrap()
}

fn strings(sheet: &mut Worksheet, row: u32, cells: &[&str]) {
    for (column, cell) in (0..).zip(cells) {
        sheet.write(row, column, *cell).unwrap();
    }
}

#[test]
fn merged_titles_and_blank_rows_are_survived() {
    let bytes = book(|sheet| {
        let centre = Format::new();
        sheet.merge_range(0, 0, 0, 4, "2022年定点医药机构名册", &centre).unwrap();
        strings(sheet, 2, &["序号", "药店名称（全称）*", "所在\n县区", "联系电话"]);
        strings(sheet, 3, &["1", "甲药店", "", "0750-8888888"]);
        sheet.merge_range(3, 2, 5, 2, "新会区", &centre).unwrap();
        strings(sheet, 5, &["2", "乙药店"]);
        sheet.write(7, 0, 3).unwrap();
        strings(sheet, 8, &["4", "丙药店", "台山市"]);
        for row in 9..2000 {
            sheet.write_blank(row, 1, &Format::new().set_bold()).unwrap();
        }
    });
    let (table, records) = good(&bytes);
    assert_eq!(table.sheet.as_deref(), Some("Sheet1"));
    assert_eq!((table.head, table.rows, table.blank), (3, 3, 3));
    let expected = [
        (4, vec!["甲药店", "新会区", "0750-8888888"]),
        (6, vec!["乙药店"]),
        (9, vec!["丙药店", "台山市"]),
    ];
    assert_eq!(texts(&records), expected);
    assert_eq!(records[1].cells[3].kind, Kind::Merged);
    assert_eq!(records[1].cells[3].column, Some(2));
    assert_eq!(records[2].cells[3].kind, Kind::Text);
}

#[test]
fn heads_of_two_rows_are_read_as_one() {
    let bytes = book(|sheet| {
        let form = Format::new();
        sheet.merge_range(0, 0, 0, 3, "名册", &form).unwrap();
        sheet.merge_range(1, 0, 2, 0, "机构名称", &form).unwrap();
        sheet.merge_range(1, 1, 1, 2, "联系方式", &form).unwrap();
        sheet.merge_range(1, 3, 2, 3, "县区", &form).unwrap();
        strings(sheet, 2, &["", "负责人", "电话"]);
        strings(sheet, 3, &["甲医院", "张三", "1", "新会区"]);
    });
    let (table, records) = good(&bytes);
    assert_eq!((table.head, table.flaws), (3, Vec::new()));
    assert_eq!(texts(&records), [(4, vec!["甲医院", "新会区", "张三", "1"])]);
}

#[test]
fn what_a_cell_is_shows_in_its_kind() {
    let bytes = book(|sheet| {
        strings(sheet, 0, &FIELDS.map(|(_, name)| name));
        strings(sheet, 1, &["=不是公式", "007"]);
        sheet.write(1, 2, 441_234_567_890_123_000_f64).unwrap();
        sheet.write(1, 3, Formula::new("=A1").set_result("新会区")).unwrap();
        sheet.write(1, 4, Formula::new("=NA()").set_result("#N/A")).unwrap();
        sheet.write(1, 5, true).unwrap();
        sheet.write(1, 6, 7_508_888_888_f64).unwrap();
        let day = ExcelDateTime::from_ymd(2022, 3, 1).unwrap();
        let form = Format::new().set_num_format("yyyy-mm-dd");
        sheet.write_with_format(2, 0, &day, &form).unwrap();
        sheet.write(2, 1, 1.5).unwrap();
    });
    let (_, records) = good(&bytes);
    let cells: Vec<_> =
        records[0].cells.iter().map(|cell| (cell.text.as_str(), cell.kind)).collect();
    let expected = [
        ("=不是公式", Kind::Text),
        ("007", Kind::Text),
        ("441234567890123000", Kind::Rounded),
        ("新会区", Kind::Formula),
        ("#N/A", Kind::Error),
        ("TRUE", Kind::Boolean),
        ("7508888888", Kind::Number),
    ];
    assert_eq!(cells, expected);
    assert_eq!((&*records[1].cells[0].text, records[1].cells[0].kind), ("2022-03-01", Kind::Date));
    assert_eq!((&*records[1].cells[1].text, records[1].cells[1].kind), ("1.5", Kind::Number));
}

#[test]
fn the_first_visible_sheet_with_heads_is_read_and_others_are_told() {
    let mut book = Workbook::new();
    strings(book.add_worksheet().set_name("说明").unwrap(), 0, &["填表说明"]);
    let hidden = book.add_worksheet().set_name("旧").unwrap().set_hidden(true);
    strings(hidden, 0, &["机构名称"]);
    for (name, institution) in [("医院", "甲医院"), ("药店", "乙药店")] {
        let sheet = book.add_worksheet().set_name(name).unwrap();
        strings(sheet, 0, &["机构名称"]);
        strings(sheet, 1, &[institution]);
        sheet.set_row_hidden(1).unwrap();
    }
    let (table, records) = good(&book.save_to_buffer().unwrap());
    assert_eq!(table.sheet.as_deref(), Some("医院"));
    assert_eq!(texts(&records), [(2, vec!["甲医院"])]);
    let told: Vec<&str> = table.flaws.iter().map(|flaw| &*flaw.words.zh).collect();
    let hidden = "有 2 个隐藏的行（筛选掉的也算），照样读入";
    assert_eq!(told, ["工作表“药店”也有名册的表头，没有读", hidden]);
}

#[test]
fn a_long_cell_is_told_with_its_place() {
    // No writer makes cells longer than spreadsheets allow: the text is put in afterwards.
    let bytes = book(|sheet| {
        strings(sheet, 0, &["机构名称", "地址"]);
        strings(sheet, 1, &["甲医院", "长长长"]);
    });
    let long = "长".repeat(3_500_000);
    let bytes = packed(&parts(&bytes, |_, text| text.replace("长长长", &long)));
    let told = flaw(&bytes);
    assert_eq!((told.check, told.place), ("roster-size", Place::cell(2, 1)));
}

#[test]
fn an_empty_spreadsheet_and_one_without_heads_are_told() {
    assert_eq!(fault(&book(|_| {})), "名册 是空的");
    let told = flaw(&book(|sheet| strings(sheet, 4, &["电话"])));
    assert_eq!((told.check, told.place), ("roster-head", Place::row(5)));
}

/// The parts of a spreadsheet by their names, their XML changed.
pub(super) fn parts(bytes: &[u8], change: impl Fn(&str, &str) -> String) -> Vec<(String, Vec<u8>)> {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut all = Vec::new();
    for at in 0..zip.len() {
        let mut part = zip.by_index(at).unwrap();
        let name = part.name().unwrap().into_owned();
        let mut text = String::new();
        part.read_to_string(&mut text).unwrap();
        all.push((name.clone(), change(&name, &text).into_bytes()));
    }
    all
}

/// A zip of some parts.
pub(super) fn packed(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    for (name, bytes) in parts {
        zip.start_file(name.as_str(), options).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A small roster with a bit of everything.
pub(super) fn sample() -> Vec<u8> {
    book(|sheet| {
        sheet.merge_range(0, 0, 0, 3, "名册", &Format::new()).unwrap();
        strings(sheet, 1, &["机构名称", "电话", "地址"]);
        strings(sheet, 2, &["甲医院", "0750-8888888", "甲路 1 号"]);
        sheet.write(3, 0, Formula::new("=A3").set_result("甲医院")).unwrap();
        sheet.write(3, 1, 1.5).unwrap();
        sheet.merge_range(4, 1, 6, 2, "乙", &Format::new()).unwrap();
    })
}
