//! Fills one paper: its parts in order, its prose and its body, its attachments inside it.

use std::ops::Range;

use super::functions::{self, Env};
use super::markdown::{self, Refused, Weave};
use super::prose::{self, Trouble};
use super::values::{self, Piece, Token, Tokens, Values};
use super::{Templates, explain, hole, numbers, parts};
use crate::diag::{Finding, Level, Words, nearest, words};
use crate::doc::{Block, Inline, Run};
use crate::model::Field;
use crate::text::Span;

/// The work of filling one paper.
pub(super) struct Fill<'t> {
    pub(super) env: Env,
    pub(super) templates: &'t Templates,
    pub(super) findings: Vec<Finding>,
    /// The papers being filled, the innermost last: an attachment may not hold its holder.
    stack: Vec<usize>,
    engines: Vec<(usize, Engine)>,
}

/// Tera with the functions and values of one paper.
struct Engine {
    tera: tera::Tera,
    context: tera::Context,
    /// The names a drafter may use, Chinese and English.
    names: Vec<String>,
}

impl<'t> Fill<'t> {
    pub(super) fn new(env: Env, templates: &'t Templates) -> Self {
        Self { env, templates, findings: Vec::new(), stack: Vec::new(), engines: Vec::new() }
    }

    /// The blocks of the paper that is printed.
    pub(super) fn whole(&mut self) -> Vec<Block> {
        self.paper(self.env.root, true)
    }

    /// The blocks of a paper that stands inside another; nothing when it would hold itself, which
    /// `attachment-cycle` reports.
    pub(super) fn inside(&mut self, paper: usize) -> Option<Vec<Block>> {
        (!self.stack.contains(&paper)).then(|| self.paper(paper, false))
    }

    fn paper(&mut self, at: usize, alone: bool) -> Vec<Block> {
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

    /// What `body.md` makes of a paper.
    pub(super) fn body(&mut self, paper: usize) -> Vec<Block> {
        let kind = self.env.set.papers[paper].kind.value.clone();
        let templates = self.templates;
        let Some(body) = templates.loaded(&kind).and_then(|loaded| loaded.body.as_ref()) else {
            return Vec::new();
        };
        let engine = self.engine(paper);
        let rendered = engine.tera.render_str(&body.rewritten, &engine.context, true);
        match rendered {
            Ok(text) => {
                let mut woven = Body { fill: self, paper };
                markdown::blocks(&text, &mut woven)
            }
            Err(error) => {
                let (message, at) = explain(&error);
                let place = self.env.set.papers[paper].head();
                let shown = self.env.set.papers[paper].id.value.clone();
                let finding = Finding::new("template-fill", Level::Error, body.span(at), message)
                    .also(place, words!("填写“{shown}”时", "while filling `{shown}`"));
                self.findings.push(finding);
                Vec::new()
            }
        }
    }

    /// The blocks of a prose field of a paper.
    pub(super) fn prose(&mut self, field: &Field, paper: usize) -> Vec<Block> {
        prose::blocks(field, &mut Holes { fill: self, paper })
    }

    /// A field as running text: one line, whatever it holds.
    pub(super) fn prose_inline(&mut self, field: &Field, paper: usize) -> Vec<Inline> {
        if !parts::is_prose(field) {
            return parts::words(field, &self.env.set.registry);
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
                other => self.misplaced(&other, field.span),
            }
        }
        inlines
    }

    /// A block where only running text fits: nothing is dropped without a word.
    fn misplaced(&mut self, _block: &Block, span: Span) {
        let message = words!("这里只能写一段文字", "only running text fits here");
        self.findings.push(
            Finding::new("prose-inline", Level::Error, span, message)
                .help(words!("去掉标题、清单和表格", "take out headings, lists and tables")),
        );
    }

    fn engine(&mut self, paper: usize) -> &Engine {
        if let Some(at) = self.engines.iter().position(|(own, _)| *own == paper) {
            return &self.engines[at].1;
        }
        let engine = self.new_engine(paper);
        self.engines.push((paper, engine));
        &self.engines[self.engines.len() - 1].1
    }

    fn new_engine(&self, paper: usize) -> Engine {
        let mut tera = tera::Tera::new();
        tera.set_escape_fn(|text: &str, out: &mut dyn std::io::Write| markdown::escape(text, out));
        let own = &self.env.set.papers[paper];
        let env = Env { paper, context: own.context, ..self.env.clone() };
        functions::register(&mut tera, &env);
        let shape = self.env.schemas.get(&own.kind.value).map(crate::schema::Schema::root);
        let values = Values { paper, context: own.context, tokens: &self.env.tokens };
        let root = values.of(&own.root, shape, &mut Vec::new());
        let mut context = tera::Context::new();
        let mut names = Vec::new();
        for (key, value) in root.as_map().into_iter().flatten() {
            names.push(hole::decode(&key.to_string()));
            context.insert_value(key.to_string(), value.clone());
        }
        Engine { tera, context, names }
    }

