//! The same measures once more, from finished files and by independent readers of PDF.
//!
//! A judge that is not installed is named and its test skipped, unless `HONGTOU_REQUIRE_JUDGES`
//! is set. They are `mutool` (mupdf-tools) and `pdftotext`, `pdfinfo`, `pdffonts` (poppler-utils).

use std::path::Path;
use std::process::Command;

use hongtou::text::{SourceId, Sources};
use hongtou::yaml::{self, Value};

use crate::example::built;
use crate::support::{Folder, doc, lay_out, paragraph, root, skipped};

/// What a judge prints; none when it is not installed.
pub(crate) fn judge(name: &str, arguments: &[&str]) -> Option<Vec<u8>> {
    match Command::new(name).args(arguments).output() {
        Ok(ran) => {
            assert!(ran.status.success(), "{name}: {}", String::from_utf8_lossy(&ran.stderr));
            Some(ran.stdout)
        }
        Err(error) => {
            let missing = format!("{name} is missing ({error})");
            assert!(!required(), "{missing}");
            skipped(&missing);
            None
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "the CI script asks for judges by a variable")]
pub(crate) fn required() -> bool {
    std::env::var_os("HONGTOU_REQUIRE_JUDGES").is_some()
}

fn text_of(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap()
}

fn shown(path: &Path) -> &str {
    path.to_str().unwrap()
}

#[track_caller]
fn near(what: &str, measured: f64, wanted: f64) {
    assert!((measured - wanted).abs() <= 0.1, "{what}: {measured:.3} mm and not {wanted:.3} mm");
}

const PAPERS: [&str; 10] = [
    "notice.pdf",
    "plan.pdf",
    "cross-inspection.pdf",
    "requirements-hospital.pdf",
    "requirements-pharmacy.pdf",
    "guide.pdf",
    "letter-hospital.pdf",
    "letter-pharmacy.pdf",
    "letter-hospital-poster.pdf",
    "letter-pharmacy-poster.pdf",
];

#[test]
fn pages_have_their_sizes_to_a_reader() {
    for name in PAPERS {
        let Some(info) = judge("pdfinfo", &["-l", "99", shown(&built(name))]) else { return };
        let info = text_of(info);
        let sizes: Vec<&str> = info.lines().filter(|line| line.contains(" pts")).collect();
        assert!(!sizes.is_empty(), "{info}");
        for size in sizes {
            let numbers: Vec<f64> = size
                .split_whitespace()
                .skip_while(|word| *word != "size:")
                .filter_map(|word| word.parse().ok())
                .map(|points: f64| points / 72.0 * 25.4)
                .collect();
            let poster = name.ends_with("-poster.pdf");
            let wanted = if poster { (600.0, 800.0) } else { (210.0, 297.0) };
            near("width", numbers[0], wanted.0);
            near("height", numbers[1], wanted.1);
        }
    }
}

#[test]
fn every_font_is_embedded_and_readable_to_a_reader() {
    for name in PAPERS {
        let Some(fonts) = judge("pdffonts", &[shown(&built(name))]) else { return };
        let fonts = text_of(fonts);
        let rows: Vec<&str> = fonts.lines().skip(2).collect();
        assert!(!rows.is_empty(), "{name}");
        for row in rows {
            assert!(row.contains(" yes yes yes "), "{name}: embedded, subset, with Unicode: {row}");
        }
    }
}

/// The text of a file in the order it was drawn, a form feed after each page.
pub(crate) fn text_of_pdf(path: &Path) -> Option<String> {
    Some(text_of(judge("pdftotext", &["-raw", shown(path), "-"])?))
}

/// The text of a file, without blanks.
fn squeezed(path: &Path) -> Option<String> {
    let text = text_of(judge("pdftotext", &["-raw", shown(path), "-"])?);
    Some(text.split_whitespace().collect())
}

#[test]
fn a_reader_finds_every_pledge_and_the_title() {
    for (letter, count) in [("letter-hospital", 17), ("letter-pharmacy", 8)] {
        let path = root().join(format!("policies/fund-supervision-2022/{letter}.yaml"));
        let pledges = pledges(&std::fs::read_to_string(path).unwrap());
        assert_eq!(pledges.len(), count);
        for suffix in ["", "-poster"] {
            let Some(text) = squeezed(&built(&format!("{letter}{suffix}.pdf"))) else { return };
            assert!(text.contains("江门市维护医保基金安全承诺书"), "{letter}{suffix}");
            for pledge in &pledges {
                let words = pledge.trim_end_matches(['；', '。']);
                assert!(text.contains(words), "{letter}{suffix}: {words}");
            }
        }
    }
}

fn pledges(text: &str) -> Vec<String> {
    let mut sources = Sources::default();
    let id: SourceId = sources.add(hongtou::text::Source::new("a.yaml", text));
    let node = yaml::parse(id, text).root.unwrap();
    let Value::List(items) = &node.get("pledges").unwrap().value else { panic!("no list") };
    items.iter().map(|item| item.as_text().unwrap().to_owned()).collect()
}

#[test]
fn a_reader_finds_the_title_number_and_seven_pairs_in_the_notice() {
    let Some(text) = squeezed(&built("notice.pdf")) else { return };
    let title = "江门市医疗保障局关于印发2022年江门市医疗保障基金监管工作方案的通知";
    for words in [title, "江医保〔2022〕18号", "2022年3月11日", "（此件公开发布）"]
    {
        assert!(text.contains(words), "{words}");
    }
    let places = ["蓬江区", "江海区", "新会区", "台山市", "开平市", "鹤山市", "恩平市"];
    for place in places {
        assert!(text.matches(place).count() >= 2, "{place} inspects and is inspected");
    }
}

/// Left end, baseline and right end of a character's glyphs on a page, in millimetres, by
/// `mutool trace`.
fn places(file: &Path, page: &str, wanted: char) -> Option<Vec<(f64, f64, f64)>> {
    let trace = text_of(judge("mutool", &["trace", shown(file), page])?);
    let mut places = Vec::new();
    let (mut origin, mut size) = ((0.0, 0.0), 0.0);
    let mm = |points: f64| points / 72.0 * 25.4;
    let numbers = |text: &str| -> Vec<f64> {
        text.split_whitespace().map(|number| number.parse().unwrap()).collect()
    };
    for line in trace.lines() {
        if let Some(transform) = attribute(line, "transform") {
            let matrix = numbers(transform);
            origin = (matrix[4], matrix[5]);
        } else if let Some(matrix) = attribute(line, "trm") {
            size = numbers(matrix)[0];
        } else if attribute(line, "unicode") == Some(wanted.encode_utf8(&mut [0; 4])) {
            let [along, advance] =
                ["x", "adv"].map(|name| numbers(attribute(line, name).unwrap())[0]);
            let left = origin.0 + along;
            places.push((mm(left), mm(origin.1), mm(left + advance * size)));
        }
    }
    Some(places)
}

fn attribute<'a>(line: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = line.split_once(&format!(" {name}=\""))?;
    rest.split_once('"').map(|(value, _)| value)
}

