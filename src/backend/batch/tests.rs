//! What whoever prints thousands of letters relies on, tried with the looks that we ship.

use std::sync::LazyLock;

use super::*;
use crate::backend::Options;
use crate::doc::{BlankLine, Inline, Meta, Title};
use crate::text::{Files, Memory, builtin};

static FONTS: LazyLock<Fonts> = LazyLock::new(Fonts::builtin);
static FILES: LazyLock<Memory> = LazyLock::new(|| {
    let looks = builtin::Builtin.list("templates/looks").unwrap();
    let read = |path: String| (path.clone(), builtin::Builtin.read(&path).unwrap());
    Memory(looks.into_iter().map(read).collect())
});

fn columns() -> Vec<Column> {
    ["institution", "code", "county"]
        .map(|key| Column { key: key.into(), ..Column::default() })
        .to_vec()
}

fn letter() -> Doc {
    let line = |label: &str, field: Option<&str>| BlankLine {
        label: label.into(),
        hint: None,
        value: None,
        field: field.map(str::to_owned),
    };
    let title = Title { inlines: vec![Inline::text("承诺书")], subtitle: vec![] };
    let blocks = vec![
        Block::Fields { items: vec![line("编号", Some("code"))] },
        Block::Title(title),
        Block::Paragraph {
            inlines: vec![Inline::text("我单位郑重承诺，遵守各项规定。")]
        },
        Block::Blanks {
            items: vec![line("承诺单位", Some("institution")), line("日期", None)]
        },
    ];
    let meta =
        Meta { title: "承诺书".into(), issuers: vec!["甲局".into()], ..Meta::default() };
    Doc { meta, blocks }
}

fn row(institution: &str, code: &str) -> Vec<String> {
    [institution, code, "东区"].map(str::to_owned).to_vec()
}

fn with<T>(look: &str, options: Options, test: impl FnOnce(&Letter) -> T) -> T {
    let doc = letter();
    let job = Job { doc: &doc, look, fonts: &FONTS, files: &*FILES, options: &options };
    test(&Letter::prepare(&job, &columns()).unwrap())
}

fn written(letter: &Letter, rows: &[Vec<String>]) -> Vec<Vec<u8>> {
    let rows: Vec<&[String]> = rows.iter().map(Vec::as_slice).collect();
    let owns = letter.lay_out(&rows).unwrap();
    owns.iter().map(|own| letter.write(own).unwrap()).collect()
}

#[test]
fn a_letter_depends_on_its_own_row_alone() {
    with("pledge-a4", Options::default(), |letter| {
        assert!(letter.fast());
        assert_eq!(letter.prints(), [0, 1]);
        let rows = [row("甲医院", "H1"), row("乙（Z）药店", "P2"), row("丙", "H3")];
        let together = written(letter, &rows);
        for (own, whole) in rows.iter().zip(&together) {
            assert!(written(letter, std::slice::from_ref(own)) == [whole.clone()]);
        }
        assert_ne!(together[0], together[2]);
    });
}

/// How many pages a file says it has.
fn pages(pdf: &[u8]) -> usize {
    let text = String::from_utf8_lossy(pdf);
    let count = text.split("/Type/Pages/Count ").nth(1).unwrap();
    count.split('/').next().unwrap().parse().unwrap()
}

#[test]
fn every_letter_begins_with_what_all_share() {
    with("pledge-a4", Options::default(), |letter| {
        let head = letter.plate.as_ref().unwrap().head.len();
        let files = written(letter, &[row("甲医院", "H1"), row("乙药店", "P2")]);
        assert_eq!(files[0][..head], files[1][..head]);
        // What is a letter's own is little beside it, although its fonts are.
        assert!(files.iter().all(|file| file.len() < head + 20_000));
    });
}

#[test]
fn the_same_letters_make_the_same_book_and_others_another() {
    with("poster-60x80", Options::default(), |letter| {
        let book = |names: &[&str]| {
            let rows: Vec<Vec<String>> = names.iter().map(|name| row(name, "H1")).collect();
            let rows: Vec<&[String]> = rows.iter().map(Vec::as_slice).collect();
            letter.book(None, &letter.lay_out(&rows).unwrap(), false).unwrap()
        };
        assert!(book(&["甲", "乙"]) == book(&["甲", "乙"]));
        assert_ne!(book(&["甲", "乙"]), book(&["乙", "甲"]));
        assert_eq!(pages(&book(&["甲", "乙", "丙"])), 3);
    });
}

