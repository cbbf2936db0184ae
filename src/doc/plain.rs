//! Walks a document tree: every run of text with its place, in reading order.

use super::{Block, Doc, Inline, Row, Run};
use crate::text::Span;

impl Doc {
    /// Calls `visit` for every piece of text, in reading order.
    pub fn texts<'a>(&'a self, visit: &mut dyn FnMut(&'a str, Option<Span>)) {
        self.blocks.iter().for_each(|block| block.texts(visit));
    }
}

/// What is called for every piece of text.
pub(super) type Visit<'v, 'a> = &'v mut dyn FnMut(&'a str, Option<Span>);

impl Block {
    /// Calls `visit` for every piece of text in this part.
    pub fn texts<'a>(&'a self, visit: Visit<'_, 'a>) {
        match self {
            Self::RedHead(head) => {
                let single = [&head.copy_number, &head.urgency];
                single.into_iter().flatten().for_each(|run| run.visit(visit));
                head.issuers.iter().for_each(|run| run.visit(visit));
                visit(&head.suffix, None);
                head.number.iter().chain(&head.signers).for_each(|run| run.visit(visit));
                head.body.iter().chain(&head.date).for_each(|run| run.visit(visit));
            }
            Self::Title(title) => {
                inlines(&title.inlines, visit);
                inlines(&title.subtitle, visit);
            }
            Self::Recipients { inlines: all }
            | Self::Paragraph { inlines: all }
            | Self::Note { inlines: all } => inlines(all, visit),
            Self::Heading(heading) => {
                visit(&heading.number, None);
                inlines(&heading.inlines, visit);
                heading.run_in.iter().for_each(|all| inlines(all, visit));
            }
            Self::List { items } | Self::Pledges { items } => {
                for item in items {
                    visit(&item.number, None);
                    inlines(&item.inlines, visit);
                }
            }
            Self::Table(table) => {
                inlines(&table.caption, visit);
                table.header.iter().chain(&table.rows).for_each(|row| cells(row, visit));
                table.notes.iter().for_each(|note| inlines(note, visit));
            }
            Self::Timeline(timeline) => timeline.texts(visit),
            Self::Blanks { items } | Self::Fields { items } => {
                for item in items {
                    visit(&item.label, None);
                    item.hint.iter().for_each(|hint| visit(hint, None));
                    item.value.iter().for_each(|run| run.visit(visit));
                }
            }
            Self::AttachmentList { entries } => {
                for entry in entries {
                    inlines(&entry.title, visit);
                }
            }
            Self::Signature(signature) => {
                signature.bodies.iter().chain(&signature.date).for_each(|run| run.visit(visit));
            }
            Self::Attendance(attendance) => {
                for list in &attendance.lists {
                    visit(&list.label, None);
                    inlines(&list.inlines, visit);
                }
            }
            Self::Attachment(attachment) => {
                if !attachment.label.is_empty() {
                    visit(&attachment.label, None);
                }
                attachment.blocks.iter().for_each(|block| block.texts(visit));
            }
            Self::Imprint(imprint) => {
                inlines(&imprint.recipients, visit);
                inlines(&imprint.copies, visit);
                imprint.printer.iter().chain(&imprint.date).for_each(|run| run.visit(visit));
            }
        }
    }
}

impl Run {
    fn visit<'a>(&'a self, visit: Visit<'_, 'a>) {
        visit(&self.text, self.span);
    }
}

fn cells<'a>(row: &'a Row, visit: Visit<'_, 'a>) {
    for paragraph in row.cells.iter().flat_map(|cell| &cell.paragraphs) {
        inlines(paragraph, visit);
    }
}

/// Calls `visit` for every piece of text in running text.
pub(super) fn inlines<'a>(all: &'a [Inline], visit: Visit<'_, 'a>) {
    for inline in all {
        match inline {
            Inline::Text { text, span }
            | Inline::Reference { text, span, .. }
            | Inline::Citation { text, span, .. } => visit(text, *span),
            Inline::Strong { inlines: inner } => inlines(inner, visit),
            Inline::Blank { .. } | Inline::Break => {}
        }
    }
}

/// The place of some bytes of a piece of text that was written at `span`; all of it where the
/// source spells the piece in another way than it is printed.
pub fn part(text: &str, span: Span, bytes: std::ops::Range<usize>) -> Span {
    if span.bytes().len() == text.len() { span.part(bytes) } else { span }
}

/// Running text as one string.
pub fn plain(all: &[Inline]) -> String {
    let mut text = String::new();
    inlines(all, &mut |piece, _| text.push_str(piece));
    text
}