#[test]
fn a_reader_counts_22_lines_of_28_characters() {
    let (cell, line) = (156.0 / 28.0, (225.0 - 156.0 / 28.0) / 21.0);
    let folder = Folder::empty();
    let text = "国".repeat(28 * 22 * 2 - 2);
    folder.write("a.pdf", lay_out(&doc(vec![paragraph(&text)]), "general").bytes);
    for (page, left) in [("1", 28.0), ("2", 26.0)] {
        let Some(places) = places(&folder.path("a.pdf"), page, '国') else { return };
        let first = if page == "1" { 2 } else { 0 };
        assert_eq!(places.len(), 28 * 22 - first);
        for (at, (x, y, _)) in places.iter().enumerate() {
            let at = at + first;
            #[expect(clippy::cast_precision_loss, reason = "a page has 616 characters")]
            let (column, row) = ((at % 28) as f64, (at / 28) as f64);
            near("character", *x, left + column * cell);
            near("line", *y, 37.0 + 0.88 * cell + row * line);
        }
    }
}

/// A page drawn in red, green and blue without smoothing.
struct Picture {
    width: usize,
    dots: Vec<u8>,
}

const DOTS: usize = 400;

impl Picture {
    fn of(file: &Path, page: &str) -> Option<Self> {
        let dpi = DOTS.to_string();
        let arguments = ["draw", "-q", "-A", "0", "-r", &dpi, "-c", "rgb", "-F", "ppm", "-o", "-"];
        let bytes = judge("mutool", &[&arguments[..], &[shown(file), page]].concat())?;
        let mut ends = bytes.iter().enumerate().filter(|(_, byte)| **byte == b'\n');
        // Its name, its width and height, its depth: three lines, unless a comment is among them.
        let header = ends.nth(2).unwrap().0;
        let head = String::from_utf8_lossy(&bytes[..header]).into_owned();
        let words: Vec<&str> = head.split_whitespace().collect();
        assert_eq!((words[0], words[3]), ("P6", "255"), "{head}");
        Some(Self { width: words[1].parse().unwrap(), dots: bytes[header + 1..].to_vec() })
    }

