//! Word files: held to the schema's order, to the tree's text, and to our own pages by the office suite.
//!
//! the office suite has none of the fonts that the files name: it gets ours under their names, by a
//! configuration of its own.

use std::collections::BTreeSet;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use hongtou::backend::{self, Job, Options};
use hongtou::build::{self, Request};
use hongtou::doc::{Align, Block, Cell, Column, Doc, Row, Table};
use hongtou::text::{Builtin, Disk};
use roxmltree::{Document, Node};

use crate::judges::judge;
use crate::support::{FONTS, Folder, doc, inlines, paragraph, root, run, skipped};

/// A file of a package by its name.
struct Package(Vec<(String, String)>);

impl Package {
    fn of(bytes: &[u8]) -> Self {
        let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
        let count = zip.len();
        let part = |at: usize| {
            let mut file = zip.by_index(at).unwrap();
            assert_eq!(file.last_modified(), Some(zip::DateTime::DEFAULT), "{:?}", file.name());
            let mut text = String::new();
            file.read_to_string(&mut text).unwrap();
            (file.name().unwrap().into_owned(), text)
        };
        Self((0..count).map(part).collect::<Vec<_>>())
    }

    fn part(&self, name: &str) -> &str {
        let found = self.0.iter().find(|(own, _)| own == name);
        &found.unwrap_or_else(|| panic!("{name} is missing")).1
    }

    /// The parts with text: the document, headers and footers.
    fn texts(&self) -> impl Iterator<Item = (&str, Document<'_>)> {
        let written = |name: &str| {
            name.starts_with("word/")
                && ["document", "header", "footer"].iter().any(|kind| name[5..].starts_with(kind))
        };
        let parts = self.0.iter().filter(move |(name, _)| written(name));
        parts.map(|(name, xml)| (name.as_str(), Document::parse(xml).unwrap()))
    }
}

fn docx(doc: &Doc, look: &str) -> Vec<u8> {
    let options = Options::default();
    let job = Job { doc, look, fonts: &FONTS, files: &Builtin, options: &options };
    backend::find("docx").unwrap().emit(&job).unwrap().bytes
}

/// Every paper of the repository: its path, its tree and its Word file.
static PAPERS: LazyLock<Vec<(String, Doc, Vec<u8>)>> = LazyLock::new(|| {
    let files = Disk::new(root()).unwrap();
    let checked = build::check(&files, &Request::default()).unwrap();
    let papers = checked.set.papers.iter().enumerate().map(|(at, paper)| {
        let (doc, _) =
            hongtou::template::fill(&checked.set, &checked.schemas, &checked.templates, at);
        let kind = checked.templates.kind(&paper.kind.value).unwrap();
        let look = kind.looks_for(&paper.root)[0].look.clone();
        let bytes = docx(&doc, &look);
        (paper.path.clone(), doc, bytes)
    });
    papers.collect()
});

const PARAGRAPH: [&str; 12] = [
    "pStyle",
    "keepNext",
    "keepLines",
    "pageBreakBefore",
    "widowControl",
    "pBdr",
    "tabs",
    "wordWrap",
    "spacing",
    "ind",
    "jc",
    "sectPr",
];
const RUN: [&str; 9] = ["rStyle", "rFonts", "noProof", "color", "spacing", "w", "sz", "szCs", "u"];
const TABLE: [&str; 5] = ["tblW", "jc", "tblBorders", "tblLayout", "tblCellMar"];
const CELL: [&str; 4] = ["tcW", "gridSpan", "vMerge", "vAlign"];
const ROW: [&str; 3] = ["cantSplit", "trHeight", "tblHeader"];
const SECTION: [&str; 8] = [
    "headerReference",
    "footerReference",
    "type",
    "pgSz",
    "pgMar",
    "pgBorders",
    "titlePg",
    "docGrid",
];
const STYLE_PARAGRAPH: [&str; 13] = [
    "keepNext",
    "keepLines",
    "widowControl",
    "kinsoku",
    "overflowPunct",
    "autoSpaceDE",
    "autoSpaceDN",
    "adjustRightInd",
    "snapToGrid",
    "spacing",
    "ind",
    "jc",
    "outlineLvl",
];
const SETTINGS: [&str; 8] = [
    "mirrorMargins",
    "bordersDoNotSurroundHeader",
    "bordersDoNotSurroundFooter",
    "defaultTabStop",
    "evenAndOddHeaders",
    "characterSpacingControl",
    "compat",
    "themeFontLang",
];

