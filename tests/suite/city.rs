//! A whole city's letters: three thousand institutions, and nothing about any of them lost.

use std::collections::BTreeSet;
use std::path::PathBuf;

use crate::judges::judge;
use crate::support::{Folder, root, run};

const LETTER: &str = "policies/fund-supervision-2022/letter-hospital.yaml";
const INSTITUTIONS: usize = 3000;

/// How many files a judge reads at once.
const TOGETHER: usize = 250;

/// What a PDF says, without the blanks and line ends that layout puts in.
fn plain(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// The institutions of a roster, each with its number and county.
fn institutions(roster: &str) -> Vec<[String; 3]> {
    let mut lines = roster.trim_start_matches('\u{feff}').lines();
    let heads: Vec<&str> = lines.next().unwrap().split(',').collect();
    let at = |name: &str| heads.iter().position(|head| *head == name).unwrap();
    let columns = [at("机构名称"), at("机构编码"), at("所在县区")];
    let row = |line: &str| {
        let cells: Vec<&str> = line.split(',').map(|cell| cell.trim_matches('"')).collect();
        columns.map(|column| cells[column].to_owned())
    };
    lines.map(row).collect()
}

fn pledges() -> Vec<String> {
    let text = std::fs::read_to_string(root().join(LETTER)).unwrap();
    let items = text.lines().skip_while(|line| *line != "pledges:").skip(1);
    let items = items.map_while(|line| line.strip_prefix("  - "));
    // A poster leaves out the mark that ends an item of running text.
    let bare = |item: &str| plain(item.trim_end_matches(['；', '。']));
    items.map(bare).collect()
}

#[test]
fn three_thousand_letters_say_each_what_its_institution_promises() {
    let folder = Folder::empty();
    let sample = ["roster", LETTER, "--sample", &INSTITUTIONS.to_string(), "--seed", "7"];
    let roster = run(root(), &sample, &[]).expect_code(0).out;
    folder.write("roster.csv", &roster);
    let (list, out) = (folder.path("roster.csv"), folder.path("out"));
    let (list, out) = (list.to_str().unwrap(), out.to_str().unwrap());
    run(root(), &["merge", LETTER, "--roster", list, "--out", out], &[]).expect_code(0);

    let files: Vec<String> = folder.files("out").into_iter().map(|(path, _)| path).collect();
    let letters: Vec<&String> = files.iter().filter(|path| path.contains("letters/")).collect();
    assert_eq!(letters.len(), 2 * INSTITUTIONS, "an A4 letter and a poster each");
    let institutions = institutions(&roster);
    let counties: BTreeSet<&String> = institutions.iter().map(|[.., county]| county).collect();
    for county in counties {
        for run in [format!("runs/{county}.pdf"), format!("runs/{county}-poster.pdf")] {
            assert!(files.iter().any(|path| path.ends_with(&run)), "{run}");
        }
    }
    assert!(files.iter().any(|path| path.ends_with("index.xlsx")));

    let pledges = pledges();
    assert_eq!(pledges.len(), 17);
    // Long names are cut in the names of files; the list says which file is whose.
    let list = folder.read("out/letters.jsonl");
    let paths = |line: &str| -> Vec<PathBuf> {
        let line: serde_json::Value = serde_json::from_str(line).unwrap();
        let files = line["files"].as_array().unwrap().iter();
        files.map(|file| folder.path(&format!("out/{}", file["path"].as_str().unwrap()))).collect()
    };
    let all: Vec<PathBuf> = list.lines().flat_map(paths).collect();
    assert_eq!(all.len(), 2 * INSTITUTIONS);
    for (nth, paths) in all.chunks(TOGETHER).enumerate() {
        let paths: Vec<&str> = paths.iter().map(|path| path.to_str().unwrap()).collect();
        let arguments = [&["draw", "-q", "-F", "txt", "-o", "-"], &paths[..]].concat();
        let Some(text) = judge("mutool", &arguments) else { return };
        let text = String::from_utf8(text).unwrap();
        let pages: Vec<String> = text.trim_end_matches('\n').split('\u{c}').map(plain).collect();
        assert_eq!(pages.len(), paths.len() + 1, "each has one page");
        let first = nth * TOGETHER / 2;
        for (at, (page, path)) in pages.iter().zip(&paths).enumerate() {
            let [name, number, _] = &institutions[first + at / 2];
            assert!(page.contains(&plain(name)), "{path} does not name its institution:\n{page}");
            assert!(page.contains(number), "{path} has no number");
            for pledge in &pledges {
                assert!(page.contains(pledge), "{path} leaves out {pledge}");
            }
        }
    }
}

/// A picture of a page.
fn picture(path: &str) -> Option<Vec<u8>> {
    let arguments = ["draw", "-q", "-r", "150", "-F", "ppm", "-o", "-", path, "1"];
    judge("mutool", &arguments)
}

#[test]
fn a_merged_letter_looks_exactly_as_if_it_had_been_built_alone() {
    let folder = Folder::empty();
    for path in ["policies/registry", "policies/fund-supervision-2022"] {
        for entry in walkdir::WalkDir::new(root().join(path)).into_iter().flatten() {
            if entry.file_type().is_file() {
                let inside = entry.path().strip_prefix(root()).unwrap().to_str().unwrap();
                folder.write(inside, std::fs::read(entry.path()).unwrap());
            }
        }
    }
    let names = [
        "江门市蓬江区示例医院",
        "台山市示例（24 Hours）急诊门诊部",
        "新会区示例䶮淼中西医结合医院有限责任公司康复分院",
    ];
    let rows =
        names.iter().enumerate().map(|(at, name)| format!("{name},H4407030000{at},蓬江区\n"));
    let roster = format!("机构名称,机构编码,所在县区\n{}", rows.collect::<String>());
    folder.write("roster.csv", roster);
    let merge = ["merge", LETTER, "--roster", "roster.csv", "--out", "out", "--letters-only"];
    folder.run(&merge).expect_code(0);
    let letter = folder.read(LETTER);
    for (at, name) in names.iter().enumerate() {
        let number = format!("H4407030000{at}");
        let own = format!("fields: {{institution: {name}, serial: {number}}}\nblanks:");
        folder.write(LETTER, letter.replace("blanks:", &own));
        folder.run(&["build", LETTER]).expect_code(0);
        for suffix in ["", "-poster"] {
            let merged = folder.path(&format!("out/letters/蓬江区/{number}-{name}{suffix}.pdf"));
            let alone =
                folder.path(&format!("output/fund-supervision-2022/letter-hospital{suffix}.pdf"));
            let (merged, alone) = (merged.to_str().unwrap(), alone.to_str().unwrap());
            let Some(one) = picture(merged) else { return };
            let other = picture(alone).expect("the judge is there");
            assert!(one == other, "{name}{suffix} looks otherwise than alone");
            let fonts = judge("pdffonts", &[merged]).expect("the judge is there");
            let fonts = String::from_utf8(fonts).unwrap();
            let embedded = |line: &str| line.split_whitespace().rev().nth(4) == Some("yes");
            assert!(fonts.lines().skip(2).all(embedded), "{fonts}");
            let sizes = [merged, alone].map(|path| std::fs::metadata(path).unwrap().len());
            assert!(sizes[0] * 10 <= sizes[1] * 12, "{} against {} bytes", sizes[0], sizes[1]);
        }
    }
}
