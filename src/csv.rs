//! CSV read into the same tree of nodes as YAML, each cell with its place, so that everything after
//! it (schemas, rules, templates) need not know which of the two a paper was written in.
//!
//! A paper in CSV begins with `种类,<kind>` (or `文种,…`, `kind,…`). A record before the first table is a path
//! of keys with a value at its end: `填写栏,统筹区,甲县`. `表,<table>` begins a table; the next record
//! holds the heads of its columns from the second cell on, the following ones a row each. What
//! stands in tables comes to lie under `数据` (`values`). A record that begins with `#` is a remark.

use csv_core::{ReadFieldResult, Reader};

use crate::diag::{Finding, Level, words};
use crate::text::{BOM, SourceId, Span, Spanned};
use crate::yaml::{Entry, MAX_BYTES, MAX_NODES, Node, Parsed, Style, Value};

/// Where what stands in tables comes to lie.
const VALUES: &str = "values";
/// The words that begin a table.
const TABLE: [&str; 2] = ["表", "table"];
/// The words that begin a paper.
const KIND: [&str; 3] = ["种类", "文种", "kind"];
/// The first two again in the encoding of older spreadsheets.
const KIND_GBK: [[u8; 4]; 2] = [[0xd6, 0xd6, 0xc0, 0xe0], [0xce, 0xc4, 0xd6, 0xd6]];
/// How many keys may stand before the tables, where each is looked for among all.
const MAX_KEYS: usize = 500;
/// How many findings are kept of a hopeless file; more are never shown.
const MOST: usize = 300;
/// How deep a record may lead.
const MAX_PATH: usize = 4;

/// Whether some bytes are a paper: other tables may lie beside the papers as they please.
pub fn is_paper(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(BOM.to_string().as_bytes()).unwrap_or(bytes);
    let begins = |word: &[u8]| bytes.strip_prefix(word).is_some_and(|rest| rest.starts_with(b","));
    KIND.iter().any(|word| begins(word.as_bytes())) || KIND_GBK.iter().any(|word| begins(word))
}

/// A cell.
#[derive(Debug, Clone)]
struct Cell {
    text: String,
    span: Span,
    quoted: bool,
}

/// Reads a source. Never fails: what is wrong is among the findings.
pub fn parse(source: SourceId, text: &str) -> Parsed {
    if text.len() > MAX_BYTES {
        return too_large(source);
    }
    let mut reading = Reading { findings: Vec::new(), nodes: 0, paths: 0 };
    let records = records(source, text);
    let mut root = Vec::new();
    let mut tables: Vec<Entry> = Vec::new();
    let mut heads: Option<Vec<Cell>> = None;
    let mut expects_heads = false;
    for record in records {
        let Some(first) = record.first().filter(|first| !first.text.starts_with('#')) else {
            continue;
        };
        if record.iter().all(|cell| cell.text.is_empty()) {
            continue;
        }
        if reading.nodes > MAX_NODES {
            return too_large(source);
        }
        if TABLE.contains(&&*first.text) && record.len() > 1 {
            let value = map(first.span, Vec::new());
            tables.push(Entry { key: key(&record[1]), value });
            (heads, expects_heads) = (None, true);
        } else if expects_heads {
            (heads, expects_heads) = (Some(record), false);
        } else if let (Some(heads), Some(table)) = (&heads, tables.last_mut()) {
            let row = reading.row(heads, &record);
            table.value.span = table.value.span.to(row.value.span);
            if let Value::Map(rows) = &mut table.value.value {
                rows.push(row);
            }
        } else {
            reading.path(&mut root, &record);
        }
    }
    let start = Span::new(source, 0..0);
    if let Some(span) = tables.first().map(|table| table.key.span) {
        let whole = tables.iter().fold(span, |span, table| span.to(table.value.span));
        let key = Spanned::new(VALUES.to_owned(), span);
        root.push(Entry { key, value: map(whole, tables) });
    }
    let whole = root.iter().fold(start, |span, entry| span.to(entry.key.span).to(entry.value.span));
    let root = (!root.is_empty()).then(|| map(whole, root));
    Parsed { root, comments: Vec::new(), findings: reading.findings }
}

fn too_large(source: SourceId) -> Parsed {
    let message = words!("文件太大", "the file is too large");
    let finding = Finding::new("file-too-large", Level::Error, Span::new(source, 0..0), message)
        .help(words!("分成几个文件", "split it into several"));
    Parsed { findings: vec![finding], ..Parsed::default() }
}