#[test]
fn in_duplex_order_every_letter_begins_on_a_front() {
    let cover = letter();
    with("pledge-a4", Options::default(), |letter| {
        let rows = [row("甲医院", "H1"), row("乙药店", "P2")];
        let rows: Vec<&[String]> = rows.iter().map(Vec::as_slice).collect();
        let owns = letter.lay_out(&rows).unwrap();
        let cover = Some(Cover { doc: &cover, look: "pledge-a4" });
        assert_eq!(pages(&letter.book(cover, &owns, false).unwrap()), 3);
        assert_eq!(pages(&letter.book(cover, &owns, true).unwrap()), 6);
        assert_eq!(pages(&letter.book(None, &owns, true).unwrap()), 4);
        assert_eq!(pages(&letter.book(cover, &[], true).unwrap()), 2);
    });
}

#[test]
fn a_value_that_cannot_be_printed_is_told_and_the_others_are_not() {
    with("pledge-a4", Options::default(), |letter| {
        let long = "很长的名称".repeat(20);
        let rows =
            [row("甲医院", "H1"), row(&long, "H2"), row("乙\u{10FFFD}店", "H3"), row("", "")];
        let rows: Vec<&[String]> = rows.iter().map(Vec::as_slice).collect();
        let owns = letter.lay_out(&rows).unwrap();
        assert_eq!(owns.iter().map(Own::sound).collect::<Vec<_>>(), [true, false, false, true]);
        assert_eq!(owns[1].beyond, [0]);
        assert_eq!(owns[2].missing, ['\u{10FFFD}']);
        let room = letter.room(0).unwrap();
        assert!((17.0..20.0).contains(&room), "{room} characters");
        assert_eq!(letter.room(2), None, "the county is not printed");
    });
}

#[test]
fn what_must_be_tagged_takes_the_plain_path() {
    let archive = |archive| Options { archive: Some(archive), ..Options::default() };
    for (options, fast) in [
        (Options::default(), true),
        (archive(Archive::A2b), true),
        (archive(Archive::A2a), false),
        (archive(Archive::A1b), false),
        (Options { print_shop: true, bleed_mm: 3.0, ..Options::default() }, true),
    ] {
        with("pledge-a4", options, |letter| {
            assert_eq!(letter.fast(), fast, "{options:?}");
            let file = written(letter, &[row("甲医院", "H1")]);
            assert_eq!(pages(&file[0]), 1);
            let tagged = String::from_utf8_lossy(&file[0]).contains("/StructTreeRoot");
            assert_eq!(tagged, !fast, "{options:?}");
        });
    }
}

#[test]
fn a_look_that_lets_values_move_things_takes_the_plain_path() {
    let doc = letter();
    let look = "#import \"parts/filled.typ\": filled\n\
                #set text(font: \"fangsong\", fallback: false)\n\
                #let doc = json(\"/data.json\").doc\n\
                #let batch = json(\"/batch.json\").values\n\
                #for it in doc.blocks { if it.role == \"blanks\" { for line in it.items {\n\
                  let own = batch.at(str(line.field), default: ())\n\
                  [#line.label：#own.join() #line.value]\n\
                  block(height: 1em, filled(line))\n\
                } } }";
    let mut files = FILES.clone();
    files.0.insert(
        "templates/looks/flow.typ".into(),
        look.replace("str(line.field)", "if line.field == none { \"\" } else { line.field }")
            .into(),
    );
    let options = Options::default();
    let job = Job { doc: &doc, look: "flow", fonts: &FONTS, files: &files, options: &options };
    let letter = Letter::prepare(&job, &columns()).unwrap();
    assert!(!letter.fast());
    assert_eq!(pages(&written(&letter, &[row("甲医院", "H1")])[0]), 1);
}

#[test]
fn recipes_tell_looks_options_and_letters_apart() {
    let recipe = |look, options| with(look, options, |letter| letter.recipe().to_owned());
    let plain = recipe("pledge-a4", Options::default());
    assert_eq!(plain, recipe("pledge-a4", Options::default()));
    assert_ne!(plain, recipe("poster-60x80", Options::default()));
    let archive = Options { archive: Some(Archive::A2b), ..Options::default() };
    assert_ne!(plain, recipe("pledge-a4", archive));
}
