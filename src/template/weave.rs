//! What stands in a text that is no Markdown: the tokens of a filled `body.md`, the holes of prose.

use std::ops::Range;

use super::fill::Fill;
use super::markdown::{Refused, Weave};
use super::prose::{self, Trouble};
use super::token::{self, Piece};
use crate::diag::{Finding, Level, Words, words};
use crate::doc::{Block, Inline, Run};
use crate::text::Span;

/// The filled `body.md`: its text has no place of its own, its tokens have.
pub(super) struct Body<'a, 't> {
    pub(super) fill: &'a mut Fill<'t>,
    /// The paper whose text it is.
    pub(super) paper: usize,
}

impl Weave for Body<'_, '_> {
    fn text(&mut self, text: &str, _: Range<usize>) -> Vec<Inline> {
        let mut out = Vec::new();
        for piece in token::pieces(text) {
            match piece {
                Piece::Text(text) => out.extend(super::split_strong(text)),
                Piece::Token(token) => out.extend(self.fill.woven(token, None)),
            }
        }
        out
    }

    fn block(&mut self, text: &str, _: Range<usize>) -> Option<Vec<Block>> {
        // A paragraph that is one token begins with it.
        if !text.starts_with(token::OPEN) {
            return None;
        }
        let token = token::alone(text)?;
        let place = self.fill.env.set.papers[self.paper].head();
        if self.fill.table_exists(&token, place) { self.fill.placed(token) } else { None }
    }

    fn refuse(&mut self, what: Refused, _: Range<usize>) {
        let place = self.fill.env.set.papers[self.paper].head();
        self.fill.findings.push(refused(what, place));
    }
}

/// The holes of a drafter's prose.
pub(super) struct Holes<'a, 't> {
    pub(super) fill: &'a mut Fill<'t>,
    /// The paper whose text it is.
    pub(super) paper: usize,
}

impl prose::Filler for Holes<'_, '_> {
    fn inline(&mut self, expression: &str, span: Span) -> Vec<Inline> {
        let text = self.fill.evaluate(expression, self.paper, span).unwrap_or_default();
        let mut out = Vec::new();
        for piece in token::pieces(&text) {
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
        let text = self.fill.evaluate(expression, self.paper, span)?;
        match token::only(&text)? {
            Piece::Token(token) => {
                if !self.fill.table_exists(&token, span) {
                    return Some(Vec::new());
                }
                self.fill.placed(token)
            }
            Piece::Text(text) => {
                Some(vec![Block::Paragraph { inlines: vec![Run::at(text, span).into()] }])
            }
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
        Refused::Link => (
            words!("链接的网址印不出来", "the address of a link is not printed"),
            words!("把网址写在文字里", "write the address into the text"),
        ),
        Refused::Quote => (
            words!("公文正文没有引用块", "a paper's text has no block quotations"),
            words!("去掉行首的“>”，用引号引用", "take out the `>` and use quotation marks"),
        ),
        Refused::NestedList => (
            words!("清单里不能再套清单", "a list inside a list"),
            words!("改用下一级标题", "use headings of the next level"),
        ),
    };
    Finding::new("prose-markup", Level::Error, span, message).help(help)
}
