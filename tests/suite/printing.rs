//! What print shops, and offices that glue sheets together, rely on.

use std::path::Path;
use std::sync::LazyLock;

use crate::judges::judge;
use crate::support::{Folder, fails, root, run};

/// The example's posters and notice, printed in every way there is, and its notice.
static PRINTED: LazyLock<Folder> = LazyLock::new(|| {
    let folder = Folder::empty();
    let out = folder.path("out").display().to_string();
    for how in [&["--print-shop"][..], &["--tile", "a3"], &["--tile", "A4"], &[]] {
        let papers = ["letter-hospital", "notice"];
        let paths = papers.map(|name| format!("policies/fund-supervision-2022/{name}.yaml"));
        let build = ["build", &paths[0], &paths[1], "--out", &out];
        run(root(), &[&build, how].concat(), &[]).expect_code(0);
    }
    folder
});

fn printed(name: &str) -> std::path::PathBuf {
    PRINTED.path(&format!("out/fund-supervision-2022/{name}.pdf"))
}

fn shown(path: &Path) -> &str {
    path.to_str().unwrap()
}

#[track_caller]
fn near(what: &str, measured: f64, wanted: f64) {
    assert!((measured - wanted).abs() <= 0.1, "{what}: {measured:.3} mm and not {wanted:.3} mm");
}

/// The boxes of a page as `pdfinfo` reads them, in millimetres.
fn boxes(file: &Path, page: &str) -> Option<Vec<(String, [f64; 4])>> {
    let info = judge("pdfinfo", &["-box", "-f", page, "-l", page, shown(file)])?;
    let info = String::from_utf8(info).unwrap();
    let of = |line: &str| {
        let (name, numbers) = line.split_once("Box:")?;
        let mut numbers =
            numbers.split_whitespace().map(|n| n.parse::<f64>().unwrap() / 72.0 * 25.4);
        let name = name.split_whitespace().last()?.to_owned();
        Some((name, std::array::from_fn(|_| numbers.next().unwrap())))
    };
    Some(info.lines().filter_map(of).collect())
}

#[test]
fn a_print_shop_gets_the_trimmed_page_3_mm_of_bleed_and_room_for_marks() {
    for (name, width, height) in
        [("letter-hospital-poster-print-shop", 600.0, 800.0), ("notice-print-shop", 210.0, 297.0)]
    {
        let Some(boxes) = boxes(&printed(name), "1") else { return };
        let of = |name: &str| boxes.iter().find(|(own, _)| own == name).unwrap().1;
        let (media, bleed, trim) = (of("Media"), of("Bleed"), of("Trim"));
        near("trimmed width", trim[2] - trim[0], width);
        near("trimmed height", trim[3] - trim[1], height);
        for (side, out) in [(0, 1.0), (1, 1.0), (2, -1.0), (3, -1.0)] {
            near("bleed", (trim[side] - bleed[side]) * out, 3.0);
            near("room for marks", (bleed[side] - media[side]) * out, 8.0);
        }
    }
}

/// What is drawn in a file, decompressed: its page contents among all else, fonts aside.
fn drawn(file: &Path) -> Option<String> {
    let folder = Folder::empty();
    let plain = folder.path("plain.pdf");
    judge("mutool", &["clean", "-d", "-f", shown(file), shown(&plain)])?;
    Some(String::from_utf8_lossy(&std::fs::read(plain).unwrap()).into_owned())
}

/// The last operands of an operator of page contents, so many each time.
fn operands<const N: usize>(drawn: &str, operator: &str) -> Vec<[f64; N]> {
    let mut found = Vec::new();
    for line in drawn.lines() {
        let words: Vec<&str> = line.split_ascii_whitespace().collect();
        for at in (N..words.len()).filter(|at| words[*at] == operator) {
            let numbers = words[at - N..at].iter().filter_map(|word| word.parse().ok());
            // Words of the metadata are no operators.
            found.extend(<[f64; N]>::try_from(numbers.collect::<Vec<_>>()));
        }
    }
    found
}

