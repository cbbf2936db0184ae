//! The red head (版头), 7.2, and those of orders, minutes and letters.

use super::flow::Flow;
use super::measures::{Head, Known, LetterHead};
use super::page::{Manner, POINT, Page};
use super::para::{Dress, Edge, Font, Indent, Para};
use super::table::{Frame, frame};
use super::xml::{count, twips, whole};
use crate::doc::RedHead;

/// How far under the upper edge of an exact line its baseline lies, as a share of its height.
const BASELINE: f64 = 0.8;
/// How much of a character box of the body lies under the baseline.
const UNDER: f64 = 0.12;
/// The upper edge of 小标宋's ink over the baseline, in its size.
const INK: f64 = 0.85;
/// The mark: no higher than so many millimetres and no narrower than so much of its height.
const HIGHEST: f64 = 16.0;
/// The narrowest a character of the mark may be.
const NARROWEST: f64 = 0.66;
/// The red rule (7.2.7), in eighths of a point, and its distance from the characters above it.
const RULE: (i64, f64) = (12, 4.0);

/// Writes a head in the format of the paper.
pub(super) fn write(flow: &mut Flow, head: &RedHead, known: &Known) {
    let Some(heads) = known.head else { return };
    match flow.page.manner {
        Manner::Letter => letter(flow, head, heads.letter),
        Manner::Order => bound(flow, head, heads.order, false),
        Manner::General | Manner::Minutes | Manner::Bare | Manner::Form | Manner::Pledge => {
            bound(flow, head, heads.general, true);
        }
    }
}

/// A head of the type area: copy number and urgency on its first lines, the mark, the lines under it,
/// the rule.
fn bound(flow: &mut Flow, head: &RedHead, at: Head, ruled: bool) {
    let page = flow.page;
    let text = |run: &Option<crate::doc::Run>| {
        run.as_ref().map(|run| Dress::default().text(&run.text)).unwrap_or_default()
    };
    flow.put(Para::of("CopyNumber", text(&head.copy_number)));
    if ruled || head.urgency.is_some() {
        flow.put(Para::of("Urgency", text(&head.urgency)));
    }
    let used = if ruled || head.urgency.is_some() { 2.0 } else { 1.0 } * page.line_mm();
    let used = mark(flow, head, at.top, at.height, used);
    let rows = at.last - at.first + 1.0;
    // Where the box of the first line under the mark begins, from the lower edge of the last.
    let pitch = (page.layout.line()).max(page.line_mm());
    let first = at.bottom - (rows - 1.0) * pitch - page.cell() * UNDER - BASELINE * page.line_mm();
    let mut lines = number(page, head);
    if head.body.is_some() || head.date.is_some() {
        lines.push(own(page, head));
    }
    let reached = first + rows * page.line_mm() + (rows - 1.0) * (pitch - page.line_mm());
    let last = lines.len().saturating_sub(1);
    for (nth, mut line) in lines.into_iter().enumerate() {
        line.before =
            Some(twips(if nth == 0 { (first - used).max(0.0) } else { pitch - page.line_mm() }));
        if ruled && nth == last {
            let space = (at.bottom + RULE.1 - reached).max(0.0) / POINT;
            line.under = Some(Edge {
                kind: "single",
                thick: RULE.0,
                space: whole(space),
                colour: page.red.clone(),
            });
        }
        flow.put(line);
    }
    let under = if ruled { at.bottom + RULE.1 + 0.5 } else { reached };
    flow.above = Some(clear(page, at, under, ruled));
}

/// What stands between a head and a title, so that as many lines follow on the page as on paper.
fn clear(page: &Page, at: Head, under: f64, ruled: bool) -> i64 {
    let lines = (page.height() / page.line_mm() + 1e-6).floor();
    let left = lines - at.last - 1.0;
    let wanted = if ruled { 2.0 } else { 4.0 };
    let spare = page.height() - under - (left - wanted) * page.line_mm() - 0.6;
    twips(spare.clamp(0.5 * page.line_mm(), wanted * page.line_mm()))
}

/// The issuer mark (7.2.4), its ink `top` under the type area's edge; `used` is the height above it.
/// Says how far down it reaches.
fn mark(flow: &mut Flow, head: &RedHead, top: f64, height: f64, used: f64) -> f64 {
    if head.issuers.len() > 1 {
        return joint(flow, head, top, height, used);
    }
    let name = head.issuers.first().map_or("", |run| run.text.as_str());
    let words = format!("{name}{}", head.suffix);
    let (size, _) = fitted(flow.page, &words);
    let before = top - used + INK * size - BASELINE * size;
    let para = Para { before: Some(twips(before.max(0.0))), ..mark_line(flow.page, &words) };
    flow.put(para);
    used + before.max(0.0) + size
}

