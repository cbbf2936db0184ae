//! The same sources give the same bytes: in every format, whatever the folder, the caller's place
//! in it, the time zone, the language, the home and the number of jobs.

use std::fs;
use std::path::Path;

use hongtou::backend::formats;

use crate::support::{Folder, root, run};

/// A copy of the papers of this repository, some folders down from a temporary one.
fn copy(down: &str) -> Folder {
    let folder = Folder::empty();
    for entry in walkdir::WalkDir::new(root().join("policies")) {
        let entry = entry.unwrap();
        let inside = entry.path().strip_prefix(root()).unwrap();
        if entry.file_type().is_file() {
            folder.write(
                &Path::new(down).join(inside).display().to_string(),
                fs::read(entry.path()).unwrap(),
            );
        }
    }
    folder
}

/// Builds in every format there is, and gives every file of the output folder.
fn build(
    folder: &Folder,
    down: &str,
    from: &str,
    more: &[&str],
    environment: &[(&str, &str)],
) -> Vec<(String, Vec<u8>)> {
    let all: Vec<&str> = formats::ALL.iter().map(|backend| backend.name()).collect();
    let formats = all.join(",");
    let arguments = [&["build", "--format", &formats, "--width", "300"], more].concat();
    run(&folder.path(&format!("{down}/{from}")), &arguments, environment).expect_code(0);
    folder.files(&format!("{down}/output"))
}

#[test]
fn every_format_gives_the_same_bytes_wherever_and_however_it_is_built() {
    let (here, there) = (copy("a"), copy("文件 夹/b"));
    let home = there.path("家").display().to_string();
    let strange = [
        ("TZ", "Pacific/Kiritimati"),
        ("LANG", "tr_TR.UTF-8"),
        ("LC_ALL", "tr_TR.UTF-8"),
        ("HOME", home.as_str()),
        ("USER", "nobody"),
        ("SOURCE_DATE_EPOCH", "1"),
        ("NO_COLOR", "1"),
    ];
    let plain = [("TZ", "UTC"), ("LANG", "C"), ("LC_ALL", "C"), ("HOME", "/")];
    let first = build(&here, "a", "", &["--jobs", "1"], &plain);
    let more = ["--jobs", "2", "--today", "2031-12-31", "--lang", "en"];
    let second = build(&there, "文件 夹/b", "policies/registry", &more, &strange);
    let names = |files: &[(String, Vec<u8>)]| {
        files.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>()
    };
    assert_eq!(names(&first), names(&second));
    let other: Vec<&str> = first
        .iter()
        .zip(&second)
        .filter(|(one, other)| one != other)
        .map(|((name, _), _)| name.as_str())
        .collect();
    assert_eq!(other, [""; 0], "these differ");
    for backend in formats::ALL {
        let extension = format!(".{}", backend.extension);
        assert!(first.iter().any(|(name, _)| name.ends_with(&extension)), "no {}", backend.name());
    }
    for (name, bytes) in &first {
        let text = String::from_utf8_lossy(bytes);
        assert!(!text.contains(&*here.path("").display().to_string()), "{name} names its folder");
    }
}

#[test]
fn the_manifest_does_not_depend_on_which_edition_was_built_first() {
    let (one, other) = (Folder::init(), Folder::init());
    for edition in ["internal", "public"] {
        one.run(&["build", "--edition", edition]).expect_code(0);
    }
    for edition in ["public", "internal"] {
        other.run(&["build", "--edition", edition]).expect_code(0);
    }
    assert_eq!(one.read("output/manifest.json"), other.read("output/manifest.json"));
}
