//! What the template of a paper's page is given: facts, tags, contents, and the parts.

use serde::Serialize;

use super::ids::{Ids, href};
use super::parts::{Build, Part};
use super::words::day;
use crate::doc::{Block, Doc, Meta, plain};

/// A page.
#[derive(Debug, Serialize)]
pub(super) struct Page<'a> {
    /// The title as one line.
    title: &'a str,
    /// The issuing bodies.
    issuers: &'a [String],
    /// 样张, 草稿.
    across: Option<&'a str>,
    /// The look that paper uses, as far as a name of a class may go.
    look: String,
    /// The metadata that readers see.
    facts: Vec<Fact<'a>>,
    /// The metadata that sites and search engines see.
    tags: Vec<Tag>,
    /// The main headings, where there are several.
    contents: Vec<Entry>,
    /// The title again where the paper prints none: a page without a heading cannot be found.
    untitled: bool,
    /// The parts.
    parts: Vec<Part<'a>>,
}

/// A row of the metadata; without a value it is not known yet.
#[derive(Debug, Serialize)]
struct Fact<'a> {
    label: &'a str,
    value: Option<String>,
    /// The date behind the value.
    date: Option<&'a str>,
}

/// A metadata tag.
#[derive(Debug, Serialize)]
struct Tag {
    name: &'static str,
    content: String,
}

/// An entry of the contents.
#[derive(Debug, Serialize)]
struct Entry {
    href: String,
    text: String,
}

/// A paper as a page.
pub(super) fn page<'a>(doc: &'a Doc, look: &str) -> Page<'a> {
    let meta = &doc.meta;
    let titled = doc.blocks.iter().any(|block| matches!(block, Block::Title(_)));
    let mut build = Build::new(Ids::of(doc));
    let parts = build.whole(&doc.blocks, meta, titled);
    let contents = contents(build.main_headings());
    let plain = |c: char| if c.is_ascii_alphanumeric() { c } else { '-' };
    Page {
        title: &meta.title,
        issuers: &meta.issuers,
        across: meta.across.as_deref(),
        look: look.chars().map(plain).collect(),
        facts: facts(doc),
        tags: tags(doc),
        contents,
        untitled: !titled,
        parts,
    }
}

/// So many main headings are worth a list of them.
const WORTH_LISTING: usize = 3;

fn contents(headings: &[(String, String)]) -> Vec<Entry> {
    if headings.len() < WORTH_LISTING {
        return Vec::new();
    }
    let entry =
        |(anchor, text): &(String, String)| Entry { href: href(anchor), text: text.clone() };
    headings.iter().map(entry).collect()
}

/// The rows of a government information page in their usual order. A paper with a red head shows
/// all of them, for whoever publishes it to see what is still to be given; what stands under
/// another paper shows those that are known.
fn facts(doc: &Doc) -> Vec<Fact<'_>> {
    let Meta { title, issuers, number, date, page, .. } = &doc.meta;
    let publisher = page.publisher.clone().or_else(|| listed(issuers));
    let text = |label, value: Option<String>| Fact { label, value, date: None };
    let mut rows = vec![
        text("索引号", page.index_number.clone()),
        text("主题分类", page.topic.clone()),
        text("发布机构", publisher),
        dated("成文日期", date.as_deref()),
        text("标题", Some(title.clone())),
        text("文号", number.clone()),
        dated("发布日期", page.published.as_deref()),
    ];
    rows.extend(page.openness.clone().map(|openness| text("公开属性", Some(openness))));
    let headed = doc.blocks.iter().any(|block| matches!(block, Block::RedHead(_)));
    rows.retain(|row| headed || row.value.is_some());
    rows
}

fn dated<'a>(label: &'a str, date: Option<&'a str>) -> Fact<'a> {
    Fact { label, value: date.map(day), date }
}

fn listed(names: &[String]) -> Option<String> {
    (!names.is_empty()).then(|| names.join("、"))
}

/// The longest description, in characters.
const DESCRIPTION: usize = 120;

/// The tags that government sites use and this paper knows.
fn tags(doc: &Doc) -> Vec<Tag> {
    let meta = &doc.meta;
    let mut keywords: Vec<&str> = Vec::new();
    let known = meta.page.topic.iter().chain(&meta.names).chain(&meta.issuers).chain(&meta.number);
    for word in known {
        if !keywords.contains(&word.as_str()) {
            keywords.push(word);
        }
    }
    let tags = [
        ("ArticleTitle", Some(meta.title.clone())),
        ("PubDate", meta.page.published.clone()),
        ("ContentSource", meta.page.publisher.clone().or_else(|| listed(&meta.issuers))),
        ("Keywords", (!keywords.is_empty()).then(|| keywords.join(","))),
        ("Description", Some(description(doc))),
    ];
    let known = tags.into_iter().filter_map(|(name, content)| Some((name, content?)));
    known.map(|(name, content)| Tag { name, content }).collect()
}

/// The first words of the body; the title where there is none.
fn description(doc: &Doc) -> String {
    let first = doc.blocks.iter().find_map(|block| {
        if let Block::Paragraph { inlines } = block { Some(plain(inlines)) } else { None }
    });
    let text = first.unwrap_or_else(|| doc.meta.title.clone());
    match text.char_indices().nth(DESCRIPTION) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}