/// The order that the schema wants of what is in an element, as far as we write it.
fn order(parent: &str, in_styles: bool) -> Option<&'static [&'static str]> {
    Some(match parent {
        "pPr" if in_styles => &STYLE_PARAGRAPH,
        "pPr" => &PARAGRAPH,
        "rPr" if in_styles => &["rFonts", "color", "spacing", "sz", "szCs", "lang"],
        "rPr" => &RUN,
        "tblPr" if !in_styles => &TABLE,
        "tcPr" => &CELL,
        "trPr" => &ROW,
        "sectPr" => &SECTION,
        "settings" => &SETTINGS,
        "style" => &["name", "basedOn", "next", "link", "qFormat", "pPr", "rPr", "tblPr"],
        "tbl" => &["tblPr", "tblGrid", "tr"],
        "tc" => &["tcPr", "p"],
        "tr" => &["trPr", "tc"],
        _ => return None,
    })
}

fn ordered(place: &str, node: Node, in_styles: bool) {
    let Some(order) = order(node.tag_name().name(), in_styles) else { return };
    let mut last = 0;
    for child in node.children().filter(Node::is_element) {
        let name = child.tag_name().name();
        let at = order.iter().position(|known| *known == name);
        let at = at.unwrap_or_else(|| panic!("{place}: {name} in {}", node.tag_name().name()));
        assert!(at >= last, "{place}: {name} stands too late in {}", node.tag_name().name());
        last = at;
    }
}

#[test]
fn every_part_of_a_word_file_is_in_the_order_of_the_schema() {
    for (path, _, bytes) in PAPERS.iter() {
        let package = Package::of(bytes);
        for (name, xml) in &package.0 {
            let parsed =
                Document::parse(xml).unwrap_or_else(|error| panic!("{path} {name}: {error}"));
            for node in parsed.descendants().filter(Node::is_element) {
                ordered(&format!("{path} {name}"), node, name.ends_with("styles.xml"));
            }
        }
    }
}

fn attribute<'a>(node: &Node<'a, '_>, name: &str) -> &'a str {
    node.attributes().find(|own| own.name() == name).map(|own| own.value()).unwrap_or_default()
}

fn named<'a>(xml: &'a Document<'a>, name: &'a str) -> impl Iterator<Item = Node<'a, 'a>> {
    xml.descendants().filter(move |node| node.tag_name().name() == name)
}

#[test]
fn every_relation_part_and_style_that_is_used_is_there() {
    for (path, _, bytes) in PAPERS.iter() {
        let package = Package::of(bytes);
        let relations = Document::parse(package.part("word/_rels/document.xml.rels")).unwrap();
        let mut ids = BTreeSet::new();
        for relation in named(&relations, "Relationship") {
            package.part(&format!("word/{}", attribute(&relation, "Target")));
            assert!(ids.insert(attribute(&relation, "Id").to_owned()), "{path}");
        }
        let content = Document::parse(package.part("[Content_Types].xml")).unwrap();
        for (name, _) in package
            .0
            .iter()
            .filter(|(name, _)| name.starts_with("word/") && !name.contains("_rels"))
        {
            let typed =
                named(&content, "Override").any(|part| attribute(&part, "PartName")[1..] == **name);
            assert!(typed, "{path}: {name} has no type");
        }
        let styles = Document::parse(package.part("word/styles.xml")).unwrap();
        let known: BTreeSet<_> =
            named(&styles, "style").map(|style| attribute(&style, "styleId")).collect();
        for (name, xml) in package.texts() {
            for node in xml.descendants().filter(Node::is_element) {
                match node.tag_name().name() {
                    "pStyle" | "rStyle" | "tblStyle" => {
                        assert!(known.contains(attribute(&node, "val")), "{path} {name}");
                    }
                    "headerReference" | "footerReference" => {
                        assert!(ids.contains(attribute(&node, "id")), "{path} {name}");
                    }
                    _ => {}
                }
            }
        }
    }
}

