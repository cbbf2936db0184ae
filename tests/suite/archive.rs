//! What archives rely on, judged by readers that are not ours.
//!
//! PDF/A-1b has a judge: Preflight of `PDFBox` (Debian: libpdfbox2-java, libjaxb-api-java,
//! libactivation-java and a Java). For PDF/A-2a and PDF/UA-1 there is none in reach; Typst refuses
//! to write what it knows to break them, and these tests ask for their outward signs.

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use crate::judges::judge;
use crate::support::{Folder, root, run, skipped};

/// Every paper of the repository for archives.
static FILED: LazyLock<Folder> = LazyLock::new(|| {
    let folder = Folder::empty();
    for how in ["--archive", "--archive=a-1b"] {
        let out = folder.path(&how.replace("--archive", "out")).display().to_string();
        run(root(), &["build", how, "--out", &out], &[]).expect_code(0);
    }
    folder
});

/// The files of one standard.
fn filed(out: &str) -> Vec<PathBuf> {
    let files = FILED.files(out).into_iter().map(|(name, _)| FILED.path(out).join(name));
    let files = files.filter(|path| path.extension().is_some_and(|end| end == "pdf"));
    let files: Vec<PathBuf> = files.collect();
    assert!(files.len() >= 34, "{} files", files.len());
    files
}

fn shown(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// A whole file, decompressed and with its objects laid open.
fn opened(file: &Path) -> Option<String> {
    let folder = Folder::empty();
    let plain = folder.path("plain.pdf");
    judge("qpdf", &["--qdf", "--object-streams=disable", shown(file), shown(&plain)])?;
    Some(String::from_utf8_lossy(&std::fs::read(plain).unwrap()).into_owned())
}

/// Every file of one standard, opened; none where the judge is missing. It is opened once.
fn all_opened(out: &str) -> Option<&'static [(PathBuf, String)]> {
    type Opened = LazyLock<Option<Vec<(PathBuf, String)>>>;
    fn open(out: &str) -> Option<Vec<(PathBuf, String)>> {
        let open = |file: PathBuf| opened(&file).map(|text| (file, text));
        filed(out).into_iter().map(open).collect()
    }
    static NEW: Opened = LazyLock::new(|| open("out"));
    static OLD: Opened = LazyLock::new(|| open("out=a-1b"));
    if out == "out" { NEW.as_deref() } else { OLD.as_deref() }
}

/// Where Debian puts Java's libraries.
const JARS: &str = "/usr/share/java";

#[test]
fn pdfbox_finds_every_paper_valid_by_pdf_a_1b() {
    let jars = ["preflight", "pdfbox2", "xmpbox", "fontbox2", "commons-logging", "jaxb-api"]
        .into_iter()
        .chain(["javax.activation"])
        .map(|name| format!("{JARS}/{name}.jar"));
    let jars: Vec<String> = jars.collect();
    if let Some(missing) = jars.iter().find(|jar| !Path::new(jar).exists()) {
        assert!(!crate::judges::required(), "{missing} is missing");
        return skipped(&format!("{missing} is missing"));
    }
    let files = filed("out=a-1b");
    let list: String = files.iter().map(|file| shown(file).to_owned() + "\n").collect();
    FILED.write("list", list);
    let validator = "org.apache.pdfbox.preflight.Validator_A1b";
    let list = FILED.path("list");
    let run = ["-cp", &jars.join(":"), validator, "xml", "group", shown(&list)];
    if judge("java", &run).is_none() {
        return;
    }
    let said = FILED.read("list.preflight.xml");
    let valid = said.matches("<isValid type=\"PDF/A1-b\">true</isValid>").count();
    let faults: Vec<&str> = said.lines().filter(|line| line.contains("<details>")).collect();
    assert_eq!((valid, faults), (files.len(), Vec::new()));
}

#[test]
fn every_file_is_sound_to_qpdf() {
    for out in ["out", "out=a-1b"] {
        for file in filed(out) {
            let Some(said) = judge("qpdf", &["--check", shown(&file)]) else { return };
            let said = String::from_utf8(said).unwrap();
            assert!(said.contains("No syntax or stream encoding errors found"), "{said}");
        }
    }
}

/// What stands between two marks, the first time.
fn between<'a>(text: &'a str, from: &str, to: &str) -> &'a str {
    let (_, rest) = text.split_once(from).unwrap_or_else(|| panic!("no {from}"));
    rest.split_once(to).unwrap_or_else(|| panic!("no {to} after {from}")).0
}

