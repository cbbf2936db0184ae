//! Pages larger than an office printer's sheet, cut into sheets that are glued together again.
//!
//! The sheets' own words and marks are a look, `tiles.typ`; what it leaves free is filled with
//! the laid-out page itself, clipped and moved, so that everything stays as sharp as on the page
//! and comes out in its exact size.

use serde::Serialize;
use typst::layout::{Abs, Frame, FrameItem, GroupItem, Point, Rect, Size, Transform};
use typst::model::Document as _;
use typst::syntax::Span;
use typst::visualize::{Curve, Geometry};
use typst_layout::{Page, PagedDocument};

use super::world::Paper;
use crate::backend::{Job, Sheet, Trouble};

/// What printers leave white along the edges of a sheet, with room for the marks.
const MARGIN: f64 = 10.0;
/// How much neighbours have in common: room for glue and for a hand that is not quite steady.
const OVERLAP: f64 = 12.0;
/// A page that exceeds a sheet by less than this fits on it.
const SLACK: f64 = 0.5;

/// How a page is cut, as `tiles.typ` reads it, in millimetres.
#[derive(Debug, Clone, Serialize)]
struct Plan {
    /// What the page is of.
    title: String,
    /// The sheet's name: A3 or A4.
    name: &'static str,
    sheet: Area,
    page: Area,
    rows: u32,
    columns: u32,
    overlap: f64,
    /// What one sheet shows of the page, and where on the sheet it lies.
    part: Area,
    at: Place,
    /// The page in small on the first sheet.
    sketch: Sketch,
}

#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
struct Area {
    width: f64,
    height: f64,
}

#[derive(Debug, Clone, Copy, Serialize)]
struct Place {
    x: f64,
    y: f64,
}

#[derive(Debug, Clone, Copy, Serialize)]
struct Sketch {
    x: f64,
    y: f64,
    scale: f64,
}

/// The sheets of a document: those of its large pages, each set with a sheet before it that says
/// how to put it together, and the other pages as they are. None where all pages are small.
pub(super) fn cut(
    job: &Job,
    document: &PagedDocument,
    sheet: Sheet,
) -> Result<PagedDocument, Trouble> {
    let plans: Vec<Option<Plan>> =
        document.pages().iter().map(|page| plan(area(page), sheet, &job.doc.meta.title)).collect();
    let mut sheets = Vec::new();
    if plans.iter().any(Option::is_some) {
        for (page, plan) in document.pages().iter().zip(plans) {
            match plan {
                Some(plan) => sheets.extend(sheets_of(job, page, &plan)?),
                None => sheets.push(bare(page)),
            }
        }
    }
    Ok(PagedDocument::new(sheets.into(), document.info().clone()))
}

fn area(page: &Page) -> Area {
    Area { width: page.frame.width().to_mm(), height: page.frame.height().to_mm() }
}

/// How a page is cut into the fewest sheets, upright ones where it makes no difference.
fn plan(page: Area, sheet: Sheet, title: &str) -> Option<Plan> {
    let (name, width, height) = match sheet {
        Sheet::A3 => ("A3", 297.0, 420.0),
        Sheet::A4 => ("A4", 210.0, 297.0),
    };
    let upright = Area { width, height };
    let across = Area { width: height, height: width };
    let fits =
        |sheet: &Area| page.width <= sheet.width + SLACK && page.height <= sheet.height + SLACK;
    if fits(&upright) || fits(&across) {
        return None;
    }
    let sheets = |sheet: &Area| {
        let (columns, rows) = (count(page.width, sheet.width), count(page.height, sheet.height));
        (columns, rows, columns * rows)
    };
    let sheet = if sheets(&across).2 < sheets(&upright).2 { across } else { upright };
    let (columns, rows, _) = sheets(&sheet);
    let part = Area { width: share(page.width, columns), height: share(page.height, rows) };
    let at = Place { x: (sheet.width - part.width) / 2.0, y: (sheet.height - part.height) / 2.0 };
    let title = title.to_owned();
    let sketch = sketch(page, sheet);
    Some(Plan { title, name, sheet, page, rows, columns, overlap: OVERLAP, part, at, sketch })
}

