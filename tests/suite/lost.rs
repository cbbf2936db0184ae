//! Nothing is lost on the way to paper: every piece of text of every tree comes out, in order.
//!
//! The laid-out pages are read in drawing order, and the finished file once more by `pdftotext`.
//! Between two pieces a look may print words of its own (a colon, 附件：, a repeated table head);
//! within a piece only a break of line or page may fall.

use std::sync::LazyLock;

use hongtou::backend::{Emitted, Options};
use hongtou::build::{self, Checked, Request};
use hongtou::doc::{Block, Doc, Row, plain};
use hongtou::template;
use hongtou::text::Disk;

use crate::judges::text_of_pdf;
use crate::support::{Folder, lay_out_with, root};

/// The repository, checked.
pub(crate) static CHECKED: LazyLock<Checked> = LazyLock::new(|| {
    let files = Disk::new(root()).unwrap();
    build::check(&files, &Request::default()).unwrap()
});

/// A paper in one of its looks.
pub(crate) struct Laid {
    pub(crate) id: String,
    pub(crate) look: String,
    pub(crate) doc: Doc,
    pub(crate) emitted: Emitted,
}

/// Every paper in every look.
pub(crate) static LAID: LazyLock<Vec<Laid>> = LazyLock::new(|| {
    let checked = &*CHECKED;
    let mut laid = Vec::new();
    for (at, paper) in checked.set.papers.iter().enumerate() {
        let (doc, findings) =
            template::fill(&checked.set, &checked.schemas, &checked.templates, at);
        assert_eq!(findings, [], "{}", paper.path);
        for look in checked.templates.kind(&paper.kind.value).unwrap().looks_for(&paper.root) {
            let emitted = lay_out_with(&doc, &look.look, Options::default());
            let (id, look) = (paper.id.value.clone(), look.look.clone());
            laid.push(Laid { id, look, doc: doc.clone(), emitted });
        }
    }
    laid
});

/// Text without blanks: where lines break does not matter.
pub(crate) fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && *c != '\u{200b}' && *c != '\u{2060}').collect()
}

impl Laid {
    /// The text of each page, as it is drawn, without what lies across it.
    pub(crate) fn pages(&self) -> Vec<String> {
        let page = |page: &hongtou::doc::pages::Page| {
            let runs = page.runs.iter().filter(|run| !run.across);
            squeezed(&runs.map(|run| run.text.as_str()).collect::<String>())
        };
        self.emitted.pages.pages.iter().map(page).collect()
    }

    /// The whole text.
    pub(crate) fn text(&self) -> String {
        self.pages().concat()
    }
}

/// The paper of this id in its first look.
pub(crate) fn laid(id: &str) -> &'static Laid {
    LAID.iter().find(|laid| laid.id == id).unwrap_or_else(|| panic!("no paper {id}"))
}

/// A place in the text: the page, and the byte on it.
type Place = (usize, usize);

/// How many bytes a page number and the like may take at the edge of a page.
const EDGE: usize = 40;

/// Where a piece begins and ends, at or after a place; it may run over to the next page, in
/// running text only from the end of this to the beginning of that.
fn find(pages: &[String], piece: &str, from: Place, running: bool) -> Option<(Place, Place)> {
    for page in from.0..pages.len() {
        let start = if page == from.0 { from.1 } else { 0 };
        if let Some(at) = pages[page][start..].find(piece) {
            let at = start + at;
            return Some(((page, at), (page, at + piece.len())));
        }
        if let Some((first, last)) = broken(pages, piece, (page, start)) {
            let near =
                first.1 + piece.len() + EDGE >= pages[page].len() && last.1 <= piece.len() + EDGE;
            if near || !running {
                return Some((first, last));
            }
        }
    }
    None
}

/// A piece that a page break cuts in two: the longest beginning on this page, the rest on the next.
fn broken(pages: &[String], piece: &str, (page, start): Place) -> Option<(Place, Place)> {
    let next = pages.get(page + 1)?;
    let cuts = piece.char_indices().skip(1).map(|(at, _)| at);
    cuts.collect::<Vec<_>>().into_iter().rev().find_map(|cut| {
        let (head, rest) = piece.split_at(cut);
        let at = pages[page][start..].rfind(head)? + start;
        let whole = next.find(rest).map(|end| ((page, at), (page + 1, end + rest.len())));
        // A cell may be longer than a page.
        whole.or_else(|| {
            let (_, end) = broken(pages, rest, (page + 1, 0))?;
            Some(((page, at), end))
        })
    })
}

