//! What becomes of pages after they are laid out, tried with small looks.

use std::sync::LazyLock;

use super::*;
use crate::backend::{Options, Sheet};
use crate::doc::{Doc, Meta};
use crate::font::Fonts;
use crate::text::{Memory, builtin};

static FONTS: LazyLock<Fonts> = LazyLock::new(Fonts::builtin);

fn of(look: &str, options: &Options) -> Result<LaidOut, Trouble> {
    let own = ["looks/tiles", "looks/parts/tiles", "looks/parts/metrics"];
    let own = own.map(|name| format!("templates/{name}.typ"));
    let mut files: Vec<(&str, Vec<u8>)> =
        own.iter().map(|path| (&**path, builtin::bytes(path).unwrap().to_vec())).collect();
    files.push(("templates/looks/a.typ", look.into()));
    let files = Memory::from_iter(files);
    let doc = Doc { meta: Meta { title: "通知".into(), ..Meta::default() }, ..Doc::default() };
    lay_out(&Job { doc: &doc, look: "a", fonts: &FONTS, files: &files, options })
}

/// The sizes of sheets in millimetres, rounded, with the bleed.
fn sizes(laid_out: &LaidOut) -> Vec<(f64, f64, f64)> {
    let round = |length: Abs| length.to_mm().round();
    let pages = laid_out.document.pages().iter();
    let size = |size: typst::layout::Size, bleed| (round(size.x), round(size.y), round(bleed));
    pages.map(|page| size(page.frame.size(), page.bleed.left)).collect()
}

const TWO: &str = "#set page(width: 210mm, height: 297mm)\n#line()\n\
                   #page(width: 420mm, height: 297mm, line(length: 30mm))";

#[test]
fn only_pages_larger_than_the_sheet_are_cut() {
    let options = Options { tile: Some(Sheet::A4), ..Options::default() };
    let laid_out = of(TWO, &options).unwrap();
    let (kept, across) = ((210.0, 297.0, 0.0), (297.0, 210.0, 0.0));
    assert_eq!(sizes(&laid_out), [&[kept][..], &[across; 5]].concat());
    assert_eq!((laid_out.pages.pages.len(), laid_out.sheets()), (2, 6));
    let options = Options { tile: Some(Sheet::A3), ..Options::default() };
    assert_eq!(of(TWO, &options).unwrap().sheets(), 0);
}

#[test]
fn a_print_shop_gets_marks_on_every_page_and_others_where_the_look_has_a_bleed() {
    let bled = "#set page(width: 100mm, height: 90mm)\n#line()\n#page(bleed: 3mm, line())";
    let options = Options { bleed_mm: 3.0, ..Options::default() };
    let plain = of(bled, &options).unwrap();
    assert_eq!(sizes(&plain), [(100.0, 90.0, 0.0), (100.0, 90.0, 11.0)]);
    let shop = of(bled, &Options { print_shop: true, ..options }).unwrap();
    assert_eq!(sizes(&shop), [(100.0, 90.0, 11.0); 2]);
}

#[test]
fn what_has_no_inks_is_named_and_not_left_to_the_shop() {
    let options = Options { print_shop: true, ..Options::default() };
    let look =
        "#rect(fill: gradient.linear(red, blue))#box(rect(fill: tiling(size: (3pt, 3pt), line())))";
    let Err(Trouble::Look(errors)) = of(look, &options) else { panic!("there are no inks") };
    assert_eq!(errors[0].path, "templates/looks/a.typ");
    assert_eq!(errors[0].message, "a gradient, a tiling: no inks are known for it");
    assert!(of("#rect(fill: red)#line(stroke: cmyk(0%, 0%, 0%, 50%))", &options).is_ok());
}