/// How many sheets cover a length.
fn count(length: f64, sheet: f64) -> u32 {
    let room = sheet - 2.0 * MARGIN;
    let more = ((length - room) / (room - OVERLAP)).ceil().max(0.0);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few sheets")]
    let more = more.min(1000.0) as u32;
    more + 1
}

/// The length that each of so many sheets shows.
fn share(length: f64, sheets: u32) -> f64 {
    let sheets = f64::from(sheets);
    (length + (sheets - 1.0) * OVERLAP) / sheets
}

/// Where the page stands in small on the first sheet: under its heading, over its instructions.
fn sketch(page: Area, sheet: Area) -> Sketch {
    let (top, room) = (34.0, Area { width: sheet.width - 40.0, height: sheet.height * 0.44 });
    let scale = (room.width / page.width).min(room.height / page.height);
    Sketch { x: (sheet.width - page.width * scale) / 2.0, y: top, scale }
}

/// The sheets of one page: first how to put them together, then row by row.
fn sheets_of(job: &Job, page: &Page, plan: &Plan) -> Result<Vec<Page>, Trouble> {
    let job = Job { look: "tiles", ..*job };
    let paper = Paper::of(&job, plan)?;
    let laid_out = typst::compile::<PagedDocument>(&paper);
    let own = laid_out.output.map_err(|errors| Trouble::Look(paper.explain(&errors)))?;
    let mut sheets: Vec<Page> = own.pages().iter().map(bare).collect();
    for (nth, sheet) in sheets.iter_mut().enumerate() {
        match u32::try_from(nth).unwrap_or(u32::MAX).checked_sub(1) {
            None => place_whole(sheet, page, plan),
            Some(tile) => place_part(sheet, page, plan, tile),
        }
    }
    Ok(sheets)
}

/// The page in small.
fn place_whole(sheet: &mut Page, page: &Page, plan: &Plan) {
    let scale = plan.sketch.scale;
    let at = Point::new(Abs::mm(plan.sketch.x), Abs::mm(plan.sketch.y));
    let size = page.frame.size();
    let transform =
        Transform::scale(typst::layout::Ratio::new(scale), typst::layout::Ratio::new(scale));
    sheet.frame.prepend(at, group(shown(page, whole(size)), transform, size));
}

/// What one sheet shows of the page, in its true size.
fn place_part(sheet: &mut Page, page: &Page, plan: &Plan, tile: u32) {
    let (row, column) = (tile / plan.columns, tile % plan.columns);
    let step = |nth: u32, part: f64| Abs::mm(f64::from(nth) * (part - OVERLAP));
    let from = Point::new(step(column, plan.part.width), step(row, plan.part.height));
    let size = Size::new(Abs::mm(plan.part.width), Abs::mm(plan.part.height));
    let window = Rect::from_pos_size(from, size);
    let mut part = Frame::hard(size);
    part.push_frame(-from, shown(page, window));
    let at = Point::new(Abs::mm(plan.at.x), Abs::mm(plan.at.y));
    sheet.frame.prepend(at, group(part, Transform::identity(), size));
}

fn group(frame: Frame, transform: Transform, size: Size) -> FrameItem {
    let clip = Some(Curve::rect(size));
    FrameItem::Group(GroupItem { transform, clip, ..GroupItem::new(frame) })
}

fn whole(size: Size) -> Rect {
    Rect::from_pos_size(Point::zero(), size)
}

/// A page without what only readers of a file see: it would be there once for each sheet.
fn bare(page: &Page) -> Page {
    let mut page = page.clone();
    page.frame = kept(&page.frame, Transform::identity(), None);
    page
}

/// What a page shows in a window, with its ground.
fn shown(page: &Page, window: Rect) -> Frame {
    let mut frame = kept(&page.frame, Transform::identity(), Some(window));
    if let Some(fill) = page.fill_or_transparent() {
        let ground = Geometry::Rect(page.frame.size()).filled(fill);
        frame.prepend(Point::zero(), FrameItem::Shape(ground, Span::detached()));
    }
    frame
}

