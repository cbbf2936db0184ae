//! XLSX, read back by an independent reader and recalculated by an independent program.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _, Write as _};
use std::sync::LazyLock;

use calamine::{Data, Range, Reader as _, Xlsx, open_workbook_from_rs};

use hongtou::backend::{self, Job, Options, Writes};
use hongtou::build::{self, Request};
use hongtou::doc::{Block, Cell, Column, Doc, Figure, Inline, Made, Row, Table, Worth};
use hongtou::model::amount::Amount;
use hongtou::template;
use hongtou::text::{Builtin, Disk, Files};

use crate::judges::judge;
use crate::shown::Shown;
use crate::support::{FONTS, Folder, doc, inlines, root};

/// Every paper of the repository, by its path.
static PAPERS: LazyLock<Vec<(String, Doc)>> = LazyLock::new(|| {
    let files = Disk::new(root()).unwrap();
    let papers = filled(&files);
    papers.into_iter().filter(|(_, doc)| suits(doc)).collect()
});

fn filled(files: &dyn Files) -> Vec<(String, Doc)> {
    let checked = build::check(files, &Request::default()).unwrap();
    let papers = checked.set.papers.iter().enumerate();
    let fill = |at| template::fill(&checked.set, &checked.schemas, &checked.templates, at).0;
    papers.map(|(at, paper)| (paper.path.clone(), fill(at))).collect()
}

fn suits(doc: &Doc) -> bool {
    backend::find("xlsx").unwrap().suits(doc)
}

fn written(doc: &Doc) -> Vec<u8> {
    let options = Options::default();
    let job = Job { doc, look: "table", fonts: &FONTS, files: &Builtin, options: &options };
    let Writes::Tree { write, .. } = backend::find("xlsx").unwrap().writes else {
        panic!("a sheet is no page")
    };
    write(&job).unwrap()
}

/// A sheet as it is read back.
struct Read {
    name: String,
    cells: Range<Data>,
    formulas: Range<String>,
    merged: Vec<((u32, u32), (u32, u32))>,
}

fn read(bytes: &[u8]) -> Vec<Read> {
    let mut book: Xlsx<_> = open_workbook_from_rs(Cursor::new(bytes)).unwrap();
    let names = book.sheet_names();
    let one = |name: String| Read {
        cells: book.worksheet_range(&name).unwrap(),
        formulas: book.worksheet_formula(&name).unwrap(),
        merged: book
            .merge_cells_by_sheet_name(&name)
            .unwrap()
            .into_iter()
            .map(|at| (at.start, at.end))
            .collect(),
        name,
    };
    names.into_iter().map(one).collect()
}

impl Read {
    fn text(&self, row: u32, column: u32) -> String {
        match self.cells.get_value((row, column)) {
            Some(Data::String(text)) => text.clone(),
            None | Some(Data::Empty) => String::new(),
            Some(other) => panic!("{}: {row}, {column} is no text: {other:?}", self.name),
        }
    }

    fn formula(&self, row: u32, column: u32) -> &str {
        self.formulas.get_value((row, column)).map_or("", String::as_str)
    }

    /// What is seen in the cell of a number.
    fn shown(&self, row: u32, column: u32, figure: &Figure) -> String {
        match self.cells.get_value((row, column)) {
            Some(Data::Float(number)) => {
                let decimals = figure.decimals.unwrap_or(0) as usize;
                let plain = number.to_string();
                let own = plain.split_once('.').map_or(0, |(_, fraction)| fraction.len());
                format!("{number:.*}", decimals.max(own))
            }
            Some(_) | None => self.text(row, column),
        }
    }

    fn all(&self) -> String {
        let cells: Vec<String> =
            self.cells.used_cells().map(|(_, _, cell)| cell.to_string()).collect();
        cells.join("\u{1f}")
    }
}

/// The tables of a paper in the order of its sheets: those of attachments after its own.
fn tables(blocks: &[Block]) -> Vec<&Table> {
    let mut found = Vec::new();
    for block in blocks {
        if let Block::Table(table) = block {
            found.push(table);
        } else if let Block::Timeline(chart) = block {
            found.push(chart.as_table());
        }
    }
    for block in blocks {
        if let Block::Attachment(attachment) = block {
            found.extend(tables(&attachment.blocks));
        }
    }
    found
}

