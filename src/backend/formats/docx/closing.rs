//! What stands under a body: the list of attachments, who signs and when, who was there.

use super::flow::Flow;
use super::para::{Dress, Font, Indent, Para};
use super::runs::runs;
use super::xml::{cells, twips};
use crate::doc::{AttachmentEntry, Attendance, Signature, SignatureForm};

/// The list of attachments, 7.3.4: one blank line under the body, two characters in, names under
/// each other.
pub(super) fn list(flow: &mut Flow, entries: &[AttachmentEntry]) {
    let page = flow.page;
    let dress = Dress::default();
    for (nth, entry) in entries.iter().enumerate() {
        let label = if nth == 0 { 3.0 } else { 0.0 };
        let digits = entry.number.map_or(String::new(), |number| format!("{number}."));
        let number = if digits.is_empty() { 0.0 } else { cells(&digits).max(1.0) };
        let left = page.cells(5.0 + number);
        let indent = Indent { left, right: 0, first: -page.cells(label + number) };
        let head = if nth == 0 { "附件：" } else { "" };
        let gap = if digits.is_empty() { String::new() } else { dress.tab() };
        flow.put(Para {
            indent: Some(indent),
            before: (nth == 0).then_some(page.line),
            ..Para::of(
                "AttachmentList",
                [dress.text(&format!("{head}{digits}")), gap, runs(&entry.title, &dress)].concat(),
            )
        });
    }
}

/// Who was at a meeting, 10.3: the turnover under the first name.
pub(super) fn attendance(flow: &mut Flow, attendance: &Attendance) {
    let page = flow.page;
    let dress = Dress::default();
    let heiti = Dress { font: Some(Font::Heiti), ..Dress::default() };
    for (nth, list) in attendance.lists.iter().enumerate() {
        let label = cells(&list.label) + 1.0;
        let indent = Indent { left: page.cells(2.0 + label), right: 0, first: -page.cells(label) };
        let words =
            [heiti.text(&list.label), dress.text("："), runs(&list.inlines, &dress)].concat();
        flow.put(Para {
            indent: Some(indent),
            before: (nth == 0).then_some(page.line),
            ..Para::of("Attendance", words)
        });
    }
}

/// The date as it is printed; a draft keeps its place.
fn date(signature: &Signature) -> String {
    let kept = || "\u{3000}\u{3000}年\u{3000}月\u{3000}日".to_owned();
    signature.date.as_ref().map_or_else(kept, |run| run.text.clone())
}

/// Issuing bodies and date in their three forms, 7.3.5.
pub(super) fn signature(flow: &mut Flow, signature: &Signature) {
    match signature.form {
        SignatureForm::Sealed => sealed(flow, signature),
        SignatureForm::Unsealed => unsealed(flow, signature),
        SignatureForm::Stamp => stamped(flow, signature),
    }
}

/// The width of a text of the body, in millimetres.
fn width(flow: &Flow, text: &str) -> f64 {
    cells(text) * flow.page.cell()
}

fn widest(flow: &Flow, signature: &Signature) -> f64 {
    signature.bodies.iter().map(|run| width(flow, &run.text)).fold(0.0, f64::max)
}

/// Text in the middle above `middle`, millimetres from the left edge.
fn around(flow: &Flow, style: &'static str, middle: f64, text: &str) -> Para {
    let left = (2.0 * middle - flow.page.room(flow.lies)).max(0.0);
    let indent = Indent { left: twips(left), ..Indent::default() };
    Para {
        indent: Some(indent),
        align: Some("center"),
        ..Para::of(style, Dress::default().text(text))
    }
}

/// Text that begins `left` millimetres from the left edge.
fn from(flow: &Flow, style: &'static str, left: f64, text: &str) -> Para {
    let left = twips(left.clamp(0.0, flow.page.room(flow.lies)));
    let indent = Indent { left, ..Indent::default() };
    Para { indent: Some(indent), ..Para::of(style, Dress::default().text(text)) }
}