    /// Evaluates a drafter's expression; what it gives is text and tokens.
    fn evaluate(&mut self, expression: &str, paper: usize, span: Span) -> Option<Vec<Piece>> {
        let template = format!("{{{{ {} }}}}", hole::rewrite(expression));
        let engine = self.engine(paper);
        if let Some(name) = hole::field(expression)
            && !engine.context.contains_key(&hole::encode(name))
        {
            let finding = unknown_field(name, &engine.names, span);
            self.findings.push(finding);
            return None;
        }
        match engine.tera.render_str(&template, &engine.context, false) {
            Ok(text) => Some(values::pieces(&text, &self.env.tokens)),
            Err(error) => {
                let (message, _) = explain(&error);
                self.findings.push(Finding::new("prose-hole", Level::Error, span, message).help(
                    words!(
                        "花括号里写字段名，或 ref、phase、cite 这样的函数",
                        "braces hold the name of a field, or a function such as ref, phase, cite"
                    ),
                ));
                None
            }
        }
    }

    /// The blocks of a token that stands alone.
    fn placed(&mut self, token: Token) -> Option<Vec<Block>> {
        match token {
            Token::Prose(paper, path) => {
                let set = std::sync::Arc::clone(&self.env.set);
                let field = follow(&set.papers[paper].root, &path)?;
                Some(self.prose(field, paper))
            }
            Token::Table(paper, name) => {
                let table = self.placed_table(paper, name.as_deref());
                Some(table.into_iter().collect())
            }
            Token::Inline(_) => None,
        }
    }

    /// A token in running text.
    fn woven(&mut self, token: Token, span: Option<Span>) -> Vec<Inline> {
        match token {
            Token::Inline(inline) => vec![at(inline, span)],
            Token::Prose(paper, path) => {
                let set = std::sync::Arc::clone(&self.env.set);
                let field = follow(&set.papers[paper].root, &path);
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

    /// Whether a table of this name can be placed; a finding when not.
    fn table_exists(&mut self, token: &Token, span: Span) -> bool {
        let Token::Table(paper, name) = token else { return true };
        if self.placed_table(*paper, name.as_deref()).is_some() {
            return true;
        }
        let shown = name.clone().unwrap_or_else(|| self.env.set.papers[*paper].id.value.clone());
        let message = words!("没有名为“{shown}”的表", "there is no table `{shown}`");
        let help = words!(
            "写本文种的表名，或有表的文件的 id",
            "name a table of this kind, or the id of a paper that has one"
        );
        self.findings.push(Finding::new("prose-hole", Level::Error, span, message).help(help));
        false
    }
}

/// An expression begins with a field that the paper's kind does not have.
fn unknown_field(name: &str, known: &[String], span: Span) -> Finding {
    let message = words!("没有“{name}”这个字段", "there is no field `{name}`");
    let help = match nearest(name, known.iter().map(String::as_str)) {
        Some(near) => words!("是不是“{near}”？", "did you mean `{near}`?"),
        None => words!(
            "花括号里写本文件的字段名，中文英文都可以",
            "braces hold a field of this paper, by its Chinese or English name"
        ),
    };
    Finding::new("prose-hole", Level::Error, span, message).help(help)
}

/// Gives an inline its place.
fn at(inline: Inline, place: Option<Span>) -> Inline {
    match inline {
        Inline::Reference { text, target, span } => {
            Inline::Reference { text, target, span: span.or(place) }
        }
        Inline::Citation { text, target, span } => {
            Inline::Citation { text, target, span: span.or(place) }
        }
        Inline::Text { text, span } => Inline::Text { text, span: span.or(place) },
        other @ (Inline::Strong { .. } | Inline::Blank { .. } | Inline::Break) => other,
    }
}

fn follow<'f>(root: &'f Field, path: &[usize]) -> Option<&'f Field> {
    path.iter().try_fold(root, |field, at| match &field.value {
        crate::model::Value::List(items) | crate::model::Value::Map(items) => items.get(*at),
        crate::model::Value::Null
        | crate::model::Value::Bool(_)
        | crate::model::Value::Number(_)
        | crate::model::Value::Text(..) => None,
    })
}

/// The filled `body.md`: its text has no place of its own, its tokens have.
struct Body<'a, 't> {
    fill: &'a mut Fill<'t>,
    paper: usize,
}

impl Weave for Body<'_, '_> {
    fn text(&mut self, text: &str, _: Range<usize>) -> Vec<Inline> {
        let mut out = Vec::new();
        for piece in values::pieces(text, &self.fill.env.tokens) {
            match piece {
                Piece::Text(text) => out.extend(super::split_strong(&text)),
                Piece::Token(token) => out.extend(self.fill.woven(token, None)),
            }
        }
        out
    }

