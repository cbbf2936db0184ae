//! Millimetre tests: positions read from laid-out pages and held to the clauses of GB/T 9704-2012.
//!
//! A character box reaches from 0.88 em above the baseline to 0.12 em below it. Lengths are in
//! millimetres; the tolerance is 0.1 mm.

mod body;
mod closing;
mod head;
mod joint;
mod letter;
mod minutes;
mod notice;
mod order;
mod preprinted;
mod proof;
mod sheets;

use hongtou::doc::pages::{Page, Rule, TextRun};

/// The width of the type area (版心).
const WIDTH: f64 = 156.0;
/// Its height.
const HEIGHT: f64 = 225.0;
/// The sky (天头) above it.
const SKY: f64 = 37.0;
/// The binding edge (订口) beside it, on odd pages.
const BINDING: f64 = 28.0;
/// The outer edge, and so the left one of even pages.
const OUTER: f64 = 26.0;
/// One character (一字) of 3号.
const CELL: f64 = WIDTH / 28.0;
/// One line (一行).
const LINE: f64 = (HEIGHT - CELL) / 21.0;
/// One character of 4号.
const CELL_4: f64 = CELL * 14.0 / 16.0;

#[track_caller]
fn near(what: &str, measured: f64, wanted: f64) {
    assert!((measured - wanted).abs() <= 0.1, "{what}: {measured:.3} mm and not {wanted:.3} mm");
}

/// A character on a page.
#[derive(Debug, Clone)]
struct Char {
    c: char,
    left: f64,
    right: f64,
    baseline: f64,
    /// Its em, in millimetres.
    em: f64,
    font: String,
    coloured: bool,
}

impl Char {
    fn top(&self) -> f64 {
        self.baseline - 0.88 * self.em
    }

    fn bottom(&self) -> f64 {
        self.baseline + 0.12 * self.em
    }

    fn middle(&self) -> f64 {
        f64::midpoint(self.top(), self.bottom())
    }
}

/// Characters on one baseline, from left to right, without the blanks at both ends.
#[derive(Debug, Clone)]
struct Line(Vec<Char>);

impl Line {
    fn text(&self) -> String {
        self.0.iter().map(|one| one.c).collect()
    }

    fn first(&self) -> &Char {
        &self.0[0]
    }

    fn last(&self) -> &Char {
        &self.0[self.0.len() - 1]
    }

    /// Where its first character begins. The blank half of an opening mark hangs out of the line.
    fn left(&self) -> f64 {
        let one = self.first();
        one.left + if "（《〈“‘「〔".contains(one.c) { one.em / 2.0 } else { 0.0 }
    }

    /// Where its last character ends. The blank half of a closing mark hangs out of the line.
    fn right(&self) -> f64 {
        let one = self.last();
        one.right
            - if "，。、；：）》〉”’」〕！？".contains(one.c) {
                one.em / 2.0
            } else {
                0.0
            }
    }

    /// Where some text begins in it.
    #[track_caller]
    fn at(&self, text: &str) -> &Char {
        let line = self.text();
        let before = line.find(text).unwrap_or_else(|| panic!("no {text} in {line}"));
        &self.0[line[..before].chars().count()]
    }
}

/// The lines of a page from top to bottom, the word across it left out.
fn lines(page: &Page) -> Vec<Line> {
    let mut chars: Vec<Char> = page.runs.iter().filter(|run| !run.across).flat_map(chars).collect();
    chars.sort_by(|a, b| a.baseline.total_cmp(&b.baseline));
    let same = |a: &Char, b: &Char| (a.baseline - b.baseline).abs() < 0.01;
    let mut lines: Vec<Line> = chars.chunk_by(same).map(|line| Line(line.to_vec())).collect();
    for line in &mut lines {
        line.0.sort_by(|a, b| a.left.total_cmp(&b.left));
        let blank = |one: &Char| one.c.is_whitespace();
        let from = line.0.iter().position(|one| !blank(one)).unwrap_or(line.0.len());
        line.0.drain(..from);
        line.0.truncate(line.0.iter().rposition(|one| !blank(one)).map_or(0, |at| at + 1));
    }
    lines.retain(|line| !line.0.is_empty());
    lines
}

fn chars(run: &TextRun) -> Vec<Char> {
    let ends = run.glyphs.iter().skip(1).map(|(at, _)| *at).chain([run.width]);
    let em = run.size / 72.0 * 25.4;
    run.glyphs
        .iter()
        .zip(ends)
        .map(|((at, c), end)| Char {
            c: *c,
            left: run.x + at,
            // What justification adds to an advance is no part of the character.
            right: run.x + end.min(at + em),
            baseline: run.baseline,
            em,
            font: run.font.clone(),
            coloured: run.coloured,
        })
        .collect()
}

/// The line of a page that holds some text.
#[track_caller]
fn line(page: &Page, text: &str) -> Line {
    let found = lines(page).into_iter().find(|line| line.text().contains(text));
    found.unwrap_or_else(|| panic!("no {text} on the page: {}", page.text()))
}

/// Which line of the type area's grid a character stands on, from 1.
#[track_caller]
fn grid_line(one: &Char) -> usize {
    let lines = (one.middle() - SKY - CELL / 2.0) / LINE;
    assert!((lines - lines.round()).abs() * LINE < 0.2, "{} stands between lines: {lines}", one.c);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a line of a page")]
    let at = lines.round() as usize;
    at + 1
}

/// The level rules of a page from top to bottom.
fn level(page: &Page) -> Vec<Rule> {
    let mut rules: Vec<Rule> =
        page.rules.iter().copied().filter(|rule| (rule.from.1 - rule.to.1).abs() < 0.01).collect();
    rules.sort_by(|a, b| a.from.1.total_cmp(&b.from.1));
    rules
}

/// Upper and lower edge of the red ink, and its left and right end.
fn red(page: &Page) -> [f64; 4] {
    let runs = page.runs.iter().filter(|run| run.coloured && !run.across);
    runs.fold([f64::MAX, f64::MIN, f64::MAX, f64::MIN], |[top, bottom, left, right], run| {
        [top.min(run.top), bottom.max(run.bottom), left.min(run.x), right.max(run.x + run.width)]
    })
}
