//! The blocks of a paper, from top to bottom.

use super::closing;
use super::flow::{Flow, UNKNOWN};
use super::forms;
use super::head;
use super::imprint;
use super::measures::Known;
use super::page::Manner;
use super::para::{Dress, Edge, Font, Indent, Para};
use super::runs::{bracketed, plain, runs};
use super::styles::HEADINGS;
use super::table;
use super::xml::{cells, twips};
use crate::doc::{Attachment, Block, Heading, Inline, Item, Title};

/// Writes all parts of a paper, or of an attachment in it.
pub(super) fn write(flow: &mut Flow, blocks: &[Block], known: &[Known], attached: bool) {
    let sides = sides(blocks, known, attached);
    for (at, block) in blocks.iter().enumerate() {
        if at > 0 || !attached {
            flow.turn(sides[at]);
        }
        one(flow, block, blocks.get(at + 1), known.get(at).unwrap_or(&UNKNOWN), attached);
    }
}

/// Which blocks stand on pages that lie across: tables that ask for it, and in an attachment the
/// title with a few words above such a table.
fn sides(blocks: &[Block], known: &[Known], attached: bool) -> Vec<bool> {
    let lies = |at: usize| {
        known.get(at).and_then(|known| known.table.as_ref()).is_some_and(|table| table.lies)
    };
    let mut sides: Vec<bool> = (0..blocks.len()).map(lies).collect();
    let first = sides.iter().position(|lies| *lies).unwrap_or(0);
    if attached && blocks[..first].iter().all(short) {
        sides[..first].fill(true);
    }
    sides
}

fn short(block: &Block) -> bool {
    match block {
        Block::Title(_) => true,
        Block::Paragraph { inlines } => plain(inlines).chars().count() <= 120,
        Block::RedHead(_)
        | Block::Recipients { .. }
        | Block::Heading(_)
        | Block::List { .. }
        | Block::Table(_)
        | Block::Timeline(_)
        | Block::Pledges { .. }
        | Block::Blanks { .. }
        | Block::Fields { .. }
        | Block::AttachmentList { .. }
        | Block::Signature(_)
        | Block::Attendance(_)
        | Block::Note { .. }
        | Block::Attachment(_)
        | Block::Imprint(_) => false,
    }
}

/// Writes one block. An attachment wears neither head nor imprint, as on paper.
fn one(flow: &mut Flow, block: &Block, next: Option<&Block>, known: &Known, attached: bool) {
    let plain = Dress::default();
    match block {
        Block::RedHead(head) if !attached => head::write(flow, head, known),
        Block::Imprint(imprint) if !attached => imprint::write(flow, imprint),
        Block::RedHead(_) | Block::Imprint(_) => {}
        Block::Title(title) => self::title(flow, title, known, attached),
        Block::Recipients { inlines } => {
            let words = runs(inlines, &plain) + &plain.text("：");
            flow.put(Para::of("Addressee", words));
        }
        Block::Heading(heading) => self::heading(flow, heading),
        Block::Paragraph { inlines } => {
            let with_next = matches!(next, Some(Block::Blanks { .. }));
            flow.put(Para { with_next, ..Para::of("NormalIndent", runs(inlines, &plain)) });
        }
        Block::List { items } => self::items(flow, items, "NormalIndent", 0),
        Block::Pledges { items } => {
            let apart = forms::spare(flow, 0.45);
            self::items(flow, items, "Pledge", apart);
        }
        Block::Table(data) => table::write(flow, data, known),
        Block::Timeline(chart) => table::write(flow, chart.as_table(), known),
        Block::Blanks { items } => forms::blanks(flow, items),
        Block::Fields { items } => forms::fields(flow, items, known.form_size),
        Block::AttachmentList { entries } => closing::list(flow, entries),
        Block::Signature(signature) => closing::signature(flow, signature),
        Block::Attendance(attendance) => closing::attendance(flow, attendance),
        Block::Note { inlines } => note(flow, inlines),
        Block::Attachment(attachment) => self::attachment(flow, attachment, known),
    }
}

