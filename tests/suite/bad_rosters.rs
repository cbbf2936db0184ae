//! Rosters as bad as they come: each is told at its place, and none passes for good.

mod corpus;

use hongtou::diag::Level;
use hongtou::font::Role;
use hongtou::roster::{self, Column, Demands, Flaw, Opened, letters};
use hongtou::schema::Schemas;
use hongtou::text::Builtin;

use crate::support::{FONTS, Folder, root};

pub(crate) use corpus::{Expected, corpus};

/// The counties that the cases know.
const COUNTIES: [&str; 7] = ["蓬江区", "江海区", "新会区", "台山市", "开平市", "鹤山市", "恩平市"];
/// How many characters fit in print.
const ROOM: usize = 45;

fn columns() -> Vec<Column> {
    let schemas = Schemas::load(&Builtin).unwrap();
    roster::columns(&schemas, "commitment-letter")
}

/// Opens a roster for a letter that prints the name and the county of its institution.
fn open(file: &str, bytes: &[u8]) -> Result<Opened, hongtou::diag::Fault> {
    let columns = columns();
    let at = |key: &str| columns.iter().position(|column| column.key == key).unwrap();
    let covered = |text: &str| FONTS.missing(text, Role::Fangsong).first().map(|(_, c)| *c);
    let room = |_: usize, text: &str| text.chars().count() <= ROOM;
    let demands = Demands {
        printed: vec![at("institution"), at("county")],
        counties: COUNTIES.map(str::to_owned).to_vec(),
        covered: &covered,
        room: &room,
    };
    let folder = Folder::empty();
    folder.write(file, bytes);
    roster::open(&folder.path(file), &columns, &demands)
}

/// A flaw as a person reads it.
fn shown(flaw: &Flaw) -> String {
    let help = flaw.help.as_ref().map_or("", |help| &help.zh);
    format!("{}：{}（{}）{help}", flaw.place.words().zh, flaw.words.zh, flaw.check)
}

#[test]
fn a_bad_roster_is_told_at_its_place_and_never_taken_for_good() {
    let cases = corpus();
    assert!(cases.len() >= 50);
    let mut wrong = Vec::new();
    for case in &cases {
        let told = match (open(case.file, &case.bytes), &case.expected) {
            (Err(fault), Expected::Fault(words)) => (!fault.words.zh.contains(words)
                || fault.help.is_none())
            .then(|| fault.words.zh.clone()),
            (Err(fault), Expected::Flaw { .. }) => Some(fault.words.zh),
            (Ok(opened), expected) => (!meets(&opened, expected))
                .then(|| opened.flaws.iter().map(shown).collect::<Vec<_>>().join("\n    ")),
        };
        wrong.extend(told.map(|told| format!("{}\n    {told}", case.name)));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Whether what was found is what was expected, and stands in the way of printing.
fn meets(opened: &Opened, expected: &Expected) -> bool {
    let Expected::Flaw { check, row, column, words } = expected else { return false };
    let place = |flaw: &Flaw| {
        flaw.place.row == *row && flaw.place.column.map(letters).as_deref() == *column
    };
    let bad = |flaw: &&Flaw| flaw.check == *check && flaw.level == Level::Error && place(flaw);
    let found = opened.flaws.iter().filter(bad).any(|flaw| flaw.words.zh.contains(words));
    // Where the file was read to its end, the row is among those that are left out.
    let left_out = !opened.whole || opened.skipped.contains(row);
    let counted = opened.roster.len() + opened.bad() == opened.total;
    found
        && left_out
        && counted
        && opened.errors > 0
        && opened.flaws.iter().all(|flaw| !flaw.words.en.is_empty())
}

#[test]
fn a_good_roster_has_nothing_to_be_told() {
    let good = open("名册.csv", corpus::good().as_bytes()).unwrap();
    assert_eq!((good.flaws.as_slice(), good.roster.len(), good.bad()), (&[][..], 2, 0));
}

#[test]
fn a_sample_is_a_good_roster() {
    for (letter, begins) in [("letter-hospital", "H"), ("letter-pharmacy", "P")] {
        let letter = format!("policies/fund-supervision-2022/{letter}.yaml");
        let sample = |seed: &str| {
            let asked = ["roster", &letter, "--sample", "3000", "--seed", seed];
            crate::support::run(root(), &asked, &[]).expect_code(0).out
        };
        let text = sample("7");
        assert_eq!(text, sample("7"));
        assert_ne!(text, sample("8"));
        let opened = open("名册.csv", text.as_bytes()).unwrap();
        let flaws: Vec<String> = opened.flaws.iter().map(shown).collect();
        assert_eq!((flaws.as_slice(), opened.roster.len()), (&[][..], 3000));
        let row = opened.roster.row(2999).unwrap();
        assert!(row.values[1].starts_with(begins), "{:?}", row.values);
        let counties: Vec<&str> = opened.roster.counties().iter().map(|(name, _)| *name).collect();
        assert_eq!(counties.len(), COUNTIES.len());
        assert!(counties.iter().all(|county| COUNTIES.contains(county)));
    }
}

#[test]
fn a_sample_in_a_spreadsheet_is_the_same_roster() {
    let letter = "policies/fund-supervision-2022/letter-hospital.yaml";
    let folder = Folder::empty();
    let path = folder.path("名册.xlsx").display().to_string();
    let asked = ["roster", letter, "--sample", "40", "--xlsx", &path];
    crate::support::run(root(), &asked, &[]).expect_code(0);
    let sheet = open("名册.xlsx", &std::fs::read(&path).unwrap()).unwrap();
    let text = crate::support::run(root(), &asked[..4], &[]).expect_code(0).out;
    let text = open("名册.csv", text.as_bytes()).unwrap();
    assert_eq!(sheet.flaws, []);
    assert_eq!(sheet.roster.hash(), text.roster.hash());
}

#[test]
fn a_sample_has_limits() {
    let letter = "policies/fund-supervision-2022/letter-hospital.yaml";
    let run = |count: &str, more: &[&str]| {
        let asked = [&["roster", letter, "--sample", count], more].concat();
        crate::support::run(root(), &asked, &[])
    };
    let empty = crate::support::run(root(), &["roster", letter], &[]).expect_code(0).out;
    assert_eq!(run("0", &[]).expect_code(0).out, empty);
    run("1000001", &[]).expect_code(2).says(&["最多虚构 1000000 家机构"]);
    run("100001", &["--xlsx", "x.xlsx"]).expect_code(2).says(&["CSV 可以更多"]);
}