#[test]
fn a_print_shop_gets_inks_and_no_other_colour() {
    for name in ["letter-hospital-poster", "letter-hospital", "notice"] {
        let Some(drawn) = drawn(&printed(&format!("{name}-print-shop"))) else { return };
        for space in
            ["DeviceRGB", "CalRGB", "DeviceGray", "CalGray", "ICCBased", "/Lab", "/Subtype/Image"]
        {
            assert!(!drawn.contains(space), "{name}: {space}");
        }
        for operator in ["rg", "RG", "g", "G", "sc", "SC", "scn", "SCN"] {
            assert_eq!(operands(&drawn, operator), Vec::<[f64; 1]>::new(), "{name}: {operator}");
        }
        assert!(!operands::<4>(&drawn, "k").is_empty(), "{name}");
    }
    // The reader does find colours where there are some.
    let Some(plain) = drawn(&printed("notice")) else { return };
    assert!(plain.contains("ICCBased") && !operands::<1>(&plain, "scn").is_empty());
}

/// The inks of everything drawn, in per cent.
fn inks(drawn: &str) -> Vec<[i32; 4]> {
    let all = [operands::<4>(drawn, "k"), operands::<4>(drawn, "K")].concat();
    #[expect(clippy::cast_possible_truncation, reason = "from 0 to 100")]
    let of = |inks: [f64; 4]| inks.map(|ink| (ink * 100.0).round() as i32);
    all.into_iter().map(of).collect()
}

#[test]
fn black_is_black_ink_alone_and_no_colour_drowns_the_paper() {
    const MARKS: [i32; 4] = [100; 4];
    for name in ["letter-hospital-poster", "letter-hospital", "notice"] {
        let Some(drawn) = drawn(&printed(&format!("{name}-print-shop"))) else { return };
        let inks = inks(&drawn);
        assert!(inks.contains(&[0, 0, 0, 100]) && inks.contains(&MARKS), "{name}");
        for ink in inks.into_iter().filter(|ink| *ink != MARKS) {
            assert!(ink.iter().sum::<i32>() <= 240, "{name}: {ink:?}");
            assert!(ink[3] < 50 || ink[..3] == [0; 3], "{name}: {ink:?} blurs when plates slip");
        }
    }
}

#[test]
fn the_red_of_a_head_is_the_mix_of_the_standard() {
    let Some(drawn) = drawn(&printed("notice-print-shop")) else { return };
    let coloured = |ink: &[i32; 4]| ink[..3] != [0; 3] && *ink != [100; 4];
    let coloured: Vec<[i32; 4]> = inks(&drawn).into_iter().filter(coloured).collect();
    assert!(!coloured.is_empty());
    assert!(coloured.iter().all(|ink| *ink == [0, 80, 80, 0]), "{coloured:?}");
}

/// Ten dots for six millimetres and so on: every edge of a part lies between two dots.
const DOTS: usize = 6;

/// A page in greys, `DOTS` for each millimetre.
struct Picture {
    width: usize,
    dots: Vec<u8>,
}

impl Picture {
    fn of(file: &Path, page: &str) -> Option<Self> {
        let dpi = format!("{}", 25.4 * 6.0);
        let how = ["draw", "-q", "-r", &dpi, "-c", "gray", "-F", "pgm", "-o", "-"];
        let bytes = judge("mutool", &[&how[..], &[shown(file), page]].concat())?;
        let header = bytes.iter().enumerate().filter(|(_, byte)| **byte == b'\n').nth(2).unwrap().0;
        let words = String::from_utf8_lossy(&bytes[..header]).into_owned();
        let width = words.split_whitespace().nth(1).unwrap().parse().unwrap();
        Some(Self { width, dots: bytes[header + 1..].to_vec() })
    }

    fn row(&self, y: usize) -> &[u8] {
        &self.dots[y * self.width..][..self.width]
    }
}

/// How a poster of 600 × 800 mm is cut: columns and rows, where a part lies on its sheet, its size,
/// and how far it is from one to the next; all in dots.
struct Cut {
    name: &'static str,
    columns: usize,
    rows: usize,
    at: (usize, usize),
    part: (usize, usize),
    step: (usize, usize),
}

const CUTS: [Cut; 2] = [
    // 25.5 and 11.17 mm; 159 × 274.67 mm; 147 and 262.67 mm.
    Cut { name: "a4", columns: 4, rows: 3, at: (153, 67), part: (954, 1648), step: (882, 1576) },
    // 57 and 11.17 mm; 306 × 274.67 mm; 294 and 262.67 mm.
    Cut { name: "a3", columns: 2, rows: 3, at: (342, 67), part: (1836, 1648), step: (1764, 1576) },
];

