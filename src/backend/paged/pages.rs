//! Reads plain page facts from the pages that Typst has laid out.

use std::mem::swap;

use ttf_parser::GlyphId;
use typst::foundations::Label;
use typst::introspection::{Location, Tag};
use typst::layout::{Abs, Frame, FrameItem, GroupItem, Point, Transform};
use typst::text::TextItem;
use typst::visualize::{
    Color, Curve, CurveItem, FixedStroke, Geometry, Paint, ProcessColor, Shape,
};
use typst_layout::PagedDocument;

use crate::doc::pages::{Page, Pages, Rule, TextRun};
use crate::font::Fonts;

/// A filled shape thinner than this many millimetres is a line to the eye.
const THIN: f64 = 2.0;

/// The facts of every page.
pub(super) fn read(document: &PagedDocument, fonts: &Fonts) -> Pages {
    let pages = document.pages().iter().map(|laid_out| {
        let frame = &laid_out.frame;
        let (width, height) = (frame.width().to_mm(), frame.height().to_mm());
        let page = Page { width, height, ..Page::default() };
        let mut reader = Reader { fonts, page, proof: None };
        reader.frame(frame, Transform::identity());
        reader.page
    });
    Pages { pages: pages.collect() }
}

struct Reader<'a> {
    fonts: &'a Fonts,
    page: Page,
    /// What is being read and only a proof shows: no part of the paper.
    proof: Option<Location>,
}

impl Reader<'_> {
    fn frame(&mut self, frame: &Frame, to_page: Transform) {
        for (at, item) in frame.items() {
            let to_page = to_page.pre_concat(Transform::translate(at.x, at.y));
            match item {
                FrameItem::Group(group) => self.group(group, to_page),
                FrameItem::Text(text) => self.text(text, to_page),
                FrameItem::Shape(shape, _) if self.proof.is_none() => {
                    self.page.rules.extend(rules(shape, to_page));
                }
                FrameItem::Tag(tag) => self.tag(tag, to_page),
                FrameItem::Shape(..) | FrameItem::Image(..) | FrameItem::Link(..) => {}
            }
        }
    }

    fn group(&mut self, group: &GroupItem, to_page: Transform) {
        self.frame(&group.frame, to_page.pre_concat(group.transform));
    }

    fn text(&mut self, text: &TextItem, to_page: Transform) {
        let mut run = run(text, to_page, self.fonts);
        run.across |= self.proof.is_some();
        self.page.runs.push(run);
    }

    fn tag(&mut self, tag: &Tag, to_page: Transform) {
        match tag {
            Tag::Start(content, _) => {
                let label = content.label();
                let proof = label.is_some_and(|label| label.resolve().starts_with("proof"));
                if proof && self.proof.is_none() {
                    self.proof = Some(tag.location());
                }
                self.mark(label, to_page);
            }
            Tag::End(place, ..) if self.proof == Some(*place) => self.proof = None,
            Tag::End(..) => {}
        }
    }

    fn mark(&mut self, label: Option<Label>, to_page: Transform) {
        if let Some(label) = label {
            let (x, y) = millimetres(Point::zero(), to_page);
            self.page.marks.push((label.resolve().to_string(), x, y));
        }
    }
}

/// A point of an item, on the page.
fn millimetres(point: Point, to_page: Transform) -> (f64, f64) {
    let point = point.transform_inf(to_page);
    (point.x.to_mm(), point.y.to_mm())
}

/// How much longer a horizontal and a vertical length come out.
fn scales(to_page: Transform) -> (f64, f64) {
    let across = to_page.sx.get().hypot(to_page.ky.get());
    let down = to_page.kx.get().hypot(to_page.sy.get());
    (across, down)
}

/// Whether something is drawn aslant; a quarter turn is not.
fn aslant(to_page: Transform) -> bool {
    let zero = |value: f64| value.abs() < 1e-6;
    let upright = zero(to_page.ky.get()) && zero(to_page.kx.get());
    let turned = zero(to_page.sx.get()) && zero(to_page.sy.get());
    !upright && !turned
}

fn run(text: &TextItem, to_page: Transform, fonts: &Fonts) -> TextRun {
    let (across, down) = scales(to_page);
    let (x, baseline) = millimetres(Point::zero(), to_page);
    let (top, bottom) = ink(text, to_page).unwrap_or((baseline, baseline));
    TextRun {
        text: text.text.to_string(),
        x,
        baseline,
        width: text.width().to_mm() * across,
        top,
        bottom,
        size: text.size.to_pt() * down,
        font: fonts.alias(&text.font).to_owned(),
        coloured: coloured(&text.fill),
        glyphs: glyphs(text).map(|(_, at, c)| (at.to_mm() * across, c)).collect(),
        missing: glyphs(text).filter(|(glyph, ..)| *glyph == 0).map(|(.., c)| c).collect(),
        across: aslant(to_page),
    }
}

/// Every glyph with where it begins and the first of the characters it stands for.
fn glyphs(text: &TextItem) -> impl Iterator<Item = (u16, Abs, char)> {
    text.glyphs.iter().scan(Abs::zero(), |cursor, glyph| {
        let at = *cursor + glyph.x_offset.at(text.size);
        *cursor += glyph.x_advance.at(text.size);
        let c = text.text.get(glyph.range()).and_then(|cluster| cluster.chars().next());
        Some((glyph.id, at, c.unwrap_or(char::REPLACEMENT_CHARACTER)))
    })
}