/// Seal, 7.3.5.1: the date four characters from the right edge, the body over its middle; the bodies
/// of a joint paper two or three a row, the last over the date.
fn sealed(flow: &mut Flow, signature: &Signature) {
    let room = flow.page.room(flow.lies);
    let cell = flow.page.cell();
    let (date, widest) = (date(signature), widest(flow, signature));
    let right = (room - 4.0 * cell - width(flow, &date) / 2.0).min(room - widest / 2.0);
    let middle = right.max(room / 2.0);
    let row = match signature.bodies.len() {
        5.. if widest <= 45.0 => 3,
        2.. if widest <= room / 2.0 - 4.0 => 2,
        _ => 1,
    };
    // A seal is 42 mm wide, and those of a row leave the type area no more than they touch.
    let step = if row == 3 { (middle - 22.0) / 2.0 } else { middle - room / 4.0 };
    for (nth, bodies) in signature.bodies.chunks(row).enumerate() {
        let before = if nth == 0 { 2.0 } else { 4.0 };
        let names: Vec<&str> = bodies.iter().map(|run| run.text.as_str()).collect();
        let mut para = match names[..] {
            [name] if widest > room => from(flow, "Signature", 0.0, name),
            [name] => around(flow, "Signature", middle, name),
            _ => beside(middle, step, &names),
        };
        para.before = Some(flow.page.lines(before));
        para.with_next = true;
        flow.put(para);
    }
    let mut last = around(flow, "PaperDate", middle, &date);
    last.before = signature.bodies.is_empty().then(|| flow.page.lines(2.0));
    flow.put(last);
}

/// Names of one row, each around its own place.
fn beside(middle: f64, step: f64, names: &[&str]) -> Para {
    let dress = Dress::default();
    let mut tabs = Vec::new();
    let mut at = middle;
    for _ in names {
        tabs.insert(0, ("center", twips(at)));
        at -= step;
    }
    let runs: String = names.iter().map(|name| dress.tab() + &dress.text(name)).collect();
    Para { tabs, ..Para::of("Signature", runs) }
}

/// No seal, 7.3.5.2: the body two characters from the right edge, the date two further in than it.
fn unsealed(flow: &mut Flow, signature: &Signature) {
    let room = flow.page.room(flow.lies);
    let cell = flow.page.cell();
    let (date, widest) = (date(signature), widest(flow, signature));
    let dated = width(flow, &date);
    let start = if dated > widest { room - 4.0 * cell - dated } else { room - 2.0 * cell - widest };
    for (nth, body) in signature.bodies.iter().enumerate() {
        let before = (nth == 0).then_some(flow.page.line);
        flow.put(Para { before, with_next: true, ..from(flow, "Signature", start, &body.text) });
    }
    let before = signature.bodies.is_empty().then_some(flow.page.line);
    flow.put(Para { before, ..from(flow, "PaperDate", start + 2.0 * cell, &date) });
}

/// Signature stamp, 7.3.5.3: each office two characters left of the room for its stamp, the date
/// after one blank line, four characters from the right edge.
fn stamped(flow: &mut Flow, signature: &Signature) {
    let page = flow.page;
    let right = |count: f64| Some(Indent { right: page.cells(count), ..Indent::default() });
    for (nth, office) in signature.bodies.iter().enumerate() {
        let before = if nth == 0 { 2.5 } else { 1.0 };
        flow.put(Para {
            before: Some(page.lines(before)),
            with_next: true,
            indent: right(4.0 + 7.0 + 2.0),
            align: Some("right"),
            ..Para::of("Signature", Dress::default().text(&office.text))
        });
    }
    flow.put(Para {
        before: Some(page.lines(1.5)),
        indent: right(4.0),
        align: Some("right"),
        ..Para::of("PaperDate", Dress::default().text(&date(signature)))
    });
}
