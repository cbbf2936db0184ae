//! Colours as inks (CMYK) for print shops: what a look says in inks stays, greys are black ink alone.
//!
//! Looks name the inks of their own colours; this catches all others, above all the black that
//! text and lines have when nobody says anything. A picture, a gradient or a tiling of a user's
//! look has no inks and is named as an error rather than left to the shop.

use std::collections::BTreeSet;

use typst::foundations::Smart;
use typst::layout::{Frame, FrameItem};
use typst::model::Document as _;
use typst::visualize::{Cmyk, Color, FixedStroke, Paint, ProcessColor};
use typst_layout::{Page, PagedDocument};

use crate::backend::InLook;

/// The same pages in inks.
pub(super) fn inked(document: &PagedDocument, look: String) -> Result<PagedDocument, InLook> {
    let mut press = Press::default();
    let mut pages = document.pages().to_vec();
    for page in &mut pages {
        press.page(page);
    }
    if press.without.is_empty() {
        return Ok(PagedDocument::new(pages.into(), document.info().clone()));
    }
    let named = press.without.into_iter().collect::<Vec<_>>().join(", ");
    Err(InLook {
        path: look,
        bytes: None,
        message: format!("{named}: no inks are known for it"),
        hints: vec!["set it in cmyk() colours, or leave it out for print shops".to_owned()],
    })
}

/// Gives everything on a page its inks.
#[derive(Default)]
struct Press {
    /// What was met that has none.
    without: BTreeSet<&'static str>,
}

impl Press {
    fn page(&mut self, page: &mut Page) {
        if let Smart::Custom(Some(fill)) = &mut page.fill {
            self.paint(fill);
        }
        self.frame(&mut page.frame);
    }

    fn frame(&mut self, frame: &mut Frame) {
        frame.retain(|item| {
            self.item(item);
            true
        });
    }

    fn item(&mut self, item: &mut FrameItem) {
        match item {
            FrameItem::Group(group) => self.frame(&mut group.frame),
            FrameItem::Text(text) => {
                self.paint(&mut text.fill);
                self.stroke(text.stroke.as_mut());
            }
            FrameItem::Shape(shape, _) => {
                shape.fill.iter_mut().for_each(|fill| self.paint(fill));
                self.stroke(shape.stroke.as_mut());
            }
            FrameItem::Image(..) => {
                self.without.insert("a picture");
            }
            FrameItem::Link(..) | FrameItem::Tag(_) => {}
        }
    }

    fn stroke(&mut self, stroke: Option<&mut FixedStroke>) {
        if let Some(stroke) = stroke {
            self.paint(&mut stroke.paint);
        }
    }

    fn paint(&mut self, paint: &mut Paint) {
        match paint {
            Paint::Solid(Color::Process(colour)) => *colour = ProcessColor::Cmyk(inks(*colour)),
            Paint::Solid(Color::Spot(ink)) if matches!(ink.fallback(), ProcessColor::Cmyk(_)) => {}
            Paint::Solid(Color::Spot(_)) => {
                self.without.insert("a spot colour that falls back to none");
            }
            Paint::Gradient(_) => {
                self.without.insert("a gradient");
            }
            Paint::Tiling(_) => {
                self.without.insert("a tiling");
            }
        }
    }
}

/// The inks of a colour. Inks cannot be transparent: a colour that is shows as it would on white.
fn inks(colour: ProcessColor) -> Cmyk {
    if let ProcessColor::Cmyk(inks) = colour {
        return inks;
    }
    let rgb = colour.to_rgb();
    let grey = rgb.red.max(rgb.green).max(rgb.blue) - rgb.red.min(rgb.green).min(rgb.blue) < 1e-3;
    // Typst mixes greys of all four inks.
    let mut inks = if let ProcessColor::Luma(luma) = colour {
        Cmyk { c: 0.0, m: 0.0, y: 0.0, k: 1.0 - luma.luma }
    } else if grey {
        Cmyk { c: 0.0, m: 0.0, y: 0.0, k: 1.0 - rgb.red }
    } else {
        colour.to_cmyk()
    };
    for ink in [&mut inks.c, &mut inks.m, &mut inks.y, &mut inks.k] {
        *ink *= rgb.alpha;
    }
    inks
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The inks of a colour in per cent.
    fn of(colour: &Color) -> [i32; 4] {
        let Color::Process(colour) = colour else { panic!("a process colour") };
        let Cmyk { c, m, y, k } = inks(*colour);
        #[expect(clippy::cast_possible_truncation, reason = "from 0 to 100")]
        [c, m, y, k].map(|ink| (ink * 100.0).round() as i32)
    }

    #[test]
    fn black_and_greys_are_black_ink_alone() {
        assert_eq!(of(&Color::BLACK), [0, 0, 0, 100]);
        assert_eq!(of(&Color::WHITE), [0, 0, 0, 0]);
        assert_eq!(of(&Color::from_u8(0, 0, 0, 255)), [0, 0, 0, 100]);
        assert_eq!(of(&Color::from_u8(128, 128, 128, 255)), [0, 0, 0, 50]);
    }

    #[test]
    fn a_transparent_colour_is_as_pale_as_on_white_paper() {
        assert_eq!(of(&Color::from_u8(0, 0, 0, 0)), [0; 4]);
        assert_eq!(of(&Color::from_u8(255, 0, 0, 51)), [0, 20, 20, 0]);
    }
}
