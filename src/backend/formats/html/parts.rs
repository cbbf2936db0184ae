//! The parts of a page, and the levels of its headings.

use serde::Serialize;

use super::ids::Ids;
use super::table::{self, View};
use super::words::{Piece, bracketed, pieces, titled};
use crate::doc::{
    Attachment, AttachmentEntry, BlankLine, Block, Imprint, Inline, Item, Meta, RedHead, Run,
    Signature, SignatureForm, Table, Title, plain,
};

/// One part of a page.
#[derive(Debug, Serialize)]
#[serde(tag = "is", rename_all = "kebab-case")]
pub(super) enum Part<'a> {
    RedHead(Head<'a>),
    Title(TitleView<'a>),
    Recipients { pieces: Vec<Piece<'a>> },
    Heading(HeadingView<'a>),
    Paragraph { pieces: Vec<Piece<'a>> },
    List { items: Vec<ItemView<'a>>, numbered: bool },
    Pledges { items: Vec<ItemView<'a>> },
    Table(View<'a>),
    Blanks { items: Vec<BlankView<'a>> },
    Fields { items: Vec<BlankView<'a>> },
    AttachmentList { entries: Vec<EntryView<'a>> },
    Signature(SignatureView<'a>),
    Attendance { lists: Vec<Listing<'a>> },
    Note { pieces: Vec<Piece<'a>> },
    Attachment(Section<'a>),
    Imprint(ImprintView<'a>),
}

/// The red head.
#[derive(Debug, Serialize)]
pub(super) struct Head<'a> {
    issuers: Vec<&'a str>,
    suffix: &'a str,
    number: Option<&'a str>,
    signers: Vec<&'a str>,
    copy_number: Option<&'a str>,
    urgency: Option<&'a str>,
    body: Option<&'a str>,
    date: Option<&'a str>,
    /// How many characters stand beside each other in the mark; the template adds half a one.
    breadth: usize,
}

/// A title.
#[derive(Debug, Serialize)]
pub(super) struct TitleView<'a> {
    level: u8,
    anchor: String,
    /// `附件1` before the title of an attachment.
    label: &'a str,
    pieces: Vec<Piece<'a>>,
    subtitle: Vec<Piece<'a>>,
    bracketed: bool,
}

/// A heading.
#[derive(Debug, Serialize)]
pub(super) struct HeadingView<'a> {
    /// Its level on the page.
    level: u8,
    /// Its level in the body, which decides its type.
    rank: u8,
    anchor: String,
    number: &'a str,
    pieces: Vec<Piece<'a>>,
    run_in: Option<Vec<Piece<'a>>>,
}

/// An item.
#[derive(Debug, Serialize)]
pub(super) struct ItemView<'a> {
    number: &'a str,
    pieces: Vec<Piece<'a>>,
}

/// A line to fill in.
#[derive(Debug, Serialize)]
pub(super) struct BlankView<'a> {
    label: &'a str,
    hint: Option<&'a str>,
    value: Option<&'a str>,
}

/// An entry of the attachment list.
#[derive(Debug, Serialize)]
pub(super) struct EntryView<'a> {
    number: Option<u32>,
    pieces: Vec<Piece<'a>>,
    href: Option<String>,
}

/// Who was at a meeting.
#[derive(Debug, Serialize)]
pub(super) struct Listing<'a> {
    label: &'a str,
    pieces: Vec<Piece<'a>>,
}

/// The signature block.
#[derive(Debug, Serialize)]
pub(super) struct SignatureView<'a> {
    bodies: Vec<&'a str>,
    date: Option<&'a str>,
    /// The date for machines, where it is the paper's own.
    time: Option<&'a str>,
    stamp: bool,
}

/// An attachment.
#[derive(Debug, Serialize)]
pub(super) struct Section<'a> {
    anchor: String,
    /// The anchor of its title.
    named_by: Option<String>,
    /// Its label, where it has no title to stand before.
    label: &'a str,
    level: u8,
    parts: Vec<Part<'a>>,
}

/// The imprint.
#[derive(Debug, Serialize)]
pub(super) struct ImprintView<'a> {
    recipients: Vec<Piece<'a>>,
    copies: Vec<Piece<'a>>,
    printer: Option<&'a str>,
    date: Option<&'a str>,
}

/// Where the headings of a paper or an attachment stand.
#[derive(Default)]
struct Scope<'a> {
    /// The level of the heading that everything here stands under.
    under: u8,
    /// Whether its title is still to come, and what stands before it.
    untitled: Option<(&'a str, String)>,
    /// The open headings, by their levels in the body: a level that the author left out is none
    /// on the page, where no level may be left out.
    open: Vec<u8>,
    /// The words that name what has no caption.
    title: String,
    /// The anchors of the attachments that an attachment list names, in order.
    listed: Vec<String>,
}

/// The deepest level that HTML has.
const DEEPEST: u8 = 6;

/// The work of making a page's parts.
pub(super) struct Build<'a> {
    ids: Ids,
    scope: Scope<'a>,
    /// The date of the paper, for its own signature.
    date: Option<&'a str>,
    /// The names that no line break may split in titles.
    names: &'a [String],
    /// The names given to tables, which readers jump to by name.
    tables: Vec<String>,
    /// The headings under the page's own, with their anchors.
    main: Vec<(String, String)>,
}

impl<'a> Build<'a> {
    pub(super) fn new(ids: Ids) -> Self {
        let scope = Scope::default();
        Self { ids, scope, date: None, names: &[], tables: Vec::new(), main: Vec::new() }
    }

    /// The parts of a whole paper.
    pub(super) fn whole(
        &mut self,
        blocks: &'a [Block],
        meta: &'a Meta,
        titled: bool,
    ) -> Vec<Part<'a>> {
        self.date = meta.date.as_deref();
        self.names = &meta.names;
        self.scope.under = 1;
        self.scope.title.clone_from(&meta.title);
        if titled {
            let anchor = self.ids.claim(None, "title");
            self.scope.untitled = Some(("", anchor));
        }
        self.parts(blocks)
    }

    /// The headings of the second level, with their anchors.
    pub(super) fn main_headings(&self) -> &[(String, String)] {
        &self.main
    }

    fn parts(&mut self, blocks: &'a [Block]) -> Vec<Part<'a>> {
        // The attachment list stands before the attachments that it leads to.
        let attachments = blocks.iter().filter_map(|block| {
            if let Block::Attachment(attachment) = block { Some(attachment) } else { None }
        });
        let named = attachments.filter(|attachment| !attachment.label.is_empty());
        self.scope.listed = named.filter_map(|own| self.ids.link(&own.id)).collect();
        blocks.iter().map(|block| self.part(block)).collect()
    }

    fn part(&mut self, block: &'a Block) -> Part<'a> {
        match block {
            Block::RedHead(head) => Part::RedHead(red_head(head)),
            Block::Title(title) => Part::Title(self.title(title)),
            Block::Recipients { inlines } => Part::Recipients { pieces: self.pieces(inlines) },
            Block::Heading(heading) => {
                let level = self.level(heading.level);
                let anchor = self.ids.claim(heading.id.as_deref(), "heading");
                let text = format!("{}{}", heading.number, plain(&heading.inlines));
                self.note(level, &anchor, text);
                let run_in = heading.run_in.as_deref().map(|all| self.pieces(all));
                let (number, pieces) = (heading.number.as_str(), self.pieces(&heading.inlines));
                let rank = heading.level;
                Part::Heading(HeadingView { level, rank, anchor, number, pieces, run_in })
            }
            Block::Paragraph { inlines } => Part::Paragraph { pieces: self.pieces(inlines) },
            Block::List { items } => Part::List {
                numbered: items.iter().all(|item| item.number != "·"),
                items: self.items(items),
            },
            Block::Pledges { items } => Part::Pledges { items: self.items(items) },
            Block::Table(own) => self.table(own),
            // A drawing that everybody can read is a table: when, what and who.
            Block::Timeline(chart) => self.table(chart.as_table()),
            Block::Blanks { items } => Part::Blanks { items: blanks(items) },
            Block::Fields { items } => Part::Fields { items: blanks(items) },
            Block::AttachmentList { entries } => {
                Part::AttachmentList { entries: self.entries(entries) }
            }
            Block::Signature(signature) => Part::Signature(self.signature(signature)),
            Block::Attendance(attendance) => Part::Attendance {
                lists: attendance
                    .lists
                    .iter()
                    .map(|list| Listing { label: &list.label, pieces: self.pieces(&list.inlines) })
                    .collect(),
            },
            Block::Note { inlines } => Part::Note { pieces: self.pieces(inlines) },
            Block::Attachment(attachment) => Part::Attachment(self.section(attachment)),
            Block::Imprint(imprint) => Part::Imprint(self.imprint(imprint)),
        }
    }

    fn table(&mut self, own: &'a Table) -> Part<'a> {
        let named = table::named(own, &self.scope.title, &mut self.tables);
        Part::Table(table::view(own, named, &mut self.ids))
    }

    fn pieces(&self, inlines: &'a [Inline]) -> Vec<Piece<'a>> {
        pieces(inlines, &self.ids)
    }

    fn items(&self, items: &'a [Item]) -> Vec<ItemView<'a>> {
        let view =
            |item: &'a Item| ItemView { number: &item.number, pieces: self.pieces(&item.inlines) };
        items.iter().map(view).collect()
    }

    /// The level of a heading on the page.
    fn level(&mut self, rank: u8) -> u8 {
        self.scope.open.retain(|open| *open < rank);
        self.scope.open.push(rank);
        let below = u8::try_from(self.scope.open.len()).unwrap_or(DEEPEST);
        self.scope.under.saturating_add(below).min(DEEPEST)
    }

    fn note(&mut self, level: u8, anchor: &str, text: String) {
        if level == 2 {
            self.main.push((anchor.to_owned(), text));
        }
    }

    /// A title: the page's or the attachment's own the first time, a heading under it after that.
    fn title(&mut self, title: &'a Title) -> TitleView<'a> {
        let own = self.scope.untitled.take();
        let (label, anchor) = own.unwrap_or_else(|| {
            self.scope.under = self.scope.under.saturating_add(1).min(DEEPEST);
            ("", self.ids.claim(None, "title"))
        });
        self.scope.open.clear();
        self.scope.title = plain(&title.inlines);
        let level = self.scope.under;
        let between = if label.is_empty() { "" } else { "：" };
        self.note(level, &anchor, format!("{label}{between}{}", self.scope.title));
        let subtitle = self.pieces(&title.subtitle);
        let bracketed = bracketed(&title.subtitle);
        let pieces = titled(self.pieces(&title.inlines), self.names);
        TitleView { level, anchor, label, pieces, subtitle, bracketed }
    }

    fn section(&mut self, attachment: &'a Attachment) -> Section<'a> {
        let anchor = self.ids.claim(Some(&attachment.id), "attachment");
        let label = attachment.label.as_str();
        let titled = attachment.blocks.iter().any(|block| matches!(block, Block::Title(_)));
        let named_by = (titled || !label.is_empty()).then(|| self.ids.claim(None, "title"));
        let level = self.scope.under.saturating_add(1).min(DEEPEST);
        let inner = Scope {
            under: if named_by.is_some() { level } else { self.scope.under },
            untitled: named_by.clone().filter(|_| titled).map(|anchor| (label, anchor)),
            title: label.to_owned(),
            ..Scope::default()
        };
        if let Some(anchor) = named_by.as_deref().filter(|_| !titled) {
            self.note(level, anchor, label.to_owned());
        }
        let outer = std::mem::replace(&mut self.scope, inner);
        let parts = self.parts(&attachment.blocks);
        self.scope = outer;
        Section { anchor, named_by, label: if titled { "" } else { label }, level, parts }
    }

    fn entries(&self, entries: &'a [AttachmentEntry]) -> Vec<EntryView<'a>> {
        let view = |(at, entry): (usize, &'a AttachmentEntry)| EntryView {
            number: entry.number,
            pieces: self.pieces(&entry.title),
            href: self.scope.listed.get(at).cloned(),
        };
        entries.iter().enumerate().map(view).collect()
    }

    fn signature(&self, signature: &'a Signature) -> SignatureView<'a> {
        SignatureView {
            bodies: texts(&signature.bodies),
            date: text(signature.date.as_ref()),
            time: self.date.filter(|_| self.scope.under == 1),
            stamp: signature.form == SignatureForm::Stamp,
        }
    }

    fn imprint(&self, imprint: &'a Imprint) -> ImprintView<'a> {
        ImprintView {
            recipients: self.pieces(&imprint.recipients),
            copies: self.pieces(&imprint.copies),
            printer: text(imprint.printer.as_ref()),
            date: text(imprint.date.as_ref()),
        }
    }
}

fn red_head(head: &RedHead) -> Head<'_> {
    let issuers = texts(&head.issuers);
    let longest = issuers.iter().map(|name| name.chars().count()).max().unwrap_or_default();
    Head {
        breadth: (longest + head.suffix.chars().count()).max(1),
        issuers,
        suffix: &head.suffix,
        number: text(head.number.as_ref()),
        signers: texts(&head.signers),
        copy_number: text(head.copy_number.as_ref()),
        urgency: text(head.urgency.as_ref()),
        body: text(head.body.as_ref()),
        date: text(head.date.as_ref()),
    }
}

fn blanks<'a>(items: &'a [BlankLine]) -> Vec<BlankView<'a>> {
    let view = |item: &'a BlankLine| {
        let BlankLine { label, hint, value, field: _ } = item;
        BlankView { label, hint: hint.as_deref(), value: text(value.as_ref()) }
    };
    items.iter().map(view).collect()
}

fn texts(runs: &[Run]) -> Vec<&str> {
    runs.iter().map(|run| run.text.as_str()).collect()
}

fn text(run: Option<&Run>) -> Option<&str> {
    run.map(|run| run.text.as_str())
}
