//! Rosters as text with separators.

use encoding_rs::GB18030;

use hongtou::diag::Level;
use hongtou::roster::{Kind, Place, Table};

use super::{flaw, good, texts};

fn utf16(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
    format!("\u{feff}{text}").encode_utf16().flat_map(unit).collect()
}

fn encoded(text: &str) -> [(&'static str, Vec<u8>); 5] {
    [
        ("UTF-8", text.as_bytes().to_vec()),
        ("UTF-8 with its mark", format!("\u{feff}{text}").into_bytes()),
        ("GB18030", GB18030.encode(text).0.into_owned()),
        ("UTF-16LE", utf16(text, u16::to_le_bytes)),
        ("UTF-16BE", utf16(text, u16::to_be_bytes)),
    ]
}

#[test]
fn every_encoding_is_read_with_every_separator_and_line_break() {
    for separator in [",", ";", "\t", "，", "|"] {
        for end in ["\n", "\r\n", "\r"] {
            let lines = [
                ["机构名称", "电话", "县（市、区）"],
                ["新会𠮷康㐂药店", "0750-8888888", "新会区"],
                ["\"第一行\n第二行\"", "", "台山市"],
            ];
            let text = lines.map(|line| line.join(separator)).join(end);
            for (name, bytes) in encoded(&text) {
                let (table, records) = good(&bytes);
                let expected = [
                    (2, vec!["新会𠮷康㐂药店", "新会区", "0750-8888888"]),
                    (3, vec!["第一行\n第二行", "台山市"]),
                ];
                assert_eq!(texts(&records), expected, "{name} {separator:?} {end:?}");
                let expected = Table { head: 1, rows: 2, ..Table::default() };
                assert_eq!(table, expected);
                assert_eq!(records[0].cells[3].column, Some(2));
                assert_eq!(records[0].cells[6].column, Some(1));
                assert_eq!(records[0].cells[4].column, None);
            }
        }
    }
}

#[test]
fn characters_may_be_cut_in_two_wherever_a_long_file_is_read_in_pieces() {
    for shift in 0..4 {
        let row = format!("新会𠮷康㐂药店{},0750-8888888\n", "x".repeat(shift));
        let text = "机构名称,电话\n".to_owned() + &row.repeat(3000);
        for (name, bytes) in encoded(&text) {
            let (table, records) = good(&bytes);
            assert_eq!(table.rows, 3000, "{name}");
            assert!(records.iter().all(|record| record.cells == records[0].cells), "{name}");
        }
    }
}

#[test]
fn what_spreadsheets_leave_in_text_is_understood() {
    let text = "sep=;\r\n2022年名册;;;;\r\n;;;;\r\n序号;机构名称;机构编码;统一社会信用代码;电话\r\n\
        1;\" 甲“\"\"医\"\"”院 \";=\"0123\";4.41E+17;'0750\r\n\r\n\
        2;乙;#N/A;=A1;\r\n3;;;;\r\n;;;;\r\n丙;丙;;;\r\n";
    let (table, records) = good(text.as_bytes());
    assert_eq!((table.head, table.rows, table.blank), (3, 3, 3));
    let expected = [
        (4, vec!["甲“\"医\"”院", "0123", "4.41E+17", "0750"]),
        (6, vec!["乙", "#N/A", "=A1"]),
        (9, vec!["丙"]),
    ];
    assert_eq!(texts(&records), expected);
    let kinds = |at: usize| [1, 2].map(|column| records[at].cells[column].kind);
    assert_eq!(kinds(0), [Kind::Text, Kind::Rounded]);
    assert_eq!(kinds(1), [Kind::Error, Kind::Formula]);
    assert!(table.flaws.iter().all(|flaw| flaw.level == Level::Hint));
}

#[test]
fn columns_that_are_not_read_are_told_and_none_is_dropped_silently() {
    let text = "机构名称,负责人人,床位,\n甲,乙,3,附\n丙,,,附\n";
    let (table, records) = good(text.as_bytes());
    assert_eq!(records.len(), 2);
    let told: Vec<_> = table.flaws.iter().map(|flaw| (&flaw.place, &*flaw.words.zh)).collect();
    assert_eq!(table.flaws[0].help.as_ref().unwrap().zh, "是不是“负责人”？");
    assert_eq!(told[1].0, &Place::cell(1, 2));
    assert_eq!(told[1].1, "这一列“床位”没有读：文书没有这一栏");
    // What stands beyond the heads has been shifted there.
    assert_eq!(records[0].flaws[0].check, "roster-row-long");
    assert_eq!(records[0].flaws[0].place, Place::cell(2, 3));
}

#[test]
fn a_quotation_mark_out_of_place_is_told() {
    assert_eq!(flaw("机构名称,电话\n甲,\"1\n乙,2\n".as_bytes()).place, Place::cell(2, 1));
    let (_, records) = good("机构名称,电话\n\"甲\"医院,1\n\"乙\" ,2\n".as_bytes());
    assert_eq!(records[0].flaws[0].check, "roster-quote");
    assert_eq!(records[0].cells[0].text, "甲医院");
    assert_eq!(records[1].flaws, []);
}

#[test]
fn bytes_that_are_no_text_are_told_with_row_and_byte() {
    let told = |bytes: &[u8]| {
        let flaw = flaw(bytes);
        assert_eq!(flaw.check, "roster-encoding");
        (flaw.place, flaw.words.zh)
    };
    let text = "机构名称,电话\n甲医院和乙医院,1\n";
    // Meant as UTF-8, and broken in the middle or at the end.
    let mut broken = text.as_bytes().to_vec();
    broken.extend(b"ab\xb0\xa1c,1\n");
    let expected = format!("文件的第 {} 字节不是 UTF-8", text.len() + 2);
    assert_eq!(told(&broken), (Place::cell(3, 0), expected));
    let cut = &text.as_bytes()[..=text.find("医院,").unwrap()];
    assert_eq!(told(cut).0, Place::cell(2, 0));
    let mut gb = GB18030.encode(text).0.into_owned();
    let at = gb.len();
    gb.extend(b"\xff,1\n");
    assert_eq!(told(&gb), (Place::cell(3, 0), format!("文件的第 {at} 字节不是 GB18030")));
    let odd = &encoded(text)[3].1;
    assert_eq!(
        told(&odd[..odd.len() - 1]).1,
        format!("文件的第 {} 字节不是 UTF-16", odd.len() - 2)
    );
    // UTF-16 without its mark.
    assert_eq!(told(&odd[2..]).1, "这里有空字节（NUL），不是文本");
}

#[test]
fn a_file_without_heads_says_what_they_should_be() {
    let told = flaw("甲医院,0750-8888888\n乙医院,1\n".as_bytes());
    assert_eq!(told.words.zh, "前 20 行里没有表头“机构名称”");
    assert!(told.help.unwrap().zh.contains("机构名称、机构编码、统一社会信用代码"));
    let told = flaw("电话;床位\n1;2\n".as_bytes());
    assert_eq!(told.words.zh, "表头里没有“机构名称”，只有电话、床位");
    let told = flaw("机构名称;法定代表人;主要负责人\n".as_bytes());
    assert_eq!(told.place, Place::cell(1, 2));
    assert_eq!(told.words.zh, "B 列“法定代表人”和 C 列“主要负责人”都是“负责人”");
}

#[test]
fn a_cell_of_ten_million_bytes_is_told_and_not_held() {
    let text = format!("机构名称,电话\n甲,1\n{},1\n", "长".repeat(3_500_000));
    let told = flaw(text.as_bytes());
    assert_eq!((told.check, told.place), ("roster-size", Place::cell(3, 0)));
}