/// The size of one line of the mark in millimetres, and how wide its characters are.
fn fitted(page: &Page, words: &str) -> (f64, f64) {
    let width = 150.0 * page.width() / 156.0;
    let each = width / count(words).max(1.0);
    let size = HIGHEST.min(each / NARROWEST);
    (size, (each / size).min(1.0))
}

/// The mark on one line.
fn mark_line(page: &Page, words: &str) -> Para {
    let (size, ratio) = fitted(page, words);
    let dress = sized(size, ratio);
    Para { line: Some(twips(size)), ..Para::of("Mark", dress.text(words)) }
}

/// Characters of the mark: so high, and condensed so much.
fn sized(size: f64, ratio: f64) -> Dress {
    let wide = whole((ratio * 100.0).floor());
    Dress {
        size: Some(whole(size / POINT * 2.0)),
        wide: (wide < 100).then_some(wide.max(1)),
        ..Dress::default()
    }
}

/// What a column of names has to spare, in millimetres.
const SLACK: f64 = 2.0;

/// A joint mark: names of one width above each other, and what follows them beside their middle.
fn joint(flow: &mut Flow, head: &RedHead, top: f64, height: f64, used: f64) -> f64 {
    let page = flow.page;
    let suffix = count(&head.suffix);
    let beside = if suffix > 0.0 { 15.0_f64.min(34.0 / suffix / NARROWEST) } else { 0.0 };
    let tail = if suffix > 0.0 { (beside * suffix).min(34.0) + 5.0 } else { 0.0 };
    let room = 150.0 * page.width() / 156.0 - tail;
    let most = head.issuers.iter().map(|run| count(&run.text)).fold(1.0, f64::max);
    let names = count_of(head.issuers.len());
    let size = page.cell().max(11.0_f64.min(58.0 / names / 1.45).min(room / most / NARROWEST));
    let apart = if head.issuers.len() > 6 { 1.3 } else { 1.0 };
    let width = room.min(most * size * apart);
    let pitch = (height + 0.45 * size) / names;
    let rows: Vec<Para> =
        head.issuers.iter().map(|run| spread(&run.text, width, size, pitch)).collect();
    let rows: String = rows.iter().map(Para::xml).collect();
    // Readers round condensed characters up: a name must not break for that.
    let mut columns = vec![(twips(width + SLACK), rows)];
    if suffix > 0.0 {
        let ratio = (34.0 / suffix / beside).min(1.0);
        let dress = sized(beside, ratio);
        let indent = Some(Indent { left: twips(5.0 - SLACK), ..Indent::default() });
        let line = Some(twips(beside));
        let para = Para { line, indent, ..Para::of("Mark", dress.text(&head.suffix)) };
        columns.push((twips(tail + 1.0 - SLACK), para.xml()));
    }
    let before = (top - used - (BASELINE * pitch - INK * size)).max(0.4);
    flow.space(twips(before));
    flow.table(frame(&Frame { columns, rules: None, center: true, side: 0 }));
    used + before + pitch * names
}

fn count_of(items: usize) -> f64 {
    f64::from(u32::try_from(items).unwrap_or(u32::MAX))
}

/// A name spread to a width by what stands between its characters.
fn spread(name: &str, width: f64, size: f64, pitch: f64) -> Para {
    let letters = count(name).max(1.0);
    let ratio = ((width / letters / size).min(1.0) * 100.0).floor() / 100.0;
    let free = width - letters * size * ratio;
    let gaps = if letters > 1.0 { free / (letters - 1.0) } else { 0.0 };
    let dress = Dress { apart: Some(whole((gaps / POINT * 20.0).floor())), ..sized(size, ratio) };
    let last = name.char_indices().last().map_or(0, |(at, _)| at);
    let runs =
        dress.text(&name[..last]) + &Dress { apart: Some(0), ..dress.clone() }.text(&name[last..]);
    Para {
        line: Some(twips(pitch)),
        align: Some(if letters > 1.0 { "left" } else { "center" }),
        ..Para::of("Mark", runs)
    }
}

