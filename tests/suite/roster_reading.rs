//! Rosters read back in every form that offices send them, and refused in every form that is
//! none.

use std::io::{Cursor, Read, Seek, SeekFrom, Write as _};

use encoding_rs::GB18030;
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook, Worksheet};

use hongtou::diag::{Fault, Level};
use hongtou::roster::{self, Column, Flaw, Kind, Place, Record, Stop, Table};

/// The fields of a letter.
const FIELDS: [(&str, &str); 7] = [
    ("institution", "机构名称"),
    ("code", "机构编码"),
    ("credit_code", "统一社会信用代码"),
    ("county", "所在县区"),
    ("address", "地址"),
    ("responsible", "负责人"),
    ("phone", "电话"),
];

fn columns() -> Vec<Column> {
    let column = |(key, name): (&str, &str)| Column {
        key: key.to_owned(),
        name: name.to_owned(),
        ..Column::default()
    };
    FIELDS.map(column).to_vec()
}

fn read(bytes: &[u8]) -> Result<(Table, Vec<Record>), Stop> {
    let mut records = Vec::new();
    let table = roster::read_from("名册", &mut Cursor::new(bytes), &columns(), &mut |record| {
        records.push(record);
        Ok(())
    })?;
    Ok((table, records))
}

fn good(bytes: &[u8]) -> (Table, Vec<Record>) {
    read(bytes).unwrap_or_else(|stop| panic!("{stop:?}"))
}

fn flaw(bytes: &[u8]) -> Flaw {
    match read(bytes) {
        Err(Stop::Flaw(flaw)) => *flaw,
        other => panic!("{other:?}"),
    }
}

fn fault(bytes: &[u8]) -> String {
    match read(bytes) {
        Err(Stop::Fault(Fault { words, .. })) => words.zh,
        other => panic!("{other:?}"),
    }
}

/// What is filled in some records, with the row of each.
fn texts(records: &[Record]) -> Vec<(u64, Vec<&str>)> {
    assert!(records.iter().all(|record| record.cells.len() == FIELDS.len()));
    let mut all = Vec::new();
    for record in records {
        let texts = record.cells.iter().map(|cell| cell.text.as_str());
        all.push((record.line, texts.filter(|text| !text.is_empty()).collect()));
    }
    all
}

mod text {
    use super::*;

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
}

/// A roster that is made as it is read: rows of one length, so that any place can be gone to.
struct Made {
    at: u64,
    rows: u64,
}

impl Made {
    const HEAD: &'static str = "机构名称,机构编码\n";

    fn row(at: u64) -> String {
        format!("第{at:07}药店,P{at:011}\n")
    }

    fn len(&self) -> u64 {
        Self::HEAD.len() as u64 + self.rows * Self::row(0).len() as u64
    }
}

impl Read for Made {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let length = Self::row(0).len() as u64;
        let (text, skip) = match self.at.checked_sub(Self::HEAD.len() as u64) {
            None => (Self::HEAD.to_owned(), self.at),
            Some(at) if at / length < self.rows => (Self::row(at / length), at % length),
            Some(_) => return Ok(0),
        };
        let rest = &text.as_bytes()[usize::try_from(skip).unwrap()..];
        let count = rest.len().min(buffer.len());
        buffer[..count].copy_from_slice(&rest[..count]);
        self.at += count as u64;
        Ok(count)
    }
}

impl Seek for Made {
    fn seek(&mut self, to: SeekFrom) -> std::io::Result<u64> {
        self.at = match to {
            SeekFrom::Start(at) => at,
            SeekFrom::End(by) => self.len().saturating_add_signed(by),
            SeekFrom::Current(by) => self.at.saturating_add_signed(by),
        };
        Ok(self.at)
    }
}

#[test]
fn rows_are_handed_over_one_by_one_however_many_there_are() {
    let mut made = Made { at: 0, rows: 200_000 };
    let mut count = 0;
    let table = roster::read_from("名册", &mut made, &columns(), &mut |record| {
        assert_eq!(record.cells[1].text, format!("P{count:011}"));
        count += 1;
        Ok(())
    });
    assert_eq!((count, table.unwrap().rows), (200_000, 200_000));
    // Whoever takes the rows may end it.
    let mut made = Made { at: 0, rows: 200_000 };
    let enough = Fault::new(hongtou::diag::words!("够了", "enough"));
    let mut taken = 0;
    let stopped = roster::read_from("名册", &mut made, &columns(), &mut |_| {
        taken += 1;
        if taken < 10 { Ok(()) } else { Err(enough.clone()) }
    });
    assert_eq!((taken, stopped), (10, Err(Stop::Fault(enough))));
    assert!(made.at < 1_000_000);
}

mod sheets {
    use super::*;

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
        assert_eq!(
            (&*records[1].cells[0].text, records[1].cells[0].kind),
            ("2022-03-01", Kind::Date)
        );
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
    pub(super) fn parts(
        bytes: &[u8],
        change: impl Fn(&str, &str) -> String,
    ) -> Vec<(String, Vec<u8>)> {
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
}

mod hostile {
    use super::sheets::{packed, parts, sample};
    use super::*;

