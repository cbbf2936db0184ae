//! The cases: what clerks, their programs and their enemies make of a roster.

use std::io::Write as _;

use hongtou::roster::code;
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook, Worksheet};
use zip::write::{SimpleFileOptions, ZipWriter};

/// A bad roster.
pub(crate) struct Case {
    /// What is bad about it.
    pub(crate) name: &'static str,
    /// What its file is called.
    pub(crate) file: &'static str,
    /// What is in it.
    pub(crate) bytes: Vec<u8>,
    /// What is said of it.
    pub(crate) expected: Expected,
}

/// What is said of a bad roster.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Expected {
    /// It is no roster at all.
    Fault(&'static str),
    /// Something is wrong at a place of it.
    Flaw {
        /// The check.
        check: &'static str,
        /// The row, from 1.
        row: u64,
        /// The column; none for the whole row.
        column: Option<&'static str>,
        /// A part of what is said in Chinese.
        words: &'static str,
    },
}

const HEADS: [&str; 8] =
    ["机构名称", "机构编码", "统一社会信用代码", "所在县区", "地址", "负责人", "电话", "编号"];

/// A right credit code for each number.
fn credit(number: u32) -> String {
    let body = format!("12990101XY{number:07}");
    format!("{body}{}", code::check(&body).unwrap())
}

/// A good row for each number.
fn row(number: u32) -> [String; 8] {
    let credit = credit(number);
    let name = format!("蓬江区示例{number}号医院");
    let code = format!("H990101{number:05}");
    let all = [&*name, &code, &credit, "蓬江区", "示例路1号", "方安（虚构）", "0750-5550001", ""];
    all.map(str::to_owned)
}

/// A good row in which one cell is bad.
fn with(number: u32, column: usize, value: &str) -> [String; 8] {
    let mut row = row(number);
    value.clone_into(&mut row[column]);
    row
}

fn line<T: AsRef<str>>(cells: &[T]) -> String {
    let quoted = |cell: &T| {
        let cell = cell.as_ref();
        if cell.contains([',', '"', '\n']) {
            format!("\"{}\"", cell.replace('"', "\"\""))
        } else {
            cell.to_owned()
        }
    };
    cells.iter().map(quoted).collect::<Vec<_>>().join(",") + "\r\n"
}

fn csv(rows: &[[String; 8]]) -> String {
    let rows = rows.iter().map(|row| line(row));
    std::iter::once(line(&HEADS)).chain(rows).collect()
}

/// A roster without a fault.
pub(super) fn good() -> String {
    csv(&[row(1), row(2)])
}

fn flaw(
    name: &'static str,
    bytes: impl Into<Vec<u8>>,
    (check, row, column): (&'static str, u64, &'static str),
    words: &'static str,
) -> Case {
    let column = (!column.is_empty()).then_some(column);
    let expected = Expected::Flaw { check, row, column, words };
    Case { name, file: "名册.csv", bytes: bytes.into(), expected }
}

fn fault(name: &'static str, bytes: impl Into<Vec<u8>>, words: &'static str) -> Case {
    Case { name, file: "名册.xlsx", bytes: bytes.into(), expected: Expected::Fault(words) }
}

/// A case of one bad cell, in the third row.
fn cell(
    name: &'static str,
    column: usize,
    value: &str,
    check: &'static str,
    words: &'static str,
) -> Case {
    const LETTERS: [&str; 8] = ["A", "B", "C", "D", "E", "F", "G", "H"];
    let bytes = csv(&[row(1), with(2, column, value), row(3)]);
    flaw(name, bytes, (check, 3, LETTERS[column]), words)
}

/// All of them.
pub(crate) fn corpus() -> Vec<Case> {
    let groups = [files(), tables(), cells(), codes(), characters(), names(), twins(), sheets()];
    groups.into_iter().flatten().collect()
}

/// Files that are no rosters.
fn files() -> Vec<Case> {
    let ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
    let locked: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let sheet = sheet(|_| {});
    vec![
        fault("nothing at all", "", "是空的"),
        fault("a spreadsheet of the last century", [&ole[..], &[0; 600]].concat(), "旧格式"),
        fault("one with a password", [&ole[..], &[0; 512], &locked].concat(), "打开密码"),
        fault("a web page called a spreadsheet", "<html><table></table>", "网页"),
        fault("a PDF", "%PDF-1.7\n", "PDF"),
        fault("a zip of something else", zipped(&[("a.txt", b"a")]), "zip"),
        fault("half a spreadsheet", &sheet[..sheet.len() / 2], "已损坏"),
        fault("a bomb", bomb(), "大得离谱"),
        fault("a nest of entities", entities(), "XML 定义"),
    ]
}

