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