    /// The millimetres from the top at which rows of these dots begin and end, between two heights.
    fn rows(&self, from: f64, to: f64, wanted: fn([u8; 3]) -> bool) -> Vec<(f64, f64)> {
        let mut bands: Vec<(f64, f64)> = Vec::new();
        let mut inside = false;
        for (at, row) in self.dots.chunks(self.width * 3).enumerate() {
            let (top, bottom) = (millimetres(at), millimetres(at + 1));
            if top < from || bottom > to {
                continue;
            }
            let hit = row.chunks(3).any(|dot| wanted([dot[0], dot[1], dot[2]]));
            match (hit, inside) {
                (true, false) => bands.push((top, bottom)),
                (true, true) => bands.last_mut().unwrap().1 = bottom,
                (false, _) => {}
            }
            inside = hit;
        }
        bands
    }
}

#[expect(clippy::cast_precision_loss, reason = "a page has a few thousand rows")]
fn millimetres(dots: usize) -> f64 {
    dots as f64 / DOTS as f64 * 25.4
}

fn red([r, g, b]: [u8; 3]) -> bool {
    r > 180 && g < 90 && b < 90
}

fn black([r, g, b]: [u8; 3]) -> bool {
    r < 60 && g < 60 && b < 60
}

#[test]
fn a_picture_of_the_notice_shows_mark_and_red_rule_in_their_places() {
    let Some(picture) = Picture::of(&built("notice.pdf"), "1") else { return };
    let bands = picture.rows(37.0, 200.0, red);
    near("upper edge of the mark", bands[0].0, 37.0 + 35.0);
    let rule = bands.last().unwrap();
    near("red rule", rule.1 - rule.0, 1.5 / 72.0 * 25.4);
    // The number's box begins at least two lines under the mark; its baseline is read by the judge.
    let Some(number) = places(&built("notice.pdf"), "1", '〔') else { return };
    near("4 mm", rule.0 - (number[0].1 + 0.12 * 156.0 / 28.0), 4.0);
}

#[test]
fn a_picture_of_the_last_page_shows_the_imprint_on_the_lower_edge() {
    let Some(info) = judge("pdfinfo", &[shown(&built("notice.pdf"))]) else { return };
    let info = text_of(info);
    let pages = info.lines().find_map(|line| line.strip_prefix("Pages:")).unwrap().trim();
    let Some(picture) = Picture::of(&built("notice.pdf"), pages) else { return };
    let last = *picture.rows(240.0, 264.0, black).last().unwrap();
    near("last rule", f64::midpoint(last.0, last.1), 262.0);
}

#[test]
fn a_picture_of_a_page_number_shows_its_dash_7_mm_under_the_type_area() {
    let folder = Folder::empty();
    folder.write("a.pdf", lay_out(&doc(vec![paragraph("国")]), "general").bytes);
    let Some(dashes) = places(&folder.path("a.pdf"), "1", '—') else { return };
    assert_eq!(dashes.len(), 2);
    near("right end", dashes[1].2, 184.0 - 156.0 / 28.0 * 14.0 / 16.0);
    let Some(picture) = Picture::of(&folder.path("a.pdf"), "1") else { return };
    // The digit is higher than the dashes beside it: only what is left of it is looked at.
    let left = Picture {
        width: 1,
        dots: picture
            .dots
            .chunks(picture.width * 3)
            .flat_map(|row| {
                #[expect(
                    clippy::cast_possible_truncation,
                    clippy::cast_sign_loss,
                    clippy::cast_precision_loss,
                    reason = "a place on the page"
                )]
                let column = ((dashes[0].0 + 2.0) / 25.4 * DOTS as f64) as usize;
                row[column * 3..column * 3 + 3].to_vec()
            })
            .collect(),
    };
    near("upper edge of the dash", left.rows(262.0, 290.0, black)[0].0, 262.0 + 7.0);
}
