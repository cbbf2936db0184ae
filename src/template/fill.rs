//! Fills one paper: its parts in order, its prose and its body, its attachments inside it.

use std::collections::BTreeSet;

use super::engine::Engine;
use super::env::Env;
use super::token::Token;
use super::{Templates, markdown, numbers, parts, prose, weave};
use crate::diag::{Finding, Level, nearest, words};
use crate::doc::{Block, Inline};
use crate::model::{Field, Set};
use crate::text::{Span, Spanned};

/// How deep attachments may stand in attachments, and prose in prose.
const MAX_NESTING: usize = 8;

/// How many papers and prose fields one paper may take in: what lists twelve attachments that
/// each list twelve more must end.
pub(super) const MOST_TAKEN_IN: usize = 20_000;

/// The work of filling one paper.
pub(super) struct Fill<'t> {
    /// The set, its schemas, and the paper that is printed.
    pub(super) env: Env<'t>,
    pub(super) templates: &'t Templates,
    engine: &'t Engine,
    pub(super) findings: Vec<Finding>,
    /// The papers being filled, the innermost last: an attachment may not hold its holder.
    stack: Vec<usize>,
    /// The prose fields being filled, the innermost last.
    open: Vec<Span>,
    /// How many papers and prose fields have been taken in.
    taken_in: usize,
    /// The papers that stand in this one, itself among them.
    pub(super) inside: BTreeSet<usize>,
}

impl<'t> Fill<'t> {
    /// The work of filling one paper of a set, which is printed.
    pub(super) fn new(root: usize, engine: &'t Engine, templates: &'t Templates) -> Self {
        Self {
            env: engine.world.env(root),
            templates,
            engine,
            findings: vec![],
            stack: vec![],
            open: vec![],
            taken_in: 0,
            inside: BTreeSet::new(),
        }
    }

    /// The blocks of the paper that is printed.
    pub(super) fn whole(&mut self) -> Vec<Block> {
        self.paper(self.env.paper, true)
    }

    /// The blocks of a paper that stands inside another; nothing when it would hold itself, which
    /// `attachment-cycle` reports.
    pub(super) fn inside(&mut self, paper: usize) -> Option<Vec<Block>> {
        if self.stack.len() >= MAX_NESTING {
            let message = words!(
                "附件套附件超过 {MAX_NESTING} 层",
                "attachments nest deeper than {MAX_NESTING}"
            );
            let help = words!("把附件都列在正件里", "list all attachments in the main paper");
            let place = self.env.set.papers[paper].head();
            self.findings
                .push(Finding::new("attachment-nesting", Level::Error, place, message).help(help));
            return None;
        }
        (!self.stack.contains(&paper)).then(|| self.paper(paper, false))
    }

    fn paper(&mut self, at: usize, alone: bool) -> Vec<Block> {
        if self.exhausted() {
            return Vec::new();
        }
        self.inside.insert(at);
        let kind = &self.env.set.papers[at].kind.value;
        let Some(kind) = self.templates.kind(kind) else { return Vec::new() };
        self.stack.push(at);
        let mut blocks = Vec::new();
        for part in kind.parts.iter().filter(|part| alone || !part.alone) {
            blocks.extend(self.part(part, at));
        }
        numbers::headings(&mut blocks);
        self.stack.pop();
        blocks
    }

    /// Whether this paper has taken in more than it may; said once.
    fn exhausted(&mut self) -> bool {
        self.taken_in += 1;
        if self.taken_in == MOST_TAKEN_IN {
            let message = words!("附件和取用的文字太多", "this paper takes in too much");
            let help = words!("附件不要互相重复列", "do not list attachments over and over");
            let place = self.env.set.papers[self.env.paper].head();
            self.findings
                .push(Finding::new("paper-too-large", Level::Error, place, message).help(help));
        }
        self.taken_in >= MOST_TAKEN_IN
    }