fn flat(inlines: &[Inline]) -> String {
    let one = |inline: &Inline| match inline {
        Inline::Blank { width } => "＿".repeat(*width as usize),
        Inline::Break => "\n".to_owned(),
        inline => hongtou::doc::plain(std::slice::from_ref(inline)),
    };
    inlines.iter().map(one).collect()
}

fn said(cell: &Cell) -> String {
    cell.paragraphs.iter().map(|each| flat(each)).collect::<Vec<_>>().join("\n")
}

/// A row, one of its cells, and where that begins and ends on the sheet.
type Place<'t> = (&'t Row, &'t Cell, (u32, u32), (u32, u32));

/// The rows and columns that some rows of the tree take on a sheet, from a row on: for each cell
/// its first row, its column, and its last of both.
fn places(rows: &[Row], columns: u32, from: u32) -> Vec<Place<'_>> {
    let mut starts = vec![from];
    for row in rows {
        let several = row.cells.iter().map(|cell| cell.figures.len()).max().unwrap_or(0);
        let rows = if row.total { several.max(1) } else { 1 };
        starts.push(starts.last().unwrap() + u32::try_from(rows).unwrap());
    }
    let mut taken = std::collections::BTreeSet::new();
    let mut found = Vec::new();
    for (y, row) in rows.iter().enumerate() {
        for cell in &row.cells {
            let x = (0..columns).find(|x| !taken.contains(&(y, *x))).unwrap();
            let last = (y + cell.rows as usize).min(rows.len());
            for y in y..last {
                taken.extend((x..x + cell.columns).map(|x| (y, x)));
            }
            let end = (starts[last] - 1, x + cell.columns - 1);
            found.push((row, cell, (starts[y], x), end));
        }
    }
    found
}

/// The row at which a table begins on its sheet: where its first head stands.
fn start(sheet: &Read, table: &Table) -> u32 {
    let columns = u32::try_from(table.columns.len()).unwrap();
    let heads = places(&table.header, columns, 0);
    let end = sheet.cells.end().unwrap().0;
    let fits =
        |row: &u32| heads.iter().all(|(_, cell, (y, x), _)| sheet.text(row + y, *x) == said(cell));
    (0..end).find(fits).unwrap_or_else(|| panic!("{} has no such table", sheet.name))
}

/// The first row of the body.
fn body(sheet: &Read, table: &Table) -> u32 {
    start(sheet, table) + u32::try_from(table.header.len()).unwrap()
}

/// Holds a sheet to its table, cell by cell.
fn same(path: &str, sheet: &Read, table: &Table) {
    let columns = u32::try_from(table.columns.len()).unwrap();
    let heads = places(&table.header, columns, start(sheet, table));
    let rows = places(&table.rows, columns, body(sheet, table));
    for (row, cell, start, end) in heads.into_iter().chain(rows) {
        let (y, x) = start;
        let wanted = said(cell);
        let several = row.total && row.cells.iter().any(|cell| cell.figures.len() > 1);
        match &cell.figures[..] {
            [] if several && x == 0 => {
                for y in y..=end.0 {
                    let text = sheet.text(y, x);
                    assert!(text.starts_with(&wanted), "{path}: {text} for {wanted}");
                }
            }
            [] => assert_eq!(sheet.text(y, x), wanted, "{path} {}", sheet.name),
            figures if several => {
                for (figure, y) in figures.iter().zip(y..) {
                    let (paragraph, at) = figure.at;
                    let wanted = flat(&cell.paragraphs[paragraph][at..=at]).replace('＿', "");
                    assert_eq!(sheet.shown(y, x, figure), wanted, "{path} {}", sheet.name);
                }
            }
            [one] if cell.paragraphs.iter().flatten().count() <= 1 => {
                assert_eq!(sheet.shown(y, x, one), wanted, "{path} {} {y}", sheet.name);
            }
            _ => assert_eq!(sheet.text(y, x), wanted, "{path} {}", sheet.name),
        }
        if start != end && !several {
            assert!(sheet.merged.contains(&(start, end)), "{path}: {wanted} is one cell");
        }
    }
}