#[test]
fn every_row_of_a_table_covers_its_grid_and_heads_are_repeated() {
    let (mut merged, mut heads) = (0, 0);
    for (path, _, bytes) in PAPERS.iter() {
        let package = Package::of(bytes);
        let xml = Document::parse(package.part("word/document.xml")).unwrap();
        for table in named(&xml, "tbl") {
            let own = |name: &'static str| move |node: &Node| node.tag_name().name() == name;
            let grid = table.children().find(own("tblGrid")).unwrap();
            let columns = grid.children().filter(own("gridCol")).count();
            for row in table.children().filter(own("tr")) {
                let span = |cell: Node| {
                    let span = cell.descendants().find(own("gridSpan"));
                    span.map_or(1, |span| attribute(&span, "val").parse().unwrap())
                };
                let wide: usize = row.children().filter(own("tc")).map(span).sum();
                assert_eq!(wide, columns, "{path}");
                let cells = row.children().filter(own("tc"));
                assert!(
                    cells.clone().all(|cell| cell.children().any(|node| own("p")(&node))),
                    "{path}"
                );
            }
        }
        merged += named(&xml, "vMerge").count();
        heads += named(&xml, "tblHeader").count();
    }
    assert!(merged > 10 && heads > 10, "{merged} {heads}");
}

/// A paper with a table that lies across the sheet between upright pages.
fn lying() -> Doc {
    let cell = |text: &str| Cell::of(inlines(text));
    let columns = vec![Column { share: 0.0, align: Align::Center }; 3];
    let header =
        vec![Row { cells: ["序号", "事项", "备注"].map(cell).to_vec(), total: false }];
    let row = |_| Row { cells: ["1", "检查", ""].map(cell).to_vec(), total: false };
    let rows = (0..40).map(row).collect();
    let landscape = Some(true);
    let table = Table { columns, header, rows, landscape, ..Table::default() };
    doc(vec![paragraph("前文"), Block::Table(table), paragraph("后文")])
}

#[test]
fn a_table_that_lies_across_stands_in_a_section_of_its_own() {
    let package = Package::of(&docx(&lying(), "general"));
    let xml = Document::parse(package.part("word/document.xml")).unwrap();
    let sizes = named(&xml, "pgSz").map(|size| (attribute(&size, "w"), attribute(&size, "orient")));
    let sizes: Vec<_> = sizes.collect();
    assert_eq!(sizes, [("11906", ""), ("16838", "landscape"), ("11906", "")]);
}

/// What the looks add to a tree: labels, punctuation, numbers of attachments and pages.
fn bare(text: &str) -> String {
    let mut text: String = text.split_whitespace().collect();
    for word in ["附件", "签发人", "印发", "抄送", "主送", "PAGE"] {
        text = text.replace(word, "");
    }
    let added = |c: &char| !"：（）。.—年月日 　".contains(*c) && !c.is_ascii_digit();
    text.chars().filter(added).collect()
}

/// The text of a paragraph or more, what stands at tab stops apart.
fn said(node: Node) -> String {
    let one = |node: Node| match node.tag_name().name() {
        "t" => node.text().unwrap_or_default().to_owned(),
        "tab" => "\t".to_owned(),
        _ => String::new(),
    };
    node.descendants().map(one).collect()
}

/// The blocks that are shown: an attachment wears neither head nor imprint, and a letter has no
/// printing body.
fn shown(blocks: &[Block]) -> Vec<Block> {
    let clothes = |block: &&Block| !matches!(block, Block::RedHead(_) | Block::Imprint(_));
    let mut all: Vec<Block> = blocks.to_vec();
    for block in &mut all {
        if let Block::Attachment(attachment) = block {
            let inner: Vec<Block> = attachment.blocks.iter().filter(clothes).cloned().collect();
            attachment.blocks = shown(&inner);
        }
    }
    all
}

#[test]
fn a_word_file_says_what_the_tree_says_and_nothing_else() {
    assert!(PAPERS.len() >= 32, "{}", PAPERS.len());
    for (path, doc, bytes) in PAPERS.iter() {
        let package = Package::of(bytes);
        let (mut whole, mut paragraphs) = (String::new(), Vec::new());
        for (_, xml) in package.texts() {
            whole += &said(xml.root()).split_whitespace().collect::<String>();
            let own =
                |node: &Node| !node.descendants().skip(1).any(|node| node.tag_name().name() == "p");
            let pieces = |node| said(node).split('\t').map(bare).collect::<Vec<String>>();
            paragraphs.extend(named(&xml, "p").filter(own).map(pieces));
        }
        let shown = Doc { meta: doc.meta.clone(), blocks: shown(&doc.blocks) };
        let mut tree = String::new();
        shown.texts(&mut |piece, _| {
            let words: String = piece.split_whitespace().collect();
            assert!(whole.contains(&words), "{path}: “{piece}” is lost");
            tree += &bare(piece);
        });
        for paragraph in paragraphs.iter().flatten() {
            assert!(tree.contains(paragraph), "{path}: “{paragraph}” is added");
        }
        if let Some(word) = &doc.meta.across {
            assert!(package.part("word/headerOdd.xml").contains(&format!("string=\"{word}\"")));
            assert!(package.part("word/headerEven.xml").contains(&format!("string=\"{word}\"")));
        }
    }
}