/// A frame with what can be seen, and what of that lies in a window: a sheet carries its own part
/// of the text and not the whole of it, cut off.
fn kept(frame: &Frame, to_page: Transform, window: Option<Rect>) -> Frame {
    let mut found = Frame::new(frame.size(), frame.kind());
    for (at, item) in frame.items() {
        let to_page = to_page.pre_concat(Transform::translate(at.x, at.y));
        let seen = |bounds: Rect| window.is_none_or(|window| meet(bounds, to_page, window));
        match item {
            FrameItem::Group(group) => {
                let frame = kept(&group.frame, to_page.pre_concat(group.transform), window);
                let group = GroupItem { frame, parent: None, label: None, ..group.clone() };
                found.push(*at, FrameItem::Group(group));
            }
            FrameItem::Text(text) if !seen(text.bbox()) => {}
            FrameItem::Shape(shape, _) if !seen(shape.bbox(true)) => {}
            FrameItem::Image(_, size, _) if !seen(whole(*size)) => {}
            FrameItem::Text(_) | FrameItem::Shape(..) | FrameItem::Image(..) => {
                found.push(*at, item.clone());
            }
            FrameItem::Link(..) | FrameItem::Tag(_) => {}
        }
    }
    found
}

/// Whether something that is to be drawn meets a window of the page.
fn meet(bounds: Rect, to_page: Transform, window: Rect) -> bool {
    let Rect { min, max } = bounds;
    let corners = [min, Point::new(max.x, min.y), max, Point::new(min.x, max.y)];
    let corners = corners.map(|corner| corner.transform_inf(to_page));
    let least = corners.into_iter().fold(corners[0], Point::min);
    let most = corners.into_iter().fold(corners[0], Point::max);
    least.x <= window.max.x
        && most.x >= window.min.x
        && least.y <= window.max.y
        && most.y >= window.min.y
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(width: f64, height: f64, sheet: Sheet) -> Option<(u32, u32, Area)> {
        let plan = plan(Area { width, height }, sheet, "")?;
        Some((plan.columns, plan.rows, plan.sheet))
    }

    #[test]
    fn a_poster_of_60_by_80_takes_6_sheets_of_a3_or_12_of_a4() {
        let across = Area { width: 420.0, height: 297.0 };
        assert_eq!(cut(600.0, 800.0, Sheet::A3), Some((2, 3, across)));
        let upright = Area { width: 210.0, height: 297.0 };
        assert_eq!(cut(600.0, 800.0, Sheet::A4), Some((4, 3, upright)));
    }

    #[test]
    fn a_page_that_fits_on_a_sheet_upright_or_across_is_not_cut() {
        assert_eq!(cut(210.0, 297.0, Sheet::A4), None);
        assert_eq!(cut(297.0, 210.0, Sheet::A4), None);
        assert_eq!(cut(297.2, 420.3, Sheet::A3), None);
        assert!(cut(211.0, 297.0, Sheet::A4).is_some());
    }

    #[test]
    fn the_parts_cover_the_page_and_leave_the_margins_of_every_sheet_free() {
        for (width, height) in [(600.0, 800.0), (420.0, 297.0), (3000.0, 1000.0), (211.0, 298.0)] {
            for sheet in [Sheet::A3, Sheet::A4] {
                let Some(plan) = plan(Area { width, height }, sheet, "") else { continue };
                let reach = |part: f64, count: u32| {
                    part * f64::from(count) - OVERLAP * f64::from(count - 1)
                };
                assert!((reach(plan.part.width, plan.columns) - width).abs() < 1e-9);
                assert!((reach(plan.part.height, plan.rows) - height).abs() < 1e-9);
                assert!(plan.at.x >= MARGIN && plan.at.y >= MARGIN, "{plan:?}");
            }
        }
    }
}