/// The upper and lower edge of the ink; none for blank space.
fn ink(text: &TextItem, to_page: Transform) -> Option<(f64, f64)> {
    let face = text.font.ttf();
    let mut edges: Option<(f64, f64)> = None;
    for (glyph, (id, at, _)) in text.glyphs.iter().zip(glyphs(text)) {
        let Some(bounds) = face.glyph_bounding_box(GlyphId(id)) else { continue };
        let length = |units: i16| text.font.to_em(units).at(text.size);
        let lift = glyph.y_offset.at(text.size);
        for (x, y) in [
            (bounds.x_min, bounds.y_min),
            (bounds.x_min, bounds.y_max),
            (bounds.x_max, bounds.y_min),
            (bounds.x_max, bounds.y_max),
        ] {
            let corner = Point::new(at + length(x), -lift - length(y));
            let (_, y) = millimetres(corner, to_page);
            let (top, bottom) = edges.unwrap_or((y, y));
            edges = Some((top.min(y), bottom.max(y)));
        }
    }
    edges
}

/// The straight lines of a shape: its stroked edges, or all of it when it is filled and thin.
fn rules(shape: &Shape, to_page: Transform) -> Vec<Rule> {
    match (&shape.stroke, &shape.fill) {
        (Some(stroke), _) => stroked(&shape.geometry, stroke, to_page),
        (None, Some(fill)) => filled(&shape.geometry, fill, to_page).into_iter().collect(),
        (None, None) => Vec::new(),
    }
}

fn stroked(geometry: &Geometry, stroke: &FixedStroke, to_page: Transform) -> Vec<Rule> {
    let coloured = coloured(&stroke.paint);
    let edges = edges(geometry).into_iter();
    edges.map(|(from, to)| rule(from, to, stroke.thickness, coloured, to_page)).collect()
}

fn filled(geometry: &Geometry, fill: &Paint, to_page: Transform) -> Option<Rule> {
    let bounds = match geometry {
        Geometry::Line(_) => return None,
        Geometry::Curve(curve) if curve.0.iter().any(is_round) => return None,
        Geometry::Rect(_) | Geometry::Curve(_) => geometry.bbox(None),
    };
    let (min, max) = (bounds.min, bounds.max);
    let (width, height) = (max.x - min.x, max.y - min.y);
    let (short, long) = (width.min(height), width.max(height));
    let (middle_x, middle_y) = ((min.x + max.x) / 2.0, (min.y + max.y) / 2.0);
    let (from, to) = if height <= width {
        (Point::new(min.x, middle_y), Point::new(max.x, middle_y))
    } else {
        (Point::new(middle_x, min.y), Point::new(middle_x, max.y))
    };
    // A small square is a mark and no line.
    let thin = short.to_mm() < THIN && long > short * 4.0;
    thin.then(|| rule(from, to, short, coloured(fill), to_page))
}

fn is_round(item: &CurveItem) -> bool {
    matches!(item, CurveItem::Cubic(..))
}

/// A line on the page, its left or upper end first.
fn rule(from: Point, to: Point, thickness: Abs, coloured: bool, to_page: Transform) -> Rule {
    const SAME: f64 = 1e-6;
    let (mut from, mut to) = (millimetres(from, to_page), millimetres(to, to_page));
    if to.0 < from.0 - SAME || ((to.0 - from.0).abs() <= SAME && to.1 < from.1) {
        swap(&mut from, &mut to);
    }
    let (across, down) = scales(to_page);
    let thickness = thickness.to_mm() * (across * down).sqrt();
    Rule { from, to, thickness, coloured }
}

/// The straight edges of a shape.
fn edges(geometry: &Geometry) -> Vec<(Point, Point)> {
    match geometry {
        Geometry::Line(to) => vec![(Point::zero(), *to)],
        Geometry::Rect(size) => edges_of(&Curve::rect(*size)),
        Geometry::Curve(curve) => edges_of(curve),
    }
}

fn edges_of(curve: &Curve) -> Vec<(Point, Point)> {
    let mut found = Vec::new();
    let (mut start, mut at) = (Point::zero(), Point::zero());
    for item in &curve.0 {
        match item {
            CurveItem::Move(to) => (start, at) = (*to, *to),
            CurveItem::Line(to) => {
                found.push((at, *to));
                at = *to;
            }
            CurveItem::Cubic(.., to) => at = *to,
            CurveItem::Close => {
                found.push((at, start));
                at = start;
            }
        }
    }
    // Closing a curve that already ends where it began draws nothing.
    found.retain(|(from, to)| from != to);
    found
}

/// Whether a paint is anything but black.
fn coloured(paint: &Paint) -> bool {
    match paint {
        Paint::Solid(Color::Process(ProcessColor::Cmyk(ink))) => {
            // By way of RGB, black ink alone comes out as a dark grey.
            ink.c > 0.0 || ink.m > 0.0 || ink.y > 0.0 || ink.k < 1.0
        }
        Paint::Solid(Color::Process(other)) => {
            let rgb = other.to_rgb();
            rgb.red > 0.0 || rgb.green > 0.0 || rgb.blue > 0.0
        }
        Paint::Solid(Color::Spot(_)) | Paint::Gradient(_) | Paint::Tiling(_) => true,
    }
}