    /// What `body.md` makes of a paper.
    pub(super) fn body(&mut self, paper: usize) -> Vec<Block> {
        let kind = &self.env.set.papers[paper].kind.value;
        let Some(body) = self.templates.loaded(kind).and_then(|loaded| loaded.body.as_ref()) else {
            return Vec::new();
        };
        match self.engine.render(body, &self.env.of(paper)) {
            Ok(text) => markdown::blocks(&text, &mut weave::Body { fill: self, paper }),
            Err((message, at)) => {
                let place = self.env.set.papers[paper].head();
                let shown = self.env.set.papers[paper].id.value.clone();
                let finding = Finding::new("template-fill", Level::Error, body.span(at), message)
                    .also(place, words!("填写“{shown}”时", "while filling `{shown}`"));
                self.findings.push(finding);
                Vec::new()
            }
        }
    }

    /// The blocks of a prose field of a paper. A field that would hold itself, through whatever
    /// other papers, is reported and left out.
    pub(super) fn prose(&mut self, field: &Field, paper: usize) -> Vec<Block> {
        if self.open.contains(&field.span) || self.open.len() >= MAX_NESTING {
            let message = words!(
                "这段文字经别处取用了它自己，或层层取用过深",
                "this text takes in itself, or others too deeply"
            );
            let help = words!("断开循环取用", "break the circle of `paper(…)`");
            self.findings
                .push(Finding::new("prose-cycle", Level::Error, field.span, message).help(help));
            return Vec::new();
        }
        if self.exhausted() {
            return Vec::new();
        }
        self.open.push(field.span);
        let blocks = prose::blocks(field, &mut weave::Holes { fill: self, paper });
        self.open.pop();
        blocks
    }

    /// A field as running text: one line, whatever it holds.
    pub(super) fn prose_inline(&mut self, field: &Field, paper: usize) -> Vec<Inline> {
        if !parts::is_prose(field) {
            return parts::words(field, &self.env.set.names(&self.env.set.papers[paper]));
        }
        let mut inlines = Vec::new();
        for block in self.prose(field, paper) {
            match block {
                Block::Paragraph { inlines: more } => {
                    if !inlines.is_empty() {
                        inlines.push(Inline::Break);
                    }
                    inlines.extend(more);
                }
                // Nothing is dropped without a word.
                _ => self.findings.push(only_text(field.span)),
            }
        }
        inlines
    }

    /// Evaluates a drafter's expression; what it gives is text and tokens.
    pub(super) fn evaluate(
        &mut self,
        expression: &str,
        paper: usize,
        span: Span,
    ) -> Option<String> {
        match self.engine.evaluate(expression, &self.env.of(paper)) {
            Ok(text) => Some(text),
            Err((message, help)) => {
                let mut finding = Finding::new("prose-hole", Level::Error, span, message);
                let name = expression.split(['"', '\'']).nth(1);
                if let Some(place) = name.and_then(|name| meant(self.env.set, name)) {
                    finding = finding.also(place, words!("也许指这里", "perhaps this is meant"));
                }
                self.findings.push(finding.help(help));
                None
            }
        }
    }

    /// The blocks of a token that stands alone.
    pub(super) fn placed(&mut self, token: Token) -> Option<Vec<Block>> {
        match token {
            Token::Prose(paper, path) => {
                let field = follow(&self.env.set.papers[paper].root, &path)?;
                Some(self.prose(field, paper))
            }
            Token::Table(paper, name) => {
                let table = self.placed_table(paper, name.as_deref());
                Some(table.into_iter().collect())
            }
            Token::Reference(_) | Token::Citation(_) | Token::Blank(_) => None,
        }
    }

