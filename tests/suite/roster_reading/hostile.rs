//! Files that are no roster, by accident or on purpose.

use encoding_rs::GB18030;

use super::sheets::{packed, parts, sample};
use super::{fault, flaw, read};

#[test]
fn other_files_are_refused_by_name() {
    let ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
    assert_eq!(fault(&[&ole[..], &[0; 5000]].concat()), "名册 是旧格式的表格");
    let locked: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(fault(&[&ole[..], &[0; 5000], &locked, &[0; 99]].concat()), "名册 设了打开密码");
    assert_eq!(fault(b"%PDF-1.7"), "名册 是 PDF 文件");
    assert_eq!(fault("\u{feff}\r\n<html><table>".as_bytes()), "名册 其实是网页");
    assert_eq!(fault("\u{feff}".as_bytes()), "名册 是空的");
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
    let nothing = " ".repeat(40 << 20);
    let all = parts(&sample(), |name, text| {
        let padded = text.replace("</sheetData>", &format!("{nothing}</sheetData>"));
        if name.ends_with("sheet1.xml") { padded } else { text.to_owned() }
    });
    let bomb = packed(&all);
    assert!(bomb.len() < 100_000);
    assert_eq!(fault(&bomb), "名册 解压后大得离谱");
    // A bomb that says that it is small.
    let mut liar = bomb;
    let entries: Vec<usize> =
        (0..liar.len() - 4).filter(|at| liar[*at..].starts_with(b"PK\x01\x02")).collect();
    for at in entries {
        liar[at + 24..at + 28].copy_from_slice(&1000_u32.to_le_bytes());
    }
    assert!(fault(&liar).starts_with("名册 已损坏："));
}

#[test]
fn words_of_its_own_and_lies_about_places_are_refused() {
    let with =
        |from: &str, to: &str| fault(&packed(&parts(&sample(), |_, text| text.replace(from, to))));
    let defined = "<!DOCTYPE a [<!ENTITY b \"c\">]><worksheet";
    assert_eq!(with("<worksheet", defined), "名册 里有表格不该有的 XML 定义");
    assert!(with("r=\"A3\"", "r=\"ZZZZZZZZZ3\"").starts_with("名册 已损坏："));
    let count = sample();
    let all = parts(&count, |_, text| text.replace("uniqueCount=\"", "uniqueCount=\"99999999999"));
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
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
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
    let text = "sep=,\n名册\n机构名称,\"电话\",地址\r\n\"甲\"\"院\",=\"01\",'2\n乙,4.41E+17,#N/A\n";
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