/// Tables that are not the roster's, or broken in themselves.
fn tables() -> Vec<Case> {
    let heads = line(&HEADS);
    let without = |column: usize| -> String {
        let rows = [HEADS.map(str::to_owned), row(1), row(2)];
        let kept = rows.map(|row| {
            let cells = row.iter().enumerate().filter(|(at, _)| *at != column);
            line(&cells.map(|(_, cell)| cell.as_str()).collect::<Vec<_>>())
        });
        kept.concat()
    };
    let no_codes = "机构名称,所在县区\r\n示例医院,蓬江区\r\n";
    let mut broken = good().into_bytes();
    let at = broken.len() - 5;
    broken[at] = 0xff;
    let (gbk, ..) = encoding_rs::GB18030.encode("机构名称,机构编码,所在县区\n示例医院,H1,蓬江区\n");
    let broken_gbk = [&gbk, &[b'\xff', b'\xff', b'\n'][..]].concat();
    let utf16: Vec<u8> = good().encode_utf16().flat_map(u16::to_le_bytes).collect();
    let many = format!("{heads}{}{}", line(&row(1)), line(&vec!["甲"; 2000]));
    let shifted =
        format!("{heads}{}", line(&with(1, 7, "1号")).replace("示例路1号", "示例路1号,2楼"));
    vec![
        flaw("heads alone", heads.clone(), ("roster-empty", 1, ""), "没有机构"),
        flaw("no heads", line(&row(1)), ("roster-head", 1, ""), "机构名称"),
        flaw("no names", without(0), ("roster-head", 1, ""), "机构名称"),
        flaw("no county, which is printed", without(3), ("roster-head", 1, ""), "所在县区"),
        flaw("no codes", no_codes, ("roster-head", 1, ""), "机构编码"),
        flaw(
            "two columns of one name",
            "机构名称,机构编码,机构编码\r\n甲,1,2\r\n",
            ("roster-head", 1, "C"),
            "机构编码",
        ),
        flaw("a byte that is not UTF-8", broken, ("roster-encoding", 3, "G"), "不是 UTF-8"),
        flaw("a byte that is not GB18030", broken_gbk, ("roster-encoding", 3, "A"), "GB18030"),
        flaw("UTF-16 without a mark", utf16, ("roster-encoding", 2, "B"), "空字节"),
        flaw(
            "a NUL",
            good().replace("示例2号", "示例\u{0}2号"),
            ("roster-encoding", 3, "A"),
            "空字节",
        ),
        flaw(
            "a quotation mark without its other",
            format!("{heads}\"{}", line(&row(1))),
            ("roster-quote", 2, "A"),
            "引号没有结束",
        ),
        flaw(
            "a quotation that ends inside a cell",
            format!("{heads}{}", line(&row(1)).replace("示例路1号", "\"示例路\"1号")),
            ("roster-quote", 2, "E"),
            "引号",
        ),
        flaw("a separator too many", shifted, ("roster-row-long", 2, "I"), "超出了表头"),
        flaw("two thousand columns", many, ("roster-size", 3, ""), "超过"),
        cell("a cell of ten megabytes", 0, &"长".repeat(3_500_000), "roster-size", "超过"),
    ]
}

/// Cells that spreadsheets or people have spoiled.
fn cells() -> Vec<Case> {
    let again = csv(&[row(1), HEADS.map(str::to_owned), row(2)]);
    let total = |text: &str| {
        let mut total = [const { String::new() }; 8];
        text.clone_into(&mut total[0]);
        csv(&[row(1), row(2), total])
    };
    let mut nobody = row(2);
    nobody[1].clear();
    nobody[2].clear();
    let nobody = csv(&[row(1), nobody]);
    vec![
        cell("no name", 0, "", "roster-missing", "缺机构名称"),
        cell("no county", 3, "", "roster-missing", "缺所在县区"),
        cell("a dash for a county", 3, "—", "roster-missing", "缺所在县区"),
        flaw("neither code", nobody, ("roster-missing", 3, "C"), "缺统一社会信用代码和机构编码"),
        cell("a name of a hundred characters", 0, &"长".repeat(100), "roster-long", "有 100 字"),
        cell("a name too long to be printed", 0, &"长".repeat(50), "roster-room", "印不下"),
        cell("a formula", 0, "=VLOOKUP(B3,名单!A:B,2,0)", "roster-formula", "公式"),
        cell("a command", 4, "=cmd|'/c calc'!A1", "roster-formula", "公式"),
        cell("what a formula came to", 0, "#N/A", "roster-error", "错误值"),
        cell("a column too narrow", 2, "########", "roster-error", "错误值"),
        cell("an unknown county", 3, "火星区", "roster-county", "没有登记"),
        cell("a county misspelt", 3, "逢江区", "roster-county", "没有登记"),
        cell("a county with its city", 3, "江门市蓬江区", "roster-county", "没有登记"),
        flaw("totals", total("合 计：3000家"), ("roster-total", 4, "A"), "合计行"),
        flaw("a note", total("注：本表由各县区填报"), ("roster-note", 4, "A"), "不是机构"),
        flaw("heads again", again, ("roster-head-again", 3, "A"), "表头"),
    ]
}

