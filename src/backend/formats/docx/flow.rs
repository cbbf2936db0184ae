//! The body of a document while it is written: paragraphs and tables in a row, and the sections that
//! they stand in.

use super::margins::Part;
use super::measures::{Known, Measures};
use super::page::{Manner, Page};
use super::para::Para;
use super::runs::plain;
use super::section::{self, Margin};
use super::xml::twips;
use crate::doc::{Block, Doc, Inline};

/// What stands in a body.
pub(super) enum Node {
    /// A paragraph.
    Para(Box<Para>),
    /// A table, as it is written.
    Table(String),
}

/// A body so far.
pub(super) struct Flow<'a> {
    /// The sheet.
    pub(super) page: &'a Page,
    /// What sections refer to for their margins.
    margins: Vec<Margin>,
    nodes: Vec<Node>,
    /// Titles that a caption of the same words would repeat.
    titles: Vec<String>,
    /// What a weight of one comes to where a commitment letter shares out its free height, in twips.
    pub(super) share: f64,
    /// Whether the pages of the section being written lie across.
    pub(super) lies: bool,
    /// How many sections are closed.
    sections: usize,
    /// Whether nothing stands in the section yet.
    fresh: bool,
    /// The height of rows and whether this is a form, in the blocks being written.
    pub(super) form_row: Option<f64>,
    /// The space above the next paragraph in place of its own, in twips.
    pub(super) above: Option<i64>,
    /// Whether the next title is the first thing of an attachment.
    pub(super) first_of_attachment: bool,
    /// What a letter has in the header and the footer of its first page.
    pub(super) first: (String, String),
}

/// What is known of a block of which nothing is known.
pub(super) static UNKNOWN: std::sync::LazyLock<Known> = std::sync::LazyLock::new(Known::default);

impl<'a> Flow<'a> {
    /// An empty body.
    pub(super) fn new(page: &'a Page, margins: Vec<Margin>, doc: &Doc, known: &Measures) -> Self {
        Self {
            titles: titles(page, doc),
            share: share(doc, known),
            page,
            margins,
            nodes: Vec::new(),
            lies: false,
            sections: 0,
            fresh: true,
            form_row: None,
            above: None,
            first_of_attachment: false,
            first: (String::new(), String::new()),
        }
    }

    /// Writes a paragraph.
    pub(super) fn put(&mut self, mut para: Para) {
        if let Some(above) = self.above.take() {
            para.before = Some(above);
        }
        // Text keeps clear of the table above it; on a form every millimetre has its use.
        let form = self.form_row.is_some() || self.page.manner == Manner::Form;
        if matches!(self.nodes.last(), Some(Node::Table(_))) && !self.fresh && !form {
            para.before.get_or_insert(self.page.line / 4);
        }
        self.fresh = false;
        self.nodes.push(Node::Para(Box::new(para)));
    }

    /// Writes a table. One that follows another would become a part of it.
    pub(super) fn table(&mut self, xml: String) {
        if let Some(above) = self.above.take() {
            self.space(above);
        } else if matches!(self.nodes.last(), Some(Node::Table(_))) {
            self.space(self.page.line / 2);
        }
        self.fresh = false;
        self.nodes.push(Node::Table(xml));
    }

    /// Leaves so many twips free.
    pub(super) fn space(&mut self, twips: i64) {
        let line = twips.max(20);
        self.put(Para { line: Some(line), ..Para::carrier() });
    }

    /// Turns the sheet where the next block wants it otherwise, which begins a page.
    pub(super) fn turn(&mut self, lies: bool) {
        if lies != self.lies && !self.fresh {
            self.close();
        }
        self.lies = lies;
    }

    /// Begins a page, if something stands on this one: says whether the next paragraph must do it.
    pub(super) fn must_break(&self) -> bool {
        !self.fresh
    }

    /// Whether a title has said this already.
    pub(super) fn said(&self, caption: &[Inline]) -> bool {
        self.titles.contains(&plain(caption).replace('\n', ""))
    }

    fn close(&mut self) {
        let section = section::properties(self.page, &self.margins, self.lies, self.sections == 0);
        self.sections += 1;
        match self.nodes.last_mut() {
            Some(Node::Para(last)) if last.section.is_none() => last.section = Some(section),
            Some(_) | None => {
                let para = Para { section: Some(section), ..Para::carrier() };
                self.nodes.push(Node::Para(Box::new(para)));
            }
        }
        self.fresh = true;
    }

    /// The body as it is written, with its last section.
    pub(super) fn finish(mut self) -> String {
        if !matches!(self.nodes.last(), Some(Node::Para(last)) if last.section.is_none()) {
            self.nodes.push(Node::Para(Box::new(Para::carrier())));
        }
        let last = section::properties(self.page, &self.margins, self.lies, self.sections == 0);
        let nodes = self.nodes.iter().map(|node| match node {
            Node::Para(para) => para.xml(),
            Node::Table(xml) => xml.clone(),
        });
        nodes.chain([last]).collect()
    }
}

/// What sections refer to.
pub(super) fn margins(parts: &[Part]) -> Vec<Margin> {
    parts.iter().map(|part| part.margin).collect()
}

/// The titles of a paper that is one table.
fn titles(page: &Page, doc: &Doc) -> Vec<String> {
    if page.manner != Manner::Bare {
        return Vec::new();
    }
    let title = |block: &Block| {
        let Block::Title(title) = block else { return None };
        Some(plain(&title.inlines).replace('\n', ""))
    };
    doc.blocks.iter().filter_map(title).collect()
}

/// The height that a commitment letter leaves free, divided by the weights of its gaps. A part is
/// kept back: another font may take another line.
fn share(doc: &Doc, known: &Measures) -> f64 {
    let Some(sheet) = known.pledge else { return 0.0 };
    let weight = |block: &Block| match block {
        Block::Title(_) => 1.0,
        Block::Pledges { items } => 0.7 + 0.45 * f64::from(u32::try_from(items.len()).unwrap_or(0)),
        Block::Blanks { .. } => 1.4,
        Block::RedHead(_)
        | Block::Recipients { .. }
        | Block::Heading(_)
        | Block::Paragraph { .. }
        | Block::List { .. }
        | Block::Table(_)
        | Block::Timeline(_)
        | Block::Fields { .. }
        | Block::AttachmentList { .. }
        | Block::Signature(_)
        | Block::Attendance(_)
        | Block::Note { .. }
        | Block::Attachment(_)
        | Block::Imprint(_) => 0.7,
    };
    let all: f64 = doc.blocks.iter().map(weight).sum::<f64>() + 1.0;
    f64::from(i32::try_from(twips(sheet.spare)).unwrap_or(0)) * 0.25 / all
}