    /// A token in running text.
    pub(super) fn woven(&mut self, token: Token, span: Option<Span>) -> Vec<Inline> {
        match token {
            Token::Reference(paper) => vec![self.reference(paper, span)],
            Token::Citation(place) => vec![self.citation(place, span)],
            Token::Blank(width) => {
                vec![Inline::Blank { width: u32::try_from(width).unwrap_or(u32::MAX) }]
            }
            Token::Prose(paper, path) => {
                let field = follow(&self.env.set.papers[paper].root, &path);
                field.map(|field| self.prose_inline(field, paper)).unwrap_or_default()
            }
            Token::Table(paper, _) => {
                let place = span.unwrap_or_else(|| self.env.set.papers[paper].head());
                let message = words!("表要单独成段", "a table stands in a paragraph of its own");
                let help = words!("在它前后各空一行", "leave an empty line before and after it");
                self.findings
                    .push(Finding::new("table-inline", Level::Error, place, message).help(help));
                Vec::new()
            }
        }
    }

    /// 附件4, or the title of a paper that is no attachment.
    fn reference(&self, place: usize, span: Option<Span>) -> Inline {
        let set = self.env.set;
        let paper = &set.papers[place];
        let id = &paper.id.value;
        let listed = set.papers[self.env.paper].facts.numbered();
        let in_root = listed.iter().position(|entry| entry.paper.value == *id);
        let text = match (in_root, set.parent(id)) {
            (Some(at), _) => numbers::attachment(at + 1, listed.len()),
            (None, Some((parent, place))) if place > 0 => {
                numbers::attachment(place, parent.facts.numbered().len())
            }
            (None, _) => format!("《{}》", paper.title().map_or(id.clone(), |title| title.value)),
        };
        Inline::Reference { text, target: id.clone(), span }
    }

    /// 《…》（粤医保函〔2022〕29号).
    fn citation(&self, place: usize, span: Option<Span>) -> Inline {
        let entry = &self.env.set.registry.citations[place];
        Inline::Citation { text: entry.cited(), target: entry.id.value.clone(), span }
    }

    /// Whether a table of this name can be placed; a finding when not.
    pub(super) fn table_exists(&mut self, token: &Token, span: Span) -> bool {
        let Token::Table(paper, name) = token else { return true };
        if self.table_spec(*paper, name.as_deref()).is_some() {
            return true;
        }
        let shown = name.clone().unwrap_or_else(|| self.env.set.papers[*paper].id.value.clone());
        let message = words!("没有名为“{shown}”的表", "there is no table `{shown}`");
        let help = words!(
            "写本文种的表名，或有表的文件的 id",
            "name a table of this kind, or the id of a paper that has one"
        );
        let mut finding = Finding::new("prose-hole", Level::Error, span, message);
        if let Some(place) = meant(self.env.set, &shown) {
            finding = finding.also(place, words!("也许指这里", "perhaps this is meant"));
        }
        self.findings.push(finding.help(help));
        false
    }
}

/// Where the id is written that is probably meant by a name that nothing has.
fn meant(set: &Set, name: &str) -> Option<Span> {
    let facts = || set.papers.iter().map(|paper| &paper.facts);
    let parts = facts().flat_map(|facts| {
        let phases = facts.phases.iter().filter_map(|phase| phase.id.as_ref());
        phases.chain(facts.tasks.iter().filter_map(|task| task.id.as_ref()))
    });
    let cited = set.registry.citations.iter().map(|entry| &entry.id);
    let all: Vec<&Spanned<String>> =
        set.papers.iter().map(|paper| &paper.id).chain(parts).chain(cited).collect();
    if all.iter().any(|id| id.value == name) {
        return None;
    }
    let near = nearest(name, all.iter().map(|id| id.value.as_str()))?;
    all.iter().find(|id| id.value == near).map(|id| id.span)
}

fn only_text(span: Span) -> Finding {
    let message = words!("这里只能写一段文字", "only running text fits here");
    Finding::new("prose-inline", Level::Error, span, message)
        .help(words!("去掉标题、清单和表格", "take out headings, lists and tables"))
}

fn follow<'f>(root: &'f Field, path: &[usize]) -> Option<&'f Field> {
    path.iter().try_fold(root, |field, at| match &field.value {
        crate::model::Value::List(items) | crate::model::Value::Map(items) => items.get(*at),
        _ => None,
    })
}