#[test]
fn the_same_paper_gives_the_same_bytes() {
    for (path, doc, bytes) in PAPERS.iter().filter(|(path, ..)| path.contains("liyang")) {
        let look = if path.ends_with("notice.yaml") { "general" } else { continue };
        assert_eq!(docx(doc, look), *bytes, "{path}");
    }
}

#[test]
fn headings_stand_in_the_outline_and_page_numbers_live() {
    let (_, _, bytes) =
        PAPERS.iter().find(|(path, ..)| path.ends_with("2022/notice.yaml")).unwrap();
    let package = Package::of(bytes);
    let styles = Document::parse(package.part("word/styles.xml")).unwrap();
    for level in 1..=4 {
        let name = format!("heading {level}");
        let style = named(&styles, "style").find(|style| {
            style
                .children()
                .any(|node| node.tag_name().name() == "name" && attribute(&node, "val") == name)
        });
        let outline =
            style.unwrap().descendants().find(|node| node.tag_name().name() == "outlineLvl");
        assert_eq!(attribute(&outline.unwrap(), "val"), (level - 1).to_string());
    }
    assert!(package.part("word/document.xml").contains("<w:pStyle w:val=\"Heading1\"/>"));
    assert!(package.part("word/settings.xml").contains("<w:evenAndOddHeaders/>"));
    for (footer, align) in [("Odd", "right"), ("Even", "left")] {
        let xml = package.part(&format!("word/footer{footer}.xml"));
        assert!(xml.contains("> PAGE <") && xml.contains(&format!("<w:jc w:val=\"{align}\"/>")));
    }
}

#[test]
fn hostile_text_survives_in_a_well_formed_file() {
    let hostile =
        "<&>\"' ]]> &amp; \u{0}\u{b}\u{1f}\u{fffe} 😀𬱖 a\u{301} ".to_owned() + &"x".repeat(5000);
    let title = Block::Title(hongtou::doc::Title {
        inlines: inlines(hostile.split('😀').next().unwrap()),
        ..Default::default()
    });
    let mut doc = doc(vec![title, paragraph(&hostile), paragraph(&"好".repeat(20_000))]);
    doc.meta.title.clone_from(&hostile);
    doc.meta.across = Some("<\"&\u{7}>".into());
    let package = Package::of(&docx(&doc, "general"));
    for (_, xml) in &package.0 {
        Document::parse(xml).unwrap();
    }
    let text: String = package.texts().map(|(_, xml)| said(xml.root())).collect();
    let wanted = hostile.replace(['\u{0}', '\u{b}', '\u{1f}', '\u{fffe}'], "\u{fffd}");
    assert!(text.contains(&wanted));
}

/// The fonts of ours that the office suite takes for those that a file names.
const FAMILIES: [(&str, &str); 6] = [
    ("方正小标宋简体", "Noto Serif SC Black"),
    ("黑体", "Noto Sans SC Medium"),
    ("楷体_GB2312", "LXGW WenKai GB Lite"),
    ("仿宋_GB2312", "Zhuque Fangsong (technical preview)"),
    ("宋体", "Noto Serif SC"),
    ("Times New Roman", "Noto Serif SC"),
];

fn font_settings(folder: &Folder) -> PathBuf {
    let fonts = root().join("templates/fonts");
    let alias = FAMILIES.map(|(asked, ours)| {
        format!(
            "<alias binding=\"same\"><family>{asked}</family><prefer><family>{ours}</family></prefer></alias>"
        )
    });
    let cache = folder.path("cache");
    let xml = format!(
        "<?xml version=\"1.0\"?><!DOCTYPE fontconfig SYSTEM \"fonts.dtd\"><fontconfig><dir>{}</dir>\
         <cachedir>{}</cachedir>{}</fontconfig>",
        fonts.display(),
        cache.display(),
        alias.concat()
    );
    folder.write("fonts.conf", xml);
    folder.path("fonts.conf")
}