/// The document number, alone in the middle or at the left of who signed the paper off (7.2.6): two
/// names a line, the number beside the last.
fn number(page: &Page, head: &RedHead) -> Vec<Para> {
    let dress = Dress::default();
    let number = head.number.as_ref().map(|run| dress.text(&run.text)).unwrap_or_default();
    if head.signers.is_empty() {
        return vec![Para::of("Number", number)];
    }
    let widest = head.signers.iter().map(|run| count(&run.text)).fold(3.0, f64::max);
    let pairs = if head.signers.len() > 1 { 2.0 } else { 1.0 };
    let edge = page.width() / page.cell() - 1.0;
    let first = edge - widest * pairs - (pairs - 1.0);
    let tabs: Vec<_> = [first - 4.5, first, first + widest + 1.0]
        .map(|at| ("left", page.cells(at)))
        .into_iter()
        .take(head.signers.len().min(2) + 1)
        .collect();
    let name = Dress { font: Some(Font::Kaiti), ..Dress::default() };
    let rows = head.signers.chunks(2).count();
    let rows = head.signers.chunks(2).enumerate().map(|(row, pair)| {
        // Indents would draw the rule in: the character in from the edge is a blank.
        let mut runs = dress.text("\u{3000}");
        if row + 1 == rows {
            runs += &number;
        }
        runs += &dress.tab();
        if row == 0 {
            runs += &dress.text("签发人：");
        }
        for signer in pair {
            runs += &dress.tab();
            runs += &name.text(&signer.text);
        }
        Para { tabs: tabs.clone(), align: Some("left"), ..Para::of("Number", runs) }
    });
    rows.collect()
}

/// The line of minutes with their body at the left and their date at the right.
fn own(page: &Page, head: &RedHead) -> Para {
    let dress = Dress::default();
    let text = |run: &Option<crate::doc::Run>| {
        run.as_ref().map(|run| dress.text(&run.text)).unwrap_or_default()
    };
    let runs = [text(&head.body), dress.tab(), text(&head.date)].concat();
    let tabs = vec![("right", twips(page.width()) - page.cells(1.0))];
    Para { tabs, align: Some("left"), ..Para::of("Number", dress.text("\u{3000}") + &runs) }
}

/// The head of a letter, 10.1: the mark and its double rule in the header of the first page, the
/// other double rule in its footer, the number at the right under the first.
fn letter(flow: &mut Flow, head: &RedHead, at: LetterHead) {
    let page = flow.page;
    let name = head.issuers.first().map_or("", |run| run.text.as_str());
    let (size, _) = fitted(page, name);
    let above = page.layout.top + at.top;
    let before = above + INK * size - BASELINE * size - HEADER;
    let reached = HEADER + before + size;
    let space = (page.layout.top + at.rule - reached).max(0.0) / POINT;
    let mut mark = Para { before: Some(twips(before.max(0.0))), ..mark_line(page, name) };
    mark.indent = Some(wide(page));
    mark.under = Some(double(page, "thickThinSmallGap", whole(space)));
    // The body begins under the header: what is missing to its first line.
    let under = page.layout.top + at.rule + DOUBLE;
    let first =
        page.layout.top + at.first - (BASELINE * page.line_mm() - (1.0 - UNDER) * page.cell());
    let foot = Para {
        line: Some(20),
        indent: Some(wide(page)),
        align: Some("left"),
        ..Para::of("Footer", "")
    };
    let foot = Para { under: Some(double(page, "thinThickSmallGap", 0)), ..foot };
    flow.first = (mark.xml(), foot.xml());
    let dress = Dress::default();
    let heiti = Dress { font: Some(Font::Heiti), ..Dress::default() };
    let left = [
        head.copy_number.as_ref().map(|run| dress.text(&run.text)),
        head.urgency.as_ref().map(|run| heiti.text(&run.text)),
    ];
    let mut left = left.into_iter().flatten();
    let number = head.number.as_ref().map(|run| dress.text(&run.text)).unwrap_or_default();
    let tabs = vec![("right", twips(page.width()))];
    let line = left.next().unwrap_or_default() + &dress.tab() + &number;
    let before = Some(twips((first - under).max(0.0)));
    flow.put(Para { tabs, before, align: Some("left"), ..Para::of("Number", line) });
    for line in left {
        flow.put(Para { align: Some("left"), ..Para::of("Number", line) });
    }
}

/// How far under the edge of the sheet a header begins.
const HEADER: f64 = 15.0;
/// How thick a double rule of Word comes out, in millimetres.
const DOUBLE: f64 = 1.6;

/// The indents of what is 170 mm wide and in the middle of the sheet.
fn wide(page: &Page) -> Indent {
    let (left, right) = (page.layout.inside - 20.0, page.layout.outside - 20.0);
    Indent { left: -twips(left), right: -twips(right), first: 0 }
}

fn double(page: &Page, kind: &'static str, space: i64) -> Edge {
    Edge { kind, thick: 24, space: space.min(31), colour: page.red.clone() }
}
