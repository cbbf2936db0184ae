//! Templates: fills the parts of a kind with the facts of a record and makes the document tree.
//!
//! Markdown is parsed before anything is filled in, never after, so a value cannot become markup:
//! a drafter's holes and the prose that `body.md` places are opaque marks while Markdown looks.

mod answers;
mod blanks;
mod engine;
mod env;
mod figures;
mod fill;
mod filters;
mod form;
mod functions;
mod hole;
pub mod kind;
mod load;
mod looks;
mod markdown;
mod numbers;
mod parts;
mod prose;
mod quiet;
mod schedule;
mod steady;
mod table;
mod token;
mod values;
mod weave;

use std::ops::Range;
use std::sync::Arc;

pub use filters::names as filter_names;
pub use functions::function_names;
pub use load::Templates;
pub use quiet::Silent;

use crate::calendar;
use crate::diag::{Finding, Words};
use crate::doc::{Block, Doc, Inline, Meta, PageFacts, plain};
use crate::model::{Field, Paper, Registry, Set, Status};
use crate::schema::Schemas;

/// Fills the papers of one set. What they have in common, their templates and the expressions in
/// their prose, is compiled when it is first met.
pub struct Filler<'t> {
    engine: engine::Engine,
    templates: &'t Templates,
}

impl<'t> Filler<'t> {
    /// For the papers of a set.
    pub fn new(set: &Arc<Set>, schemas: &Arc<Schemas>, templates: &'t Templates) -> Self {
        let world = env::World { set: Arc::clone(set), schemas: Arc::clone(schemas) };
        Self { engine: engine::Engine::new(world), templates }
    }

    /// Fills one of them: its document tree, and what was wrong with its prose and template.
    pub fn fill(&self, paper: usize) -> (Doc, Vec<Finding>) {
        let set = &self.engine.world.set;
        let mut fill = fill::Fill::new(paper, &self.engine, self.templates);
        let blocks = fill.whole();
        let mut meta = meta(&set.papers[paper], set);
        meta.names = names(&blocks, &set.registry);
        if set.papers[paper].title().is_none() {
            meta.title = titled(&blocks).unwrap_or(meta.title);
        }
        meta.across = across(fill.inside.iter().map(|at| set.papers[*at].status));
        (Doc { meta, blocks }, fill.findings)
    }
}

/// Fills one paper of a set, and no other.
pub fn fill(
    set: &Arc<Set>,
    schemas: &Arc<Schemas>,
    templates: &Templates,
    paper: usize,
) -> (Doc, Vec<Finding>) {
    Filler::new(set, schemas, templates).fill(paper)
}

fn meta(paper: &Paper, set: &Set) -> Meta {
    let issuers = paper.root.items_of("issuer").iter().filter_map(Field::text);
    let names = set.names(paper);
    let full = |name: &str| {
        names.unit(name).map_or_else(|| name.to_owned(), |unit| unit.name.value.clone())
    };
    let day = |name: &str| {
        let parsed = calendar::parse_date(paper.root.get(name)?.text()?, paper.context).ok()?;
        Some(parsed.value.to_string())
    };
    let word = |name: &str| paper.root.words_of(name).map(|words| words.value);
    let subtitle = paper.root.words_of("subtitle").map_or_else(String::new, |words| {
        if words.value.starts_with('（') { words.value } else { format!("（{}）", words.value) }
    });
    Meta {
        kind: paper.kind.value.clone(),
        title: paper
            .title()
            .map_or_else(|| paper.id.value.clone(), |title| title.value + &subtitle),
        issuers: issuers.map(full).collect(),
        number: word("number"),
        date: day("date"),
        names: Vec::new(),
        across: None,
        page: PageFacts {
            index_number: word("index_number"),
            topic: word("topic"),
            publisher: word("publisher").map(|name| full(&name)),
            published: day("published"),
            openness: word("openness"),
        },
    }
}

/// The registered names of bodies and places that titles mention, those of attachments too.
fn names(blocks: &[Block], registry: &Registry) -> Vec<String> {
    fn titles(blocks: &[Block], text: &mut String) {
        for block in blocks {
            if let Block::Title(title) = block {
                *text += &plain(&title.inlines);
                text.push('\n');
            } else if let Block::Attachment(attachment) = block {
                titles(&attachment.blocks, text);
            }
        }
    }
    let mut text = String::new();
    titles(blocks, &mut text);
    registry.names_in(&text).into_iter().map(str::to_owned).collect()
}

/// The title that a paper without one of its own is printed under.
fn titled(blocks: &[Block]) -> Option<String> {
    blocks.iter().find_map(|block| match block {
        Block::Title(title) => Some(plain(&title.inlines)),
        _ => None,
    })
}

/// What is printed across every page: what stands in a paper may not pass for more than it is, and
/// neither may what it stands in.
fn across(statuses: impl Iterator<Item = Status>) -> Option<String> {
    let statuses: Vec<Status> = statuses.collect();
    if statuses.contains(&Status::Sample) {
        Some("样张".to_owned())
    } else if statuses.contains(&Status::Draft) {
        Some("草稿".to_owned())
    } else {
        None
    }
}

/// What Tera complains about, in both languages, and where in the template.
fn explain(error: &tera::Error) -> (Words, Range<usize>) {
    let (text, range) = match error.kind() {
        tera::ErrorKind::SyntaxError(report) | tera::ErrorKind::RenderingError(report) => {
            (report.message().to_owned(), report.span().range.clone())
        }
        _ => (error.to_string(), 0..0),
    };
    let text = hole::decode(&text);
    if let Some((zh, en)) = text.split_once(functions::SPLIT) {
        return (Words::new(zh, en), range);
    }
    (Words::new(in_chinese(&text), text.trim_end_matches('.').to_owned()), range)
}

/// The sentences of Tera's that a drafter meets, in Chinese.
fn in_chinese(text: &str) -> String {
    let named = text.split('`').nth(1).unwrap_or_default();
    let kinds = [
        ("Variable `", "没有“{}”这个字段"),
        ("Field `", "没有“{}”这个字段"),
        ("Unknown filter", "没有“{}”这个过滤器"),
        ("Unknown function", "没有“{}”这个函数"),
        ("Missing keyword argument", "函数缺少参数“{}”"),
        ("Iteration not possible", "这个值不是清单，不能逐项取用"),
        ("Found `", "表达式写错了：这里不该有“{}”"),
    ];
    let found = kinds.iter().find(|(start, _)| text.starts_with(start));
    found.map_or_else(|| format!("表达式有误：{text}"), |(_, zh)| zh.replace("{}", named))
}

/// Puts the marks of emphasis for each pair of `**` in the fixed text of a template.
fn markdown_strong(text: &str) -> String {
    let mut parts = text.split("**");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for (at, part) in parts.enumerate() {
        out.push(markdown::STRONG[at % 2]);
        out.push_str(part);
    }
    out
}

/// Text of a template with the marks of emphasis as pieces of their own.
fn split_strong(text: &str) -> Vec<Inline> {
    let mut out = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(markdown::STRONG) {
        let mark = rest[at..].chars().next().unwrap_or_default();
        if at > 0 {
            out.push(Inline::text(&rest[..at]));
        }
        out.push(Inline::text(mark.to_string()));
        rest = &rest[at + mark.len_utf8()..];
    }
    if !rest.is_empty() {
        out.push(Inline::text(rest));
    }
    out
}