struct Reading {
    findings: Vec<Finding>,
    nodes: usize,
    /// How many records have led to a value before the tables.
    paths: usize,
}

impl Reading {
    /// A record of keys that lead to a value.
    fn path(&mut self, root: &mut Vec<Entry>, record: &[Cell]) {
        let filled = record.iter().rposition(|cell| !cell.text.is_empty()).unwrap_or(0);
        let record = &record[..=filled.max(1).min(record.len() - 1)];
        let Some((value, keys)) = record.split_last().filter(|(_, keys)| !keys.is_empty()) else {
            return self
                .wrong(&record[0], words!("这一行只有一格", "this record has one cell only"));
        };
        self.paths += 1;
        if keys.len() > MAX_PATH || self.paths > MAX_KEYS {
            return self.wrong(value, words!("这里的内容太多", "there is too much here"));
        }
        self.nodes += record.len();
        let mut keys = keys.to_vec();
        // The one key that is asked for before any schema can say what it is called.
        if KIND.contains(&&*keys[0].text) {
            "kind".clone_into(&mut keys[0].text);
        }
        insert(root, &keys, leaf(value));
    }

    /// A row of a table: its name, and a value under each head.
    fn row(&mut self, heads: &[Cell], record: &[Cell]) -> Entry {
        let mut cells = Vec::new();
        let mut span = record[0].span;
        for (at, cell) in record.iter().enumerate().skip(1) {
            span = span.to(cell.span);
            match heads.get(at).filter(|head| !head.text.is_empty()) {
                Some(head) => cells.push(Entry { key: key(head), value: leaf(cell) }),
                None if cell.text.is_empty() => {}
                None => {
                    self.wrong(cell, words!("这一格上面没有栏名", "no column stands over this"));
                }
            }
        }
        self.nodes += 2 + cells.len();
        Entry { key: key(&record[0]), value: map(span, cells) }
    }

    fn wrong(&mut self, cell: &Cell, message: crate::diag::Words) {
        if self.findings.len() > MOST {
            return;
        }
        let help = words!(
            "写成“名称,内容”；表格以“表,表名”开头，下一行写栏名",
            "write `name,value`; a table begins with `表,<name>` and a record of heads"
        );
        self.findings.push(Finding::new("csv-layout", Level::Error, cell.span, message).help(help));
    }
}

/// Puts a value where its keys lead. Values of one key become a list.
fn insert(entries: &mut Vec<Entry>, keys: &[Cell], value: Node) {
    let Some((first, rest)) = keys.split_first() else { return };
    let at = entries.iter().position(|entry| entry.key.value == first.text);
    let at = at.unwrap_or_else(|| {
        let empty = Node { value: Value::Null, ..value.clone() };
        entries.push(Entry { key: key(first), value: empty });
        entries.len() - 1
    });
    let place = &mut entries[at].value;
    if rest.is_empty() {
        match &mut place.value {
            Value::List(items) => items.push(value),
            Value::Null => *place = value,
            _ => {
                let first = place.clone();
                *place =
                    Node { style: Style::None, value: Value::List(vec![first, value]), ..*place };
            }
        }
        return;
    }
    if !matches!(place.value, Value::Map(_)) {
        *place = map(place.span, Vec::new());
    }
    if let Value::Map(inner) = &mut place.value {
        insert(inner, rest, value);
    }
}

fn map(span: Span, entries: Vec<Entry>) -> Node {
    Node { span, value: Value::Map(entries), style: Style::None, alias: None }
}

fn key(cell: &Cell) -> Spanned<String> {
    Spanned::new(cell.text.clone(), cell.span)
}

fn leaf(cell: &Cell) -> Node {
    let text = cell.text.clone();
    let value = if text.is_empty() { Value::Null } else { Value::Text(text) };
    let style = if cell.quoted { Style::DoubleQuoted } else { Style::Plain };
    Node { span: cell.span, value, style, alias: None }
}