#[test]
fn the_sheets_of_a_poster_glued_together_are_the_poster() {
    let Some(poster) = Picture::of(&printed("letter-hospital-poster"), "1") else { return };
    for cut in CUTS {
        let file = printed(&format!("letter-hospital-poster-tile-{}", cut.name));
        // The sheets are glued on in order: a later one covers the edges of those before it.
        let mut glued = vec![0; 600 * DOTS * 800 * DOTS];
        for tile in 0..cut.rows * cut.columns {
            let (row, column) = (tile / cut.columns, tile % cut.columns);
            let sheet = Picture::of(&file, &(tile + 2).to_string()).unwrap();
            for y in 0..cut.part.1 {
                let from = &sheet.row(cut.at.1 + y)[cut.at.0..][..cut.part.0];
                let to = (row * cut.step.1 + y) * 600 * DOTS + column * cut.step.0;
                glued[to..to + cut.part.0].copy_from_slice(from);
            }
        }
        let wrong = (0..glued.len()).filter(|at| differs(&glued, &poster.dots, *at)).count();
        assert_eq!(wrong, 0, "{}: dots differ", cut.name);
    }
}

/// Whether a dot of one picture is unlike those around the same place of the other: the reader
/// puts small characters on whole dots, which need not be the same ones on another sheet.
fn differs(one: &[u8], other: &[u8], at: usize) -> bool {
    const WIDTH: usize = 600 * DOTS;
    if one[at].abs_diff(other[at]) <= 24 {
        return false;
    }
    let rows = [at.saturating_sub(WIDTH), at, (at + WIDTH).min(one.len() - 1)];
    let around =
        rows.into_iter().flat_map(|at| &other[at.saturating_sub(1)..(at + 2).min(one.len())]);
    let (least, most) =
        around.fold((255, 0), |(least, most), dot| (*dot.min(&least), *dot.max(&most)));
    one[at] < least || one[at] > most
}

#[test]
fn every_sheet_has_a_ruler_of_100_mm_its_name_and_its_own_words() {
    for cut in CUTS {
        let file = printed(&format!("letter-hospital-poster-tile-{}", cut.name));
        for page in 1..=1 + cut.rows * cut.columns {
            let page = page.to_string();
            let Some(sheet) = Picture::of(&file, &page) else { return };
            // The longest dark line in what the sheet leaves free at its foot.
            let rows = sheet.dots.len() / sheet.width;
            let free = if page == "1" { 14 } else { 9 } * DOTS;
            let longest = (rows - free..rows).map(|y| longest(sheet.row(y))).max().unwrap();
            #[expect(clippy::cast_precision_loss, reason = "a few thousand dots")]
            let measured = longest as f64 / DOTS as f64;
            assert!((measured - 100.0).abs() <= 0.35, "page {page}: {measured} mm");
        }
        for (page, name) in [("2", "第1行第1列（A1）"), ("3", "第1行第2列（A2）")] {
            let Some(text) = judge("pdftotext", &["-f", page, "-l", page, shown(&file), "-"])
            else {
                return;
            };
            let text = String::from_utf8(text).unwrap();
            assert!(text.contains(name) && text.contains("100毫米"), "{text}");
            // What lies at the foot of the poster is not there again on every sheet.
            assert!(!text.contains("监督举报电话"), "{text}");
        }
    }
}

/// The longest run of dark dots.
fn longest(row: &[u8]) -> usize {
    row.split(|dot| *dot > 200).map(<[u8]>::len).max().unwrap_or_default()
}

#[test]
fn the_sheets_are_a3_or_a4_and_the_first_says_how_they_go_together() {
    for (name, count, width, height) in [("a4", 13, 210.0, 297.0), ("a3", 7, 420.0, 297.0)] {
        let file = printed(&format!("letter-hospital-poster-tile-{name}"));
        for page in 1..=count {
            let Some(boxes) = boxes(&file, &page.to_string()) else { return };
            near("width", boxes[0].1[2], width);
            near("height", boxes[0].1[3], height);
        }
        let info = judge("pdfinfo", &[shown(&file)]).unwrap();
        let info = String::from_utf8(info).unwrap();
        assert!(info.lines().any(|line| line == format!("Pages:           {count}")), "{info}");
        let first = judge("pdftotext", &["-l", "1", shown(&file), "-"]).unwrap();
        let first = String::from_utf8(first).unwrap();
        for words in ["拼接说明", "成品600×800毫米", "实际大小", "C1"] {
            assert!(first.contains(words), "{words}: {first}");
        }
    }
}