/// A title in lines of its own, 7.3.1.
fn title(flow: &mut Flow, title: &Title, known: &Known, attached: bool) {
    let page = flow.page;
    let lines = match page.manner {
        Manner::Form if !attached => &known.form,
        Manner::Pledge if !attached => &known.sheet,
        Manner::General
        | Manner::Letter
        | Manner::Order
        | Manner::Minutes
        | Manner::Bare
        | Manner::Form
        | Manner::Pledge => {
            if flow.lies {
                &known.wide
            } else {
                &known.lines
            }
        }
    };
    let before = match page.manner {
        Manner::Bare => page.lines(1.0),
        Manner::Form | Manner::Pledge => 0,
        Manner::General | Manner::Letter | Manner::Order | Manner::Minutes => page.lines(2.0),
    };
    let after = match page.manner {
        Manner::Pledge => page.lines(0.2) + forms::spare(flow, 1.0),
        Manner::Form => twips(7.0),
        Manner::General | Manner::Letter | Manner::Order | Manner::Minutes | Manner::Bare => {
            page.lines(1.0)
        }
    };
    let alone = title.subtitle.is_empty();
    if !lines.is_empty() {
        let new_page = flow.first_of_attachment && flow.must_break();
        let above = flow.above.take();
        flow.put(Para {
            before: Some(if attached { page.lines(1.0) } else { above.unwrap_or(before) }),
            after: Some(if alone { after } else { 0 }),
            new_page,
            ..Para::of("Title", Dress::default().text(&lines.join("\n")))
        });
    }
    flow.first_of_attachment = false;
    if !alone {
        let words = bracketed(&title.subtitle, &Dress::default());
        flow.put(Para { after: Some(after), ..Para::of("Subtitle", words) });
    }
}

/// A heading, 7.3.3. One with text on its line is a paragraph that begins in the heading's
/// characters, as Word's own lead-in headings are.
fn heading(flow: &mut Flow, heading: &Heading) {
    let level = usize::from(heading.level.clamp(1, 4)) - 1;
    let (style, characters) = HEADINGS[level];
    let Some(text) = &heading.run_in else {
        let dress = Dress::default();
        flow.put(Para::of(style, dress.text(&heading.number) + &runs(&heading.inlines, &dress)));
        return;
    };
    let dress = Dress { style: Some(characters), ..Dress::default() };
    let words = dress.text(&heading.number) + &runs(&heading.inlines, &dress);
    flow.put(Para::of("NormalIndent", words + &runs(text, &Dress::default())));
}

/// Items as official papers set them: each a paragraph that begins with its number. On the sheet of a
/// commitment letter the turnover stands under the text, not under the number.
fn items(flow: &mut Flow, items: &[Item], style: &'static str, apart: i64) {
    let dress = Dress::default();
    let widest = items.iter().map(|item| cells(&item.number)).fold(0.0, f64::max);
    for item in items {
        let indent = (flow.page.manner == Manner::Pledge).then(|| Indent {
            left: flow.page.cells(widest),
            right: 0,
            first: -flow.page.cells(cells(&item.number)),
        });
        let before = (apart > 0).then_some(apart);
        let words = dress.text(&item.number) + &runs(&item.inlines, &dress);
        flow.put(Para { before, indent, ..Para::of(style, words) });
    }
}

/// The note in brackets, 7.3.6; the notes of a commitment letter stand at its foot without them.
fn note(flow: &mut Flow, inlines: &[Inline]) {
    let dress = Dress::default();
    if flow.page.manner == Manner::Pledge {
        let dress = Dress { font: Some(Font::Kaiti), size: Some(20), ..dress };
        let before = Some(twips(1.5));
        let (indent, line) = (Some(Indent::default()), Some(300));
        let above = Some(Edge { kind: "single", thick: 4, space: 6, colour: "5A5A5A".into() });
        flow.put(Para {
            above,
            before,
            line,
            indent,
            ..Para::of("PaperNote", runs(inlines, &dress))
        });
        return;
    }
    let words = [dress.text("（"), runs(inlines, &dress), dress.text("）")].concat();
    flow.put(Para::of("PaperNote", words));
}

/// An attachment, 7.3.7: a new page, the label on its first line, the title on the third.
fn attachment(flow: &mut Flow, attachment: &Attachment, known: &Known) {
    let across =
        sides(&attachment.blocks, &known.blocks, true).first().copied().unwrap_or_default();
    flow.turn(across);
    flow.first_of_attachment = true;
    if !attachment.label.is_empty() {
        let new_page = flow.must_break();
        flow.first_of_attachment = false;
        flow.put(Para {
            new_page,
            ..Para::of("AttachmentLabel", Dress::default().text(&attachment.label))
        });
    }
    let form = flow.form_row.take();
    flow.form_row = (known.form_row > 0.0).then_some(known.form_row);
    write(flow, &attachment.blocks, &known.blocks, true);
    flow.form_row = form;
}