/// The records of a text, their cells without the space around them.
fn records(source: SourceId, text: &str) -> Vec<Vec<Cell>> {
    let mut reader = Reader::new();
    let mut output = vec![0; text.len() + 1];
    let mut records = vec![Vec::new()];
    let mut at = 0;
    loop {
        let (result, read, written) = reader.read_field(&text.as_bytes()[at..], &mut output);
        let end = match result {
            ReadFieldResult::End => break,
            // All that is left has been read; asked once more, the reader closes the last cell.
            ReadFieldResult::InputEmpty | ReadFieldResult::OutputFull => {
                let (closed, _, _) = reader.read_field(&[], &mut output);
                if !matches!(closed, ReadFieldResult::Field { .. }) {
                    break;
                }
                true
            }
            ReadFieldResult::Field { record_end } => record_end,
        };
        let raw = &text[at..at + read];
        let value = String::from_utf8_lossy(&output[..written]).trim().to_owned();
        if let Some(last) = records.last_mut() {
            last.push(cell(source, at, raw, value));
        }
        at += read;
        if end {
            records.push(Vec::new());
        }
    }
    records
}

/// A cell with the place of what was written, without what divides it from the next.
fn cell(source: SourceId, at: usize, raw: &str, text: String) -> Cell {
    let start = raw.len() - raw.trim_start_matches(|c: char| c.is_whitespace() || c == BOM).len();
    let body = raw[start..].trim_end_matches(['\r', '\n']);
    let quoted = body.starts_with('"');
    let body = body.strip_suffix(',').unwrap_or(body).trim_end();
    let span = Span::new(source, at + start..at + start + body.len());
    Cell { text, span, quoted }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Source, Sources};

    fn read(text: &str) -> (Sources, Parsed) {
        let mut sources = Sources::default();
        let id = sources.add(Source::new("a.csv", text));
        (sources, parse(id, text))
    }

    const TEXT: &str = "\u{feff}文种,filled-form,,\r\n填写栏,统筹区,甲县\r\n\r\n# 说明,不算\r\n表,一,,\r\n行,医院,药店\r\n约谈,3,\"1,234\"\r\n总数, 21 ,\r\n";

    #[test]
    fn records_become_the_tree_that_yaml_would() {
        let (_, parsed) = read(TEXT);
        assert_eq!(parsed.findings, []);
        let json = parsed.root.unwrap().to_json();
        let expected = serde_json::json!({
            "kind": "filled-form",
            "填写栏": {"统筹区": "甲县"},
            "values": {"一": {"约谈": {"医院": "3", "药店": "1,234"}, "总数": {"医院": "21", "药店": null}}},
        });
        assert_eq!(json, expected);
    }

    #[test]
    fn every_cell_knows_its_place() {
        let (sources, parsed) = read(TEXT);
        let root = parsed.root.unwrap();
        let place = |pointer: &str| sources.text(root.at_pointer(pointer).unwrap().span).to_owned();
        assert_eq!(place("/kind"), "filled-form");
        assert_eq!(place("/values/一/约谈/医院"), "3");
        assert_eq!(place("/values/一/约谈/药店"), "\"1,234\"");
        assert_eq!(place("/values/一/总数/医院"), "21");
    }

    #[test]
    fn what_fits_nowhere_is_told_and_nothing_panics() {
        let (sources, parsed) = read("kind,x\n孤\n表,一\n行,医院\n约谈,3,4");
        let told: Vec<&str> = parsed.findings.iter().map(|f| sources.text(f.span)).collect();
        assert_eq!(told, ["孤", "4"]);
        for text in ["", "\"", "kind", "kind,\"a\"b\"\n,,,\n表,\n\"\n", ",\n,\n表,a\n,\n,1", "表,a"]
        {
            read(text);
        }
        assert!(is_paper("\u{feff}文种,a".as_bytes()) && !is_paper("姓名,电话".as_bytes()));
    }

    #[test]
    fn a_hopeless_file_is_read_in_time() {
        let many = |line: &dyn Fn(usize) -> String| -> String { (0..200_000).map(line).collect() };
        let (_, single) = read(&format!("kind,x\n{}", many(&|_| "孤\n".to_owned())));
        let (_, nested) = read(&format!("kind,x\n{}", many(&|at| format!("a,b{at},1\n"))));
        assert!(single.findings.len() < 400 && nested.findings.len() < 400);
        let (_, table) =
            read(&format!("kind,x\n表,t\n行,a,b\n{}", many(&|at| format!("{at},1,2\n"))));
        assert_eq!(table.findings[0].rule, "file-too-large");
    }

    #[test]
    fn repeated_keys_become_a_list() {
        let (_, parsed) = read("kind,x\n填报说明,甲\n填报说明,乙\n填报说明,丙");
        let json = parsed.root.unwrap().to_json();
        assert_eq!(json["填报说明"], serde_json::json!(["甲", "乙", "丙"]));
    }
}