#[test]
fn every_file_says_what_it_is() {
    for (out, part, level, version) in
        [("out", "2", "A", "%PDF-1.7"), ("out=a-1b", "1", "B", "%PDF-1.4")]
    {
        let Some(files) = all_opened(out) else { return };
        for (file, text) in files {
            let name = shown(file);
            let bytes = std::fs::read(file).unwrap();
            assert!(bytes.starts_with(version.as_bytes()), "{name}");
            assert_eq!(between(text, "<pdfaid:part>", "<"), part, "{name}");
            assert_eq!(between(text, "<pdfaid:conformance>", "<"), level, "{name}");
            assert_eq!(text.contains("<pdfuaid:part>1<"), part == "2", "{name}");
            assert!(!between(text, "<dc:title>", "</dc:title>").trim().is_empty(), "{name}");
            for sign in
                ["/Lang (zh-CN)", "/DisplayDocTitle true", "/GTS_PDFA1", "/DestOutputProfile"]
            {
                // PDF/A-1b asks for no title bar.
                let asked = part == "2" || sign != "/DisplayDocTitle true";
                assert!(!asked || text.contains(sign), "{name}: {sign}");
            }
        }
    }
}

#[test]
fn every_file_is_tagged_and_its_tables_have_heads() {
    let Some(files) = all_opened("out") else { return };
    for (file, text) in files {
        let name = shown(file);
        assert!(text.contains("/StructTreeRoot") && text.contains("/Marked true"), "{name}");
        // A time chart is nothing but title and table.
        let said = ["/S /P\n", "/S /TD\n"].iter().any(|tag| text.contains(tag));
        assert!(text.contains("/S /Document") && said, "{name}");
        let count = |tag: &str| text.matches(&format!("/S /{tag}\n")).count();
        assert_eq!(count("Table"), count("THead"), "{name}: every table has a head");
        assert_eq!(count("TH"), text.matches("/Scope /Column").count(), "{name}");
        // Drawings are artifacts: there is nothing that needs words in its place.
        assert_eq!(count("Figure"), 0, "{name}");
    }
    let notice = "fund-supervision-2022/notice-archive.pdf";
    let (_, text) = files.iter().find(|(file, _)| file.ends_with(notice)).unwrap();
    for tag in ["/S /H1\n", "/S /H2\n", "/S /TH\n", "/S /TD\n"] {
        assert!(text.contains(tag), "{tag:?}");
    }
}

#[test]
fn no_file_has_what_archives_refuse() {
    for out in ["out", "out=a-1b"] {
        let Some(files) = all_opened(out) else { return };
        for (file, text) in files {
            let name = shown(file);
            for refused in ["/JavaScript", "/JS", "/EmbeddedFiles", "/Encrypt", "/Launch", "/URI"] {
                assert!(!text.contains(&format!("{refused} ")), "{name}: {refused}");
            }
            // No transparency at all, not only where PDF/A-1 forbids it.
            for transparent in ["/SMask", "/S /Transparency", "/ca ", "/CA ", "/BM "] {
                assert!(!text.contains(transparent), "{name}: {transparent}");
            }
            let Some(fonts) = judge("pdffonts", &[shown(file)]) else { return };
            let fonts = String::from_utf8(fonts).unwrap();
            for row in fonts.lines().skip(2) {
                assert!(row.contains(" yes yes yes "), "{name}: embedded, with Unicode: {row}");
            }
        }
    }
}

#[test]
fn metadata_names_bodies_and_the_day_of_the_paper_and_nothing_else() {
    let (Some(new), Some(old)) = (all_opened("out"), all_opened("out=a-1b")) else { return };
    for (file, text) in new.iter().chain(old) {
        let name = shown(file);
        let (_, info) = text.rsplit_once("/Info ").unwrap();
        let number = info.split_whitespace().next().unwrap();
        let info = between(text, &format!("\n{number} 0 obj\n"), "endobj");
        let keys: Vec<&str> =
            info.lines().filter_map(|line| line.trim().strip_prefix('/')).collect();
        let known = ["Title", "Author", "Creator", "CreationDate"];
        for key in keys {
            let key = key.split([' ', '(', '<']).next().unwrap();
            assert!(known.contains(&key), "{name}: {key}");
        }
        for silent in ["ModifyDate", "History", "RenditionClass", "/home", "/tmp", "/root"] {
            assert!(!text.contains(silent), "{name}: {silent}");
        }
        // The samples are of other years than those their readers live in.
        let dated = text.contains("<xmp:CreateDate>");
        assert_eq!(info.contains("/CreationDate"), dated, "{name}");
    }
    let notice = "fund-supervision-2022/notice-archive.pdf";
    let (_, notice) = new.iter().find(|(file, _)| file.ends_with(notice)).unwrap();
    assert_eq!(between(notice, "<xmp:CreateDate>", "<"), "2022-03-11T00:00:00Z");
}

#[test]
fn a_file_for_the_archive_takes_no_other_files_place() {
    let folder = Folder::init();
    folder.run(&["build"]).expect_code(0);
    let usual = folder.read("output/manifest.json");
    folder.run(&["build", "--archive"]).expect_code(0);
    folder.run(&["build", "--archive=a-1b"]).expect_code(0);
    for name in ["notice", "notice-archive", "notice-archive-a1b"] {
        assert!(folder.path(&format!("output/example/{name}.pdf")).is_file(), "{name}");
        let listed = folder.read("output/manifest.json").contains(&format!("{name}.pdf"));
        assert!(listed, "{name}");
    }
    assert!(usual.contains("notice.pdf"));
}