/// Codes that cannot be.
fn codes() -> Vec<Case> {
    let right = credit(2);
    let last = if right.ends_with('0') { "1" } else { "0" };
    let wrong = format!("{}{last}", &right[..17]);
    let full: String = right.chars().map(|c| if c == 'X' { 'Ｘ' } else { c }).collect();
    let check = "roster-credit-code";
    vec![
        cell("a wrong check", 2, &wrong, check, "校验位"),
        cell("17 characters", 2, &right[1..], check, "有 17 位"),
        cell("an old registration number", 2, "440700000000001", check, "有 15 位"),
        cell("an O for a zero", 2, &right.replacen("XY0", "XYO", 1), check, "字母 O"),
        cell("small letters", 2, &right.to_lowercase(), check, "小写"),
        cell("full width", 2, &full, check, "全角"),
        cell("groups of digits", 2, &right.replace("XY", " XY"), check, "空格"),
        cell("a number of a spreadsheet", 2, "1.29901E+17", "roster-digits", "末尾几位已丢失"),
        cell("a code in full width", 1, "Ｈ99010100002", "roster-width", "全角"),
        cell("a code with a blank", 1, "H990101 00002", "roster-width", "空格"),
        cell("a code as a number", 1, "4.407E+11", "roster-digits", "末尾几位已丢失"),
    ]
}

/// Characters that nobody typed.
fn characters() -> Vec<Case> {
    let name = |name, text: &str, check, words| cell(name, 0, text, check, words);
    let invisible = "roster-invisible";
    vec![
        name("no width", "示例\u{200b}医院", invisible, "第 3 个字符是看不见的字符（U+200B）"),
        name("a joiner", "示例医\u{200d}院", invisible, "U+200D"),
        name("a soft hyphen", "示例\u{ad}医院", invisible, "U+00AD"),
        name("a mark of UTF-8 inside", "示例\u{feff}医院", invisible, "U+FEFF"),
        name("a variation", "示例医\u{fe00}院", invisible, "U+FE00"),
        name("a tag", "示例\u{e0041}医院", invisible, "U+E0041"),
        name("right to left", "示例\u{202e}院医", "roster-direction", "文字方向"),
        name("a right-to-left mark", "示例\u{200f}医院", "roster-direction", "U+200F"),
        name("an isolate", "示例\u{2067}医院", "roster-direction", "U+2067"),
        name("a blank of the web", "示例\u{a0}医院", "roster-blank", "特殊空格"),
        name("a line break", "示例\n医院", "roster-control", "换行"),
        name("a bell", "示例\u{7}医院", "roster-control", "U+0007"),
        name("a private character", "示例\u{e815}医院", "roster-private", "自造字"),
        name("an emoji", "示例医院😀", "roster-emoji", "表情符号"),
        name("what is left of another encoding", "示例\u{fffd}\u{fffd}", "roster-encoding", "乱码"),
        name("no character at all", "示例\u{fdd0}医院", "roster-unassigned", "不存在"),
        name("a character no font has", "示例\u{2ebf0}医院", "roster-font", "没有字体"),
        name("another script", "示例ދިވެހި", "roster-font", "没有字体"),
    ]
}

/// Names that would lead elsewhere if they were paths.
fn names() -> Vec<Case> {
    let tricks = [
        ("a way up", 0, "../../etc/passwd"),
        ("a way up between", 0, "示例/../../医院"),
        ("a drive", 0, "C:\\Windows\\system32"),
        ("a server", 0, "\\\\server\\share"),
        ("a root", 3, "/etc"),
        ("a hidden file", 0, ".bashrc"),
        ("a code that climbs", 1, "..\\..\\H1"),
        ("a number that climbs", 7, "../1号"),
    ];
    tricks.map(|(name, at, text)| cell(name, at, text, "roster-path", "文件路径")).into()
}