/// Every paper as our PDF, and as the office suite makes one of its Word file; none where it is missing.
/// One call for all, because it starts slowly.
static RENDERED: LazyLock<Option<Folder>> = LazyLock::new(|| {
    let folder = Folder::empty();
    let out = folder.path("out").display().to_string();
    run(root(), &["build", "--out", &out, "--format", "pdf,docx"], &[]).expect_code(0);
    let grid = "国".repeat(28 * 22 * 2 - 2);
    folder.write("out/grid.docx", docx(&doc(vec![paragraph(&grid)]), "general"));
    folder.write("out/lying.docx", docx(&lying(), "general"));
    let mut asked = Vec::new();
    for (path, bytes) in
        folder.files("out").iter().filter(|(path, _)| path.strip_suffix(".docx").is_some())
    {
        let name = path.replace('/', "_");
        folder.write(&format!("in/{name}"), bytes);
        asked.push(folder.path(&format!("in/{name}")));
    }
    let profile = format!("-env:UserInstallation=file://{}", folder.path("home/office").display());
    let mut command = Command::new("soffice");
    command.arg(profile).args(["--headless", "--convert-to", "pdf", "--outdir"]);
    command.arg(folder.path("word")).args(&asked);
    command.env("HOME", folder.path("home")).env("FONTCONFIG_FILE", font_settings(&folder));
    match command.output() {
        Ok(ran) => assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr)),
        Err(error) => {
            let missing = format!("soffice is missing ({error})");
            assert!(std::env::var_os("HONGTOU_REQUIRE_JUDGES").is_none(), "{missing}");
            skipped(&missing);
            return None;
        }
    }
    Some(folder)
});

/// The notices, each as ours and as the suite's.
fn notices() -> Option<Vec<(String, PathBuf, PathBuf)>> {
    let folder = RENDERED.as_ref()?;
    let all = folder.files("out").into_iter().filter_map(|(path, _)| {
        let stem = path.strip_suffix(".docx").filter(|stem| stem.ends_with("/notice"))?.to_owned();
        let word = folder.path(&format!("word/{}.pdf", stem.replace('/', "_")));
        Some((stem.clone(), folder.path(&format!("out/{stem}.pdf")), word))
    });
    Some(all.collect())
}

fn pages(path: &Path) -> Option<usize> {
    let info = String::from_utf8(judge("pdfinfo", &[path.to_str()?])?).unwrap();
    info.lines().find_map(|line| line.strip_prefix("Pages:"))?.trim().parse().ok()
}

#[test]
fn a_notice_has_as_many_pages_in_libreoffice_as_in_ours() {
    let Some(notices) = notices() else { return };
    assert_eq!(notices.len(), 5);
    for (stem, ours, word) in notices {
        let (Some(ours), Some(word)) = (pages(&ours), pages(&word)) else { return };
        // The rows of its forms and tables, which run over several pages, are as high as a reader's
        // fonts make them.
        let slack = usize::from(stem.contains("liyang"));
        assert!(word.abs_diff(ours) <= slack, "{stem}: {word} pages and not {ours}");
    }
}

/// What `mutool trace` says of a page.
fn trace(path: &Path, page: usize) -> Option<String> {
    String::from_utf8(judge("mutool", &["trace", path.to_str()?, &page.to_string()])?).ok()
}

fn millimetres(points: f64) -> f64 {
    points / 72.0 * 25.4
}

fn value<'a>(line: &'a str, name: &str) -> Option<&'a str> {
    line.split_once(&format!(" {name}=\""))?.1.split_once('"').map(|(value, _)| value)
}

fn numbers(text: &str) -> Vec<f64> {
    text.split_whitespace().filter_map(|number| number.parse().ok()).collect()
}

