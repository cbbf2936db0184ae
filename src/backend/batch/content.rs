//! What is an institution's own, as the content of a page.

use pdf_writer::types::ColorSpaceOperand;
use pdf_writer::{Content, Name, Str};
use typst::layout::Abs;

use super::fonts::{Subsets, to_f32, width};
use super::own::{Ink, Run};
use super::plate::Plate;

/// A shift of a glyph smaller than this, in thousandths of its size, is an error of reckoning.
const SAME: f64 = 0.01;

/// The content of a page of this height, in points; it stands behind Typst's own, which has been
/// kept apart.
pub(super) fn page(runs: &[Run], height: f64, subsets: &Subsets, plate: &Plate) -> Vec<u8> {
    let mut content = Content::new();
    content.restore_state();
    for run in runs {
        if let Some((name, glyphs)) = subsets.named(&run.font) {
            ink(&mut content, run.ink, plate);
            content.begin_text();
            content.set_font(Name(name.as_bytes()), to_f32(run.size));
            glyphs_of(&mut content, run, height, |glyph| glyphs.get(glyph).unwrap_or(0));
            content.end_text();
        }
    }
    content.finish().into_vec()
}

/// Chooses a colour, in the colour space that the letter itself uses where it has one.
fn ink(content: &mut Content, ink: Ink, plate: &Plate) {
    let named = |space: &Option<Vec<u8>>| space.as_ref().map(|name| name[1..].to_vec());
    match ink {
        Ink::Grey(grey) => match named(&plate.grey) {
            Some(space) => {
                content.set_fill_color_space(ColorSpaceOperand::Named(Name(&space)));
                content.set_fill_color([grey]);
            }
            None => _ = content.set_fill_gray(grey),
        },
        Ink::Rgb([red, green, blue]) => match named(&plate.rgb) {
            Some(space) => {
                content.set_fill_color_space(ColorSpaceOperand::Named(Name(&space)));
                content.set_fill_color([red, green, blue]);
            }
            None => _ = content.set_fill_rgb(red, green, blue),
        },
        Ink::Cmyk([c, m, y, k]) => _ = content.set_fill_cmyk(c, m, y, k),
    }
}

/// Shows the glyphs of a run; one that stands higher or lower than its neighbours begins anew.
fn glyphs_of(content: &mut Content, run: &Run, height: f64, new: impl Fn(u16) -> u16) {
    let level = |from: usize| {
        let rise = run.glyphs[from].rise;
        run.glyphs[from..].iter().take_while(|glyph| (glyph.rise - rise).abs() < 1e-9).count()
    };
    let mut from = 0;
    while from < run.glyphs.len() {
        let part = &run.glyphs[from..from + level(from)];
        matrix(content, run, height, part[0].x, part[0].rise);
        let mut pen = part[0].x * 1000.0;
        let (mut shown, mut moved) = (Vec::new(), Vec::new());
        for glyph in part {
            let shift = pen - glyph.x * 1000.0;
            if shift.abs() > SAME {
                moved.push((std::mem::take(&mut shown), to_f32(shift)));
                pen -= shift;
            }
            shown.extend_from_slice(&new(glyph.id).to_be_bytes());
            pen += f64::from(width(&run.font, glyph.id));
        }
        let mut positioned = content.show_positioned();
        let mut items = positioned.items();
        for (glyphs, shift) in &moved {
            if !glyphs.is_empty() {
                items.show(Str(glyphs));
            }
            items.adjust(*shift);
        }
        items.show(Str(&shown));
        drop(items);
        drop(positioned);
        from += part.len();
    }
}

/// Where a run begins. Pages are measured downwards by Typst and upwards by PDF.
fn matrix(content: &mut Content, run: &Run, height: f64, x: f64, rise: f64) {
    let start =
        typst::layout::Transform::translate(Abs::pt(x * run.size), Abs::pt(-rise * run.size));
    let place = run.place.pre_concat(start);
    content.set_text_matrix(
        [
            place.sx.get(),
            -place.ky.get(),
            -place.kx.get(),
            place.sy.get(),
            place.tx.to_pt(),
            height - place.ty.to_pt(),
        ]
        .map(to_f32),
    );
}