    #[test]
    fn other_files_are_refused_by_name() {
        let ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
        assert_eq!(fault(&[&ole[..], &[0; 5000]].concat()), "名册 是旧格式的表格");
        let locked: Vec<u8> =
            "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(fault(&[&ole[..], &[0; 5000], &locked, &[0; 99]].concat()), "名册 设了打开密码");
        assert_eq!(fault(b"%PDF-1.7"), "名册 是 PDF 文件");
        assert_eq!(fault("\u{feff}\r\n<html><table>".as_bytes()), "名册 其实是网页");
        assert_eq!(fault(b""), "名册 是空的");
        assert_eq!(fault(b" \r\n"), "名册 是空的");
        let zip = |name: &str| packed(&[(name.to_owned(), b"<a/>".to_vec())]);
        assert_eq!(fault(&zip("content.xml")), "名册 是 ods 文件");
        assert_eq!(fault(&zip("a.txt")), "名册 是 zip 文件");
        assert!(fault(&zip("[Content_Types].xml")).starts_with("名册 已损坏："));
    }

    #[test]
    fn a_file_that_was_cut_off_is_refused() {
        let whole = sample();
        for length in [4, 30, 500, whole.len() / 2, whole.len() - 1] {
            let told = fault(&whole[..length]);
            assert!(told.starts_with("名册 已损坏："), "{length}: {told}");
        }
    }

    #[test]
    fn a_zip_that_unpacks_to_far_more_than_it_is_is_refused() {
        let mut all = parts(&sample(), |_, text| text.to_owned());
        let sheet = all.iter_mut().find(|(name, _)| name.ends_with("sheet1.xml")).unwrap();
        let end = "</sheetData>";
        let row = b"<row r=\"9\"><c r=\"A9\"/></row>";
        let text = String::from_utf8(sheet.1.clone()).unwrap();
        let (front, back) = text.split_once(end).unwrap();
        let many = row.repeat((64 << 20) / row.len());
        sheet.1 = [front.as_bytes(), &many, end.as_bytes(), back.as_bytes()].concat();
        let bomb = packed(&all);
        assert!(bomb.len() < 1 << 20);
        assert_eq!(fault(&bomb), "名册 解压后大得离谱");
        // A bomb that says that it is small.
        let mut liar = bomb;
        let entry = liar.windows(4).rposition(|four| four == b"PK\x05\x06").unwrap();
        let first = liar.windows(4).position(|four| four == b"PK\x01\x02").unwrap();
        let mut at = first;
        while at < entry {
            liar[at + 24..at + 28].copy_from_slice(&1000_u32.to_le_bytes());
            at = liar[at + 4..]
                .windows(4)
                .position(|four| four == b"PK\x01\x02")
                .map_or(entry, |by| at + 4 + by);
        }
        assert!(read(&liar).is_err());
    }

    #[test]
    fn words_of_its_own_and_lies_about_places_are_refused() {
        let with = |from: &str, to: &str| {
            fault(&packed(&parts(&sample(), |_, text| text.replace(from, to))))
        };
        let defined = "<!DOCTYPE a [<!ENTITY b \"c\">]><worksheet";
        assert_eq!(with("<worksheet", defined), "名册 里有表格不该有的 XML 定义");
        assert!(with("r=\"A3\"", "r=\"ZZZZZZZZZ3\"").starts_with("名册 已损坏："));
        let count = sample();
        let all =
            parts(&count, |_, text| text.replace("uniqueCount=\"", "uniqueCount=\"99999999999"));
        assert_eq!(fault(&packed(&all)), "名册 解压后大得离谱");
    }

    #[test]
    fn rows_in_disorder_are_told() {
        let all = parts(&sample(), |_, text| {
            text.replace("r=\"4\"", "r=\"2\"")
                .replace("r=\"A4\"", "r=\"A2\"")
                .replace("r=\"B4\"", "r=\"B2\"")
        });
        assert_eq!(flaw(&packed(&all)).check, "roster-damaged");
    }

    /// Numbers that look random and are the same every time.
    struct Dice(u64);

    impl Dice {
        fn below(&mut self, limit: usize) -> usize {
            self.0 = self
                .0
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            usize::try_from(self.0 >> 33).unwrap() % limit.max(1)
        }

        fn mutate(&mut self, bytes: &mut Vec<u8>) {
            const MARKS: &[u8] = b"\"',;\n\r\0\t<>&=/A9:#\xff\x80\xe4\xb8 ";
            for _ in 0..=self.below(4) {
                let at = self.below(bytes.len());
                match self.below(5) {
                    0 => bytes.truncate(at),
                    1 => bytes.insert(at, MARKS[self.below(MARKS.len())]),
                    2 if at < bytes.len() => bytes[at] = MARKS[self.below(MARKS.len())],
                    3 if at < bytes.len() => drop(bytes.remove(at)),
                    _ => {
                        let end = (at + self.below(40)).min(bytes.len());
                        let piece = bytes[at.min(end)..end].to_vec();
                        let to = self.below(bytes.len() + 1);
                        bytes.splice(to..to, piece);
                    }
                }
            }
        }
    }

    #[test]
    fn no_bytes_make_reading_panic() {
        let mut dice = Dice(7);
        let text =
            "sep=,\n名册\n机构名称,\"电话\",地址\r\n\"甲\"\"院\",=\"01\",'2\n乙,4.41E+17,#N/A\n";
        let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let wide = [&b"\xff\xfe"[..], &wide].concat();
        let seeds = [text.as_bytes().to_vec(), GB18030.encode(text).0.into_owned(), wide, sample()];
        for round in 0..3000 {
            let mut bytes = seeds[round % seeds.len()].clone();
            dice.mutate(&mut bytes);
            let _ = read(&bytes);
        }
    }

    #[test]
    fn no_xml_makes_reading_panic() {
        let mut dice = Dice(11);
        let all = parts(&sample(), |_, text| text.to_owned());
        for _ in 0..300 {
            let mut changed = all.clone();
            let at = dice.below(changed.len());
            dice.mutate(&mut changed[at].1);
            let _ = read(&packed(&changed));
        }
    }
}
