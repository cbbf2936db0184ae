//! Rosters read back in every form that offices send them, and refused in every form that is
//! none.

mod hostile;
mod sheets;
mod text;

use std::io::{Cursor, Read, Seek, SeekFrom};

use hongtou::diag::Fault;
use hongtou::roster::{self, Column, Flaw, Record, Stop, Table};

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

#[test]
fn a_file_that_is_no_file_or_too_large_is_a_fault() {
    let folder = tempfile::tempdir().unwrap();
    let read = |name: &str| {
        let path = folder.path().join(name);
        match roster::read(&path, &columns(), &mut |_| Ok(())) {
            Err(Stop::Fault(fault)) => fault.words.zh,
            other => panic!("{other:?}"),
        }
    };
    assert!(read("没有.csv").starts_with("没有文件 "));
    assert!(read("").starts_with("读取 "));
    let mut made = Made { at: 0, rows: 100_000_000 };
    let refused = roster::read_from("名册", &mut made, &columns(), &mut |_| Ok(()));
    let Err(Stop::Fault(fault)) = refused else { panic!("{refused:?}") };
    assert_eq!(fault.words.zh, "名册 超过 2048 MiB");
}
