//! Five real campaigns, from 2018 to 2024, as their papers were published: what each of them
//! holds stands here as data, and our examples hold the same, in YAML and on paper.

mod huangshan;
mod jiangmen;
mod lincang;
mod liyang;
mod nantong;

use hongtou::doc::{Block, Doc, Table, plain};
use hongtou::model::{Field, Paper, Value};

use crate::lost::{CHECKED, laid, squeezed};

fn paper(id: &str) -> &'static Paper {
    CHECKED.set.paper(id).unwrap_or_else(|| panic!("no paper {id}"))
}

/// The words under a path; through lists, of every item.
fn words(id: &str, path: &str) -> Vec<String> {
    let mut fields = vec![&paper(id).root];
    for key in path.split('.') {
        fields = fields.into_iter().flat_map(|field| field.items_of(key)).collect();
    }
    let word = |field: &Field| match &field.value {
        Value::Number(number) => Some(number.to_string()),
        _ => field.text().map(|text| text.trim().to_owned()),
    };
    fields.into_iter().filter_map(word).collect()
}

fn one(id: &str, path: &str) -> String {
    let all = words(id, path);
    assert_eq!(all.len(), 1, "{id}: {path}: {all:?}");
    all.into_iter().next().unwrap()
}

/// How many items each object of a list has under a key.
fn counts(id: &str, list: &str, key: &str) -> Vec<usize> {
    let mut fields = vec![&paper(id).root];
    for part in list.split('.') {
        fields = fields.into_iter().flat_map(|field| field.items_of(part)).collect();
    }
    fields.into_iter().map(|field| field.items_of(key).len()).collect()
}

/// The headings of a level, with their numbers.
fn headings(doc: &Doc, level: u8) -> Vec<String> {
    let heading = |block: &Block| match block {
        Block::Heading(heading) if heading.level == level => {
            Some(format!("{}{}", heading.number, plain(&heading.inlines)))
        }
        _ => None,
    };
    doc.blocks.iter().filter_map(heading).collect()
}

fn tables(doc: &Doc) -> Vec<&Table> {
    fn table(block: &Block) -> Option<&Table> {
        if let Block::Table(table) = block { Some(table) } else { None }
    }
    doc.blocks.iter().filter_map(table).collect()
}

/// The cells of the first header row.
fn heads(table: &Table) -> Vec<String> {
    table.header[0]
        .cells
        .iter()
        .map(|cell| cell.paragraphs.iter().map(|all| plain(all)).collect())
        .collect()
}

fn rows(table: &Table) -> Vec<Vec<String>> {
    let cell = |cell: &hongtou::doc::Cell| cell.paragraphs.iter().map(|all| plain(all)).collect();
    table.rows.iter().map(|row| row.cells.iter().map(cell).collect()).collect()
}

/// Who signs a paper, and when.
fn signed(doc: &Doc) -> (Vec<String>, String) {
    let found = doc.blocks.iter().find_map(|block| match block {
        Block::Signature(signature) => Some((
            signature.bodies.iter().map(|run| run.text.clone()).collect(),
            signature.date.as_ref().map(|run| run.text.clone()).unwrap_or_default(),
        )),
        _ => None,
    });
    found.expect("the paper is signed")
}

/// Holds a paper's printed text to these words, in this order.
#[track_caller]
fn printed(id: &str, expected: &[&str]) {
    let text = laid(id).text();
    let mut at = 0;
    for word in expected {
        let word = squeezed(word);
        let Some(found) = text[at..].find(&word) else {
            panic!("{id} does not print “{word}”")
        };
        at += found + word.len();
    }
}

/// What a body is called in full, as a paper reads its name.
fn full(id: &str, name: &str) -> String {
    let names = CHECKED.set.names(paper(id));
    names.unit(name).map_or_else(|| panic!("{id}: {name}"), |unit| unit.name.value.clone())
}

fn lists(doc: &Doc) -> Vec<usize> {
    let list =
        |block: &Block| if let Block::List { items } = block { Some(items.len()) } else { None };
    doc.blocks.iter().filter_map(list).collect()
}

fn quotas(id: &str) -> Vec<(f64, f64, String)> {
    let bound = |bound: Option<(f64, _)>| bound.map_or(0.0, |(number, _)| number);
    let quotas = paper(id).facts.quotas.iter();
    quotas.map(|quota| (bound(quota.at_least), bound(quota.at_most), quota.unit.clone())).collect()
}