#[test]
fn every_cell_of_every_table_of_the_repository_reads_back() {
    let mut counted = 0;
    for (path, doc) in PAPERS.iter() {
        let (sheets, tables) = (read(&written(doc)), tables(&doc.blocks));
        assert_eq!(sheets.len(), tables.len(), "{path}");
        for (sheet, table) in sheets.iter().zip(&tables) {
            same(path, sheet, table);
            counted += table.rows.len();
        }
    }
    assert!(counted > 300, "{counted} rows");
}

/// What is never on a sheet: all but titles and tables, and in a paper that has more than these
/// also its paragraphs.
fn shown_blocks(blocks: &[Block]) -> Vec<&Block> {
    let mut shown = Vec::new();
    let plain = |block: &Block| {
        matches!(
            block,
            Block::Title(_)
                | Block::Paragraph { .. }
                | Block::Fields { .. }
                | Block::Table(_)
                | Block::Attachment(_)
        )
    };
    let alone = blocks.iter().all(plain);
    let own = blocks.iter().any(|block| matches!(block, Block::Table(_)));
    for block in blocks {
        match block {
            Block::Table(_) => shown.push(block),
            Block::Title(_) if own => shown.push(block),
            Block::Paragraph { .. } | Block::Fields { .. } if own && alone => shown.push(block),
            Block::Attachment(attachment) => shown.extend(shown_blocks(&attachment.blocks)),
            _ => {}
        }
    }
    shown
}

#[test]
fn all_text_of_the_tree_is_on_a_sheet_save_the_named_parts() {
    let mut pieces = 0;
    for (path, doc) in PAPERS.iter() {
        let all: String = read(&written(doc)).iter().map(Read::all).collect();
        for block in shown_blocks(&doc.blocks) {
            let totals: Vec<String> = match block {
                Block::Table(table) => {
                    let totals = table.rows.iter().filter(|row| row.total);
                    totals.flat_map(|row| row.cells.iter().skip(1).map(said)).collect()
                }
                _ => Vec::new(),
            };
            block.texts(&mut |text, _| {
                // Numbers and units of rows of totals are held to in another test.
                let number = text.parse::<f64>().is_ok();
                if !number && !totals.iter().any(|cell| cell.contains(text)) {
                    assert!(all.contains(text), "{path}: {text}");
                    pieces += 1;
                }
            });
        }
    }
    assert!(pieces > 1000, "{pieces}");
}

/// The cell of each number of a table on its sheet, those under the table found by their labels.
fn numbers<'t>(sheet: &Read, table: &'t Table) -> BTreeMap<u32, (&'t Figure, (u32, u32))> {
    let columns = u32::try_from(table.columns.len()).unwrap();
    let mut found = BTreeMap::new();
    for (row, cell, (y, x), _) in places(&table.rows, columns, body(sheet, table)) {
        let several = row.total && cell.figures.len() > 1;
        for (figure, down) in cell.figures.iter().zip(0..) {
            let spot = if several {
                (y + down, x)
            } else if cell.beside {
                label(sheet, figure)
            } else {
                (y, x)
            };
            found.insert(figure.key, (figure, spot));
        }
    }
    found
}

/// The cell behind the label of a number that stands in a sentence.
fn label(sheet: &Read, figure: &Figure) -> (u32, u32) {
    let unit = figure.unit.as_deref().unwrap_or_default();
    let wanted = format!("{}（{unit}）：", figure.name);
    let is =
        |cell: &&(usize, usize, &Data)| matches!(cell.2, Data::String(text) if *text == wanted);
    let all: Vec<_> = sheet.cells.used_cells().collect();
    let (y, x, _) = all.iter().find(is).unwrap_or_else(|| panic!("no label {wanted}"));
    let first = sheet.cells.start().unwrap();
    let at = (first.0 + u32::try_from(*y).unwrap(), first.1 + u32::try_from(*x).unwrap());
    let area = sheet.merged.iter().find(|(start, _)| *start == at);
    (at.0, area.map_or(at.1, |(_, end)| end.1) + 1)
}