/// The heights of the level rules of a page that are as long as the type area, and whether they are
/// red.
fn rules(path: &Path, page: usize) -> Option<Vec<(f64, bool)>> {
    let (mut found, mut matrix, mut red, mut points) = (Vec::new(), vec![], false, Vec::new());
    for line in trace(path, page)?.lines() {
        if line.contains("<stroke_path") || line.contains("<fill_path") {
            matrix = numbers(value(line, "transform").unwrap_or_default());
            let colour = numbers(value(line, "color").unwrap_or_default());
            red = colour.len() == 3 && colour[0] > 0.5 && colour[1] < 0.3;
            points.clear();
        } else if let (Some(x), Some(y)) = (value(line, "x"), value(line, "y")) {
            points.push((x.parse::<f64>().unwrap_or(0.0), y.parse::<f64>().unwrap_or(0.0)));
        } else if line.contains("</stroke_path") || line.contains("</fill_path") {
            let at = |&(x, y): &(f64, f64)| {
                let [xx, yx, xy, yy, right, down] = matrix[..] else { return (0.0, 0.0) };
                (millimetres(xx * x + xy * y + right), millimetres(yx * x + yy * y + down))
            };
            let placed: Vec<(f64, f64)> = points.iter().map(at).collect();
            let ends = |pick: fn(&(f64, f64)) -> f64| {
                let all = placed.iter().map(pick);
                (all.clone().fold(f64::MAX, f64::min), all.fold(f64::MIN, f64::max))
            };
            let ((left, right), (top, bottom)) = (ends(|at| at.0), ends(|at| at.1));
            if (right - left - 156.0).abs() < 1.0 && bottom - top < 1.0 {
                found.push((f64::midpoint(top, bottom), red));
            }
        }
    }
    found.sort_by(|a, b| a.0.total_cmp(&b.0));
    found.dedup_by(|a, b| (a.0 - b.0).abs() < 0.3);
    Some(found)
}

#[test]
fn red_rule_and_imprint_lie_within_a_millimetre_of_ours() {
    let Some(notices) = notices() else { return };
    for (stem, ours, word) in notices {
        let red = |path: &Path| Some(rules(path, 1)?.iter().find(|rule| rule.1).map(|rule| rule.0));
        let (Some(here), Some(there)) = (red(&ours), red(&word)) else { return };
        let (here, there) = (here.expect("a red rule"), there.expect("a red rule"));
        assert!((here - there).abs() <= 1.0, "{stem}: red rule at {there:.2} and not {here:.2} mm");
        // The last ones of the last page are the imprint's.
        let last = |path: &Path| {
            let all = rules(path, pages(path)?)?;
            Some(all.into_iter().filter(|rule| rule.0 > 230.0).collect::<Vec<_>>())
        };
        let (Some(here), Some(there)) = (last(&ours), last(&word)) else { return };
        assert!(here.len() >= 2, "{stem}: {here:?}");
        for ((here, _), (there, _)) in here.iter().rev().zip(there.iter().rev()).take(3) {
            assert!(
                (here - there).abs() <= 1.0,
                "{stem}: imprint at {there:.2} and not {here:.2} mm"
            );
        }
        assert!(there.len() >= here.len().min(3), "{stem}: {there:?}");
    }
}

#[test]
fn libreoffice_turns_the_sheets_of_a_table_that_lies_across() {
    let Some(folder) = RENDERED.as_ref() else { return };
    let file = folder.path("word/lying.pdf");
    let Some(info) = judge("pdfinfo", &["-l", "9", file.to_str().unwrap()]) else { return };
    let info = String::from_utf8(info).unwrap();
    let sizes = info.lines().filter(|line| line.starts_with("Page ") && line.contains(" size:"));
    let lie: Vec<bool> = sizes.map(|line| line.contains("size:  841")).collect();
    let (first, last) = (lie[0], lie[lie.len() - 1]);
    let between = &lie[1..lie.len() - 1];
    assert!(!first && !last && between.len() >= 2 && between.iter().all(|lies| *lies), "{info}");
}

#[test]
fn libreoffice_counts_22_lines_of_28_characters() {
    let Some(folder) = RENDERED.as_ref() else { return };
    for (page, first) in [(1, 2), (2, 0)] {
        let Some(trace) = trace(&folder.path("word/grid.pdf"), page) else { return };
        let (mut rows, mut count): (Vec<(f64, usize)>, _) = (Vec::new(), 0);
        let mut matrix = vec![0.0; 6];
        for line in trace.lines() {
            if let Some(transform) = value(line, "transform") {
                matrix = numbers(transform);
            }
            if value(line, "unicode") != Some("国") {
                continue;
            }
            count += 1;
            let y = millimetres(matrix[3] * numbers(value(line, "y").unwrap())[0] + matrix[5]);
            match rows.iter_mut().find(|(own, _)| (own - y).abs() < 0.5) {
                Some(row) => row.1 += 1,
                None => rows.push((y, 1)),
            }
        }
        assert_eq!((count, rows.len()), (28 * 22 - first, 22), "page {page}");
        assert!(rows.iter().skip(1).all(|row| row.1 == 28), "page {page}: {rows:?}");
    }
}
