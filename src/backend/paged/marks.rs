//! Bleed (出血) and crop marks (裁切线) around laid-out pages.

use typst::foundations::Smart;
use typst::layout::{Abs, FrameItem, Point, Sides, Size};
use typst::model::Document as _;
use typst::syntax::Span;
use typst::visualize::{Cmyk, Color, FixedStroke, Geometry, Paint, ProcessColor};
use typst_layout::{Page, PagedDocument};

/// Paper outside the bleed, for the marks.
pub(in crate::backend) const SLUG_MM: f64 = 8.0;
/// How far the marks keep from the bleed.
const CLEAR_MM: f64 = 1.0;
/// How long they are.
const LONG_MM: f64 = 5.0;
/// How thick they are, in points.
const THICK_PT: f64 = 0.25;

/// The same pages on larger sheets, with a bleed and with marks for the knife. For a print shop
/// that is every page, and the marks are on every plate; else it is those whose look has a bleed.
pub(super) fn marked(document: &PagedDocument, bleed_mm: f64, print_shop: bool) -> PagedDocument {
    let every = ProcessColor::Cmyk(Cmyk { c: 1.0, m: 1.0, y: 1.0, k: 1.0 });
    let paint = Paint::Solid(if print_shop { Color::Process(every) } else { Color::BLACK });
    let stroke = FixedStroke { paint, thickness: Abs::pt(THICK_PT), ..FixedStroke::default() };
    let pages = document.pages().iter().cloned().map(|mut page| {
        if print_shop || !page.bleed.is_zero() {
            mark(&mut page, Abs::mm(bleed_mm), &stroke);
        }
        page
    });
    PagedDocument::new(pages.collect(), document.info().clone())
}

/// To a PDF the marks lie in the bleed: a look's own is widened, and its ground ends where it did.
fn mark(page: &mut Page, bleed: Abs, stroke: &FixedStroke) {
    let size = page.frame.size();
    let fill = std::mem::replace(&mut page.fill, Smart::Auto);
    if let Smart::Custom(Some(fill)) = fill {
        let ground = Geometry::Rect(size + Size::splat(bleed * 2.0)).filled(fill);
        page.frame.prepend(Point::splat(-bleed), FrameItem::Shape(ground, Span::detached()));
    }
    page.bleed = Sides::splat(bleed + Abs::mm(SLUG_MM));
    let (near, long) = (bleed + Abs::mm(CLEAR_MM), Abs::mm(LONG_MM));
    for (x, side) in [(Abs::zero(), -1.0), (size.x, 1.0)] {
        for (y, end) in [(Abs::zero(), -1.0), (size.y, 1.0)] {
            let across = (Point::new(x + near * side, y), Point::with_x(long * side));
            let down = (Point::new(x, y + near * end), Point::with_y(long * end));
            for (from, to) in [across, down] {
                let line = Geometry::Line(to).stroked(stroke.clone());
                page.frame.push(from, FrameItem::Shape(line, Span::detached()));
            }
        }
    }
}