#[test]
fn totals_are_formulas_with_the_right_results() {
    let (mut totals, mut entered) = (0, 0);
    for (path, doc) in PAPERS.iter() {
        for (sheet, table) in read(&written(doc)).iter().zip(tables(&doc.blocks)) {
            let numbers = numbers(sheet, table);
            let value = |key: &u32| match sheet.cells.get_value(numbers[key].1) {
                Some(Data::Float(number)) => Some(*number),
                _ => None,
            };
            for (key, (figure, (y, x))) in &numbers {
                let formula = sheet.formula(*y, *x);
                let Made::Sum(parts) = &figure.made else {
                    entered += 1;
                    assert_eq!(formula, "", "{path}: {}", figure.name);
                    continue;
                };
                totals += 1;
                assert!(formula.contains("SUM("), "{path}: {} is {formula}", figure.name);
                let parts: Vec<f64> = parts.iter().filter_map(&value).collect();
                match value(key) {
                    Some(total) => assert!((total - parts.iter().sum::<f64>()).abs() < 1e-9),
                    None => assert!(parts.is_empty(), "{path}: {} is empty", figure.name),
                }
            }
        }
    }
    assert!(totals > 50 && entered > 300, "{totals} totals, {entered} numbers");
}

#[test]
fn only_what_is_filled_in_is_unlocked_and_asked_to_be_a_number() {
    for (path, doc) in PAPERS.iter() {
        let bytes = written(doc);
        for (at, table) in tables(&doc.blocks).into_iter().enumerate() {
            let sheet = &read(&bytes)[at];
            let xml = part(&bytes, &format!("xl/worksheets/sheet{}.xml", at + 1));
            let numbers = numbers(sheet, table);
            assert_eq!(xml.contains("<sheetProtection sheet=\"1\""), !numbers.is_empty(), "{path}");
            assert!(!xml.contains("password") && !xml.contains("hashValue"), "{path}");
            for (figure, (y, x)) in numbers.values() {
                let column = char::from(b'A' + u8::try_from(*x).unwrap());
                let asked = xml.contains(&format!("sqref=\"{column}{}\"", y + 1));
                assert_eq!(asked, figure.made == Made::Entered, "{path}: {}", figure.name);
            }
        }
    }
}

