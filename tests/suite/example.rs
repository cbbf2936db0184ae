//! What the README promises of the example campaign, kept by the compiled program.

use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use serde_json::Value;
use sha2::{Digest, Sha256};

use hongtou::backend::Options;
use hongtou::build::{self, Request};
use hongtou::template;
use hongtou::text::Disk;

use crate::support::{Folder, Ran, lay_out_with, root, run};

/// The example built once, and what the program said.
static BUILT: LazyLock<(Folder, Ran)> = LazyLock::new(|| {
    let folder = Folder::empty();
    let ran = build_into(&folder, root(), &[], &[]);
    (folder, ran)
});

/// The example as the judges read it.
pub(crate) fn built(name: &str) -> std::path::PathBuf {
    BUILT.0.path(&format!("out/fund-supervision-2022/{name}"))
}

fn build_into(folder: &Folder, from: &Path, more: &[&str], environment: &[(&str, &str)]) -> Ran {
    let out = folder.path("out").display().to_string();
    run(from, &[&["build", "--out", &out], more].concat(), environment).expect_code(0)
}

fn manifest() -> Value {
    serde_json::from_str(&BUILT.0.read("out/manifest.json")).unwrap()
}

const PROMISED: [&str; 6] = [
    "notice.pdf",
    "cross-inspection.pdf",
    "letter-hospital.pdf",
    "letter-pharmacy.pdf",
    "letter-hospital-poster.pdf",
    "letter-pharmacy-poster.pdf",
];

#[test]
fn the_example_builds_the_papers_it_promises() {
    for name in PROMISED {
        let bytes = fs::read(built(name)).unwrap();
        assert!(bytes.starts_with(b"%PDF-"), "{name}");
    }
}

#[test]
fn a_build_that_is_not_watched_shows_no_progress() {
    assert_eq!(BUILT.1.err, "");
    assert!(BUILT.1.out.contains("notice.pdf"), "{}", BUILT.1.out);
}

#[test]
fn the_manifest_names_every_output_with_its_hash_and_size() {
    let manifest = manifest();
    let outputs = manifest["outputs"].as_array().unwrap();
    let mut named = Vec::new();
    for output in outputs {
        let path = output["path"].as_str().unwrap();
        let bytes = fs::read(BUILT.0.path("out").join(path)).unwrap();
        assert_eq!(output["sha256"], hash(&bytes), "{path}");
        assert!(root().join(output["source"].as_str().unwrap()).is_file(), "{path}");
        assert!(output["pages"].as_u64().unwrap() >= 1, "{path}");
        let size = (&output["width_mm"], &output["height_mm"]);
        let poster = (&600.0.into(), &800.0.into());
        let a4 = (&210.0.into(), &297.0.into());
        let across = (&297.0.into(), &210.0.into());
        let wanted = match path.rsplit('/').next().unwrap() {
            name if name.ends_with("-poster.pdf") => poster,
            "timeline.pdf" | "schedule.pdf" => across,
            _ => a4,
        };
        assert_eq!(size, wanted, "{path}");
        named.push(path.to_owned());
    }
    let mut there: Vec<String> = BUILT.0.files("out").into_iter().map(|(path, _)| path).collect();
    there.retain(|path| path != "manifest.json");
    assert_eq!(named, there, "every file and no other");
    for name in PROMISED {
        assert!(named.contains(&format!("fund-supervision-2022/{name}")), "{name}");
    }
}

#[test]
fn the_manifest_names_every_input_with_its_hash() {
    let manifest = manifest();
    assert_eq!(manifest["builds"].as_array().unwrap().len(), 1);
    let inputs = manifest["builds"][0]["inputs"].as_array().unwrap();
    for input in inputs {
        let path = input["path"].as_str().unwrap();
        assert_eq!(input["sha256"], hash(&fs::read(root().join(path)).unwrap()), "{path}");
    }
    let named = |path: &str| inputs.iter().any(|input| input["path"] == path);
    for path in [
        "policies/registry/units.yaml",
        "schemas/notice.schema.json",
        "templates/notice/kind.yaml",
        "templates/looks/general.typ",
        "templates/fonts/NotoSerifSC-Regular.ttf",
    ] {
        assert!(named(path), "{path}");
    }
    for entry in fs::read_dir(root().join("policies/fund-supervision-2022")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert!(named(&format!("policies/fund-supervision-2022/{name}")), "{name}");
    }
}

fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::new(), |text, byte| format!("{text}{byte:02x}"))
}

#[test]
fn a_second_build_gives_the_same_bytes_whatever_the_number_of_jobs() {
    let first = BUILT.0.files("out");
    let folder = Folder::empty();
    for jobs in ["1", "2"] {
        build_into(&folder, root(), &["--jobs", jobs], &[]);
        assert!(folder.files("out") == first, "--jobs {jobs}");
    }
}

#[test]
fn folder_language_and_time_zone_of_the_caller_do_not_matter() {
    let folder = Folder::empty();
    let from = root().join("policies/fund-supervision-2022");
    let environment = [
        ("LC_ALL", "tr_TR.UTF-8"),
        ("TZ", "Pacific/Kiritimati"),
        ("HOME", "/"),
        ("SOURCE_DATE_EPOCH", "1"),
    ];
    build_into(&folder, &from, &["--lang", "en"], &environment);
    assert!(folder.files("out") == BUILT.0.files("out"));
}

#[test]
fn outputs_say_nothing_of_the_machine() {
    let home = root().display().to_string();
    for (path, bytes) in BUILT.0.files("out") {
        let text = String::from_utf8_lossy(&bytes);
        assert!(!text.contains(&home) && !text.contains("CreationDate"), "{path}");
    }
}

#[test]
fn one_paper_can_be_built_alone() {
    let folder = Folder::empty();
    let paper = "policies/fund-supervision-2022/letter-pharmacy.yaml";
    build_into(&folder, root(), &[paper], &[]);
    let built: Vec<String> = folder.files("out").into_iter().map(|(path, _)| path).collect();
    let name = |suffix: &str| format!("fund-supervision-2022/letter-pharmacy{suffix}.pdf");
    assert_eq!(built, [name("-poster"), name(""), "manifest.json".to_owned()]);
}

#[test]
fn the_example_is_checked_without_a_finding() {
    let ran = run(root(), &["check"], &[]).expect_code(0);
    assert_eq!(ran.err, "");
    assert!(ran.out.contains("没有发现问题"), "{}", ran.out);
    assert_eq!(run(root(), &["check", "--format", "json"], &[]).expect_code(0).out, "[]\n");
}

#[test]
fn every_page_of_every_paper_says_that_it_is_a_sample() {
    let files = Disk::new(root()).unwrap();
    let checked = build::check(&files, &Request::default()).unwrap();
    let mut seen = 0;
    for (at, paper) in checked.set.papers.iter().enumerate() {
        let (doc, _) = template::fill(&checked.set, &checked.schemas, &checked.templates, at);
        for look in &checked.templates.kind(&paper.kind.value).unwrap().looks {
            let pages = lay_out_with(&doc, &look.look, Options::default()).pages.pages;
            for page in pages {
                let across = page.runs.iter().filter(|run| run.across);
                let word: String = across.map(|run| run.text.as_str()).collect();
                assert!(word.contains('样') && word.contains('张'), "{}", paper.path);
                seen += 1;
            }
        }
    }
    assert!(seen >= 20, "{seen} pages");
}

#[test]
fn no_character_of_the_example_is_missing_from_its_font() {
    let files = Disk::new(root()).unwrap();
    let checked = build::check(&files, &Request::default()).unwrap();
    for (at, paper) in checked.set.papers.iter().enumerate() {
        let (doc, _) = template::fill(&checked.set, &checked.schemas, &checked.templates, at);
        for look in &checked.templates.kind(&paper.kind.value).unwrap().looks {
            for page in lay_out_with(&doc, &look.look, Options::default()).pages.pages {
                let missing: String = page.runs.iter().map(|run| run.missing.as_str()).collect();
                assert_eq!(missing, "", "{}", paper.path);
            }
        }
    }
}
