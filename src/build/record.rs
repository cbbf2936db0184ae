//! One source by itself: parsed, held to the schema of its kind, and made a record.

use std::ops::Range;

use super::SECRECY;
use crate::csv;
use crate::diag::{Finding, Level, nearest, words};
use crate::model::{Ear, Kept, Paper, Parsed, REGISTRIES};
use crate::policy::secrecy;
use crate::schema::Schemas;
use crate::template::Templates;
use crate::text::{Source, SourceId, Sources, Span, Spanned};
use crate::yaml::{self, Node};

/// Reads sources one by one.
pub(super) struct Reader<'a> {
    pub(super) sources: &'a Sources,
    pub(super) schemas: &'a Schemas,
    pub(super) templates: &'a Templates,
    pub(super) ear: &'a Ear<'a>,
}

/// What one source came to.
pub(super) struct Read {
    /// Its record, where its kind is known.
    pub(super) paper: Option<Paper>,
    /// What is wrong with it before any rule has read it.
    pub(super) findings: Vec<Finding>,
    /// What was parsed, where there are comments in it.
    pub(super) commented: Option<yaml::Parsed>,
}

impl<'a> Reader<'a> {
    /// Reads one source.
    pub(super) fn read(&self, id: SourceId, kept: &mut Kept<'a>) -> Read {
        let source = self.sources.get(id);
        let mut parsed = parse(id, source);
        let mut findings = std::mem::take(&mut parsed.findings);
        let paper = self.paper(id, &parsed, kept, &mut findings);
        if paper.is_some() {
            let own = |comment: &yaml::Comment| secret(id, source, comment.span.bytes());
            findings.extend(parsed.comments.iter().filter_map(own));
        } else {
            findings.extend(secrets(id, source));
        }
        let commented = (!parsed.comments.is_empty()).then_some(parsed);
        Read { paper, findings, commented }
    }

    /// The record of a source, held to the schema of its kind.
    fn paper(
        &self,
        id: SourceId,
        parsed: &yaml::Parsed,
        kept: &mut Kept<'a>,
        findings: &mut Vec<Finding>,
    ) -> Option<Paper> {
        let Some(node) = &parsed.root else {
            if findings.is_empty() {
                findings.push(empty(id));
            }
            return None;
        };
        let kind = kind_of(id, node, self.schemas, self.templates, findings)?;
        let schema = self.schemas.get(&kind.value);
        let (valid, source) = (findings.is_empty(), self.sources.get(id));
        let mut paper = Paper::read(Parsed { id, source, kind, node, schema, valid }, kept);
        if let Some(schema) = schema.filter(|_| !paper.valid) {
            findings.extend(schema.validate_with(node, &mut kept.shapes));
            paper.valid = findings.is_empty();
        }
        cap(findings);
        Some(paper)
    }
}

fn parse(id: SourceId, source: &Source) -> yaml::Parsed {
    if source.path.rsplit('.').next() == Some("csv") {
        csv::parse(id, &source.text)
    } else {
        yaml::parse(id, &source.text)
    }
}

/// A secrecy mark in some bytes of a source: where no rule reads, in comments and in files that are
/// broken, a mark is a mark all the same.
fn secret(id: SourceId, source: &Source, bytes: Range<usize>) -> Option<Finding> {
    let line = source.slice(bytes.clone());
    let value = line.trim_start_matches(['#', ' ']).trim_start_matches("secrecy:");
    let mark = secrecy::mark(value)?;
    let start = bytes.start + (line.len() - value.len());
    let span = Span::new(id, start + mark.start..start + mark.end);
    Some(Finding::new(SECRECY, Level::Error, span, secrecy::message()).help(secrecy::help()))
}

fn secrets(id: SourceId, source: &Source) -> Vec<Finding> {
    let mut at = 0;
    let mut found = Vec::new();
    for line in source.text.split_inclusive('\n') {
        found.extend(secret(id, source, at..at + line.len()));
        at += line.len();
    }
    found
}

/// How many findings one source may bring before any rule has read it.
const MOST: usize = 300;

/// Leaves the first findings of a hopeless source and counts the others: nobody reads thousands.
fn cap(found: &mut Vec<Finding>) {
    let more = found.len().saturating_sub(MOST);
    if more == 0 {
        return;
    }
    found.truncate(MOST);
    let Some(span) = found.last().map(|finding| finding.span) else { return };
    let message = words!("此后还有 {more} 处问题", "{more} more findings follow");
    let help = words!("先改前面的，再检查一次", "mend those above and check again");
    found.push(Finding::new("too-many-findings", Level::Error, span, message).help(help));
}

fn empty(id: SourceId) -> Finding {
    let message = words!("文件是空的", "the file is empty");
    let help = words!("写上内容，或删去这个文件", "write something, or delete the file");
    Finding::new("file-empty", Level::Error, Span::new(id, 0..0), message).help(help)
}

/// The kind that a source says it is of.
pub(super) fn kind_of(
    id: SourceId,
    node: &Node,
    schemas: &Schemas,
    templates: &Templates,
    findings: &mut Vec<Finding>,
) -> Option<Spanned<String>> {
    let Some(kind) = schemas.kind_entry(node).map(|entry| &entry.value) else {
        let span = node.entries().first().map_or(Span::new(id, 0..0), |entry| entry.key.span);
        let message = words!("没有写文种（kind）", "the paper names no `kind`");
        let all = kinds(schemas, templates);
        findings.push(
            Finding::new("kind-missing", Level::Error, span, message).help(words!(
                "在第一行写 kind: …，可选：{all}",
                "begin with `kind: …`, one of {all}"
            )),
        );
        return None;
    };
    let Some(text) = kind.as_text() else {
        let message = words!("文种（kind）要写成一个词", "`kind` is one word");
        let all = kinds(schemas, templates);
        let help = words!("可选：{all}", "one of {all}");
        findings.push(Finding::new("kind-unknown", Level::Error, kind.place(), message).help(help));
        return None;
    };
    let usable = |name: &&str| REGISTRIES.contains(name) || templates.has(name);
    if let Some(name) = schemas.kind(text).filter(usable) {
        return Some(Spanned::new(name.to_owned(), kind.span));
    }
    let message = words!("没有“{text}”这个文种", "there is no kind `{text}`");
    let near = nearest(text, schemas.kind_names());
    let all = kinds(schemas, templates);
    let help = near.map_or_else(
        || words!("可选：{all}", "one of {all}"),
        |near| words!("是不是“{near}”？", "did you mean `{near}`?"),
    );
    findings.push(Finding::new("kind-unknown", Level::Error, kind.span, message).help(help));
    None
}

fn kinds(schemas: &Schemas, templates: &Templates) -> String {
    let papers = templates.names().filter(|name| schemas.get(name).is_some());
    papers.chain(REGISTRIES).collect::<Vec<_>>().join(", ")
}
