//! The cover sheet (封面) of a volume: what it holds, and lines to sign when it changes hands.
//!
//! Its size is a fact that a print shop wants to read, and the look takes it from there, so that all
//! pages of a volume are of one size.

use super::book::{Edition, Volume};
use crate::doc::{Align, BlankLine, Block, Cell, Column, Doc, Heading, Inline, Meta, Row, Table};

/// What the sizes of pages stand under, which the look reads them from.
const SIZE: &str = "成品尺寸";

/// The letters of a volume, by their numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Letters<'a> {
    /// How many there are.
    pub count: usize,
    /// The number (编号) of the first.
    pub first: &'a str,
    /// The number of the last.
    pub last: &'a str,
}

/// The cover of a volume of some letter.
pub fn cover(letter: &Doc, edition: &Edition, volume: &Volume, letters: Letters) -> Doc {
    let mut blocks: Vec<Block> = letter.blocks.iter().filter_map(title).take(1).collect();
    blocks.extend([
        heading(1, &volume.county),
        heading(2, &format!("第{}册，共{}册", volume.number, volume.of)),
        Block::Table(facts(edition, volume, letters)),
        signatures(),
        note(),
    ]);
    Doc { meta: meta(letter, volume), blocks }
}

fn meta(letter: &Doc, volume: &Volume) -> Meta {
    let Volume { county, number, .. } = volume;
    Meta {
        kind: "cover".to_owned(),
        title: format!("{} {county} 第{number}册", letter.meta.title),
        issuers: letter.meta.issuers.clone(),
        names: letter.meta.names.clone(),
        across: letter.meta.across.clone(),
        ..Meta::default()
    }
}

fn title(block: &Block) -> Option<Block> {
    matches!(block, Block::Title(_)).then(|| block.clone())
}

fn heading(level: u8, words: &str) -> Block {
    let (number, inlines) = (String::new(), vec![Inline::text(words)]);
    Block::Heading(Heading { level, number, inlines, run_in: None, id: None })
}

fn facts(edition: &Edition, volume: &Volume, letters: Letters) -> Table {
    let printing = edition.printing;
    let (sides, with) =
        if printing.duplex { ("双面", "含封面和空白页") } else { ("单面", "含封面") };
    let missing = volume.rows.len() - letters.count.min(volume.rows.len());
    let count = match (letters.count, missing) {
        (count, 0) => format!("{count}份"),
        (count, missing) => format!("{count}份（另有{missing}份未制成，见目录）"),
    };
    let facts = [
        ("份数", count),
        ("首份编号", letters.first.to_owned()),
        ("末份编号", letters.last.to_owned()),
        ("页数", format!("{}页（{with}）", printing.pages(letters.count))),
        ("用纸", format!("{}张，{sides}印制", printing.sheets(letters.count))),
        (SIZE, edition.measures()),
    ];
    let column = |share, align| Column { share, align };
    let cell = |text: String| Cell::of(vec![Inline::text(text)]);
    let row = |(name, value): (&str, String)| Row {
        cells: vec![cell(name.to_owned()), cell(value)],
        total: false,
    };
    Table {
        columns: vec![column(1.0, Align::Center), column(3.0, Align::Left)],
        rows: facts.into_iter().map(row).collect(),
        ..Table::default()
    }
}

fn signatures() -> Block {
    let line = |label: &str, hint: Option<&str>| BlankLine {
        label: label.to_owned(),
        hint: hint.map(str::to_owned),
        value: None,
        field: None,
    };
    let signed = |label| [line(label, Some("签名")), line("日期", None)];
    Block::Blanks { items: ["核对人", "领取人"].into_iter().flat_map(signed).collect() }
}

fn note() -> Block {
    Block::Note {
        inlines: vec![Inline::text("仅供内部分发使用。封面不发给机构。")]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::doc::Title;
    use crate::merge::book::Printing;

    fn said(duplex: bool, count: usize) -> String {
        let title = Title { inlines: vec![Inline::text("承诺书")], subtitle: Vec::new() };
        let letter = Doc { blocks: vec![Block::Title(title)], ..Doc::default() };
        let printing = Printing { pages: 1, cover: true, duplex };
        let edition = Edition { suffix: String::new(), size_mm: (210.0, 297.0), printing };
        let rows = (0..3).collect();
        let volume = Volume { county: "黟县".into(), number: 2, of: 2, before: 500, rows };
        let letters = Letters { count, first: "H001", last: "H003" };
        let mut said = Vec::new();
        cover(&letter, &edition, &volume, letters).texts(&mut |text, _| said.push(text.to_owned()));
        said.join("|")
    }

    #[test]
    fn a_cover_says_what_the_volume_holds() {
        let said = said(true, 3);
        for words in [
            "承诺书||黟县||第2册，共2册",
            "份数|3份|首份编号|H001|末份编号|H003",
            "8页（",
            "4张，双面",
            "210×297毫米",
            "核对人|签名|日期",
            "仅供内部分发使用",
        ] {
            assert!(said.contains(words), "{words} in {said}");
        }
        let single = self::said(false, 3);
        assert!(single.contains("4页（含封面）") && single.contains("4张，单面"), "{single}");
    }

    #[test]
    fn a_cover_says_which_letters_are_not_there() {
        assert!(said(true, 2).contains("2份（另有1份未制成，见目录）"));
    }
}