struct Walk<'a> {
    pages: &'a [String],
    at: Place,
    name: String,
    pieces: usize,
}

impl Walk<'_> {
    /// Finds a piece from a place on, and says where it ends.
    fn expect(&mut self, text: &str, from: Place) -> (Place, Place) {
        self.expect_in(text, from, true)
    }

    fn expect_in(&mut self, text: &str, from: Place, running: bool) -> (Place, Place) {
        let piece = squeezed(text);
        if piece.is_empty() {
            return (from, from);
        }
        self.pieces += 1;
        let found = find(self.pages, &piece, from, running);
        found.unwrap_or_else(|| panic!("{}: “{piece}” is lost after {from:?}", self.name))
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Attachment(attachment) => {
                self.at = self.expect(&attachment.label, self.at).1;
                attachment.blocks.iter().for_each(|block| self.block(block));
            }
            Block::Table(table) => {
                self.at = self.expect(&plain(&table.caption), self.at).1;
                table.header.iter().chain(&table.rows).for_each(|row| self.row(row));
                table.notes.iter().for_each(|note| self.at = self.expect(&plain(note), self.at).1);
            }
            // Set beside or over each other, so drawn in an order of their own.
            Block::RedHead(_)
            | Block::Signature(_)
            | Block::Attendance(_)
            | Block::Timeline(_)
            | Block::Fields { .. }
            | Block::Blanks { .. }
            | Block::Imprint(_) => {
                let (from, mut last) = (self.at, self.at);
                block.texts(&mut |text, _| last = last.max(self.expect(text, from).1));
                self.at = last;
            }
            // A poster shows the numerals large, without the mark that belongs to running text.
            Block::Pledges { items } => {
                for item in items {
                    let number = item.number.trim_end_matches(['、', '.']);
                    self.at = self.expect(number, self.at).1;
                    self.at = self.expect(&plain(&item.inlines), self.at).1;
                }
            }
            Block::Title(_)
            | Block::Recipients { .. }
            | Block::Heading(_)
            | Block::Paragraph { .. }
            | Block::List { .. }
            | Block::AttachmentList { .. }
            | Block::Note { .. } => {
                let mut at = self.at;
                block.texts(&mut |text, _| at = self.expect(text, at).1);
                self.at = at;
            }
        }
    }

    /// The cells of a row stand side by side, and a page break cuts each of them for itself.
    fn row(&mut self, row: &Row) {
        let from = self.at;
        let mut first = None;
        for paragraph in row.cells.iter().flat_map(|cell| &cell.paragraphs) {
            let (start, _) = self.expect_in(&plain(paragraph), from, false);
            first = Some(first.map_or(start, |first: Place| first.min(start)));
        }
        self.at = first.unwrap_or(from);
    }
}

fn nothing_lost(name: String, doc: &Doc, pages: &[String]) -> usize {
    let mut walk = Walk { pages, at: (0, 0), name, pieces: 0 };
    doc.blocks.iter().for_each(|block| walk.block(block));
    walk.pieces
}

#[test]
fn every_piece_of_every_tree_stands_on_the_pages_in_order() {
    let mut pieces = 0;
    for laid in &*LAID {
        pieces += nothing_lost(format!("{} as {}", laid.id, laid.look), &laid.doc, &laid.pages());
    }
    assert!(pieces > 1000, "only {pieces} pieces");
}

#[test]
fn every_piece_of_every_tree_is_read_from_the_finished_file_in_order() {
    let folder = Folder::empty();
    for laid in &*LAID {
        folder.write("a.pdf", &laid.emitted.bytes);
        let Some(text) = text_of_pdf(&folder.path("a.pdf")) else { return };
        let pages: Vec<String> = text.split('\u{c}').map(squeezed).collect();
        nothing_lost(format!("{} as {}, as read", laid.id, laid.look), &laid.doc, &pages);
    }
}

#[test]
fn a_lost_piece_is_noticed() {
    let pages = ["甲乙丙".to_owned(), "丁戊己".to_owned()];
    assert!(find(&pages, "乙丙丁", (0, 0), true).is_some());
    assert!(find(&pages, "丙戊", (0, 0), false).is_some(), "over a repeated head");
    assert_eq!(find(&pages, "乙丁丙", (0, 0), true), None);
    assert_eq!(find(&pages, "甲", (0, 3), true), None);
}