/// Institutions that stand there twice.
fn twins() -> Vec<Case> {
    let code = row(1)[1].clone();
    let named = with(1, 0, "示例（A）医院");
    let again = with(2, 0, "示例 (A) 医院");
    let double = "roster-duplicate";
    vec![
        flaw(
            "one code twice",
            csv(&[row(1), with(2, 1, &code)]),
            (double, 3, "B"),
            "机构编码与第 2 行相同",
        ),
        flaw(
            "the first of two of one code",
            csv(&[row(1), with(2, 1, &code)]),
            (double, 2, "B"),
            "机构编码与第 3 行相同",
        ),
        flaw(
            "one credit code twice",
            csv(&[row(1), with(2, 2, &credit(1))]),
            (double, 3, "C"),
            "统一社会信用代码与第 2 行相同",
        ),
        flaw("one name in two widths", csv(&[named, again]), (double, 3, "A"), "第 2 行同名"),
        flaw("one row twice", csv(&[row(1), row(2), row(1)]), ("roster-repeated", 4, ""), "相同"),
        flaw(
            "another's code for a number",
            csv(&[row(1), with(2, 7, &code)]),
            (double, 3, "H"),
            "编号与第 2 行相同",
        ),
        flaw(
            "one number twice",
            csv(&[with(1, 7, "7号"), with(2, 7, "7号")]),
            (double, 3, "H"),
            "编号与第 2 行相同",
        ),
    ]
}

/// What only a spreadsheet can do to a cell.
fn sheets() -> Vec<Case> {
    let text = Format::new();
    let day = || ExcelDateTime::from_ymd(2022, 1, 2).unwrap();
    let date = Format::new().set_num_format("yyyy-mm-dd");
    let made = |name, change: &dyn Fn(&mut Worksheet), check, column, words| Case {
        file: "名册.xlsx",
        ..flaw(name, sheet(change), (check, 3, column), words)
    };
    vec![
        made(
            "a formula in a spreadsheet",
            &|sheet| {
                sheet.write_formula(2, 0, Formula::new("=A2").set_result("示例医院")).unwrap();
            },
            "roster-formula",
            "A",
            "公式",
        ),
        made(
            "an error in a spreadsheet",
            &|sheet| {
                sheet.write_formula(2, 3, Formula::new("=1/0").set_result("#DIV/0!")).unwrap();
            },
            "roster-error",
            "D",
            "错误值",
        ),
        made(
            "merged counties",
            &|sheet| {
                sheet.merge_range(1, 3, 2, 3, "蓬江区", &text).unwrap();
            },
            "roster-merged",
            "D",
            "合并",
        ),
        made(
            "a credit code as a number",
            &|sheet| {
                sheet.write_number(2, 2, 440_703_000_000_000_000.0).unwrap();
            },
            "roster-digits",
            "C",
            "末尾几位已丢失",
        ),
        made(
            "a code that became a day",
            &|sheet| {
                sheet.write_datetime_with_format(2, 1, day(), &date).unwrap();
            },
            "roster-digits",
            "B",
            "日期",
        ),
        made(
            "a name that became a truth",
            &|sheet| {
                sheet.write_boolean(2, 0, true).unwrap();
            },
            "roster-digits",
            "A",
            "真假值",
        ),
    ]
}

/// A spreadsheet of three good rows in which something is changed.
fn sheet(change: impl Fn(&mut Worksheet)) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (y, row) in (0_u32..).zip([HEADS.map(str::to_owned), row(1), row(2), row(3)]) {
        for (x, value) in (0_u16..).zip(row) {
            sheet.write_string(y, x, value).unwrap();
        }
    }
    change(sheet);
    book.save_to_buffer().unwrap()
}

fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A spreadsheet whose strings are a thousand times as long as its file.
fn bomb() -> Vec<u8> {
    let strings = vec![b' '; 64 << 20];
    zipped(&[("[Content_Types].xml", b"<Types/>"), ("xl/sharedStrings.xml", &strings)])
}

/// A spreadsheet that defines a laugh of laughs.
fn entities() -> Vec<u8> {
    let laugh =
        br#"<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><sst>&b;</sst>"#;
    zipped(&[("[Content_Types].xml", b"<Types/>"), ("xl/sharedStrings.xml", laugh)])
}
