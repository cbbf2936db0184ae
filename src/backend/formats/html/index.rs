//! What the template of the index is given: the papers of a build by the folders they lie in.

use std::collections::BTreeMap;

use serde::Serialize;

use super::words::{day, percent};
use crate::backend::Listed;
use crate::doc::{Attachment, Block, Doc, plain};

/// An index.
#[derive(Debug, Serialize)]
pub(super) struct Index<'a> {
    /// Whether it lists the public edition.
    public: bool,
    /// The folders.
    groups: Vec<Group<'a>>,
}

/// The papers of a folder.
#[derive(Debug, Serialize)]
struct Group<'a> {
    /// The folder.
    folder: &'a str,
    /// What it is about.
    name: String,
    /// Its papers.
    papers: Vec<Entry<'a>>,
}

/// A paper.
#[derive(Debug, Serialize)]
struct Entry<'a> {
    number: Option<&'a str>,
    title: &'a str,
    /// Where it lies in its folder, for papers that have one title.
    stem: Option<&'a str>,
    issuers: &'a [String],
    date: Option<&'a str>,
    day: Option<String>,
    across: Option<&'a str>,
    /// Its page.
    href: Option<String>,
    /// The files made of it.
    files: Vec<File>,
}

/// A file made of a paper.
#[derive(Debug, Serialize)]
struct File {
    label: String,
    href: String,
}

/// An index of these papers.
pub(super) fn index<'a>(papers: &'a [Listed<'a>]) -> Index<'a> {
    let mut groups: Vec<Group> = Vec::new();
    let mut folders: Vec<&str> = papers.iter().map(|paper| folder(paper.stem)).collect();
    folders.sort_unstable();
    folders.dedup();
    for own in folders {
        let mut inside: Vec<&Listed> =
            papers.iter().filter(|paper| folder(paper.stem) == own).collect();
        // What has been issued by itself comes first, in the order of its issue.
        inside.sort_by_key(|paper| (paper.doc.meta.number.is_none(), own_date(paper)));
        let name = name(&inside).unwrap_or_else(|| own.to_owned());
        groups.push(Group { folder: own, name, papers: entries(&inside) });
    }
    Index { public: papers.iter().any(|paper| !paper.edition.is_empty()), groups }
}

/// The campaign that a paper belongs to: the first folder of its path.
fn folder(stem: &str) -> &str {
    stem.split_once('/').map_or("", |(folder, _)| folder)
}

/// What a folder is about: the title of what its main paper issues, or of that paper. The main one
/// holds the most attachments; without any, it is the first that was issued.
fn name(papers: &[&Listed]) -> Option<String> {
    let held = |paper: &&&Listed| attachments(paper.doc).count();
    let main = papers.iter().rev().max_by_key(held)?.doc;
    let mut inside = attachments(main).filter(|attachment| attachment.label.is_empty());
    let issued = inside.next().and_then(|issued| issued.blocks.iter().find_map(title));
    let has_any = main.meta.number.is_some() || attachments(main).next().is_some();
    issued.or_else(|| has_any.then(|| main.meta.title.clone()))
}

fn attachments(doc: &Doc) -> impl Iterator<Item = &Attachment> {
    doc.blocks.iter().filter_map(|block| {
        if let Block::Attachment(attachment) = block { Some(attachment) } else { None }
    })
}

fn title(block: &Block) -> Option<String> {
    if let Block::Title(title) = block { Some(plain(&title.inlines)) } else { None }
}

/// The date of a paper with a number: the others keep the order of their paths.
fn own_date<'a>(paper: &Listed<'a>) -> Option<&'a str> {
    let meta = &paper.doc.meta;
    meta.date.as_deref().filter(|_| meta.number.is_some())
}

/// The papers of a folder. Those of one title are told apart by their paths.
fn entries<'a>(papers: &[&'a Listed<'a>]) -> Vec<Entry<'a>> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for paper in papers {
        *counts.entry(&paper.doc.meta.title).or_default() += 1;
    }
    let same = |paper: &Listed| counts[paper.doc.meta.title.as_str()] > 1;
    let inside = |paper: &Listed<'a>| paper.stem.split_once('/').map_or(paper.stem, |(_, own)| own);
    papers
        .iter()
        .map(|paper| Entry { stem: same(paper).then(|| inside(paper)), ..entry(paper) })
        .collect()
}

fn entry<'a>(paper: &'a Listed<'a>) -> Entry<'a> {
    let meta = &paper.doc.meta;
    let page = format!("{}{}.html", paper.stem, paper.edition);
    let file = |path: &&&str| **path != page;
    Entry {
        number: meta.number.as_deref(),
        title: &meta.title,
        stem: None,
        issuers: &meta.issuers,
        date: meta.date.as_deref(),
        day: meta.date.as_deref().map(day),
        across: meta.across.as_deref(),
        href: paper.files.contains(&page.as_str()).then(|| percent(&page)),
        files: paper.files.iter().filter(file).map(|path| made(paper, path)).collect(),
    }
}

/// A file by its format, and by what tells it from others of that format.
fn made(paper: &Listed, path: &str) -> File {
    let (rest, extension) = path.rsplit_once('.').unwrap_or((path, ""));
    let look = rest.strip_prefix(paper.stem).unwrap_or_default();
    let look = look.strip_suffix(paper.edition).unwrap_or(look).trim_matches('-');
    let format = extension.to_ascii_uppercase();
    let label = if look.is_empty() { format } else { format!("{format}（{look}）") };
    File { label, href: percent(path) }
}