/// A part of the container.
fn part(bytes: &[u8], name: &str) -> String {
    let mut container = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    container.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

/// Texts that programs take for something else.
const HOSTILE: [&str; 16] = [
    "=1+1",
    "=HYPERLINK(\"http://example.com\",\"点\")",
    "+86",
    "-1+2",
    "@SUM(A1:A2)",
    "\t=1+1",
    "{=SUM(A1)}",
    "http://example.com/?a=1&b=<c>",
    "mailto:a@example.com",
    "internal:Sheet1!A1",
    "<r><t>x</t></r>",
    "<r><t>&",
    "_x0041_",
    "'=1+1",
    "2022-03-04",
    "007",
];

fn table(texts: &[&str]) -> Table {
    let row = |text: &&str| Row { cells: vec![Cell::of(inlines(text))], total: false };
    Table {
        columns: vec![Column { share: 0.0, align: hongtou::doc::Align::Left }],
        header: vec![row(&"项目")],
        rows: texts.iter().map(row).collect(),
        ..Table::default()
    }
}

#[test]
fn hostile_text_stays_text() {
    let bytes = written(&doc(vec![Block::Table(table(&HOSTILE))]));
    let sheet = &read(&bytes)[0];
    for (text, row) in HOSTILE.iter().zip(1..) {
        assert_eq!(sheet.text(row, 0), *text);
    }
    assert!(sheet.formulas.used_cells().next().is_none(), "no cell is a formula");
    let xml = part(&bytes, "xl/worksheets/sheet1.xml");
    assert!(!xml.contains("<f>") && !xml.contains("<hyperlink"), "{xml}");
}

#[test]
fn a_cell_that_begins_with_an_equals_sign_in_the_yaml_is_text() {
    let sample = include_str!("../../templates/member-list/sample.yaml");
    let text = sample.replacen("温如故", "\"=cmd|' /C calc'!A0\"", 1);
    let papers = filled(&Shown::of([("members.yaml", text.as_str())]));
    let sheets = read(&written(&papers[0].1));
    assert!(sheets[0].all().contains("=cmd|' /C calc'!A0"), "{}", sheets[0].all());
    assert!(sheets[0].formulas.used_cells().next().is_none());
}

#[test]
fn the_same_paper_makes_the_same_bytes_without_a_clock() {
    for (path, doc) in PAPERS.iter() {
        let bytes = written(doc);
        assert!(bytes == written(doc), "{path}");
        let core = part(&bytes, "docProps/core.xml");
        let date = doc.meta.date.as_deref().unwrap_or("2000-01-01");
        assert_eq!(core.matches(&format!("{date}T00:00:00Z")).count(), 2, "{core}");
        let mut container = zip::ZipArchive::new(Cursor::new(&bytes)).unwrap();
        for at in 0..container.len() {
            let date = container.by_index(at).unwrap().last_modified().unwrap();
            assert_eq!(date, zip::DateTime::default(), "{path}");
        }
    }
}

#[test]
fn a_text_longer_than_a_cell_goes_on_under_the_table() {
    let long = "国".repeat(40_000);
    let sheet = &read(&written(&doc(vec![Block::Table(table(&[&long, "短"]))])))[0];
    let all = sheet.all();
    assert_eq!(all.matches('国').count(), 40_000);
    assert_eq!(all.matches("（续A2）").count(), 2);
    assert!(all.contains("短"));
}

#[test]
fn a_paper_with_no_table_has_no_sheet() {
    assert!(!suits(&doc(vec![crate::support::paragraph("正文")])));
    assert!(PAPERS.iter().any(|(path, _)| path.ends_with("duties.yaml")));
    assert!(!PAPERS.iter().any(|(path, _)| path.ends_with("letter-hospital.yaml")));
}

/// A table of a rate and of a total that has no parts yet, which the repository has none of.
fn rates() -> Doc {
    let number = |text: &str| {
        let hongtou::model::amount::Reading::Number(number) = hongtou::model::amount::read(text)
        else {
            panic!("{text}")
        };
        Worth::Number(number.amount)
    };
    let figure = |key, made, worth| Figure {
        key,
        at: (0, 0),
        name: format!("数{key}"),
        unit: None,
        decimals: Some(2),
        made,
        worth,
    };
    let rate = Amount::whole(1).percent_of(Amount::whole(3), 2).unwrap();
    let figures = [
        (figure(0, Made::Entered, number("1")), "1.00"),
        (figure(1, Made::Entered, number("3")), "3.00"),
        (figure(2, Made::Rate(0, 1), Worth::Number(rate)), "33.33"),
        (figure(3, Made::Entered, Worth::Blank), ""),
        (figure(4, Made::Sum(vec![3]), Worth::Blank), ""),
        (figure(5, Made::Rate(3, 1), Worth::Blank), ""),
        (figure(6, Made::Entered, Worth::Nil), "—"),
        (figure(7, Made::Sum(vec![0, 6]), number("1")), "1.00"),
    ];
    let mut table = table(&[]);
    for (figure, text) in figures {
        let inlines = if text.is_empty() { vec![] } else { inlines(text) };
        let cell = Cell { figures: vec![figure], ..Cell::of(inlines) };
        table.rows.push(Row { cells: vec![cell], total: false });
    }
    doc(vec![Block::Table(table)])
}

/// The container without the results of its formulas.
fn unsolved(bytes: &[u8]) -> Vec<u8> {
    let mut from = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut to = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..from.len() {
        let mut file = from.by_index(at).unwrap();
        let mut content = Vec::new();
        file.read_to_end(&mut content).unwrap();
        let name = file.name().unwrap().into_owned();
        if name.starts_with("xl/worksheets/") {
            let text = String::from_utf8(content).unwrap();
            let mut cells = text.split("</f><v>");
            let mut kept = cells.next().unwrap().to_owned();
            for rest in cells {
                let (_, after) = rest.split_once("</v>").unwrap();
                kept = kept + "</f>" + after;
            }
            content = kept.replace(" t=\"str\"", "").into_bytes();
        }
        to.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        to.write_all(&content).unwrap();
    }
    to.finish().unwrap().into_inner()
}

#[test]
fn libreoffice_reckons_the_same_totals() {
    let folder = Folder::empty();
    let mut papers: Vec<(String, Vec<u8>)> = PAPERS
        .iter()
        .filter(|(path, _)| path.contains("/form-") || path.contains("/returns/"))
        .map(|(path, doc)| (path.rsplit('/').next().unwrap().replace('.', "-"), written(doc)))
        .collect();
    papers.push(("rates".into(), written(&rates())));
    let names: Vec<String> = papers
        .iter()
        .map(|(name, bytes)| {
            folder.write(&format!("in/{name}.xlsx"), unsolved(bytes));
            folder.path(&format!("in/{name}.xlsx")).display().to_string()
        })
        .collect();
    let profile = format!("-env:UserInstallation=file://{}", folder.path("profile").display());
    let out = folder.path("out").display().to_string();
    let mut arguments = vec![&*profile, "--headless", "--convert-to", "xlsx", "--outdir", &out];
    arguments.extend(names.iter().map(String::as_str));
    if judge("soffice", &arguments).is_none() {
        return;
    }
    let mut formulas = 0;
    for (name, bytes) in &papers {
        let solved = std::fs::read(folder.path(&format!("out/{name}.xlsx"))).unwrap();
        for (ours, theirs) in read(bytes).iter().zip(read(&solved)) {
            let first = ours.formulas.start().unwrap_or_default();
            for (y, x, formula) in ours.formulas.used_cells() {
                let at = (first.0 + u32::try_from(y).unwrap(), first.1 + u32::try_from(x).unwrap());
                let value = |sheet: &Read| match sheet.cells.get_value(at) {
                    None | Some(Data::Empty) => Data::String(String::new()),
                    Some(value) => value.clone(),
                };
                match (value(ours), value(&theirs)) {
                    (Data::Float(a), Data::Float(b)) => assert!((a - b).abs() < 1e-9, "{a} {b}"),
                    (a, b) => assert_eq!(a, b, "{name} {at:?}: {formula}"),
                }
                formulas += 1;
            }
            assert!(!theirs.all().contains("Err:") && !theirs.all().contains('#'), "{name}");
        }
    }
    assert!(formulas > 50, "{formulas} formulas");
}

#[test]
fn an_empty_roster_has_the_chinese_names_of_the_letters_fields() {
    let letter = "policies/fund-supervision-2022/letter-hospital.yaml";
    let heads = ["机构名称", "机构编码", "统一社会信用代码", "所在县区", "地址", "负责人", "电话", "编号"];
    let csv = crate::support::run(root(), &["roster", letter], &[]).expect_code(0).out;
    assert_eq!(csv, format!("\u{feff}{}\r\n", heads.join(",")));
    let folder = Folder::empty();
    let path = folder.path("名册.xlsx").display().to_string();
    let write = || crate::support::run(root(), &["roster", letter, "--xlsx", &path], &[]);
    write().expect_code(0);
    let bytes = std::fs::read(&path).unwrap();
    let sheet = &read(&bytes)[0];
    assert_eq!((0..8).map(|x| sheet.text(0, x)).collect::<Vec<_>>(), heads);
    assert_eq!(part(&bytes, "xl/comments1.xml").matches("<comment ").count(), 8);
    assert!(part(&bytes, "xl/worksheets/sheet1.xml").contains("sqref=\"C2:C20001\""));
    write().expect_code(2).says(&["名册.xlsx"]);
    let notice = "policies/fund-supervision-2022/notice.yaml";
    crate::support::run(root(), &["roster", notice], &[]).expect_code(2).says(&["没有名册"]);
}