    fn block(&mut self, text: &str, _: Range<usize>) -> Option<Vec<Block>> {
        let mut pieces = values::pieces(text, &self.fill.env.tokens);
        match (pieces.pop(), pieces.is_empty()) {
            (Some(Piece::Token(token)), true) => {
                let place = self.fill.env.set.papers[self.paper].head();
                if self.fill.table_exists(&token, place) { self.fill.placed(token) } else { None }
            }
            _ => None,
        }
    }

    fn refuse(&mut self, what: Refused, _: Range<usize>) {
        let place = self.fill.env.set.papers[self.paper].head();
        self.fill.findings.push(refused(what, place));
    }
}

/// The holes of a drafter's prose.
struct Holes<'a, 't> {
    fill: &'a mut Fill<'t>,
    paper: usize,
}

impl prose::Filler for Holes<'_, '_> {
    fn inline(&mut self, expression: &str, span: Span) -> Vec<Inline> {
        let pieces = self.fill.evaluate(expression, self.paper, span).unwrap_or_default();
        let mut out = Vec::new();
        for piece in pieces {
            match piece {
                Piece::Text(text) => out.push(Run::at(text, span).into()),
                Piece::Token(token) => out.extend(self.fill.woven(token, Some(span))),
            }
        }
        out
    }

    fn block(&mut self, expression: &str, span: Span) -> Option<Vec<Block>> {
        // Only what can place blocks is tried here, so that nothing is evaluated, and complained
        // about, twice.
        let places = ["table", "表", "paper", "文件"];
        if !places.iter().any(|name| expression.starts_with(name)) {
            return None;
        }
        let mut pieces = self.fill.evaluate(expression, self.paper, span)?;
        match (pieces.pop(), pieces.is_empty()) {
            (Some(Piece::Token(token)), true) => {
                if !self.fill.table_exists(&token, span) {
                    return Some(Vec::new());
                }
                self.fill.placed(token)
            }
            (Some(Piece::Text(text)), true) => {
                Some(vec![Block::Paragraph { inlines: vec![Run::at(text, span).into()] }])
            }
            _ => None,
        }
    }

    fn trouble(&mut self, trouble: Trouble, span: Span) {
        self.fill.findings.push(troubled(trouble, span));
    }
}

fn troubled(trouble: Trouble, span: Span) -> Finding {
    let (message, help): (Words, Words) = match trouble {
        Trouble::OpenHole => (
            words!("“{{{{”没有配对的“}}}}”", "`{{{{` has no `}}}}`"),
            words!("补上右边的花括号", "close the braces"),
        ),
        Trouble::Statement => (
            words!("正文里只能写表达式，不能写“{{%”", "prose has expressions only, no `{{%`"),
            words!(
                "用 {{{{ … }}}} 取值；循环写在模板里",
                "use {{{{ … }}}}; loops belong in the template"
            ),
        ),
        Trouble::OpenStrong => (
            words!("“**”没有配对", "`**` has no partner"),
            words!("在同一段里补上另一个“**”", "add the other `**` in the same paragraph"),
        ),
        Trouble::Refused(what) => return refused(what, span),
    };
    Finding::new("prose-markup", Level::Error, span, message).help(help)
}

fn refused(what: Refused, span: Span) -> Finding {
    let (message, help) = match what {
        Refused::Image => (
            words!("公文正文里不能放图片", "a paper's text has no images"),
            words!("去掉图片，或作为附件", "take it out, or make it an attachment"),
        ),
        Refused::DeepHeading => (
            words!("层次最多四级", "there are four levels of headings"),
            words!(
                "最多写到“####”（GB/T 9704-2012，7.3.3）",
                "write `####` at most (GB/T 9704-2012, 7.3.3)"
            ),
        ),
        Refused::NestedList => (
            words!("清单里不能再套清单", "a list inside a list"),
            words!("改用下一级标题", "use headings of the next level"),
        ),
    };
    Finding::new("prose-markup", Level::Error, span, message).help(help)
}

/// The tokens a fill begins with: none.
pub(super) fn tokens() -> Tokens {
    Tokens::default()
}
