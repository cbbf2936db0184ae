//! Lines to fill in by hand: those of a commitment letter under each other, those of a form beside each
//! other.

use super::flow::Flow;
use super::page::Manner;
use super::para::{Dress, Indent, Para};
use super::xml::{cells, twips, whole};
use crate::doc::BlankLine;

/// What a commitment letter puts between its parts so that it fills its sheet, by their weight: its
/// share of the height that is left, in twips. Nothing in other papers.
pub(super) fn spare(flow: &Flow, weight: f64) -> i64 {
    if flow.page.manner == Manner::Pledge { whole(flow.share * weight) } else { 0 }
}

/// What a line asks for: 承诺单位（盖章）：
fn label(line: &BlankLine) -> String {
    let hint = line.hint.as_ref().map(|hint| format!("（{hint}）")).unwrap_or_default();
    format!("{}{hint}：", line.label)
}

/// A label, and a rule from it to `end` with what is filled in on its middle; the stops it needs.
fn line(
    item: &BlankLine,
    begin: i64,
    end: i64,
    unit: i64,
    dress: &Dress,
) -> (String, Vec<(&'static str, i64)>) {
    let label = label(item);
    let lined = Dress { lined: true, ..dress.clone() };
    let start = begin + whole(cells(&label) * f64::from(i32::try_from(unit).unwrap_or(0)));
    let words = dress.text(&label);
    let Some(value) = item.value.as_ref().filter(|value| !value.text.is_empty()) else {
        return (words + &lined.tab(), vec![("left", end)]);
    };
    let runs = [words, lined.tab(), lined.text(&value.text), lined.tab()].concat();
    (runs, vec![("center", start.midpoint(end)), ("left", end)])
}

/// Lines under each other, each rule to the same right edge.
pub(super) fn blanks(flow: &mut Flow, items: &[BlankLine]) {
    let page = flow.page;
    let pledge = page.manner == Manner::Pledge;
    let (left, right) = if pledge {
        (twips(page.width() * 0.18), twips(page.width()))
    } else {
        (page.cells(2.0), twips(page.room(flow.lies)) - page.cells(2.0))
    };
    for (nth, item) in items.iter().enumerate() {
        let dress = Dress::default();
        let (runs, tabs) = line(item, left, right, page.cells(1.0), &dress);
        let apart = page.lines(if pledge { 0.35 } else { 0.0 });
        let first = page.lines(1.0) + spare(flow, 1.4);
        flow.put(Para {
            with_next: nth + 1 < items.len(),
            whole: true,
            before: Some(if nth == 0 { first } else { apart }),
            indent: Some(Indent { left, ..Indent::default() }),
            tabs,
            ..Para::of("Blank", runs)
        });
    }
}

/// Labelled blanks beside each other, each with its share of the width; what needs more room than
/// there is goes on a line of its own.
pub(super) fn fields(flow: &mut Flow, items: &[BlankLine], size: f64) {
    let page = flow.page;
    // 4号 in other papers, as wide as its form has it in a form.
    let nominal = if size > 0.0 { size / page.layout.cell() * 16.0 } else { 14.0 };
    let dress = Dress { size: Some(page.size(nominal)), ..Dress::default() };
    let unit = page.cells(nominal / 16.0);
    let room = twips(page.room(flow.lies));
    let needs = |item: &BlankLine| {
        let value = item.value.as_ref().map_or(0.0, |run| cells(&run.text) + 1.0);
        (cells(&label(item)) + value.max(4.0)) * f64::from(i32::try_from(unit).unwrap_or(0))
    };
    let gap = unit;
    let mut rows: Vec<Vec<&BlankLine>> = vec![Vec::new()];
    let mut used = 0;
    for item in items {
        let need = whole(needs(item));
        if used + need > room && rows.last().is_some_and(|row| !row.is_empty()) {
            rows.push(Vec::new());
            used = 0;
        }
        used += need + gap;
        rows.last_mut().expect("there is one from the start").push(item);
    }
    for row in rows.iter().filter(|row| !row.is_empty()) {
        let all: f64 = row.iter().map(|item| needs(item)).sum();
        let gaps = gap * i64::try_from(row.len() - 1).unwrap_or(0);
        let free = f64::from(i32::try_from(room - gaps).unwrap_or(0));
        let (mut runs, mut tabs, mut at) = (String::new(), Vec::new(), 0);
        for item in row {
            let share = if row.len() == 1 { free * 0.55 } else { free * needs(item) / all };
            let end = at + whole(share);
            if at > 0 {
                tabs.push(("left", at));
                runs += &dress.tab();
            }
            let (words, stops) = line(item, at, end, unit, &dress);
            runs += &words;
            tabs.extend(stops);
            at = end + gap;
        }
        // A field is as high as its characters and what parts it from the next row.
        let line = Some(whole(f64::from(i32::try_from(unit).unwrap_or(0)) * 1.9));
        flow.put(Para { tabs, line, with_next: true, whole: true, ..Para::of("Blank", runs) });
    }
}