#[test]
fn sheets_for_glue_are_made_of_large_pages_only() {
    assert!(!printed("notice-tile-a4").exists());
    assert!(!printed("letter-hospital-tile-a4").exists());
    assert!(printed("letter-hospital-poster-tile-a4").exists());
    let folder = Folder::init();
    fails(&folder, &["build", "--tile", "a4"], 2, &["没有比这种纸大的页面"], &["larger than such"]);
}

#[test]
fn printing_twice_gives_the_same_bytes() {
    let folder = Folder::empty();
    let out = folder.path("out").display().to_string();
    let paper = "policies/fund-supervision-2022/letter-hospital.yaml";
    for (how, name) in [(&["--print-shop"][..], "print-shop"), (&["--tile", "a4"], "tile-a4")] {
        let build = ["build", paper, "--jobs", "1", "--out", &out];
        run(root(), &[&build, how].concat(), &[]).expect_code(0);
        let name = format!("letter-hospital-poster-{name}");
        let again = folder.path(&format!("out/fund-supervision-2022/{name}.pdf"));
        assert!(std::fs::read(again).unwrap() == std::fs::read(printed(&name)).unwrap(), "{name}");
    }
}

#[test]
fn options_that_contradict_each_other_are_faults_in_both_languages() {
    let folder = Folder::init();
    let pairs: [(&[&str], &str, &str); 12] = [
        (&["--print-shop", "--archive"], "--print-shop", "--archive"),
        (&["--tile", "a4", "--archive"], "--tile", "--archive"),
        (&["--tile", "a4", "--print-shop"], "--tile", "--print-shop"),
        (&["--bleed", "3mm", "--archive"], "--bleed", "--archive"),
        (&["--bleed", "3mm", "--tile", "a3"], "--bleed", "--tile"),
        (&["--draft", "--archive"], "--draft", "--archive"),
        (&["--proof", "--archive"], "--proof", "--archive"),
        (&["--proof", "--print-shop"], "--proof", "--print-shop"),
        (&["--proof", "--tile", "a4"], "--proof", "--tile"),
        (&["--preprinted", "--archive"], "--preprinted", "--archive"),
        (&["--preprinted", "--print-shop"], "--preprinted", "--print-shop"),
        (&["--long", "--page", "2"], "--long", "--page"),
    ];
    for (options, one, other) in pairs {
        let arguments = [&["build"], options].concat();
        let zh = format!("{one} 和 {other} 不能同时用");
        let en = format!("`{one}` and `{other}` exclude each other");
        fails(&folder, &arguments, 2, &[&zh], &[&en]);
    }
    for option in [&["--archive"][..], &["--print-shop"], &["--tile", "a4"]] {
        let arguments = [&["build", "--format", "pdf,png"], option].concat();
        fails(&folder, &arguments, 2, &["只出 PDF"], &["makes PDF and no `png`"]);
    }
    let long = ["build", "--long", "--format", "pdf"];
    fails(&folder, &long, 2, &["--long 只用于图片"], &["`--long` is for pictures"]);
    assert!(!folder.path("output/example").exists());
}

#[test]
fn a_long_picture_is_the_picture_of_all_pages() {
    let folder = Folder::init();
    let picture = || std::fs::read(folder.path("output/example/notice.png")).unwrap();
    folder.run(&["build", "--format", "png"]).expect_code(0);
    let usual = picture();
    folder.run(&["build", "--long"]).expect_code(0);
    assert!(picture() == usual);
    folder.run(&["build", "--format", "png", "--page", "1"]).expect_code(0);
    assert!(picture() != usual);
}

#[test]
fn a_long_picture_of_more_than_ten_pages_has_them_all() {
    let folder = Folder::empty();
    let out = folder.path("out").display().to_string();
    let paper = "policies/liyang-joint-2018/notice.yaml";
    run(root(), &["build", paper, "--long", "--width", "420", "--out", &out], &[]).expect_code(0);
    let picture = std::fs::read(folder.path("out/liyang-joint-2018/notice.png")).unwrap();
    let number = |at: usize| u32::from_be_bytes(picture[at..at + 4].try_into().unwrap());
    assert_eq!(number(16), 420);
    assert!(number(20) > 11 * 594, "{} dots high", number(20));
}
